import { boxThicknesses, type ArchiveBox, type ArchiveItem } from '#shared/model/archive'
import { advice, type Finding } from '#shared/rules/findings'
import type { RulePack } from '#shared/rules/pack'
import { byClass, byNumber, classOf, sayClass, type ClassKey } from './numbering'

/*
 * DA/T 22—2015 装盒: items stand in the order of their numbers; different 年度, 保管期限 or 机构(问题) never share a box.
 * 盒号 is shelf order and starts anew each year. How many pages a box takes is a value of the rule pack.
 */
export type Thickness = (typeof boxThicknesses)[number]
export type Capacity = Readonly<Record<Thickness, number>>

/** Pages by thickness, missing ones in proportion to the thinnest known. */
export function capacityOf(pack: RulePack): Capacity {
  const given = pack.archive.capacity.value
  const known = boxThicknesses.flatMap((mm) => {
    const pages = given[`${mm}`]
    return pages === undefined ? [] : [{ mm, pages }]
  })
  const base = known[0] ?? { mm: 20, pages: 180 }
  const of = (mm: Thickness) => given[`${mm}`] ?? Math.floor((base.pages * mm) / base.mm)
  return { 20: of(20), 30: of(30), 40: of(40), 50: of(50) }
}

/** A box yet to be made, named by its place in the list until it has an id. */
export type PlannedBox = ClassKey & { readonly existing: ArchiveBox | null; readonly number: number; readonly thickness: Thickness; readonly itemIds: readonly string[] }
export type BoxPlan = { readonly boxes: readonly PlannedBox[]; readonly findings: readonly Finding[] }

/**
 * Puts numbered items into boxes. The last box of a class is filled up first; a new one has the thickness asked for, or the thinnest that
 * still takes a single item too large for it. `standing` are the items that already lie in `boxes`.
 */
export function planBoxes(fresh: readonly ArchiveItem[], boxes: readonly ArchiveBox[], standing: readonly ArchiveItem[], thickness: Thickness, capacity: Capacity): BoxPlan {
  const findings: Finding[] = []
  const planned: PlannedBox[] = []
  const nextNumber = new Map<number, number>()
  for (const box of boxes) nextNumber.set(box.year, Math.max(nextNumber.get(box.year) ?? 1, box.number + 1))

  const ordered = [...fresh].sort(byNumber)
  for (const key of new Set(ordered.map(classOf))) {
    const inside = ordered.filter((item) => classOf(item) === key)
    let [open, pages] = lastBox(key, boxes, standing)
    for (const item of inside) {
      if (open === null || (open.full && pages + item.pages > capacity[open.box.thickness])) {
        const number = nextNumber.get(item.year) ?? 1
        nextNumber.set(item.year, number + 1)
        const fits = item.pages <= capacity[thickness] ? thickness : (boxThicknesses.find((mm) => mm > thickness && item.pages <= capacity[mm]) ?? boxThicknesses[boxThicknesses.length - 1] ?? 50)
        if (item.pages > capacity[fits]) findings.push(advice('itemTooThick', `“${item.title}”有 ${item.pages} 页，一盒装不下，单独一盒或分册`, { recordId: item.id, field: 'pages' }))
        open = { box: { year: item.year, retention: item.retention, topic: item.topic, existing: null, number, thickness: fits, itemIds: [] }, full: false }
        pages = 0
      }
      open = { box: { ...open.box, itemIds: [...open.box.itemIds, item.id] }, full: true }
      pages += item.pages
      const at = planned.findIndex((box) => box.year === item.year && box.number === open?.box.number)
      if (at < 0) planned.push(open.box)
      else planned[at] = open.box
    }
  }
  return { boxes: planned, findings }
}

/** `full` is true once the box holds something: an empty box takes even an item too large for it. */
type OpenBox = { readonly box: PlannedBox; readonly full: boolean }

function lastBox(key: string, boxes: readonly ArchiveBox[], standing: readonly ArchiveItem[]): [OpenBox | null, number] {
  const last = boxes.filter((box) => classOf(box) === key).sort((a, b) => a.number - b.number).at(-1)
  if (last === undefined) return [null, 0]
  const held = standing.filter((item) => item.boxId === last.id)
  const box: PlannedBox = { year: last.year, retention: last.retention, topic: last.topic, existing: last, number: last.number, thickness: last.thickness, itemIds: [] }
  return [{ box, full: held.length > 0 }, held.reduce((all, item) => all + item.pages, 0)]
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
    return box === undefined || classOf(box) === classOf(item) ? [] : [{ code: 'mixed', severity: 'wall' as const, text: `“${item.title}”是${sayClass(item)}的，放在了${sayClass(box)}的盒里`, source: 'DA/T 22—2015《归档文件整理规则》', where: { recordId: item.id, field: 'boxId' } }]
  })
}
