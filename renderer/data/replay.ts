import { emptyHead, journalEntrySchema, type Head, type JournalEntry } from '#shared/commit/commit'
import { HouseError } from '#shared/errors'
import { applyEntries, clearBooks } from './apply-entries'
import { readHead, storeName, type HeadRow, type Store } from './store'
import type { VaultSession } from './vault-session'

type Chunk = { readonly entries: readonly JournalEntry[]; readonly last: Head; readonly head: Head }

async function readChunk({ ports, id }: VaultSession, after: number): Promise<Chunk> {
  const { entries, staged, last, head } = await ports.call('journal.read', { vault: id, after })
  if (staged === null) return { entries, last, head }
  const bytes = await ports.getStaged(staged.sha256, id)
  return { entries: [journalEntrySchema.parse(JSON.parse(new TextDecoder().decode(bytes)))], last, head }
}

/** One entry as the journal keeps it; null when the journal no longer reaches back there. */
export async function readEntry(session: VaultSession, seq: number): Promise<JournalEntry | null> {
  const { entries } = await readChunk(session, seq - 1)
  const first = entries[0]
  return first !== undefined && first.seq === seq && !isWholeState(first, seq - 1) ? first : null
}

/** A journal that begins at a snapshot answers an older reader with the whole state as one entry that follows nothing. */
function isWholeState(entry: JournalEntry, after: number): boolean {
  return entry.prev === emptyHead.hash && (after > 0 || entry.seq > 1)
}

function checkChain(entries: readonly JournalEntry[], from: Head): boolean {
  const first = entries[0]
  if (first === undefined) return true
  const whole = isWholeState(first, from.seq)
  if (!whole && (first.prev !== from.hash || first.seq !== from.seq + 1)) throw new HouseError('journalBroken', { seq: first.seq, good: from.seq }, 'the journal does not follow what the store holds')
  for (const [at, entry] of entries.entries()) {
    const before = entries[at - 1]
    if (before !== undefined && entry.seq !== before.seq + 1) throw new HouseError('journalBroken', { seq: before.seq + 1, good: before.seq }, `${entry.seq} follows ${before.seq}`)
  }
  return whole
}

/** The one rule of recovery: replay what the store lacks, chunk by chunk, each chunk whole or not at all. Call it under the write lock. */
export async function replay(session: VaultSession, onProgress?: (done: number, total: number) => void): Promise<HeadRow> {
  const { store } = session
  let now = await readHead(store)
  const first = now?.seq ?? 0
  for (;;) {
    const from: Head = now ?? emptyHead
    const chunk = await readChunk(session, from.seq)
    if (chunk.entries.length === 0) {
      if (chunk.head.seq !== from.seq) throw new HouseError('journalBroken', { seq: from.seq + 1, good: from.seq }, `nothing after ${from.seq}, the head is ${chunk.head.seq}`)
      if (now !== null) return now
      return applyEntries(session, [], emptyHead, { from: null, whole: false, delta: null })
    }
    const whole = checkChain(chunk.entries, from)
    now = await applyEntries(session, chunk.entries, chunk.last, { from: now, whole, delta: null })
    session.seen(chunk.entries)
    onProgress?.(now.seq - first, chunk.head.seq - first)
    if (now.seq >= chunk.head.seq) return now
  }
}

/** The working copy made anew from the journal; drafts stay. */
export async function rebuild(session: VaultSession, onProgress?: (done: number, total: number) => void): Promise<HeadRow> {
  session.books.clear()
  await clearBooks(session.store)
  return replay(session, onProgress)
}

const copyChunk = 2000

async function copyTable(from: Store, to: Store, name: string): Promise<void> {
  let after: unknown = null
  for (;;) {
    const table = from.table<unknown, number | string>(name)
    const page = after === null ? table.orderBy(':id') : table.where(':id').above(after)
    const keys = await page.limit(copyChunk).primaryKeys()
    if (keys.length === 0) return
    await to.table(name).bulkPut(await table.bulkGet(keys))
    after = keys.at(-1)
  }
}

/** Names of earlier working copies of a vault that were set aside. */
export async function asideNames({ ports, id }: Pick<VaultSession, 'ports' | 'id'>): Promise<readonly string[]> {
  return (await ports.storeNames()).filter((name) => name.startsWith(`${storeName(id)}-aside-`))
}

/** Keeps the whole working copy under another name, for someone to look into; returns that name. */
export async function setAside(session: VaultSession): Promise<string> {
  const taken = new Set(await asideNames(session))
  let n = 1
  while (taken.has(`${storeName(session.id)}-aside-${n}`)) n += 1
  const name = `${storeName(session.id)}-aside-${n}`
  const copy = session.ports.openStore(name)
  try {
    for (const table of session.store.tables) await copyTable(session.store, copy, table.name)
  } finally {
    copy.close()
  }
  return name
}
