import path from 'node:path'
import { emptyHead, type Head } from '#shared/commit/commit'
import type { Codec } from '../codec'
import type { Files } from '../ports'
import { baseOf, headOfEntry, linesOf, openLine, type Base, type LineHead } from './line'

/** A good line and where it lies; `length` is without the newline. */
export type PlacedLine = LineHead & { readonly hash: string; readonly file: string; readonly start: number; readonly length: number }
export type BadLine = { readonly file: string; readonly start: number; readonly length: number }
/** An unbroken run of lines, each naming the one before it; `from` is what the first one names. */
export type Run = { readonly from: Head; readonly lines: readonly PlacedLine[]; readonly bad: readonly BadLine[] }

export type Scan = {
  readonly base: Base | null
  /** The first run starts at the base (or at nothing); each further one follows a gap. `bad` are the unreadable lines behind a run. */
  readonly runs: readonly [Run, ...Run[]]
  readonly files: readonly { readonly name: string; readonly size: number }[]
  /** Older files that a base line has made obsolete. */
  readonly superseded: readonly string[]
}

export const journalFile = /^\d{6,}\.jsonl$/
export const maxFileBytes = 8 * 1024 * 1024

export function fileName(n: number): string {
  return `${String(n).padStart(6, '0')}.jsonl`
}

export function endOf(run: Run): Head {
  const last = run.lines.at(-1)
  return last === undefined ? run.from : { seq: last.seq, hash: last.hash }
}

/** The base line a file begins with, or null. */
export async function baseOfFile(files: Files, codec: Codec, file: string): Promise<Base | null> {
  const start = await files.readRange(file, 0, 2000)
  const end = start.indexOf(0x0a)
  const opened = end === -1 ? null : openLine(codec, start.subarray(0, end))
  return opened === null ? null : baseOf(opened.json)
}

/** Reads a journal folder once, hashing every line, and says what stands there. Changes nothing. */
export async function scanJournal(files: Files, codec: Codec, folder: string): Promise<Scan> {
  const all = (await files.list(folder)).filter((entry) => !entry.folder && journalFile.test(entry.name)).sort((a, b) => Number.parseInt(a.name, 10) - Number.parseInt(b.name, 10))
  let first = 0
  let base: Base | null = null
  for (let at = all.length - 1; at >= 0 && base === null; at -= 1) {
    const entry = all[at]
    if (entry === undefined) continue
    base = await baseOfFile(files, codec, path.join(folder, entry.name))
    if (base !== null) first = at
  }

  type Open = { from: Head; lines: PlacedLine[]; bad: BadLine[] }
  const begin = (from: Head): Open => ({ from, lines: [], bad: [] })
  const firstRun = begin(base === null ? emptyHead : { seq: base.seq, hash: base.hash })
  const further: Open[] = []
  let run = firstRun
  let head = run.from
  for (const [at, entry] of all.slice(first).entries()) {
    const bytes = (await files.read(path.join(folder, entry.name))) ?? new Uint8Array()
    for (const line of linesOf(bytes)) {
      if (at === 0 && line.start === 0 && base !== null) continue
      const opened = line.ended ? openLine(codec, line.bytes) : null
      const found = opened === null ? null : headOfEntry(opened.json)
      if (opened === null || found === null) {
        run.bad.push({ file: entry.name, start: line.start, length: line.bytes.length })
        continue
      }
      if (run.bad.length > 0 || found.seq !== head.seq + 1 || found.prev !== head.hash) {
        run = begin({ seq: found.seq - 1, hash: found.prev })
        further.push(run)
      }
      run.lines.push({ ...found, hash: opened.hash, file: entry.name, start: line.start, length: line.bytes.length })
      head = { seq: found.seq, hash: opened.hash }
    }
  }
  return { base, runs: [firstRun, ...further], files: all.slice(first).map(({ name, size }) => ({ name, size })), superseded: all.slice(0, first).map((entry) => entry.name) }
}
