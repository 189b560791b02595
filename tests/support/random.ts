/** Seeded chance (mulberry32): the same seed, the same run. */
export type Chance = { readonly upTo: (limit: number) => number; readonly pick: <T>(from: readonly [T, ...T[]]) => T }

export function chance(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const upTo = (limit: number) => Math.floor(next() * limit)
  return { upTo, pick: (from) => from[upTo(from.length)] ?? from[0] }
}

export const full: boolean = process.env['VANGUARD_FULL'] === '1'
