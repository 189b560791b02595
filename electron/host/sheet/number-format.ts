/**
 * Number formats of SpreadsheetML (ECMA-376-1, 18.8.30): which of them show a date, and how much of it. A cell typed as 2010年7月 is kept by
 * the program as the first of July with a format that shows no day; the day was never typed, so it is not read.
 */
export type DateShown = 'day' | 'month' | null

/** Built-in numbers: 14-17 and 22 everywhere; 27-36 and 50-58 are the Chinese ones (27, 36, 50, 52, 57 show year and month, 28 and 29 month and day). */
const builtIn: Readonly<Record<number, DateShown>> = {
  14: 'day', 15: 'day', 16: 'day', 17: 'month', 22: 'day',
  27: 'month', 28: 'day', 29: 'day', 30: 'day', 31: 'day', 36: 'month',
  50: 'month', 51: 'day', 52: 'month', 53: 'day', 54: 'day', 57: 'month', 58: 'day',
}

export function dateShown(id: number, code: string | undefined): DateShown {
  if (code === undefined) return builtIn[id] ?? null
  const bare = (code.split(';')[0] ?? '').replace(/"[^"]*"?/gu, '').replace(/\\./gu, '').replace(/[_*]./gu, '').replace(/\[[^\]]*\]/gu, '').toLowerCase()
  if (/^general$|^@$/u.test(bare.trim())) return null
  const [year, day, month] = [/[ye]/u.test(bare) && !/[0#?]/u.test(bare), /d/u.test(bare), /m/u.test(bare)]
  if (day) return 'day'
  if (year) return month ? 'month' : 'day'
  return month && !/[hs0#?]/u.test(bare) ? 'day' : null
}

/** Width of a format that only pads with zeros, such as postal codes: 0 when it is no such format. */
export function zeroPadding(code: string | undefined): number {
  return code !== undefined && /^0{2,20}$/u.test(code.trim()) ? code.trim().length : 0
}

const dayMs = 86_400_000
/** A day count as `YYYY-MM-DD`; null where there is no such day (the 29 February 1900 that never was, negative or absurd counts). */
export function serialDate(serial: number, from1904: boolean): string | null {
  const whole = Math.floor(serial)
  if (!Number.isFinite(serial) || whole < (from1904 ? 0 : 1) || whole > 200_000 || (!from1904 && whole === 60)) return null
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : whole > 60 ? Date.UTC(1899, 11, 30) : Date.UTC(1899, 11, 31)
  return new Date(epoch + whole * dayMs).toISOString().slice(0, 10)
}

/** As a spreadsheet shows it in a wide cell: at most 15 digits, no tail of binary rounding. */
export function numberText(raw: string): string {
  const value = Number(raw)
  return raw.trim() === '' || !Number.isFinite(value) ? raw : String(Number(value.toPrecision(15)))
}
