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

/** Dismissed advice is known by this. */
export const noteKey = (finding: Finding): string => `${finding.code}@${finding.where.field ?? ''}`
