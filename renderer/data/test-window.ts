import type { Books } from '#shared/commit/apply'
import type { StoredRecord } from '#shared/commit/commit'
import type { PostHolder } from '#shared/model/post-holder'
import { plainCodec } from './codec'
import type { CommitStep } from './commit'
import { pageLocks, type Locks } from './locks'
import type { DataPorts } from './ports'
import { createSessionStore, type SessionStore } from './session-store'
import { makeStore, type Store } from './store'
import type { TestHost } from './test-host'
import { openVault, type VaultSession } from './vault-session'

/** Test doubles of a browser profile (one IndexedDB, one set of locks) and of the windows on it. */
export type Profile = { readonly indexedDB: IDBFactory; readonly keyRange: typeof IDBKeyRange; readonly locks: Locks; /** The next so many write transactions fail. */ failWrites: number }

export function profileOn(indexedDB: IDBFactory, keyRange: typeof IDBKeyRange): Profile {
  return { indexedDB, keyRange, locks: pageLocks(), failWrites: 0 }
}

export type TestWindow = {
  readonly ports: DataPorts
  readonly state: SessionStore
  readonly open: () => Promise<VaultSession>
  readonly session: () => VaultSession
  /** Runs what waits on a timer. */
  readonly runTimers: () => Promise<void>
  readonly beat: (alive: boolean) => void
  /** The process dies: nothing is flushed. */
  readonly crash: () => void
}

let ids = 0
export function testId(n?: number): string {
  ids += 1
  return `00000000-0000-4000-9000-${(n ?? ids).toString(16).padStart(12, '0')}`
}

export function windowOn(host: TestHost, profile: Profile, tab: string = testId()): TestWindow {
  const state = createSessionStore(2026)
  const waiting = new Set<() => void>()
  const beats = new Set<(alive: boolean) => void>()
  let minutes = 0
  const ports: DataPorts = {
    call: host.call,
    putStaged: host.putStaged,
    getStaged: host.getStaged,
    tab: async () => tab,
    locks: profile.locks,
    codec: plainCodec,
    now: () => new Date(Date.UTC(2026, 5, 1, 0, 0, (minutes += 1))),
    newId: () => testId(),
    later: (work) => {
      waiting.add(work)
      return () => void waiting.delete(work)
    },
    openStore: (name) => breakable(makeStore(name, { indexedDB: profile.indexedDB, IDBKeyRange: profile.keyRange }), profile),
    storeNames: async () => (await profile.indexedDB.databases()).flatMap(({ name }) => (name === undefined ? [] : [name])),
    deleteStore: (name) => makeStore(name, { indexedDB: profile.indexedDB, IDBKeyRange: profile.keyRange }).delete(),
    onHostEvent: host.onEvent,
    onBeat: (listener) => {
      beats.add(listener)
      return () => void beats.delete(listener)
    },
  }
  const session = () => {
    const { session: open } = state.getState()
    if (open === null) throw new Error('no vault is open in this window')
    return open
  }
  return {
    ports, state, session,
    open: async () => {
      const opened = await openVault(host.vault, ports, state)
      state.setState({ actor: { name: '王兰', post: '书记' } })
      return opened
    },
    runTimers: async () => {
      const due = [...waiting]
      waiting.clear()
      for (const work of due) work()
      await settled()
    },
    beat: (alive) => {
      for (const listener of [...beats]) listener(alive)
    },
    crash: () => {
      const open = session()
      state.setState({ session: null, mode: { type: 'closed' } })
      waiting.clear()
      open.keepers.clear()
      open.close()
    },
  }
}

function breakable(store: Store, profile: Profile): Store {
  store.use({
    stack: 'dbcore',
    name: 'breakable',
    create: (core) => ({
      ...core,
      transaction: (tables, mode, options) => {
        if (mode === 'readwrite' && profile.failWrites > 0) {
          profile.failWrites -= 1
          throw new DOMException('the disk is full', 'QuotaExceededError')
        }
        return core.transaction(tables, mode, options)
      },
    }),
  })
  return store
}

/** Lets whatever is under way on the event loop come to rest. */
export async function settled(turns = 30): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) {
    await new Promise<void>((resolve) => {
      const channel = new MessageChannel()
      channel.port1.onmessage = () => {
        channel.port1.close()
        resolve()
      }
      channel.port2.postMessage(null)
    })
  }
}

export function holder(name: string, more: Partial<PostHolder> = {}): PostHolder {
  return { id: testId(), kind: 'postHolder', rev: 1, schema: 1, rulePack: 'current@1', createdSeq: 0, name, post: '委员', memberId: null, retired: false, ...more }
}

export function creating(...records: readonly PostHolder[]): CommitStep {
  return { title: `添了${records.map((record) => record.name).join('、').slice(0, 50)}`, final: false, records: records.map((after) => ({ before: null, after })) }
}

export function renaming(before: PostHolder, name: string): CommitStep & { readonly after: PostHolder } {
  const after = { ...before, name, rev: before.rev + 1 }
  return { title: `把${before.name}改成${name}`, final: false, records: [{ before, after }], after }
}

/** The working copy as the fold of the journal should be. */
export async function booksOf(store: Store): Promise<Books> {
  const rows = await store.records.toArray()
  return new Map(rows.map((row) => [row.id, row.body as StoredRecord]))
}
