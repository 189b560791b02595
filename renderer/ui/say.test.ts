import { expect, test } from 'vitest'
import { sayAgo, sayBytes, sayCellDate, sayDate, sayDue, sayRemaining, sayToday } from './say'

test('dates are said as precisely as they are known, without leading zeros', () => {
  expect([sayDate('2010'), sayDate('2010-07'), sayDate('2010-07-01')]).toEqual(['2010年', '2010年7月', '2010年7月1日'])
  expect(sayDate('2026-12-08', 2026)).toBe('12月8日')
  expect(sayDate('2026', 2026)).toBe('2026年')
  expect([sayCellDate('2026-12-08', 2026), sayCellDate('2025-12-08', 2026), sayCellDate('2026-12', 2026), sayCellDate('2026', 2026)]).toEqual(['12.8', '2025.12.8', '12月', '2026'])
  expect([sayCellDate('2025-12', 2026), sayCellDate('2025-12'), sayCellDate('2026-12-08')]).toEqual(['2025.12', '2025.12', '2026.12.8'])
  expect(sayToday(new Date(2026, 11, 8))).toBe('12月8日　星期二')
})

test('lateness is in days of the calendar', () => {
  expect(sayDue('2026-11-30', '2026-12-08')).toEqual({ text: '逾 8 天', late: true })
  expect(['2026-12-08', '2026-12-09', '2026-12-10', '2026-12-18'].map((due) => sayDue(due, '2026-12-08').text)).toEqual(['今天', '明天', '后天', '还有 10 天'])
  expect(sayAgo(new Date(2026, 11, 7, 23).toISOString(), new Date(2026, 11, 8, 1))).toBe('昨天')
  expect(sayAgo(new Date(2026, 11, 9).toISOString(), new Date(2026, 11, 8))).toBe('今天')
})

test('sizes and rests are rounded to what a person can use', () => {
  expect([sayBytes(500), sayBytes(1536), sayBytes(1_600_000), sayBytes(236e9)]).toEqual(['0 KB', '2 KB', '1.5 MB', '220 GB'])
  expect([sayRemaining(3), sayRemaining(38), sayRemaining(61)]).toEqual(['马上就好', '约剩 40 秒', '约剩 2 分钟'])
})
