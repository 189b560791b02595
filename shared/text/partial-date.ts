import { z } from 'zod'

/**
 * A date as precisely as a person knows it: `2010`, `2010-07` or `2010-07-01`. The precision typed is the precision kept.
 * Ordering and comparing treat a missing month or day as its earliest moment; `spanOf` gives the whole span meant.
 */
export type PartialDate = string

const shape = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/

export function daysInMonth(year: number, month: number): number {
  return month === 2 ? ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
}

export function isPartialDate(value: string): boolean {
  const match = shape.exec(value)
  if (!match) return false
  const [year, month, day] = [Number(match[1]), Number(match[2] ?? 1), Number(match[3] ?? 1)]
  return year >= 1850 && year <= 2200 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

export const partialDate = z.string().refine(isPartialDate, { error: '没有这一天' })
