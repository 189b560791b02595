/** One at a time by name: across tabs by Web Locks, and in tests by a double. */
export type Locks = { readonly exclusive: <T>(name: string, work: () => Promise<T>) => Promise<T> }

/** Within one page only: what tests share between "tabs", and what is left where there are no Web Locks. */
export function pageLocks(): Locks {
  const tails = new Map<string, Promise<unknown>>()
  return {
    exclusive: (name, work) => {
      const turn = (tails.get(name) ?? Promise.resolve()).then(work, work)
      tails.set(name, turn.catch(() => undefined))
      return turn
    },
  }
}

export function webLocks(): Locks {
  return 'locks' in navigator ? { exclusive: (name, work) => navigator.locks.request(name, work) } : pageLocks()
}
