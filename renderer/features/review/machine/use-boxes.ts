import { useCallback, useEffect, useMemo, useState } from 'react'
import type { BallotStatus } from '#shared/ballot-box'
import { boxSession, machineChannels } from '#shared/duties/review-machine'
import type { Channel } from '#shared/model/review'
import { useVault } from '../../../app/session'
import { call } from '../../../data/host-client'
import { attempt } from '../../../ui/error-dialog'
import { useReviewSession } from '../use-review'

export type BoxAddress = { readonly vault: string; readonly session: string }
/** One class that may vote by machine, the address of its box and how it stands. */
export type BoxPlace = { readonly channel: Channel; readonly address: BoxAddress; readonly status: BallotStatus }

const lookMs = 1000

/** The boxes of this session as the host has them: it, not a record, knows whether there is one. null until it answered. */
export function useBoxes(): { readonly places: readonly BoxPlace[] | null; /** Why no voting window can be opened here. */ readonly missing: string; readonly look: () => Promise<void> } {
  const { review } = useReviewSession()
  const vault = useVault()?.id ?? null
  const channels = useMemo(() => machineChannels(review), [review])
  const key = channels.map((channel) => boxSession(review, channel)).join(' ')
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
    const timer = setInterval(() => void look(), lookMs)
    return () => {
      clearTimeout(first)
      clearInterval(timer)
    }
  }, [look])
  const places = useMemo(() => {
    if (found === null || found.key !== key || vault === null) return null
    return channels.flatMap((channel, at) => {
      const status = found.statuses[at]
      return status === undefined ? [] : [{ channel, address: { vault, session: boxSession(review, channel) }, status }]
    })
  }, [found, key, vault, channels, review])
  return { places, missing: found?.missing ?? '', look }
}

/** A box that still holds ballots, or may yet. */
export function isStanding({ status }: BoxPlace): boolean {
  return status.state === 'locked' || status.state === 'open' || status.state === 'closed'
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

/** How a box stands, in a few words. */
export function sayBox({ state, cast, electors, unused }: BallotStatus): string {
  switch (state) {
    case 'open':
      return `票箱开着，已投 ${cast} / ${electors}`
    case 'locked':
      return unused ? '票箱设好了，还没有打开' : '票箱锁着，要接着投先打开'
    case 'closed':
      return '封了箱，还没有开箱记账'
    case 'none':
      return '还没有设票箱'
    case 'cleared':
      return '开过箱了'
  }
}
