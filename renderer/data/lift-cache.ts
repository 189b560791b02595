import type { StoredRecord } from '#shared/commit/commit'
import type { AnyRecord } from '#shared/model/kinds'
import { liftRecord, type Lifted } from '#shared/model/migrate'
import { eachBreathing } from './breathe'
import { asStored, type Codec } from './codec'
import type { QuarantineRow, RecordRow, Store } from './store'

/**
 * Bodies lifted and validated once for each (id, rev): revs only rise, so what is kept never goes stale, and a list of ten thousand
 * is validated once a session. The same object comes out every time, so React sees what did not change.
 */
export type LiftCache = {
  readonly lift: (stored: StoredRecord) => Lifted<AnyRecord>
  /** What was lifted elsewhere and now stands in the journal: not validated twice. */
  readonly keep: (record: AnyRecord) => void
  /** Rows to records, in the rows' order; what does not validate is left out and reported. */
  readonly records: (rows: readonly RecordRow[]) => Promise<readonly AnyRecord[]>
  /** After a rebuild or a purge the same rev may stand for something else. */
  readonly clear: () => void
}

export function createLiftCache(codec: Codec, report: (bad: readonly QuarantineRow[]) => void): LiftCache {
  let held = new Map<string, { readonly rev: number; readonly lifted: Lifted<AnyRecord> }>()

  function liftInto(into: typeof held, stored: StoredRecord): Lifted<AnyRecord> {
    const known = into.get(stored.id)
    if (known?.rev === stored.rev) return known.lifted
    const lifted = liftRecord(stored)
    into.set(stored.id, { rev: stored.rev, lifted })
    return lifted
  }

  async function records(rows: readonly RecordRow[]): Promise<readonly AnyRecord[]> {
    // What was read before a `clear` is not put among what is read after it.
    const mine = held
    const found: (AnyRecord | null)[] = rows.map(() => null)
    const bad: QuarantineRow[] = []
    const settle = (at: number, row: RecordRow, lifted: Lifted<AnyRecord>) => {
      if (lifted.ok) found[at] = lifted.record
      else bad.push({ id: row.id, kind: row.kind, rev: row.rev, why: lifted.why })
    }
    const unread: number[] = []
    for (const [at, row] of rows.entries()) {
      const known = mine.get(row.id)
      if (known?.rev === row.rev) settle(at, row, known.lifted)
      else unread.push(at)
    }
    const opened = unread.length === 0 ? [] : await codec.open(unread.map((at) => rows[at]?.body))
    await eachBreathing(unread, (at, n) => {
      const row = rows[at]
      if (row === undefined) return
      const stored = asStored(opened[n])
      if (stored === null || stored.id !== row.id || stored.rev !== row.rev) bad.push({ id: row.id, kind: row.kind, rev: row.rev, why: '工作副本里的这一条读不出来' })
      else settle(at, row, liftInto(mine, stored))
    })
    if (bad.length > 0) report(bad)
    return found.filter((record): record is AnyRecord => record !== null)
  }

  return {
    lift: (stored) => liftInto(held, stored),
    keep: (record) => void held.set(record.id, { rev: record.rev, lifted: { ok: true, record } }),
    records,
    clear: () => {
      held = new Map()
    },
  }
}

/** Writes tombstones outside the query that found them (a live query must not write), each once. */
export function quarantineWriter(store: Store): (bad: readonly QuarantineRow[]) => void {
  const told = new Map<string, number>()
  return (bad) => {
    const fresh = bad.filter((row) => told.get(row.id) !== row.rev)
    if (fresh.length === 0) return
    for (const row of fresh) told.set(row.id, row.rev)
    setTimeout(() => {
      store.quarantine.bulkPut(fresh).catch(() => {
        for (const row of fresh) told.delete(row.id)
      })
    }, 0)
  }
}
