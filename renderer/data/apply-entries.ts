import { subjectOf, type Head, type JournalEntry, type StoredRecord } from '#shared/commit/commit'
import { indexFacts, type AnyRecord } from '#shared/model/kinds'
import { heldOf, type Books, type Held } from './books'
import { eachBreathing } from './breathe'
import type { Codec } from './codec'
import { fewIds, readHead, writeHead, type DraftRow, type HeadRow, type LogRow, type QuarantineRow, type RecordRow, type Store } from './store'

export type ApplyRoom = { readonly store: Store; readonly codec: Codec; readonly books: Books }
export type ApplyOptions = {
  /** What the store must stand at; null for a store that has no head yet. */
  readonly from: HeadRow | null
  /** The first entry is the whole state (the journal begins at a snapshot): what stood before goes. */
  readonly whole: boolean
  /** How many records more or less there will be, when the caller has seen the rows; else they are counted. */
  readonly delta: number | null
  /** The caller knows that no draft and no tombstone is concerned: fewer tables, a quicker save. */
  readonly booksOnly?: boolean
  /** Records of these entries that the caller has validated. */
  readonly known?: ReadonlyMap<string, AnyRecord>
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
  const { store, codec, books } = room
  const last = new Map<string, { readonly after: StoredRecord | null; readonly seq: number }>()
  for (const entry of entries) for (const change of entry.changes) last.set(subjectOf(change).id, { after: change.after, seq: entry.seq })

  const kept: { readonly record: StoredRecord; readonly seq: number; readonly state: string; readonly year: number }[] = []
  const gone: string[] = []
  const bad: QuarantineRow[] = []
  const changes = new Map<string, Held | null>()
  await eachBreathing([...last], ([id, { after, seq }]) => {
    if (after === null) {
      gone.push(id)
      changes.set(id, null)
      return
    }
    const { why, ...held } = heldOf(after, options.known?.get(id))
    kept.push({ record: after, seq, ...(held.record === null ? { state: '', year: 0 } : indexFacts(held.record)) })
    changes.set(id, held)
    if (held.record === null) bad.push({ id, kind: after.kind, rev: after.rev, why })
  })
  const sealed = await codec.seal(kept.map(({ record }) => record))
  const rows: RecordRow[] = kept.map(({ record: { id, kind, rev }, seq, state, year }, at) => ({ id, kind, rev, seq, state, year, body: sealed[at] }))
  const badIds = new Set(bad.map((row) => row.id))
  const commits = new Set(entries.map((entry) => entry.id))

  const booksOnly = options.booksOnly === true && bad.length === 0 && !options.whole
  const tables = [store.records, store.log, store.meta, ...(booksOnly ? [] : [store.quarantine, store.drafts])]
  const born = options.whole || options.from === null ? crypto.randomUUID() : options.from.born
  const place = { seq: head.seq, hash: head.hash, born }
  if (!options.whole) books.coming({ from: options.from, to: place, changes })
  return store.transaction('rw', tables, async () => {
    // Asked together and written together: waiting for each in turn would treble the time of a save.
    const [now, tombstones, drafts] = await Promise.all([readHead(store), booksOnly ? [] : store.quarantine.toCollection().primaryKeys(), booksOnly ? [] : store.drafts.toArray()])
    if (now?.seq !== options.from?.seq || now?.hash !== options.from?.hash) throw new StaleHead()
    if (options.whole) await Promise.all([store.records.clear(), store.quarantine.clear()])
    const healed = tombstones.filter((id) => last.has(id) && !badIds.has(id))
    const done = drafts.filter((row) => row.committing !== null && commits.has(row.committing))
    const writes: PromiseLike<unknown>[] = [store.log.bulkPut(entries.map(logRow))]
    if (rows.length > 0) writes.push(putInParts(store, rows))
    if (gone.length > 0) writes.push(store.records.bulkDelete(gone))
    if (healed.length > 0) writes.push(store.quarantine.bulkDelete(healed))
    if (bad.length > 0) writes.push(store.quarantine.bulkPut(bad))
    if (done.length > 0) writes.push(store.drafts.bulkPut(done.map(droppedDraft)))
    if (options.delta !== null && !options.whole) {
      const next: HeadRow = { ...place, records: (options.from?.records ?? 0) + options.delta }
      await Promise.all([...writes, writeHead(store, next)])
      return next
    }
    await Promise.all(writes)
    const next: HeadRow = { ...place, records: await store.records.count() }
    await writeHead(store, next)
    return next
  })
}

/** Copying ten thousand rows for IndexedDB at once would hold up the window; waiting for one part before the next keeps the transaction alive. */
const rowsAtOnce = 200

async function putInParts(store: Store, rows: readonly RecordRow[]): Promise<void> {
  let under: PromiseLike<unknown> = Promise.resolve()
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    const before = under
    // One part is copied while the one before is being written.
    under = store.records.bulkPut(rows.slice(at, at + rowsAtOnce))
    await before
  }
  await under
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
