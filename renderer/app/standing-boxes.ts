import { useEffect, useMemo, useState } from 'react'
import type { BallotStatus } from '#shared/ballot-box'
import { isStandingBox } from '#shared/duties/machine-box'
import { channelName } from '#shared/duties/review-count'
import { boxSession, machineChannels } from '#shared/duties/review-machine'
import { call } from '../data/host-client'
import type { Place } from './route'
import { useRecords, useVault } from './session'

/** A ballot box somewhere in the books that waits for somebody: open, locked, or sealed and not opened yet. */
type BoxOfRecord = { readonly session: string; readonly title: string; readonly place: Place; readonly path: readonly string[] }
export type StandingBox = BoxOfRecord & { readonly status: BallotStatus }

const lookMs = 3000

/** Of everything that is voted on and not fixed yet; where there is nothing, nothing is asked. */
export function useStandingBoxes(): readonly StandingBox[] {
  const reviews = useRecords('review')
  const massReviews = useRecords('massReview')
  const vault = useVault()?.id ?? null
  const boxes = useMemo((): readonly BoxOfRecord[] => [
    ...reviews.filter((review) => review.tallyClosedOn === null).flatMap((review) => machineChannels(review).map((channel) => ({
      session: boxSession(review, channel), title: `${review.title}${review.channels.length > 0 ? `：${channelName(channel)}` : ''}`, place: 'review' as const, path: [review.id, 'machine', channel.id],
    }))),
    ...massReviews.filter((review) => review.state === 'open').map(({ id, title }) => ({ session: id, title, place: 'massReview' as const, path: [id, 'machine'] })),
  ], [reviews, massReviews])
  const asked = boxes.map((box) => box.session).join(' ')
  const [found, setFound] = useState<Readonly<Record<string, BallotStatus>>>({})
  useEffect(() => {
    if (vault === null || asked === '') return
    let live = true
    const look = async () => {
      const sessions = asked.split(' ')
      const statuses = await Promise.all(sessions.map((session) => call('ballot.status', { vault, session }))).catch(() => null)
      if (!live || statuses === null) return
      const next = Object.fromEntries(sessions.flatMap((session, at) => (statuses[at] === undefined ? [] : [[session, statuses[at]] as const])))
      setFound((now) => (JSON.stringify(now) === JSON.stringify(next) ? now : next))
    }
    void look()
    const timer = setInterval(() => void look(), lookMs)
    return () => {
      live = false
      clearInterval(timer)
    }
  }, [vault, asked])
  return useMemo(() => boxes.flatMap((box) => {
    const status = found[box.session]
    return status === undefined || !isStandingBox(status) ? [] : [{ ...box, status }]
  }), [boxes, found])
}
