import type { AnalysisReport } from '#shared/model/analysis-report'
import type { Handling } from '#shared/model/handling'
import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import type { Pledge, PledgeRound } from '#shared/model/pledge'
import type { Review } from '#shared/model/review'
import type { Scheme } from '#shared/model/scheme'
import { daysBetween, lastDay } from '#shared/text/partial-date'
import { wayNames } from './handling'
import { isPublic } from './pledge-state'
import { rosterAsOf } from './roster'
import { dueItems } from './roster-due'
import { dueTasks } from './scheme'

/**
 * The year at a glance: what is due next, and who still lacks what. Only facts and days; nobody is ranked.
 * All functions take plain records, so the desk, the sidebar and the printed reminder say the same.
 */
export type YearRecords = {
  readonly organisation: Organisation | null
  readonly members: readonly Member[]
  readonly schemes: readonly Scheme[]
  readonly rounds: readonly PledgeRound[]
  readonly pledges: readonly Pledge[]
  readonly reports: readonly AnalysisReport[]
  readonly reviews: readonly Review[]
  readonly handlings: readonly Handling[]
}

export type DueEntry = {
  readonly key: string
  readonly due: string
  /** Above 0: late by so many days; below: so many days left. */
  readonly late: number
  readonly title: string
  readonly fact: string
  readonly room: 'scheme' | 'pledge' | 'review' | 'roster'
  readonly path: readonly string[]
}

/** How far ahead the list looks, and how far back: a campaign's tasks of years ago are history, not lateness. */
const ahead = 45
const back = 366

export function dueNext(records: YearRecords, today: string): readonly DueEntry[] {
  const names = new Map(records.members.map((member) => [member.id, member.name]))
  const tasks = records.schemes.flatMap((scheme) =>
    dueTasks(scheme, today).map(({ stage, task, due, late }): DueEntry => ({ key: task.id, due, late, title: task.title, fact: stage.name, room: 'scheme', path: [scheme.id, task.id] })))
  const promises = records.pledges.flatMap((pledge) =>
    !isPublic(pledge.state) ? [] : pledge.items.flatMap((item): DueEntry[] =>
      item.due === null || item.closedOn !== null || item.unkeptReason !== '' ? [] : [{
        key: item.id, due: item.due, late: daysBetween(lastDay(item.due), today), title: item.text,
        fact: `承诺　${pledge.memberId === null ? '党支部' : (names.get(pledge.memberId) ?? '')}　责任人 ${item.responsible}`, room: 'pledge', path: [pledge.id],
      }]))
  const handlings = records.handlings.flatMap((one): DueEntry[] => {
    if (one.state === 'closed' || one.due === null) return []
    const steps = records.reviews.find((review) => review.id === one.reviewId)?.steps ?? []
    return [{
      key: one.id, due: one.due, late: daysBetween(lastDay(one.due), today), title: `${one.name}${wayNames[one.way]}到期`, fact: `处置${one.helper === '' ? '' : `　帮教人${one.helper}`}`,
      room: 'review', path: [one.reviewId, steps.some((step) => step.id === 'rectify') ? 'rectify' : 'feedback'],
    }]
  })
  const people = dueItems(records.organisation, records.members, today).map((item): DueEntry => ({ key: `${item.kind}-${item.recordId}`, due: item.due, late: -item.days, title: item.text, fact: { term: '班子任期', probation: '预备期', contact: '流动党员' }[item.kind], room: 'roster', path: [] }))
  // What the roster warns of was chosen by its own notice periods (a term six months ahead).
  return [...[...tasks, ...promises, ...handlings].filter((entry) => entry.late >= -ahead && entry.late <= back), ...people].sort((a, b) => b.late - a.late || (a.key < b.key ? -1 : 1))
}

export type Lack = { readonly member: Member; readonly pledge: 'none' | 'draft' | 'returned' | 'done' | 'exempt'; readonly report: 'none' | 'draft' | 'done' }

/** Everyone of the branch today, with what they have in this year. `null` where the branch has not begun that duty this year. */
export function lacksOf(records: YearRecords, year: number, today: string): { readonly people: readonly Lack[]; readonly pledgesBegun: boolean; readonly reportsBegun: boolean } {
  const rounds = new Set(records.rounds.filter((round) => round.year === year).map((round) => round.id))
  const pledges = new Map(records.pledges.filter((pledge) => rounds.has(pledge.roundId)).map((pledge) => [pledge.memberId, pledge]))
  // Whoever is exempt in a round promises of their own accord: nothing is missing.
  const exempt = new Set(records.rounds.filter((round) => round.year === year).flatMap((round) => round.exemptions.map((one) => one.memberId)))
  const reports = new Map(records.reports.filter((report) => report.year === year && report.memberId !== null).map((report) => [report.memberId, report]))
  return {
    people: rosterAsOf(records.members, today).map(({ member }) => ({ member, pledge: pledges.get(member.id) === undefined && exempt.has(member.id) ? ('exempt' as const) : pledgeState(pledges.get(member.id)), report: reportState(reports.get(member.id)) })),
    pledgesBegun: rounds.size > 0,
    reportsBegun: reports.size > 0,
  }
}

function pledgeState(pledge: Pledge | undefined): Lack['pledge'] {
  if (pledge === undefined || pledge.items.length === 0) return 'none'
  return pledge.state === 'returned' ? 'returned' : pledge.state === 'draft' ? 'draft' : 'done'
}

function reportState(report: AnalysisReport | undefined): Lack['report'] {
  if (report === undefined) return 'none'
  return (report.state === 'draft' || report.state === 'returned') && !report.offline.some((one) => one.step === 'draft') ? 'draft' : 'done'
}

export type RoomGap = { readonly word: '差' | '逾'; readonly count: number }

/** What the sidebar says beside a room: 逾 before 差. */
export function gapsOf(records: YearRecords, year: number, today: string): { readonly scheme?: RoomGap; readonly pledge?: RoomGap; readonly analysis?: RoomGap; readonly review?: RoomGap; readonly roster?: RoomGap } {
  const due = dueNext(records, today)
  const lateIn = (room: DueEntry['room']) => due.filter((entry) => entry.room === room && entry.late > 0).length
  const { people, pledgesBegun, reportsBegun } = lacksOf(records, year, today)
  const gap = (late: number, short: number): RoomGap | undefined => (late > 0 ? { word: '逾', count: late } : short > 0 ? { word: '差', count: short } : undefined)
  const found = {
    scheme: gap(lateIn('scheme'), 0),
    pledge: gap(lateIn('pledge'), pledgesBegun ? people.filter((one) => one.pledge !== 'done' && one.pledge !== 'exempt').length : 0),
    analysis: gap(0, reportsBegun ? people.filter((one) => one.report !== 'done').length : 0),
    review: gap(lateIn('review'), 0),
    roster: gap(lateIn('roster'), 0),
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined))
}
