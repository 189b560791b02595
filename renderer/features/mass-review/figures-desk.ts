import { create } from 'zustand'
import type { MassFigures } from '#shared/duties/mass-review'
import { setUnkept } from '../../app/unkept'

/** Figures of a 群众评议 being typed: kept in this window's memory while the person looks elsewhere, and written down whole or not at all. */
type Held = {
  readonly reviewId: string
  /** The revision they are typed over. */
  readonly rev: number
  readonly title: string
  readonly figures: MassFigures
  /** In the books: shown until the page has read them from there, and no longer typed into. */
  readonly kept: boolean
}
type Desk = { readonly held: Held | null; readonly hold: (held: Held | null) => void }
export const useFiguresDesk = create<Desk>((set) => ({ held: null, hold: (held) => set({ held }) }))
useFiguresDesk.subscribe(({ held, hold }) => {
  setUnkept('massReview', held === null || held.kept ? null : { what: `${held.title}的票录到一半`, place: 'massReview', path: [], drop: () => hold(null) })
})
