import type { ArchiveBox, ArchiveItem } from '#shared/model/archive'
import { isSamePaper, type PaperOriginal } from '#shared/model/paper-original'
import { advice, wall, type Finding } from '#shared/rules/findings'
import type { RulePack } from '#shared/rules/pack'
import { formatDate } from '#shared/text/partial-date'
import { created, finish, headOf, refused, removed, revised, type DutyContext, type Outcome, type StepRecord } from '#shared/duties/transition'
import { formatItemNumber } from './archive-code'
import { planBoxes, type Thickness } from './boxes'
import { assignNumbers, byNumber, itemFindings, numberingFindings, numberingSource, sayClass, topicFindings } from './numbering'
import { factsOfParts, itemFrom, pagesWith, paperFrom } from './parts'
import type { Proposal } from './proposals'

/*
 * From the working boxes (by theme, all year) to the final ones (by 年度 and 保管期限, DA/T 22—2015): two different things.
 * 归档 is final; what must come out again goes by 移出归档, which the 备考表 of the box keeps.
 */

/** Takes proposed papers into the working boxes, with the 正本 attached to them before. What was taken in before and not yet filed is brought up to date; what is filed stays. */
export function takeIn(context: DutyContext, proposals: readonly Proposal[], items: readonly ArchiveItem[], originals: readonly PaperOriginal[] = []): Outcome {
  const records: StepRecord[] = []
  const findings: Finding[] = []
  let [fresh, renewed] = [0, 0]
  for (const proposal of proposals) {
    const { year, retention, topic, title, author, docNo, date, workingBox, note, source } = proposal
    const facts = { year, retention, topic, title, author, docNo, date, workingBox, note, source }
    const old = itemFrom(items, proposal.source)
    const paper = old === undefined ? undefined : paperFrom(old, proposal.source)
    if (old === undefined) {
      fresh += 1
      const signed = originals.find((one) => isSamePaper(one.source, proposal.source))
      const files = (signed?.files ?? []).map((blob) => ({ role: 'original' as const, blob }))
      records.push(created({ ...headOf(context), kind: 'archiveItem', number: null, pages: 0, secrecy: '', boxId: null, files, filedOn: null, ...facts }))
    } else if (paper !== undefined && (paper.source?.rev ?? 0) < proposal.source.rev) {
      if (old.number !== null) findings.push(advice('changedAfterFiling', `“${old.title}”归档以后原件改过`, { recordId: old.id, field: 'source' }))
      else {
        renewed += 1
        // A person may have corrected retention, box or note; only what the record itself says is renewed.
        const said = { title: facts.title, author: facts.author, docNo: facts.docNo === '' ? paper.docNo : facts.docNo, date: facts.date, source: facts.source }
        const parts = old.parts?.map((part) => (part.id === paper.part ? { ...part, ...said } : part))
        records.push(revised(old, parts === undefined ? { ...said, year: facts.year } : { ...factsOfParts(old, parts), parts }))
      }
    }
  }
  if (records.length === 0) return refused(wall('nothingNew', '没有新的可收，都已经收进来了'), ...findings)
  return finish({ title: renewed === 0 ? `收进了 ${fresh} 件` : `收进了 ${fresh} 件，更新了 ${renewed} 件`, records, findings })
}

export type PaperInput = Pick<ArchiveItem, 'year' | 'retention' | 'title' | 'workingBox'> & Partial<Pick<ArchiveItem, 'topic' | 'author' | 'docNo' | 'date' | 'pages' | 'twoSided' | 'secrecy' | 'note' | 'files' | 'retentionReason'>>

/** Registers paper that was not made here. A title made up for it comes as `ownTitle('…')`. */
export function registerPaper(context: DutyContext, input: PaperInput): Outcome {
  const record: ArchiveItem = {
    ...headOf(context), kind: 'archiveItem', topic: '', author: '', docNo: '', date: null, pages: 0, secrecy: '', note: '', files: [],
    ...input, title: input.title.trim(), number: null, boxId: null, source: null, filedOn: null,
  }
  return finish({ title: `登记了“${record.title}”`, records: [created(record)], findings: itemFindings(record) })
}

export type ItemPatch = Partial<Pick<ArchiveItem, 'year' | 'retention' | 'topic' | 'title' | 'author' | 'docNo' | 'date' | 'pages' | 'twoSided' | 'secrecy' | 'note' | 'workingBox' | 'files' | 'retentionReason'>>

/** A filed item keeps what its number and box depend on; the rest may still be filled in. */
export function editItem(before: ArchiveItem, patch: ItemPatch): Outcome {
  const change = revised(before, patch)
  const moved = (['year', 'retention', 'topic'] as const).filter((field) => change.after[field] !== before[field])
  if (before.number !== null && moved.length > 0) return refused(wall('filed', '已经归档，年度、保管期限、机构不能改，先移出归档', { recordId: before.id, field: moved[0] ?? 'year' }))
  // What was frozen when it was filed stays; scans may still come in and go.
  const frozen = before.files.filter(({ role }) => role === 'made')
  if (before.number !== null && frozen.some(({ blob }) => !change.after.files.some((file) => file.role === 'made' && file.blob.sha256 === blob.sha256))) return refused(wall('filed', '归档时存的定稿不能去掉，先移出归档', { recordId: before.id, field: 'files' }))
  return finish({ title: `改了“${before.title}”`, records: [change], findings: itemFindings(change.after) })
}

export type Counted = { readonly item: ArchiveItem; /** Of a 件 of several papers, which of them. */ readonly part?: string | null; readonly pages: number }

/** Several items' page counts at once, as found when the papers were made. */
export function recordPages(counted: readonly Counted[]): Outcome {
  const byItem = new Map<ArchiveItem, Map<string | null, number>>()
  for (const { item, part = null, pages } of counted) byItem.set(item, (byItem.get(item) ?? new Map<string | null, number>()).set(part, pages))
  const differing = [...byItem].flatMap(([item, pages]) => {
    const found = pagesWith(item, pages)
    return JSON.stringify(found) === JSON.stringify({ pages: item.pages, ...(item.parts === undefined ? {} : { parts: item.parts }) }) ? [] : [revised(item, found)]
  })
  if (differing.length === 0) return refused(wall('nothingNew', '页数都一样，没有要改的'))
  return finish({ title: `填了 ${differing.length} 件的页数`, records: differing })
}

/** Takes an unfiled item out of its working box. */
export function dropItem(before: ArchiveItem): Outcome {
  if (before.number !== null) return refused(wall('filed', '已经归档，不能去掉，只能移出归档', { recordId: before.id, field: 'number' }))
  return finish({ title: `去掉了“${before.title}”`, records: [removed(before)] })
}

export type FileAwayInput = {
  /** The items to file now. */
  readonly items: readonly ArchiveItem[]
  /** Every item and box of the vault: numbers go on after these. */
  readonly allItems: readonly ArchiveItem[]
  readonly boxes: readonly ArchiveBox[]
  readonly on: string
  /** Of a new box; null: by the sheets that go into it. */
  readonly thickness: Thickness | null
  /** Whether papers nobody said it of are printed on both sides; written down with each. Absent: as the rule pack has it. */
  readonly twoSided?: boolean
  readonly arranger: string
  readonly checker: string
}

/** 归档: numbers, boxes and the first line of each 备考表, in one final step. */
export function fileAway(context: DutyContext, input: FileAwayInput, pack: RulePack): Outcome {
  const already = input.items.find((item) => item.number !== null)
  if (already !== undefined) return refused(wall('filed', `“${already.title}”已经归档`, { recordId: already.id, field: 'number' }))
  if (input.items.length === 0) return refused(wall('nothingToFile', '没有选要归档的文件', { field: 'items' }))
  const twice = input.items.find((item, index) => input.items.findIndex((other) => other.id === item.id) !== index)
  if (twice !== undefined) return refused(wall('itemTwice', `“${twice.title}”选了两次`, { recordId: twice.id, field: 'items' }))

  const standing = input.allItems.filter((item) => item.number !== null)
  const numbered = assignNumbers(standing, input.items.map((item) => ({ ...item, twoSided: item.twoSided ?? input.twoSided ?? pack.archive.paper.value.twoSided })))
  const over = numbered.find((item) => (item.number ?? 0) > 9999)
  if (over !== undefined) return refused(wall('numbersUsedUp', `${sayClass(over)}的件号过了 9999`, { recordId: over.id, field: 'number', source: numberingSource }))
  const plan = planBoxes(numbered, input.boxes, standing, input.thickness, pack)

  const boxOf = new Map<string, string>()
  const boxRecords = plan.boxes.map((planned): StepRecord => {
    const lines = numbered.filter((item) => planned.itemIds.includes(item.id)).sort(byNumber)
    const note = { on: input.on, text: describe(lines, planned.existing === null), arranger: input.arranger, checker: input.checker, checkedOn: input.checker === '' ? null : input.on }
    if (planned.existing !== null) {
      for (const id of planned.itemIds) boxOf.set(id, planned.existing.id)
      return revised(planned.existing, { notes: [...planned.existing.notes, note] })
    }
    const head = headOf(context)
    for (const id of planned.itemIds) boxOf.set(id, head.id)
    return created({ ...head, kind: 'archiveBox', year: planned.year, retention: planned.retention, topic: planned.topic, number: planned.number, thickness: planned.thickness, notes: [note] })
  })
  const before = new Map(input.items.map((item) => [item.id, item]))
  const itemRecords = numbered.flatMap((item) => {
    const old = before.get(item.id)
    return old === undefined ? [] : [revised(old, { number: item.number, twoSided: item.twoSided, boxId: boxOf.get(item.id) ?? null, filedOn: input.on })]
  })
  return finish({
    title: `归档 ${numbered.length} 件，装 ${plan.boxes.length} 盒`, final: true, records: [...boxRecords, ...itemRecords],
    findings: [...input.items.flatMap(itemFindings), ...plan.findings, ...numberingFindings([...standing, ...numbered]), ...topicFindings([...standing.filter(({ year }) => numbered.some((item) => item.year === year)), ...numbered])],
  })
}

function describe(items: readonly ArchiveItem[], isNew: boolean): string {
  const pages = items.reduce((all, item) => all + item.pages, 0)
  const [first, last] = [items[0]?.number ?? 0, items.at(-1)?.number ?? 0]
  const blank = items.filter((item) => item.pages === 0).length
  return `${isNew ? '装入' : '补充'} ${items.length} 件，件号 ${formatItemNumber(first)}—${formatItemNumber(last)}，共 ${pages} 页${blank === 0 ? '' : `（${blank} 件未计页数）`}。`
}

/** 移出归档: the counter-act. The paper goes back to its working box; the 备考表 keeps which number it left, when and why. */
export function removeFromArchive(item: ArchiveItem, box: ArchiveBox | null, input: { readonly on: string; readonly why: string; readonly by: string }): Outcome {
  if (item.number === null) return refused(wall('notFiled', `“${item.title}”还没有归档`, { recordId: item.id, field: 'number' }))
  const findings: Finding[] = []
  if (input.why.trim() === '') findings.push(wall('whyMissing', '写明为什么移出', { recordId: item.id, field: 'why', source: numberingSource }))
  if (item.boxId !== null && box?.id !== item.boxId) findings.push(wall('otherBox', '这件不在这个盒里', { recordId: item.id, field: 'boxId' }))
  const text = `移出件号 ${formatItemNumber(item.number)}“${item.title}”：${input.why}`
  return finish({
    title: `移出归档：${item.title}`, final: true, answers: { name: '移出归档', recordId: item.id },
    records: [
      revised(item, { number: null, boxId: null, filedOn: null, files: item.files.filter(({ role }) => role !== 'made'), note: [item.note, `${formatDate(input.on, 'paper')}移出归档`].filter((part) => part !== '').join('；') }),
      ...(box === null ? [] : [revised(box, { notes: [...box.notes, { on: input.on, text, arranger: input.by, checker: '', checkedOn: null }] })]),
    ],
    findings,
  })
}

/** Adds a line to a box's 备考表; earlier lines are never changed. */
export function appendNote(box: ArchiveBox, note: ArchiveBox['notes'][number]): Outcome {
  return finish({
    title: `盒 ${box.number} 的备考表记了一笔`, records: [revised(box, { notes: [...box.notes, note] })],
    findings: note.text.trim() === '' ? [wall('noteMissing', '写一句盒内文件的情况', { recordId: box.id, field: 'text' })] : [],
  })
}
