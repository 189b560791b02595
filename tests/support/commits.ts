import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { CommitDraft, StoredRecord } from '#shared/commit/commit'

const uuid = (seed: string): string => {
  const hex = createHash('sha256').update(seed).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Commit number `n` of a test: one new record with as much text as is asked for. */
export function aCommit(n: number, chars = 20): CommitDraft {
  const after = { id: uuid(`record ${n}`), kind: 'thing', rev: 1, schema: 1, text: '先锋档案盒'.repeat(Math.ceil(chars / 5)).slice(0, chars) }
  return { format: 1, id: uuid(`commit ${n}`), actor: { name: '马小军', post: '书记' }, title: `第 ${n} 笔`, final: false, answers: null, changes: [{ before: null, after }] }
}

export type JournalOnDisk = {
  readonly entries: readonly { readonly seq: number; readonly id: string; readonly hash: string; readonly changes: readonly { readonly before: StoredRecord | null; readonly after: StoredRecord | null }[] }[]
  /** Bytes after the last newline: a line that was cut off while it was written. */
  readonly torn: number
}

/**
 * Reads a journal with nothing of the app's own code: every line must be `<sha256> <json>`, the sum the JSON's own, and each entry must name
 * the one before it. Throws at the first line that does not.
 */
export async function readJournal(vault: string): Promise<JournalOnDisk> {
  const folder = path.join(vault, 'journal')
  const names = (await readdir(folder)).filter((name) => name.endsWith('.jsonl')).sort()
  const entries: JournalOnDisk['entries'][number][] = []
  let [before, torn] = ['0'.repeat(64), 0]
  for (const name of names) {
    const bytes = await readFile(path.join(folder, name))
    const end = bytes.lastIndexOf(10) + 1
    torn = bytes.length - end
    for (const line of bytes.subarray(0, end).toString('utf8').split('\n').slice(0, -1)) {
      const [hash, json] = [line.slice(0, 64), line.slice(65)]
      const where = `${name}, after entry ${entries.length}`
      if (createHash('sha256').update(json).digest('hex') !== hash) throw new Error(`${where}: the sum is not the line’s`)
      const entry = JSON.parse(json) as { seq: number; prev: string; id: string; changes: JournalOnDisk['entries'][number]['changes'] }
      if (entry.seq !== entries.length + 1 || entry.prev !== before) throw new Error(`${where}: entry ${entry.seq} does not follow`)
      entries.push({ seq: entry.seq, id: entry.id, hash, changes: entry.changes })
      before = hash
    }
  }
  return { entries, torn }
}

/** The records as they stand after all entries, by id. */
export function foldEntries(entries: JournalOnDisk['entries']): ReadonlyMap<string, StoredRecord> {
  const records = new Map<string, StoredRecord>()
  for (const { changes } of entries) {
    for (const { before, after } of changes) {
      if (after !== null) records.set(after.id, after)
      else if (before !== null) records.delete(before.id)
    }
  }
  return records
}
