import { retentions, type Retention } from '#shared/model/archive'

/*
 * DA/T 22—2015 档号: 全宗号-档案门类代码·年度-保管期限-机构(问题)代码-件号, e.g. 0194-WS·2016-D30-BGS-0001.
 * Without a 全宗号 it starts at WS; without 机构(问题) that segment is left out. The join before the year is the middle dot U+00B7;
 * other programs write a full stop or another dot there, which is read but never written.
 */
export type ArchiveCode = { readonly fondsCode: string; readonly year: number; readonly retention: Retention; readonly topic: string; readonly number: number }

export function formatArchiveCode({ fondsCode, year, retention, topic, number }: ArchiveCode): string {
  return [...(fondsCode === '' ? [] : [fondsCode]), `WS·${String(year).padStart(4, '0')}`, retention, ...(topic === '' ? [] : [topic]), formatItemNumber(number)].join('-')
}

/** 件号: four digits. */
export function formatItemNumber(number: number): string {
  return String(number).padStart(4, '0')
}

export const retentionNames: Readonly<Record<Retention, string>> = { Y: '永久', D30: '30年', D10: '10年' }

const shape = /^(?:([A-Z0-9]+(?:-[A-Z0-9]+)*)-)?WS([·.．•・‧])(\d{4})-(Y|D30|D10)(?:-([A-Z0-9]{1,4}))?-(\d{4})$/

export type ParsedArchiveCode =
  | { readonly ok: true; readonly code: ArchiveCode; /** True when it was not written as the standard has it; `formatArchiveCode` gives the right form. */ readonly mended: boolean }
  | { readonly ok: false; readonly text: string }

/** Reads a code as found on paper or in another program's table. */
export function parseArchiveCode(written: string): ParsedArchiveCode {
  const tidy = written.trim().toUpperCase().replace(/[—–－]/g, '-').replace(/\s/g, '')
  const match = shape.exec(tidy)
  if (match === null) return { ok: false, text: `“${written}”不像档号，应当像 0194-WS·2016-D30-BGS-0001` }
  const [, fondsCode = '', dot, year, retention, topic = '', number] = match
  const found = retentions.find((candidate) => candidate === retention)
  if (found === undefined || Number(number) === 0) return { ok: false, text: `“${written}”的件号从 0001 起` }
  return { ok: true, code: { fondsCode, year: Number(year), retention: found, topic, number: Number(number) }, mended: dot !== '·' || tidy !== written }
}
