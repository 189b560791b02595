import type { Draft } from '#shared/host'
import { droppedDraft } from './apply-entries'
import type { DraftRow } from './store'
import type { VaultSession } from './vault-session'

/**
 * What is typed but not yet saved. No commits: one row a form in the working copy at every pause, the same mirrored to the host's file
 * shortly after, gone with the commit. After a crash the newest of both is found again and offered when the form opens.
 */
export const pauseMs = 400
/** Pause and mirror together stay within two seconds. */
export const mirrorMs = 1500

export type FoundDraft = { readonly form: string; readonly at: string; readonly title: string; readonly body: unknown }
export type DraftKept = { readonly at: string | null; readonly failed: string | null }
export type DraftKeeper = {
  readonly save: (body: unknown) => void
  /** Writes at once whatever waits: the window is being left. */
  readonly flush: () => Promise<void>
  readonly drop: () => Promise<void>
  /** The form was saved: what waits is out of date. */
  readonly committed: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Keeps one form's draft. `told` hears when it was kept, or why it was not. */
export function keepDraft(session: VaultSession, form: string, title: string, told: (kept: DraftKept) => void = () => undefined): DraftKeeper {
  const { ports, store, codec, id: vault, keepers } = session
  let waiting: { readonly body: unknown } | null = null
  let unmirrored: Draft | null = null
  let stopPause: (() => void) | null = null
  let stopMirror: (() => void) | null = null
  let writing: Promise<void> = Promise.resolve()

  function save(body: unknown): void {
    waiting = { body }
    stopPause?.()
    stopPause = ports.later(() => void write(), pauseMs)
  }

  function write(): Promise<void> {
    stopPause?.()
    stopPause = null
    const now = waiting
    waiting = null
    if (now !== null) writing = writing.then(() => put(now.body))
    return writing
  }

  async function put(body: unknown): Promise<void> {
    const at = ports.now().toISOString()
    unmirrored = { form, at, title, body }
    stopMirror ??= ports.later(() => void mirror(), mirrorMs)
    try {
      const [sealed] = await codec.seal([body])
      await store.drafts.put({ form, at, title, body: sealed, dropped: false, committing: null })
      told({ at, failed: null })
    } catch (thrown) {
      // The host's copy may still succeed, and says so itself.
      told({ at: null, failed: thrown instanceof Error ? thrown.message : String(thrown) })
    }
  }

  async function mirror(): Promise<void> {
    stopMirror?.()
    stopMirror = null
    const draft = unmirrored
    unmirrored = null
    if (draft === null) return
    try {
      await ports.call('drafts.put', { vault, draft })
      told({ at: draft.at, failed: null })
    } catch {
      // The row in the working copy is there; the next pause mirrors again.
      unmirrored ??= draft
    }
  }

  function forget(): void {
    stopPause?.()
    stopMirror?.()
    stopPause = stopMirror = null
    waiting = unmirrored = null
  }

  const keeper: DraftKeeper = {
    save,
    flush: async () => {
      await write()
      await mirror()
    },
    drop: async () => {
      forget()
      await writing
      forget()
      await dropDraft(session, form)
    },
    committed: async () => {
      forget()
      await writing
      forget()
      const row = await store.drafts.get(form)
      if (row !== undefined && !row.dropped) await store.drafts.put({ ...droppedDraft(row), at: ports.now().toISOString() })
    },
    close: async () => {
      await keeper.flush()
      if (keepers.get(form) === keeper) keepers.delete(form)
    },
  }
  keepers.set(form, keeper)
  return keeper
}

/** The row stays as a tombstone, so that an older copy in the host's file is not taken for news. */
export async function dropDraft(session: VaultSession, form: string): Promise<void> {
  const { ports, store, id: vault } = session
  const at = ports.now().toISOString()
  await store.drafts.put({ form, at, title: '', body: null, dropped: true, committing: null })
  await ports.call('drafts.drop', { vault, form }).catch(() => undefined)
}

/** Every draft there is, newest of working copy and host, newest first. */
export async function listDrafts(session: VaultSession): Promise<readonly FoundDraft[]> {
  const { ports, store, id: vault } = session
  const rows = await store.drafts.toArray()
  const { drafts } = await ports.call('drafts.list', { vault }).catch(() => ({ drafts: [] }))
  return merge(session, rows, drafts)
}

export async function findDraft(session: VaultSession, form: string): Promise<FoundDraft | null> {
  const { ports, store, id: vault } = session
  const row = await store.drafts.get(form)
  const { drafts } = await ports.call('drafts.list', { vault }).catch(() => ({ drafts: [] }))
  const found = await merge(session, row === undefined ? [] : [row], drafts.filter((draft) => draft.form === form))
  return found[0] ?? null
}

async function merge({ codec }: VaultSession, rows: readonly DraftRow[], hosts: readonly Draft[]): Promise<readonly FoundDraft[]> {
  const newest = new Map<string, { readonly at: string; readonly found: FoundDraft | null }>()
  const bodies = await codec.open(rows.map((row) => row.body))
  for (const [n, row] of rows.entries()) newest.set(row.form, { at: row.at, found: row.dropped ? null : { form: row.form, at: row.at, title: row.title, body: bodies[n] } })
  for (const { form, at, title, body } of hosts) if (at > (newest.get(form)?.at ?? '')) newest.set(form, { at, found: { form, at, title, body } })
  return [...newest.values()].flatMap(({ found }) => (found === null ? [] : [found])).sort((a, b) => (a.at < b.at ? 1 : -1))
}
