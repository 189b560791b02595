import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import type { Pledge, PledgeRound } from '#shared/model/pledge'
import { partyOf } from '#shared/documents/pledge-fields'
import { proposedDay } from '#shared/duties/day-of-act'
import { differsFromSheet } from '#shared/duties/pledge-edition'
import { exemptionOf } from '#shared/duties/pledge-exempt'
import type { GridParty } from '#shared/duties/pledge-grid'
import { standingEdition, yearsOf } from '#shared/duties/pledge-round'
import { isPublic, markOf, verdictOf, type ItemMark } from '#shared/duties/pledge-state'
import { asOf, byRosterOrder, rosterCounts } from '#shared/duties/roster'
import { firstDay, lastDay } from '#shared/text/partial-date'
import { decidingBody, type RulePack } from '#shared/rules/pack'

/** Who promises: the branch itself, or one member. `key` is what addresses use. */
export type Party = {
  readonly key: string
  readonly memberId: string | null
  readonly name: string
  /** Post, 预备, or age: what the branch knows a person by. */
  readonly note: string
  /** Who and post as they stand on the public sheet. */
  readonly sheetWho: string
  readonly sheetPost: string
  /** Why this one need not promise; empty: has to. */
  readonly exempt: string
  /** Away on the day: promises in writing. */
  readonly away: boolean
  /** Who reviews it. */
  readonly reviewedBy: string
}

/** `none` is not yet due: an empty cell. */
/** `exempt` promises of their own accord; `changed` hangs in other words than it has now. */
export type StepMark = 'none' | 'missing' | 'underway' | 'waiting' | 'returned' | 'exempt' | 'changed' | 'done'
export type StepCell = { readonly mark: StepMark; readonly on: string | null }
export type BoardRow = {
  readonly party: Party
  readonly pledge: Pledge | null
  readonly propose: StepCell
  readonly review: StepCell
  readonly publish: StepCell
  readonly evaluate: StepCell
  readonly items: readonly ItemMark[]
  readonly kept: number
  readonly late: number
  /** A step is missing or waiting, or an item is overdue. */
  readonly gap: boolean
}
export type Share = { readonly done: number; readonly total: number }
export type Board = {
  /** The branch first, then gaps, then the others; within each the roster's order. */
  readonly rows: readonly BoardRow[]
  readonly heads: { readonly propose: Share; readonly review: Share; readonly publish: Share; readonly items: Share; readonly evaluate: Share }
  readonly toReview: readonly BoardRow[]
  readonly toPublish: readonly BoardRow[]
  readonly missing: readonly BoardRow[]
}
export type BoardFacts = {
  readonly organisation: Organisation
  readonly members: readonly Member[]
  readonly round: PledgeRound
  /** Of this round. */
  readonly pledges: readonly Pledge[]
  readonly pack: RulePack
  readonly today: string
  /** Parties whose pledge lies half written as a draft. */
  readonly drafted: ReadonlySet<string>
}

export const branchKey = 'branch'

/** The day the roster is asked for: today, or the end of the round that is nearer. */
export function rosterDay(round: Pick<PledgeRound, 'year' | 'from' | 'to'>, today: string): string {
  const from = firstDay(round.from ?? `${round.year}`)
  const to = lastDay(round.to ?? `${round.year}`)
  return today < from ? from : today > to ? to : today
}

/** The day a step's form begins with: today; in a round of years ago the last day typed for the same step, else none. */
export function dayFor({ round, pledges, today }: Pick<BoardFacts, 'round' | 'pledges' | 'today'>, step: '提诺' | '审诺' | '评诺' | null): string | null {
  const proposed = proposedDay(yearsOf(round), today)
  if (proposed !== null || step === null) return proposed
  return pledges.flatMap(({ history }) => history.flatMap(({ on, act }) => (on !== null && act.includes(step) ? [on] : []))).sort().at(-1) ?? null
}

export function reviewerOf(memberId: string | null, { organisation, members, round, pack, today }: Omit<BoardFacts, 'pledges' | 'drafted'>): string {
  if (memberId === null) return organisation.superior === '' ? pack.pledge.reviewedBy.value.branch : organisation.superior
  return decidingBody(pack, rosterCounts(members, rosterDay(round, today)).full)
}

/** Words changed after they had passed: they are to be reviewed again. */
export function isReviewStale(pledge: Pledge): boolean {
  return pledge.items.some((item) => verdictOf(item) === '' && item.reviews.some((review) => review.result === 'passed'))
}

/** The oldest sheet still up that it stands on. */
export function publishedOn(pledge: Pledge, round: PledgeRound): string | null {
  return round.editions.find((edition) => edition.withdrawnOn === null && edition.lines.some((line) => line.pledgeId === pledge.id))?.publishedOn ?? null
}

const empty: StepCell = { mark: 'none', on: null }

function proposeCell(pledge: Pledge | null, drafted: boolean, exempt: boolean): StepCell {
  if (pledge === null) return { mark: drafted ? 'underway' : exempt ? 'exempt' : 'missing', on: null }
  return pledge.state === 'draft' ? { mark: 'underway', on: null } : { mark: 'done', on: pledge.proposedOn }
}

function reviewCell(pledge: Pledge | null): StepCell {
  if (pledge === null) return empty
  if (pledge.review.result === 'returned') return { mark: 'returned', on: pledge.review.on }
  if (pledge.review.result === 'passed') return { mark: 'done', on: pledge.review.on }
  if (pledge.state === 'draft') return empty
  return { mark: isPublic(pledge.state) && !isReviewStale(pledge) ? 'missing' : 'waiting', on: null }
}

function publishCell(pledge: Pledge | null, review: StepCell, round: PledgeRound): StepCell {
  if (pledge === null) return empty
  if (isPublic(pledge.state)) return { mark: differsFromSheet(pledge, round) ? 'changed' : 'done', on: publishedOn(pledge, round) }
  if (review.mark !== 'done') return empty
  return { mark: standingEdition(round) === null ? 'waiting' : 'missing', on: null }
}

function rowOf(party: Party, pledge: Pledge | null, { round, today, drafted }: BoardFacts): BoardRow {
  const [propose, review] = [proposeCell(pledge, drafted.has(party.key), party.exempt !== ''), reviewCell(pledge)]
  const publish = publishCell(pledge, review, round)
  const under = pledge !== null && (isPublic(pledge.state) || pledge.items.some((item) => item.closedOn !== null || item.progress.length > 0))
  const items = under ? pledge.items.map((item) => markOf(item, item.due === null ? null : lastDay(item.due), today)) : []
  const late = items.filter((mark) => mark === 'late').length
  const lacking: readonly StepMark[] = ['missing', 'underway', 'waiting', 'returned', 'changed']
  return {
    party, pledge, propose, review, publish, items, late,
    evaluate: evaluateCell(pledge),
    kept: items.filter((mark) => mark === 'closed').length,
    gap: late > 0 || [propose, review, publish].some((cell) => lacking.includes(cell.mark)),
  }
}

function evaluateCell(pledge: Pledge | null): StepCell {
  if (pledge === null) return empty
  if (pledge.state === 'evaluated') return { mark: 'done', on: pledge.evaluation.on }
  return pledge.evaluation.on === null ? empty : { mark: 'underway', on: null }
}

function noteOf(member: Member, day: string): string {
  const then = asOf(member, day)
  const [post] = then.posts
  if (post !== undefined) return post
  if (then.grade === 'probationary') return '预备'
  if (isAway(member, day)) return '流动'
  const age = member.birth === null ? 0 : Number(day.slice(0, 4)) - Number(member.birth.slice(0, 4))
  if (age >= 80) return `${age}岁`
  return then.active ? '' : '已不在册'
}

/** 流动: away on that day. */
function isAway(member: Member, day: string): boolean {
  return member.absences.some(({ from, to }) => (from === null || firstDay(from) <= day) && (to === null || day < firstDay(to)))
}

export function partiesOf(facts: BoardFacts): readonly Party[] {
  const { organisation, members, round, pledges, today } = facts
  const day = rosterDay(round, today)
  const member = reviewerOf(branchMember, facts)
  const promised = new Set(pledges.map((pledge) => pledge.memberId))
  const here = [...members].sort(byRosterOrder).filter((one) => promised.has(one.id) || asOf(one, day).active)
  const known = new Set(members.map((one) => one.id))
  const sheet = (memberId: string | null) => {
    const pledge = pledges.find((one) => one.memberId === memberId)
    if (pledge !== undefined) return partyOf(pledge, round, members, organisation)
    return { name: memberId === null ? organisation.name : (members.find((one) => one.id === memberId)?.name ?? ''), post: '' }
  }
  const party = (memberId: string | null, name: string, note: string, reviewedBy: string): Party => {
    const { name: sheetWho, post: sheetPost } = sheet(memberId)
    const one = members.find((each) => each.id === memberId)
    return { key: memberId ?? branchKey, memberId, name, note, sheetWho, sheetPost, reviewedBy, exempt: exemptionOf(round, memberId)?.reason ?? '', away: one !== undefined && isAway(one, day) }
  }
  return [
    party(null, '党支部', '上级审', reviewerOf(null, facts)),
    ...here.map((one) => party(one.id, one.name, noteOf(one, day), member)),
    // A pledge whose member the roster lost is still there to be seen.
    ...pledges.flatMap(({ memberId }) => (memberId === null || known.has(memberId) ? [] : [party(memberId, '名册里没有这个人', '', member)])),
  ]
}

/** Any member: all are reviewed by the same body. */
const branchMember = 'member'

export function buildBoard(facts: BoardFacts): Board {
  const { pledges } = facts
  const all = partiesOf(facts).map((party) => rowOf(party, pledges.find((pledge) => pledge.memberId === party.memberId) ?? null, facts))
  const [branch, ...members] = all
  // Whoever promises of their own accord counts once they have.
  const due = all.filter((row) => row.propose.mark !== 'exempt').length
  const up = all.filter((row) => row.publish.mark === 'done' || row.publish.mark === 'changed').length
  const done = (step: 'propose' | 'review' | 'publish' | 'evaluate') => all.filter((row) => row[step].mark === 'done').length
  return {
    rows: [...(branch === undefined ? [] : [branch]), ...members.filter((row) => row.gap), ...members.filter((row) => !row.gap)],
    heads: {
      propose: { done: done('propose'), total: due },
      review: { done: done('review'), total: due },
      publish: { done: up, total: due },
      items: { done: all.reduce((sum, row) => sum + row.kept, 0), total: all.reduce((sum, row) => sum + row.items.length, 0) },
      evaluate: { done: done('evaluate'), total: up },
    },
    toReview: all.filter((row) => row.review.mark === 'waiting'),
    toPublish: all.filter((row) => row.pledge !== null && row.review.mark === 'done' && row.publish.mark !== 'done'),
    missing: all.filter((row) => row.propose.mark !== 'done' && row.propose.mark !== 'exempt'),
  }
}

/** A party as the one-page sheet has it: the person answers for their own promises, the secretary for the branch's. */
export function partyWithResponsible(party: Party, { members, round, today }: Pick<BoardFacts, 'members' | 'round' | 'today'>): GridParty {
  return { key: party.key, memberId: party.memberId, who: party.name, responsible: party.memberId === null ? secretaryOf({ members, round, today }) : party.name, inWriting: party.away, reviewedBy: party.reviewedBy }
}

/** Who answers for the branch's promises: its secretary. */
export function secretaryOf({ members, round, today }: Pick<BoardFacts, 'members' | 'round' | 'today'>): string {
  const day = rosterDay(round, today)
  return members.find((member) => asOf(member, day).posts.includes('书记'))?.name ?? ''
}
