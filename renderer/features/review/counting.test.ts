import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { GradeName } from '#shared/model/review'
import { cellsOf, columnsOf, progressOf, rowOf, rowState, sameRow, sayPercent } from './counting'

const four: readonly GradeName[] = ['excellent', 'qualified', 'basic', 'unqualified']
const id = '11111111-1111-4111-8111-111111111111'
const row = (excellent: number, qualified: number, basic = 0, unqualified = 0, blank = 0) => ({ memberId: id, name: '郑守田', votes: { excellent, qualified, basic, unqualified }, blank })

test('a row nobody counted shows blanks, a counted one its noughts', () => {
  expect(Object.values(cellsOf(row(0, 0))).join('')).toBe('')
  expect(cellsOf(row(16, 5))).toEqual({ excellent: '16', qualified: '5', basic: '0', unqualified: '0', blank: '0' })
})

test('the columns are the grades of the session and 未填', () => {
  expect(columnsOf(['excellent', 'qualified', 'unqualified'])).toEqual(['excellent', 'qualified', 'unqualified', 'blank'])
})

test('a row agrees when it makes the valid ballots, and has shares only then', () => {
  const good = rowState(row(16, 5), four, 21)
  expect(good).toMatchObject({ sum: 21, counted: true, gap: 0, agrees: true })
  expect(good.percents.map(sayPercent)).toEqual(['76.2%', '23.8%', '0.0%', '0.0%', '0.0%'])
  const short = rowState(row(16, 3), four, 21)
  expect(short).toMatchObject({ gap: -2, agrees: false, counted: true })
  expect(short.percents.every((percent) => percent === null)).toBe(true)
  expect(rowState(row(0, 0), four, 0).agrees).toBe(false)
})

test('what is shown is what is saved', () => {
  const count = fc.nat({ max: 99_999 })
  fc.assert(fc.property(count, count, count, count, count, (...n) => {
    const made = row(n[0], n[1], n[2], n[3], n[4])
    expect(sameRow(rowOf(id, cellsOf(made)), made)).toBe(true)
  }), { seed: 20261226 })
})

test('progress tells those not counted from those that do not agree', () => {
  const counts = { due: 3, present: 3, leave: 0, absent: 0, exempt: 0, issued: 3, returned: 3, valid: 3, invalid: 0 }
  expect(progressOf({ grades: [...four], counts, tally: [row(2, 1), row(2, 0), row(0, 0)] })).toEqual({ people: 3, agree: 1, off: 1, open: 1 })
})
