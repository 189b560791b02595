import { expect, test } from 'vitest'
import { byDate, firstDay, lastDay, surelyBefore, yearOf } from './dates'

test('a partial date spans what it can mean', () => {
  expect([firstDay('2010'), lastDay('2010')]).toEqual(['2010-01-01', '2010-12-31'])
  expect([firstDay('2012-02'), lastDay('2012-02')]).toEqual(['2012-02-01', '2012-02-29'])
  expect([firstDay('2010-07-05'), lastDay('2010-07-05'), yearOf('2010-07-05')]).toEqual(['2010-07-05', '2010-07-05', 2010])
})

test('before only when no reading lets them meet', () => {
  expect(surelyBefore('2010-06', '2010-07-01')).toBe(true)
  expect(surelyBefore('2010', '2010-07')).toBe(false)
  expect(surelyBefore('2010-07', '2010-07-15')).toBe(false)
  expect([null, '2010-07', '2009', '2010', null].sort(byDate)).toEqual(['2009', '2010', '2010-07', null, null])
})
