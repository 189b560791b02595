import type { Pledge, PledgeRound } from '#shared/model/pledge'
import { lastDay } from '#shared/text/partial-date'
import type { PledgeItemInput } from './pledge'

/** 抄上一轮没办完的: what was promised before and has no outcome, or was not kept. Its words are taken over, its date is to be set anew. */
export function carriedItems(pledges: readonly Pledge[], memberId: string | null): readonly PledgeItemInput[] {
  const before = pledges.find((pledge) => pledge.memberId === memberId)
  return (before?.items ?? []).filter((item) => item.closedOn === null).map(({ type, theme, text, measures, responsible }) => ({ type, theme, text, measures, due: null, responsible }))
}

const endOf = (round: PledgeRound) => lastDay(round.to ?? `${round.year}`)
const startOf = (round: PledgeRound) => round.from ?? `${round.year}`

/** The round before this one: of those that began earlier, the one that ended last. */
export function roundBefore(rounds: readonly PledgeRound[], round: PledgeRound): PledgeRound | null {
  const earlier = rounds.filter((one) => one.id !== round.id && (startOf(one) < startOf(round) || (startOf(one) === startOf(round) && one.createdSeq < round.createdSeq)))
  return [...earlier].sort((a, b) => (endOf(a) < endOf(b) ? -1 : endOf(a) > endOf(b) ? 1 : a.createdSeq - b.createdSeq)).at(-1) ?? null
}
