import { z } from 'zod'
import { editReport } from '#shared/duties/analysis'
import type { Outcome } from '#shared/duties/transition'
import { analysisParts, type AnalysisPart, type AnalysisReport } from '#shared/model/analysis-report'
import { inOrder, type Finding } from '#shared/rules/findings'
import { partialDate } from '#shared/text/partial-date'

/** What is on the desk while a report is written: kept as a draft at every pause, with the revision it was begun from. */
const writingSchema = z.object({
  rev: z.int().min(1),
  title: z.string(),
  subtitle: z.string(),
  writtenOn: partialDate.nullable(),
  parts: z.object({ opening: z.string(), problems: z.string(), causes: z.string(), measures: z.string() }),
})
export type Writing = Readonly<z.infer<typeof writingSchema>>

/** One draft a report. */
export const formOf = (reportId: string): string => `analysisReport:${reportId}`

/** A draft of an older form that does not fit is no draft. */
export function readWriting(body: unknown): Writing | null {
  const parsed = writingSchema.safeParse(body)
  return parsed.success ? parsed.data : null
}

export function writingOf({ rev, title, subtitle, writtenOn, parts }: AnalysisReport): Writing {
  return { rev, title, subtitle, writtenOn, parts: { ...parts } }
}

/** Whether the draft says anything the record does not. */
export function differs(writing: Writing, report: AnalysisReport): boolean {
  return (
    writing.title !== report.title || writing.subtitle !== report.subtitle || writing.writtenOn !== report.writtenOn || analysisParts.some((part: AnalysisPart) => writing.parts[part] !== report.parts[part])
  )
}

/** The report as it would stand if what is typed were saved: for the paper and the length. */
export function withWriting(report: AnalysisReport, { title, subtitle, writtenOn, parts }: Writing): AnalysisReport {
  return { ...report, title: title.trim() === '' ? report.title : title, subtitle, writtenOn, parts }
}

export function keepWriting(before: AnalysisReport, { title, subtitle, writtenOn, parts }: Writing): Outcome {
  return editReport(before, { title: title.trim(), subtitle: subtitle.trim(), writtenOn, parts })
}

export type Duty = (report: AnalysisReport) => Outcome

/** What is typed and the act upon it are one commit: what a person sees when they hand in is what is handed in. Refused as soon as one is. */
export function inOneGo(before: AnalysisReport, duties: readonly Duty[]): Outcome {
  let now = before
  let title = ''
  const findings: Finding[] = []
  for (const duty of duties) {
    const outcome = duty(now)
    if (!outcome.ok) return outcome
    now = outcome.step.records.flatMap(({ after }) => (after?.kind === 'analysisReport' && after.id === before.id ? [after] : []))[0] ?? now
    title = outcome.step.title
    findings.push(...(outcome.findings ?? []))
  }
  return { ok: true, step: { title, final: false, records: [{ before, after: { ...now, rev: before.rev + 1 } }] }, findings: inOrder(findings) }
}

/**
 * Text as another program put it on the clipboard. Word marks a line break of its own, a page break, a table cell and two kinds of hyphen by
 * control characters: the breaks stay breaks, a cell stands off by a tab, the rest goes. Every word and every space stays.
 */
export function plainOf(clipboard: string): string {
  return clipboard
    .replace(/\r\n?|[\u000b\u000c\u0085\u2028\u2029]/gu, '\n')
    .replace(/\u0007/gu, '\t')
    .replace(/\u001e/gu, '-')
    // Optional hyphens and whatever else does not print; a text file of a report can hold none of it.
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f]/gu, '')
}
