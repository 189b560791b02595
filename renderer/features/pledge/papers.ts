import { makeDocument } from '#shared/documents/document'
import { documentsOfYear, type MadeDocument } from '#shared/documents/of-year'
import { inRosterOrder } from '#shared/documents/pledge-fields'
import { branchPledge, memberPledge } from '#shared/documents/pledge-letter'
import { pledgeEvaluation, pledgeProgress, pledgeResults } from '#shared/documents/pledge-results'
import { pledgeLedger, pledgeNotice, pledgeNoticeA3 } from '#shared/documents/pledge-sheets'
import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import type { Pledge, PledgeRound } from '#shared/model/pledge'
import type { PrintDocument } from '#shared/paper/print-document'

/** The papers of one round. */
export type PaperFacts = { readonly organisation: Organisation; readonly members: readonly Member[]; readonly round: PledgeRound; readonly pledges: readonly Pledge[] }

export function letterOf(facts: Omit<PaperFacts, 'pledges'>, pledge: Pledge): PrintDocument {
  return makeDocument(pledge.memberId === null ? branchPledge : memberPledge, { ...facts, pledge })
}

/** Papers of one kind as one stack to print: each begins a page, and no page number runs on from one person's into the next. */
function stack(facts: PaperFacts, name: string, papers: readonly PrintDocument[]): PrintDocument {
  return {
    title: `${facts.round.title}${name}，${papers.length} 份`,
    author: facts.organisation.name,
    preset: '文稿',
    sections: papers.flatMap((paper) => paper.sections.map((section) => ({ ...section, pageNumber: 'none' as const }))),
  }
}

const inOrder = (facts: PaperFacts) => inRosterOrder(facts.pledges, facts.members)

export function allLetters(facts: PaperFacts): PrintDocument {
  return stack(facts, '公开承诺书', inOrder(facts).map((pledge) => letterOf(facts, pledge)))
}

export function allProgress(facts: PaperFacts): PrintDocument {
  return stack(facts, '践诺情况登记表', inOrder(facts).map((pledge) => progressOf(facts, pledge)))
}

export function allEvaluations(facts: PaperFacts): PrintDocument {
  return stack(facts, '评诺表', inOrder(facts).map((pledge) => evaluationOf(facts, pledge)))
}

/** Everything of the round, one after the other: 打印全部. */
export function everything(facts: PaperFacts): PrintDocument {
  return stack(facts, '公开承诺的全部文件', roundPapers(facts).filter((paper) => paper.kind !== pledgeNoticeA3.kind).map((paper) => paper.document))
}

export function noticeOf({ organisation, round }: Pick<PaperFacts, 'organisation' | 'round'>, edition: number, paper: 'A4' | 'A3' = 'A4'): PrintDocument {
  return makeDocument(paper === 'A3' ? pledgeNoticeA3 : pledgeNotice, { organisation, round, edition })
}

export function ledgerOf({ organisation, members, round, pledges }: PaperFacts): PrintDocument {
  return makeDocument(pledgeLedger, { organisation, members, round, pledges })
}

export function progressOf(facts: Omit<PaperFacts, 'pledges'>, pledge: Pledge): PrintDocument {
  return makeDocument(pledgeProgress, { ...facts, pledge })
}

export function evaluationOf(facts: Omit<PaperFacts, 'pledges'>, pledge: Pledge): PrintDocument {
  return makeDocument(pledgeEvaluation, { ...facts, pledge })
}

export function resultsOf({ organisation, members, round, pledges }: PaperFacts): PrintDocument {
  return makeDocument(pledgeResults, { organisation, members, round, pledges })
}

/** Everything of the round, for the export: the same papers the year has. */
export function roundPapers({ organisation, members, round, pledges }: PaperFacts): readonly MadeDocument[] {
  return documentsOfYear([organisation, ...members, round, ...pledges], round.year, `${round.year}-12-31`).filter((made) => made.folder === '公开承诺')
}
