import { ofKind } from '#shared/model/kinds'
import { noEvaluation, noReview, type Pledge, type PledgeRound } from '#shared/model/pledge'
import { galleryPaper, type GalleryBooks, type GalleryPaper } from './gallery'
import { organisationOf } from './of-year'
import { branchPledge, memberPledge } from './pledge-letter'
import { pledgeEvaluation, pledgeProgress, pledgeResults } from './pledge-results'
import { pledgeLedger, pledgeNotice, pledgeNoticeA3 } from './pledge-sheets'

/** The gallery's part: the papers of 公开承诺, from the newest round of the year; before there is one, blank forms. */
const nobody = '00000000-0000-4000-8000-000000000000'
const head = { id: nobody, rev: 1, schema: 1, rulePack: '', createdSeq: 0 }

export function pledgePapers({ records, year }: GalleryBooks): readonly GalleryPaper[] {
  const organisation = organisationOf(records)
  const members = ofKind(records, 'member')
  const found = ofKind(records, 'pledgeRound').filter((one) => one.year === year).at(-1)
  const round: PledgeRound = found ?? { ...head, kind: 'pledgeRound', year, title: `${year}年度`, schemeId: null, from: null, to: null, exemptions: [], editions: [], history: [] }
  const pledges = ofKind(records, 'pledge').filter((pledge) => pledge.roundId === round.id)
  const blank = (memberId: string | null): Pledge => ({ ...head, kind: 'pledge', roundId: round.id, year, memberId, state: 'draft', proposedOn: null, inWriting: false, items: [], review: noReview, evaluation: noEvaluation, history: [] })
  const branch = pledges.find((pledge) => pledge.memberId === null) ?? blank(null)
  const ofMembers = pledges.filter((pledge) => pledge.memberId !== null)
  const member = ofMembers.find((pledge) => pledge.evaluation.on !== null) ?? ofMembers[0] ?? blank(members[0]?.id ?? nobody)
  const bound = pledges.length > 0
  const one = (pledge: Pledge) => ({ organisation, round, pledge, members })
  const all = { organisation, round, pledges, members }
  const sheet = { organisation, round, edition: round.editions.at(-1)?.number ?? 1 }
  return [
    galleryPaper('表格', bound, branchPledge, one(branch)), galleryPaper('表格', bound, memberPledge, one(member)), galleryPaper('表格', bound, pledgeNotice, sheet), galleryPaper('表格', bound, pledgeNoticeA3, sheet),
    galleryPaper('表格', bound, pledgeLedger, all), galleryPaper('表格', bound, pledgeProgress, one(member)), galleryPaper('表格', bound, pledgeEvaluation, one(member)), galleryPaper('表格', bound, pledgeResults, all),
  ]
}
