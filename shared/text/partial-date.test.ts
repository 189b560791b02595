import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, addMonths, byDate, compareDates, daysBetween, daysInMonth, firstDay, formatDate, isPartialDate, isWithin, lastDay, mayBeSame, parsePartialDate, readPartialDate, spanOf, surelyBefore, yearOf } from './partial-date'

test.each([
  ['2010.07', '2010-07'], ['201007', '2010-07'], ['20100701', '2010-07-01'], ['2010年7月', '2010-07'], ['2010年7月1日', '2010-07-01'], ['2010年07月01日', '2010-07-01'],
  ['2010-7-1', '2010-07-01'], ['2010/7/1', '2010-07-01'], ['2010', '2010'], ['2010年', '2010'], ['２０１０．０７', '2010-07'], ['２０１０年７月１日', '2010-07-01'], ['  2010 年 7 月 ', '2010-07'],
  ['2010.7.1', '2010-07-01'], ['2010.7.', '2010-07'], ['2010-07-01 00:00:00', '2010-07-01'], ['2010-07-01T08:30', '2010-07-01'], ['2010.7月', '2010-07'], ['2010年7月1号', '2010-07-01'],
  ['二〇一〇年七月', '2010-07'], ['一九六九年十二月二十八日', '1969-12-28'], ['二○一○年', '2010'], ['2012-02-29', '2012-02-29'],
])('%s is read as %s', (typed, date) => {
  expect(parsePartialDate(typed)).toBe(date)
})

test.each(['', '七月', '7/1/2010', '10.7', '40360', '2010071', '2010.13', '2010-02-30', '2011年2月29日', '1799', '2300', '2010.00', '2010年7月32日', '至今', '2010..7', '201013', '2010-7-1-2', '2010.7.1.1 上午', '二〇一〇年十三月'])('%j is no date', (typed) => {
  expect(parsePartialDate(typed)).toBeNull()
})

test('says whether it could not read or there is no such day', () => {
  expect(readPartialDate('2011.2.29')).toEqual({ ok: false, why: '没有“2011.2.29”这一天' })
  for (const typed of ['1月10日', '1.10', '１２-３', '7月']) expect(readPartialDate(typed)).toEqual({ ok: false, why: `“${typed}”没写哪一年，写成 2010.7.1 这样` })
  expect(readPartialDate('去年夏天')).toEqual({ ok: false, why: '看不出“去年夏天”是哪一天，写成 2010.7.1 这样' })
})

test('each style, at each precision, without leading zeros', () => {
  expect(['2026-12-08', '2026-12', '2026'].map((date) => (['paper', 'month', 'cell', 'catalogue'] as const).map((style) => formatDate(date, style)))).toEqual([
    ['2026年12月8日', '2026年12月', '12.8', '20261208'],
    ['2026年12月', '2026年12月', '12月', '20261200'],
    ['2026年', '2026年', '2026年', '20260000'],
  ])
})

test('spans, order and membership', () => {
  expect(spanOf('2012-02')).toEqual({ from: '2012-02-01', to: '2012-02-29' })
  expect(spanOf('2010')).toEqual({ from: '2010-01-01', to: '2010-12-31' })
  expect(['2010-07-01', '2011', '2010', '2010-07', '2010-01-01'].sort(compareDates)).toEqual(['2010', '2010-01-01', '2010-07', '2010-07-01', '2011'])
  expect(isWithin({ from: '2010-07', to: '2011' }, '2010-07-01')).toBe(true)
  expect(isWithin({ from: '2010-07', to: '2011' }, '2011-01-01')).toBe(false)
  expect(isWithin({ from: null, to: null }, '1900')).toBe(true)
  expect(mayBeSame('1969-03', '1969-03-12')).toBe(true)
  expect(mayBeSame('1969-03', '1969-04-01')).toBe(false)
})

test('the first day, the last day and the year of what a date can mean', () => {
  expect([firstDay('2010'), lastDay('2010')]).toEqual(['2010-01-01', '2010-12-31'])
  expect([firstDay('2012-02'), lastDay('2012-02')]).toEqual(['2012-02-01', '2012-02-29'])
  expect([firstDay('2010-07-05'), lastDay('2010-07-05'), yearOf('2010-07-05'), yearOf('2010')]).toEqual(['2010-07-05', '2010-07-05', 2010, 2010])
})

test('before only when no reading lets them meet; undated stands last', () => {
  expect(surelyBefore('2010-06', '2010-07-01')).toBe(true)
  expect(surelyBefore('2010', '2010-07')).toBe(false)
  expect(surelyBefore('2010-07', '2010-07-15')).toBe(false)
  expect([null, '2010-07', '2009', '2010', null].sort(byDate)).toEqual(['2009', '2010', '2010-07', null, null])
})

test('months later, cut to the end of a month', () => {
  expect(addMonths('2011-08-31', 6)).toBe('2012-02-29')
  expect(addMonths('2012-02-29', 12)).toBe('2013-02-28')
  expect(addMonths('2010-07', 12)).toBe('2011-07')
  expect(addMonths('2010', 12)).toBe('2011')
  expect(addMonths('2010', -6)).toBe('2009-07')
  expect(addMonths('2010-01-15', -1)).toBe('2009-12-15')
})

const fullDate = fc.tuple(fc.integer({ min: 1850, max: 2200 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 })).map(([year, month, day]) => {
  const pad = (value: number) => String(value).padStart(2, '0')
  return `${year}-${pad(month)}-${pad(Math.min(day, daysInMonth(year, month)))}`
})
const anyDate = fc.tuple(fullDate, fc.constantFrom(4, 7, 10)).map(([date, length]) => date.slice(0, length))

test('what is written is read again, in every style that keeps the year', () => {
  fc.assert(fc.property(anyDate, fc.constantFrom('paper', 'dots', 'dashes', 'slashes', 'packed', 'wide'), (date, way) => {
    const written = way === 'paper' ? formatDate(date, 'paper') : way === 'dots' ? date.replaceAll('-', '.') : way === 'slashes' ? date.replaceAll('-', '/') : way === 'packed' ? date.replaceAll('-', '') : way === 'wide' ? date.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))) : date
    expect(parsePartialDate(written)).toBe(date)
  }), { seed: 20100701, numRuns: 1000 })
})

test('anything typed is a real date or nothing', () => {
  fc.assert(fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[0-9.年月日/ -]{0,14}$/)), (typed) => {
    const date = parsePartialDate(typed)
    expect(date === null || isPartialDate(date)).toBe(true)
  }), { seed: 20100702, numRuns: 3000 })
})

test('day arithmetic agrees with the calendar of the machine', () => {
  fc.assert(fc.property(fullDate, fullDate, fc.integer({ min: -40_000, max: 40_000 }), (a, b, count) => {
    expect(daysBetween(a, b)).toBe(Math.round((Date.parse(`${b}T00:00:00Z`) - Date.parse(`${a}T00:00:00Z`)) / 86_400_000))
    expect(addDays(a, count)).toBe(new Date(Date.parse(`${a}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10))
  }), { seed: 20100703, numRuns: 1000 })
})

test('whole years of months keep every date that exists', () => {
  fc.assert(fc.property(anyDate, fc.integer({ min: -50, max: 50 }), (date, months) => {
    fc.pre(!date.startsWith('185') && !date.startsWith('2200') && !date.startsWith('219'))
    const later = addMonths(date, months)
    expect(isPartialDate(later)).toBe(true)
    expect(Math.sign(compareDates(later, date))).toBe(Math.sign(months))
  }), { seed: 20100704, numRuns: 500 })
})
