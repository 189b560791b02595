import { lastDay } from '#shared/text/partial-date'
import type { PledgeItem, PledgeRound } from '#shared/model/pledge'
import { sayDate, sayDue } from '../../ui/say'

/** What one promise is seen by: when it is due, and month by month where it is kept every month. */
export type DueWords = { readonly text: string; readonly look: 'late' | 'soon' | 'done' | 'quiet' }

const soonDays = 14

export function dueWords(item: PledgeItem, today: string, year: number): DueWords {
  if (item.closedOn !== null) return { text: `${sayDate(item.closedOn, year)}兑现`, look: 'done' }
  if (item.unkeptReason !== '') return { text: '没办成', look: 'late' }
  if (item.due === null) return { text: '没有写时限', look: 'soon' }
  const last = lastDay(item.due)
  const said = sayDue(last, today)
  const due = `${sayDate(item.due, year)}到期`
  if (said.late) return { text: `${due}，${said.text}`, look: 'late' }
  const near = (Date.parse(last) - Date.parse(today)) / 86_400_000 <= soonDays
  return near ? { text: `${due}，${said.text}`, look: 'soon' } : { text: due, look: 'quiet' }
}

export type MonthMark = { readonly month: string; readonly state: 'kept' | 'missed' | 'open' }
const monthly = /每个?月|逐月|按月|月月/
const mostMonths = 18

/**
 * The months of a promise to be kept every month, from the one it was made in (`since`); empty for any other promise. A month without an
 * entry is missed once it is over.
 */
export function monthsOf(item: PledgeItem, round: Pick<PledgeRound, 'year' | 'from' | 'to'>, since: string | null, today: string): readonly MonthMark[] {
  if (!monthly.test(item.text)) return []
  const starts = [monthOf(round.from) ?? `${round.year}-01`, monthOf(since) ?? '']
  const from = starts.reduce((a, b) => (a > b ? a : b))
  const to = monthOf(item.due) ?? monthOf(round.to) ?? `${round.year}-12`
  const entries = new Set(item.progress.flatMap((entry) => (entry.on !== null && entry.on.length >= 7 ? [entry.on.slice(0, 7)] : [])))
  const marks: MonthMark[] = []
  for (let month = from; month <= to && marks.length <= mostMonths; month = next(month)) {
    const over = month < today.slice(0, 7)
    marks.push({ month, state: entries.has(month) ? 'kept' : over && item.closedOn === null ? 'missed' : 'open' })
  }
  return marks.length > mostMonths ? [] : marks
}

const monthOf = (date: string | null) => (date !== null && date.length >= 7 ? date.slice(0, 7) : null)

function next(month: string): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))]
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}
