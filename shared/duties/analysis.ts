import { analysisParts, type AnalysisPart, type AnalysisReport } from '#shared/model/analysis-report'
import { advice, wall, warning, type Finding } from '#shared/rules/findings'
import type { RulePack } from '#shared/rules/pack'
import { lengthOf, type TextLength } from '#shared/rules/text-length'
import { formatDate } from '#shared/text/partial-date'
import { created, finish, headOf, refused, revised, type DutyContext, type Outcome } from './transition'

/**
 * 党性分析报告 (and 对照检查材料): written by the member, seen by the branch, read at the meeting, revised with what was said there.
 * The text is kept exactly as typed; the meeting edition and the final one are both frozen and kept.
 */
export type AnalysisParts = AnalysisReport['parts']

export function startReport(context: DutyContext, input: { readonly memberId: string; readonly memberName: string; readonly year: number; readonly title?: string; readonly subtitle?: string }, others: readonly AnalysisReport[] = []): Outcome {
  const title = input.title ?? '党性分析报告'
  const twin = others.find((other) => other.memberId === input.memberId && other.year === input.year && other.title === title)
  if (twin !== undefined) return refused(wall('reportExists', `${input.memberName}${input.year}年已经有一份《${title}》`, { recordId: twin.id }))
  const record: AnalysisReport = {
    ...headOf(context), kind: 'analysisReport', memberId: input.memberId, year: input.year, title, subtitle: input.subtitle ?? '', state: 'draft',
    parts: { opening: '', problems: '', causes: '', measures: '' }, writtenOn: null, submittedOn: null,
    review: { on: null, by: '', result: '', opinion: '' }, readOn: null, editions: [],
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

export function submitReport(before: AnalysisReport, input: { readonly on: string; readonly who: string }, pack: RulePack): Outcome {
  if (before.state === 'confirmed') return refused(wall('confirmed', '已经定稿确认，不用再交', { recordId: before.id, field: 'state' }))
  const empty = analysisParts.every((part) => before.parts[part].trim() === '')
  return finish({
    title: `${input.who}的《${before.title}》交支部审阅`,
    records: [revised(before, {
      state: isRead(before) ? before.state : 'submitted', submittedOn: input.on, writtenOn: before.writtenOn ?? input.on,
      review: before.review.result === 'returned' ? { ...before.review, result: '' } : before.review,
    })],
    findings: empty ? [wall('nothingWritten', '一个字还没有写，没有可交的', { recordId: before.id, field: 'parts' })] : reportFindings(before, pack),
  })
}

export function reviewReport(before: AnalysisReport, input: { readonly result: 'passed' | 'returned'; readonly on: string; readonly by: string; readonly opinion: string; readonly who: string }): Outcome {
  if (before.state === 'confirmed') return refused(wall('confirmed', '已经定稿确认，不能再审', { recordId: before.id, field: 'state' }))
  const returned = input.result === 'returned'
  const findings: Finding[] = []
  if (returned && input.opinion.trim() === '') findings.push(wall('reasonMissing', '退回要写明哪里要改', { recordId: before.id, field: 'opinion' }))
  if (input.by.trim() === '') findings.push(wall('reviewerMissing', '写上由谁审阅', { recordId: before.id, field: 'by' }))
  if (before.submittedOn === null) findings.push(advice('notSubmitted', '这份没有记交稿日期，可以补上', { recordId: before.id, field: 'submittedOn' }))
  return finish({
    title: returned ? `退回了${input.who}的《${before.title}》` : `${input.who}的《${before.title}》审阅通过`,
    records: [revised(before, { state: returned ? 'returned' : isRead(before) ? before.state : 'reviewed', review: { on: input.on, by: input.by, result: input.result, opinion: input.opinion } })],
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
    records: [revised(before, { state: before.state === 'revised' ? 'revised' : 'read', readOn: input.on, editions: [...before.editions, frozen(before, 'meeting', input.on)] })],
    findings: [
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
    records: [revised(before, { state: 'revised', editions: [...before.editions, frozen(before, 'final', input.on)] })],
    findings: [
      ...(analysisParts.every((part) => before.parts[part].trim() === '') ? [wall('nothingWritten', '一个字还没有写', { recordId: before.id, field: 'parts' })] : []),
      ...(meeting === null ? [advice('notRead', '没有会上稿，只留定稿', { recordId: before.id, field: 'readOn' })] : sameParts(meeting.parts, before.parts) ? [advice('unchanged', '会后没有改动，和会上稿一样', { recordId: before.id, field: 'parts' })] : []),
    ],
  })
}

/** 本人确认. Without a final edition the present text becomes it. */
export function confirmReport(before: AnalysisReport, input: { readonly on: string; readonly who: string }): Outcome {
  if (before.state === 'confirmed') return refused(wall('confirmed', '已经确认过了', { recordId: before.id, field: 'state' }))
  const last = editionOf(before, 'final')
  const editions = last !== null && sameParts(last.parts, before.parts) ? before.editions : [...before.editions, frozen(before, 'final', input.on)]
  return finish({
    title: `${input.who}确认了《${before.title}》`,
    records: [revised(before, { state: 'confirmed', editions })],
    findings: analysisParts.every((part) => before.parts[part].trim() === '') ? [wall('nothingWritten', '一个字还没有写', { recordId: before.id, field: 'parts' })] : [],
  })
}

/** Back to 修改稿 after confirming; the confirmed edition stays. */
export function reopenReport(before: AnalysisReport, who: string): Outcome {
  if (before.state !== 'confirmed') return refused(wall('notConfirmed', '还没有确认，直接改就行', { recordId: before.id, field: 'state' }))
  return finish({ title: `${who}的《${before.title}》改回修改稿`, records: [revised(before, { state: 'revised' })] })
}

function sameParts(a: AnalysisParts, b: AnalysisParts): boolean {
  return analysisParts.every((part) => a[part] === b[part])
}
