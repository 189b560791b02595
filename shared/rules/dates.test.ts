import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byDate, daysBetween, firstDay, lastDay, sayDate, surelyBefore } from './dates'

test('a partial date spans what it can mean', () => {
  expect([firstDay('2010'), lastDay('2010')]).toEqual(['2010-01-01', '2010-12-31'])
  expect([firstDay('2012-02'), lastDay('2012-02')]).toEqual(['2012-02-01', '2012-02-29'])
  expect([firstDay('2010-07-05'), lastDay('2010-07-05')]).toEqual(['2010-07-05', '2010-07-05'])
})

test('before only when no reading lets them meet', () => {
  expect(surelyBefore('2010-06', '2010-07-01')).toBe(true)
  expect(surelyBefore('2010', '2010-07')).toBe(false)
  expect(surelyBefore('2010-07', '2010-07-15')).toBe(false)
  expect([null, '2010-07', '2009', '2010'].sort(byDate)).toEqual(['2009', '2010', '2010-07', null])
})

test('days are counted without clock or zone', () => {
  expect(daysBetween('2026-02-28', '2026-03-01')).toBe(1)
  expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2)
  expect(daysBetween('2026-12-26', '2026-12-18')).toBe(-8)
  fc.assert(
    fc.property(fc.integer({ min: -40_000, max: 60_000 }), fc.integer({ min: -40_000, max: 60_000 }), (a, b) => {
      const day = (n: number) => new Date(n * 86_400_000).toISOString().slice(0, 10)
      expect(daysBetween(day(a), day(b))).toBe(b - a)
    }),
    { seed: 1, numRuns: 300 },
  )
})

test('papers write no leading zeros', () => {
  expect([sayDate('2026-07-01'), sayDate('2026-07'), sayDate('2026')]).toEqual(['2026年7月1日', '2026年7月', '2026年'])
})
