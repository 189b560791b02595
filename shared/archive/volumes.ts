import { created, finish, headOf, refused, removed, revised, type DutyContext, type Outcome } from '#shared/duties/transition'
import type { ArchiveVolume, VolumeEntry } from '#shared/model/archive-volume'
import { wall, warning, type Finding } from '#shared/rules/findings'
import { formatDate, parsePartialDate, surelyBefore, yearOf } from '#shared/text/partial-date'
import { formatItemNumber } from './archive-code'

/*
 * 案卷 (GB/T 9705—2008): what was filed before DA/T 22—2015 lies in volumes and stays there. It is catalogued as it stands: 目录号 and 案卷号 are on its
 * back already, its 卷内文件目录 inside; nothing of it is numbered anew.
 */
export const volumeSource = 'GB/T 9705—2008《文书档案案卷格式》'
/** Filing by 件 by DA/T 22—2015 began in this year. */
const byItemFrom = 2016

/** 档号: 全宗号-目录号-案卷号; what there is none of is left out. */
export function volumeCode(fondsCode: string, { catalogueNo, number }: Pick<ArchiveVolume, 'catalogueNo' | 'number'>): string {
  return [fondsCode, catalogueNo, formatItemNumber(number)].filter((part) => part !== '').join('-')
}

/** By catalogue, then as they stand on the shelf. */
export function byVolume(a: ArchiveVolume, b: ArchiveVolume): number {
  return a.catalogueNo.localeCompare(b.catalogueNo, 'en', { numeric: true }) || a.number - b.number
}

const longest = { 永久: null, 长期: 50, 短期: 15, '30年': 30, '10年': 10 } as const

/** The first year in which its period is surely over, counted from the year after its last paper, or what 鉴定 added to it; null where it never is, or nobody knows. */
export function volumeDue({ retention, from, to, extendedTo = 0 }: Pick<ArchiveVolume, 'retention' | 'from' | 'to' | 'extendedTo'>): number | null {
  const [span, last] = [longest[retention], to ?? from]
  return span === null || last === null ? null : Math.max(yearOf(last) + span, extendedTo) + 1
}

/** Those whose period is over, in the order of the shelf. */
export function dueVolumes(volumes: readonly ArchiveVolume[], year: number): readonly ArchiveVolume[] {
  return standingVolumes(volumes).filter((volume) => (volumeDue(volume) ?? Infinity) <= year)
}

/** What is on the shelf still, as it stands there. */
export function standingVolumes(volumes: readonly ArchiveVolume[]): readonly ArchiveVolume[] {
  return volumes.filter(({ destroyedOn }) => destroyedOn === undefined).sort(byVolume)
}

/** 备注 of a volume in a list. */
export function volumeRemark({ destroyedOn }: Pick<ArchiveVolume, 'destroyedOn'>): string {
  return destroyedOn === undefined ? '' : `${formatDate(destroyedOn, 'paper')}销毁`
}

export function yearsOf({ from, to }: Pick<ArchiveVolume, 'from' | 'to'>): string {
  const years = [...new Set([from, to].flatMap((date) => (date === null ? [] : [String(yearOf(date))])))]
  return years.join('—')
}

export type VolumeInput = Omit<ArchiveVolume, 'id' | 'kind' | 'rev' | 'schema' | 'rulePack' | 'createdSeq' | 'notes' | 'destroyedOn'>

const tidied = (input: VolumeInput): VolumeInput => ({ ...input, catalogueNo: input.catalogueNo.trim(), title: input.title.trim(), entries: input.entries.filter((entry) => !isEmptyEntry(entry)) })

export function registerVolume(context: DutyContext, input: VolumeInput, others: readonly ArchiveVolume[]): Outcome {
  const volume: ArchiveVolume = { ...headOf(context), kind: 'archiveVolume', ...tidied(input), notes: [] }
  return finish({ title: `登记了案卷“${volume.title}”`, records: [created(volume)], findings: volumeFindings(volume, others) })
}

export function editVolume(before: ArchiveVolume, input: VolumeInput, others: readonly ArchiveVolume[]): Outcome {
  const change = revised(before, tidied(input))
  return finish({ title: `改了案卷“${change.after.title}”`, records: [change], findings: volumeFindings(change.after, others) })
}

export function dropVolume(before: ArchiveVolume): Outcome {
  if (before.destroyedOn !== undefined) return refused(wall('destroyed', `“${before.title}”销毁过，目录里要留着`, { recordId: before.id }))
  return finish({ title: `去掉了案卷“${before.title}”`, records: [removed(before)] })
}

/** A line of its 备考表; earlier ones are never changed. */
export function appendVolumeNote(volume: ArchiveVolume, note: ArchiveVolume['notes'][number]): Outcome {
  return finish({
    title: `案卷“${volume.title}”的备考表记了一笔`, records: [revised(volume, { notes: [...volume.notes, note] })],
    findings: note.text.trim() === '' ? [wall('noteMissing', '写一句卷内文件的情况', { recordId: volume.id, field: 'text' })] : [],
  })
}

function volumeFindings(volume: ArchiveVolume, others: readonly ArchiveVolume[]): readonly Finding[] {
  const at = (field: string) => ({ recordId: volume.id, field, source: volumeSource })
  const found: Finding[] = []
  if (volume.title === '') found.push(wall('titleMissing', '写上案卷题名，照卷皮上的', at('title')))
  const twin = others.find((other) => other.id !== volume.id && other.catalogueNo === volume.catalogueNo && other.number === volume.number)
  if (twin !== undefined) found.push(wall('numberTwice', `${volume.catalogueNo === '' ? '' : `目录号 ${volume.catalogueNo} 里，`}案卷号 ${volume.number} 已经是“${twin.title}”`, at('number')))
  if (volume.from !== null && volume.to !== null && surelyBefore(volume.to, volume.from)) found.push(wall('backwards', '止的日期早于起的日期，请改其中一个', at('to')))
  const last = volume.to ?? volume.from
  if (last === null) found.push(warning('datesMissing', '没有起止日期，到期算不出来', at('from')))
  else if (yearOf(last) >= byItemFrom) found.push(warning('volumeAfter', `${byItemFrom}年起按件归档，这一卷到 ${yearOf(last)} 年；新的照“归档”办`, { ...at('to'), source: 'DA/T 22—2015《归档文件整理规则》' }))
  const untitled = volume.entries.findIndex((entry) => entry.title.trim() === '')
  if (untitled >= 0) found.push(warning('entryTitle', `卷内目录第 ${untitled + 1} 行没有题名`, at('entries')))
  let page = 0
  for (const [index, entry] of volume.entries.entries()) {
    const begins = Number(/^\d+/u.exec(entry.page.trim())?.[0] ?? '0')
    if (begins > 0 && begins <= page) found.push(warning('pagesBackwards', `卷内目录第 ${index + 1} 行的页号 ${begins} 不比前面的大`, at('entries')))
    if (begins > 0) page = begins
    if (begins > volume.pages && volume.pages > 0) found.push(warning('pageBeyond', `卷内目录第 ${index + 1} 行从第 ${begins} 页起，全卷只有 ${volume.pages} 页`, at('entries')))
  }
  return found
}

export const entryColumns = ['docNo', 'author', 'title', 'date', 'page', 'note'] as const satisfies readonly (keyof VolumeEntry)[]
export type EntryColumn = (typeof entryColumns)[number]
export const emptyEntry: VolumeEntry = { docNo: '', author: '', title: '', date: null, page: '', note: '' }

export function isEmptyEntry(entry: VolumeEntry): boolean {
  return entryColumns.every((column) => (entry[column] ?? '') === '')
}

/** Cells copied out of Excel, laid from one cell on to the right and down; a date nobody can read stays as it was. */
export function pasteEntries(entries: readonly VolumeEntry[], row: number, column: EntryColumn, copied: string): readonly VolumeEntry[] {
  const lines = copied.replace(/\r\n?/gu, '\n').replace(/\n+$/u, '').split('\n').map((line) => line.split('\t'))
  const first = entryColumns.indexOf(column)
  const next = [...entries]
  for (const [down, cells] of lines.entries()) {
    let entry = next[row + down] ?? emptyEntry
    for (const [right, cell] of cells.entries()) {
      const target = entryColumns[first + right]
      if (target === undefined) continue
      if (target === 'date') entry = { ...entry, date: parsePartialDate(cell.trim()) ?? entry.date }
      else entry = { ...entry, [target]: cell.trim().slice(0, 500) }
    }
    next[row + down] = entry
  }
  return next
}
