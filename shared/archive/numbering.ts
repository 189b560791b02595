import { retentions, type ArchiveItem } from '#shared/model/archive'
import { byDate, yearOf } from '#shared/text/partial-date'
import { warning, wall, type Finding } from '#shared/rules/findings'
import { compareNames } from '#shared/text/stroke-order'
import { formatItemNumber, retentionNames } from './archive-code'

/*
 * DA/T 22—2015 件号: a running number from 0001 in each lowest class (年度—保管期限—机构(问题)). Within a class the items stand by date,
 * then in the order they were taken in. What is already numbered keeps its number (it is written on the paper): later filings go on from
 * the last. A number left empty by 移出归档 is not given to another paper while higher ones stand; it is named, for the 备考表 to explain.
 */
export type ClassKey = Pick<ArchiveItem, 'year' | 'retention' | 'topic'>

export function classOf(item: ClassKey): string {
  return `${item.year}-${item.retention}${item.topic === '' ? '' : `-${item.topic}`}`
}

export function sayClass(item: ClassKey): string {
  return `${item.year}年${retentionNames[item.retention]}${item.topic === '' ? '' : item.topic}`
}

/** Shelf order of classes: year, then the longest kept first, then the topic. */
export function byClass(a: ClassKey, b: ClassKey): number {
  return a.year - b.year || retentions.indexOf(a.retention) - retentions.indexOf(b.retention) || (a.topic < b.topic ? -1 : a.topic > b.topic ? 1 : 0)
}

/**
 * Within a class: by date (undated last), then as taken in. What came in together stands by its kind of paper, then by the strokes of its
 * title (papers of persons begin with the name), then by id, so that the order never depends on how a list was read.
 */
export function byPlace(a: ArchiveItem, b: ArchiveItem): number {
  const [kind, other] = [paperOf(a), paperOf(b)]
  return byDate(a.date, b.date) || a.createdSeq - b.createdSeq || (kind < other ? -1 : kind > other ? 1 : 0) || compareNames(a.title, b.title) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

function paperOf(item: ArchiveItem): string {
  return item.source?.document.split(':')[0] ?? ''
}

/** Shelf order of numbered items. */
export function byNumber(a: ArchiveItem, b: ArchiveItem): number {
  return byClass(a, b) || (a.number ?? 0) - (b.number ?? 0)
}

/** Numbers for the fresh items, going on in each class after the items that stand. Everything comes back in shelf order. */
export function assignNumbers(standing: readonly ArchiveItem[], fresh: readonly ArchiveItem[]): readonly ArchiveItem[] {
  const last = new Map<string, number>()
  for (const item of standing) if (item.number !== null) last.set(classOf(item), Math.max(last.get(classOf(item)) ?? 0, item.number))
  return [...fresh].sort((a, b) => byClass(a, b) || byPlace(a, b)).map((item) => {
    const number = (last.get(classOf(item)) ?? 0) + 1
    last.set(classOf(item), number)
    return { ...item, number }
  })
}

/** What is wrong with the numbers that stand: the same one twice, or one missing below the highest. */
export function numberingFindings(items: readonly ArchiveItem[]): readonly Finding[] {
  const classes = new Map<string, ArchiveItem[]>()
  for (const item of items) if (item.number !== null) classes.set(classOf(item), [...(classes.get(classOf(item)) ?? []), item])
  return [...classes.values()].flatMap((inside) => {
    const [first] = inside
    if (first === undefined) return []
    const found: Finding[] = []
    const taken = new Map<number, ArchiveItem>()
    for (const item of inside) {
      const number = item.number ?? 0
      const other = taken.get(number)
      if (other !== undefined) found.push(wall('numberTwice', `${sayClass(item)}的件号 ${formatItemNumber(number)} 有两件：“${other.title}”“${item.title}”`, { recordId: item.id, field: 'number' }))
      taken.set(number, item)
    }
    const most = Math.max(...taken.keys())
    const gaps = Array.from({ length: most }, (_, index) => index + 1).filter((number) => !taken.has(number))
    if (gaps.length > 0) found.push(warning('numberGap', `${sayClass(first)}空着件号 ${gaps.map(formatItemNumber).join('、')}，备考表里要有说明`, { field: 'number', source: numberingSource }))
    return found
  })
}

export const numberingSource = 'DA/T 22—2015《归档文件整理规则》'

/** Facts each item needs before it is filed. Only what would make the shelf untrue is a wall. */
export function itemFindings(item: ArchiveItem): readonly Finding[] {
  const at = (field: string) => ({ recordId: item.id, field, source: numberingSource })
  const found: Finding[] = []
  if (item.title.trim() === '') found.push(wall('titleMissing', '写上题名；原来没有的自拟，加方括号', at('title')))
  if (item.author.trim() === '') found.push(warning('authorMissing', `“${item.title}”没有责任者`, at('author')))
  if (item.date === null) found.push(warning('dateMissing', `“${item.title}”没有日期，排在最后`, at('date')))
  else {
    if (item.date.length < 10) found.push(warning('datePartial', `“${item.title}”的日期不全，目录里缺的写 0`, at('date')))
    if (yearOf(item.date) !== item.year) found.push(warning('yearDiffers', `“${item.title}”是 ${yearOf(item.date)} 年的文件，归在 ${item.year} 年`, at('year')))
  }
  // A paper that is not there has no pages to count.
  if (item.pages === 0 && item.destroyedOn === undefined) found.push(warning('pagesMissing', `“${item.title}”没有页数，装盒先按 1 张算`, at('pages')))
  return found
}

/** 机构(问题) is used throughout a year of a fonds or not at all: beside `WS·2026-D10-ZZ-0001` a `WS·2026-D10-0001` says of no 机构. */
export function topicFindings(items: readonly ArchiveItem[]): readonly Finding[] {
  return [...new Set(items.map(({ year }) => year))].sort((a, b) => a - b).flatMap((year) => {
    const inside = items.filter((item) => item.year === year)
    const bare = inside.filter(({ topic }) => topic === '')
    const [first] = bare
    if (first === undefined || bare.length === inside.length) return []
    const codes = [...new Set(inside.flatMap(({ topic }) => (topic === '' ? [] : [topic])))].sort()
    const which = bare.length === 1 ? `“${first.title}”` : `“${first.title}”等 ${bare.length} 件`
    return [warning('topicMixed', `${year}年有的件写了机构(问题)代码（${codes.join('、')}），${which}没有写；同一年要么都写，要么都不写`, { recordId: first.id, field: 'topic', source: numberingSource })]
  })
}
