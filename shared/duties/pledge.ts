import type { Pledge, PledgeItem, PledgeRound } from '#shared/model/pledge'
import { advice, wall, warning, type Finding } from '#shared/rules/findings'
import type { RulePack } from '#shared/rules/pack'
import { checkPledge } from '#shared/rules/pledge-check'
import { furthest, historyLine, isPublic } from './pledge-state'
import { created, finish, headOf, refused, revised, type DutyContext, type Outcome } from './transition'

/**
 * One party's pledge: 提诺 审诺 践诺 评诺 (公诺 is the round's, `pledge-round.ts`). Any step may be skipped or entered later with its own
 * past date; what is missing is said, not walled.
 */
export type PledgeItemInput = Pick<PledgeItem, 'type' | 'text' | 'measures' | 'due' | 'responsible'> & { readonly id?: string }

function itemsOf(context: DutyContext, before: readonly PledgeItem[], input: readonly PledgeItemInput[]): PledgeItem[] {
  return input.map((item) => {
    const old = before.find((candidate) => candidate.id === item.id)
    return { progress: [], closedOn: null, closedBy: '', unkeptReason: '', ...old, id: old?.id ?? context.newId(), type: item.type, text: item.text, measures: item.measures, due: item.due, responsible: item.responsible }
  })
}

/** A new, still unproposed pledge. `memberId` null: the branch's own. One party has one pledge a round. */
export function draftPledge(context: DutyContext, round: PledgeRound, input: { readonly memberId: string | null; readonly who: string; readonly items: readonly PledgeItemInput[] }, others: readonly Pledge[] = []): Outcome {
  const twin = others.find((other) => other.roundId === round.id && other.memberId === input.memberId)
  if (twin !== undefined) return refused(wall('pledgeExists', `${input.who}在这一轮已经有承诺书了`, { recordId: twin.id }))
  const record: Pledge = {
    ...headOf(context), kind: 'pledge', roundId: round.id, year: round.year, memberId: input.memberId, state: 'draft', proposedOn: null,
    items: itemsOf(context, [], input.items), review: { on: null, by: '', result: '', opinion: '', signedBy: '' }, history: [],
  }
  return finish({ title: `起草了${input.who}的承诺书`, records: [created(record)] })
}

/** Rewrites the items; an item given with its id keeps its progress. Published words are changed only after the sheet was withdrawn. */
export function editItems(context: DutyContext, before: Pledge, items: readonly PledgeItemInput[]): Outcome {
  if (isPublic(before.state)) return refused(wall('published', '已经公示的承诺不能改，先撤回公示', { recordId: before.id, field: 'items' }))
  const dropped = before.items.filter((item) => item.progress.length > 0 && !items.some((kept) => kept.id === item.id))
  const findings: Finding[] = dropped.map((item) => warning('progressDropped', `“${short(item.text)}”记过进展，也一起去掉了`, { recordId: before.id, field: 'items' }))
  if (before.review.result === 'passed') findings.push(warning('reviewedBefore', '这份已经审过，改了要再审一遍', { recordId: before.id, field: 'review' }))
  return finish({ title: '改了承诺事项', records: [revised(before, { items: itemsOf(context, before.items, items) })], findings })
}

type Checked = { readonly round: PledgeRound; readonly pack: RulePack; readonly who: string }

/** 提诺: hands the items in for review. */
export function propose(before: Pledge, input: Checked & { readonly on: string; readonly fromPaper?: boolean }): Outcome {
  if (isPublic(before.state) && before.proposedOn !== null) return refused(wall('published', '已经公示的承诺不用再提', { recordId: before.id, field: 'state' }))
  const findings = checkPledge({ round: input.round, items: before.items, pack: input.pack, recordId: before.id, ...(input.fromPaper === undefined ? {} : { fromPaper: input.fromPaper }) })
  return finish({
    title: `${input.who}提诺，${before.items.length} 条`,
    records: [revised(before, {
      state: before.state === 'returned' ? 'proposed' : furthest(before.state, 'proposed'), proposedOn: input.on,
      // What comes back after 退回 is to be reviewed again.
      review: before.review.result === 'returned' ? { ...before.review, result: '' } : before.review,
      history: [...before.history, historyLine(input.on, '提诺', input.who, '')],
    })],
    findings,
  })
}

export type PledgeReviewInput = { readonly result: 'passed' | 'returned'; readonly on: string; readonly by: string; readonly opinion: string; readonly signedBy: string; readonly who: string }

/** 审诺: passed, or returned with a reason. */
export function reviewPledge(before: Pledge, input: PledgeReviewInput): Outcome {
  const returned = input.result === 'returned'
  if (returned && isPublic(before.state)) return refused(wall('published', '已经公示的承诺不能退回，先撤回公示', { recordId: before.id, field: 'result' }))
  const findings: Finding[] = []
  if (before.items.length === 0) findings.push(wall('noItems', '还没有承诺事项，没有可审的', { recordId: before.id, field: 'items' }))
  if (returned && input.opinion.trim() === '') findings.push(wall('reasonMissing', '退回要写明哪里要改', { recordId: before.id, field: 'opinion' }))
  if (input.by.trim() === '') findings.push(wall('reviewerMissing', '写上由谁审诺：支委会、党员大会或上级党组织', { recordId: before.id, field: 'by' }))
  if (!returned && input.signedBy.trim() === '') findings.push(warning('unsigned', '审诺还没有负责人签字', { recordId: before.id, field: 'signedBy' }))
  if (before.proposedOn === null) findings.push(advice('notProposed', '这份没有记提诺日期，可以补上', { recordId: before.id, field: 'proposedOn' }))
  return finish({
    title: returned ? `退回了${input.who}的承诺书` : `${input.who}的承诺书通过审诺`,
    records: [revised(before, {
      state: returned ? 'returned' : furthest(before.state, 'reviewed'),
      review: { on: input.on, by: input.by, result: input.result, opinion: input.opinion, signedBy: input.signedBy },
      history: [...before.history, historyLine(input.on, returned ? '退回' : '审诺通过', input.by, input.opinion)],
    })],
    findings,
  })
}

function withItem(before: Pledge, itemId: string, change: (item: PledgeItem) => { readonly item: PledgeItem; readonly title: string; readonly findings?: readonly Finding[]; readonly history?: Pledge['history'][number] }): Outcome {
  const index = before.items.findIndex((item) => item.id === itemId)
  const old = before.items[index]
  if (old === undefined) return refused(wall('itemMissing', '没有这条承诺', { recordId: before.id, field: 'items' }))
  const changed = change(old)
  const items = before.items.map((item, other) => (other === index ? changed.item : item))
  const settled = items.every((item) => item.closedOn !== null || item.unkeptReason !== '')
  const state = settled && before.state === 'published' ? 'fulfilled' : !settled && before.state === 'fulfilled' ? 'published' : before.state
  return finish({
    title: changed.title,
    records: [revised(before, { items, state, history: changed.history === undefined ? before.history : [...before.history, changed.history] })],
    findings: (changed.findings ?? []).map((found) => ({ ...found, where: { recordId: before.id, ...found.where } })),
  })
}

/** 记一笔践诺. */
export function recordProgress(before: Pledge, itemId: string, input: PledgeItem['progress'][number]): Outcome {
  return withItem(before, itemId, (item) => ({
    item: { ...item, progress: [...item.progress, input] },
    title: `记了一笔践诺：${short(item.text)}`,
    findings: [
      ...(input.note.trim() === '' ? [wall('noteMissing', '写一句办了什么', { field: 'note' })] : []),
      ...(input.percent < (item.progress.at(-1)?.percent ?? 0) ? [warning('percentFell', `完成率从 ${item.progress.at(-1)?.percent ?? 0}% 退到 ${input.percent}%`, { field: 'percent' })] : []),
      ...(isPublic(before.state) ? [] : [advice('notPublished', '这份承诺还没有公示', { field: 'state' })]),
    ],
  }))
}

/** 销号: the item is done, on a day, on somebody's word. */
export function closeItem(before: Pledge, itemId: string, input: { readonly on: string; readonly by: string }): Outcome {
  return withItem(before, itemId, (item) => ({
    item: { ...item, closedOn: input.on, closedBy: input.by, unkeptReason: '' },
    title: `销号：${short(item.text)}`,
    history: historyLine(input.on, '销号', input.by, short(item.text)),
    findings: [
      ...(item.closedOn !== null ? [wall('alreadyClosed', '这条已经销号了', { field: 'closedOn' })] : []),
      ...(input.by.trim() === '' ? [warning('closerMissing', '没有写核销人', { field: 'closedBy' })] : []),
      ...(item.progress.length === 0 ? [warning('noEvidence', '这条没有记过进展就销号了', { field: 'progress' })] : []),
    ],
  }))
}

/** Takes 销号 or 没办成 back, when more is to be done after all. */
export function reopenItem(before: Pledge, itemId: string, input: { readonly on: string; readonly why: string }): Outcome {
  return withItem(before, itemId, (item) => ({
    item: { ...item, closedOn: null, closedBy: '', unkeptReason: '' },
    title: `重新打开：${short(item.text)}`,
    history: historyLine(input.on, '取消销号', '', input.why),
    findings: item.closedOn === null && item.unkeptReason === '' ? [wall('notClosed', '这条还没有销号', { field: 'closedOn' })] : [],
  }))
}

/** Not kept, with the reason that is told to the people: an objective cause is explained, anything else is criticised. */
export function markUnkept(before: Pledge, itemId: string, input: { readonly on: string; readonly reason: string }): Outcome {
  return withItem(before, itemId, (item) => ({
    item: { ...item, closedOn: null, closedBy: '', unkeptReason: input.reason },
    title: `记为没办成：${short(item.text)}`,
    history: historyLine(input.on, '没办成', '', input.reason),
    findings: input.reason.trim() === '' ? [wall('reasonMissing', '写明为什么没办成', { field: 'unkeptReason' })] : [],
  }))
}

/** 评诺: what the people, the members and the branch said of it. */
export function recordEvaluation(before: Pledge, input: { readonly on: string; readonly by: string; readonly note: string; readonly who: string }): Outcome {
  const open = before.items.filter((item) => item.closedOn === null && item.unkeptReason === '').length
  return finish({
    title: `${input.who}的承诺评诺`,
    records: [revised(before, { state: 'evaluated', history: [...before.history, historyLine(input.on, '评诺', input.by, input.note)] })],
    findings: [
      ...(input.note.trim() === '' ? [wall('noteMissing', '写一句评诺的结果', { recordId: before.id, field: 'note' })] : []),
      ...(open > 0 ? [warning('openItems', `还有 ${open} 条没有销号`, { recordId: before.id, field: 'items' })] : []),
    ],
  })
}

function short(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ')
  return line.length <= 20 ? line : `${line.slice(0, 20)}…`
}
