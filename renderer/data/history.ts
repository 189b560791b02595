import type { LogRow, Store } from './store'

/** 谁、何时、做了什么 with one record, newest first. */
export async function historyOf(store: Store, recordId: string): Promise<readonly LogRow[]> {
  const few = await store.log.where('few').equals(recordId).toArray()
  const bulk = await store.log.where('bulk').equals(1).toArray()
  return [...few, ...bulk.filter((row) => row.ids.includes(recordId))].sort((a, b) => b.seq - a.seq)
}

/** What undo and redo would do now: the newest commit that still stands, the newest that was undone. */
export type UndoState = { readonly undo: LogRow | null; readonly redo: LogRow | null }

/** How far back 撤销 walks. Older commits are undone from the log, by number. */
const reach = 300

/**
 * An undo is a commit too, and an undo of an undo does the thing again: a commit at an odd depth takes away, at an even one it does.
 * Walking from the newest, whatever a standing commit answers no longer counts. Something new closes 重做.
 */
export async function undoState(store: Store): Promise<UndoState> {
  const rows = await store.log.orderBy('seq').reverse().limit(reach).toArray()
  const bySeq = new Map(rows.map((row) => [row.seq, row]))
  const takesAway = (row: LogRow): boolean => {
    if (row.answers?.how !== 'undo') return false
    const answered = bySeq.get(row.answers.seq)
    return answered === undefined || !takesAway(answered)
  }
  const answered = new Set<number>()
  let undo: LogRow | null = null
  let redo: LogRow | null = null
  for (const row of rows) {
    if (answered.has(row.seq)) continue
    if (row.answers?.how === 'undo') answered.add(row.answers.seq)
    if (takesAway(row)) redo ??= row
    else {
      undo ??= row
      if (row.answers?.how !== 'undo') break
    }
  }
  return { undo, redo }
}

/** For each record touched after commit `seq`: only by what was undone and the undos of it, or by something that stands. */
export async function touchedAfter(store: Store, seq: number): Promise<ReadonlyMap<string, 'undone' | 'something'>> {
  const rows = await store.log.where('seq').above(seq).toArray()
  const answered = new Set(rows.flatMap((row) => (row.answers?.how === 'undo' ? [row.answers.seq] : [])))
  const found = new Map<string, 'undone' | 'something'>()
  for (const row of rows) {
    const harmless = row.answers?.how === 'undo' || answered.has(row.seq)
    for (const id of row.ids) if (!harmless || !found.has(id)) found.set(id, harmless ? 'undone' : 'something')
  }
  return found
}
