import path from 'node:path'
import { journalEntrySchema, type Head, type StoredRecord } from '#shared/commit/commit'
import { plainCodec, type Codec } from '../codec'
import { openLine } from '../journal/line'
import { endOf, scanJournal, type PlacedLine } from '../journal/scan'
import type { Files } from '../ports'
import { fold, openSnapshots } from '../snapshots'
import { ZipFault } from './zip-read'

export type FoldedBooks = {
  readonly head: Head
  /** Where the entries begin: 0, or the snapshot the journal starts from. */
  readonly from: number
  readonly records: ReadonlyMap<string, StoredRecord>
}

/**
 * A vault folder's journal, every line hashed and chained, folded into its records at `upTo` (default: its end). Repairs nothing and
 * takes no snapshot's word except the one a base line names: this is the check, so it goes the long way.
 */
export async function foldBooks(files: Files, root: string, options: { readonly codec?: Codec; readonly upTo?: number } = {}): Promise<FoldedBooks> {
  const codec = options.codec ?? plainCodec
  const folder = path.join(root, 'journal')
  const scan = await scanJournal(files, codec, folder)
  const [run, ...further] = scan.runs
  const bad = run.bad[0] ?? further[0]?.bad[0]
  if (bad !== undefined) throw new ZipFault(`journal/${bad.file}`, `第 ${endOf(run).seq + 1} 笔读不出来`)
  if (further.length > 0) throw new ZipFault(`journal/${further[0]?.lines[0]?.file ?? ''}`, `第 ${endOf(run).seq + 1} 笔接不上前一笔`)

  const records = new Map<string, StoredRecord>()
  if (scan.base !== null) {
    const snapshot = await openSnapshots({ files, codec, folder: path.join(root, 'snapshots') }).read(scan.base.snapshot)
    if (snapshot === null || snapshot.head.hash !== scan.base.hash) throw new ZipFault(`snapshots/${scan.base.snapshot}`, '流水账从这个快照开始，快照却读不出来')
    for (const [id, record] of snapshot.records) records.set(id, record)
  }
  const from = scan.base?.seq ?? 0
  const lines = run.lines.filter((line) => line.seq <= (options.upTo ?? Infinity))
  for (let at = 0; at < lines.length; at += 200) for (const group of byFile(lines.slice(at, at + 200))) await foldLines(files, codec, folder, group, records)
  const last = lines.at(-1)
  return { head: last === undefined ? run.from : { seq: last.seq, hash: last.hash }, from, records }
}

function byFile(lines: readonly PlacedLine[]): readonly (readonly PlacedLine[])[] {
  const groups: PlacedLine[][] = []
  for (const line of lines) {
    const open = groups.at(-1)
    if (open !== undefined && open[0]?.file === line.file) open.push(line)
    else groups.push([line])
  }
  return groups
}

async function foldLines(files: Files, codec: Codec, folder: string, lines: readonly PlacedLine[], records: Map<string, StoredRecord>): Promise<void> {
  const [first, last] = [lines[0], lines.at(-1)]
  if (first === undefined || last === undefined) return
  const bytes = await files.readRange(path.join(folder, first.file), first.start, last.start + last.length - first.start)
  for (const line of lines) {
    const opened = openLine(codec, bytes.subarray(line.start - first.start, line.start - first.start + line.length))
    const entry = opened === null ? null : journalEntrySchema.safeParse(JSON.parse(Buffer.from(opened.json).toString('utf8')))
    if (entry === null || !entry.success) throw new ZipFault(`journal/${line.file}`, `第 ${line.seq} 笔不合规矩`)
    fold(records, entry.data.changes)
  }
}
