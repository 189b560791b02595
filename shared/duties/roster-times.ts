import type { Member } from '#shared/model/member'
import { addMonths, compareDates, type PartialDate } from '#shared/text/partial-date'
import { at } from './roster-intervals'

/** Periods the roster reckons with, each with its source. A value of its own kind, so that an override can be passed in. */
export type RosterTimes = {
  readonly probation: { readonly months: number; readonly warnDays: number; readonly source: string }
  readonly extension: { readonly least: number; readonly most: number; readonly source: string }
  readonly term: { readonly warnMonths: readonly number[]; readonly source: string }
  readonly contact: { readonly months: number; readonly source: string }
}

export const rosterTimes: RosterTimes = {
  probation: { months: 12, warnDays: 30, source: '《中国共产党章程》第七条' },
  extension: { least: 6, most: 12, source: '《中国共产党章程》第七条' },
  term: { warnMonths: [6, 3, 1], source: '' },
  contact: { months: 6, source: '《中国共产党党员教育管理工作条例》第二十四条' },
}

/** When the probation that runs on `day` is over: a year after joining, or where an extension says; null when no probation runs or its beginning is unknown. */
export function probationEnd(member: Member, day: PartialDate, times: RosterTimes = rosterTimes): PartialDate | null {
  const running = at(member.grades, day)
  if (running?.grade !== 'probationary' || running.from === null) return null
  const { from } = running
  const extended = member.events.flatMap((event) => (event.type === 'extendProbation' && event.until !== undefined && event.until !== null && event.on !== null && compareDates(event.on, from) >= 0 ? [event.until] : []))
  return extended.reduce((latest, until) => (compareDates(until, latest) > 0 ? until : latest), addMonths(from, times.probation.months))
}
