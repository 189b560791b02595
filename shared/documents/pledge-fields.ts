import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import type { Pledge, PledgeRound } from '#shared/model/pledge'
import { asOf } from '#shared/duties/roster'
import { paperDay } from './sheet'

/** What the pledge documents share: one promise as it is printed, and who promised it. */
export type PledgeLine = {
  readonly number: string
  readonly type: string
  readonly text: string
  readonly measures: string
  readonly due: string
  readonly responsible: string
}

export function pledgeLines(pledge: Pledge): PledgeLine[] {
  return pledge.items.map((item, index) => ({
    number: String(index + 1),
    type: item.type,
    text: item.text,
    measures: item.measures,
    due: paperDay(item.due),
    responsible: item.responsible,
  }))
}

export type PledgeParty = { readonly name: string; readonly post: string }

/** The promiser as the roster knew them on the day of the promise; the branch itself when there is no member. */
export function partyOf(pledge: Pledge, round: PledgeRound, members: readonly Member[], organisation: Organisation): PledgeParty {
  if (pledge.memberId === null) return { name: organisation.name, post: '' }
  const member = members.find((one) => one.id === pledge.memberId)
  if (member === undefined) return { name: '（名册里没有这个人）', post: '' }
  const day = pledge.proposedOn ?? round.from ?? `${round.year}-01-01`
  return { name: member.name, post: [...asOf(member, day).posts, member.jobTitle].filter((part) => part !== '').join('、') }
}

export type Edition = PledgeRound['editions'][number]

/** 2026年3月5日—2026年12月31日, or the first day alone while no end is set. */
export function spanWords(edition: Pick<Edition, 'publishedOn' | 'until'>): string {
  return [edition.publishedOn, edition.until].filter((day) => day !== null).map(paperDay).join('—')
}

/** The latest edition that still hangs and carries the pledge. */
export function publicationOf(pledge: Pledge, round: PledgeRound): { readonly on: string; readonly span: string; readonly place: string } | null {
  const edition = round.editions.findLast((one) => one.withdrawnOn === null && one.lines.some((line) => line.pledgeId === pledge.id))
  return edition === undefined ? null : { on: paperDay(edition.publishedOn), span: spanWords(edition), place: edition.place }
}

/** The branch first, then the members in the roster's order. */
export function inRosterOrder(pledges: readonly Pledge[], members: readonly Member[]): Pledge[] {
  const place = new Map([...members].sort((a, b) => a.order - b.order).map((member, index) => [member.id, index]))
  const rank = (pledge: Pledge) => (pledge.memberId === null ? -1 : (place.get(pledge.memberId) ?? place.size))
  return [...pledges].sort((a, b) => rank(a) - rank(b))
}
