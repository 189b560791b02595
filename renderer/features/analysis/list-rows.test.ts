import { expect, test } from 'vitest'
import { confirmReport, editReport, markOffline, startReport, submitReport } from '#shared/duties/analysis'
import { one, testContext } from '#shared/duties/testing'
import type { AnalysisReport } from '#shared/model/analysis-report'
import type { Member } from '#shared/model/member'
import { current } from '#shared/rules/packs/current'
import { groupWords, listRows } from './list-rows'
import { formOf, writingOf } from './writing'

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const open = { from: null, to: null }
function member(n: number, name: string, left?: string): Member {
  return {
    id: uuid(n), rev: 1, schema: 1, rulePack: 'current@1', createdSeq: n, kind: 'member', name, gender: '', ethnicity: '', idNumber: '', birth: null, nativePlace: '', education: '', startedWork: null,
    joined: null, becameFull: null, workplace: '', jobTitle: '', phone: '', landline: '', address: '', note: '', order: n, grades: [{ ...open, grade: 'full' }],
    standings: [{ from: null, to: left ?? null, standing: 'normal' }, ...(left === undefined ? [] : [{ from: left, to: null, standing: 'left' as const }])],
    groups: [], units: [], posts: [], absences: [], watches: [], events: [],
  }
}
function report(n: number, seq: number, change: (fresh: AnalysisReport) => AnalysisReport = (fresh) => fresh, year = 2026): AnalysisReport {
  const fresh = one(startReport(testContext({ seq }), { memberId: uuid(n), memberName: '某', year }), 'analysisReport')
  return change(one(editReport(fresh, { parts: { opening: '我写了十个字，正好十字' } }), 'analysisReport'))
}
const submitted = (fresh: AnalysisReport) => one(submitReport(fresh, { on: '2026-12-03', who: '某' }, current), 'analysisReport')
const confirmed = (fresh: AnalysisReport) => one(confirmReport(fresh, { on: '2026-12-30', who: '某' }), 'analysisReport')

const members = [member(3, '第三'), member(1, '第一'), member(2, '第二'), member(4, '走了的', '2026-06')]
const reports = [report(1, 1, submitted), report(2, 2, confirmed), report(4, 3), report(3, 4, undefined, 2025)]
const facts = { members, reports, drafts: [], year: 2026, today: '2026-12-10' }

test('gaps first, then roster order; another year is another list; who has left stands last', () => {
  const rows = listRows(facts)
  expect(rows.map((row) => [row.name, row.group])).toEqual([['第三', 'gap'], ['第一', 'underway'], ['第二', 'confirmed'], ['走了的', 'gone']])
  const words = groupWords(rows)
  expect(rows.map(words)).toEqual(['还没交支部，1 人', '交了，还没走完，1 人', '本人确认了，1 人', '已经不在名册，1 份'])
})

test('the length counts what was typed last, and a draft says that it is one', () => {
  const [first] = reports
  if (first === undefined) throw new Error('no report')
  const body = { ...writingOf(first), parts: { ...first.parts, measures: '每月一次' } }
  const rows = listRows({ ...facts, drafts: [{ form: formOf(first.id), at: '2026-12-10T02:42:00.000Z', body }] })
  const row = rows.find((one) => one.report?.id === first.id)
  expect([row?.length, row?.unsaved]).toEqual([15, '2026-12-10T02:42:00.000Z'])
  const broken = listRows({ ...facts, drafts: [{ form: formOf(first.id), at: '2026-12-10T02:42:00.000Z', body: 'half' }] })
  expect(broken.find((one) => one.report?.id === first.id)).toMatchObject({ length: 11, unsaved: null })
})

test('two reports of one person are two lines, a report nobody wrote is still found', () => {
  const second = one(startReport(testContext({ seq: 9 }), { memberId: uuid(3), memberName: '第三', year: 2026, title: '个人对照检查材料' }), 'analysisReport')
  const lost = report(77, 10)
  const rows = listRows({ ...facts, reports: [report(3, 8), second, lost] })
  expect(rows.filter((row) => row.name === '第三')).toHaveLength(2)
  expect(rows.at(-1)).toMatchObject({ member: null, group: 'gone', name: '（名册里没有这个人）' })
  expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length)
})

test('handed in on paper is no gap', () => {
  const draft = report(3, 8)
  const onPaper = one(markOffline(draft, 'draft', { on: '2026-12-03', note: '纸质稿', who: '第三' }), 'analysisReport')
  const groups = (of: typeof draft) => listRows({ ...facts, reports: [of] }).filter((row) => row.report !== null).map((row) => row.group)
  expect([groups(draft), groups(onPaper)]).toEqual([['gap'], ['underway']])
})
