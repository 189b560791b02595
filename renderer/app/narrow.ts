import { useEffect } from 'react'
import { create } from 'zustand'
import { useTightRoom } from '../ui/side-panel'

const useWriting = create<{ readonly count: number }>()(() => ({ count: 0 }))

/** A screen for writing frees the width: while it stands, the sidebar is narrow. */
export function useNarrowSidebar(): void {
  useEffect(() => {
    useWriting.setState((state) => ({ count: state.count + 1 }))
    return () => useWriting.setState((state) => ({ count: state.count - 1 }))
  }, [])
}

/** Narrow when a screen asks for it, and always at 特大 or under 1200 px. */
export function useIsNarrow(): boolean {
  const writing = useWriting((state) => state.count > 0)
  const tight = useTightRoom()
  const narrow = writing || tight
  useEffect(() => {
    document.documentElement.dataset['narrow'] = String(narrow)
  }, [narrow])
  return narrow
}
