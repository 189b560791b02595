import { ofKind } from '#shared/model/kinds'
import { appraisalList, catalogueCover, destructionList, handoverList, workingBoxList } from './archive-lists'
import { galleryPaper, type GalleryBooks, type GalleryPaper } from './gallery'
import { branchSatisfaction, branchSatisfactionTally, memberSatisfaction, memberSatisfactionTally } from './mass-review'
import { committeeMeeting, generalMeeting, groupMeeting, heartTalk, lifeMeeting, partyDay, partyLecture } from './meeting-minutes'
import { advancedBranch, excellentMember, excellentWorker, scoreSheet } from './nomination'
import { organisationOf } from './of-year'
import { dutyArea, pioneerPost } from './post-card'
import { studyLogCover, studyLogIndex, studyLogPage } from './study-log'
import { superiorComment } from './superior-comment'

/** The gallery's part: 表格 and 档案 sheets whose duty is not built yet, as blank forms that say what is known. */
export function formPapers({ records, year, today }: GalleryBooks): readonly GalleryPaper[] {
  const organisation = organisationOf(records)
  const facts = { organisation, members: ofKind(records, 'member'), year, day: today < `${year}-12-31` ? today : `${year}-12-31` }
  const items = ofKind(records, 'archiveItem')
  return [
    ...[branchSatisfaction, branchSatisfactionTally, memberSatisfaction, memberSatisfactionTally].map((one) => galleryPaper('表格', false, one, facts)),
    galleryPaper('表格', false, superiorComment, facts),
    ...[excellentMember, excellentWorker].map((one) => galleryPaper('表格', false, one, facts)),
    galleryPaper('表格', false, advancedBranch, facts),
    galleryPaper('表格', false, scoreSheet, facts),
    ...[generalMeeting, committeeMeeting, groupMeeting, partyLecture, partyDay, lifeMeeting].map((one) => galleryPaper('表格', false, one, facts)),
    galleryPaper('表格', false, heartTalk, facts),
    ...[studyLogCover, studyLogIndex, studyLogPage].map((one) => galleryPaper('表格', false, one, facts)),
    ...[pioneerPost, dutyArea].map((one) => galleryPaper('表格', false, one, facts)),
    ...[catalogueCover, workingBoxList, handoverList].map((one) => galleryPaper('档案', true, one, { organisation, year, items })),
    ...[appraisalList, destructionList].map((one) => galleryPaper('档案', false, one, { organisation, year, items })),
  ]
}
