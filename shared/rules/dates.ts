import { compareDates, spanOf, type PartialDate } from '#shared/text/partial-date'

/** What the rules ask of partial dates, beyond `shared/text/partial-date.ts`. */
export function firstDay(date: PartialDate): string {
  return spanOf(date).from
}

export function lastDay(date: PartialDate): string {
  return spanOf(date).to
}

/** True only when no reading of the two dates lets `a` reach `b`: `2010` is not before `2010-07`. */
export function surelyBefore(a: PartialDate, b: PartialDate): boolean {
  return lastDay(a) < firstDay(b)
}

/** Order for lists: by the earliest moment; what is not dated stands last. */
export function byDate(a: PartialDate | null, b: PartialDate | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  return compareDates(a, b)
}

export function yearOf(date: PartialDate): number {
  return Number(date.slice(0, 4))
}
