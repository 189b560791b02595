import { ofKind } from '#shared/model/kinds'
import { analysisReport, branchReport, meetingReport } from './analysis-report'
import { feedbackForm, feedbackSummary } from './feedback-sheets'
import { galleryPaper, type GalleryBooks, type GalleryPaper } from './gallery'
import { organisationOf } from './of-year'

/** The gallery's part: 党性分析. Filled from the year's reports where there are any; the questionnaire is shown blank as it is handed out. */
export function analysisPapers({ records, year }: GalleryBooks): readonly GalleryPaper[] {
  const organisation = organisationOf(records)
  const members = ofKind(records, 'member')
  const feedback = ofKind(records, 'feedback').filter((one) => one.year === year)
  const reports = ofKind(records, 'analysisReport').filter((one) => one.year === year)
  const personal = reports.find((one) => one.memberId !== null && one.editions.some((edition) => edition.label === 'meeting')) ?? reports.find((one) => one.memberId !== null)
  const member = members.find((one) => one.id === personal?.memberId)
  const branch = reports.find((one) => one.memberId === null)
  return [
    ...(personal === undefined || member === undefined ? [] : [
      galleryPaper('文稿', true, meetingReport, { organisation, report: personal, member }),
      galleryPaper('文稿', true, analysisReport, { organisation, report: personal, member, edition: 'final' }),
    ]),
    ...(branch === undefined ? [] : [galleryPaper('文稿', true, branchReport, { organisation, report: branch, member: null })]),
    galleryPaper('表格', feedback.length > 0, feedbackForm, { organisation, year, members, feedback, ...(feedback[0] === undefined ? {} : { memberId: feedback[0].memberId }) }),
    galleryPaper('表格', feedback.length > 0, feedbackSummary, { organisation, year, members, feedback }),
  ]
}
