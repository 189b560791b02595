import { HouseError } from '#shared/errors'
import type { EventBody } from './events'

/**
 * A tab that gave no heartbeat for this long has gone; its lease is free. Pages beat every 30 s, but a browser lets the timers of a hidden
 * page run only once a minute: two such beats may be missed before it counts as gone. One that is closed says so itself (`leave`).
 */
export const leaseLapsesAfter = 150_000

export type Leases = {
  readonly beat: (tab: string) => void
  readonly lastBeat: () => Date | null
  /** Takes the lease when it is free or already this tab's; tells who has it now. */
  readonly ask: (vault: string, tab: string) => { readonly mine: boolean; readonly tab: string; readonly since: string }
  /** 切换到这里: takes it from whoever has it. */
  readonly take: (vault: string, tab: string) => { readonly since: string }
  /** Throws `notWriter` unless this tab writes (a free lease is taken). */
  readonly need: (vault: string, tab: string) => void
  readonly drop: (vault: string) => void
  /** The tab closes: whatever it held is free. */
  readonly leave: (tab: string) => void
}

/** One writer a vault, by tab: a second window looks on until it is told 切换到这里. */
export function createLeases(clock: () => Date, emit: (event: EventBody) => void): Leases {
  const holders = new Map<string, { readonly tab: string; readonly since: string }>()
  const beats = new Map<string, number>()
  let last: Date | null = null

  function beat(tab: string): void {
    last = clock()
    beats.set(tab, last.getTime())
    for (const [other, at] of beats) if (last.getTime() - at > leaseLapsesAfter && ![...holders.values()].some((holder) => holder.tab === other)) beats.delete(other)
  }
  function take(vault: string, tab: string): { readonly tab: string; readonly since: string } {
    beat(tab)
    const before = holders.get(vault)
    if (before?.tab === tab) return before
    const holder = { tab, since: clock().toISOString() }
    holders.set(vault, holder)
    if (before !== undefined) emit({ type: 'lease', vault, tab })
    return holder
  }
  function ask(vault: string, tab: string): { readonly mine: boolean; readonly tab: string; readonly since: string } {
    beat(tab)
    const holder = holders.get(vault)
    const lapsed = holder !== undefined && clock().getTime() - (beats.get(holder.tab) ?? 0) >= leaseLapsesAfter
    if (holder === undefined || holder.tab === tab || lapsed) return { mine: true, ...take(vault, tab) }
    return { mine: false, ...holder }
  }

  return {
    beat,
    lastBeat: () => last,
    ask,
    take: (vault, tab) => ({ since: take(vault, tab).since }),
    need: (vault, tab) => {
      const holder = ask(vault, tab)
      if (!holder.mine) throw new HouseError('notWriter', {}, `the writer is tab ${holder.tab}`)
    },
    drop: (vault) => void holders.delete(vault),
    leave: (tab) => {
      beats.delete(tab)
      for (const [vault, holder] of holders) if (holder.tab === tab) holders.delete(vault)
    },
  }
}
