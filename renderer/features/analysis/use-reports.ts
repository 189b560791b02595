import { useMemo } from 'react'
import { rosterCounts } from '#shared/duties/roster'
import type { AnalysisReport } from '#shared/model/analysis-report'
import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import { decidingBody, type RulePack } from '#shared/rules/pack'
import { builtInPack, builtInPacks } from '#shared/rules/packs/built-in'
import { packFor } from '#shared/rules/pin'
import { dutyContext, useOrganisation } from '../../app/session'
import { useRecords } from '../../data/queries'

export type Books = { readonly organisation: Organisation; readonly members: readonly Member[]; readonly reports: readonly AnalysisReport[]; readonly today: string }
/** One report with everything its pages look at. */
export type ReportBooks = { readonly organisation: Organisation; readonly report: AnalysisReport; readonly member: Member; readonly pack: RulePack; readonly body: '支委会' | '党员大会' }

/** undefined while the books are first being read. */
export function useBooks(): Books | undefined {
  const organisation = useOrganisation()
  const members = useRecords('member')
  const reports = useRecords('analysisReport')
  const { today } = dutyContext()
  return useMemo(() => (organisation == null || members === undefined || reports === undefined ? undefined : { organisation, members, reports, today }), [organisation, members, reports, today])
}

/** null: there is no such report, or the roster has lost its writer. */
export function useReport(books: Books | undefined, id: string | undefined): ReportBooks | null | undefined {
  const pins = useRecords('rulePin')
  return useMemo(() => {
    if (books === undefined || pins === undefined) return undefined
    const { organisation, members, reports, today } = books
    const report = reports.find((one) => one.id === id)
    const member = members.find((one) => one.id === report?.memberId)
    if (report === undefined || member === undefined) return null
    const pack = packFor(report.rulePack, pins) ?? builtInPack(organisation.era) ?? builtInPacks[0]
    if (pack === undefined) throw new Error('there is always a built-in pack')
    return { organisation, report, member, pack, body: decidingBody(pack, rosterCounts(members, today).full) }
  }, [books, pins, id])
}
