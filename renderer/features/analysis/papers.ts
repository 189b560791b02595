import { analysisReport, branchReport, meetingReport } from '#shared/documents/analysis-report'
import { makeDocument } from '#shared/documents/document'
import type { MadeDocument } from '#shared/documents/of-year'
import type { AnalysisReport } from '#shared/model/analysis-report'
import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import { paperSource, type PaperSource } from '#shared/model/paper-original'
import type { PrintDocument } from '#shared/paper/print-document'

export type ReportFacts = { readonly organisation: Organisation; readonly report: AnalysisReport; readonly member: Member | null }
export type Edition = AnalysisReport['editions'][number]

export const editionNames: Readonly<Record<Edition['label'], string>> = { meeting: '会上稿', final: '定稿' }

/** 会上稿, 定稿, 定稿 2: a label made twice is counted. */
export function editionName(report: AnalysisReport, index: number): string {
  const edition = report.editions[index]
  if (edition === undefined) return ''
  const before = report.editions.slice(0, index).filter((one) => one.label === edition.label).length
  return before === 0 ? editionNames[edition.label] : `${editionNames[edition.label]} ${before + 1}`
}

const definitionOf = (facts: ReportFacts) => (facts.member === null ? branchReport : analysisReport)
export const paperOf = (facts: ReportFacts): PrintDocument => makeDocument(definitionOf(facts), facts)

/** A frozen text as it was, under its own day. */
export function editionPaper(facts: ReportFacts, edition: Edition): PrintDocument {
  return paperOf({ ...facts, report: { ...facts.report, parts: edition.parts, writtenOn: edition.on } })
}

/** Which paper a text is, as the archive knows it: the one read at the meeting, or the report itself. */
export function paperSourceOf(facts: ReportFacts, edition: Edition['label'] = 'final'): PaperSource {
  const { report, member } = facts
  return member !== null && edition === 'meeting' ? paperSource(report.id, meetingReport.kind, 'meeting') : paperSource(report.id, definitionOf(facts).kind)
}

/** `edition`: the frozen text it is, by its name and its label; without it, the report as it stands. */
export function madePaper(facts: ReportFacts, document: PrintDocument, edition?: { readonly name: string; readonly label: Edition['label'] }): MadeDocument {
  const { name = '', label } = edition ?? {}
  const title = `${document.title}${name}`
  return { kind: definitionOf(facts).kind, title, name: title, folder: '党性分析', sourceId: facts.report.id, part: name, source: paperSourceOf(facts, label), document }
}

/** Several as one stack to print: each begins a page, and no page number runs on from one person's report into the next. */
export function stackOf(all: readonly ReportFacts[]): PrintDocument | null {
  const [first] = all
  if (first === undefined) return null
  if (all.length === 1) return paperOf(first)
  return {
    title: `${first.report.year}年度党性分析报告，${all.length} 份`,
    author: first.organisation.name,
    preset: '文稿',
    sections: all.flatMap((facts) => paperOf(facts).sections.map((section) => ({ ...section, pageNumber: 'none' as const }))),
  }
}
