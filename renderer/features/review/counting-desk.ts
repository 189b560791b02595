import { create } from 'zustand'
import type { OrderName } from '#shared/duties/ballot-order'
import { formOf } from '#shared/duties/review-beside'
import { cellKeys, channelsOf, type Cells } from '#shared/duties/review-count'
import { cellsOfBox, machineNotes, recountOf, type BoxCount } from '#shared/duties/review-machine'
import type { Channel, Review } from '#shared/model/review'
import { setUnkept } from '../../app/unkept'
import { numberOf } from './counting'
import type { Mark } from './sheet-box'

/**
 * A count under way: what two people type apart, or sheet by sheet. It lives in this window's memory and nowhere else; a closed window
 * loses it, and the ballots are counted again. The second person's page is never given the first one's figures.
 */
export type TypedCells = Readonly<Record<string, string>>
export type Stage = 'first' | 'between' | 'second' | 'compare' | 'sheets'
export type Count = {
  readonly reviewId: string
  readonly title: string
  /** The session's shape when the count began: members, grades and channels. */
  readonly shape: string
  readonly how: 'twice' | 'sheets'
  readonly by: readonly [string, string]
  readonly stage: Stage
  readonly first: TypedCells
  readonly second: TypedCells
  /** By cell, where the two differ. */
  readonly settled: TypedCells
  /** Sheet by sheet: the class and order of names being read, and what is already read off the sheet in hand. */
  readonly inHand: { readonly channelId: string | null; readonly order: OrderName | null; /** Whether what stands beside the grades is read too. */ readonly beside: boolean; readonly marks: readonly Mark[]; /** Codes read so far of the person being read. */ readonly codes: readonly number[] }
  /** One a line. */
  readonly opinions: string
  /** Channels whose ballots came out of a box: their figures stand already and are not typed. */
  readonly machine: Review['machine']
}

type Desk = { readonly count: Count | null; readonly put: (count: Count | null) => void }
export const useCountingDesk = create<Desk>((set) => ({ count: null, put: (count) => set({ count }) }))
useCountingDesk.subscribe(({ count, put }) => {
  setUnkept('count', count === null ? null : { what: `${count.title}的票${count.how === 'twice' ? '两人录入' : '一张一张录'}，录到一半`, place: 'review', path: [count.reviewId, 'count'], drop: () => put(null) })
})

/** What a count is made for; another list of people or other channels make it a different count. */
export function shapeOf(review: Review): string {
  return cellKeys(review).map((cell) => cell.key).join('\n')
}

/** `boxes`: just opened. Counted again, what came out of boxes before stands as it is in the books. */
export function begin(review: Review, how: Count['how'], by: Count['by'], boxes: readonly BoxCount[] = []): Count {
  const again = boxes.length === 0 ? recountOf(review) : null
  const stands = again !== null && 'cells' in again ? again : { cells: Object.assign({}, ...boxes.map((box) => cellsOfBox(review, box))) as Cells, machine: machineNotes(boxes) }
  const counted = Object.fromEntries(Object.entries(stands.cells).map(([key, value]) => [key, String(value)]))
  return { reviewId: review.id, title: review.title, shape: shapeOf(review), how, by: [by[0].trim(), by[1].trim()], stage: how === 'twice' ? 'first' : 'sheets', first: counted, second: counted, settled: {}, inHand: { channelId: null, order: null, beside: formOf(review) !== 'plain', marks: [], codes: [] }, opinions: '', machine: stands.machine }
}

export function numbersIn(typed: TypedCells): Cells {
  return Object.fromEntries(Object.entries(typed).map(([key, value]) => [key, numberOf(value)]))
}

/** Cells left blank count as nought, but somebody must have typed something into every row. */
export function rowsOpen(review: Review, typed: TypedCells): number {
  const filled = new Set(cellKeys(review).filter((cell) => (typed[cell.key] ?? '') !== '').map((cell) => `${cell.channelId}|${cell.row}`))
  const rows = new Set(cellKeys(review).filter((cell) => cell.row !== 'committee').map((cell) => `${cell.channelId}|${cell.row}`))
  return [...rows].filter((row) => !filled.has(row)).length
}

export function linesOf(text: string): readonly string[] {
  return text.split('\n').map((each) => each.trim()).filter((each) => each !== '')
}

/** What is still counted by hand. */
export function channelsToCount(review: Review, count: Count): readonly Channel[] {
  return channelsOf(review).filter((channel) => !count.machine.some((box) => box.channelId === channel.id))
}

/** A fair draw from the machine's own chance. */
export function drawUpTo(limit: number): number {
  const top = Math.floor(0x1_0000_0000 / limit) * limit
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1))
  return drawn < top ? drawn % limit : drawUpTo(limit)
}
