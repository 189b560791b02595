import { daysInMonth, type PartialDate } from '#shared/text/partial-date'

/** First and last day a partial date can mean: `2010-07` is 2010-07-01 to 2010-07-31. Both are full dates, so strings compare. */
export function firstDay(date: PartialDate): string {
  const [year = '', month = '01', day = '01'] = date.split('-')
  return `${year}-${month}-${day}`
}

export function lastDay(date: PartialDate): string {
  const [year = '', month = '12', day] = date.split('-')
  return `${year}-${month}-${day ?? String(daysInMonth(Number(year), Number(month))).padStart(2, '0')}`
}

/** True only when no reading of the two dates lets `a` reach `b`: `2010` is not before `2010-07`. */
export function surelyBefore(a: PartialDate, b: PartialDate): boolean {
  return lastDay(a) < firstDay(b)
}

/** Order for lists: by the earliest moment; what is not dated stands last. */
export function byDate(a: PartialDate | null, b: PartialDate | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  return firstDay(a) < firstDay(b) ? -1 : firstDay(a) > firstDay(b) ? 1 : 0
}

export function yearOf(date: PartialDate): number {
  return Number(date.slice(0, 4))
}

/** As papers write it: 2026年12月8日, 2026年12月, 2026年. No leading zeros. */
export function sayDate(date: PartialDate): string {
  const [year = '', month, day] = date.split('-')
  return `${year}年${month === undefined ? '' : `${Number(month)}月`}${day === undefined ? '' : `${Number(day)}日`}`
}

/** Whole days from one full date to another. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from)
}

/** Days since 0000-03-01 in the proleptic Gregorian calendar; no clock and no time zone is involved. */
function dayNumber(date: string): number {
  const [year, month, day] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))]
  const y = month <= 2 ? year - 1 : year
  const m = month <= 2 ? month + 9 : month - 3
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + Math.floor((m * 153 + 2) / 5) + day - 1
}
