import type { Standing } from '#shared/commit/check'
import type { StoredRecord } from '#shared/commit/commit'
import type { AnyRecord, Kind } from '#shared/model/kinds'
import { liftRecord } from '#shared/model/migrate'
import { eachBreathing } from './breathe'
import { asStored, type Codec } from './codec'
import { readHead, type HeadRow, type QuarantineRow, type RecordRow, type Store } from './store'

/** A record of one kind, with its own type. */
export type Of<K extends Kind> = Extract<AnyRecord, { readonly kind: K }>

/**
 * The records of the open books in this window's memory, validated once. They are read in parts when the books are opened and then follow the
 * store's head by what each commit touched: a save among ten thousand records reads one row, not ten thousand. What did not change stays the same
 * object and the same list, so the screen draws only what did.
 */
export type Books = {
  /** Brings the memory to where the store stands, and says where. What is asked of the books right after (without waiting in between) is of that moment. */
  readonly now: () => Promise<HeadRow | null>
  readonly of: <K extends Kind>(kind: K) => readonly Of<K>[]
  readonly ofYear: <K extends Kind>(kind: K, year: number) => readonly Of<K>[]
  readonly all: () => readonly AnyRecord[]
  /** null: there is none, or it does not validate. */
  readonly record: (id: string) => AnyRecord | null
  /** Of records that do not validate too. */
  readonly standing: (id: string) => Standing | null
  /** What the next transaction of this window brings: nothing of it needs to be read again. */
  readonly coming: (step: Coming) => void
  /** After a rebuild or a purge the same rev may stand for something else. */
  readonly clear: () => void
}
export type Held = Standing & { readonly record: AnyRecord | null }
/** `held` null: it is gone. */
export type Coming = { readonly from: Place | null; readonly to: Place; readonly changes: ReadonlyMap<string, Held | null> }

const pageRows = 500
/** So many changed records are read one by one; more, and all are read again in parts. */
const fewChanged = 1000

type Place = Pick<HeadRow, 'seq' | 'hash' | 'born'>
const same = (a: Place | null, b: Place | null): boolean => a?.seq === b?.seq && a?.hash === b?.hash && a?.born === b?.born

/** In the order they were made. */
const inOrder = (a: AnyRecord, b: AnyRecord): number => a.createdSeq - b.createdSeq || (a.id < b.id ? -1 : 1)

export function openBooks(store: Store, codec: Codec, report: (bad: readonly QuarantineRow[]) => void): Books {
  let held = new Map<string, Held>()
  let at: HeadRow | null = null
  let read = false
  let next: Coming | null = null
  let tail: Promise<unknown> = Promise.resolve()
  /** Counts how often the memory was cleared: what was being read meanwhile is not believed. */
  let cleared = 0
  /** By kind, then by year ('' for all of them); asked for again after a change of that kind. */
  const lists = new Map<string, Map<number | '', readonly AnyRecord[]>>()

  function put(id: string, one: Held | null): void {
    const before = held.get(id)
    for (const kind of [before?.kind, one?.kind]) if (kind !== undefined) lists.delete(kind)
    lists.delete('')
    if (one === null) held.delete(id)
    else held.set(id, one)
  }
  function empty(): void {
    held = new Map()
    lists.clear()
    at = null
    read = false
  }
  function list(kind: Kind | '', year: number | ''): readonly AnyRecord[] {
    const ofKind = lists.get(kind) ?? new Map<number | '', readonly AnyRecord[]>()
    lists.set(kind, ofKind)
    const known = ofKind.get(year)
    if (known !== undefined) return known
    const found: AnyRecord[] = []
    if (year !== '') found.push(...list(kind, '').filter((record) => 'year' in record && record.year === year))
    else for (const { record } of held.values()) if (record !== null && (kind === '' || record.kind === kind)) found.push(record)
    found.sort(inOrder)
    ofKind.set(year, found)
    return found
  }

  /** Rows as they lie in the store, validated, into memory. */
  async function take(rows: readonly RecordRow[]): Promise<void> {
    const opened = await codec.open(rows.map((row) => row.body))
    const bad: QuarantineRow[] = []
    await eachBreathing(rows, ({ id, kind, rev }, n) => {
      const stored = asStored(opened[n])
      const lifted = stored === null || stored.id !== id || stored.rev !== rev ? ({ ok: false, why: '工作副本里的这一条读不出来' } as const) : liftRecord(stored)
      put(id, { kind, rev, record: lifted.ok ? lifted.record : null })
      if (!lifted.ok) bad.push({ id, kind, rev, why: lifted.why })
    })
    if (bad.length > 0) report(bad)
  }

  /** Everything, in parts: the next one is fetched while this one is validated. What is saved meanwhile is taken up by the next step. */
  async function readAll(): Promise<void> {
    empty()
    const before = cleared
    const from = await readHead(store)
    const page = (after: string | null) => (after === null ? store.records.orderBy(':id') : store.records.where(':id').above(after)).limit(pageRows).toArray()
    for (let rows = await page(null); rows.length > 0;) {
      const following = page(rows.at(-1)?.id ?? null)
      await take(rows)
      rows = await following
    }
    if (cleared !== before) return
    at = from
    read = true
  }

  /** What the log says was touched since. False when it does not reach back there. */
  async function readSince(from: Place): Promise<boolean> {
    const before = cleared
    const since = await store.transaction('r', [store.meta, store.log, store.records], async () => {
      const head = await readHead(store)
      const entries = head === null ? [] : await store.log.where('seq').between(from.seq, head.seq, false, true).toArray()
      const ids = [...new Set(entries.flatMap((entry) => entry.ids))]
      if (head === null || head.born !== from.born || entries.length !== head.seq - from.seq || ids.length > fewChanged) return null
      return { head, ids, rows: await store.records.bulkGet(ids) }
    })
    if (since === null) return false
    for (const [n, id] of since.ids.entries()) if (since.rows[n] === undefined) put(id, null)
    await take(since.rows.filter((row) => row !== undefined))
    if (cleared !== before) return false
    at = since.head
    return true
  }

  async function step(): Promise<void> {
    const head = await readHead(store)
    if (read && same(head, at)) return
    if (read && next !== null && same(next.from, at) && same(next.to, head)) {
      for (const [id, one] of next.changes) put(id, one)
      at = head
      next = null
      return
    }
    next = null
    if (read && at !== null && head !== null && head.seq > at.seq && (await readSince(at))) return
    await readAll()
    await step()
  }

  return {
    now: async () => {
      // Asked here and not in the shared step: a live query hears of the head by having read it itself.
      if (read && same(await readHead(store), at)) return at
      tail = tail.then(step, step)
      await tail
      return at
    },
    of: <K extends Kind>(kind: K) => list(kind, '') as readonly Of<K>[],
    ofYear: <K extends Kind>(kind: K, year: number) => list(kind, year) as readonly Of<K>[],
    all: () => list('', ''),
    record: (id) => held.get(id)?.record ?? null,
    standing: (id) => held.get(id) ?? null,
    coming: (coming) => {
      next = coming
    },
    clear: () => {
      cleared += 1
      empty()
    },
  }
}

/** A record as the books will hold it once it is saved. `known`: validated already. */
export function heldOf(stored: StoredRecord, known?: AnyRecord): Held & { readonly why: string } {
  const lifted = known === undefined ? liftRecord(stored) : ({ ok: true, record: known } as const)
  return { kind: stored.kind, rev: stored.rev, record: lifted.ok ? lifted.record : null, why: lifted.ok ? '' : lifted.why }
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
