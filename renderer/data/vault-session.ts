import type { JournalEntry } from '#shared/commit/commit'
import { fromHostError, HouseError, toHostError, type ErrorCode, type HostError } from '#shared/errors'
import type { CallOutput } from '#shared/host'
import { assertNever } from '#shared/text/assert-never'
import { clearBooks } from './apply-entries'
import { openBooks, quarantineWriter, type Books } from './books'
import type { Codec } from './codec'
import type { DraftKeeper } from './drafts'
import { windowPorts, type DataPorts } from './ports'
import { asideNames, rebuild, replay, setAside } from './replay'
import { addNotice, sessionStore, type SessionStore } from './session-store'
import { readHead, storeName, type Store } from './store'

/** One vault open in this window. Feature screens do not hold one: they use the functions in commit, queries and drafts. */
export type VaultSession = {
  readonly id: string
  readonly tab: string
  readonly store: Store
  readonly codec: Codec
  readonly books: Books
  readonly ports: DataPorts
  readonly state: SessionStore
  readonly keepers: Map<string, DraftKeeper>
  /** Commits whose append was never answered: told about when they turn up after all. */
  readonly unanswered: Set<string>
  /** Every entry that is replayed passes here. */
  readonly seen: (entries: readonly JournalEntry[]) => void
  readonly close: () => void
}

type Opened = CallOutput<'vaults.open'>

const openingOf = new WeakMap<SessionStore, symbol>()

/** Opens a vault in this window; the one open before is closed. Throws when it cannot be opened at all (lowSpace, vaultMissing, journalBroken, …). */
export async function openVault(vaultId: string, ports: DataPorts = windowPorts(), state: SessionStore = sessionStore): Promise<VaultSession> {
  closeVault(state)
  const mine = Symbol(vaultId)
  openingOf.set(state, mine)
  state.setState({ mode: { type: 'opening', done: 0, total: 0 }, notices: [], lastAct: null, savedAt: null })
  const tab = await ports.tab()
  let session: VaultSession | null = null
  try {
    // Asked before the store is opened: opening IndexedDB on a full disk can lose all of it.
    const first = await ports.call('vaults.open', { vault: vaultId, tab, store: null })
    session = makeSession(vaultId, tab, await openStore(ports, vaultId), ports, state)
    const opened = await reconcile(session)
    await session.books.now()
    if (openingOf.get(state) !== mine) throw new HouseError('cancelled')
    for (const text of new Set([...first.repairs, ...opened.repairs])) addNotice(state, text)
    state.setState({ session })
    return session
  } catch (thrown) {
    session?.close()
    if (openingOf.get(state) === mine) state.setState({ session: null, vault: null, mode: { type: 'closed' } })
    throw thrown
  }
}

/** Flushes what is being typed and lets go of the vault. */
export function closeVault(state: SessionStore = sessionStore): void {
  const { session } = state.getState()
  openingOf.delete(state)
  state.setState({ session: null, vault: null, mode: { type: 'closed' }, lastAct: null, savedAt: null, notices: [], actor: null, freeBytes: null })
  if (session === null) return
  const open = [...session.keepers.values()].map((keeper) => keeper.flush())
  void Promise.allSettled(open).then(session.close)
}

async function openStore(ports: DataPorts, vaultId: string): Promise<Store> {
  const store = ports.openStore(storeName(vaultId))
  try {
    await store.open()
    return store
  } catch (thrown) {
    store.close()
    throw new HouseError('storeFailed', {}, toHostError(thrown).technical)
  }
}

function makeSession(id: string, tab: string, store: Store, ports: DataPorts, state: SessionStore): VaultSession {
  const unanswered = new Set<string>()
  const stops: (() => void)[] = []
  const session: VaultSession = {
    id, tab, store, ports, state, unanswered,
    codec: ports.codec,
    books: openBooks(store, ports.codec, quarantineWriter(store)),
    keepers: new Map(),
    seen: (entries) => {
      for (const entry of entries) if (unanswered.delete(entry.id)) addNotice(state, `“${entry.title}”其实已经存下了，不用再存。`)
    },
    close: () => {
      for (const stop of stops.splice(0)) stop()
      store.close()
    },
  }
  stops.push(
    ports.onHostEvent((event) => {
      if (event.type === 'lease' && event.vault === id && event.tab !== tab) lookOn(session, new HouseError('notWriter'))
      if (event.type === 'exit') lookOn(session, new HouseError('hostGone'))
    }),
    ports.onBeat((alive) => {
      const { mode, session: current } = state.getState()
      if (current !== session) return
      if (!alive) lookOn(session, new HouseError('hostGone'))
      else if (mode.type === 'readOnly' && comesBack(mode.reason)) void retry(session).catch(() => undefined)
    }),
  )
  return session
}

/** Troubles that may be over by the next heartbeat. Another writer is not one: that is the person's choice. */
const passing: readonly string[] = ['hostGone', 'diskFull', 'lowSpace', 'noAccess', 'vaultMissing', 'vaultBusy', 'storeBehind'] satisfies ErrorCode[]
function comesBack(reason: HostError): boolean {
  return passing.includes(reason.code)
}

/** From now on only to be looked at. A fault is not hidden by 另一个窗口在写, nor does one fault hide an earlier one of another window. */
export function lookOn(session: VaultSession, why: HouseError): void {
  const { mode, session: current } = session.state.getState()
  if (current !== null && current !== session) return
  if (mode.type === 'closed') return
  session.state.setState({ mode: { type: 'readOnly', reason: toHostError(why), canTake: why.code === 'notWriter' } })
}

export function writeLock(vaultId: string): string {
  return `vb-write-${vaultId}`
}

/**
 * Brings the store to where the journal stands, whatever happened in between, and settles whether this window writes.
 * The mode says 正在打开 only until then; what was repaired is told as a notice.
 */
export async function reconcile(session: VaultSession): Promise<Opened> {
  const { ports, id, tab, store, state } = session
  const opened = await ports.locks.exclusive(writeLock(id), async () => {
    // A full disk closes the connection under us.
    if (!store.isOpen()) await store.open()
    const head = await readHead(store)
    const counted = head === null ? 0 : await store.records.count()
    const whole = head !== null && counted === head.records
    const answer = await ports.call('vaults.open', { vault: id, tab, store: whole ? { seq: head.seq, hash: head.hash } : null })
    // A store that knows it stands at the beginning is no empty one: it only lacks everything since.
    const relation = answer.relation === 'storeEmpty' && whole ? 'behind' : answer.relation
    await settle(session, { ...answer, relation }, head !== null && !whole)
    await store.meta.delete(purgeMark)
    return answer
  })
  state.setState({ vault: opened.info, freeBytes: opened.freeBytes, mode: modeOf(opened) })
  return opened
}

function modeOf(opened: Opened) {
  if (opened.readOnly !== null) return { type: 'readOnly', reason: opened.readOnly, canTake: false } as const
  if (!opened.lease.mine) return { type: 'readOnly', reason: toHostError(new HouseError('notWriter')), canTake: true } as const
  return { type: 'open' } as const
}

async function settle(session: VaultSession, { relation, head }: Opened, lost: boolean): Promise<void> {
  const { state, store } = session
  const progress = (done: number, total: number) => {
    if (total > 50) state.setState({ mode: { type: 'opening', done, total } })
  }
  switch (relation) {
    case 'same':
      return
    case 'behind':
      await replay(session, progress)
      return
    case 'new':
      // Rows without a head, or with one of a journal that is no more: nothing the journal knows of.
      if ((await store.records.count()) > 0) await keepAside(session)
      await clearBooks(store)
      await replay(session, progress)
      return
    case 'storeEmpty':
      await rebuild(session, progress)
      addNotice(state, lost ? `这台电脑上的工作副本少了东西，已经照流水账重建，${head.seq} 笔都在。` : `这台电脑上的工作副本是空的，已经照流水账重建，${head.seq} 笔都在。`)
      return
    case 'forked':
      if ((await store.meta.get(purgeMark)) !== undefined) await rebuild(session, progress)
      else {
        await keepAside(session)
        await rebuild(session, progress)
      }
      return
    default:
      assertNever(relation)
  }
}

async function keepAside(session: VaultSession): Promise<void> {
  const name = await setAside(session)
  addNotice(session.state, `这台电脑上的工作副本和流水账对不上。流水账为准，已经重建；原来的副本另存为 ${name}，没有删。`)
}

/** Tries again now: after the host came back, the disk was cleared, the stick was put back in. */
export async function retry(session: VaultSession): Promise<void> {
  try {
    await reconcile(session)
  } catch (thrown) {
    lookOn(session, thrown instanceof HouseError ? thrown : new HouseError('storeBehind', {}, toHostError(thrown).technical))
    throw thrown
  }
}

/** 切换到这里: this window becomes the writer, after catching up. */
export async function takeOver(state: SessionStore = sessionStore): Promise<void> {
  const { session } = state.getState()
  if (session === null) throw new HouseError('noVault')
  await session.ports.call('lease.take', { vault: session.id, tab: session.tab })
  await retry(session)
}

/** 重建工作副本: for the safety screen, and when the store cannot even be opened. The journal is asked for everything again. */
export async function rebuildVault(vaultId: string, ports: DataPorts = windowPorts(), state: SessionStore = sessionStore): Promise<VaultSession> {
  const { session } = state.getState()
  if (session !== null && session.id === vaultId) {
    await ports.locks.exclusive(writeLock(vaultId), () => rebuild(session))
    return session
  }
  await ports.deleteStore(storeName(vaultId))
  return openVault(vaultId, ports, state)
}

/** After a vault was taken off the list: its working copies in this browser go too. */
export async function forgetVault(vaultId: string, ports: DataPorts = windowPorts(), state: SessionStore = sessionStore): Promise<void> {
  if (state.getState().session?.id === vaultId) closeVault(state)
  for (const name of await asideNames({ ports, id: vaultId })) await ports.deleteStore(name)
  await ports.deleteStore(storeName(vaultId))
}

const purgeMark = 'purging'

/**
 * Takes mistyped personal data out of the whole past (the host makes the chain anew), then rebuilds, so that no trace stays in the working copy.
 * Interrupted half-way, the next opening finishes it without keeping the old copy.
 */
export async function purgeFields(recordId: string, fields: readonly string[], reason: string, state: SessionStore = sessionStore): Promise<void> {
  const { session, actor, mode } = state.getState()
  if (session === null) throw new HouseError('noVault')
  if (mode.type === 'readOnly') throw fromHostError(mode.reason)
  if (actor === null) throw new HouseError('noActor')
  const { ports, id, tab, store } = session
  await ports.locks.exclusive(writeLock(id), async () => {
    await store.meta.put({ key: purgeMark, value: true })
    try {
      await ports.call('journal.purge', { vault: id, tab, id: recordId, fields: [...fields], reason, by: actor.name })
    } catch (thrown) {
      // Refused: nothing was made anew. Unanswered: it may have been, and the mark stays until that is known.
      if (!(thrown instanceof HouseError && thrown.code === 'hostGone')) await store.meta.delete(purgeMark)
      throw thrown
    }
    for (const name of await asideNames(session)) await ports.deleteStore(name)
    await rebuild(session)
    await store.meta.delete(purgeMark)
  })
}

