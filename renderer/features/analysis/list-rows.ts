import { reportLengths } from '#shared/duties/analysis'
import { byRosterOrder, dayInYear, rosterAsOf } from '#shared/duties/roster'
import type { AnalysisReport } from '#shared/model/analysis-report'
import type { Member } from '#shared/model/member'
import { formOf, readWriting } from './writing'

/** One line of the list: a member of the branch as of the year, with the report of the year or without; or a report of somebody no longer here. */
export type ListRow = {
  readonly key: string
  readonly member: Member | null
  readonly name: string
  readonly note: string
  readonly report: AnalysisReport | null
  /** Length of what was typed last, saved or not. */
  readonly length: number
  /** When something was typed that is only kept as a draft. */
  readonly unsaved: string | null
  readonly group: GroupId
}
export type GroupId = 'gap' | 'underway' | 'confirmed' | 'gone'
type Draft = { readonly form: string; readonly at: string; readonly body: unknown }
export type ListFacts = { readonly members: readonly Member[]; readonly reports: readonly AnalysisReport[]; readonly drafts: readonly Draft[]; readonly year: number; readonly today: string }

const order: readonly GroupId[] = ['gap', 'underway', 'confirmed', 'gone']

/** Gaps first, then roster order; never by length. */
export function listRows({ members, reports, drafts, year, today }: ListFacts): readonly ListRow[] {
  const ofYear = reports.filter((report) => report.year === year && report.memberId !== null)
  const here = rosterAsOf(members, dayInYear(year, today))
  const known = new Set(here.map(({ member }) => member.id))
  const byId = new Map(members.map((member) => [member.id, member]))
  const kept = new Map(drafts.map((draft) => [draft.form, draft]))
  const row = (member: Member | null, note: string, report: AnalysisReport | null): ListRow => {
    const draft = report === null ? undefined : kept.get(formOf(report.id))
    const writing = draft === undefined ? null : readWriting(draft.body)
    const parts = writing?.parts ?? report?.parts
    return {
      key: report?.id ?? member?.id ?? '', member, name: member?.name ?? '（名册里没有这个人）', note, report,
      length: parts === undefined ? 0 : reportLengths(parts).whole.total, unsaved: writing === null ? null : (draft?.at ?? null),
      group: report !== null && (member === null || !known.has(member.id)) ? 'gone' : groupOf(report),
    }
  }
  const present = here.flatMap(({ member, then }) => {
    const own = ofYear.filter((report) => report.memberId === member.id)
    const note = then.grade === 'probationary' ? '预备' : (then.posts[0] ?? '')
    return own.length === 0 ? [row(member, note, null)] : own.map((report) => row(member, note, report))
  })
  const gone = ofYear
    .filter((report) => !known.has(report.memberId ?? ''))
    .map((report) => ({ report, member: byId.get(report.memberId ?? '') ?? null }))
    .sort((a, b) => (a.member === null || b.member === null ? Number(a.member === null) - Number(b.member === null) : byRosterOrder(a.member, b.member)))
    .map(({ report, member }) => row(member, '', report))
  const rows = [...present, ...gone]
  return order.flatMap((group) => rows.filter((one) => one.group === group))
}

/** The same line is drawn by the sidebar's 差 n: handed in is no gap any more. */
function groupOf(report: AnalysisReport | null): GroupId {
  if (report === null) return 'gap'
  if ((report.state === 'draft' || report.state === 'returned') && !report.offline.some((one) => one.step === 'draft')) return 'gap'
  return report.state === 'confirmed' ? 'confirmed' : 'underway'
}

export function groupWords(rows: readonly ListRow[]): (row: ListRow) => string {
  const count = (group: GroupId) => rows.filter((row) => row.group === group).length
  const words: Readonly<Record<GroupId, string>> = {
    gap: `还没交支部，${count('gap')} 人`, underway: `交了，还没走完，${count('underway')} 人`, confirmed: `本人确认了，${count('confirmed')} 人`, gone: `已经不在名册，${count('gone')} 份`,
  }
  return (row) => words[row.group]
}
