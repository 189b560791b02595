import { halfWidthDigits } from '#shared/text/digits'
import type { Block } from './print-document'
import { heading, para } from './blocks'
import { numberBrackets } from './document-number'

/**
 * GB/T 9704—2012, 7.3.3: levels of a text are numbered 一、 （一） 1. （1）. A report is typed as plain text, and its levels come from the
 * numbers as typed. Only marks are put right on paper (full-width digits, half-width brackets round numbers, 1、); every word stays.
 */
type Level = 1 | 2 | 3 | 4

const chinese = '[〇零一二三四五六七八九十百]'
const markers: readonly { readonly level: Level; readonly typed: RegExp; readonly set: (number: string) => string }[] = [
  { level: 1, typed: new RegExp(`^(${chinese}+)[、，.．]\\s*`, 'u'), set: (number) => `${number}、` },
  { level: 2, typed: new RegExp(`^[（(]\\s*(${chinese}+)\\s*[）)]\\s*[、.．]?\\s*`, 'u'), set: (number) => `（${number}）` },
  { level: 4, typed: /^[（(]\s*(\d{1,3})\s*[）)]\s*[、.．]?\s*/u, set: (number) => `（${number}）` },
  { level: 3, typed: /^(\d{1,3})\s*(?:[、．]|\.(?!\d))\s*/u, set: (number) => `${number}.` },
]

/** Digits typed full-width, and the brackets of a 发文字号 (7.2.5: 六角括号). Nothing is added or taken away. */
export function putRight(text: string): string {
  return numberBrackets(halfWidthDigits(text))
}

/** 7.3.5.4: 成文日期 without leading zeros: 2026年07月01日 stands as 2026年7月1日. */
export function unpaddedDates(text: string): string {
  return text.replace(/(\d{4}年)0?(\d{1,2}月)(?:0?(\d{1,2}日))?/gu, (_, year: string, month: string, day: string | undefined) => `${year}${month}${day ?? ''}`)
}

/** The level a line's number names, the number as it is set, and what follows it; null for a line without one. */
export function readMarker(line: string): { readonly level: Level; readonly marker: string; readonly rest: string } | null {
  for (const { level, typed, set } of markers) {
    const match = typed.exec(line)
    const number = match?.[1]
    if (match && number !== undefined && match[0].length < line.length) return { level, marker: set(number), rest: line.slice(match[0].length) }
  }
  return null
}

/** A sentence longer than this is running text that begins with a number, not a heading. */
const longestHeading = 45

function block(line: string): Block {
  const marked = readMarker(line)
  if (marked === null) return para(line)
  const { level, rest } = marked
  // 3. before a year would read as a decimal: 3.2027年.
  const marker = level === 3 && /^\d/u.test(rest) ? `${marked.marker} ` : marked.marker
  const end = /[。！？：；!?;]/u.exec(rest)
  const first = end === null ? rest : rest.slice(0, end.index + 1)
  const more = rest.slice(first.length)
  if (first.length > longestHeading) return para(marker + rest)
  if (more.trim() === '') {
    // A whole sentence with a comma in it is one point of a list, not the heading of what follows: it neither changes its face nor keeps to the next.
    if (end !== null && first.includes('，')) return para(marker + rest)
    // 3 and 4 are set like the text: only a line that is a heading and no sentence must keep to the next.
    return level <= 2 || end === null ? heading(level, marker + rest) : para(marker + rest)
  }
  return level <= 2 ? heading(level, marker + first, more) : para(marker + rest)
}

/** The paragraphs of a report as typed; blank lines and typed indents are dropped, since the layout makes its own. */
export function reportBlocks(text: string): Block[] {
  return putRight(text)
    .split(/\r\n?|[\n\u2028\u2029]/u)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(block)
}
