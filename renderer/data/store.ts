import { Dexie, type DexieOptions, type Table, type Transaction } from 'dexie'
import type { Actor, CommitDraft } from '#shared/commit/commit'

/** The working copy of one vault: whatever is here can be made again from the journal. */
export type RecordRow = {
  readonly id: string
  readonly kind: string
  readonly rev: number
  /** The last commit that touched it. */
  readonly seq: number
  readonly state: string
  readonly year: number
  readonly body: unknown
}
export type LogRow = {
  readonly seq: number
  readonly id: string
  readonly at: string
  readonly actor: Actor
  readonly title: string
  readonly final: boolean
  readonly answers: CommitDraft['answers']
  readonly ids: readonly string[]
  /** The same ids again where they are few: the index. A thousand index entries would make an import slow, so large commits are marked `bulk` and looked through. */
  readonly few?: readonly string[]
  readonly bulk?: 1
}
export const fewIds = 100
/**
 * `records` is how many rows there must be: a store that lost some is noticed. `born` names one making of the working copy: after a rebuild another
 * window cannot take what it remembers for the past of what stands here.
 */
export type HeadRow = { readonly seq: number; readonly hash: string; readonly records: number; readonly born: string }
export type MetaRow = { readonly key: string; readonly value: unknown }
/** The tombstone of a record that does not validate. Its row stays in `records` as found. */
export type QuarantineRow = { readonly id: string; readonly kind: string; readonly rev: number; readonly why: string }
export type DraftRow = {
  readonly form: string
  readonly at: string
  readonly title: string
  /** Sealed; null once dropped: the row then only says that older copies elsewhere are out of date. */
  readonly body: unknown
  readonly dropped: boolean
  /** The commit being made of it: when that turns up in the journal, the draft is done with, even after a crash. */
  readonly committing: string | null
}

export type StoreVersion = { readonly version: number; readonly stores: Readonly<Record<string, string | null>>; readonly upgrade?: (transaction: Transaction) => PromiseLike<unknown> }

/** Every version that was ever shipped; a shipped one is never changed. No personal field is an index. */
export const storeVersions: readonly StoreVersion[] = [
  { version: 1, stores: { records: 'id, kind, [kind+year], seq', log: 'seq, *few, bulk', meta: 'key', quarantine: 'id', drafts: 'form' } },
  // Records are listed from memory (`books.ts`): nothing asks the store by kind, year or seq, and every index makes an import slower.
  { version: 2, stores: { records: 'id' } },
]

export type Store = Dexie & {
  records: Table<RecordRow, string>
  log: Table<LogRow, number>
  meta: Table<MetaRow, string>
  quarantine: Table<QuarantineRow, string>
  drafts: Table<DraftRow, string>
}

export type StoreOptions = {
  /** Tests open old versions and other factories. */
  readonly upTo?: number
  readonly versions?: readonly StoreVersion[]
  readonly indexedDB?: IDBFactory
  readonly IDBKeyRange?: typeof IDBKeyRange
}

export function storeName(vaultId: string): string {
  return `vb-${vaultId}`
}

export function makeStore(name: string, options: StoreOptions = {}): Store {
  const dexie: DexieOptions = {
    // A save is acknowledged when it is on the disk, not when the system has it.
    chromeTransactionDurability: 'strict',
    // Dexie's own cache copies every answer; ours (`books.ts`) keeps the records validated.
    cache: 'disabled',
    ...(options.indexedDB === undefined ? {} : { indexedDB: options.indexedDB }),
    ...(options.IDBKeyRange === undefined ? {} : { IDBKeyRange: options.IDBKeyRange }),
  }
  const store = new Dexie(name, dexie) as Store
  for (const { version, stores, upgrade } of options.versions ?? storeVersions) {
    if (version > (options.upTo ?? Number.POSITIVE_INFINITY)) continue
    const declared = store.version(version).stores({ ...stores })
    if (upgrade !== undefined) declared.upgrade(upgrade)
  }
  // Another window brings a newer program: give way instead of blocking it.
  store.on('versionchange', () => {
    store.close()
  })
  return store
}

const headKey = 'head'

export async function readHead(store: Store): Promise<HeadRow | null> {
  const value = (await store.meta.get(headKey))?.value
  if (typeof value !== 'object' || value === null) return null
  const { seq, hash, records, born } = value as Readonly<Record<string, unknown>>
  return typeof seq === 'number' && typeof hash === 'string' && typeof records === 'number' ? { seq, hash, records, born: typeof born === 'string' ? born : '' } : null
}

/** Only inside the transaction that writes what the head stands for. */
export function writeHead(store: Store, head: HeadRow): PromiseLike<unknown> {
  return store.meta.put({ key: headKey, value: head })
}
