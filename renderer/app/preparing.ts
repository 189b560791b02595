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

/** 退出: the forms are left first, so that what is being typed is kept; then the host stops, and only its last words stand. */
export async function leave(exit: () => Promise<unknown>): Promise<void> {
  usePrepared.setState({ text: '正在退出' })
  try {
    await new Promise((resolve) => setTimeout(resolve, 0))
    await exit()
    usePrepared.setState({ text: '已经退出，资料都存好了。这个窗口可以关上。' })
  } catch (thrown) {
    usePrepared.setState({ text: null })
    throw thrown
  }
}
