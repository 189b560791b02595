import { useCallback, useEffect, useRef, useState } from 'react'
import { dropDraft, findDraft, keepDraft, type DraftKept } from './drafts'
import { useSession } from './session-store'

export type DraftOptions<T> = {
  /** What is being written, as the list of drafts names it: 马小军的承诺书. */
  readonly title: string
  /** Reads a draft found again; null when it does not fit this form. Without it, a draft must have the initial value's fields and their types. */
  readonly read?: (body: unknown) => T | null
}
export type DraftForm<T> = {
  readonly value: T
  readonly set: (next: T | ((now: T) => T)) => void
  /** A draft of an earlier time: 接着写 (`accept`) or 不要了 (`decline`). */
  readonly offer: { readonly at: string; readonly value: T } | null
  readonly accept: () => void
  readonly decline: () => void
  /** When what is typed was last kept; why it could not be. */
  readonly kept: DraftKept
  /** Typed in, and not saved by a commit yet. */
  readonly dirty: boolean
  /** Back to a value (after a commit: `commit(step, {form})` has dropped the draft already). */
  readonly reset: (value: T) => void
  /** Throws away what was typed. */
  readonly discard: () => Promise<void>
}

const notYet: DraftKept = { at: null, failed: null }

/** A form's value, kept at every pause and found again after a crash. Give the component a `key` per form, so that each form starts afresh. */
export function useDraft<T>(form: string, initial: T, options: DraftOptions<T>): DraftForm<T> {
  const session = useSession((state) => state.session)
  const [start] = useState({ initial, options })
  const [value, setValue] = useState(initial)
  const [offer, setOffer] = useState<{ readonly at: string; readonly value: T } | null>(null)
  const [kept, setKept] = useState<DraftKept>(notYet)
  const [dirty, setDirty] = useState(false)
  const latest = useRef(value)
  const offered = useRef(offer)
  const touched = useRef(false)

  useEffect(() => {
    if (session === null) return
    let gone = false
    const keeper = keepDraft(session, form, start.options.title, (told) => {
      if (!gone) setKept(told)
    })
    void findDraft(session, form).then((found) => {
      if (gone || found === null) return
      const read = start.options.read ?? ((body: unknown) => likeInitial(start.initial, body))
      const body = read(found.body)
      if (body === null) return
      offered.current = { at: found.at, value: body }
      setOffer(offered.current)
    }).catch(() => undefined)
    const leaving = () => void keeper.flush()
    const hidden = () => {
      if (document.visibilityState === 'hidden') leaving()
    }
    window.addEventListener('pagehide', leaving)
    document.addEventListener('visibilitychange', hidden)
    return () => {
      gone = true
      window.removeEventListener('pagehide', leaving)
      document.removeEventListener('visibilitychange', hidden)
      void keeper.close()
    }
  }, [session, form, start])

  const set = useCallback((next: T | ((now: T) => T)) => {
    const now = typeof next === 'function' ? (next as (now: T) => T)(latest.current) : next
    latest.current = now
    setValue(now)
    touched.current = true
    setDirty(true)
    const keeper = session?.keepers.get(form)
    // Typed over an unanswered offer: the earlier draft moves beside, to be found in the list of drafts.
    if (offered.current !== null && session !== null) {
      const earlier = offered.current
      offered.current = null
      const beside = keepDraft(session, `${form}（早先）`, start.options.title)
      beside.save(earlier.value)
      void beside.close()
    }
    keeper?.save(now)
  }, [session, form, start])

  const accept = useCallback(() => {
    if (offer === null) return
    offered.current = null
    setOffer(null)
    set(offer.value)
  }, [offer, set])

  const decline = useCallback(() => {
    offered.current = null
    setOffer(null)
    if (session !== null) void dropDraft(session, form).then(() => { if (touched.current) session.keepers.get(form)?.save(latest.current) }).catch(() => undefined)
  }, [session, form])

  const reset = useCallback((next: T) => {
    latest.current = next
    setValue(next)
    touched.current = false
    setDirty(false)
    setKept(notYet)
  }, [])

  const discard = useCallback(async () => {
    offered.current = null
    setOffer(null)
    reset(start.initial)
    await session?.keepers.get(form)?.drop()
  }, [session, form, start, reset])

  return { value, set, offer, accept, decline, kept, dirty, reset, discard }
}

/** The same fields with the same types as the form starts with; else a draft of an older form would break this one. */
export function likeInitial<T>(initial: T, body: unknown): T | null {
  return alike(initial, body) ? (body as T) : null
}

function alike(initial: unknown, body: unknown): boolean {
  if (initial === null || body === null) return true
  if (typeof initial !== typeof body || Array.isArray(initial) !== Array.isArray(body)) return false
  if (typeof initial !== 'object' || typeof body !== 'object' || Array.isArray(initial)) return true
  return Object.entries(initial).every(([key, value]) => value === undefined || (key in body && alike(value, (body as Readonly<Record<string, unknown>>)[key])))
}
