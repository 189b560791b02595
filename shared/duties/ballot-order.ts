import type { Review } from '#shared/model/review'

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

/** The rows as they stand on the sheets of one order. Each person has a place of their own in it: who drops out afterwards moves nobody else. */
export function inOrderOf<Row extends { readonly memberId: string }>(rows: readonly Row[], review: Pick<Review, 'id'>, order: OrderName | null): readonly Row[] {
  if (order === null) return rows
  const placed = rows.map((row) => ({ row, place: scatter(`${review.id}${order}${row.memberId}`) }))
  return placed.sort((a, b) => a.place - b.place || (a.row.memberId < b.row.memberId ? -1 : 1)).map(({ row }) => row)
}

/** A number that always falls alike for one text (FNV-1a, mixed once more): no secret, only nobody's choice. */
function scatter(text: string): number {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
