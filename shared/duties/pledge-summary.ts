import type { Member } from '#shared/model/member'
import type { Pledge, PledgeItem, PledgeRound } from '#shared/model/pledge'
import { assertNever } from '#shared/text/assert-never'
import { lastDay } from '#shared/text/partial-date'
import { isPublic, markOf, verdictOf } from './pledge-state'

/** A year's promises in words, for the command line: who, each item with how it stands, and the editions it hung in. */
export type PledgeSummary = { readonly who: string; readonly items: readonly { readonly text: string; readonly state: string }[]; readonly editions: readonly number[] }
export type SummaryFacts = { readonly branch: string; readonly members: readonly Member[]; readonly rounds: readonly PledgeRound[]; readonly pledges: readonly Pledge[]; readonly today: string }

export function pledgeSummaries({ branch, members, rounds, pledges, today }: SummaryFacts): readonly PledgeSummary[] {
  const names = new Map(members.map((member) => [member.id, member.name]))
  return pledges.map((pledge) => ({
    who: pledge.memberId === null ? branch : (names.get(pledge.memberId) ?? ''),
    items: pledge.items.map((item) => ({ text: item.text, state: itemStateWord(pledge, item, today) })),
    editions: rounds.filter((round) => round.id === pledge.roundId).flatMap((round) => round.editions.filter((edition) => edition.lines.some((line) => line.pledgeId === pledge.id)).map((edition) => edition.number)),
  }))
}

/** How one promise stands, in one word of the trade. */
export function itemStateWord(pledge: Pledge, item: PledgeItem, today: string): string {
  const mark = markOf(item, item.due === null ? null : lastDay(item.due), today)
  switch (mark) {
    case 'closed':
      return '已兑现'
    case 'unkept':
      return '没办成'
    case 'late':
    case 'open':
      if (isPublic(pledge.state)) return mark === 'late' ? '逾期' : '正在办'
      if (pledge.state === 'draft') return '没有提诺'
      return { '': '待审', passed: '已审待公示', returned: '退回' }[verdictOf(item)]
    default:
      return assertNever(mark)
  }
}
