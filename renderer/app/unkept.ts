import { useEffect } from 'react'
import { create } from 'zustand'
import { HouseError } from '#shared/errors'
import type { Place } from './route'

/**
 * Work that lives in this window's memory alone, because it must not be written down before it is whole: counts of ballots. A window that
 * is closed loses it, so closing asks first; the person is told what would be lost and why it is nowhere else.
 */
export type Unkept = {
  /** 2026年度民主评议党员的票，两人录入，录到一半 */
  readonly what: string
  /** Where it is gone on with: its path begins with the record it belongs to. */
  readonly place: Place
  readonly path: readonly string[]
  readonly drop: () => void
}
type State = { readonly all: ReadonlyMap<string, Unkept>; /** Somebody tried to close the window, or to take back what it belongs to. */ readonly asked: boolean; /** What the page in front goes on with. */ readonly here: ReadonlySet<string> }
const store = create<State>()(() => ({ all: new Map(), asked: false, here: new Set() }))

export function setUnkept(key: string, unkept: Unkept | null): void {
  const all = new Map(store.getState().all)
  if (unkept === null) all.delete(key)
  else all.set(key, unkept)
  store.setState({ all, asked: store.getState().asked && all.size > 0 })
}

/** What would be lost now, in words. */
export function useUnkept(): readonly Unkept[] {
  return [...store((state) => state.all).values()]
}

export function dropUnkept(): void {
  for (const { drop } of store.getState().all.values()) drop()
}

/**
 * What a count under way belongs to is not taken back before it is whole or given up: undoing the making of a session, or its list, would
 * leave what was typed with nothing to belong to. Heard by every undo and redo.
 */
export function guardUnkept(records: readonly { readonly id: string }[]): void {
  const held = [...store.getState().all.values()].find(({ path }) => records.some(({ id }) => id === path[0]))
  if (held === undefined) return
  store.setState({ asked: true })
  throw new HouseError('counting', { what: held.what })
}

/** A page that goes on with it, while it is in front: there nothing need be said of it. The address does not tell: the newest of a year stands at two. */
export function useWorkingOn(key: string | null): void {
  useEffect(() => {
    if (key === null) return undefined
    store.setState(({ here }) => ({ here: new Set([...here, key]) }))
    return () => store.setState(({ here }) => ({ here: new Set([...here].filter((one) => one !== key)) }))
  }, [key])
}

/** What to say of it: where it is gone on with unless the person is there, and more loudly once closing or undoing was tried. */
export function useLeftOpen(): { readonly unkept: Unkept | null; readonly asked: boolean } {
  const { all, asked, here } = store()
  const [, unkept = null] = [...all].find(([key]) => asked || !here.has(key)) ?? []
  return { unkept, asked }
}

/** Stands once, in the frame: the browser asks in its own words, then ours stand on the page. */
export function useGuardClosing(): void {
  useEffect(() => {
    const closing = (event: BeforeUnloadEvent) => {
      if (store.getState().all.size === 0) return
      event.preventDefault()
      store.setState({ asked: true })
    }
    window.addEventListener('beforeunload', closing)
    return () => window.removeEventListener('beforeunload', closing)
  }, [])
}
