import { expect, test } from 'vitest'
import { feedbackStates, reportChecks } from '#shared/rules/report-check'
import { editReport, reviewReport, settleComment, startReport } from '#shared/duties/analysis'
import { addFeedback } from '#shared/duties/feedback'
import { one, testContext } from '#shared/duties/testing'
import { besideOf } from './beside'
import { movedAlong } from './moved-along'

const context = testContext()
const parts = { opening: '我。', problems: '1. 账目公开不及时。\n2. 值班脱岗。', causes: '账目公开慢是图省事。学习不够深入。', measures: '1. 今后贴好账目。' }
const report = one(editReport(one(startReport(context, { memberId: null, memberName: '党支部', year: 2026 }), 'analysisReport'), { parts }), 'analysisReport')
const comments = ['2. 值班脱岗。', '这一段后来改掉了'].map((quote) => ({ id: context.newId(), part: 'problems' as const, quote, text: `批“${quote}”` }))
const returned = one(reviewReport(report, { result: 'returned', on: '2026-12-05', by: '支委会', opinion: '', who: '党支部', comments }), 'analysisReport')
const feedback = one(addFeedback(context, { year: 2026, on: null, way: '座谈', source: '', text: '账目公开慢，看不到', memberId: null }, '党支部'), 'feedback')
const notes = reportChecks({ report: { ...returned }, feedback: [feedback], member: null, names: [], meetingOn: null })
const beside = (of = returned) => besideOf({ report: of, parts, notes, now: notes[0] ?? null, states: feedbackStates([feedback], parts.problems) })

test('each stands at the line it speaks of; what was settled is gone, whose paragraph is gone stands at the head', () => {
  const { problems, causes, measures, opening } = beside()
  expect(problems.map((thing) => `${thing.type} ${thing.range === null ? 'head' : parts.problems.slice(thing.range.from, thing.range.from + 5)}`)).toEqual(['comment head', 'answer 1. 账目', 'comment 2. 值班', 'note 2. 值班', 'note 2. 值班'])
  expect(problems.flatMap((thing) => (thing.type === 'answer' ? [thing.text] : thing.type === 'comment' ? [String(thing.isGone)] : []))).toEqual(['true', '答意见 1', 'false'])
  expect(causes.map((thing) => thing.range !== null && parts.causes.slice(thing.range.from, thing.range.to))).toEqual(['学习不够深入'])
  expect([measures.length, opening.length]).toEqual([1, 0])
  expect(problems.filter((thing) => thing.type === 'note' && thing.isNow)).toHaveLength(1)
  expect(beside(one(settleComment(returned, comments[0]?.id ?? '', '2026-12-06', '白露'), 'analysisReport')).problems.filter((thing) => thing.type === 'comment')).toHaveLength(1)
})

test('a place moves along with what is typed before it, and stays with what is typed after it', () => {
  expect(movedAlong('一二三四', '一二三四', 3)).toBe(3)
  expect(movedAlong('一二三四', '一二新三四', 3)).toBe(4)
  expect(movedAlong('一二三四', '一二三四新', 2)).toBe(2)
  expect(movedAlong('一二三四', '一四', 3)).toBe(1)
  expect(movedAlong('一二三四', '', 4)).toBe(0)
})
