import { create } from 'zustand'
import type { RoomId } from './rooms'

/** What each room lacks, said in the sidebar: 差 n, or 逾 n. The desk works it out from the records and sets it here. */
export type Gap = { readonly word: '差' | '逾'; readonly count: number }
export type Gaps = Readonly<Partial<Record<RoomId, Gap>>>

const useStore = create<{ readonly gaps: Gaps }>()(() => ({ gaps: {} }))

export function setGaps(gaps: Gaps): void {
  useStore.setState({ gaps })
}

export function useGaps(): Gaps {
  return useStore((state) => state.gaps)
}
