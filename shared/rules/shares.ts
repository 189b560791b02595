/**
 * Percentages to one decimal whose row sums to 100.0: largest remainder, in whole tenths of a percent, so that no figure is moved by a
 * tenth or more, a zero stays a zero, and equal counts differ by a tenth at most (the earlier one is favoured).
 */
export type ShareRow = {
  /** Percent with one decimal: 76.2. Null where there is no base. */
  readonly percents: readonly (number | null)[]
  /** What the percentages add up to, in percent. */
  readonly sum: number
  /** Empty when the row sums to 100.0; else why it does not. */
  readonly why: string
}

export function shareRow(counts: readonly number[], base: number): ShareRow {
  const total = counts.reduce((all, count) => all + count, 0)
  if (base <= 0) return { percents: counts.map(() => null), sum: 0, why: '没有有效票，不算百分比' }
  const floors = counts.map((count) => Math.floor((count * 1000) / base))
  const rests = counts.map((count) => (count * 1000) % base)
  if (total !== base) {
    const plain = floors.map((floor, index) => floor + ((rests[index] ?? 0) * 2 >= base ? 1 : 0))
    return { percents: plain.map((tenths) => tenths / 10), sum: plain.reduce((all, tenths) => all + tenths, 0) / 10, why: `各档合计 ${total} 票，底数 ${base} 张，加起来不是 100%` }
  }
  let left = 1000 - floors.reduce((all, floor) => all + floor, 0)
  const tenths = [...floors]
  const order = rests.map((rest, index) => ({ rest, index })).sort((a, b) => b.rest - a.rest || a.index - b.index)
  for (const { index } of order) {
    if (left === 0) break
    tenths[index] = (tenths[index] ?? 0) + 1
    left -= 1
  }
  return { percents: tenths.map((each) => each / 10), sum: tenths.reduce((all, each) => all + each, 0) / 10, why: '' }
}
