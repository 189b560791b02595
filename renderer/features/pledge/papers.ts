import { makeDocument } from '#shared/documents/document'
import type { MadeDocument } from '#shared/documents/of-year'
import { inRosterOrder } from '#shared/documents/pledge-fields'
import { branchPledge, memberPledge } from '#shared/documents/pledge-letter'
import { pledgeLedger, pledgeNotice } from '#shared/documents/pledge-sheets'
import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import type { Pledge, PledgeRound } from '#shared/model/pledge'
import type { PrintDocument } from '#shared/paper/print-document'

/** The papers of one round. */
export type PaperFacts = { readonly organisation: Organisation; readonly members: readonly Member[]; readonly round: PledgeRound; readonly pledges: readonly Pledge[] }

export function letterOf(facts: Omit<PaperFacts, 'pledges'>, pledge: Pledge): PrintDocument {
  return makeDocument(pledge.memberId === null ? branchPledge : memberPledge, { ...facts, pledge })
}

/** All letters as one stack to print: each begins a page, and no page number runs on from one person's letter into the next. */
export function allLetters(facts: PaperFacts): PrintDocument {
  const letters = inRosterOrder(facts.pledges, facts.members).map((pledge) => letterOf(facts, pledge))
  return {
    title: `${facts.round.title}公开承诺书，${letters.length} 份`,
    author: facts.organisation.name,
    preset: '文稿',
    sections: letters.flatMap((letter) => letter.sections.map((section) => ({ ...section, pageNumber: 'none' as const }))),
  }
}

export function noticeOf({ organisation, round }: Pick<PaperFacts, 'organisation' | 'round'>, edition: number): PrintDocument {
  return makeDocument(pledgeNotice, { organisation, round, edition })
}

export function ledgerOf({ organisation, members, round, pledges }: PaperFacts): PrintDocument {
  return makeDocument(pledgeLedger, { organisation, members, round, pledges })
}

/** Everything of the round, for the export: letters, the sheets that were published, the ledger. */
export function roundPapers(facts: PaperFacts): readonly MadeDocument[] {
  const made = (kind: string, sourceId: string, document: PrintDocument, part = ''): MadeDocument => ({ kind, title: document.title, name: document.title, folder: '公开承诺', sourceId, part, document })
  return [
    ...inRosterOrder(facts.pledges, facts.members).map((pledge) => made(pledge.memberId === null ? branchPledge.kind : memberPledge.kind, pledge.id, letterOf(facts, pledge))),
    ...facts.round.editions.map((edition) => made(pledgeNotice.kind, facts.round.id, noticeOf(facts, edition.number), String(edition.number))),
    ...(facts.pledges.length === 0 ? [] : [made(pledgeLedger.kind, facts.round.id, ledgerOf(facts))]),
  ]
}
