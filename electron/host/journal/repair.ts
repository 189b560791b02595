import path from 'node:path'
import type { Head } from '#shared/commit/commit'
import { HouseError } from '#shared/errors'
import type { Codec } from '../codec'
import type { Files } from '../ports'
import type { Snapshots } from '../snapshots'
import { freeName, stamp } from '../stamp'
import { baseJson, makeLine, type Base } from './line'
import { endOf, fileName, type BadLine, type PlacedLine, type Run, type Scan } from './scan'

/** What a scanned journal needs. `lines` and `base` are what it is once that is done (or, on a disk that cannot be written, what is served). */
export type Plan =
  | { readonly type: 'sound'; readonly base: Base | null; readonly lines: readonly PlacedLine[] }
  | { readonly type: 'cut'; readonly base: Base | null; readonly lines: readonly PlacedLine[]; readonly tail: BadLine; readonly seq: number }
  | { readonly type: 'rebase'; readonly base: Base; readonly lines: readonly PlacedLine[]; readonly seq: number }

/** A snapshot that knows the gap: it stands inside the last run and agrees with it, or beyond its end. */
async function bridge(snapshots: Snapshots, last: Run, broken: boolean): Promise<{ readonly name: string; readonly head: Head } | null> {
  const end = endOf(last)
  // A single unreadable last line may be a torn one; more than one were commits, and the snapshot must know them all.
  const lost = Math.max(0, last.bad.length - 1)
  for (const candidate of await snapshots.list()) {
    const beyond = candidate.seq > end.seq
    if (!broken && !beyond) break
    if (candidate.seq < (lost > 0 ? end.seq + lost : last.from.seq)) break
    const found = await snapshots.read(candidate.name)
    if (found === null || found.head.seq !== candidate.seq) continue
    const known = candidate.seq === last.from.seq ? last.from.hash : last.lines[candidate.seq - last.from.seq - 1]?.hash
    if (beyond || known === found.head.hash) return { name: candidate.name, head: found.head }
  }
  return null
}

export async function planRepair(scan: Scan, snapshots: Snapshots, at: Date): Promise<Plan> {
  const first = scan.runs[0]
  const last = scan.runs.at(-1) ?? first
  const torn = last.bad.length === 1 ? last.bad[0] : undefined
  const broken = scan.runs.length > 1 || last.bad.length > 1
  const good = endOf(first).seq
  const newest = scan.runs.every((run) => endOf(run).seq <= endOf(last).seq)
  const found = newest ? await bridge(snapshots, last, broken) : null
  if (found !== null) {
    const { seq, hash } = found.head
    return {
      type: 'rebase',
      seq: good + 1,
      base: { seq, hash, snapshot: found.name, at: at.toISOString() },
      lines: last.lines.filter((line) => line.seq > seq),
    }
  }
  if (broken) throw new HouseError('journalBroken', { seq: good + 1, good }, `runs ${scan.runs.length}, unreadable ${scan.runs.reduce((sum, run) => sum + run.bad.length, 0)}`)
  if (torn !== undefined) return { type: 'cut', base: scan.base, lines: first.lines, tail: torn, seq: good + 1 }
  return { type: 'sound', base: scan.base, lines: first.lines }
}

type Room = { readonly files: Files; readonly codec: Codec; readonly folder: string; readonly damaged: string; readonly at: Date }

/** Keeps the torn bytes aside, then cuts them off. */
export async function cutTail(room: Room, tail: BadLine): Promise<void> {
  const { files, folder, damaged } = room
  const file = path.join(folder, tail.file)
  const size = (await files.size(file)) ?? 0
  const bytes = await files.readRange(file, tail.start, size - tail.start)
  await files.replace(await freeName(files, damaged, `${tail.file} ${tail.start} ${stamp(room.at)}.torn`), bytes)
  await files.truncate(file, tail.start)
}

/** Begins a new file with a base line and the lines that are still good behind it, then puts all older files aside, undamaged or not. */
export async function rebase(room: Room, scan: Scan, base: Base, lines: readonly PlacedLine[]): Promise<void> {
  const { files, codec, folder } = room
  const parts: Uint8Array[] = [makeLine(codec, baseJson(base)).bytes]
  for (const line of lines) parts.push(await files.readRange(path.join(folder, line.file), line.start, line.length + 1))
  const newest = [...scan.superseded, ...scan.files.map((entry) => entry.name)].reduce((max, name) => Math.max(max, Number.parseInt(name, 10)), 0)
  await files.replace(path.join(folder, fileName(newest + 1)), Buffer.concat(parts))
  await putAside(room, [...scan.superseded, ...scan.files.map((entry) => entry.name)])
}

export async function putAside(room: Room, names: readonly string[]): Promise<void> {
  for (const name of names) await room.files.move(path.join(room.folder, name), await freeName(room.files, room.damaged, `${name} ${stamp(room.at)}.whole`))
}
