import { create } from 'zustand'

/** Something that takes the whole window while it is being made (the sample); null when nothing is. */
const usePrepared = create<{ readonly text: string | null }>()(() => ({ text: null }))

export function usePreparing(): string | null {
  return usePrepared((state) => state.text)
}

/** Runs the work behind a waiting face; `say` tells how far it is. */
export async function whilePreparing<T>(first: string, work: (say: (text: string) => void) => Promise<T>): Promise<T> {
  const say = (text: string) => usePrepared.setState({ text })
  say(first)
  try {
    return await work(say)
  } finally {
    usePrepared.setState({ text: null })
  }
}
