import { useEffect, useRef, useState } from 'react'
import type { MadeDocument } from '#shared/documents/of-year'
import { pagesOf } from '../../app/print'

export type PageCounts = {
  /** Pages by paper key, as far as counted. */
  readonly counts: ReadonlyMap<string, number>
  readonly running: boolean
  /** No PDF can be made here, or one failed: the rest is written by hand. */
  readonly stopped: boolean
}

/**
 * Counts the pages of papers one after the other while the person looks over the list, so that nobody leafs through prints. Begins when
 * `wanted` first has something; leaving the page stops it.
 */
export function usePageCounts(wanted: readonly { readonly key: string; readonly made: MadeDocument }[]): PageCounts {
  const [counts, setCounts] = useState<ReadonlyMap<string, number>>(new Map())
  const [running, setRunning] = useState(wanted.length > 0)
  const [stopped, setStopped] = useState(false)
  const first = useRef(wanted)
  useEffect(() => {
    let gone = false
    void (async () => {
      for (const { key, made } of first.current) {
        if (gone) return
        const pages = await pagesOf(made.document).catch(() => null)
        if (gone) return
        if (pages === null) {
          setStopped(true)
          break
        }
        setCounts((before) => new Map(before).set(key, pages))
      }
      if (!gone) setRunning(false)
    })()
    return () => {
      gone = true
    }
  }, [])
  return { counts, running, stopped }
}
