/** How often to look, and how long no page may be heard of. */
export const lookEveryMs = 15_000
export const aloneLimitMs = 3 * 60_000

export type Life = {
  readonly clock: () => Date
  /** Runs `work` again and again, until cancelled. */
  readonly every: (ms: number, work: () => void) => () => void
  readonly lastHeartbeat: () => Date | null
  readonly busy: () => boolean
  /** Pages that listen for events: a page whose timers the browser has put to sleep still holds its stream. */
  readonly streams: () => number
  readonly end: () => void
}

/**
 * Ends the shell when no page has been heard of for three minutes and no job runs. The time is counted by looks, not only by the wall clock:
 * a PC that slept overnight, or whose clock was set, starts the count anew.
 */
export function watchLife(life: Life): () => void {
  let heard = life.clock().getTime()
  let looked = heard
  let lastSeen: number | null = null
  const stop = life.every(lookEveryMs, () => {
    const now = life.clock().getTime()
    const jumped = now < looked || now - looked > 4 * lookEveryMs
    looked = now
    const beat = life.lastHeartbeat()?.getTime() ?? null
    const fresh = beat !== lastSeen
    lastSeen = beat
    if (jumped || fresh || life.busy() || life.streams() > 0) heard = now
    if (now - heard < aloneLimitMs) return
    stop()
    life.end()
  })
  return stop
}
