import { z } from 'zod'
import { fromChineseNumeral } from './chinese-numerals'

/**
 * A date as precisely as a person knows it: `2010`, `2010-07` or `2010-07-01`. The precision typed is the precision kept.
 * Ordering and comparing treat a missing month or day as its earliest moment; `spanOf` gives the whole span meant.
 */
export type PartialDate = string

const shape = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/
const earliestYear = 1850
const latestYear = 2200

export function daysInMonth(year: number, month: number): number {
  return month === 2 ? ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
}

export function isPartialDate(value: string): boolean {
  const match = shape.exec(value)
  if (!match) return false
  const [year, month, day] = [Number(match[1]), Number(match[2] ?? 1), Number(match[3] ?? 1)]
  return year >= earliestYear && year <= latestYear && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

export const partialDate = z.string().refine(isPartialDate, { error: '没有这一天' })

export type DateReading = { readonly ok: true; readonly date: PartialDate } | { readonly ok: false; readonly why: string }

const digits = (text: string, width: number) => text.padStart(width, '0')
/** Year first, then month and day with any of the usual marks between; a time of day behind it is dropped. */
const marked = /^(\d{4})(?:[-./年](?:(\d{1,2})(?:[-./月](?:(\d{1,2})[日号.]?)?)?)?)?(?:[T ]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$/
/** A month and a day as people say them of this year; which year it is nobody can tell for them. */
const yearless = /^\d{1,2}(?:月\d{0,2}[日号]?|[-./]\d{1,2}[日号]?)$/
const packed = /^(\d{4})(\d{2})(\d{2})?$/
const chinese = /^([〇零○O一二三四五六七八九]{4})年(?:([一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十]{1,3})[日号])?)?$/

function inDigits(text: string): string {
  const match = chinese.exec(text)
  if (match === null) return text
  return [match[1], match[2], match[3]].flatMap((part) => (part === undefined ? [] : [String(fromChineseNumeral(part) ?? '?')])).join('-')
}

/**
 * Reads what people type for a date: `2010.07`, `201007`, `20100701`, `2010年7月1日`, `2010-7-1`, `2010/7/1`, `2010`, 二〇一〇年七月, full-width
 * digits too. A bare day count of a spreadsheet (40360) is no date here: only the sheet reader knows that a cell was one.
 */
export function readPartialDate(typed: string): DateReading {
  const text = inDigits(typed.normalize('NFKC').replace(/[\u200b\ufeff]/gu, '').trim().replace(/\s*([-./年月日])\s*/gu, '$1'))
  const match = packed.exec(text) ?? marked.exec(text)
  if (match === null && yearless.test(text)) return { ok: false, why: `“${shorten(typed)}”没写哪一年，写成 2010.7.1 这样` }
  if (match === null) return { ok: false, why: `看不出“${shorten(typed)}”是哪一天，写成 2010.7.1 这样` }
  const date = [match[1] ?? '', ...[match[2], match[3]].flatMap((part) => (part === undefined ? [] : [digits(part, 2)]))].join('-')
  return isPartialDate(date) ? { ok: true, date } : { ok: false, why: `没有“${shorten(typed)}”这一天` }
}

export function parsePartialDate(typed: string): PartialDate | null {
  const reading = readPartialDate(typed)
  return reading.ok ? reading.date : null
}

function shorten(typed: string): string {
  const characters = [...typed.trim()]
  return characters.length <= 20 ? characters.join('') : `${characters.slice(0, 19).join('')}…`
}

/** The first and the last day meant: `2010-07` is 2010-07-01 to 2010-07-31. Both are full, so they compare as strings. */
export function spanOf(date: PartialDate): { readonly from: string; readonly to: string } {
  if (date.length === 10) return { from: date, to: date }
  if (date.length === 4) return { from: `${date}-01-01`, to: `${date}-12-31` }
  return { from: `${date}-01`, to: `${date}-${daysInMonth(Number(date.slice(0, 4)), Number(date.slice(5, 7)))}` }
}

export function firstDay(date: PartialDate): string {
  return spanOf(date).from
}

export function lastDay(date: PartialDate): string {
  return spanOf(date).to
}

export function yearOf(date: PartialDate): number {
  return partsOf(date).year
}

/** By the earliest moment; of two that begin together the less precise one first, so the order is total. */
export function compareDates(a: PartialDate, b: PartialDate): number {
  const [left, right] = [spanOf(a).from, spanOf(b).from]
  return left < right ? -1 : left > right ? 1 : a.length - b.length
}

/** For lists: as `compareDates`; what is not dated stands last. */
export function byDate(a: PartialDate | null, b: PartialDate | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  return compareDates(a, b)
}

/** True only when no reading of the two dates lets `a` reach `b`: `2010` is not before `2010-07`. */
export function surelyBefore(a: PartialDate, b: PartialDate): boolean {
  return lastDay(a) < firstDay(b)
}

/** Whether two dates may mean the same day: `1969-03` and `1969-03-12` may. */
export function mayBeSame(a: PartialDate, b: PartialDate): boolean {
  const [left, right] = [spanOf(a), spanOf(b)]
  return left.from <= right.to && right.from <= left.to
}

/** `from` counts in, `to` does not; null is open. All three are taken at their earliest moment. */
export function isWithin(span: { readonly from: PartialDate | null; readonly to: PartialDate | null }, day: PartialDate): boolean {
  const at = spanOf(day).from
  return (span.from === null || spanOf(span.from).from <= at) && (span.to === null || at < spanOf(span.to).from)
}

/**
 * `paper` 2026年12月8日 · `month` 2026年12月 · `cell` 12.8 (the year is on the sheet's head) · `catalogue` 20261208, with zeros for what is
 * not known. No leading zeros outside the catalogue.
 */
export type DateStyle = 'paper' | 'cell' | 'catalogue' | 'month'

export function formatDate(date: PartialDate, style: DateStyle): string {
  const { year, month, day } = partsOf(date)
  switch (style) {
    case 'paper':
      return `${year}年${month === null ? '' : `${month}月`}${day === null ? '' : `${day}日`}`
    case 'month':
      return `${year}年${month === null ? '' : `${month}月`}`
    case 'cell':
      return month === null ? `${year}年` : day === null ? `${month}月` : `${month}.${day}`
    case 'catalogue':
      return `${digits(String(year), 4)}${digits(String(month ?? 0), 2)}${digits(String(day ?? 0), 2)}`
  }
}

/** Whole months later (or earlier), at the same precision where that has an answer; 31 August and half a year is the last of February. */
export function addMonths(date: PartialDate, months: number): PartialDate {
  const { year, month, day } = partsOf(date)
  if (month === null && months % 12 === 0) return digits(String(year + months / 12), 4)
  const index = year * 12 + (month ?? 1) - 1 + months
  const [newYear, newMonth] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1]
  const head = `${digits(String(newYear), 4)}-${digits(String(newMonth), 2)}`
  return day === null ? head : `${head}-${digits(String(Math.min(day, daysInMonth(newYear, newMonth))), 2)}`
}

export function addDays(date: PartialDate, count: number): string {
  return fromDayNumber(dayNumber(spanOf(date).from) + count)
}

/** Whole days from one date to another, each at its earliest moment; negative when `to` is earlier. */
export function daysBetween(from: PartialDate, to: PartialDate): number {
  return dayNumber(spanOf(to).from) - dayNumber(spanOf(from).from)
}

function partsOf(date: PartialDate): { readonly year: number; readonly month: number | null; readonly day: number | null } {
  return { year: Number(date.slice(0, 4)), month: date.length < 7 ? null : Number(date.slice(5, 7)), day: date.length < 10 ? null : Number(date.slice(8, 10)) }
}

/** Days since 0000-03-01 in the proleptic Gregorian calendar: no clock and no time zone is involved. */
function dayNumber(date: string): number {
  const [year, month, day] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))]
  const y = month <= 2 ? year - 1 : year
  const m = month <= 2 ? month + 9 : month - 3
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + Math.floor((m * 153 + 2) / 5) + day - 1
}

function fromDayNumber(number: number): string {
  let year = Math.floor((number * 10_000 + 14_780) / 3_652_425)
  const startOf = (y: number) => y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400)
  if (number < startOf(year)) year -= 1
  const rest = number - startOf(year)
  const m = Math.floor((rest * 5 + 2) / 153)
  const [month, day] = [m < 10 ? m + 3 : m - 9, rest - Math.floor((m * 153 + 2) / 5) + 1]
  return `${digits(String(month <= 2 ? year + 1 : year), 4)}-${digits(String(month), 2)}-${digits(String(day), 2)}`
}
