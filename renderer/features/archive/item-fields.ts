import { isOwnTitle, ownTitle } from '#shared/archive/catalogue'
import type { ItemPatch, PaperInput } from '#shared/archive/file-away'
import type { ArchiveItem, Retention } from '#shared/model/archive'

/** One item as its form holds it: numbers as typed, so that a half-typed one is kept too. */
export type ItemFields = {
  readonly title: string
  /** 题名 made up by whoever files it. */
  readonly own: boolean
  readonly author: string
  readonly docNo: string
  readonly date: string | null
  readonly year: string
  readonly retention: Retention
  readonly topic: string
  readonly workingBox: string
  readonly pages: string
  readonly secrecy: string
  readonly note: string
  readonly files: ArchiveItem['files']
}

export function fieldsOf(item: ArchiveItem): ItemFields {
  const { title, author, docNo, date, year, retention, topic, workingBox, pages, secrecy, note, files } = item
  const own = isOwnTitle(title)
  return { title: own ? title.slice(1, -1) : title, own, author, docNo, date, year: String(year), retention, topic, workingBox, pages: pages === 0 ? '' : String(pages), secrecy, note, files }
}

/** What the duty takes. A number that is none becomes NaN, and the record's own shape says so at the field. */
export function inputOf(fields: ItemFields): PaperInput & ItemPatch {
  const { own, title, year, pages, ...rest } = fields
  return { ...rest, title: own ? ownTitle(title) : title.trim(), year: whole(year), pages: pages.trim() === '' ? 0 : whole(pages) }
}

function whole(typed: string): number {
  return /^\d{1,6}$/.test(typed.trim()) ? Number(typed.trim()) : Number.NaN
}
