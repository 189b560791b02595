import { finish, refused, revised, type Outcome, type StepRecord } from '#shared/duties/transition'
import type { ArchiveBox, ArchiveItem } from '#shared/model/archive'
import type { ArchiveVolume } from '#shared/model/archive-volume'
import { wall, type Finding } from '#shared/rules/findings'
import { formatDate } from '#shared/text/partial-date'
import { formatItemNumber } from './archive-code'
import { byNumber } from './numbering'
import { dueVolumes } from './volumes'

/**
 * 到期鉴定和销毁: what was kept its ten or thirty years is looked through by people, who extend it or have it destroyed. A destroyed item keeps its
 * number and its line in the catalogue, with the note; the 备考表 says so. Only paper is destroyed here: a file in the vault stays.
 */
const years = { Y: null, D30: 30, D10: 10 } as const

/** The first year in which the period is over, counted from the year after the document's own, or what 鉴定 added to it; null for 永久. */
export function dueYear({ year, retention, extendedTo = 0 }: Pick<ArchiveItem, 'year' | 'retention' | 'extendedTo'>): number | null {
  const span = years[retention]
  return span === null ? null : Math.max(year + span, extendedTo) + 1
}

export function dueItems(items: readonly ArchiveItem[], year: number): readonly ArchiveItem[] {
  return items.filter((item) => item.number !== null && item.destroyedOn === undefined && (dueYear(item) ?? Infinity) <= year).sort(byNumber)
}

export type Destruction = { readonly on: string; readonly approver: string; readonly witnesses: string; readonly by: string }

/** What is to be destroyed: 件 out of their boxes, and whole 案卷. */
export type Condemned = { readonly items: readonly ArchiveItem[]; readonly volumes: readonly ArchiveVolume[] }

function earlyFindings({ items, volumes }: Condemned, year: number): readonly Finding[] {
  if (items.length + volumes.length === 0) return [wall('nothingChosen', '一件都没有勾', { field: 'items' })]
  const early = [...items.filter((item) => dueItems([item], year).length === 0), ...volumes.filter((volume) => dueVolumes([volume], year).length === 0)]
  return early.map((one) => wall('notDue', `“${one.title}”还没有到期，或者不在档`, { recordId: one.id, field: 'items' }))
}

/** 备考表 of every box with some of the items in it says what became of them. */
function boxNotes(items: readonly ArchiveItem[], boxes: readonly ArchiveBox[], what: string, noteOf: (text: string) => ArchiveBox['notes'][number]): readonly StepRecord[] {
  return boxes.flatMap((box): readonly StepRecord[] => {
    const inside = items.filter((item) => item.boxId === box.id).sort(byNumber)
    return inside.length === 0 ? [] : [revised(box, { notes: [...box.notes, noteOf(`${what} ${inside.length} 件，件号 ${inside.map((item) => formatItemNumber(item.number ?? 0)).join('、')}`)] })]
  })
}

const sayCondemned = ({ items, volumes }: Condemned) => ([[items.length, '件'], [volumes.length, '卷']] as const).filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`).join('，')
const remark = (note: string, more: string) => [note, more].filter((part) => part !== '').join('；')

export const extensions = [5, 10, 20, 30] as const
export type Extension = { readonly on: string; readonly years: (typeof extensions)[number]; readonly approver: string; readonly by: string }

/** 记延长: looked through and kept on, counted from the year of the 鉴定. Neither number nor 保管期限 change: they are written on the paper. */
export function recordExtension({ items, volumes }: Condemned, boxes: readonly ArchiveBox[], { on, years: span, approver, by }: Extension, year: number): Outcome {
  const found = [...earlyFindings({ items, volumes }, year), ...(approver.trim() === '' ? [wall('approverMissing', '写上批准人', { field: 'approver' })] : [])]
  if (found.length > 0) return refused(...found)
  const extendedTo = year + span
  const note = (what: string) => ({ on, text: `${what}，保管到${extendedTo}年；批准人 ${approver.trim()}。`, arranger: by, checker: '', checkedOn: null })
  const said = `${year}年鉴定，延长到${extendedTo}年`
  return finish({
    title: `记延长 ${sayCondemned({ items, volumes })}，到 ${extendedTo} 年`,
    records: [...items.map((item) => revised(item, { extendedTo, note: remark(item.note, said) })), ...boxNotes(items, boxes, '鉴定延长', note), ...volumes.map((volume) => revised(volume, { extendedTo, notes: [...volume.notes, note('鉴定延长')] }))],
  })
}

/** 记销毁: after the list is approved and two people watched. Final. */
export function recordDestruction({ items, volumes }: Condemned, boxes: readonly ArchiveBox[], { on, approver, witnesses, by }: Destruction, year: number): Outcome {
  const found: Finding[] = [...earlyFindings({ items, volumes }, year)]
  if (approver.trim() === '') found.push(wall('approverMissing', '写上批准人', { field: 'approver' }))
  if (witnesses.split(/[、，,\s]+/u).filter((name) => name !== '').length < 2) found.push(wall('witnessesMissing', '监销要两个人，名字用顿号隔开', { field: 'witnesses' }))
  if (found.length > 0) return refused(...found)
  const note = (what: string) => ({ on, text: `${what}；批准人 ${approver.trim()}，监销人 ${witnesses.trim()}。`, arranger: by, checker: '', checkedOn: null })
  return finish({
    title: `记销毁 ${sayCondemned({ items, volumes })}`, final: true,
    records: [
      ...items.map((item) => revised(item, { destroyedOn: on, note: remark(item.note, `${formatDate(on, 'paper')}销毁`) })), ...boxNotes(items, boxes, '销毁', note),
      ...volumes.map((volume) => revised(volume, { destroyedOn: on, notes: [...volume.notes, note('整卷销毁')] })),
    ],
  })
}
