import { subjectOf, type Head, type JournalEntry, type StoredRecord } from '#shared/commit/commit'
import { indexFacts } from '#shared/model/kinds'
import type { Codec } from './codec'
import type { LiftCache } from './lift-cache'
import { fewIds, readHead, writeHead, type DraftRow, type HeadRow, type LogRow, type QuarantineRow, type RecordRow, type Store } from './store'

export type ApplyRoom = { readonly store: Store; readonly codec: Codec; readonly cache: LiftCache }
export type ApplyOptions = {
  /** What the store must stand at; null for a store that has no head yet. */
  readonly from: HeadRow | null
  /** The first entry is the whole state (the journal begins at a snapshot): what stood before goes. */
  readonly whole: boolean
  /** How many records more or less there will be, when the caller has seen the rows; else they are counted. */
  readonly delta: number | null
}

/** The store does not stand where the caller thought: another tab was quicker. */
export class StaleHead extends Error {}

export function logRow(entry: JournalEntry): LogRow {
  const { seq, id, at, actor, title, final, answers } = entry
  const ids = [...new Set(entry.changes.map((change) => subjectOf(change).id))]
  return { seq, id, at, actor, title, final, answers, ids, ...(ids.length <= fewIds ? { few: ids } : { bulk: 1 as const }) }
}

export function droppedDraft(row: DraftRow): DraftRow {
  return { ...row, body: null, dropped: true, committing: null }
}

/**
 * Entries into the working copy: rows, log, tombstones, finished drafts and the new head in one transaction, or nothing of it.
 * Everything is lifted and sealed before: no foreign promise is awaited inside a transaction.
 */
export async function applyEntries(room: ApplyRoom, entries: readonly JournalEntry[], head: Head, options: ApplyOptions): Promise<HeadRow> {
  const { store, codec, cache } = room
  const last = new Map<string, { readonly after: StoredRecord | null; readonly seq: number }>()
  for (const entry of entries) for (const change of entry.changes) last.set(subjectOf(change).id, { after: change.after, seq: entry.seq })

  const kept: { readonly record: StoredRecord; readonly seq: number; readonly state: string; readonly year: number }[] = []
  const gone: string[] = []
  const bad: QuarantineRow[] = []
  for (const [id, { after, seq }] of last) {
    if (after === null) {
      gone.push(id)
      continue
    }
    const lifted = cache.lift(after)
    kept.push({ record: after, seq, ...(lifted.ok ? indexFacts(lifted.record) : { state: '', year: 0 }) })
    if (!lifted.ok) bad.push({ id, kind: after.kind, rev: after.rev, why: lifted.why })
  }
  const sealed = await codec.seal(kept.map(({ record }) => record))
  const rows: RecordRow[] = kept.map(({ record: { id, kind, rev }, seq, state, year }, at) => ({ id, kind, rev, seq, state, year, body: sealed[at] }))
  const badIds = new Set(bad.map((row) => row.id))
  const commits = new Set(entries.map((entry) => entry.id))

  return store.transaction('rw', [store.records, store.log, store.meta, store.quarantine, store.drafts], async () => {
    const now = await readHead(store)
    if (now?.seq !== options.from?.seq || now?.hash !== options.from?.hash) throw new StaleHead()
    if (options.whole) {
      await store.records.clear()
      await store.quarantine.clear()
    }
    if (rows.length > 0) await store.records.bulkPut(rows)
    if (gone.length > 0) await store.records.bulkDelete(gone)
    const tombstones = await store.quarantine.toCollection().primaryKeys()
    const healed = tombstones.filter((id) => last.has(id) && !badIds.has(id))
    if (healed.length > 0) await store.quarantine.bulkDelete(healed)
    if (bad.length > 0) await store.quarantine.bulkPut(bad)
    await store.log.bulkPut(entries.map(logRow))
    const done = (await store.drafts.toArray()).filter((row) => row.committing !== null && commits.has(row.committing))
    if (done.length > 0) await store.drafts.bulkPut(done.map(droppedDraft))
    const records = options.delta === null || options.whole ? await store.records.count() : (options.from?.records ?? 0) + 1
    const next: HeadRow = { seq: head.seq, hash: head.hash, records }
    await writeHead(store, next)
    return next
  })
}

/** Empties everything that follows from the journal; drafts stay. */
export async function clearBooks(store: Store): Promise<void> {
  await store.transaction('rw', [store.records, store.log, store.meta, store.quarantine], async () => {
    await store.records.clear()
    await store.log.clear()
    await store.quarantine.clear()
    await store.meta.delete('head')
  })
}
