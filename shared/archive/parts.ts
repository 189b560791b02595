import type { ArchiveItem, ArchivePart } from '#shared/model/archive'
import { yearOf } from '#shared/text/partial-date'

/*
 * A 件 of several papers (DA/T 22—2015 5.1). Whoever asks which records a 件 was made from, or counts its pages, asks here: one that is a
 * single paper has no parts, and is its own.
 */
export type Source = NonNullable<ArchiveItem['source']>
export type Paper = Pick<ArchivePart, 'title' | 'author' | 'docNo' | 'date' | 'pages' | 'source'> & { /** null: the 件 is one paper. */ readonly part: string | null }

export function papersOf(item: ArchiveItem): readonly Paper[] {
  return item.parts === undefined ? [{ ...item, part: null }] : item.parts.map((part) => ({ ...part, part: part.id }))
}

export function sourcesOf(item: ArchiveItem): readonly Source[] {
  return papersOf(item).flatMap(({ source }) => source ?? [])
}

/** The paper of this item that was made from a record, if any. */
export function paperFrom(item: ArchiveItem, source: Pick<Source, 'id' | 'document'>): Paper | undefined {
  return papersOf(item).find((paper) => paper.source !== null && paper.source.id === source.id && paper.source.document === source.document)
}

export function itemFrom(items: readonly ArchiveItem[], source: Pick<Source, 'id' | 'document'>): ArchiveItem | undefined {
  return items.find((item) => paperFrom(item, source) !== undefined)
}

/** Files of one paper of an item. */
export function filesOf(item: ArchiveItem, { part }: Pick<Paper, 'part'>): ArchiveItem['files'] {
  return part === null ? item.files : item.files.filter((file) => file.part === part)
}

const together = (parts: readonly ArchivePart[]): number => parts.reduce((all, { pages }) => all + pages, 0)

/** Pages of the 件: what its papers have together, or the total that a person wrote for it, which stays (a 件 numbered through leaves blank backs out). */
function pagesOf(item: ArchiveItem, parts: readonly ArchivePart[]): number {
  const own = item.parts !== undefined && item.pages !== 0 && item.pages !== together(item.parts)
  return own ? item.pages : together(parts)
}

/** Pages of some papers, by part (null: the one paper). */
export function pagesWith(item: ArchiveItem, counted: ReadonlyMap<string | null, number>): Pick<ArchiveItem, 'pages'> & { readonly parts?: ArchivePart[] } {
  if (item.parts === undefined) return { pages: counted.get(null) ?? item.pages }
  const parts = item.parts.map((part) => ({ ...part, pages: counted.get(part.id) ?? part.pages }))
  return { pages: pagesOf(item, parts), parts }
}

/**
 * Pages of each paper when a 件 is taken apart. Where all but one were counted, what is left of a written total is that one's. `total`: one
 * that goes with no paper, for somebody wrote it and is to hear of it.
 */
export function pagesApart(item: ArchiveItem): { readonly pages: readonly number[]; readonly total: number | null } {
  const pages = papersOf(item).map((paper) => paper.pages)
  const counted = pages.reduce((all, each) => all + each, 0)
  if (item.pages === 0 || item.pages === counted) return { pages, total: null }
  const open = pages.filter((each) => each === 0).length
  return open === 1 && item.pages > counted ? { pages: pages.map((each) => (each === 0 ? item.pages - counted : each)), total: null } : { pages, total: item.pages }
}

/** A minutes book: every meeting of a year between two covers. */
export function isVolume(parts: readonly ArchivePart[]): boolean {
  return parts.every(({ role }) => role === '记录')
}

/** 备注 is one line of a table, and is carried over to the 备考表 where it is too long for its cell. */
const longestMention = 80
const mentions = { 来文: '附来文', 被转发文: '附原文' } as const

/** What 备注 says of the papers behind the one that is catalogued: D§2.1, the 复文 is catalogued and the 来文 mentioned. */
function mentionOf(parts: readonly ArchivePart[]): string {
  return parts.slice(1).flatMap(({ role, title }) => (role === '来文' || role === '被转发文' ? [`${mentions[role]}：${[...title].slice(0, longestMention).join('')}`] : [])).join('；')
}

/** 备注 without what was put there for papers that lay behind the first. */
export function noteWithout(note: string, parts: readonly ArchivePart[] | undefined): string {
  const mention = parts === undefined ? '' : mentionOf(parts)
  return mention === '' ? note : note.split('；').filter((line) => !mention.split('；').includes(line)).join('；')
}

/** What the catalogue says of papers in this order: the first speaks for the 件; a minutes book has its own title and the day it ends (DA/T 22—2015 5.2.1). */
export function factsOfParts(item: ArchiveItem, parts: readonly ArchivePart[]): Pick<ArchiveItem, 'title' | 'author' | 'docNo' | 'date' | 'year' | 'pages' | 'source' | 'note'> {
  const [front] = parts
  if (front === undefined) throw new Error('a 件 has a paper')
  const dates = parts.flatMap(({ date }) => date ?? []).sort()
  const volume = isVolume(parts)
  const date = volume ? (dates.at(-1) ?? null) : front.date
  const own = volume ? { title: item.title, author: item.author, docNo: '' } : { title: front.title, author: front.author, docNo: front.docNo }
  const note = [noteWithout(item.note, item.parts), mentionOf(parts)].filter((line) => line !== '').join('；')
  return { ...own, date, year: date === null ? item.year : yearOf(date), pages: pagesOf(item, parts), source: front.source, note }
}
