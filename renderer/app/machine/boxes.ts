import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import type { BallotForm, BallotStatus } from '#shared/ballot-box'
import { isStandingBox, type OpenedBox } from '#shared/duties/machine-box'
import type { Finding } from '#shared/rules/findings'
import { call } from '../../data/host-client'
import { attempt } from '../../ui/error-dialog'
import type { Place } from '../route'
import { useVault } from '../session'

/** Those who vote into one box, as the room that asks them has it. */
export type Electorate = {
  readonly id: string
  /** The address of their box. */
  readonly session: string
  /** 会场·党员, 群众代表 */
  readonly name: string
  /** Said beside the ballots cast: 实到, 群众代表. */
  readonly counted: string
  /** How many they are; null where that is first said when the box is made. */
  readonly people: number | null
  /** Why they cannot vote by machine, besides their number; empty when they can. */
  readonly why: string
  readonly form: BallotForm
  /** Above the scrutineer's list, with the names where they are known. */
  readonly heading: string
  readonly names: readonly string[]
  /** What came out of their box stands in the books. */
  readonly kept: boolean
}

export type BoxAddress = { readonly vault: string; readonly session: string }
export type BoxPlace = { readonly electorate: Electorate; readonly address: BoxAddress; readonly status: BallotStatus }
export type Opened = OpenedBox & { readonly id: string }
type By = readonly [string, string]
type Link = { readonly label: string; readonly place: Place; readonly path: readonly string[] }

/** What a room that votes by machine gives the pages of the box. */
export type MachineDesk = {
  readonly organisation: string
  readonly canWrite: boolean
  /** On every cut slip: 2026年度民主评议测评. */
  readonly slipHeading: string
  /** 票上填什么: the choice of a ballot, before any box is made. */
  readonly choice: (fixed: boolean) => ReactNode
  /** Said with what a box costs. */
  readonly terms: readonly string[]
  readonly back: Link
  /** Where a ballot is printed, and where the figures stand. */
  readonly paper: Link
  readonly figures: Link
  /** Once its sums are in the books: what to look at there. */
  readonly keptWords: string
  readonly boxPath: (electorateId: string) => Link['path']
  readonly onMade: (electorate: Electorate, people: number) => Promise<unknown>
  readonly opening: {
    /** Why the boxes are not opened yet, besides what the page asks itself; empty when nothing. */
    readonly why: string
    /** Asked on the page before it is opened. */
    readonly asks: ReactNode
    /** What came on paper and is counted together with the boxes, as 意见箱·群众代表 6 张纸票; empty when all of it came out of boxes. */
    readonly paper: string
    /** Into the books in one commit: what refuses it, none when they are there; null when the write failed and was shown. */
    readonly keep: (boxes: readonly Opened[], by: By) => Promise<readonly Finding[] | null>
    /** On to the paper, with what came out of the boxes in the hand; the last is the one proposed. */
    readonly ways: readonly { readonly label: string; readonly take: (boxes: readonly Opened[], by: By) => readonly Finding[] }[]
  }
}
export const MachineDeskContext = createContext<MachineDesk | null>(null)

export function useMachineDesk(): MachineDesk {
  const desk = useContext(MachineDeskContext)
  if (desk === null) throw new Error('outside of a room that votes by machine')
  return desk
}

const lookMs = 1000

export type Boxes = {
  /** null until the host answered. */
  readonly places: readonly BoxPlace[] | null
  /** Why no voting window can be opened here. */
  readonly missing: string
  readonly look: () => Promise<void>
  /** 票数记进账以后: the files of these boxes are overwritten. Said when it fails; the box then stays closed and can be destroyed later. */
  readonly destroy: (electorateIds: readonly string[]) => Promise<void>
}
export const BoxesContext = createContext<Boxes | null>(null)

/** The boxes of what is on the screen. */
export function useBoxes(): Boxes {
  const boxes = useContext(BoxesContext)
  if (boxes === null) throw new Error('outside of what is voted on')
  return boxes
}

/**
 * A box whose sums are still to come into the books. Meanwhile no figures are typed by hand: a row within a handful of what is in the box would keep its sums
 * out of the books for good (build/decisions/007-five-ballots-apart.md).
 */
export function useStandingBox(): BoxPlace | undefined {
  return useBoxes().places?.find(({ electorate, status }) => isStandingBox(status) && !(electorate.kept && status.state === 'closed'))
}

/** The boxes as the host has them: it, not a record, knows whether there is one. Watched once for all pages; `over`: no new one is made any more, and what may be left of one is asked once. */
export function useWatchedBoxes(electorates: readonly Electorate[], over: boolean): Boxes {
  const vault = useVault()?.id ?? null
  const key = electorates.map(({ session }) => session).join(' ')
  const [found, setFound] = useState<{ readonly key: string; readonly missing: string; readonly statuses: readonly BallotStatus[] } | null>(null)
  const look = useCallback(async () => {
    if (vault === null) return
    // The host gone is said by the frame; what was last known stays.
    const answer = await Promise.all([call('ballot.booth', {}), ...key.split(' ').map((session) => call('ballot.status', { vault, session }))] as const).catch(() => null)
    if (answer === null) return
    const [{ missing }, ...statuses] = answer
    const next = { key, missing, statuses }
    // Looked at every second and seldom another: the page is drawn anew only then.
    setFound((now) => (JSON.stringify(now) === JSON.stringify(next) ? now : next))
  }, [vault, key])
  useEffect(() => {
    const first = setTimeout(() => void look(), 0)
    const timer = over ? undefined : setInterval(() => void look(), lookMs)
    return () => {
      clearTimeout(first)
      clearInterval(timer)
    }
  }, [look, over])
  const places = useMemo(() => {
    if (found === null || found.key !== key || vault === null) return null
    return electorates.flatMap((electorate, at) => {
      const status = found.statuses[at]
      return status === undefined ? [] : [{ electorate, address: { vault, session: electorate.session }, status }]
    })
  }, [found, key, vault, electorates])
  const destroy = useCallback(async (ids: readonly string[]) => {
    if (vault === null) return
    await attempt(async () => {
      for (const { id, session } of electorates) if (ids.includes(id)) await call('ballot.clear', { vault, session, giveUp: false })
    }, { title: '票数记好了，票箱文件还没有销毁' })
  }, [vault, electorates])
  const missing = found?.missing ?? ''
  return useMemo(() => ({ places, missing, look, destroy }), [places, missing, look, destroy])
}
