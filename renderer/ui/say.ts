/** How the trade writes dates, spans of time and sizes on screen. Paper has its own rules in shared/documents. */
const weekdays = ['日', '一', '二', '三', '四', '五', '六'] as const

/** `2026-12-08` or an instant as the machine's own day. */
export function localDay(at: Date): string {
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`
}

/** 2010年7月 from `2010-07`; the year is left out where it is the year in hand. */
export function sayDate(partial: string, yearInHand?: number): string {
  const [year = '', month, day] = partial.split('-')
  const head = Number(year) === yearInHand && month !== undefined ? '' : `${Number(year)}年`
  return `${head}${month === undefined ? '' : `${Number(month)}月`}${day === undefined ? '' : `${Number(day)}日`}`
}

/** In cells: 12.8, and 2025.12.8 outside the year in hand. */
export function sayCellDate(partial: string, yearInHand?: number): string {
  const [year = '', month, day] = partial.split('-')
  const parts = [month, day].filter((part) => part !== undefined).map(Number)
  return parts.length === 0 || Number(year) !== yearInHand ? [Number(year), ...parts].join('.') : parts.length === 1 ? `${parts[0]}月` : parts.join('.')
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

/** Whole days from `from` to `to`, by the calendar and not by hours. */
export function daysBetween(from: string, to: string): number {
  const day = (text: string) => {
    const [year = 0, month = 1, date = 1] = text.slice(0, 10).split('-').map(Number)
    return Date.UTC(year, month - 1, date) / 86_400_000
  }
  return day(to) - day(from)
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
