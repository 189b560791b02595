export type Mutex = <T>(work: () => Promise<T>) => Promise<T>

/** One after the other, in the order asked; a failure of one is no failure of the next. */
export function mutex(): Mutex {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work, work)
    last = mine.catch(() => undefined)
    return mine
  }
}
