import { reportFindings } from '#shared/duties/analysis'
import { ofKind, type AnyRecord } from '#shared/model/kinds'
import { current } from '#shared/rules/packs/current'
import { reportChecks } from '#shared/rules/report-check'

/** What `sample-year` says of the year's reports: whose, the editions kept, and what the checks find in the text as it stands. */
export function reportFacts(records: readonly AnyRecord[], year: number): unknown {
  const members = ofKind(records, 'member')
  const feedback = ofKind(records, 'feedback').filter((one) => one.year === year)
  const names = members.map((member) => member.name)
  return ofKind(records, 'analysisReport').filter((report) => report.year === year).map((report) => {
    const member = members.find((one) => one.id === report.memberId) ?? null
    const found = [...reportFindings(report, current), ...reportChecks({ report, feedback: feedback.filter((one) => one.memberId === report.memberId), member, names, meetingOn: report.readOn })]
    return { who: member?.name ?? '党支部', editions: report.editions.map(({ label, on }) => ({ label, on })), findings: found.map(({ code, text }) => ({ code, text })) }
  })
}
