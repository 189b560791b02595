import { ofKind, type AnyRecord } from '#shared/model/kinds'
import type { Organisation } from '#shared/model/organisation'
import type { PrintDocument } from '#shared/paper/print-document'
import { analysisReport } from './analysis-report'
import { archiveCatalogue, boxCover, boxNote, boxSpine } from './archive-sheets'
import { makeDocument, type DocumentDefinition } from './document'
import { officialDefinitions } from './official-papers'
import { inRosterOrder } from './pledge-fields'
import { branchPledge, memberPledge } from './pledge-letter'
import { pledgeLedger, pledgeNotice } from './pledge-sheets'
import { ballot } from './review-ballot'
import { reviewRegister, tallySheet } from './review-results'
import { rosterSheet } from './roster-sheet'

/** A document made from records, ready to be looked at, printed or exported. `name` is the file's name without ending. */
export type MadeDocument = {
  readonly kind: string
  readonly title: string
  readonly name: string
  readonly folder: string
  /** The record it speaks of; what is archived as one 件 has the same source. */
  readonly sourceId: string
  /** Tells several papers of one kind and record apart, as an archive item's source does; else empty. */
  readonly part: string
  readonly document: PrintDocument
}

/** Records by kind, as both the page and the command line hold them. */
export type Records = readonly AnyRecord[]

export function organisationOf(records: Records): Organisation {
  const organisation = ofKind(records, 'organisation')[0]
  if (organisation === undefined) throw new Error('a vault has its organisation')
  return organisation
}

/** Every document the records of one year give, in the order of the year. The roster is the year's last, or as of `today` while the year runs. */
export function documentsOfYear(records: Records, year: number, today: string): MadeDocument[] {
  const organisation = organisationOf(records)
  const members = ofKind(records, 'member')
  const made: MadeDocument[] = []
  const add = <Facts, Fields>(definition: DocumentDefinition<Facts, Fields>, facts: Facts, folder: string, sourceId: string, part = '') => {
    const document = makeDocument(definition, facts)
    made.push({ kind: definition.kind, title: document.title, name: document.title, folder, sourceId, part, document })
  }

  for (const round of ofKind(records, 'pledgeRound').filter((one) => one.year === year)) {
    const pledges = inRosterOrder(ofKind(records, 'pledge').filter((one) => one.roundId === round.id), members)
    for (const pledge of pledges) add(pledge.memberId === null ? branchPledge : memberPledge, { organisation, round, pledge, members }, '公开承诺', pledge.id)
    for (const edition of round.editions) add(pledgeNotice, { organisation, round, edition: edition.number }, '公开承诺', round.id, String(edition.number))
    if (pledges.length > 0) add(pledgeLedger, { organisation, round, pledges, members }, '公开承诺', round.id)
  }
  for (const report of ofKind(records, 'analysisReport').filter((one) => one.year === year)) {
    const member = members.find((one) => one.id === report.memberId)
    if (member !== undefined) add(analysisReport, { organisation, report, member }, '党性分析', report.id)
  }
  for (const review of ofKind(records, 'review').filter((one) => one.year === year)) {
    add(ballot, { organisation, review }, '民主评议', review.id)
    if (review.state === 'preparing') continue
    add(tallySheet, { organisation, review }, '民主评议', review.id)
    for (const verdict of review.verdicts) {
      const member = members.find((one) => one.id === verdict.memberId)
      if (member !== undefined) add(reviewRegister, { organisation, review, member }, '民主评议', review.id, member.id)
    }
  }
  for (const paper of ofKind(records, 'officialPaper').filter((one) => one.year === year && one.state !== 'withdrawn')) add(officialDefinitions[paper.type], { organisation, paper }, '公文文稿', paper.id)
  const rosterDay = today < `${year}-12-31` ? today : `${year}-12-31`
  add(rosterSheet, { organisation, members, day: rosterDay }, '党员名册', organisation.id, rosterDay.slice(0, 4))
  const items = ofKind(records, 'archiveItem')
  for (const box of ofKind(records, 'archiveBox').filter((one) => one.year === year).sort((a, b) => a.number - b.number)) {
    for (const definition of [boxCover, boxSpine, archiveCatalogue, boxNote]) add(definition, { organisation, box, items }, '档案盒', box.id)
  }
  return made
}
