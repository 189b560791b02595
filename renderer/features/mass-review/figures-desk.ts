import { create } from 'zustand'
import type { MassFigures } from '#shared/duties/mass-review'
import type { MassPart } from '#shared/model/mass-review'
import { setUnkept } from '../../app/unkept'

/** Figures of a 群众评议 being typed: kept in this window's memory while the person looks elsewhere, and written down whole or not at all. */
export type Twice = { readonly by: readonly [string, string]; readonly stage: 'first' | 'between' | 'second' | 'compare'; readonly first: readonly MassPart[]; readonly settled: Readonly<Record<string, string>> }
type Held = {
  readonly reviewId: string
  /** The revision they are typed over. */
  readonly rev: number
  readonly title: string
  readonly figures: MassFigures
  /** 两人独立录入: `figures` are those of the one who types; the second never sees the first's before both are done. */
  readonly twice: Twice | null
  /** In the books: shown until the page has read them from there, and no longer typed into. */
  readonly kept: boolean
}
type Desk = { readonly held: Held | null; readonly hold: (held: Held | null) => void }
export const useFiguresDesk = create<Desk>((set) => ({ held: null, hold: (held) => set({ held }) }))
/** Typed, or out of a box, and not in the books. */
export const unkeptFigures = ({ held }: Desk): Held | null => (held === null || held.kept ? null : held)
useFiguresDesk.subscribe((desk) => {
  const held = unkeptFigures(desk)
  setUnkept('massReview', held === null ? null : { what: `${held.title}的票${held.twice === null ? '' : '两人录入，'}录到一半`, place: 'massReview', path: [held.reviewId], drop: () => desk.hold(null) })
})
