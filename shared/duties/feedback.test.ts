import { expect, test } from 'vitest'
import { editReport, startReport } from './analysis'
import { addFeedback, answerFeedback, editFeedback, removeFeedback } from './feedback'
import { editRectification, openRectifications, problemLines, settleRectification } from './rectification'
import { after, codes, one, stepOf, testContext, walls } from './testing'

const context = testContext()
const input = { year: 2026, on: '2026-11-24', way: '座谈', source: '', text: ' 账目公开慢 ', memberId: null } as const
const kept = () => one(addFeedback(context, input, '党支部'), 'feedback')

test('what was said is kept, who said it may stay unnamed', () => {
  expect(kept()).toMatchObject({ text: '账目公开慢', source: '', answer: { way: 'none' } })
  expect(walls(addFeedback(context, { ...input, text: ' ' }, '党支部'))).toContain('nothingSaid@text')
  expect(codes(addFeedback(context, { ...input, on: null }, '党支部'))).toEqual(['noDay'])
  expect(one(editFeedback(kept(), { text: '账目贴得慢' }), 'feedback').text).toBe('账目贴得慢')
})

test('dealt with says how; then it is no more deleted, until opened again', () => {
  expect(walls(answerFeedback(kept(), { way: 'handled', on: '2026-11-30', note: ' ', problem: '' }))).toEqual(['howMissing@note'])
  const handled = one(answerFeedback(kept(), { way: 'handled', on: '2026-11-30', note: '当天贴出', problem: '' }), 'feedback')
  expect(walls(removeFeedback(handled))).toEqual(['alreadyHandled@'])
  const open = one(answerFeedback(handled, { way: 'none', on: null, note: '', problem: '' }), 'feedback')
  expect(stepOf(removeFeedback(open)).records[0]?.after).toBeNull()
})

const report = () => one(editReport(one(startReport(context, { memberId: context.newId(), memberName: '何桂芳', year: 2026 }), 'analysisReport'), { parts: { problems: '1. 账目公开不及时。\n2. 代办等人上门。', causes: '1. 觉得没关系。\n2. 图方便。', measures: '1. 2027年1月起每季度10日前贴出，郑守田监督。' } }), 'analysisReport')

test('problems and measures become entries, linked back, once', () => {
  const lines = problemLines(report(), ['郑守田'])
  expect(lines).toEqual([
    { problem: '账目公开不及时。', cause: '觉得没关系。', measures: '2027年1月起每季度10日前贴出，郑守田监督。', responsible: '郑守田', due: '2027-01' },
    { problem: '代办等人上门。', cause: '图方便。', measures: '', responsible: '', due: null },
  ])
  const from = report()
  const made = openRectifications(context, from, '何桂芳', lines, [])
  expect(codes(made)).toEqual(['noMeasures'])
  const entries = after(made, 'rectification')
  expect(entries.map((entry) => [entry.sourceId, entry.source, entry.state])).toEqual(lines.map(() => [from.id, '何桂芳的《党性分析报告》', 'open']))
  expect(walls(openRectifications(context, from, '何桂芳', lines, entries))).toEqual(['nothingNew@parts.problems'])
})

test('closed with a day and a result, and opened again', () => {
  const [entry] = after(openRectifications(context, report(), '何桂芳', problemLines(report()), []), 'rectification')
  if (entry === undefined) throw new Error('no entry')
  expect(walls(settleRectification(entry, { state: 'closed', closedOn: '2027-06-30', result: '' }))).toEqual(['proofMissing@result'])
  const closed = one(settleRectification(entry, { state: 'closed', closedOn: '2027-06-30', result: '四次都按时贴出' }), 'rectification')
  expect(walls(editRectification(closed, { responsible: '某' }))).toEqual(['closed@'])
  const open = one(settleRectification(closed, { state: 'underway', closedOn: '2027-06-30', result: '' }), 'rectification')
  expect(open.closedOn).toBeNull()
  expect(one(editRectification(open, { responsible: '何桂芳' }), 'rectification').responsible).toBe('何桂芳')
})
