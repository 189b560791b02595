import { rosterAsOf } from '#shared/duties/roster'
import type { ReviewPerson } from '#shared/duties/review'
import type { Member } from '#shared/model/member'
import type { Review } from '#shared/model/review'
import { daysBetween, lastDay } from '#shared/text/partial-date'

export type Exempt = { readonly memberId: string; readonly reason: string; readonly approval?: string }

/** The day a roster is asked for: the day of the session, else the end of its year. */
export function dayOf(heldOn: string | null, year: number): string {
  return heldOn ?? `${year}-12-31`
}

/** The day an act on a session is usually of: today; but what is written down half a year and more afterwards was done back then. */
export function usualDay({ heldOn, tallyClosedOn, decidedOn }: Pick<Review, 'heldOn' | 'tallyClosedOn' | 'decidedOn'>, today: string): string {
  const last = decidedOn ?? tallyClosedOn ?? heldOn
  return last !== null && daysBetween(lastDay(last), today) > 180 ? last : today
}

/** Who belonged to the branch on that day, as a session copies them in. */
export function peopleOn(members: readonly Member[], day: string, exempt: readonly Exempt[]): readonly ReviewPerson[] {
  return rosterAsOf(members, day).map(({ member, then }) => {
    const spared = exempt.find((one) => one.memberId === member.id)
    return {
      memberId: member.id,
      name: member.name,
      grade: then.grade ?? 'full',
      post: then.posts.join('、'),
      floating: then.away !== null,
      watched: then.watched,
      ...(spared === undefined ? {} : { exempt: spared.reason, ...(spared.approval === undefined ? {} : { approval: spared.approval }) }),
    }
  })
}

export function exemptOf(roster: Review['roster']): readonly Exempt[] {
  return roster.filter((person) => person.attendance === 'exempt').map((person) => ({ memberId: person.memberId, reason: person.reason, approval: person.approval }))
}

export type RosterGap = { readonly missing: readonly string[]; readonly extra: readonly string[]; readonly regraded: readonly string[]; /** 流动党员 by one and not by the other. */ readonly moved: readonly string[]; /** 留党察看, likewise. */ readonly watched: readonly string[] }

/** Where the session's own list and the roster of the day differ now; null when they agree. */
export function rosterGap(roster: Review['roster'], people: readonly ReviewPerson[]): RosterGap | null {
  const missing = people.filter((person) => !roster.some((one) => one.memberId === person.memberId)).map((person) => person.name)
  const extra = roster.filter((one) => !people.some((person) => person.memberId === one.memberId)).map((one) => one.name)
  const differing = (differ: (one: Review['roster'][number], person: ReviewPerson) => boolean) => roster.filter((one) => people.some((person) => person.memberId === one.memberId && differ(one, person))).map((one) => one.name)
  const gap = {
    missing, extra, regraded: differing((one, person) => person.grade !== one.grade), moved: differing((one, person) => (person.floating ?? false) !== one.floating), watched: differing((one, person) => (person.watched ?? false) !== one.watched),
  }
  return Object.values(gap).every((names) => names.length === 0) ? null : gap
}

/** At most four names, then how many. */
export function sayNames(names: readonly string[]): string {
  return names.length <= 4 ? names.join('、') : `${names.slice(0, 3).join('、')}等 ${names.length} 人`
}

export function sayGap(gap: RosterGap): string {
  const parts = [
    gap.missing.length === 0 ? '' : `名册上有、名单上没有：${sayNames(gap.missing)}`,
    gap.extra.length === 0 ? '' : `名单上有、名册上那天没有：${sayNames(gap.extra)}`,
    gap.regraded.length === 0 ? '' : `正式、预备不一样：${sayNames(gap.regraded)}`,
    gap.watched.length === 0 ? '' : `是不是留党察看不一样：${sayNames(gap.watched)}`,
    gap.moved.length === 0 ? '' : `是不是流动党员不一样：${sayNames(gap.moved)}`,
  ]
  return parts.filter((part) => part !== '').join('；')
}
