import { useCallback, useMemo, useState } from 'react'
import { reportFindings } from '#shared/duties/analysis'
import type { AnalysisReport } from '#shared/model/analysis-report'
import type { Finding } from '#shared/rules/findings'
import type { RulePack } from '#shared/rules/pack'
import { noteKey } from './part-names'
import type { Writing } from './writing'

export type Notes = {
  readonly notes: readonly Finding[]
  readonly dismiss: (finding: Finding) => void
  /** Put away before: not said again when the report is handed in. */
  readonly isAway: (finding: Finding) => boolean
}

const keyOf = (reportId: string) => `vb-advice-${reportId}`

/** Which advice was put away belongs to the person at this machine, not to the report; it holds codes and no text. */
function remembered(reportId: string): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(reportId)) ?? '[]')
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : []
  } catch {
    return []
  }
}

/** What the rules say of the text as it stands; nothing (`null`) where it cannot be changed any more. That a part is empty is said by its tab; as a note it would only nag one who has just begun. */
export function useNotes(report: AnalysisReport, parts: Writing['parts'], pack: RulePack | null, checked: readonly Finding[]): Notes {
  const [away, setAway] = useState(() => remembered(report.id))
  const isAway = useCallback((finding: Finding) => finding.severity === 'advice' && away.includes(noteKey(finding)), [away])
  const notes = useMemo(
    () => (pack === null ? [] : [...reportFindings({ id: report.id, parts }, pack).filter((found) => found.code !== 'measuresVague'), ...checked]).filter((found) => found.code !== 'partEmpty' && !isAway(found)),
    [report.id, parts, pack, checked, isAway],
  )
  const dismiss = useCallback((finding: Finding) => {
    setAway((before) => {
      const after = [...before.filter((one) => one !== noteKey(finding)), noteKey(finding)]
      localStorage.setItem(keyOf(report.id), JSON.stringify(after))
      return after
    })
  }, [report.id])
  return { notes, dismiss, isAway }
}
