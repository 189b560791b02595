import type { AnalysisReport } from '#shared/model/analysis-report'
import type { Rectification } from '#shared/model/rectification'
import { answersOf, dateIn, itemsOf, personIn } from '#shared/rules/report-items'
import { advice, wall, type Finding } from '#shared/rules/findings'
import { created, finish, headOf, refused, revised, type DutyContext, type Outcome } from './transition'

/** 整改事项 out of a report: one line a problem, with the cause and the measures that speak of it, linked back. The person's own words are carried over, none are made. */
export type ProblemLine = Pick<Rectification, 'problem' | 'cause' | 'measures' | 'responsible' | 'due'>

/** What the report says of each of its problems; people look at it and change it before it becomes a record. */
export function problemLines(report: Pick<AnalysisReport, 'parts' | 'year'>, names: readonly string[] = []): readonly ProblemLine[] {
  return itemsOf(report.parts.problems).map((problem) => {
    const measures = answersOf(problem, report.parts.measures).map((item) => item.text).join('\n')
    return { problem: problem.text, cause: answersOf(problem, report.parts.causes).map((item) => item.text).join('\n'), measures, responsible: personIn(measures, names) ?? '', due: dateIn(measures, report.year) }
  })
}

export function openRectifications(context: DutyContext, report: AnalysisReport, who: string, lines: readonly ProblemLine[], others: readonly Rectification[]): Outcome {
  const has = new Set(others.filter((one) => one.sourceId === report.id).map((one) => one.problem.trim()))
  const fresh = lines.filter((one) => !has.has(one.problem.trim()))
  if (fresh.length === 0) return refused(wall('nothingNew', lines.length === 0 ? '报告里还没有列出问题' : '这些问题都已经在整改台账里了', { recordId: report.id, field: 'parts.problems' }))
  const findings: Finding[] = []
  const records = fresh.map((one): Rectification => {
    const record: Rectification = { ...headOf(context), kind: 'rectification', year: report.year, memberId: report.memberId, source: `${who}的《${report.title}》`, sourceId: report.id, ...one, state: 'open', closedOn: null, result: '' }
    if (one.measures.trim() === '') findings.push(advice('noMeasures', `“${one.problem.slice(0, 20)}”没有写措施`, { recordId: record.id, field: 'measures' }))
    return record
  })
  return finish({ title: `${who}报告里的 ${records.length} 个问题进了整改台账`, records: records.map((record) => created(record)), findings })
}

export function editRectification(before: Rectification, patch: Partial<ProblemLine>): Outcome {
  if (before.state === 'closed') return refused(wall('closed', '已经销号，先改回整改中', { recordId: before.id }))
  return finish({ title: `改了整改事项“${before.problem.slice(0, 20)}”`, records: [revised(before, patch)] })
}

/** What became of it: under way, lasting, or closed with the day and what was done. `open` takes all of it back. */
export function settleRectification(before: Rectification, input: Pick<Rectification, 'state' | 'closedOn' | 'result'>): Outcome {
  const words: Readonly<Record<Rectification['state'], string>> = { open: '改回待整改', underway: '在整改', closed: '销号', lasting: '长期坚持' }
  return finish({
    title: `整改事项“${before.problem.slice(0, 20)}”${words[input.state]}`,
    records: [revised(before, { ...input, closedOn: input.state === 'closed' ? input.closedOn : null })],
    findings: input.state === 'closed' && (input.closedOn === null || input.result.trim() === '') ? [wall('proofMissing', '销号要写哪天、改成了什么样', { recordId: before.id, field: input.closedOn === null ? 'closedOn' : 'result' })] : [],
  })
}
