/** What one side hands over and the other takes in order; ends when closed and empty. One taker only. */
export type Queue<T> = { readonly push: (items: readonly T[]) => void; readonly close: () => void; readonly items: AsyncIterable<T> }

export function openQueue<T>(): Queue<T> {
  const waiting: T[] = []
  let closed = false
  let wake: () => void = () => undefined
  async function* items(): AsyncGenerator<T> {
    for (;;) {
      const next = waiting.shift()
      if (next !== undefined) yield next
      else if (closed) return
      else await new Promise<void>((resolve) => (wake = resolve))
    }
  }
  return {
    push: (more) => {
      if (closed) return
      waiting.push(...more)
      wake()
    },
    close: () => {
      closed = true
      wake()
    },
    items: items(),
  }
}
