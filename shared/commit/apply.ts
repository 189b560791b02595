import { subjectOf, type Change, type StoredRecord } from './commit'

/** Every record as it stands, by id. */
export type Books = ReadonlyMap<string, StoredRecord>
type WithChanges = { readonly changes: readonly Change[] }

/** The journal folded into what stands after it. The store must always equal this. */
export function foldCommits(commits: Iterable<WithChanges>, start: Books = new Map()): Map<string, StoredRecord> {
  const books = new Map(start)
  for (const commit of commits) {
    for (const change of commit.changes) {
      if (change.after === null) books.delete(subjectOf(change).id)
      else books.set(change.after.id, change.after)
    }
  }
  return books
}

export function applyCommit(books: Books, commit: WithChanges): Map<string, StoredRecord> {
  return foldCommits([commit], books)
}
