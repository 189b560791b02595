/** Chinese numerals as official papers write them: 一百零一 for counting and numbering, 二〇一〇 for years (GB/T 15835—2011, 5.2). */
const counting = '零一二三四五六七八九'
const inYears = '〇一二三四五六七八九'
const units = ['', '十', '百', '千']
const values: Readonly<Record<string, number>> = { 〇: 0, 零: 0, '○': 0, Ｏ: 0, O: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 }
const unitValues: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }

/** 0 to 9999: 零, 十, 十一, 二十, 一百零一, 一百一十. */
export function toChineseNumeral(value: number): string {
  if (!Number.isInteger(value) || value < 0 || value > 9999) throw new RangeError(`no Chinese numeral for ${value}`)
  if (value === 0) return '零'
  let written = ''
  let gap = false
  const text = String(value)
  for (const [index, character] of [...text].entries()) {
    const digit = Number(character)
    if (digit === 0) {
      gap = true
      continue
    }
    if (gap && written !== '') written += '零'
    gap = false
    written += `${counting[digit] ?? ''}${units[text.length - 1 - index] ?? ''}`
  }
  return value < 20 && value >= 10 ? written.slice(1) : written
}

/** Digit by digit, as years are written: 2010 is 二〇一〇. What is no digit stays. */
export function toChineseDigits(digits: string | number): string {
  return [...String(digits)].map((character) => (/^\d$/.test(character) ? (inYears[Number(character)] ?? character) : character)).join('')
}

/** Either way of writing, 0 to 9999; null for anything else. */
export function fromChineseNumeral(text: string): number | null {
  const characters = [...text.trim()]
  if (characters.length === 0 || characters.length > 8) return null
  if (characters.every((character) => values[character] !== undefined)) {
    return characters.length > 4 ? null : characters.reduce((all, character) => all * 10 + (values[character] ?? 0), 0)
  }
  let [total, pending, lastUnit] = [0, -1, 10_000]
  for (const [index, character] of characters.entries()) {
    const unit = unitValues[character]
    if (unit !== undefined) {
      // 十 may stand without a digit only in front (十二); each unit must be smaller than the one before.
      if (unit >= lastUnit || (pending <= 0 && !(unit === 10 && index === 0))) return null
      total += (pending < 0 ? 1 : pending) * unit
      ;[pending, lastUnit] = [-1, unit]
      continue
    }
    const digit = values[character]
    if (digit === undefined || pending > 0) return null
    if (digit === 0 && (pending === 0 || index === 0 || index === characters.length - 1)) return null
    // 一百二 for 120 is spoken, not written: a last digit needs 零 before it unless tens came.
    if (digit > 0 && pending < 0 && index === characters.length - 1 && lastUnit > 10 && lastUnit < 10_000) return null
    pending = digit
  }
  return total + Math.max(pending, 0)
}
