import { inspectYear } from '#shared/rules/inspection'
import { inspectionSheet } from './archive-inspection'
import { shelfList } from './shelf-list'
import { completeness, peopleOf } from '#shared/archive/completeness'
import { byVolume } from '#shared/archive/volumes'
import { dueNext } from '#shared/duties/year-view'
import { boxThicknesses } from '#shared/model/archive'
import { ofKind } from '#shared/model/kinds'
import { current } from '#shared/rules/packs/current'
import { packFor } from '#shared/rules/pin'
import { reviewBefore } from '#shared/rules/review-check'
import { archiveCatalogue, boxCover, boxNote, boxSpine } from './archive-sheets'
import { archiveStamps } from './archive-stamps'
import { volumeContents, volumeCover, volumeList, volumeNote, volumeSpine } from './archive-volume'
import { dueReminder } from './due-reminder'
import { galleryPaper, type GalleryBooks, type GalleryPaper } from './gallery'
import { missingSheet } from './missing-sheet'
import { organisationOf } from './of-year'
import { ballot, codedBallot, massBallot, scoredBallot } from './review-ballot'
import { reviewBook } from './review-book'
import { reviewReport } from './review-report'
import { reviewRegister, tallySheet } from './review-results'
import { branchRectification, memberRectification } from './rectification-ledger'
import { reviewSlip } from './review-slip'
import { rosterSheet } from './roster-sheet'

/** The gallery's part: documents of the review, the roster, the year's dates and the archive, each from the first record that gives it. Without one there is nothing to show yet. */
export function boundPapers({ records, year, today }: GalleryBooks): readonly GalleryPaper[] {
  const organisation = organisationOf(records)
  const members = ofKind(records, 'member')
  const ofYear = <One extends { readonly year: number }>(all: readonly One[]) => all.filter((one) => one.year === year)
  const papers: GalleryPaper[] = []

  const review = ofYear(ofKind(records, 'review'))[0]
  if (review !== undefined) {
    papers.push(...[ballot, massBallot, scoredBallot, codedBallot].map((definition) => galleryPaper('表格', true, definition, { organisation, review, pack: packFor(review.rulePack, ofKind(records, 'rulePin')) ?? current })), galleryPaper('表格', true, tallySheet, { organisation, review, last: reviewBefore(ofKind(records, 'review'), year) }), galleryPaper('表格', true, reviewReport, { organisation, review, handlings: ofKind(records, 'handling'), rectifications: ofKind(records, 'rectification') }), galleryPaper('表格', true, reviewBook, { organisation, review }))
    const member = members.find((one) => one.id === review.roster[0]?.memberId)
    if (member !== undefined) papers.push(galleryPaper('表格', true, reviewRegister, { organisation, review, member }), galleryPaper('表格', true, reviewSlip, { organisation, review, member }))
  }
  const rectifications = ofKind(records, 'rectification')
  const mending = members.find(({ id }) => rectifications.some((one) => one.year === year && one.memberId === id)) ?? null
  papers.push(galleryPaper('表格', true, branchRectification, { organisation, year, rectifications, member: null }), galleryPaper('表格', true, memberRectification, { organisation, year, rectifications, member: mending }))
  const schemes = ofKind(records, 'scheme')
  const due = dueNext({ organisation, members, schemes, rounds: ofKind(records, 'pledgeRound'), pledges: ofKind(records, 'pledge'), reports: ofKind(records, 'analysisReport'), reviews: ofKind(records, 'review'), handlings: ofKind(records, 'handling') }, today)
  const day = today < `${year}-12-31` ? today : `${year}-12-31`
  const items = ofKind(records, 'archiveItem')
  papers.push(
    galleryPaper('表格', true, rosterSheet, { organisation, members, day }),
    galleryPaper('表格', true, dueReminder, { organisation, today, due }),
    galleryPaper('档案', true, missingSheet, { organisation, year, day: today, states: completeness(current.archive.workingBoxes.value, items, year, peopleOf(records, day)) }),
  )
  const volumes = [...ofKind(records, 'archiveVolume')].sort(byVolume)
  const findings = inspectYear({ year, pack: current, members, items, boxes: ofKind(records, 'archiveBox'), volumes: ofKind(records, 'archiveVolume'), reviews: ofKind(records, 'review'), reports: ofKind(records, 'analysisReport'), papers: ofKind(records, 'officialPaper') })
  papers.push(galleryPaper('档案', true, inspectionSheet, { organisation, year, day: today, findings }))
  papers.push(galleryPaper('档案', true, shelfList, { organisation, day: today, boxes: ofKind(records, 'archiveBox'), items, volumes }))
  const volume = volumes[0] ?? null
  papers.push(...[volumeCover, volumeSpine, volumeContents, volumeNote].map((definition) => galleryPaper('档案', volume !== null, definition, { organisation, volume })), galleryPaper('档案', volume !== null, volumeList, { organisation, volumes }))
  const box = ofYear(ofKind(records, 'archiveBox'))[0]
  if (box !== undefined) {
    const inside = { organisation, box, items }
    papers.push(
      ...[archiveCatalogue, boxCover].map((definition) => galleryPaper('档案', true, definition, inside)),
      ...boxThicknesses.map((mm) => galleryPaper('档案', true, { ...boxSpine, kind: `${boxSpine.kind}${mm}`, name: `${boxSpine.name}（${mm}毫米）` }, { ...inside, box: { ...box, thickness: mm } })),
      galleryPaper('档案', true, boxNote, inside), galleryPaper('档案', true, archiveStamps, inside),
    )
  }
  return papers
}
