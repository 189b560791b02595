import type { Review } from '#shared/model/review'
import { shuffled } from './review-count'

/**
 * 打乱次序的票. An order of its own on every sheet would be a serial number in another dress: who remembers the order knows the sheet. So
 * there are few orders, each on at least `fewest` sheets and named by a letter on the sheet; whoever counts picks the letter and the names
 * stand on the screen as on the paper. An order is worked out from the session and its letter: nothing of it is kept, and the sheets are
 * read back from the paper alone.
 */
export const orderNames = ['甲', '乙', '丙', '丁', '戊'] as const
export type OrderName = (typeof orderNames)[number]

/** How many orders so many sheets allow; one alone is no shuffling and still hides that the roster's first name is first. */
export function ordersFor(sheets: number, fewest: number): readonly OrderName[] {
  return orderNames.slice(0, Math.max(1, Math.min(orderNames.length, Math.floor(sheets / fewest))))
}

/** The rows of the tally as they stand on the sheets of one order. */
export function inOrderOf<Row>(rows: readonly Row[], review: Pick<Review, 'id'>, order: OrderName | null): readonly Row[] {
  return order === null ? rows : shuffled(rows, chanceOf(`${review.id}${order}`))
}

/** A chance that always falls alike for one text (FNV-1a into mulberry32): no secret, only no order of anybody's making. */
function chanceOf(text: string): (limit: number) => number {
  let state = 0x811c9dc5
  for (const character of text) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000) * limit)
  }
}
