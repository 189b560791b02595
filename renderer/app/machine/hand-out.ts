import { create } from 'zustand'

/**
 * What a box just made hands out: two opening slips and the codes of the bag. In this window's memory and nowhere else, each only until it stands on
 * paper; a closed window loses them, and a box nobody has voted in is made anew.
 */
export type HandOut = { readonly session: string; readonly slips: readonly [string | null, string | null]; readonly codes: readonly string[] }

export const useHandOut = create<{ readonly now: HandOut | null; readonly put: (now: HandOut | null) => void }>((set) => ({ now: null, put: (now) => set({ now }) }))

/** Nothing more to hand out: nothing is kept. */
export function rest(now: HandOut): HandOut | null {
  return now.slips.every((slip) => slip === null) && now.codes.length === 0 ? null : now
}
