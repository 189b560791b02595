import { nameOfRecord } from './check'
import { subjectOf, type Actor, type Change, type CommitDraft, type JournalEntry } from './commit'

/** What stands for an id: its rev (null: nothing stands) and the last commit that touched it (0: none did). */
export type Touched = { readonly rev: number | null; readonly seq: number }
export type Undoable = { readonly ok: true } | { readonly ok: false; readonly why: string }

const undoMark = '撤销：'
const redoMark = '重做：'

/** How an undo is called: undoing an undo is doing it again. */
export function undoTitle(title: string): string {
  const named = title.startsWith(undoMark) ? `${redoMark}${title.slice(undoMark.length)}` : title.startsWith(redoMark) ? `${undoMark}${title.slice(redoMark.length)}` : `${undoMark}${title}`
  return named.length > 200 ? `${named.slice(0, 199)}…` : named
}

/** A commit can be undone while it is not final and nothing later touched any of its records. */
export function canUndo(entry: Pick<JournalEntry, 'seq' | 'final' | 'changes'>, touched: (id: string) => Touched): Undoable {
  if (entry.final) return { ok: false, why: '这一笔已经定下来了，不能撤销，只能另办一笔来更正' }
  for (const change of entry.changes) {
    const now = touched(subjectOf(change).id)
    if (now.rev !== (change.after?.rev ?? null) || now.seq > entry.seq) return { ok: false, why: `${nameOfRecord(subjectOf(change))}后来又动过，先撤销后面那一笔` }
  }
  return { ok: true }
}

/** The undo of an entry as a new draft: sides swapped, revs going on. Ask `canUndo` first. */
export function invertCommit(entry: JournalEntry, by: { readonly id: string; readonly actor: Actor }): CommitDraft {
  return {
    format: 1,
    id: by.id,
    actor: by.actor,
    title: undoTitle(entry.title),
    final: false,
    answers: { seq: entry.seq, how: 'undo', name: '' },
    changes: entry.changes.map(invertChange).toReversed(),
  }
}

function invertChange({ before, after }: Change): Change {
  if (before === null) return { before: after, after: null }
  return { before: after, after: { ...before, rev: (after ?? before).rev + 1 } }
}
