import { nameOfRecord } from './check'
import { subjectOf, type Actor, type Change, type CommitDraft, type JournalEntry, type StoredRecord } from './commit'

/**
 * What stands for an id, and what touched it after the commit in question: nothing; only commits that were undone and the undos of them;
 * or something that still stands.
 */
export type Touched = { readonly record: StoredRecord | null; readonly later: 'nothing' | 'undone' | 'something' }
export type Undoable = { readonly ok: true } | { readonly ok: false; readonly why: string }

const undoMark = '撤销：'
const redoMark = '重做：'

/** How an undo is called: undoing an undo is doing it again. */
export function undoTitle(title: string): string {
  const named = title.startsWith(undoMark) ? `${redoMark}${title.slice(undoMark.length)}` : title.startsWith(redoMark) ? `${undoMark}${title.slice(redoMark.length)}` : `${undoMark}${title}`
  return named.length > 200 ? `${named.slice(0, 199)}…` : named
}

/** A commit can be undone while it is not final and its records stand as it left them. */
export function canUndo(entry: Pick<JournalEntry, 'final' | 'changes'>, touched: (id: string) => Touched): Undoable {
  if (entry.final) return { ok: false, why: '这一笔已经定下来了，不能撤销，只能另办一笔来更正' }
  const moved = entry.changes.find((change) => !standsAsLeft(change, touched(subjectOf(change).id)))
  return moved === undefined ? { ok: true } : { ok: false, why: `${nameOfRecord(subjectOf(moved))}后来又动过，先撤销后面那一笔` }
}

function standsAsLeft({ after }: Change, { record, later }: Touched): boolean {
  switch (later) {
    case 'nothing':
      return record?.rev === after?.rev
    case 'undone':
      // The revs rose with each undo; the bodies must be the same. A record that is gone cannot say what its next rev is.
      return record !== null && after !== null && sameBody(record, after)
    case 'something':
      return false
  }
}

/** Equal but for `rev`. */
export function sameBody(a: StoredRecord, b: StoredRecord): boolean {
  return same({ ...a, rev: 0 }, { ...b, rev: 0 })
}

function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false
  const [left, right] = [Object.entries(a), new Map<string, unknown>(Object.entries(b))]
  return left.length === right.size && left.every(([key, value]) => right.has(key) && same(value, right.get(key)))
}

/** The undo of an entry as a new draft: sides swapped, revs going on from what stands. Ask `canUndo` first. */
export function invertCommit(entry: JournalEntry, by: { readonly id: string; readonly actor: Actor }, standing: (id: string) => StoredRecord | null): CommitDraft {
  return {
    format: 1,
    id: by.id,
    actor: by.actor,
    title: undoTitle(entry.title),
    final: false,
    answers: { seq: entry.seq, how: 'undo', name: '' },
    changes: entry.changes.map((change) => invertChange(change, standing(subjectOf(change).id))).reverse(),
  }
}

function invertChange({ before, after }: Change, now: StoredRecord | null): Change {
  const base = after === null ? null : (now ?? after)
  if (before === null) return { before: base, after: null }
  return { before: base, after: { ...before, rev: (base ?? before).rev + 1 } }
}
