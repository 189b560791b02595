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

/** What the rules say of the text as it stands. That a part is empty is said by its tab; as a note it would only nag one who has just begun. */
export function useNotes(report: AnalysisReport, parts: Writing['parts'], pack: RulePack): Notes {
  const [away, setAway] = useState(() => remembered(report.id))
  const notes = useMemo(
    () => reportFindings({ id: report.id, parts }, pack).filter((found) => found.code !== 'partEmpty' && !(found.severity === 'advice' && away.includes(noteKey(found)))),
    [report.id, parts, pack, away],
  )
  const dismiss = useCallback((finding: Finding) => {
    setAway((before) => {
      const after = [...before.filter((one) => one !== noteKey(finding)), noteKey(finding)]
      localStorage.setItem(keyOf(report.id), JSON.stringify(after))
      return after
    })
  }, [report.id])
  return { notes, dismiss }
}
