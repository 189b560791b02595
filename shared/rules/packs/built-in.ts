import type { RulePack } from '../pack'
import { packName } from '../pack'
import { current } from './current'
import { era2010 } from './era-2010'

/** Newest first: the first is what a new organisation starts with. */
export const builtInPacks: readonly RulePack[] = [current, era2010]

/** By `id@version`, or by id alone (the newest version). */
export function builtInPack(name: string): RulePack | null {
  return builtInPacks.find((pack) => packName(pack) === name) ?? builtInPacks.filter((pack) => pack.id === name).sort((a, b) => b.version - a.version)[0] ?? null
}

/**
 * The id of the pack for something of a year: an era that is over keeps its own (what is typed in afterwards is done as it was then), else what the organisation chose.
 */
export function packIdOfYear(year: number, chosen: string): string {
  const over = builtInPacks.find(({ era: { from, to } }) => from !== null && to !== null && Number(from.slice(0, 4)) <= year && year <= Number(to.slice(0, 4)))
  return over?.id ?? chosen
}
