/** So long a stretch of work is not felt: a key pressed meanwhile still shows at once, on an old machine too. */
const stretchMs = 12

/** Asked after every small piece of a long work: nothing to wait for, or one turn in which the window draws and hears keys. */
export type Breathe = () => Promise<void> | null

export function breathing(now: () => number = () => performance.now(), turn: () => Promise<void> = yieldToWindow): Breathe {
  let since = now()
  return () => {
    if (now() - since < stretchMs) return null
    return turn().then(() => {
      since = now()
    })
  }
}

/** One turn in which the window draws and answers. A message comes at once; a timer waits four milliseconds, and much longer in a window in the background. */
export function yieldToWindow(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}

/** `work` on each item, breathing in between. Never inside an IndexedDB transaction: it would end meanwhile. */
export async function eachBreathing<T>(items: readonly T[], work: (item: T, at: number) => void): Promise<void> {
  const breathe = breathing()
  for (const [at, item] of items.entries()) {
    work(item, at)
    const turn = breathe()
    if (turn !== null) await turn
  }
}

export async function mapBreathing<T, U>(items: readonly T[], work: (item: T, at: number) => U): Promise<U[]> {
  const found: U[] = []
  await eachBreathing(items, (item, at) => void found.push(work(item, at)))
  return found
}
