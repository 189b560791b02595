import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import type { BallotStatus } from '#shared/ballot-box'
import { boxSession, isStandingBox, machineChannels } from '#shared/duties/review-machine'
import type { Channel, Review } from '#shared/model/review'
import { useVault } from '../../../app/session'
import { call } from '../../../data/host-client'
import { attempt } from '../../../ui/error-dialog'
import { useReviewSession } from '../use-review'

export type BoxAddress = { readonly vault: string; readonly session: string }
/** One class that may vote by machine, the address of its box and how it stands. */
export type BoxPlace = { readonly channel: Channel; readonly address: BoxAddress; readonly status: BallotStatus }

const lookMs = 1000

export type Boxes = { readonly places: readonly BoxPlace[] | null; /** Why no voting window can be opened here. */ readonly missing: string; readonly look: () => Promise<void> }
export const BoxesContext = createContext<Boxes | null>(null)

/** The boxes of the session on the screen. */
export function useBoxes(): Boxes {
  const boxes = useContext(BoxesContext)
  if (boxes === null) throw new Error('outside of a review session')
  return boxes
}

/** The boxes of a session as the host has them: it, not a record, knows whether there is one. null until it answered. Once a session; its pages share it. */
export function useWatchedBoxes(review: Review): Boxes {
  const vault = useVault()?.id ?? null
  const channels = useMemo(() => machineChannels(review), [review])
  const key = channels.map((channel) => boxSession(review, channel)).join(' ')
  const [found, setFound] = useState<{ readonly key: string; readonly missing: string; readonly statuses: readonly BallotStatus[] } | null>(null)
  const over = review.tallyClosedOn !== null
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
    // A session whose figures are fixed gets no new box; what may be left of one is asked once.
    const timer = over ? undefined : setInterval(() => void look(), lookMs)
    return () => {
      clearTimeout(first)
      clearInterval(timer)
    }
  }, [look, over])
  const places = useMemo(() => {
    if (found === null || found.key !== key || vault === null) return null
    return channels.flatMap((channel, at) => {
      const status = found.statuses[at]
      return status === undefined ? [] : [{ channel, address: { vault, session: boxSession(review, channel) }, status }]
    })
  }, [found, key, vault, channels, review])
  const missing = found?.missing ?? ''
  return useMemo(() => ({ places, missing, look }), [places, missing, look])
}

/** A box that still holds ballots, or may yet. */
export function isStanding({ status }: BoxPlace): boolean {
  return isStandingBox(status)
}

/** 票数记进账以后: the files of the boxes are overwritten. Said when it fails; the box then stays closed and can be destroyed later. */
export function useDestroyBoxes(): (channelIds: readonly string[]) => Promise<void> {
  const { review } = useReviewSession()
  const vault = useVault()?.id ?? null
  return async (channelIds) => {
    if (vault === null) return
    await attempt(async () => {
      for (const channel of machineChannels(review)) if (channelIds.includes(channel.id)) await call('ballot.clear', { vault, session: boxSession(review, channel), giveUp: false })
    }, { title: '票数记好了，票箱文件还没有销毁' })
  }
}
