import { boxThicknesses, type ArchiveBox, type ArchiveItem } from '#shared/model/archive'
import { wall, type Finding } from '#shared/rules/findings'
import type { RulePack } from '#shared/rules/pack'
import { byClass, byNumber, classOf, numberingSource, sayClass, type ClassKey } from './numbering'

/*
 * DA/T 22—2015 装盒: items stand in the order of their numbers; different 年度, 保管期限 or 机构(问题) never share a box.
 * 盒号 is shelf order and starts anew each year. A box is filled by what the paper measures: pages → sheets → mm, by values of the rule pack.
 */
export type Thickness = (typeof boxThicknesses)[number]
export type Capacity = Readonly<Record<Thickness, number>>
const thickest: Thickness = 50

/** Sheets a box takes, by its thickness. */
export function capacityOf({ archive: { paper } }: RulePack): Capacity {
  const of = (mm: Thickness) => Math.floor(((mm - paper.value.spareMm) * 1000) / paper.value.sheetMicrons)
  return { 20: of(20), 30: of(30), 40: of(40), 50: of(50) }
}

/** Sheets of one 件. A paper whose pages nobody counted is one at least. */
export function sheetsOf({ pages, twoSided }: Pick<ArchiveItem, 'pages' | 'twoSided'>, pack: RulePack): number {
  return Math.max(1, (twoSided ?? pack.archive.paper.value.twoSided) ? Math.ceil(pages / 2) : pages)
}

/** The thinnest box that takes so many sheets; null where none does. */
export function thinnestFor(sheets: number, capacity: Capacity): Thickness | null {
  return boxThicknesses.find((mm) => sheets <= capacity[mm]) ?? null
}

/** A box yet to be made, named by its place in the list until it has an id. */
export type PlannedBox = ClassKey & { readonly existing: ArchiveBox | null; readonly number: number; readonly thickness: Thickness; readonly itemIds: readonly string[] }
export type BoxPlan = { readonly boxes: readonly PlannedBox[]; readonly findings: readonly Finding[] }

/**
 * Puts numbered items into boxes. The last box of a class is filled up first; a new one has the thickness asked for, or, where none is asked for
 * (null) or a single item needs it, the thinnest that takes what is left. No box ever holds more than it takes: an item no box takes is a wall.
 * `standing` are the items that already lie in `boxes`.
 */
export function planBoxes(fresh: readonly ArchiveItem[], boxes: readonly ArchiveBox[], standing: readonly ArchiveItem[], thickness: Thickness | null, pack: RulePack): BoxPlan {
  const capacity = capacityOf(pack)
  const sheets = (items: readonly ArchiveItem[]) => items.reduce((all, item) => all + sheetsOf(item, pack), 0)
  const planned: PlannedBox[] = []
  const nextNumber = new Map<number, number>()
  for (const box of boxes) nextNumber.set(box.year, Math.max(nextNumber.get(box.year) ?? 1, box.number + 1))

  const ordered = [...fresh].sort(byNumber)
  for (const key of new Set(ordered.map(classOf))) {
    const inside = ordered.filter((item) => classOf(item) === key)
    let open = lastBox(key, boxes)
    let held = open === null ? 0 : sheets(standing.filter((item) => item.boxId === open?.existing?.id))
    for (const [index, item] of inside.entries()) {
      const needs = sheetsOf(item, pack)
      if (open === null || held + needs > capacity[open.thickness]) {
        const number = nextNumber.get(item.year) ?? 1
        nextNumber.set(item.year, number + 1)
        const wanted = thickness ?? thinnestFor(sheets(inside.slice(index)), capacity) ?? thickest
        const fits = needs <= capacity[wanted] ? wanted : (thinnestFor(needs, capacity) ?? thickest)
        open = { year: item.year, retention: item.retention, topic: item.topic, existing: null, number, thickness: fits, itemIds: [] }
        held = 0
      }
      open = { ...open, itemIds: [...open.itemIds, item.id] }
      held += needs
      const at = planned.findIndex((box) => box.year === item.year && box.number === open?.number)
      if (at < 0) planned.push(open)
      else planned[at] = open
    }
  }
  return { boxes: planned, findings: ordered.flatMap((item) => tooThick(item, sheetsOf(item, pack), capacity)) }
}

function tooThick(item: ArchiveItem, sheets: number, capacity: Capacity): readonly Finding[] {
  if (sheets <= capacity[thickest]) return []
  return [wall('itemTooThick', `“${item.title}”有 ${item.pages} 页，约 ${sheets} 张纸，最厚的盒也装不下。分册登记，每册一件`, { recordId: item.id, field: 'pages' })]
}

function lastBox(key: string, boxes: readonly ArchiveBox[]): PlannedBox | null {
  const last = boxes.filter((box) => classOf(box) === key).sort((a, b) => a.number - b.number).at(-1)
  return last === undefined ? null : { year: last.year, retention: last.retention, topic: last.topic, existing: last, number: last.number, thickness: last.thickness, itemIds: [] }
}

export type BoxContents = { readonly items: readonly ArchiveItem[]; readonly first: number | null; readonly last: number | null; readonly pages: number }

/** What lies in a box, in order: for the shelf, the spine and the catalogue. */
export function boxContents(box: Pick<ArchiveBox, 'id'>, items: readonly ArchiveItem[]): BoxContents {
  const inside = items.filter((item) => item.boxId === box.id && item.number !== null).sort(byNumber)
  return { items: inside, first: inside[0]?.number ?? null, last: inside.at(-1)?.number ?? null, pages: inside.reduce((all, item) => all + item.pages, 0) }
}

/** Shelf order of boxes. */
export function byShelf(a: ArchiveBox, b: ArchiveBox): number {
  return a.year - b.year || a.number - b.number || byClass(a, b)
}

/** Items that lie in a box they may not lie in. */
export function mixedFindings(boxes: readonly ArchiveBox[], items: readonly ArchiveItem[]): readonly Finding[] {
  return items.flatMap((item) => {
    const box = boxes.find((candidate) => candidate.id === item.boxId)
    return box === undefined || classOf(box) === classOf(item) ? [] : [wall('mixed', `“${item.title}”是${sayClass(item)}的，放在了${sayClass(box)}的盒里`, { recordId: item.id, field: 'boxId', source: numberingSource })]
  })
}
