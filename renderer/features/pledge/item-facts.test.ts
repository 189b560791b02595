import { expect, test } from 'vitest'
import { freshItem, type PledgeItem } from '#shared/model/pledge'
import { dueWords, monthsOf } from './item-facts'

const item: PledgeItem = { id: '00000000-0000-4000-8000-000000000001', type: '实事', text: '为 14 位老人每月上门走访一次', measures: '', due: '2026-12-15', responsible: '沈月娥', ...freshItem, reviews: [], progress: [] }
const round = { year: 2026, from: '2026-01', to: '2026-12-31' }
const states = (marks: ReturnType<typeof monthsOf>) => marks.map((mark) => `${Number(mark.month.slice(5))}${{ kept: '+', missed: '-', open: '' }[mark.state]}`).join(' ')

test('when it is due, in words and in days', () => {
  expect(dueWords(item, '2026-12-08', 2026)).toEqual({ text: '12月15日到期，还有 7 天', look: 'soon' })
  expect(dueWords(item, '2026-06-08', 2026)).toEqual({ text: '12月15日到期', look: 'quiet' })
  expect(dueWords(item, '2026-12-23', 2026)).toEqual({ text: '12月15日到期，逾 8 天', look: 'late' })
  expect(dueWords({ ...item, due: '2026-11' }, '2026-11-30', 2026)).toEqual({ text: '11月到期，今天', look: 'soon' })
  expect(dueWords({ ...item, due: null }, '2026-11-30', 2026).text).toBe('没有写时限')
  expect(dueWords({ ...item, closedOn: '2026-10-22' }, '2027-01-01', 2026)).toEqual({ text: '10月22日兑现', look: 'done' })
  expect(dueWords({ ...item, unkeptReason: '汛期' }, '2027-01-01', 2026).text).toBe('没办成')
})

test('a monthly promise shows its months; a month over without an entry is missed', () => {
  const kept = ['2026-03-05', '2026-04', '2026'].map((on) => ({ on, note: '走访', percent: 10, files: [] }))
  expect(states(monthsOf({ ...item, progress: kept }, round, '2026-02-10', '2026-06-08'))).toBe('2- 3+ 4+ 5- 6 7 8 9 10 11 12')
  expect(states(monthsOf({ ...item, progress: kept, due: '2026-05' }, round, null, '2026-03-08'))).toBe('1- 2- 3+ 4+ 5')
  expect(states(monthsOf({ ...item, closedOn: '2026-06-30', due: '2026-06' }, round, null, '2026-08-01'))).toBe('1 2 3 4 5 6')
})

test('no other promise has months, nor one of many years', () => {
  expect(monthsOf({ ...item, text: '年底前修好水闸', measures: '每月通报' }, round, null, '2026-06-08')).toEqual([])
  expect(monthsOf({ ...item, due: '2029-12' }, round, null, '2026-06-08')).toEqual([])
  expect(monthsOf({ ...item, due: '2026-03' }, round, '2026-05-01', '2026-06-08')).toEqual([])
  expect(states(monthsOf({ ...item, due: '2027-02' }, { year: 2026, from: '2026-11', to: '2027-02' }, null, '2026-11-08'))).toBe('11 12 1 2')
})
