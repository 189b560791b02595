import type { AnalysisReport } from '#shared/model/analysis-report'
import type { ArchiveBox, ArchiveItem } from '#shared/model/archive'
import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import { freshItem, noEvaluation, type Pledge, type PledgeItem, type PledgeRound } from '#shared/model/pledge'
import { personExtras, reviewExtras, type Review } from '#shared/model/review'
import { lowerSection } from '#shared/paper/lower'
import type { Block, PrintDocument } from '#shared/paper/print-document'

/** Records for the tests of this folder: each sound, each as small as it can be. Not for use outside tests. */
export const testId = (count: number): string => `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`
const head = (count: number) => ({ id: testId(count), rev: 1, schema: 1, rulePack: 'current@1', createdSeq: 1 })

export const organisation = (patch: Partial<Organisation> = {}): Organisation => ({
  ...head(1), kind: 'organisation', name: '中共梨坪村支部委员会', shortName: '梨坪村党支部', type: '党支部', sector: '农村', superior: '中共石桥镇委员会', fondsName: '梨坪村', fondsCode: '0217', era: 'current',
  founded: null, units: [], groups: [{ id: testId(90), name: '一组' }], terms: [], telephone: '', supervisionPhone: '0000-7654321', address: '', sample: false, ...patch,
})

export const member = (count: number, patch: Partial<Member> = {}): Member => ({
  ...head(100 + count), kind: 'member', name: `党员${count}`, gender: '男', ethnicity: '汉族', idNumber: '', birth: '1980-05-06', nativePlace: '', education: '大学本科', startedWork: null, joined: '2005-07-01',
  becameFull: '2006-07-01', workplace: '', jobTitle: '村民', phone: '', landline: '', address: '', note: '', order: count, grades: [{ from: '2005-07-01', to: null, grade: 'full' }],
  standings: [{ from: '2005-07-01', to: null, standing: 'normal' }], groups: [{ from: null, to: null, groupId: testId(90) }], units: [], posts: [], absences: [], watches: [], events: [], ...patch,
})

export const pledgeItem = (count: number, patch: Partial<PledgeItem> = {}): PledgeItem => ({
  id: testId(300 + count), type: '实事', text: `修好第${count}口井`, measures: `分${count}天做完`, due: '2026-11-30', responsible: `责任人${count}`, ...freshItem, reviews: [], progress: [], ...patch,
})

export const pledge = (count: number, patch: Partial<Pledge> = {}): Pledge => ({
  ...head(200 + count), kind: 'pledge', roundId: testId(2), year: 2026, memberId: count === 0 ? null : testId(100 + count), state: 'published', proposedOn: '2026-02-12', inWriting: false, items: [pledgeItem(1), pledgeItem(2)],
  review: { on: '2026-02-25', by: '支委会', result: 'passed', opinion: '事项具体，同意公示', signedBy: '审核甲' }, evaluation: noEvaluation, history: [], ...patch,
})

type Edition = PledgeRound['editions'][number]
export const edition = (number: number, pledges: readonly Pledge[], patch: Partial<Edition> = {}): Edition => ({
  number, publishedOn: '2026-03-05', until: '2026-12-31', place: '村部公开栏', phone: '0000-1112222', withdrawnOn: null, withdrawnWhy: '', photos: [],
  lines: pledges.map((one) => ({ pledgeId: one.id, pledgeRev: one.rev, who: `承诺人${one.id.slice(-3)}`, post: '支部委员', items: one.items.map(({ text, measures, due, responsible }) => ({ text, measures, due, responsible })) })), ...patch,
})

export const round = (patch: Partial<PledgeRound> = {}): PledgeRound => ({ ...head(2), kind: 'pledgeRound', year: 2026, title: '2026年度', schemeId: null, from: '2026-02-01', to: '2026-12-31', exemptions: [], editions: [], history: [], ...patch })

export const report = (patch: Partial<AnalysisReport> = {}): AnalysisReport => ({
  ...head(3), kind: 'analysisReport', memberId: testId(101), year: 2026, title: '党性分析报告', subtitle: '', state: 'confirmed', parts: { opening: '我叫党员1。', problems: '1. 走访少。', causes: '图省事。', measures: '每月走访4户。' },
  writtenOn: '2026-12-02', submittedOn: '2026-12-03', review: { on: '2026-12-08', by: '支委会', result: 'passed', opinion: '问题找得准。' }, comments: [], readOn: null, editions: [],
  opinion: { on: null, by: '', text: '' }, confirmedOn: null, offline: [], setAside: [], history: [], ...patch,
})

type Person = Review['roster'][number]
export const person = (count: number, patch: Partial<Person> = {}): Person => ({ memberId: testId(100 + count), name: `党员${count}`, grade: 'full', post: '', attendance: 'present', reason: '', watched: false, ...personExtras, ...patch })

export const review = (patch: Partial<Review> = {}): Review => ({
  ...head(4), kind: 'review', year: 2026, title: '2026年度民主评议党员', heldOn: '2026-12-26', place: '村部', chair: '党员1', recorder: '党员2', state: 'sent', grades: ['excellent', 'qualified', 'basic', 'unqualified'], steps: [],
  roster: [person(1), person(2)], counts: { due: 2, present: 2, leave: 0, absent: 0, exempt: 0, issued: 2, returned: 2, valid: 2, invalid: 0 },
  tally: [1, 2].map((count) => ({ memberId: testId(100 + count), name: `党员${count}`, votes: { excellent: 1, qualified: 1, basic: 0, unqualified: 0 }, blank: 0 })), tallyClosedOn: '2026-12-26',
  verdicts: [1, 2].map((count) => ({ memberId: testId(100 + count), grade: 'qualified' as const, selfSummary: `自评${count}`, peerOpinion: `互评${count}`, conduct: '', opinion: `支部意见${count}`, reason: '' })),
  decidedOn: '2026-12-30', decidedBy: '支委会', capReason: '', ...reviewExtras, ...patch,
})

export const box = (patch: Partial<ArchiveBox> = {}): ArchiveBox => ({ ...head(5), kind: 'archiveBox', year: 2026, retention: 'D30', topic: '', number: 2, thickness: 30, notes: [], ...patch })

export const archiveItem = (count: number, patch: Partial<ArchiveItem> = {}): ArchiveItem => ({
  ...head(400 + count), kind: 'archiveItem', year: 2026, retention: 'D30', topic: '', number: count, title: `第${count}件文件`, author: '梨坪村党支部', docNo: '', date: '2026-07-01', pages: 3, secrecy: '', note: '', workingBox: '08',
  boxId: testId(5), source: null, files: [], filedOn: '2027-01-20', ...patch,
})

/** The one table of a form; what follows on pages of its own (a chart) does not count. */
export function tableOf(document: PrintDocument): Extract<Block, { type: 'table' }> {
  const blocks = document.sections.flatMap((section) => section.blocks)
  const own = blocks.findIndex((block) => block.type === 'pageBreak')
  const tables = blocks.slice(0, own < 0 ? blocks.length : own).filter((block) => block.type === 'table')
  const [table] = tables
  if (table === undefined || tables.length > 1) throw new Error(`${document.title} has ${tables.length} tables`)
  return table
}

/** Texts of the cells of each row under the head. */
export function bodyRows(document: PrintDocument): readonly (readonly string[])[] {
  const table = tableOf(document)
  return table.rows.slice(table.headRows).map((row) => row.cells.map((cell) => cell.text ?? (cell.runs ?? []).map((run) => run.text).join('')))
}

/** What both renderings would draw, counted: grows with the records and with nothing else. */
export const piecesOf = (document: PrintDocument): number => document.sections.reduce((sum, section) => sum + lowerSection(section).reduce((all, piece) => all + (piece.type === 'table' ? piece.table.rows.length : 1), 0), 0)

/** People whose private facts must not reach a public sheet. */
export const privateFacts = { idNumber: '110101198001011237', phone: '13800001234', landline: '0000-8889999', address: '清江路8号3单元', note: '家里困难' } as const
