import { useLiveQuery } from 'dexie-react-hooks'
import { useDeferredValue } from 'react'
import type { AnyRecord, Kind } from '#shared/model/kinds'
import type { Organisation } from '#shared/model/organisation'
import type { Of } from './books'
import { listDrafts, type FoundDraft } from './drafts'
import { historyOf, undoState, type UndoState } from './history'
import { currentSession, useSession } from './session-store'
import type { LogRow, QuarantineRow } from './store'
import type { VaultSession } from './vault-session'

export type { Of } from './books'

export async function recordsIn<K extends Kind>({ books }: VaultSession, kind: K): Promise<readonly Of<K>[]> {
  await books.now()
  return books.of(kind)
}

export async function recordsOfYearIn<K extends Kind>({ books }: VaultSession, kind: K, year: number): Promise<readonly Of<K>[]> {
  await books.now()
  return books.ofYear(kind, year)
}

export async function recordIn<K extends Kind>({ books }: VaultSession, kind: K, id: string): Promise<Of<K> | null> {
  await books.now()
  const record = books.record(id)
  return record?.kind === kind ? (record as Of<K>) : null
}

export async function allRecordsIn({ books }: VaultSession): Promise<readonly AnyRecord[]> {
  await books.now()
  return books.all()
}

/** Asked once, outside of drawing: for a duty, an export. */
export const listRecords = <K extends Kind>(kind: K): Promise<readonly Of<K>[]> => recordsIn(currentSession(), kind)
export const getRecord = <K extends Kind>(kind: K, id: string): Promise<Of<K> | null> => recordIn(currentSession(), kind, id)
export const allRecords = (): Promise<readonly AnyRecord[]> => allRecordsIn(currentSession())
export const history = (recordId: string): Promise<readonly LogRow[]> => historyOf(currentSession().store, recordId)
/** The sequence number the next commit will most likely get, for `DutyContext.seq` (it is set right at the commit). */
export async function nextSeq(): Promise<number> {
  return ((await currentSession().store.log.orderBy('seq').last())?.seq ?? 0) + 1
}

const longList = 500

/** Live: drawn again whenever what was read changes, also by another window. undefined while it is first being read or no vault is open. */
function useLive<T>(read: (session: VaultSession) => Promise<T>, keys: readonly (string | number | null)[]): T | undefined {
  const session = useSession((state) => state.session)
  const wanted = JSON.stringify(keys)
  const answer = useLiveQuery(async () => (session === null ? undefined : { session, wanted, value: await read(session) }), [session, wanted])
  // A long list is drawn in slices, between which the window hears keys; a short one at once.
  const later = useDeferredValue(answer)
  const found = Array.isArray(answer?.value) && answer.value.length > longList ? later : answer
  // Until the new question is answered, the answer to the last one is not shown as if it were this one's.
  return found !== undefined && found.session === session && found.wanted === wanted ? found.value : undefined
}

export function useRecords<K extends Kind>(kind: K): readonly Of<K>[] | undefined {
  return useLive((session) => recordsIn(session, kind), ['records', kind])
}

export function useRecordsOfYear<K extends Kind>(kind: K, year: number): readonly Of<K>[] | undefined {
  return useLive((session) => recordsOfYearIn(session, kind, year), ['recordsOfYear', kind, year])
}

/** null: there is none (or it is in quarantine). */
export function useRecord<K extends Kind>(kind: K, id: string | null): Of<K> | null | undefined {
  return useLive(async (session) => (id === null ? null : recordIn(session, kind, id)), ['record', kind, id])
}

export function useAllRecords(): readonly AnyRecord[] | undefined {
  return useLive(allRecordsIn, ['all'])
}

export function useOrganisation(): Organisation | null | undefined {
  return useLive(async (session) => (await recordsIn(session, 'organisation'))[0] ?? null, ['organisation'])
}

/** 办事记录, newest first. */
export function useLog(limit: number): readonly LogRow[] | undefined {
  return useLive((session) => session.store.log.orderBy('seq').reverse().limit(limit).toArray(), ['log', limit])
}

export function useHistory(recordId: string | null): readonly LogRow[] | undefined {
  return useLive(async (session) => (recordId === null ? [] : historyOf(session.store, recordId)), ['history', recordId])
}

/** What 撤销 and 重做 would do now. `undo.final` says that it cannot. */
export function useUndo(): UndoState | undefined {
  return useLive((session) => undoState(session.store), ['undo'])
}

/** Records that do not validate. While there are any, totals and documents say so and do not become final. */
export function useQuarantine(): readonly QuarantineRow[] | undefined {
  return useLive((session) => session.store.quarantine.toArray(), ['quarantine'])
}

export const quarantined = (): Promise<readonly QuarantineRow[]> => currentSession().store.quarantine.toArray()

/** Everything typed and not yet saved. */
export function useDrafts(): readonly FoundDraft[] | undefined {
  return useLive(listDrafts, ['drafts'])
}
