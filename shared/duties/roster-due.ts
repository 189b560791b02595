import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import { addMonths, compareDates, daysBetween, formatDate, spanOf, type PartialDate } from '#shared/text/partial-date'
import { asOf, byRosterOrder } from './roster'
import { probationEnd, rosterTimes, type RosterTimes } from './roster-times'

/** What falls due about people and the committee: 预备期满, 届满, 流动党员久无联系. */
export type DueItem = {
  readonly kind: 'probation' | 'term' | 'contact'
  readonly recordId: string
  readonly name: string
  readonly due: PartialDate
  /** Whole days until it is due; negative when past. */
  readonly days: number
  /** `ahead`: coming · `due`: today, or within the last stretch · `late` */
  readonly level: 'ahead' | 'due' | 'late'
  readonly text: string
  readonly source: string
}

/** The most pressing first. */
export function dueItems(organisation: Organisation | null, members: readonly Member[], today: string, times: RosterTimes = rosterTimes): readonly DueItem[] {
  const people = [...members].sort(byRosterOrder)
  const items = [...people.flatMap((member) => probationDue(member, today, times)), ...people.flatMap((member) => contactDue(member, today, times)), ...(organisation === null ? [] : termDue(organisation, today, times))]
  return items.map((item, index) => ({ item, index })).sort((a, b) => a.item.days - b.item.days || a.index - b.index).map(({ item }) => item)
}

function probationDue(member: Member, today: string, times: RosterTimes): readonly DueItem[] {
  if (!asOf(member, today).active) return []
  const due = probationEnd(member, today, times)
  if (due === null) return []
  const days = daysBetween(today, due)
  if (days > times.probation.warnDays) return []
  // A month without day is not late before the month is over.
  const late = spanOf(due).to < today
  const when = days > 0 ? `预备期到${formatDate(due, 'paper')}满，还有 ${days} 天` : late ? `预备期${formatDate(due, 'paper')}已满，逾 ${-days} 天` : `预备期${due.length < 10 ? formatDate(due, 'paper') : '今天'}满`
  return [{ kind: 'probation', recordId: member.id, name: member.name, due, days, level: days > 0 ? 'ahead' : late ? 'late' : 'due', text: `${member.name}${when}，开党员大会讨论转正`, source: times.probation.source }]
}

function contactDue(member: Member, today: string, times: RosterTimes): readonly DueItem[] {
  const then = asOf(member, today)
  if (then.away === null || (then.standing !== 'normal' && then.standing !== 'suspended')) return []
  const dates = [...then.away.contacts.flatMap((contact) => (contact.on === null ? [] : [contact.on])), ...(then.away.from === null ? [] : [then.away.from])].filter((date) => spanOf(date).from <= today)
  const last = dates.reduce<PartialDate | null>((latest, date) => (latest === null || compareDates(date, latest) > 0 ? date : latest), null)
  if (last === null) return []
  const due = addMonths(last, times.contact.months)
  const days = daysBetween(today, due)
  if (days > 0) return []
  const by = then.away.contacts.some((contact) => contact.on === last) ? '上次联系是' : '外出是'
  return [{ kind: 'contact', recordId: member.id, name: member.name, due, days, level: 'late', text: `${member.name}在外，${by}${formatDate(last, 'paper')}，已经 ${times.contact.months} 个月没有联系，想办法联系上，记一笔`, source: times.contact.source }]
}

function termDue(organisation: Organisation, today: string, times: RosterTimes): readonly DueItem[] {
  const ends = organisation.terms.at(-1)?.ends ?? null
  if (ends === null) return []
  const days = daysBetween(today, ends)
  const reached = [...times.term.warnMonths].sort((a, b) => a - b).find((months) => spanOf(addMonths(ends, -months)).from <= today)
  if (reached === undefined) return []
  const late = spanOf(ends).to < today
  const when = late ? `${formatDate(ends, 'paper')}届满，已经逾 ${-days} 天` : days > 0 ? `${formatDate(ends, 'paper')}届满，不到 ${reached} 个月，还有 ${days} 天` : `${ends.length < 10 ? formatDate(ends, 'paper') : '今天'}届满`
  return [{ kind: 'term', recordId: organisation.id, name: organisation.name, due: ends, days, level: late ? 'late' : reached === Math.min(...times.term.warnMonths) ? 'due' : 'ahead', text: `班子${when}，向上级报换届`, source: times.term.source }]
}
