import { daysBetween, formatDate, yearOf, type PartialDate } from '#shared/text/partial-date'

/** How the trade says dates, spans of time and sizes on screen; the arithmetic is in shared/text/partial-date.ts. Paper has its own rules in shared/documents. */
const weekdays = ['日', '一', '二', '三', '四', '五', '六'] as const

/** `2026-12-08` or an instant as the machine's own day. */
export function localDay(at: Date): string {
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`
}

/** 2010年7月 from `2010-07`; the year is left out where it is the year in hand. */
export function sayDate(partial: PartialDate, yearInHand?: number): string {
  const full = formatDate(partial, 'paper')
  return partial.length > 4 && yearOf(partial) === yearInHand ? full.slice(full.indexOf('年') + 1) : full
}

/** In cells: 12.8, and 2025.12.8 outside the year in hand. */
export function sayCellDate(partial: PartialDate, yearInHand?: number): string {
  const year = String(yearOf(partial))
  if (partial.length === 4) return year
  return yearOf(partial) === yearInHand ? formatDate(partial, 'cell') : `${year}.${formatDate(partial, 'cell').replace('月', '')}`
}

/** 12月8日 星期二 */
export function sayToday(now: Date): string {
  return `${now.getMonth() + 1}月${now.getDate()}日　星期${weekdays[now.getDay()] ?? ''}`
}

/** 10:42 */
export function sayClock(iso: string): string {
  const at = new Date(iso)
  return `${at.getHours()}:${String(at.getMinutes()).padStart(2, '0')}`
}

/** 今天, 昨天, 3 天前 */
export function sayAgo(iso: string, now: Date): string {
  const days = daysBetween(localDay(new Date(iso)), localDay(now))
  if (days <= 0) return '今天'
  return days === 1 ? '昨天' : `${days} 天前`
}

/** A due day: 逾 8 天, 今天, 明天, 后天, 还有 10 天 */
export function sayDue(due: string, today: string): { readonly text: string; readonly late: boolean } {
  const days = daysBetween(today, due)
  if (days < 0) return { text: `逾 ${-days} 天`, late: true }
  return { text: ['今天', '明天', '后天'][days] ?? `还有 ${days} 天`, late: false }
}

export function sayNumber(value: number): string {
  return value.toLocaleString('en-US')
}

/** 236 GB, 1.5 GB, 12 MB */
export function sayBytes(bytes: number): string {
  const units = ['KB', 'MB', 'GB', 'TB']
  let [value, unit] = [bytes / 1024, 0]
  while (value >= 1024 && unit < units.length - 1) [value, unit] = [value / 1024, unit + 1]
  return `${value >= 10 || unit === 0 ? Math.round(value) : value.toFixed(1).replace(/\.0$/, '')} ${units[unit] ?? ''}`
}

/** About how long: 约剩 40 秒, 约剩 3 分钟. Rounded so that it does not flicker. */
export function sayRemaining(seconds: number): string {
  if (seconds < 5) return '马上就好'
  if (seconds < 60) return `约剩 ${Math.ceil(seconds / 5) * 5} 秒`
  return `约剩 ${Math.ceil(seconds / 60)} 分钟`
}
