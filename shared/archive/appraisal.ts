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

/** The first year in which the period is over, counted from the year after the document's own; null for 永久. */
export function dueYear(item: Pick<ArchiveItem, 'year' | 'retention'>): number | null {
  const span = years[item.retention]
  return span === null ? null : item.year + span + 1
}

export function dueItems(items: readonly ArchiveItem[], year: number): readonly ArchiveItem[] {
  return items.filter((item) => item.number !== null && item.destroyedOn === undefined && (dueYear(item) ?? Infinity) <= year).sort(byNumber)
}

export type Destruction = { readonly on: string; readonly approver: string; readonly witnesses: string; readonly by: string }

/** What is to be destroyed: 件 out of their boxes, and whole 案卷. */
export type Condemned = { readonly items: readonly ArchiveItem[]; readonly volumes: readonly ArchiveVolume[] }

/** 记销毁: after the list is approved and two people watched. Final. */
export function recordDestruction({ items, volumes }: Condemned, boxes: readonly ArchiveBox[], { on, approver, witnesses, by }: Destruction, year: number): Outcome {
  const found: Finding[] = []
  if (items.length + volumes.length === 0) found.push(wall('nothingChosen', '没有选要销毁的', { field: 'items' }))
  const early = [...items.filter((item) => dueItems([item], year).length === 0), ...volumes.filter((volume) => dueVolumes([volume], year).length === 0)]
  for (const one of early) found.push(wall('notDue', `“${one.title}”还没有到期，或者不在档`, { recordId: one.id, field: 'items' }))
  if (approver.trim() === '') found.push(wall('approverMissing', '写上批准人', { field: 'approver' }))
  if (witnesses.split(/[、，,\s]+/u).filter((name) => name !== '').length < 2) found.push(wall('witnessesMissing', '监销要两个人，名字用顿号隔开', { field: 'witnesses' }))
  if (found.length > 0) return refused(...found)
  const note = (what: string) => ({ on, text: `${what}；批准人 ${approver.trim()}，监销人 ${witnesses.trim()}。`, arranger: by, checker: '', checkedOn: null })
  const notes = boxes.flatMap((box): readonly StepRecord[] => {
    const inside = items.filter((item) => item.boxId === box.id).sort(byNumber)
    if (inside.length === 0) return []
    return [revised(box, { notes: [...box.notes, note(`销毁 ${inside.length} 件，件号 ${inside.map((item) => formatItemNumber(item.number ?? 0)).join('、')}`)] })]
  })
  const counts = [[items.length, '件'], [volumes.length, '卷']] as const
  return finish({
    title: `记销毁 ${counts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`).join('，')}`, final: true,
    records: [
      ...items.map((item) => revised(item, { destroyedOn: on, note: [item.note, `${formatDate(on, 'paper')}销毁`].filter((part) => part !== '').join('；') })), ...notes,
      ...volumes.map((volume) => revised(volume, { destroyedOn: on, notes: [...volume.notes, note('整卷销毁')] })),
    ],
  })
}
