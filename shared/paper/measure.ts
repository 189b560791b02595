import { gbt9704, pointsPerMm, trackingFor } from './gbt9704'

/**
 * Estimates of how wide Chinese text stands, good enough to place a date under a name or shrink a label: a Chinese character is one em,
 * ASCII half an em. The renderings never depend on it for what fits where on a page.
 */
export function emWidth(text: string): number {
  let width = 0
  for (const char of text) width += isHalf(char.codePointAt(0) ?? 0) ? 0.5 : 1
  return width
}

function isHalf(code: number): boolean {
  return (code >= 0x20 && code < 0x250 && code !== 0xb7 && code !== 0xd7) || (code >= 0xff61 && code <= 0xff9f)
}

/** How many lines `text` takes in `mm` of width at `size` points. */
export function linesIn(text: string, mm: number, size: number): number {
  const perLine = Math.max(1, Math.floor((mm * pointsPerMm) / (size + trackingFor(size)) + 1e-6))
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(emWidth(line) / perLine)), 0)
}

/** n characters of `size` points in points, tracked as the type area tracks them. */
export function charactersWide(count: number, size: number): number {
  return count * (size + trackingFor(size))
}

/** The pitch of lines in a cell: close enough to keep rows low, far enough for 仿宋 to breathe. */
export function cellPitch(size: number): number {
  return size === gbt9704.body.size ? gbt9704.pitch : Math.round(size * 1.35 * 20) / 20
}

const closing = /^[，。、；：？！）》〉”’」』〕】%…—·的地得]/u
const opening = /[（《〈“‘「『〔【—]$/u

/**
 * A long title in lines of nearly equal length (7.3.1 词意完整、排列对称、长短适宜): breaks typed by hand are kept as they are, and
 * a break of our own never parts a number or a Latin word, never starts a line with closing marks and prefers the end of a word we know.
 */
export function titleLines(text: string, perLine: number): readonly string[] {
  if (text.includes('\n')) return text.split('\n')
  const width = emWidth(text)
  if (width <= perLine) return [text]
  const count = Math.ceil(width / (perLine - 1))
  const chars = [...text]
  const lines: string[] = []
  let start = 0
  for (let line = 1; line < count; line++) {
    const wanted = (width * line) / count
    let best = -1
    let bestCost = Infinity
    let here = emWidth(chars.slice(0, start).join(''))
    for (let at = start + 1; at < chars.length; at++) {
      here += emWidth(chars[at - 1] ?? '')
      const [before, after] = [chars.slice(0, at).join(''), chars.slice(at).join('')]
      if (closing.test(after) || opening.test(before) || /[\w.%]$/.test(before) && /^[\w.%年月日]/.test(after)) continue
      if (here - emWidth(chars.slice(0, start).join('')) > perLine) break
      // The name of a body and the word that begins the matter are no places to part: 支部|委员会, 关|于.
      const parts = /(?:支部|总支|工作)$/u.test(before) && after.startsWith('委员会')
      const cost = Math.abs(here - wanted) - (parts ? -8 : /(?:关于|委员会|的|年|支部|党委|总支|活动|工作)$/u.test(before) ? 2.5 : 0)
      if (cost < bestCost) [best, bestCost] = [at, cost]
    }
    if (best < 0) break
    lines.push(chars.slice(start, best).join(''))
    start = best
  }
  lines.push(chars.slice(start).join(''))
  return lines
}

/** 0513-12345678, with or without an extension; 400-810-9988; 138-0000-0000. Codes and dates are no such numbers and may part. */
const telephone = /(?<![\d-])(?:\d{3,4}-\d{7,8}|\d{3}-\d{3,4}-\d{4})(?:-\d{1,6})?(?![\d-])/gu

/** Text in the stretches that may part at a line's end and those that may not, if a line of so many characters holds them. */
export function wholeParts(text: string, characters: number): readonly { readonly text: string; readonly whole?: true }[] {
  const parts: { text: string; whole?: true }[] = []
  let at = 0
  for (const { 0: number, index } of text.matchAll(telephone)) {
    if (emWidth(number) > characters) continue
    if (index > at) parts.push({ text: text.slice(at, index) })
    parts.push({ text: number, whole: true })
    at = index + number.length
  }
  return at < text.length || parts.length === 0 ? [...parts, { text: text.slice(at) }] : parts
}

/**
 * Text as it can stand in a file and on paper: line ends unified, tabs as a wide space, and what XML cannot hold (control characters, halves of
 * surrogate pairs) shown as � instead of vanishing.
 */
export function printable(text: string): string {
  let out = ''
  for (const char of text.replace(/\r\n?|[\u2028\u2029\v\f\u0085]/gu, '\n').replaceAll('\t', '\u3000')) {
    const code = char.codePointAt(0) ?? 0
    const illegal = (code < 0x20 && code !== 0x0a) || (code >= 0x7f && code <= 0x9f) || (code >= 0xd800 && code <= 0xdfff) || code === 0xfffe || code === 0xffff
    out += illegal ? '\ufffd' : char
  }
  return out
}
