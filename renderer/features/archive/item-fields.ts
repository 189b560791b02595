import { isOwnTitle, ownTitle } from '#shared/archive/catalogue'
import type { ItemPatch, PaperInput } from '#shared/archive/file-away'
import type { ArchiveItem, Retention } from '#shared/model/archive'
import { wall, type Finding } from '#shared/rules/findings'

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
  /** Why not the schedule's. */
  readonly retentionReason: string
  readonly topic: string
  readonly workingBox: string
  readonly pages: string
  /** Empty where nobody said. */
  readonly sides: '' | 'one' | 'two'
  readonly secrecy: string
  readonly note: string
  readonly files: ArchiveItem['files']
}

export function fieldsOf(item: ArchiveItem): ItemFields {
  const { title, author, docNo, date, year, retention, topic, workingBox, pages, secrecy, note, files } = item
  const own = isOwnTitle(title)
  return { title: own ? title.slice(1, -1) : title, own, author, docNo, date, year: String(year), retention, topic, workingBox, pages: pages === 0 ? '' : String(pages), secrecy, note, files, retentionReason: item.retentionReason ?? '', sides: item.twoSided === undefined ? '' : item.twoSided ? 'two' : 'one' }
}

/** What the duty takes; a number that is none becomes NaN, see `fieldProblems`. */
export function inputOf(fields: ItemFields): PaperInput & ItemPatch {
  const { own, title, year, pages, sides, ...rest } = fields
  return { ...rest, title: own ? ownTitle(title) : title.trim(), year: whole(year), pages: pages.trim() === '' ? 0 : whole(pages), twoSided: sides === '' ? undefined : sides === 'two' }
}

/** Only what differs: a patch that repeats what stands would be a change that changed nothing. */
export function changesOf(item: ArchiveItem, input: ItemPatch): ItemPatch {
  const stands = (field: string, value: unknown) => item[field as keyof ItemPatch] === undefined && value === '' ? '' : item[field as keyof ItemPatch]
  return Object.fromEntries(Object.entries(input).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(stands(field, value))))
}

/** What no duty could make sense of, said in the words of the field. */
export function fieldProblems({ year, pages }: ItemFields): readonly Finding[] {
  return [
    ...(/^\d{4}$/.test(year.trim()) ? [] : [wall('badField', '写四位的年份，如 2026', { field: 'year' })]),
    ...(pages.trim() === '' || Number.isInteger(whole(pages)) ? [] : [wall('badField', '写数字；还没数就空着', { field: 'pages' })]),
  ]
}

function whole(typed: string): number {
  return /^\d{1,6}$/.test(typed.trim()) ? Number(typed.trim()) : Number.NaN
}
