import { isWithin, spanOf, type PartialDate } from '#shared/text/partial-date'

/**
 * Dated intervals: `from` counts in, `to` does not, null is open. In a well-formed list each interval has at least a day, none overlaps
 * another, and they stand in order. The functions here keep a list well-formed; every change of a member's status goes through them.
 */
export type Interval = { readonly from: PartialDate | null; readonly to: PartialDate | null }

/** Before and after every date there is. */
const [beginning, end] = ['0000-00-00', '9999-99-99']

export function startOf(interval: Interval): string {
  return interval.from === null ? beginning : spanOf(interval.from).from
}

export function endOf(interval: Interval): string {
  return interval.to === null ? end : spanOf(interval.to).from
}

export function at<I extends Interval>(list: readonly I[], day: PartialDate): I | null {
  return list.find((interval) => isWithin(interval, day)) ?? null
}

export function allAt<I extends Interval>(list: readonly I[], day: PartialDate): readonly I[] {
  return list.filter((interval) => isWithin(interval, day))
}

export function isWellFormed(list: readonly Interval[]): boolean {
  return list.every((interval, index) => {
    const next = list[index + 1]
    return startOf(interval) < endOf(interval) && (next === undefined || endOf(interval) <= startOf(next))
  })
}

/** What held on `on` stops; what is written after it stays. */
export function closedAt<I extends Interval>(list: readonly I[], on: PartialDate): readonly I[] {
  return list.flatMap((interval) => (isWithin(interval, on) ? (startOf(interval) < spanOf(on).from ? [{ ...interval, to: on }] : []) : [interval]))
}

/**
 * From `on` the new piece holds, up to where the one it cuts would have ended, or the next one begins: so an older fact can be entered
 * after a newer one.
 */
export function changedAt<I extends Interval>(list: readonly I[], on: PartialDate, make: (span: Interval) => I): readonly I[] {
  const key = spanOf(on).from
  const cut = at(list, on)
  const next = list.find((interval) => startOf(interval) > key)
  const piece = make({ from: on, to: cut === null ? (next?.from ?? null) : cut.to })
  return inOrder([...closedAt(list, on), piece])
}

/** Takes back what `changedAt` did on that day: the piece that begins there goes, the one it cut runs on. */
export function mendedAt<I extends Interval>(list: readonly I[], on: PartialDate): readonly I[] {
  const key = spanOf(on).from
  const piece = list.find((interval) => startOf(interval) === key)
  return list.filter((interval) => interval !== piece).map((interval) => (endOf(interval) === key ? { ...interval, to: piece === undefined ? null : piece.to } : interval))
}

/** Takes back what `closedAt` did on that day, where nothing has begun since. */
export function reopenedAt<I extends Interval>(list: readonly I[], on: PartialDate): readonly I[] {
  const key = spanOf(on).from
  return list.some((interval) => startOf(interval) >= key) ? list : list.map((interval) => (endOf(interval) === key ? { ...interval, to: null } : interval))
}

export function inOrder<I extends Interval>(list: readonly I[]): readonly I[] {
  return [...list].sort((a, b) => (startOf(a) < startOf(b) ? -1 : startOf(a) > startOf(b) ? 1 : 0))
}
