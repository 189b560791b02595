import { subjectOf, type StoredRecord } from '#shared/commit/commit'
import { canUndo, invertCommit } from '#shared/commit/invert'
import { HouseError } from '#shared/errors'
import { asStored } from './codec'
import { save, type Committed } from './commit'
import { touchedAfter, undoState } from './history'
import { readEntry } from './replay'
import { currentSession } from './session-store'
import type { VaultSession } from './vault-session'

/** Hears which records an undo would touch, and throws where one of them must stay as it is for now. */
export type UndoGuard = (records: readonly StoredRecord[]) => void

/** Undoes commit `seq` by a new commit. Throws `cannotUndo` with the reason when it is final or something later touched its records. */
export async function undo(seq: number, guard: UndoGuard): Promise<Committed> {
  return undoIn(currentSession(), seq, guard)
}

/** 撤销 / Ctrl+Z: the newest commit that still stands. */
export async function undoLastIn(session: VaultSession): Promise<Committed> {
  const { undo: row } = await undoState(session.store)
  if (row === null) throw new HouseError('cannotUndo', { why: '没有可以撤销的' })
  return undoIn(session, row.seq)
}

/** 重做: the newest commit that was undone. */
export async function redoLastIn(session: VaultSession): Promise<Committed> {
  const { redo: row } = await undoState(session.store)
  if (row === null) throw new HouseError('cannotUndo', { why: '没有可以重做的' })
  return undoIn(session, row.seq)
}

export async function undoIn(session: VaultSession, seq: number, guard: UndoGuard = () => undefined): Promise<Committed> {
  const { actor } = session.state.getState()
  if (actor === null) throw new HouseError('noActor')
  const id = session.ports.newId()
  const entry = await readEntry(session, seq)
  if (entry === null) throw new HouseError('cannotUndo', { why: '这一笔的经过已经不在流水账里' })
  const subjects = entry.changes.map(subjectOf)
  guard(subjects)
  const ids = subjects.map((record) => record.id)
  return save(session, async () => {
    const standing = await storedOf(session, ids)
    const later = await touchedAfter(session.store, seq)
    const stands = (recordId: string) => standing.get(recordId) ?? null
    const judged = canUndo(entry, (recordId) => ({ record: stands(recordId), later: later.get(recordId) ?? 'nothing' }))
    if (!judged.ok) throw new HouseError('cannotUndo', { why: judged.why })
    return invertCommit(entry, { id, actor }, stands)
  }, null)
}

async function storedOf({ store, codec }: VaultSession, ids: readonly string[]): Promise<ReadonlyMap<string, StoredRecord>> {
  const rows = (await store.records.bulkGet([...ids])).filter((row) => row !== undefined)
  const opened = await codec.open(rows.map((row) => row.body))
  return new Map(opened.flatMap((body) => {
    const stored = asStored(body)
    return stored === null ? [] : [[stored.id, stored] as const]
  }))
}
