import { isPartialDate, type PartialDate } from './partial-date'

/**
 * 公民身份号码, GB 11643—1999: 6 digits of the place, 8 of the birth date, 3 of the order (odd for men), and one check character
 * by ISO 7064 MOD 11-2.
 */
export type IdReading =
  | { readonly ok: true; readonly number: string; readonly birth: PartialDate; readonly gender: '男' | '女' }
  | { readonly ok: false; readonly code: 'old' | 'length' | 'letters' | 'digitsLost' | 'noSuchDay' | 'check'; readonly why: string }

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checks = '10X98765432'

/** The eighteenth character of the first seventeen digits. */
export function idCheckCharacter(seventeen: string): string {
  let sum = 0
  for (const [index, weight] of weights.entries()) sum += weight * (seventeen.charCodeAt(index) - 48)
  return checks[sum % 11] ?? ''
}

/** What was typed, without spaces, marks spreadsheets put in front of text, and full-width forms. */
export function plainIdNumber(typed: string): string {
  if (/^\d{17}[\dX]$/.test(typed)) return typed
  return typed.normalize('NFKC').replace(/[\s\u200b-\u200f\u202a-\u202e\u2060\ufeff'’‘`-]/gu, '').toUpperCase()
}

export function readIdNumber(typed: string): IdReading {
  if (/[eｅ]/iu.test(typed) && /^\s*'?\d(\.\d+)?e\+?\d+\s*$/iu.test(typed.normalize('NFKC'))) return { ok: false, code: 'digitsLost', why: '身份证号被表格存成了数字，后几位已经丢了：把这一列改成“文本”，重新填上' }
  const number = plainIdNumber(typed)
  if (/^\d{15}$/.test(number)) return { ok: false, code: 'old', why: '这是 15 位的老身份证号，换成 18 位的' }
  if (!/^[\dX]*$/.test(number)) return { ok: false, code: 'letters', why: '身份证号里有不该有的字，只能是数字，最后一位可以是 X' }
  if (number.length !== 18) return { ok: false, code: 'length', why: `身份证号是 18 位，这里是 ${number.length} 位` }
  if (!/^\d{17}[\dX]$/.test(number)) return { ok: false, code: 'letters', why: '身份证号里只有最后一位可以是 X' }
  const birth = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  if (!isPartialDate(birth)) return { ok: false, code: 'noSuchDay', why: '身份证号中间的出生日期没有这一天，对着证件再看一遍' }
  if (idCheckCharacter(number) !== number[17]) return { ok: false, code: 'check', why: '身份证号最后一位对不上，多半有一位写错了，对着证件再看一遍' }
  return { ok: true, number, birth, gender: Number(number[16]) % 2 === 1 ? '男' : '女' }
}

/** As lists show it: 110***********1234. Anything that is not 18 long is hidden whole. */
export function maskIdNumber(number: string): string {
  return number.length === 18 ? `${number.slice(0, 3)}${'*'.repeat(11)}${number.slice(14)}` : '*'.repeat(number.length)
}
