import { halfWidthDigits } from '#shared/text/digits'

/**
 * GB/T 9704—2012, 7.2.5 发文字号: 机关代字, the whole year in 〔 〕, the serial without 第 and without leading zeros, 号.
 * Typed or scanned, the brackets come as [2010], (2010), 【2010】 or lost as ?2010?: they are put right on paper.
 */
const number = /(\p{Script=Han})\s*[[［(（【〔〖｛{?？]\s*((?:19|20)\d{2})\s*[\]］)）】〕〗｝}?？]\s*(第?)\s*(0*)(\d{1,5})\s*号/gu

/** In running text: brackets put right, every other character as typed. */
export function numberBrackets(text: string): string {
  return text.replace(number, (_, before: string, year: string, ordinal: string, zeros: string, serial: string) => `${before}〔${year}〕${ordinal}${zeros}${serial}号`)
}

/** At the head of one's own paper: 第 and the zeros before the serial go too. */
export function documentNumber(typed: string): string {
  const digits = halfWidthDigits(typed.trim())
  return digits.replace(number, (_, before: string, year: string, _ordinal: string, zeros: string, serial: string) => `${before}〔${year}〕${Number(zeros + serial)}号`)
}

/** What of a number cannot be put right without its writer. */
export function documentNumberFaults(typed: string): readonly string[] {
  if (typed.trim() === '') return []
  const set = documentNumber(typed)
  if (/^\p{Script=Han}+〔\d{4}〕[1-9]\d{0,4}号$/u.test(set)) return []
  if (/〔\d{2}〕/u.test(set) || /[[［(（【〔]\d{2}[\]］)）】〕]/u.test(typed)) return ['发文字号的年份要写全，例如 2026']
  return ['发文字号写成“水支发〔2026〕3号”这样：代字、年份、序号']
}
