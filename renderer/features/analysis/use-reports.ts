import { useMemo } from 'react'
import { dayInYear, rosterCounts } from '#shared/duties/roster'
import type { AnalysisReport } from '#shared/model/analysis-report'
import type { ArchiveItem } from '#shared/model/archive'
import type { Feedback } from '#shared/model/feedback'
import type { Member } from '#shared/model/member'
import type { Rectification } from '#shared/model/rectification'
import type { Organisation } from '#shared/model/organisation'
import { decidingBody, type RulePack } from '#shared/rules/pack'
import { builtInPack, builtInPacks } from '#shared/rules/packs/built-in'
import { packFor } from '#shared/rules/pin'
import { dutyContext, useOrganisation } from '../../app/session'
import { useRecords } from '../../data/queries'

export type Books = { readonly organisation: Organisation; readonly members: readonly Member[]; readonly reports: readonly AnalysisReport[]; readonly feedback: readonly Feedback[]; readonly rectifications: readonly Rectification[]; readonly items: readonly ArchiveItem[]; readonly today: string }
/** One report with everything its pages look at. */
export type ReportBooks = { readonly organisation: Organisation; readonly report: AnalysisReport; readonly member: Member | null; /** The member's name, or 党支部. */ readonly who: string; readonly all: Books; /** Of the same person (or the branch) and year. */ readonly feedback: readonly Feedback[]; /** The day of the year's 民主评议 or 组织生活会. */ readonly meetingOn: string | null; readonly pack: RulePack; readonly body: '支委会' | '党员大会' }

/** undefined while the books are first being read. */
export function useBooks(): Books | undefined {
  const organisation = useOrganisation()
  const members = useRecords('member')
  const reports = useRecords('analysisReport')
  const feedback = useRecords('feedback')
  const rectifications = useRecords('rectification')
  const items = useRecords('archiveItem')
  const { today } = dutyContext()
  return useMemo(
    () => (organisation == null || members === undefined || reports === undefined || feedback === undefined || rectifications === undefined || items === undefined ? undefined : { organisation, members, reports, feedback, rectifications, items, today }),
    [organisation, members, reports, feedback, rectifications, items, today],
  )
}

/** null: there is no such report, or the roster has lost its writer. */
export function useReport(books: Books | undefined, id: string | undefined): ReportBooks | null | undefined {
  const pins = useRecords('rulePin')
  const reviews = useRecords('review')
  return useMemo(() => {
    if (books === undefined || pins === undefined || reviews === undefined) return undefined
    const { organisation, members, reports, today } = books
    const report = reports.find((one) => one.id === id)
    const member = members.find((one) => one.id === report?.memberId) ?? null
    if (report === undefined || (member === null && report.memberId !== null)) return null
    const pack = packFor(report.rulePack, pins) ?? builtInPack(organisation.era) ?? builtInPacks[0]
    if (pack === undefined) throw new Error('there is always a built-in pack')
    const feedback = books.feedback.filter((one) => one.year === report.year && one.memberId === report.memberId)
    const meetingOn = reviews.find((review) => review.year === report.year)?.heldOn ?? null
    return { organisation, report, member, who: member?.name ?? '党支部', all: books, feedback, meetingOn, pack, body: decidingBody(pack, rosterCounts(members, dayInYear(report.year, today)).full) }
  }, [books, pins, reviews, id])
}
