import { useCallback, useEffect, useRef, useState } from 'react'
import type { Review } from '#shared/model/review'
import { setUnkept, useWorkingOn } from '../../app/unkept'

/**
 * What is typed in a table's cells until the record stands so. After saving it is still shown until the live record has come to that
 * revision, so nothing flickers back; an undo afterwards shows the record again. Kept in memory only: counting screens have no drafts.
 * Who closes the window with something in the hand is asked first, and it is written down meanwhile: `keep` writes all that is pending.
 */
type Edit<C> = { readonly cells: C; /** The revision that holds it; null while it is not saved. */ readonly savedRev: number | null }

export type Edits<C> = {
  readonly shown: (id: string) => C | null
  readonly type: (id: string, cells: C) => void
  /** Typed and not saved. */
  readonly pending: () => ReadonlyMap<string, C>
  /** The revision that now holds what was pending as `cells`. */
  readonly saved: (id: string, cells: C, rev: number) => void
  readonly drop: (id: string) => void
}

export function useEdits<C>({ id, rev, title }: Pick<Review, 'id' | 'rev' | 'title'>, what: string): Edits<C> {
  useWorkingOn(what)
  const [edits, setEdits] = useState<ReadonlyMap<string, Edit<C>>>(new Map())
  const latest = useRef(edits)
  const gone = useRef(false)
  const put = useCallback((change: (now: Map<string, Edit<C>>) => void) => {
    const next = new Map(latest.current)
    change(next)
    latest.current = next
    setEdits(next)
    const open = [...next].filter(([, edit]) => edit.savedRev === null).map(([row]) => row)
    if (!gone.current) setUnkept(what, open.length === 0 ? null : { what: `${title}${what}`, place: 'review', path: [id, 'count'], drop: () => open.forEach((row) => dropRow.current(row)) })
  }, [id, title, what])
  const type = useCallback((id: string, cells: C) => put((now) => now.set(id, { cells, savedRev: null })), [put])
  const drop = useCallback((id: string) => put((now) => now.delete(id)), [put])
  const dropRow = useRef(drop)
  useEffect(() => {
    gone.current = false
    dropRow.current = drop
    return () => {
      gone.current = true
      setUnkept(what, null)
    }
  }, [drop, what])
  const saved = useCallback((id: string, cells: C, savedRev: number) => {
    // Typed on while it was being saved: that is still to be saved.
    if (latest.current.get(id)?.cells === cells) put((now) => now.set(id, { cells, savedRev }))
  }, [put])
  const pending = useCallback(() => new Map([...latest.current].filter(([, edit]) => edit.savedRev === null).map(([id, edit]) => [id, edit.cells])), [])
  const shown = useCallback((id: string) => {
    const edit = edits.get(id)
    return edit !== undefined && (edit.savedRev === null || rev < edit.savedRev) ? edit.cells : null
  }, [edits, rev])
  return { shown, type, pending, saved, drop }
}

/** Writes what is in the hand where no blur comes: when the page is left by a key, and when the window is being closed. */
export function useKeepOnLeaving(keep: () => void): void {
  const latest = useRef(keep)
  useEffect(() => {
    latest.current = keep
  })
  useEffect(() => {
    const closing = () => latest.current()
    window.addEventListener('beforeunload', closing)
    return () => {
      window.removeEventListener('beforeunload', closing)
      latest.current()
    }
  }, [])
}
