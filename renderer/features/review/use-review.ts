import { createContext, useCallback, useContext, useMemo, useRef } from 'react'
import type { Outcome } from '#shared/duties/transition'
import { HouseError } from '#shared/errors'
import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import type { Review } from '#shared/model/review'
import type { RulePin } from '#shared/model/rule-pin'
import type { RulePack } from '#shared/rules/pack'
import { builtInPack, builtInPacks } from '#shared/rules/packs/built-in'
import { packFor } from '#shared/rules/pin'
import { carryOut } from '../../app/session'
import { getRecord } from '../../data/queries'
import { attempt } from '../../ui/error-dialog'

/** `dry`: only asks what would come of it, after all that waits is written. */
export type SaveOptions = { readonly form?: string; readonly dry?: boolean }
export type Save = (make: (now: Review) => Outcome, options?: SaveOptions) => Promise<Outcome | undefined>

/**
 * Saves one after another, each made from the record as it then stands: rows are left faster than they are written.
 * A refused outcome comes back with its findings and nothing is written; undefined when the write itself failed, which was then shown.
 */
export function useSaver(reviewId: string): Save {
  const chain = useRef<Promise<unknown>>(Promise.resolve())
  return useCallback<Save>((make, { dry = false, ...options } = {}) => {
    const run = chain.current.then(() =>
      attempt(async () => {
        const now = await getRecord('review', reviewId)
        if (now === null) throw new HouseError('refused', { why: '这次评议已经不在了' })
        const outcome = make(now)
        if (outcome.ok && !dry) await carryOut(outcome, options)
        return outcome
      }),
    )
    chain.current = run
    return run
  }, [reviewId])
}

/** The revision an accepted outcome leaves the session at. */
export function revOf(outcome: Outcome | undefined): number | null {
  if (outcome?.ok !== true) return null
  return outcome.step.records.find(({ after }) => after?.kind === 'review')?.after?.rev ?? null
}

export type Session = {
  readonly review: Review
  readonly pack: RulePack
  /** The rules it was held under cannot be read any more: shown by those of today, and nothing becomes final. */
  readonly packMissing: boolean
  readonly organisation: Organisation
  readonly members: readonly Member[]
  /** The session of the nearest earlier year, to set beside. */
  readonly lastYear: Review | null
  readonly canWrite: boolean
  readonly save: Save
}

export const SessionContext = createContext<Session | null>(null)

export function useReviewSession(): Session {
  const session = useContext(SessionContext)
  if (session === null) throw new Error('outside of a review session')
  return session
}

/** The pack a session was made under, or the one in use where its pin is gone. */
export function usePackOf(review: Review, organisation: Organisation, pins: readonly RulePin[]): { readonly pack: RulePack; readonly packMissing: boolean } {
  return useMemo(() => {
    const own = packFor(review.rulePack, pins)
    const pack = own ?? builtInPack(organisation.era) ?? builtInPacks[0]
    if (pack === undefined) throw new Error('no built-in rule pack')
    return { pack, packMissing: own === null }
  }, [review.rulePack, organisation.era, pins])
}
