import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shareRow } from './shares'

const seed = 20261226

test('a row of shares sums to 100.0, moves no figure by a tenth, and keeps zero at zero', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 6 }), (counts) => {
      const base = counts.reduce((all, count) => all + count, 0)
      fc.pre(base > 0)
      const row = shareRow(counts, base)
      expect(row.why).toBe('')
      expect(row.percents.reduce<number>((all, percent) => all + Math.round((percent ?? NaN) * 10), 0)).toBe(1000)
      expect(row.sum).toBe(100)
      counts.forEach((count, index) => {
        const percent = row.percents[index] ?? NaN
        expect(Math.abs(percent - (count * 100) / base)).toBeLessThan(0.1)
        if (count === 0) expect(percent).toBe(0)
      })
    }),
    { seed, numRuns: 500 },
  )
})

test('more votes never show as a smaller share', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 2, maxLength: 5 }), (counts) => {
      const percents = shareRow(counts, counts.reduce((all, count) => all + count, 0)).percents
      counts.forEach((a, i) => counts.forEach((b, j) => {
        if (a > b) expect(percents[i] ?? NaN).toBeGreaterThanOrEqual(percents[j] ?? NaN)
      }))
    }),
    { seed, numRuns: 500 },
  )
})

test('thirds: the earlier one gets the odd tenth', () => {
  expect(shareRow([1, 1, 1], 3).percents).toEqual([33.4, 33.3, 33.3])
  expect(shareRow([16, 5, 0, 0, 0], 21).percents).toEqual([76.2, 23.8, 0, 0, 0])
})

test('says why a row does not sum to 100', () => {
  expect(shareRow([10, 9], 21)).toEqual({ percents: [47.6, 42.9], sum: 90.5, why: '各档合计 19 票，底数 21 张，加起来不是 100%' })
  expect(shareRow([0, 0], 0)).toEqual({ percents: [null, null], sum: 0, why: '没有有效票，不算百分比' })
})
