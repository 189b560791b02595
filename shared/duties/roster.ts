import type { Member } from '#shared/model/member'
import { compareDates, daysInMonth, spanOf, type PartialDate } from '#shared/text/partial-date'
import { allAt, at } from './roster-intervals'

/** What stood about a member on one day. A date without day is asked at its first one. */
export type MemberAsOf = {
  /** null before joining, and after 取消预备党员资格. */
  readonly grade: Member['grades'][number]['grade'] | null
  /** null where the books say nothing about that day: before joining, or before coming here. */
  readonly standing: Member['standings'][number]['standing'] | null
  readonly groupId: string | null
  readonly unitId: string | null
  readonly posts: readonly Member['posts'][number]['post'][]
  /** 流动: the absence that covers the day. */
  readonly away: Member['absences'][number] | null
  /** 留党察看: no 表决权 on the day. */
  readonly watched: boolean
  /** A member of this branch in normal standing: who counts, is counted, and is on the sheet. Those 停止党籍 are not. */
  readonly active: boolean
}

// A record is never changed in place, so what was worked out for it on a day stays true: lists, counts, what is due and what is lacking all ask for
// the same day, and after a commit only what it touched is worked out anew.
const known = new WeakMap<Member, { readonly date: PartialDate; readonly then: MemberAsOf }>()

export function asOf(member: Member, date: PartialDate): MemberAsOf {
  const before = known.get(member)
  if (before?.date === date) return before.then
  const then = workOut(member, date)
  known.set(member, { date, then })
  return then
}

function workOut(member: Member, date: PartialDate): MemberAsOf {
  const grade = at(member.grades, date)?.grade ?? null
  const standing = at(member.standings, date)?.standing ?? null
  return {
    grade,
    standing,
    groupId: at(member.groups, date)?.groupId ?? null,
    unitId: at(member.units, date)?.unitId ?? null,
    posts: allAt(member.posts, date).map((post) => post.post),
    away: at(member.absences, date),
    watched: at(member.watches, date) !== null,
    active: grade !== null && standing === 'normal',
  }
}

export type RosterEntry = { readonly member: Member; readonly then: MemberAsOf }

/** Who belonged to the branch on a day, in the roster's order. */
export function rosterAsOf(members: readonly Member[], date: PartialDate): readonly RosterEntry[] {
  return [...members]
    .sort(byRosterOrder)
    .map((member) => ({ member, then: asOf(member, date) }))
    .filter(({ then }) => then.active)
}

export function byRosterOrder(a: Member, b: Member): number {
  return a.order - b.order || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

export type RosterCounts = { readonly total: number; readonly full: number; readonly probationary: number; readonly women: number; readonly away: number; readonly suspended: number }

export function rosterCounts(members: readonly Member[], date: PartialDate): RosterCounts {
  const here = rosterAsOf(members, date)
  return {
    total: here.length,
    full: here.filter(({ then }) => then.grade === 'full').length,
    probationary: here.filter(({ then }) => then.grade === 'probationary').length,
    women: here.filter(({ member }) => member.gender === '女').length,
    away: here.filter(({ then }) => then.away !== null).length,
    suspended: members.filter((member) => asOf(member, date).standing === 'suspended').length,
  }
}

/**
 * 党龄, in whole years, counted from the day of becoming a full member; null when that is not known or not yet.
 * A date without day counts as its last day, so nobody is credited a year early.
 */
export function partyYears(member: Pick<Member, 'becameFull'>, day: PartialDate): number | null {
  if (member.becameFull === null || compareDates(day, member.becameFull) < 0) return null
  const [since, today] = [spanOf(member.becameFull).to, spanOf(day).from]
  const years = Number(today.slice(0, 4)) - Number(since.slice(0, 4))
  return Math.max(0, beforeIts(since, today) ? years - 1 : years)
}

/** Whether the anniversary of `since` is still to come in the year of `today`; 29 February is kept on the 28th in common years. */
function beforeIts(since: string, today: string): boolean {
  const [month, day] = [Number(since.slice(5, 7)), Number(since.slice(8, 10))]
  const kept = Math.min(day, daysInMonth(Number(today.slice(0, 4)), month))
  return Number(today.slice(5, 7)) * 100 + Number(today.slice(8, 10)) < month * 100 + kept
}

/** The day a year's roster is asked for: today, or the end of a year that is over, or the beginning of one to come. */
export function dayInYear(year: number, today: string): string {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`]
  return today < first ? first : today > last ? last : today
}
