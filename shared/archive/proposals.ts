import type { AnalysisReport } from '#shared/model/analysis-report'
import type { ArchiveItem } from '#shared/model/archive'
import type { Feedback } from '#shared/model/feedback'
import type { AnyRecord } from '#shared/model/kinds'
import type { MassReview } from '#shared/model/mass-review'
import type { OfficialPaper, OfficialType } from '#shared/model/official-paper'
import type { Organisation } from '#shared/model/organisation'
import type { Pledge, PledgeRound } from '#shared/model/pledge'
import type { Rectification } from '#shared/model/rectification'
import type { Review } from '#shared/model/review'
import type { ArchiveDocument } from '#shared/rules/documents'
import { retentionOf, type RulePack } from '#shared/rules/pack'
import { isAssessed } from '#shared/rules/review-check'
import { isSettled } from '#shared/duties/pledge-state'
import { formatDate, yearOf } from '#shared/text/partial-date'
import { boxFor } from './choose-boxes'

/**
 * What the records of a year would put into the archive box: one proposal a document, for a person to look over before taking in.
 * 年度 follows the document's own date (a review of 2026 held in January 2027 is filed under 2027), 责任者 is who issued or signed it.
 */
export type Proposal = Pick<ArchiveItem, 'year' | 'retention' | 'topic' | 'title' | 'author' | 'docNo' | 'date' | 'workingBox' | 'note'> & {
  readonly document: ArchiveDocument | OfficialType
  readonly source: { readonly id: string; readonly kind: AnyRecord['kind']; readonly rev: number; readonly document: string }
}

export type ProposalFacts = {
  readonly organisation: Organisation
  readonly pack: RulePack
  readonly rounds: readonly PledgeRound[]
  readonly pledges: readonly Pledge[]
  readonly reports: readonly AnalysisReport[]
  readonly reviews: readonly Review[]
  readonly massReviews: readonly MassReview[]
  readonly feedback: readonly Feedback[]
  readonly rectifications: readonly Rectification[]
  readonly officials: readonly OfficialPaper[]
  /** Names of members by id; a member who left still signed what they signed. */
  readonly nameOf: (memberId: string) => string
  /** The roster to print, as of a day; absent: none. */
  readonly roster?: { readonly asOf: string; readonly count: number }
}

export function proposeItems(facts: ProposalFacts): readonly Proposal[] {
  return [
    ...(facts.roster === undefined ? [] : [rosterProposal(facts, facts.roster.asOf)]),
    ...facts.rounds.flatMap((round) => roundProposals(facts, round)),
    ...facts.reports.flatMap((report) => reportProposals(facts, report)),
    ...feedbackProposals(facts),
    ...rectificationProposals(facts),
    ...facts.reviews.flatMap((review) => reviewProposals(facts, review)),
    ...facts.massReviews.flatMap((review) => massProposals(facts, review)),
    ...facts.officials.flatMap((paper) => officialProposals(facts, paper)),
  ]
}

type Draft = { readonly document: ArchiveDocument; readonly record: Pick<AnyRecord, 'id' | 'kind' | 'rev'>; readonly title: string; readonly author: string; readonly date: string | null; readonly year: number; readonly note?: string; /** Tells several papers of one record and kind apart. */ readonly part?: string }

function proposal({ pack, organisation }: ProposalFacts, draft: Draft): Proposal {
  return {
    topic: organisation.topicCode ?? '',
    document: draft.document, title: draft.title, author: draft.author, docNo: '', date: draft.date, year: draft.date === null ? draft.year : yearOf(draft.date), note: draft.note ?? '',
    retention: retentionOf(pack, draft.document).value, workingBox: boxFor(pack.archive.workingBoxes.value, draft.document),
    source: { id: draft.record.id, kind: draft.record.kind, rev: draft.record.rev, document: draft.part === undefined ? draft.document : `${draft.document}:${draft.part}` },
  }
}

function rosterProposal(facts: ProposalFacts, asOf: string): Proposal {
  const { organisation } = facts
  return proposal(facts, { document: 'rosterSheet', record: organisation, title: `${organisation.name}党员花名册（${asOf.slice(0, 4)}年）`, author: organisation.name, date: asOf, year: yearOf(asOf), part: asOf.slice(0, 4) })
}

function roundProposals(facts: ProposalFacts, round: PledgeRound): readonly Proposal[] {
  const { organisation } = facts
  const own = facts.pledges.filter((pledge) => pledge.roundId === round.id && pledge.items.length > 0)
  if (own.length === 0) return []
  const letters = own.map((pledge) =>
    pledge.memberId === null
      ? proposal(facts, { document: 'branchPledge', record: pledge, title: `${organisation.name}公开承诺书（${round.title}）`, author: organisation.name, date: pledge.proposedOn ?? pledge.review.on, year: round.year })
      : proposal(facts, { document: 'memberPledge', record: pledge, title: `${facts.nameOf(pledge.memberId)}公开承诺书（${round.title}）`, author: facts.nameOf(pledge.memberId), date: pledge.proposedOn ?? pledge.review.on, year: round.year }),
  )
  // A withdrawn sheet was public too: it is kept, and says so.
  const notices = round.editions.map((edition) =>
    proposal(facts, {
      document: 'pledgeNotice', record: round, part: String(edition.number), author: organisation.name, date: edition.publishedOn, year: round.year,
      title: `${organisation.name}公开承诺公示表（${round.title}${round.editions.length > 1 ? `，第${edition.number}版` : ''}）`,
      ...(edition.withdrawnOn === null ? {} : { note: `已于${formatDate(edition.withdrawnOn, 'paper')}撤回` }),
    }))
  const last = own.flatMap((pledge) => pledge.items.flatMap((item) => [item.closedOn, ...item.progress.map((progress) => progress.on)])).filter((date) => date !== null).sort().at(-1)
  const ledger = proposal(facts, { document: 'pledgeLedger', record: round, title: `${organisation.name}公开承诺事项登记表（${round.title}）`, author: organisation.name, date: last ?? round.to ?? round.editions.at(-1)?.publishedOn ?? null, year: round.year })
  return [...letters, ...notices, ledger, ...keptPromises(facts, round, own)]
}

/** 践诺 and 评诺: what was written down of each promise as it was kept, each 评诺表, and the results laid open. */
function keptPromises(facts: ProposalFacts, round: PledgeRound, own: readonly Pledge[]): readonly Proposal[] {
  const { organisation } = facts
  const nameOf = (pledge: Pledge) => (pledge.memberId === null ? organisation.name : facts.nameOf(pledge.memberId))
  const latest = (days: readonly (string | null)[]) => days.filter((day) => day !== null).sort().at(-1) ?? null
  const progress = own.filter(({ items }) => items.some((item) => item.progress.length > 0 || isSettled(item))).map((pledge) => {
    const date = latest(pledge.items.flatMap((item) => [item.closedOn, ...item.progress.map(({ on }) => on)]))
    return proposal(facts, { document: 'pledgeProgress', record: pledge, title: `${nameOf(pledge)}践诺情况登记表（${round.title}）`, author: nameOf(pledge), date, year: round.year })
  })
  const evaluated = own.filter(({ evaluation }) => evaluation.on !== null)
  if (evaluated.length === 0) return progress
  const results = { document: 'pledgeResults', record: round, title: `${organisation.name}承诺结果公开表（${round.title}）`, author: organisation.name, date: latest(evaluated.map(({ evaluation }) => evaluation.on)), year: round.year } as const
  return [
    ...progress,
    ...evaluated.map((pledge) => proposal(facts, { document: 'pledgeEvaluation', record: pledge, title: `${nameOf(pledge)}评诺表（${round.title}）`, author: organisation.name, date: pledge.evaluation.on, year: round.year })),
    proposal(facts, results),
  ]
}

/** One table a year. It speaks of many records: its revision is theirs together, which grows with each that is added or changed. */
function feedbackProposals(facts: ProposalFacts): readonly Proposal[] {
  const { organisation, feedback } = facts
  return [...new Set(feedback.map(({ year }) => year))].sort().map((year) => {
    const own = feedback.filter((one) => one.year === year)
    const date = own.flatMap(({ on }) => on ?? []).sort().at(-1) ?? null
    const record = { ...organisation, rev: own.reduce((all, { rev }) => all + rev, 0) }
    return proposal(facts, { document: 'feedbackSummary', record, title: `${organisation.name}征求意见汇总表（${year}年）`, author: organisation.name, date, year, part: String(year) })
  })
}

/**
 * One 台账 a year of the branch, and one of each member who has lines in it; its revision is its lines' together, as of the feedback. It is worked with
 * until its last line is 销号 or 长期坚持: before that there is nothing to file.
 */
function rectificationProposals(facts: ProposalFacts): readonly Proposal[] {
  const { organisation, rectifications } = facts
  const ledgers = new Map(rectifications.map(({ year, memberId }) => [`${year} ${memberId ?? ''}`, { year, memberId }]))
  const settled = ({ state }: Rectification) => state === 'closed' || state === 'lasting'
  return [...ledgers.values()].sort((a, b) => a.year - b.year || (a.memberId === null ? -1 : b.memberId === null ? 1 : 0)).flatMap(({ year, memberId }) => {
    const own = rectifications.filter((one) => one.year === year && one.memberId === memberId)
    if (!own.every(settled)) return []
    const rev = own.reduce((all, one) => all + one.rev, 0)
    const name = memberId === null ? organisation.name : facts.nameOf(memberId)
    const date = own.flatMap(({ closedOn }) => closedOn ?? []).sort().at(-1) ?? null
    return proposal(facts, {
      document: memberId === null ? 'branchRectification' : 'memberRectification', record: memberId === null ? { ...organisation, rev } : { id: memberId, kind: 'member', rev },
      title: `${name}整改台账（${year}年度）`, author: name, date, year, part: String(year),
    })
  })
}

function reportProposals(facts: ProposalFacts, report: AnalysisReport): readonly Proposal[] {
  if (Object.values(report.parts).every((part) => part.trim() === '')) return []
  const name = report.memberId === null ? facts.organisation.name : facts.nameOf(report.memberId)
  const date = report.editions.at(-1)?.on ?? report.writtenOn ?? report.submittedOn
  return [proposal(facts, { document: report.memberId === null ? 'branchReport' : 'analysisReport', record: report, title: `${name}${report.title}（${report.year}年）`, author: name, date, year: report.year })]
}

function reviewProposals(facts: ProposalFacts, review: Review): readonly Proposal[] {
  const { organisation, pack } = facts
  const base = { record: review, author: organisation.name, date: review.heldOn, year: review.year }
  const name = organisation.name
  const found: Proposal[] = [proposal(facts, { ...base, document: 'ballot', title: `${name}${review.title}测评表（样表）` })]
  if (review.tallyClosedOn !== null) found.push(proposal(facts, { ...base, document: 'tallySheet', title: `${name}${review.title}测评汇总表` }))
  if (review.decidedOn === null) return found
  const judged = review.roster.filter((person) => isAssessed(person, pack) && review.verdicts.some((verdict) => verdict.memberId === person.memberId && verdict.grade !== null))
  // A slip goes out with the verdict; until then there is none to file.
  const sentOn = review.state === 'sent' ? (review.steps.find((step) => step.id === 'feedback')?.doneOn ?? review.decidedOn) : null
  return [
    ...found,
    ...judged.map((person) => proposal(facts, { ...base, date: review.decidedOn, document: 'reviewRegister', title: `${person.name}民主评议党员登记表（${review.year}年度）`, part: person.memberId })),
    // 登记在册 is once for everybody, with the grades (`shared/documents/review-book.ts`).
    ...(judged.length === 0 ? [] : [proposal(facts, { ...base, date: review.decidedOn, document: 'reviewBook', title: `${name}民主评议结果登记册（${review.year}年度）` })]),
    ...(sentOn === null ? [] : judged.map((person) => proposal(facts, { ...base, date: sentOn, document: 'reviewSlip', title: `${person.name}民主评议党员反馈单（${review.year}年度）`, part: person.memberId }))),
  ]
}

/** The results of a 群众评议, once they are public. */
function massProposals(facts: ProposalFacts, review: MassReview): readonly Proposal[] {
  const { name } = facts.organisation
  return review.state === 'published' ? [proposal(facts, { record: review, author: name, date: review.published.on, year: review.year, document: 'massResults', title: `${name}${review.title}结果` })] : []
}

/** Drafts are no papers yet; one taken back went out all the same, and says so. It is kept as long as what else lies in its working box. */
function officialProposals({ organisation, pack }: ProposalFacts, paper: OfficialPaper): readonly Proposal[] {
  const date = paper.date ?? paper.issuedOn
  if (paper.issuedOn === null || date === null) return []
  const boxes = pack.archive.workingBoxes.value
  const workingBox = boxFor(boxes, paper.type)
  const signed = paper.issuers.map((issuer) => issuer.trim()).filter((issuer) => issuer !== '')
  return [{
    document: paper.type, topic: organisation.topicCode ?? '', title: paper.title.replace(/\s+/gu, ''), author: signed.length === 0 ? organisation.name : signed.join('、'), docNo: paper.docNo.trim(), date, year: yearOf(date), workingBox,
    retention: pack.archive.retention[paper.type]?.value ?? boxes.find(({ no }) => no === workingBox)?.retention ?? retentionOf(pack, paper.type).value,
    note: paper.withdrawnOn === null ? '' : `已于${formatDate(paper.withdrawnOn, 'paper')}撤回`,
    source: { id: paper.id, kind: paper.kind, rev: paper.rev, document: paper.type },
  }]
}

/** Which kind of document an item's `source.document` names; the part after the colon tells papers of one record apart. */
export function documentOf(item: ArchiveItem): { readonly document: string; readonly part: string } | null {
  if (item.source === null) return null
  const [document = '', part = ''] = item.source.document.split(':')
  return { document, part }
}
