import { partHeadings } from '#shared/documents/analysis-report'
import { analysisParts, type AnalysisPart } from '#shared/model/analysis-report'
import type { Finding } from '#shared/rules/findings'

/** Short enough for a tab; the part's own heading is the paper's. */
export const tabNames: Readonly<Record<AnalysisPart, string>> = { opening: '一、基本情况', problems: '二、问题与不足', causes: '三、剖析根源', measures: '四、整改措施' }

export { analysisParts, partHeadings }

/** Which part a finding speaks of; null: the whole. */
export function partOf(finding: Finding): AnalysisPart | null {
  const [, named] = /^parts\.(\w+)/.exec(finding.where.field ?? '') ?? []
  return analysisParts.find((part) => part === named) ?? null
}

/** Where in the part, when the finding speaks of one passage. */
export function rangeOf(finding: Finding): { readonly from: number; readonly to: number } | null {
  const [, from, to] = /\.(\d+)-(\d+)$/.exec(finding.where.field ?? '') ?? []
  return from === undefined || to === undefined ? null : { from: Number(from), to: Number(to) }
}

/** Dismissed advice is known by this: what it said, in a few letters that tell nobody the words; where it stands moves while one writes. */
export function noteKey(finding: Finding): string {
  let hash = 2166136261
  for (const letter of finding.text.replace(/\d+/gu, '')) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16777619)
  return `${finding.code}@${partOf(finding) ?? finding.where.field ?? ''}#${(hash >>> 0).toString(36)}`
}
