import { ofKind, type AnyRecord } from '#shared/model/kinds'
import type { Organisation } from '#shared/model/organisation'
import type { PaperSource } from '#shared/model/paper-original'
import type { PrintDocument } from '#shared/paper/print-document'
import { current } from '#shared/rules/packs/current'
import { packFor } from '#shared/rules/pin'
import { reviewBefore } from '#shared/rules/review-check'
import { standingEdition } from '#shared/duties/pledge-round'
import { isSettled } from '#shared/duties/pledge-state'
import { analysisReport, branchReport, meetingReport } from './analysis-report'
import { archiveCatalogue, boxCover, boxNote, boxSpine } from './archive-sheets'
import type { DocumentDefinition } from './document'
import { feedbackForm, feedbackSummary } from './feedback-sheets'
import { officialDefinitions } from './official-papers'
import { inRosterOrder } from './pledge-fields'
import { branchPledge, memberPledge } from './pledge-letter'
import { pledgeEvaluation, pledgeProgress, pledgeResults } from './pledge-results'
import { pledgeLedger, pledgeNotice, pledgeNoticeA3 } from './pledge-sheets'
import { sessionBallot } from './review-ballot'
import { branchRectification, ledgerLines, memberRectification } from './rectification-ledger'
import { massResults } from './mass-results'
import { reviewBook } from './review-book'
import { reviewRegister, tallySheet } from './review-results'
import { reviewSlip } from './review-slip'
import { rosterSheet } from './roster-sheet'
import { templateWords, type TemplateWords } from './template-words'

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
  /** Which paper it is to the archive and its 正本, where that is not kind, record and part. */
  readonly source?: PaperSource
  /** What it says, under the names a superior's own Word form calls it by. */
  readonly words?: TemplateWords
}

/** A document the records give, not yet made: laying out a whole year takes long enough to be felt. */
export type PlannedDocument = Pick<MadeDocument, 'kind' | 'sourceId' | 'part'> & {
  /** Its name in the trade. */
  readonly name: string
  /** Whose paper it is; null for the branch's own. */
  readonly memberId: string | null
  readonly make: () => MadeDocument
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
  return plansOfYear(records, year, today).map((plan) => plan.make())
}

export function plansOfYear(records: Records, year: number, today: string): PlannedDocument[] {
  const organisation = organisationOf(records)
  const members = ofKind(records, 'member')
  const plans: PlannedDocument[] = []
  const add = <Facts, Fields>(definition: DocumentDefinition<Facts, Fields>, facts: Facts, folder: string, sourceId: string, part = '', memberId: string | null = null) => {
    const { kind, name } = definition
    const make = (): MadeDocument => {
      const fields = definition.fields(facts)
      const document = definition.layout(fields)
      return { kind, title: document.title, name: document.title, folder, sourceId, part, document, words: templateWords(definition.names, fields) }
    }
    plans.push({ kind, name, sourceId, part, memberId, make })
  }

  for (const round of ofKind(records, 'pledgeRound').filter((one) => one.year === year)) {
    const pledges = inRosterOrder(ofKind(records, 'pledge').filter((one) => one.roundId === round.id), members)
    for (const pledge of pledges) add(pledge.memberId === null ? branchPledge : memberPledge, { organisation, round, pledge, members }, '公开承诺', pledge.id, '', pledge.memberId)
    for (const edition of round.editions) add(pledgeNotice, { organisation, round, edition: edition.number }, '公开承诺', round.id, String(edition.number))
    const sheet = standingEdition(round)
    if (sheet !== null) add(pledgeNoticeA3, { organisation, round, edition: sheet.number }, '公开承诺', round.id, String(sheet.number))
    if (pledges.length > 0) add(pledgeLedger, { organisation, round, pledges, members }, '公开承诺', round.id)
    for (const pledge of pledges.filter((one) => one.items.some((item) => item.progress.length > 0 || isSettled(item)))) add(pledgeProgress, { organisation, round, pledge, members }, '公开承诺', pledge.id, '', pledge.memberId)
    const evaluated = pledges.filter((one) => one.evaluation.on !== null)
    for (const pledge of evaluated) add(pledgeEvaluation, { organisation, round, pledge, members }, '公开承诺', pledge.id, '', pledge.memberId)
    if (evaluated.length > 0) add(pledgeResults, { organisation, round, pledges, members }, '公开承诺', round.id)
  }
  for (const report of ofKind(records, 'analysisReport').filter((one) => one.year === year)) {
    const member = members.find((one) => one.id === report.memberId) ?? null
    const final = report.editions.some((edition) => edition.label === 'final') ? { edition: 'final' as const } : {}
    if (report.memberId === null) add(branchReport, { organisation, report, member, ...final }, '党性分析', report.id)
    if (member === null) continue
    add(analysisReport, { organisation, report, member, ...final }, '党性分析', report.id, '', member.id)
    if (report.editions.some((edition) => edition.label === 'meeting')) add(meetingReport, { organisation, report, member }, '党性分析', report.id, 'meeting', member.id)
  }
  const feedback = ofKind(records, 'feedback').filter((one) => one.year === year)
  if (feedback.length > 0) {
    for (const memberId of new Set(feedback.map((one) => one.memberId))) add(feedbackForm, { organisation, year, members, feedback, memberId }, '征求意见', memberId ?? organisation.id, String(year), memberId)
    add(feedbackSummary, { organisation, year, members, feedback }, '征求意见', organisation.id, String(year))
  }
  for (const review of ofKind(records, 'review').filter((one) => one.year === year)) {
    const pack = packFor(review.rulePack, ofKind(records, 'rulePin')) ?? current
    add(sessionBallot(review), { organisation, review, pack }, '民主评议', review.id)
    if (review.state === 'preparing') continue
    add(tallySheet, { organisation, review, last: reviewBefore(ofKind(records, 'review'), year) }, '民主评议', review.id)
    for (const verdict of review.verdicts) {
      const member = members.find((one) => one.id === verdict.memberId)
      if (member === undefined) continue
      add(reviewRegister, { organisation, review, member }, '民主评议', review.id, member.id, member.id)
      if (review.state === 'sent') add(reviewSlip, { organisation, review, member }, '民主评议', review.id, member.id, member.id)
    }
    if (review.decidedOn !== null && review.verdicts.some(({ grade }) => grade !== null)) add(reviewBook, { organisation, review, pack }, '民主评议', review.id)
  }
  const rectifications = ofKind(records, 'rectification')
  if (ledgerLines(rectifications, year, null).length > 0) add(branchRectification, { organisation, year, rectifications, member: null }, '整改台账', organisation.id, String(year))
  for (const member of members.filter(({ id }) => ledgerLines(rectifications, year, id).length > 0)) add(memberRectification, { organisation, year, rectifications, member }, '整改台账', member.id, String(year), member.id)
  for (const massReview of ofKind(records, 'massReview').filter((one) => one.year === year && one.counts.valid > 0)) add(massResults, { organisation, massReview }, '群众评议', massReview.id)
  for (const paper of ofKind(records, 'officialPaper').filter((one) => one.year === year && one.state !== 'withdrawn')) add(officialDefinitions[paper.type], { organisation, paper }, '公文文稿', paper.id)
  const rosterDay = today < `${year}-12-31` ? today : `${year}-12-31`
  add(rosterSheet, { organisation, members, day: rosterDay }, '党员名册', organisation.id, rosterDay.slice(0, 4))
  const items = ofKind(records, 'archiveItem')
  for (const box of ofKind(records, 'archiveBox').filter((one) => one.year === year).sort((a, b) => a.number - b.number)) {
    for (const definition of [boxCover, boxSpine, archiveCatalogue, boxNote]) add(definition, { organisation, box, items }, '档案盒', box.id)
  }
  return plans
}
