import type { ArchiveItem } from '#shared/model/archive'
import { formatDate } from '#shared/text/partial-date'
import { formatArchiveCode } from './archive-code'
import { byNumber } from './numbering'

/*
 * DA/T 22—2015 归档文件目录: 序号 档号 文号 责任者 题名 日期 密级 页数 备注, one row a 件. 文号 and 密级 stay empty where there is none;
 * 日期 has eight digits; a 备注 too long for its cell becomes `*` and goes to the 备考表.
 */
export type CatalogueRow = {
  readonly no: number
  readonly id: string
  readonly code: string
  readonly docNo: string
  readonly author: string
  readonly title: string
  readonly date: string
  readonly secrecy: string
  readonly pages: string
  readonly note: string
}
export type Catalogue = { readonly rows: readonly CatalogueRow[]; /** For the 备考表: the notes that did not fit. */ readonly footnotes: readonly string[] }

const longestNote = 16

/** Filed items only, in shelf order. */
export function catalogueOf(items: readonly ArchiveItem[], fondsCode: string): Catalogue {
  const filed = items.filter((item) => item.number !== null).sort(byNumber)
  const code = (item: ArchiveItem) => formatArchiveCode({ fondsCode, year: item.year, retention: item.retention, topic: item.topic, number: item.number ?? 0 })
  return {
    rows: filed.map((item, index) => ({
      no: index + 1, id: item.id, code: code(item), docNo: item.docNo, author: item.author, title: item.title, date: eightDigits(item.date), secrecy: item.secrecy,
      pages: item.pages === 0 ? '' : String(item.pages), note: isLong(item.note) ? '*' : item.note.trim(),
    })),
    footnotes: filed.filter((item) => isLong(item.note)).map((item) => `${code(item)}：${item.note.trim()}`),
  }
}

function isLong(note: string): boolean {
  return [...note.trim()].length > longestNote || note.trim().includes('\n')
}

/** 20260701; what is not known is written 0: 20260700. Empty for no date. */
export function eightDigits(date: string | null): string {
  return date === null ? '' : formatDate(date, 'catalogue')
}

/** A title made up by whoever files it stands in half-width brackets; brackets already there are not doubled. */
export function ownTitle(words: string): string {
  const bare = words.trim().replace(/^[[［【](.*)[\]］】]$/, '$1').trim()
  return bare === '' ? '' : `[${bare}]`
}

export function isOwnTitle(title: string): boolean {
  return title.startsWith('[') && title.endsWith(']')
}
