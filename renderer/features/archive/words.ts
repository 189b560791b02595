import { formatArchiveCode, retentionNames } from '#shared/archive/archive-code'
import { retentions, type ArchiveBox, type ArchiveItem, type Retention } from '#shared/model/archive'
import type { Organisation } from '#shared/model/organisation'

export const retentionOptions: readonly { readonly value: Retention; readonly label: string }[] = retentions.map((value) => ({ value, label: retentionNames[value] }))

export function codeOf(item: ArchiveItem, { fondsCode }: Pick<Organisation, 'fondsCode'>): string {
  return item.number === null ? '' : formatArchiveCode({ fondsCode, year: item.year, retention: item.retention, topic: item.topic, number: item.number })
}

export function boxTitle(box: Pick<ArchiveBox, 'year' | 'retention' | 'topic' | 'number'>): string {
  return `${box.year}年 ${retentionNames[box.retention]}${box.topic === '' ? '' : ` ${box.topic}`} 盒 ${box.number}`
}

export function sayPages(pages: number): string {
  return pages === 0 ? '' : String(pages)
}
