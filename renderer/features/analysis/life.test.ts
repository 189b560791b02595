import { expect, test } from 'vitest'
import { confirmReport, giveOpinion, markOffline, editReport, finalEdition, readAtMeeting, reopenReport, reviewReport, startReport, submitReport, unmarkOffline } from '#shared/duties/analysis'
import { addFeedback } from '#shared/duties/feedback'
import { one, testContext } from '#shared/duties/testing'
import type { Outcome } from '#shared/duties/transition'
import type { AnalysisReport, AnalysisStepId } from '#shared/model/analysis-report'
import type { ArchiveItem } from '#shared/model/archive'
import { current } from '#shared/rules/packs/current'
import { actOfStep, nextAct, stepNow, stepsOf } from './life'
import { editionName } from './papers'

const who = '何桂芳'
const after = (outcome: Outcome) => one(outcome, 'analysisReport')
const written = () => after(editReport(after(startReport(testContext(), { memberId: '00000000-0000-4000-8000-000000000001', memberName: who, year: 2026 })), { parts: { opening: '写了' } }))
const said = (report: AnalysisReport) => stepsOf(report, 2026).slice(2, -1).map((step) => `${step.done ? '✓' : ''}${step.name}${step.left ?? ''}`)

test('the whole way, each step with its day and the next act', () => {
  const draft = written()
  expect([stepNow(draft), nextAct(draft), said(draft)]).toEqual(['draft', 'submit', ['起草', '支部审阅', '会上宣读', '会后修改', '评议意见', '本人确认']])
  const submitted = after(submitReport(draft, { on: '2026-12-03', who }, current))
  expect([stepNow(submitted), nextAct(submitted), said(submitted)[0]]).toEqual(['review', 'review', '✓起草12.3'])
  const reviewed = after(reviewReport(submitted, { result: 'passed', on: '2026-12-08', by: '支委会', opinion: '', who }))
  expect([stepNow(reviewed), nextAct(reviewed), said(reviewed)[1]]).toEqual(['read', 'read', '✓支部审阅12.8'])
  const read = after(readAtMeeting(reviewed, { on: '2026-12-26', who }))
  expect([stepNow(read), nextAct(read), said(read)[2]]).toEqual(['final', 'final', '✓会上宣读12.26'])
  const final = after(finalEdition(read, { on: '2026-12-28', who }))
  expect([stepNow(final), nextAct(final), said(final)[3]]).toEqual(['opinion', 'opinion', '✓会后修改12.28'])
  const heard = after(giveOpinion(final, { on: '2026-12-29', by: '支委会', text: '同意', who }))
  expect([stepNow(heard), nextAct(heard), said(heard)[4]]).toEqual(['confirm', 'confirm', '✓评议意见12.29'])
  const confirmed = after(confirmReport(heard, { on: '2026-12-30', who }))
  expect([stepNow(confirmed), nextAct(confirmed), said(confirmed)[5]]).toEqual(['confirm', 'reopen', '✓本人确认12.30'])
  const reopened = after(reopenReport(confirmed, who))
  expect(nextAct(reopened)).toBe('confirm')
  const again = after(finalEdition(after(editReport(reopened, { parts: { opening: '又改' } })), { on: '2026-12-31', who }))
  expect(again.editions.map((_, index) => editionName(again, index))).toEqual(['会上稿', '定稿', '定稿 2'])
})

test('returned: back to writing, its day is not a done step', () => {
  const returned = after(reviewReport(after(submitReport(written(), { on: '2026-12-03', who }, current)), { result: 'returned', on: '2026-12-08', by: '支委会', opinion: '问题要具体', who }))
  expect([stepNow(returned), nextAct(returned)]).toEqual(['draft', 'submit'])
  expect(said(returned).slice(0, 2)).toEqual(['起草退回来改', '支部审阅12.8 退回'])
})

test('any step may be taken out of turn, what is frozen is not frozen again', () => {
  const draft = written()
  expect((['draft', 'review', 'read', 'final', 'confirm'] as const).map((step) => actOfStep(step, draft))).toEqual(['submit', 'review', 'read', 'final', 'confirm'])
  const read = after(readAtMeeting(draft, { on: '2026-12-26', who }))
  expect(actOfStep('read', read)).toBeNull()
  const confirmed = after(confirmReport(read, { on: '2026-12-30', who }))
  expect((['draft', 'review', 'read', 'final', 'confirm'] as const).map((step) => actOfStep(step, confirmed))).toEqual([null, null, null, null, 'reopen'])
})

test('a step done on paper is done, with its day', () => {
  expect(said(after(markOffline(written(), 'read', { on: '2026-12-26', note: '会议记录本', who })))[2]).toBe('✓会上宣读12.26 线下')
})

test('what was done on paper is passed over: the next act is the next step', () => {
  const onPaper = (steps: readonly AnalysisStepId[]) => steps.reduce((report, step) => after(markOffline(report, step, { on: '2026-12-10', note: '', who })), written())
  expect((['draft', 'review', 'read'] as const).map((_, index, all) => nextAct(onPaper(all.slice(0, index + 1))))).toEqual(['review', 'read', 'final'])
  expect(stepNow(onPaper(['draft', 'review', 'read', 'final', 'opinion', 'confirm']))).toBe('confirm')
  expect(nextAct(after(unmarkOffline(onPaper(['draft']), 'draft', who)))).toBe('submit')
})

test('feedback, study and the archive tick their steps by what is there', () => {
  const report = written()
  const context = testContext()
  const feedback = (['2026-11-20', null, '2026-11-18'] as const).map((on) => one(addFeedback(context, { year: 2026, on, way: '座谈', source: '', text: '慢', memberId: report.memberId }, who), 'feedback'))
  const item = (patch: Partial<ArchiveItem>): ArchiveItem => ({ id: context.newId(), rev: 1, schema: 1, rulePack: '', createdSeq: 1, kind: 'archiveItem', year: 2026, retention: 'D10', topic: '', number: null, title: '材料', author: '', docNo: '', date: null, pages: 1, secrecy: '', note: '', workingBox: '07', boxId: null, source: null, files: [], filedOn: null, ...patch })
  const of = (items: readonly ArchiveItem[]) => stepsOf(report, 2026, { feedback, items }).filter((step) => ['learning', 'feedback', 'archive'].includes(step.id)).map((step) => `${step.done ? '✓' : ''}${step.name} ${step.left ?? ''}`)
  expect(of([])).toEqual(['学习 ', '✓征求意见 3 条', '归档 '])
  expect(of([item({ workingBox: '06' }), item({ title: '集中学习签到', year: 2025 }), item({ source: { id: report.id, kind: 'analysisReport', rev: 3, document: 'analysisReport' }, filedOn: '2027-01-10' })])).toEqual(['✓学习 1 件', '✓征求意见 3 条', '✓归档 2027.1.10'])
  expect(of([item({ source: { id: context.newId(), kind: 'analysisReport', rev: 3, document: 'analysisReport' } })])[2]).toBe('归档 ')
})
