import { analysisParts, type AnalysisPart, type AnalysisReport, type AnalysisStepId } from '#shared/model/analysis-report'
import { advice, wall, warning, type Finding } from '#shared/rules/findings'
import type { RulePack } from '#shared/rules/pack'
import { lengthOf, type TextLength } from '#shared/rules/text-length'
import { formatDate } from '#shared/text/partial-date'
import { dayFindings, type MatterYears } from './day-of-act'
import { created, finish, headOf, refused, revised, type DutyContext, type Outcome } from './transition'

/**
 * 党性分析报告 (and 对照检查材料): written by the member, seen by the branch, read at the meeting, revised with what was said there.
 * The text is kept exactly as typed; the meeting edition and the final one are both frozen and kept.
 */
export type AnalysisParts = AnalysisReport['parts']

export function startReport(context: DutyContext, input: { readonly memberId: string | null; readonly memberName: string; readonly year: number; readonly title?: string; readonly subtitle?: string }, others: readonly AnalysisReport[] = []): Outcome {
  const title = input.title ?? (input.memberId === null ? '支部对照检查材料' : '党性分析报告')
  const twin = others.find((other) => other.memberId === input.memberId && other.year === input.year && other.title === title)
  if (twin !== undefined) return refused(wall('reportExists', `${input.memberName}${input.year}年已经有一份《${title}》`, { recordId: twin.id }))
  const record: AnalysisReport = {
    ...headOf(context), kind: 'analysisReport', memberId: input.memberId, year: input.year, title, subtitle: input.subtitle ?? '', state: 'draft',
    parts: { opening: '', problems: '', causes: '', measures: '' }, writtenOn: null, submittedOn: null,
    review: { on: null, by: '', result: '', opinion: '' }, comments: [], readOn: null, editions: [], opinion: { on: null, by: '', text: '' }, confirmedOn: null, offline: [], setAside: [], history: [],
  }
  return finish({ title: `为${input.memberName}开了一份《${title}》`, records: [created(record)] })
}

/** Stores one or more parts, every space and line as typed. */
export function editReport(before: AnalysisReport, patch: { readonly parts?: Partial<AnalysisParts>; readonly title?: string; readonly subtitle?: string; readonly writtenOn?: string | null }): Outcome {
  if (before.state === 'confirmed') return refused(wall('confirmed', '本人已经确认的定稿不能改，先改回修改稿', { recordId: before.id, field: 'parts' }))
  return finish({
    title: `改了《${before.title}》`,
    records: [revised(before, { parts: { ...before.parts, ...patch.parts }, title: patch.title ?? before.title, subtitle: patch.subtitle ?? before.subtitle, writtenOn: patch.writtenOn === undefined ? before.writtenOn : patch.writtenOn })],
  })
}

export type ReportLengths = { readonly parts: Readonly<Record<AnalysisPart, TextLength>>; readonly whole: TextLength }

export function reportLengths(parts: AnalysisParts): ReportLengths {
  const each = { opening: lengthOf(parts.opening), problems: lengthOf(parts.problems), causes: lengthOf(parts.causes), measures: lengthOf(parts.measures) }
  const sum = (pick: (length: TextLength) => number) => analysisParts.reduce((all, part) => all + pick(each[part]), 0)
  return { parts: each, whole: { total: sum((one) => one.total), han: sum((one) => one.han), punctuation: sum((one) => one.punctuation), words: sum((one) => one.words) } }
}

/** Length and gaps, as guidance: nothing here stops anybody from handing in what they wrote. */
export function reportFindings(report: Pick<AnalysisReport, 'parts'> & { readonly id?: string }, pack: RulePack): readonly Finding[] {
  const { parts, length } = pack.analysis
  const at = (field: string, source: string) => ({ field, source, ...(report.id === undefined ? {} : { recordId: report.id }) })
  const empty = parts.value.filter((part) => report.parts[part.id].trim() === '')
  const found: Finding[] = empty.map((part) => warning('partEmpty', `“${part.name}”还没有写`, at(`parts.${part.id}`, parts.source)))
  if (empty.length === parts.value.length) return found
  const { total } = reportLengths(report.parts).whole
  const { few, low, high, many } = length.value
  if (total < few) found.push(warning('tooShort', `全文 ${total} 字，少于 ${few} 字；一般写 ${low}—${high} 字`, at('parts', length.source)))
  else if (total > many) found.push(warning('tooLong', `全文 ${total} 字，多于 ${many} 字；一般写 ${low}—${high} 字`, at('parts', length.source)))
  else if (total < low || total > high) found.push(advice('lengthUnusual', `全文 ${total} 字，一般写 ${low}—${high} 字`, at('parts', length.source)))
  if (report.parts.measures.trim() !== '' && !/[0-9０-９]|[一二三四五六七八九十每][个次月天日周季年条件]/.test(report.parts.measures)) {
    found.push(advice('measuresVague', '整改措施里没有时间和次数，以后不好对照', at('parts.measures', parts.source)))
  }
  return found
}

/** 谁、何时、做了什么: every transition leaves its line. */
function told(before: AnalysisReport, on: string | null, act: string, who: string, note = ''): AnalysisReport['history'] {
  return [...before.history, { on, act, who, note }]
}

export function submitReport(before: AnalysisReport, input: { readonly on: string; readonly who: string }, pack: RulePack): Outcome {
  if (before.state === 'confirmed') return refused(wall('confirmed', '已经定稿确认，不用再交', { recordId: before.id, field: 'state' }))
  const empty = analysisParts.every((part) => before.parts[part].trim() === '')
  return finish({
    title: `${input.who}的《${before.title}》交支部审阅`,
    records: [revised(before, {
      state: isRead(before) ? before.state : 'submitted', submittedOn: input.on, writtenOn: before.writtenOn ?? input.on,
      review: before.review.result === 'returned' ? { ...before.review, result: '' } : before.review,
      history: told(before, input.on, '交支部审阅', input.who),
    })],
    findings: empty ? [wall('nothingWritten', '一个字还没有写，没有可交的', { recordId: before.id, field: 'parts' })] : [...dayFindings(yearsOf(before), input.on, { recordId: before.id, field: 'submittedOn' }), ...reportFindings(before, pack)],
  })
}

/** Of one year. */
export const yearsOf = ({ year }: Pick<AnalysisReport, 'year'>): MatterYears => ({ from: year, to: year })

export type CommentInput = { readonly id: string; readonly part: AnalysisPart; readonly quote: string; readonly text: string }
export type ReviewInput = { readonly result: 'passed' | 'returned'; readonly on: string; readonly by: string; readonly opinion: string; readonly who: string; readonly comments?: readonly CommentInput[] }

/** The branch passes a report or gives it back. A return says why: as a whole, or beside a paragraph. */
export function reviewReport(before: AnalysisReport, input: ReviewInput): Outcome {
  if (before.state === 'confirmed') return refused(wall('confirmed', '已经定稿确认，不能再审', { recordId: before.id, field: 'state' }))
  const returned = input.result === 'returned'
  const findings: Finding[] = []
  const fresh = (input.comments ?? []).filter((comment) => comment.text.trim() !== '').map((comment) => ({ ...comment, text: comment.text.trim(), on: input.on, by: input.by, settledOn: null }))
  const beside = [...before.comments.filter((comment) => comment.settledOn === null), ...fresh]
  if (returned && input.opinion.trim() === '' && beside.length === 0) findings.push(wall('reasonMissing', '退回要写明哪里要改', { recordId: before.id, field: 'opinion' }))
  if (input.by.trim() === '') findings.push(wall('reviewerMissing', '写上由谁审阅', { recordId: before.id, field: 'by' }))
  if (before.submittedOn === null) findings.push(advice('notSubmitted', '这份没有记交稿日期，可以补上', { recordId: before.id, field: 'submittedOn' }))
  return finish({
    title: returned ? `退回了${input.who}的《${before.title}》` : `${input.who}的《${before.title}》审阅通过`,
    records: [revised(before, {
      state: returned ? 'returned' : isRead(before) ? before.state : 'reviewed', review: { on: input.on, by: input.by, result: input.result, opinion: input.opinion },
      comments: [...before.comments, ...fresh],
      history: told(before, input.on, returned ? '退回' : '审阅通过', input.by, [input.opinion, fresh.length === 0 ? '' : `段旁批注 ${fresh.length} 处`].filter((part) => part !== '').join('；')),
    })],
    findings,
  })
}

function isRead(report: AnalysisReport): boolean {
  return report.state === 'read' || report.state === 'revised'
}

type Edition = AnalysisReport['editions'][number]

/** The newest frozen edition of a label, or null. */
export function editionOf(report: AnalysisReport, label: Edition['label']): Edition | null {
  return report.editions.filter((edition) => edition.label === label).at(-1) ?? null
}

function frozen(report: AnalysisReport, label: Edition['label'], on: string): Edition {
  return { label, on, parts: { ...report.parts } }
}

/** 会上宣读: freezes what was read. */
export function readAtMeeting(before: AnalysisReport, input: { readonly on: string; readonly who: string }): Outcome {
  if (before.state === 'confirmed') return refused(wall('confirmed', '已经定稿确认', { recordId: before.id, field: 'state' }))
  if (editionOf(before, 'meeting') !== null) return refused(wall('alreadyRead', before.readOn === null ? '会上稿已经留下了' : `会上稿已经在${formatDate(before.readOn, 'paper')}留下了`, { recordId: before.id, field: 'readOn' }))
  return finish({
    title: `${input.who}在会上读了《${before.title}》`,
    records: [revised(before, { state: before.state === 'revised' ? 'revised' : 'read', readOn: input.on, editions: [...before.editions, frozen(before, 'meeting', input.on)], history: told(before, input.on, '会上宣读', input.who) })],
    findings: [
      ...dayFindings(yearsOf(before), input.on, { recordId: before.id, field: 'readOn' }),
      ...(analysisParts.every((part) => before.parts[part].trim() === '') ? [wall('nothingWritten', '一个字还没有写', { recordId: before.id, field: 'parts' })] : []),
      ...(before.review.result === 'passed' ? [] : [warning('notReviewed', '支部还没有审阅通过', { recordId: before.id, field: 'review' })]),
    ],
  })
}

/** 会后修改稿: freezes the text as revised with what was said at the meeting. Made again, the newest counts; none is thrown away. */
export function finalEdition(before: AnalysisReport, input: { readonly on: string; readonly who: string }): Outcome {
  if (before.state === 'confirmed') return refused(wall('confirmed', '已经定稿确认', { recordId: before.id, field: 'state' }))
  const meeting = editionOf(before, 'meeting')
  return finish({
    title: `${input.who}的《${before.title}》定稿`,
    records: [revised(before, { state: 'revised', editions: [...before.editions, frozen(before, 'final', input.on)], history: told(before, input.on, '定稿', input.who) })],
    findings: [
      ...(analysisParts.every((part) => before.parts[part].trim() === '') ? [wall('nothingWritten', '一个字还没有写', { recordId: before.id, field: 'parts' })] : []),
      ...(meeting === null ? [advice('notRead', '没有会上稿，只留定稿', { recordId: before.id, field: 'readOn' })] : sameParts(meeting.parts, before.parts) ? [advice('unchanged', '会后没有改动，和会上稿一样', { recordId: before.id, field: 'parts' })] : []),
    ],
  })
}

/** 评议意见: what the 支委会 (or the 党员大会) says of the report once it was read. Said again, the newer stands and the history keeps both. */
export function giveOpinion(before: AnalysisReport, input: { readonly on: string; readonly by: string; readonly text: string; readonly who: string }): Outcome {
  return finish({
    title: `${input.by}对${input.who}的《${before.title}》提出意见`,
    records: [revised(before, { opinion: { on: input.on, by: input.by, text: input.text }, history: told(before, input.on, '评议意见', input.by, input.text) })],
    findings: [
      ...(input.text.trim() === '' ? [wall('opinionMissing', '写上意见', { recordId: before.id, field: 'opinion' })] : []),
      ...(input.by.trim() === '' ? [wall('reviewerMissing', '写上由谁提的意见', { recordId: before.id, field: 'by' })] : []),
      ...(editionOf(before, 'meeting') === null ? [advice('notRead', '还没有会上稿，意见一般在会后提', { recordId: before.id, field: 'readOn' })] : []),
    ],
  })
}

/** A comment answered: it stays, with the day. */
export function settleComment(before: AnalysisReport, id: string, on: string, who: string): Outcome {
  const comment = before.comments.find((one) => one.id === id)
  if (comment === undefined) return refused(wall('commentGone', '这条批注不在了', { recordId: before.id }))
  if (comment.settledOn !== null) return refused(wall('alreadySettled', '这条批注已经改过了', { recordId: before.id }))
  return finish({
    title: `${who}照批注改了《${before.title}》`,
    records: [revised(before, { comments: before.comments.map((one) => (one.id === id ? { ...one, settledOn: on } : one)), history: told(before, on, '照批注改了', who, comment.text) })],
  })
}

export const stepNames: Readonly<Record<AnalysisStepId, string>> = { learning: '学习', feedback: '征求意见', draft: '起草', review: '支部审阅', read: '会上宣读', final: '会后修改', opinion: '评议意见', confirm: '本人确认', archive: '归档' }

/** 不再提醒: a note is put away for this report, on every machine. It is known by its key; what it said is kept for the list of those put away. */
export function setAsideNote(before: AnalysisReport, input: { readonly key: string; readonly said: string; readonly on: string; readonly who: string }): Outcome {
  if (before.setAside.some((one) => one.key === input.key)) return refused(wall('alreadyAside', '这条已经不再提醒了', { recordId: before.id }))
  const said = [...input.said].slice(0, 200).join('')
  return finish({ title: `《${before.title}》不再提醒：${said}`, records: [revised(before, { setAside: [...before.setAside, { ...input, said }] })] })
}

/** 还要提醒: what was put away comes back. */
export function bringBackNotes(before: AnalysisReport): Outcome {
  if (before.setAside.length === 0) return refused(wall('nothingAside', '没有收起的提醒', { recordId: before.id }))
  return finish({ title: `《${before.title}》收起的 ${before.setAside.length} 条提醒又看得见了`, records: [revised(before, { setAside: [] })] })
}

/** 线下已办: the step was done on paper; its day and where it can be found. Marked again, the newer note stands. */
export function markOffline(before: AnalysisReport, step: AnalysisStepId, input: { readonly on: string | null; readonly note: string; readonly who: string }): Outcome {
  return finish({
    title: `${input.who}的《${before.title}》${stepNames[step]}记为线下已办`,
    records: [revised(before, { offline: [...before.offline.filter((one) => one.step !== step), { step, on: input.on, note: input.note }], history: told(before, input.on, `${stepNames[step]}（线下已办）`, input.who, input.note) })],
    findings: input.on === null && input.note.trim() === '' ? [wall('offlineBare', '写上哪天办的，或者纸件在哪里', { recordId: before.id, field: 'note' })] : [],
  })
}

/** The mark was a slip: it goes, the history says so. */
export function unmarkOffline(before: AnalysisReport, step: AnalysisStepId, who: string): Outcome {
  if (!before.offline.some((one) => one.step === step)) return refused(wall('notOffline', '这一步没有记过线下已办', { recordId: before.id }))
  return finish({
    title: `${who}的《${before.title}》${stepNames[step]}不再算线下已办`,
    records: [revised(before, { offline: before.offline.filter((one) => one.step !== step), history: told(before, null, `${stepNames[step]}不再算线下已办`, who) })],
  })
}

/** 本人确认. Without a final edition the present text becomes it. */
export function confirmReport(before: AnalysisReport, input: { readonly on: string; readonly who: string }): Outcome {
  if (before.state === 'confirmed') return refused(wall('confirmed', '已经确认过了', { recordId: before.id, field: 'state' }))
  const last = editionOf(before, 'final')
  const editions = last !== null && sameParts(last.parts, before.parts) ? before.editions : [...before.editions, frozen(before, 'final', input.on)]
  return finish({
    title: `${input.who}确认了《${before.title}》`,
    records: [revised(before, { state: 'confirmed', editions, confirmedOn: input.on, history: told(before, input.on, '本人确认', input.who) })],
    findings: analysisParts.every((part) => before.parts[part].trim() === '') ? [wall('nothingWritten', '一个字还没有写', { recordId: before.id, field: 'parts' })] : [],
  })
}

/** Back to 修改稿 after confirming; the confirmed edition stays. */
export function reopenReport(before: AnalysisReport, who: string, on: string | null = null): Outcome {
  if (before.state !== 'confirmed') return refused(wall('notConfirmed', '还没有确认，直接改就行', { recordId: before.id, field: 'state' }))
  return finish({ title: `${who}的《${before.title}》改回修改稿`, records: [revised(before, { state: 'revised', confirmedOn: null, history: told(before, on, '改回修改稿', who) })] })
}

function sameParts(a: AnalysisParts, b: AnalysisParts): boolean {
  return analysisParts.every((part) => a[part] === b[part])
}
