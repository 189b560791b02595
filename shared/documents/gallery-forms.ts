import { dueItems } from '#shared/archive/appraisal'
import { dueVolumes } from '#shared/archive/volumes'
import { blankMassReview } from '#shared/duties/mass-review'
import { ofKind } from '#shared/model/kinds'
import { builtInPack, packIdOfYear } from '#shared/rules/packs/built-in'
import { current } from '#shared/rules/packs/current'
import { packFor } from '#shared/rules/pin'
import { resolvePack } from '#shared/rules/resolve'
import { appraisalList, catalogueCover, destructionList, handoverList, workingBoxList } from './archive-lists'
import { galleryPaper, type GalleryBooks, type GalleryPaper } from './gallery'
import { massResults } from './mass-results'
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
  const due = { items: dueItems(items, Number(today.slice(0, 4))), volumes: dueVolumes(ofKind(records, 'archiveVolume'), Number(today.slice(0, 4))) }
  const massReview = ofKind(records, 'massReview').filter((one) => one.year === year).at(-1)
  const era = builtInPack(packIdOfYear(year, organisation.era)) ?? current
  const rules = (massReview === undefined ? null : packFor(massReview.rulePack, ofKind(records, 'rulePin'))) ?? resolvePack(era, ofKind(records, 'ruleOverride')).pack
  return [
    ...[branchSatisfaction, branchSatisfactionTally, memberSatisfaction, memberSatisfactionTally].map((one) => galleryPaper('表格', false, one, { ...facts, pack: rules })),
    galleryPaper('表格', massReview !== undefined, massResults, { organisation, massReview: massReview ?? blankMassReview({ id: organisation.id, rev: 1, schema: 1, rulePack: organisation.rulePack, createdSeq: 1 }, { year, title: `${year}年度群众评议`, heldOn: null }, [], rules) }),
    galleryPaper('表格', false, superiorComment, facts),
    ...[excellentMember, excellentWorker].map((one) => galleryPaper('表格', false, one, facts)),
    galleryPaper('表格', false, advancedBranch, facts),
    galleryPaper('表格', false, scoreSheet, facts),
    ...[generalMeeting, committeeMeeting, groupMeeting, partyLecture, partyDay, lifeMeeting].map((one) => galleryPaper('表格', false, one, facts)),
    galleryPaper('表格', false, heartTalk, facts),
    ...[studyLogCover, studyLogIndex, studyLogPage].map((one) => galleryPaper('表格', false, one, facts)),
    ...[pioneerPost, dutyArea].map((one) => galleryPaper('表格', false, one, facts)),
    ...[catalogueCover, workingBoxList, handoverList].map((one) => galleryPaper('档案', true, one, { organisation, year, items })),
    ...[appraisalList, destructionList].map((one) => galleryPaper('档案', due.items.length + due.volumes.length > 0, one, { organisation, year, items, listed: due })),
  ]
}
