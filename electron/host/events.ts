import type { HostEvent } from '#shared/host'

export type EventBody = HostEvent['event']
export type Events = {
  /** Number of the last event; 0 before the first. */
  readonly last: () => number
  readonly since: (n: number) => readonly HostEvent[]
  /** `ended` is called once when there will be no more. */
  readonly subscribe: (listener: (event: HostEvent) => void, ended?: () => void) => () => void
}
export type EventRing = Events & { readonly emit: (event: EventBody) => void; readonly close: () => void }

/** Numbered events, the last `kept` of them remembered, so that a page that was away can ask for what it missed. */
export function eventRing(kept = 500): EventRing {
  let n = 0
  let ring: readonly HostEvent[] = []
  let closed = false
  const listeners = new Set<{ readonly tell: (event: HostEvent) => void; readonly ended: (() => void) | undefined }>()
  return {
    last: () => n,
    since: (after) => ring.filter((event) => event.n > after),
    subscribe: (tell, ended) => {
      const listener = { tell, ended }
      if (closed) ended?.()
      else listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    emit: (event) => {
      if (closed) return
      n += 1
      const numbered: HostEvent = { n, event }
      ring = [...ring.slice(1 - kept), numbered]
      for (const listener of [...listeners]) listener.tell(numbered)
    },
    close: () => {
      closed = true
      for (const listener of [...listeners]) listener.ended?.()
      listeners.clear()
    },
  }
}
