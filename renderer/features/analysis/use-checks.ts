import { useEffect, useRef, useState } from 'react'
import { analysisParts } from '#shared/model/analysis-report'
import type { CheckAnswer, CheckAsk } from './check-worker'
import type { ReportBooks } from './use-reports'
import type { Writing } from './writing'

export const wholeText = (parts: Writing['parts']): string => analysisParts.map((part) => parts[part]).join('\n')
type Checked = Pick<CheckAnswer, 'findings' | 'alike'>
const none: Checked = { findings: [], alike: [] }

/** What a careful secretary would say of the text at the last pause; worked out in a worker of its own. */
export function useChecks({ report, member, feedback, meetingOn, all }: ReportBooks, { parts, writtenOn }: Writing): Checked {
  const [checked, setChecked] = useState<Checked>(none)
  const worker = useRef<Worker | null>(null)
  const asked = useRef(0)
  useEffect(() => {
    const made = new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' })
    made.onmessage = ({ data }: MessageEvent<CheckAnswer>) => {
      if (data.n === asked.current) setChecked({ findings: data.findings, alike: data.alike })
    }
    worker.current = made
    return () => made.terminate()
  }, [])
  useEffect(() => {
    asked.current += 1
    const names = new Map(all.members.map((one) => [one.id, one.name]))
    // This year's of others, and last year's of the same person.
    const others = all.reports
      .filter((one) => one.id !== report.id && (one.year === report.year || (one.year === report.year - 1 && one.memberId === report.memberId)))
      .map((one) => ({ id: one.id, text: wholeText(one.parts), name: one.year === report.year ? `${one.memberId === null ? '党支部' : (names.get(one.memberId) ?? '别人')}的报告` : `${one.year}年的报告` }))
    const ask: CheckAsk = { n: asked.current, facts: { report: { id: report.id, parts, writtenOn, readOn: report.readOn, memberId: report.memberId }, feedback, member, names: [...names.values()], meetingOn }, own: wholeText(parts), others }
    worker.current?.postMessage(ask)
  }, [report, member, feedback, meetingOn, all, parts, writtenOn])
  return checked
}
