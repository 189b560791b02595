import { freshItem, noEvaluation, noReview, type Pledge, type PledgeItem, type PledgeRound } from '#shared/model/pledge'
import { filesFindings } from '#shared/rules/attachment-check'
import { advice, wall, warning, type Finding } from '#shared/rules/findings'
import type { RulePack } from '#shared/rules/pack'
import { checkPledge } from '#shared/rules/pledge-check'
import { dayFindings } from './day-of-act'
import { yearsOf } from './pledge-round'
import { furthest, historyLine, isPublic, resultOf, sameWords, settledState, short, verdictOf } from './pledge-state'
import { created, finish, headOf, refused, revised, type DutyContext, type Outcome } from './transition'

/**
 * One party's pledge: 提诺 审诺 践诺 (公诺 is the round's, `pledge-round.ts`; 评诺 in `pledge-evaluate.ts`). Any step may be skipped or
 * entered later with its own past date; what is missing is said, not walled.
 */
export type PledgeItemInput = Pick<PledgeItem, 'type' | 'text' | 'measures' | 'due' | 'responsible'> & { readonly id?: string; readonly theme?: string }

function itemsOf(context: DutyContext, before: readonly PledgeItem[], input: readonly PledgeItemInput[]): PledgeItem[] {
  return input.map((item) => {
    const old = before.find((candidate) => candidate.id === item.id)
    const words = { type: item.type, theme: item.theme ?? old?.theme ?? '', text: item.text, measures: item.measures, due: item.due, responsible: item.responsible }
    if (old === undefined) return { ...freshItem, reviews: [], progress: [], id: context.newId(), ...words }
    // What was reviewed are these words: other words are to be reviewed again.
    const again = verdictOf(old) !== '' && !sameWords(old, words)
    return { ...old, ...words, reviews: again ? [...old.reviews, { on: context.today, by: '', result: '' as const, reason: '审过以后改了' }] : old.reviews }
  })
}

/** A new, still unproposed pledge. `memberId` null: the branch's own. One party has one pledge a round. */
export function draftPledge(context: DutyContext, round: PledgeRound, input: { readonly memberId: string | null; readonly who: string; readonly items: readonly PledgeItemInput[]; readonly inWriting?: boolean }, others: readonly Pledge[] = []): Outcome {
  const twin = others.find((other) => other.roundId === round.id && other.memberId === input.memberId)
  if (twin !== undefined) return refused(wall('pledgeExists', `${input.who}在这一轮已经有承诺书了`, { recordId: twin.id }))
  const record: Pledge = {
    ...headOf(context), kind: 'pledge', roundId: round.id, year: round.year, memberId: input.memberId, state: 'draft', proposedOn: null, inWriting: input.inWriting ?? false,
    items: itemsOf(context, [], input.items), review: noReview, evaluation: noEvaluation, history: [],
  }
  return finish({ title: `起草了${input.who}的承诺书`, records: [created(record)] })
}

/**
 * Rewrites the items; an item given with its id keeps its progress, and loses its pass when its words are others. What hangs on the board
 * was frozen there: it changes with the next edition.
 */
export function editItems(context: DutyContext, before: Pledge, items: readonly PledgeItemInput[], inWriting: boolean = before.inWriting): Outcome {
  const after = itemsOf(context, before.items, items)
  const dropped = before.items.filter((item) => item.progress.length > 0 && !after.some((kept) => kept.id === item.id))
  const findings: Finding[] = dropped.map((item) => warning('progressDropped', `“${short(item.text)}”记过进展，也一起去掉了`, { recordId: before.id, field: 'items' }))
  const changed = after.flatMap((item, index) => (before.items.some((old) => old.id === item.id && sameWords(old, item)) ? [] : [index + 1]))
  const gone = before.items.filter((old) => !after.some((item) => item.id === old.id)).length
  if (before.review.result === 'passed' && changed.length > 0) findings.push(warning('reviewedBefore', `第 ${changed.join('、')} 条要再审一遍`, { recordId: before.id, field: 'review' }))
  if (isPublic(before.state) && (changed.length > 0 || gone > 0)) findings.push(warning('published', '公示表上还是原来的字句，审过以后要出新的一版', { recordId: before.id, field: 'items' }))
  const result = resultOf(after)
  const told = before.state === 'draft' || (changed.length === 0 && gone === 0) ? [] : [historyLine(context.today, '改承诺', '', [changed.length === 0 ? '' : `第 ${changed.join('、')} 条`, gone === 0 ? '' : `去掉 ${gone} 条`].filter((part) => part !== '').join('，'))]
  return finish({
    title: '改了承诺事项',
    records: [revised(before, {
      items: after, inWriting, review: { ...before.review, result },
      state: before.state === 'reviewed' && result !== 'passed' ? 'proposed' : settledState(before.state, after),
      history: [...before.history, ...told],
    })],
    findings,
  })
}

type Checked = { readonly round: PledgeRound; readonly pack: RulePack; readonly who: string }

/** 提诺: hands the items in for review. */
export function propose(before: Pledge, input: Checked & { readonly on: string; readonly fromPaper?: boolean }): Outcome {
  if (isPublic(before.state) && before.proposedOn !== null && before.review.result === 'passed') return refused(wall('published', '公示以后没有改过，不用再提', { recordId: before.id, field: 'state' }))
  const findings = [...checkPledge({ round: input.round, items: before.items, pack: input.pack, recordId: before.id, ...(input.fromPaper === undefined ? {} : { fromPaper: input.fromPaper }) })]
  findings.push(...dayFindings(yearsOf(input.round), input.on, { recordId: before.id, field: 'proposedOn' }))
  const unchanged = before.items.flatMap((item, index) => (verdictOf(item) === 'returned' ? [index + 1] : []))
  if (unchanged.length > 0) findings.push(warning('returnedUnchanged', `第 ${unchanged.join('、')} 条退回以后没有改`, { recordId: before.id, field: 'items' }))
  // What comes back after 退回 is to be reviewed again.
  const items = before.items.map((item) => (verdictOf(item) === 'returned' ? { ...item, reviews: [...item.reviews, { on: input.on, by: '', result: '' as const, reason: '又提上来' }] } : item))
  return finish({
    title: `${input.who}提诺，${before.items.length} 条`,
    records: [revised(before, {
      items, state: before.state === 'returned' ? 'proposed' : furthest(before.state, 'proposed'), proposedOn: isPublic(before.state) ? (before.proposedOn ?? input.on) : input.on,
      review: { ...before.review, result: resultOf(items) },
      history: [...before.history, historyLine(input.on, before.inWriting ? '书面提诺' : '提诺', input.who, '')],
    })],
    findings,
  })
}

export type PledgeReviewInput = {
  readonly result: 'passed' | 'returned'
  readonly on: string
  readonly by: string
  readonly opinion: string
  readonly signedBy: string
  readonly who: string
  /** The items that go back, each with its reason; the others pass. None named: a return is of all of them, for the reason of the opinion. */
  readonly returned?: readonly { readonly itemId: string; readonly reason: string }[]
}

/** 审诺: each item passes or goes back with a reason. */
export function reviewPledge(before: Pledge, input: PledgeReviewInput): Outcome {
  const isReturn = input.result === 'returned'
  if (isReturn && isPublic(before.state) && before.review.result === 'passed') return refused(wall('published', '已经公示的承诺不能退回，先撤回公示', { recordId: before.id, field: 'result' }))
  const named = isReturn && input.returned !== undefined && input.returned.length > 0 ? input.returned : null
  const at = (itemId: string) => before.items.findIndex((item) => item.id === itemId)
  const findings: Finding[] = []
  if (before.items.length === 0) findings.push(wall('noItems', '还没有承诺事项，没有可审的', { recordId: before.id, field: 'items' }))
  if (isReturn && named === null && input.opinion.trim() === '') findings.push(wall('reasonMissing', '退回要写明哪里要改', { recordId: before.id, field: 'opinion' }))
  for (const { itemId, reason } of named ?? []) {
    if (at(itemId) < 0) findings.push(wall('itemMissing', '没有这条承诺', { recordId: before.id, field: 'items' }))
    else if (reason.trim() === '') findings.push(wall('reasonMissing', `第 ${at(itemId) + 1} 条写明哪里要改`, { recordId: before.id, field: `items.${at(itemId)}.reason` }))
  }
  if (input.by.trim() === '') findings.push(wall('reviewerMissing', '写上由谁审诺：支委会、党员大会或上级党组织', { recordId: before.id, field: 'by' }))
  if (!isReturn && input.signedBy.trim() === '') findings.push(warning('unsigned', '审诺还没有负责人签字', { recordId: before.id, field: 'signedBy' }))
  if (before.proposedOn === null) findings.push(advice('notProposed', '这份没有记提诺日期，可以补上', { recordId: before.id, field: 'proposedOn' }))
  const items = before.items.map((item) => {
    const back = named === null ? (isReturn ? { reason: input.opinion } : undefined) : named.find((one) => one.itemId === item.id)
    return { ...item, reviews: [...item.reviews, { on: input.on, by: input.by, result: back === undefined ? ('passed' as const) : ('returned' as const), reason: back?.reason ?? '' }] }
  })
  const note = named === null ? input.opinion : [...named.map(({ itemId, reason }) => `第 ${at(itemId) + 1} 条：${reason.trim()}`), input.opinion].filter((part) => part !== '').join('；')
  const state = isPublic(before.state) ? before.state : isReturn ? 'returned' : furthest(before.state, 'reviewed')
  return finish({
    title: isReturn ? `退回了${input.who}的承诺书${named === null ? '' : `，${named.length} 条`}` : `${input.who}的承诺书通过审诺`,
    records: [revised(before, {
      items, state,
      review: { on: input.on, by: input.by, result: resultOf(items), opinion: isReturn && named !== null ? note : input.opinion, signedBy: input.signedBy },
      history: [...before.history, historyLine(input.on, isReturn ? '退回' : '审诺通过', input.by, note)],
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
  return finish({
    title: changed.title,
    records: [revised(before, { items, state: settledState(before.state, items), history: changed.history === undefined ? before.history : [...before.history, changed.history] })],
    findings: (changed.findings ?? []).map((found) => ({ ...found, where: { recordId: before.id, ...found.where } })),
  })
}

export type ProgressInput = Omit<PledgeItem['progress'][number], 'files'> & { readonly files?: PledgeItem['progress'][number]['files'] }

/** 记一笔践诺, with what proves it. */
export function recordProgress(before: Pledge, itemId: string, input: ProgressInput): Outcome {
  return withItem(before, itemId, (item) => ({
    item: { ...item, progress: [...item.progress, { ...input, files: input.files ?? [] }] },
    title: `记了一笔践诺：${short(item.text)}`,
    findings: [
      ...(input.note.trim() === '' ? [wall('noteMissing', '写一句办了什么', { field: 'note' })] : []),
      ...filesFindings(input.files ?? [], 'evidence'),
      ...(input.percent < (item.progress.at(-1)?.percent ?? 0) ? [warning('percentFell', `完成率从 ${item.progress.at(-1)?.percent ?? 0}% 退到 ${input.percent}%`, { field: 'percent' })] : []),
      ...(isPublic(before.state) ? [] : [advice('notPublished', '这份承诺还没有公示', { field: 'state' })]),
    ],
  }))
}

/** 销号: the item is done, on a day, on somebody's word. */
export function closeItem(before: Pledge, itemId: string, input: { readonly on: string; readonly by: string }): Outcome {
  return withItem(before, itemId, (item) => ({
    item: { ...item, ...noOutcome, closedOn: input.on, closedBy: input.by },
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
    item: { ...item, ...noOutcome },
    title: `重新打开：${short(item.text)}`,
    history: historyLine(input.on, '取消销号', '', input.why),
    findings: item.closedOn === null && item.unkeptReason === '' ? [wall('notClosed', '这条还没有销号', { field: 'closedOn' })] : [],
  }))
}

export type UnkeptInput = { readonly on: string; readonly reason: string; readonly cause: PledgeItem['unkeptCause']; readonly told: string }

/** 没办成: why, whether it was an objective cause (explained) or not (criticised), and what was told to the people. May be written again when they have been told. */
export function markUnkept(before: Pledge, itemId: string, input: UnkeptInput): Outcome {
  return withItem(before, itemId, (item) => ({
    item: { ...item, ...noOutcome, unkeptReason: input.reason, unkeptOn: input.on, unkeptCause: input.cause, unkeptTold: input.told },
    title: `记为没办成：${short(item.text)}`,
    history: historyLine(input.on, '没办成', '', [input.reason, input.told === '' ? '' : `向群众说明：${input.told}`].filter((part) => part !== '').join('；')),
    findings: [
      ...(input.reason.trim() === '' ? [wall('reasonMissing', '写明为什么没办成', { field: 'unkeptReason' })] : []),
      ...(input.cause === '' ? [wall('causeMissing', '选一个：客观原因，还是自己没办好', { field: 'unkeptCause' })] : []),
      ...(input.told.trim() === '' ? [warning('notTold', '还没有写怎样向群众说明的', { field: 'unkeptTold' })] : []),
    ],
  }))
}

const noOutcome = { closedOn: null, closedBy: '', unkeptReason: '', unkeptOn: null, unkeptCause: '', unkeptTold: '' } as const
