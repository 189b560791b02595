import { useEffect, useRef } from 'react'
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

/** 全屏写: top bar and sidebar go as long as `on`; the window takes the whole screen too, where it is allowed to. Esc there leaves it by itself, and is told. */
export function useFullWriting(on: boolean, tell: (on: boolean) => void): void {
  const latest = useRef(tell)
  useEffect(() => {
    latest.current = tell
  })
  useEffect(() => {
    if (!on) return undefined
    const root = document.documentElement
    root.dataset['bare'] = 'true'
    const changed = () => {
      if (document.fullscreenElement === null) latest.current(false)
    }
    let gone = false
    root.requestFullscreen().then(
      () => (gone ? void document.exitFullscreen().catch(() => undefined) : document.addEventListener('fullscreenchange', changed)),
      () => undefined,
    )
    return () => {
      gone = true
      delete root.dataset['bare']
      document.removeEventListener('fullscreenchange', changed)
      if (document.fullscreenElement !== null) void document.exitFullscreen().catch(() => undefined)
    }
  }, [on])
}
