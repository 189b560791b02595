import { useCallback, useMemo } from 'react'
import { reportFindings } from '#shared/duties/analysis'
import type { AnalysisReport } from '#shared/model/analysis-report'
import type { Finding } from '#shared/rules/findings'
import type { RulePack } from '#shared/rules/pack'
import { noteKey } from './part-names'
import type { Writing } from './writing'

export type Notes = {
  readonly notes: readonly Finding[]
  /** Put away before: not said again when the report is handed in. */
  readonly isAway: (finding: Finding) => boolean
}

/** What the rules say of the text as it stands; nothing (`null`) where it cannot be changed any more. That a part is empty is said by its tab; as a note it would only nag one who has just begun. */
export function useNotes(report: AnalysisReport, parts: Writing['parts'], pack: RulePack | null, checked: readonly Finding[]): Notes {
  const { setAside } = report
  const isAway = useCallback((finding: Finding) => finding.severity === 'advice' && setAside.some((one) => one.key === noteKey(finding)), [setAside])
  const notes = useMemo(
    () => (pack === null ? [] : [...reportFindings({ id: report.id, parts }, pack).filter((found) => found.code !== 'measuresVague'), ...checked]).filter((found) => found.code !== 'partEmpty' && !isAway(found)),
    [report.id, parts, pack, checked, isAway],
  )
  return { notes, isAway }
}
