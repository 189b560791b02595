import fc from 'fast-check'
import { expect, test } from 'vitest'
import { confirmReport, readAtMeeting, reviewReport, startReport, submitReport } from '#shared/duties/analysis'
import { one, stepOf, testContext, walls } from '#shared/duties/testing'
import { current } from '#shared/rules/packs/current'
import { differs, inOneGo, keepWriting, plainOf, readWriting, withWriting, writingOf, type Writing } from './writing'

const memberId = '00000000-0000-4000-8000-000000000001'
const fresh = () => one(startReport(testContext(), { memberId, memberName: '何桂芳', year: 2026 }), 'analysisReport')
const typed = (text: string): Writing => ({ ...writingOf(fresh()), parts: { opening: text, problems: '', causes: '', measures: '' } })

test('what is typed and handed in is one commit with one revision', () => {
  const report = fresh()
  const outcome = inOneGo(report, [(before) => keepWriting(before, typed('我于2009年6月入党。')), (before) => submitReport(before, { on: '2026-11-30', who: '何桂芳' }, current)])
  const step = stepOf(outcome)
  expect(step.records).toHaveLength(1)
  expect(step.title).toBe('何桂芳的《党性分析报告》交支部审阅')
  expect(step.records[0]?.before).toBe(report)
  expect(one(outcome, 'analysisReport')).toMatchObject({ rev: report.rev + 1, state: 'submitted', submittedOn: '2026-11-30', parts: { opening: '我于2009年6月入党。' } })
})

test('a refused act keeps the text out of the books too', () => {
  const outcome = inOneGo(fresh(), [(before) => keepWriting(before, typed('写了一点')), (before) => reviewReport(before, { result: 'returned', on: '2026-12-01', by: '支委会', opinion: '', who: '何桂芳' })])
  expect(walls(outcome)).toEqual(['reasonMissing@opinion'])
})

test('what is read at the meeting is what is on the desk', () => {
  const outcome = inOneGo(fresh(), [(before) => keepWriting(before, typed('会上读的')), (before) => readAtMeeting(before, { on: '2026-12-08', who: '何桂芳' })])
  expect(one(outcome, 'analysisReport').editions).toEqual([{ label: 'meeting', on: '2026-12-08', parts: { opening: '会上读的', problems: '', causes: '', measures: '' } }])
})

test('a confirmed report takes no text', () => {
  const confirmed = one(inOneGo(fresh(), [(before) => keepWriting(before, typed('定了')), (before) => confirmReport(before, { on: '2026-12-30', who: '何桂芳' })]), 'analysisReport')
  expect(walls(keepWriting(confirmed, typed('再改')))).toContain('confirmed@parts')
})

test('too long a part and an empty title are refused at their fields', () => {
  expect(walls(keepWriting(fresh(), typed('字'.repeat(20_001))))).toEqual(['badField@parts.opening'])
  expect(walls(keepWriting(fresh(), { ...typed('写了'), title: '  ' }))).toEqual(['badField@title'])
})

test('every text typed is stored to the letter, and read again from its draft', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const writing = typed(text)
      const kept = one(keepWriting(fresh(), writing), 'analysisReport')
      expect(kept.parts.opening).toBe(text)
      expect(differs(writing, kept)).toBe(false)
      expect(differs(writing, fresh())).toBe(text !== '')
      expect(readWriting(JSON.parse(JSON.stringify(writing)))).toEqual(writing)
      expect(withWriting(fresh(), writing).parts).toEqual(writing.parts)
    }),
    { seed: 41, numRuns: 200 },
  )
})

test('a draft of another form is none', () => {
  expect(readWriting({ on: '2026-12-01', result: 'passed' })).toBeNull()
  expect(readWriting({ ...typed('好'), writtenOn: '2026-02-30' })).toBeNull()
  expect(readWriting(null)).toBeNull()
})

test('paragraphs from Word stay, its control characters go', () => {
  expect(plainOf('一、基本情况\r\n我于2009年6月入党。\r\n')).toBe('一、基本情况\n我于2009年6月入党。\n')
  expect(plainOf('第一行\u000b第二行\u000c下一页')).toBe('第一行\n第二行\n下一页')
  expect(plainOf('格一\u0007格二')).toBe('格一\t格二')
  expect(plainOf('不可断\u001e连字，可选\u001f连字')).toBe('不可断-连字，可选连字')
  expect(plainOf('　　缩进两格，中间  两个空格')).toBe('　　缩进两格，中间  两个空格')
})

test('plain typing passes through as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }).filter((text) => !/[\u0000-\u0008\u000b-\u001f\u007f\u0085\u2028\u2029]/u.test(text)), (text) => {
      expect(plainOf(text)).toBe(text)
    }),
    { seed: 42, numRuns: 200 },
  )
})
