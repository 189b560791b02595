import { useEffect, useMemo, useState } from 'react'
import type { BallotStatus } from '#shared/ballot-box'
import { boxSession, isStandingBox, machineChannels } from '#shared/duties/review-machine'
import { channelName } from '#shared/duties/review-count'
import type { Review } from '#shared/model/review'
import { call } from '../data/host-client'
import { useRecords, useVault } from './session'

/** A ballot box somewhere in the books that waits for somebody: open, locked, or sealed and not opened yet. */
export type StandingBox = { readonly key: string; readonly title: string; readonly status: BallotStatus; readonly path: readonly string[] }

const lookMs = 3000

/** Of every session whose figures are not fixed yet; where there is none, nothing is asked. */
export function useStandingBoxes(): readonly StandingBox[] {
  const reviews = useRecords('review')
  const vault = useVault()?.id ?? null
  const places = useMemo(() => reviews.filter((review) => review.tallyClosedOn === null).flatMap((review) => machineChannels(review).map((channel) => ({ review, channel, session: boxSession(review, channel) }))), [reviews])
  const asked = places.map((place) => place.session).join(' ')
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
  return useMemo(() => places.flatMap(({ review, channel, session }) => {
    const status = found[session]
    return status === undefined || !isStandingBox(status) ? [] : [{ key: session, title: `${review.title}${titleOf(review, channel)}`, status, path: [review.id, 'machine', channel.id] }]
  }), [places, found])
}

const titleOf = (review: Review, channel: Parameters<typeof channelName>[0]): string => (review.channels.length > 0 ? `：${channelName(channel)}` : '')
