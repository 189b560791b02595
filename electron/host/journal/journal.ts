import path from 'node:path'
import { emptyHead, journalEntrySchema, type CommitDraft, type Head, type JournalEntry, type StoredRecord } from '#shared/commit/commit'
import { HouseError } from '#shared/errors'
import type { Codec } from '../codec'
import { mutex } from '../mutex'
import type { Files } from '../ports'
import { fold, type Snapshots } from '../snapshots'
import { entryJson, makeLine, openLine, type Base } from './line'
import { finishSwap, purgeJournal, type PurgeRequest } from './purge'
import { cutTail, planRepair, putAside, rebase } from './repair'
import { fileName, maxFileBytes, scanJournal, type PlacedLine, type Scan } from './scan'

export type JournalOptions = {
  readonly files: Files
  readonly codec: Codec
  readonly clock: () => Date
  /** The vault's folder; the journal lives in `journal/`, what was damaged in `damaged/`. */
  readonly root: string
  readonly snapshots: Snapshots
  readonly maxFileBytes?: number
  /** Someone else writes here: what stands there is served, nothing is repaired. */
  readonly readOnly?: HouseError | null
}

export type Appended = { readonly seq: number; readonly hash: string; readonly at: string }
export type ReadAnswer = {
  readonly entries: readonly JournalEntry[]
  /** An entry larger than `maxBytes`, alone, as JSON. */
  readonly large: { readonly seq: number; readonly json: Uint8Array } | null
  readonly last: Head
}

export type Journal = {
  readonly head: () => Head
  /** Where the entries begin: 0, or the snapshot the journal was restored from. */
  readonly from: () => number
  readonly repairs: readonly string[]
  readonly readOnly: () => HouseError | null
  /** Compare and swap: written only when it becomes number `expectedSeq`. A commit id already there gets its first answer again. */
  readonly append: (draft: CommitDraft, expectedSeq: number) => Promise<Appended>
  readonly read: (after: number, maxBytes: number) => Promise<ReadAnswer>
  /** null when the journal does not reach there (any more). */
  readonly hashAt: (seq: number) => string | null
  readonly state: () => Promise<Map<string, StoredRecord>>
  readonly writeSnapshot: () => Promise<void>
  readonly purge: (request: PurgeRequest) => Promise<Head>
  /** Nothing is written while this runs. */
  readonly quiet: <T>(work: () => Promise<T>) => Promise<T>
}

type View = {
  readonly base: Base | null
  readonly lines: PlacedLine[]
  readonly byId: Map<string, PlacedLine>
  file: { number: number; size: number }
}

const nobody = '00000000-0000-4000-8000-000000000000'

function headOf(view: View): Head {
  const last = view.lines.at(-1)
  if (last !== undefined) return { seq: last.seq, hash: last.hash }
  return view.base === null ? emptyHead : { seq: view.base.seq, hash: view.base.hash }
}

function viewOf(scan: Scan, base: Base | null, lines: readonly PlacedLine[]): View {
  const last = scan.files.at(-1)
  return {
    base,
    lines: [...lines],
    byId: new Map(lines.map((line) => [line.id, line])),
    file: last === undefined ? { number: 1, size: 0 } : { number: Number.parseInt(last.name, 10), size: last.size },
  }
}

export async function openJournal(options: JournalOptions): Promise<Journal> {
  const { files, codec, clock, root, snapshots } = options
  const limit = options.maxFileBytes ?? maxFileBytes
  const folder = path.join(root, 'journal')
  const damaged = path.join(root, 'damaged')
  const alone = mutex()
  const repairs: string[] = []
  let readOnly: HouseError | null = options.readOnly ?? null
  let unsure = false

  /** Repairs what can be; a disk that cannot be written leaves the books readable, with the reason. */
  async function load(): Promise<View> {
    if (readOnly === null) await finishSwap({ files, codec, root, snapshots })
    const scan = await scanJournal(files, codec, folder)
    const at = clock()
    const plan = await planRepair(scan, snapshots, at)
    if (readOnly !== null) return viewOf(scan, plan.base, plan.lines)
    const room = { files, codec, folder, damaged, at }
    switch (plan.type) {
      case 'sound':
        if (scan.superseded.length > 0) await attempt(() => putAside(room, scan.superseded))
        return viewOf(scan, plan.base, plan.lines)
      case 'cut':
        repairs.push(`第 ${plan.seq} 笔没有写完，已经去掉，残余留在 damaged 文件夹里。`)
        if (await attempt(() => cutTail(room, plan.tail))) return load()
        return viewOf(scan, plan.base, plan.lines)
      case 'rebase':
        repairs.push(`第 ${plan.seq} 笔读不出来，已经用第 ${plan.base.seq} 笔时的快照补好；坏的文件留在 damaged 文件夹里。`)
        if (await attempt(() => rebase(room, scan, plan.base, plan.lines))) return load()
        return viewOf(scan, plan.base, plan.lines)
    }
  }

  async function attempt(work: () => Promise<void>): Promise<boolean> {
    try {
      await work()
      return true
    } catch (thrown) {
      if (!(thrown instanceof HouseError)) throw thrown
      readOnly = thrown
      return false
    }
  }

  let view = await load()
  // Written to once with nothing, to know now rather than at the first save.
  if (readOnly === null) await attempt(() => files.append(path.join(folder, fileName(view.file.number)), new Uint8Array()))

  async function settle(): Promise<void> {
    const target = path.join(folder, fileName(view.file.number))
    const size = (await files.size(target)) ?? (view.file.size === 0 ? 0 : null)
    if (size === view.file.size) {
      unsure = false
      return
    }
    if (size === null) throw new HouseError('vaultMissing', { path: root }, `${target} is gone`)
    if (!unsure || size < view.file.size) throw new HouseError('conflict', { what: '这套资料的流水账' }, `${target} is ${size} bytes, not ${view.file.size}`)
    // A write that failed here left bytes behind that could not be cut then.
    await files.truncate(target, view.file.size)
    unsure = false
  }

  async function append(draft: CommitDraft, expectedSeq: number): Promise<Appended> {
    const known = view.byId.get(draft.id)
    if (known !== undefined) return { seq: known.seq, hash: known.hash, at: known.at }
    if (readOnly !== null) throw readOnly
    const head = headOf(view)
    if (expectedSeq !== head.seq + 1) throw new HouseError('wrongSeq', {}, `expected ${expectedSeq}, the next is ${head.seq + 1}`)
    await settle()
    const at = clock().toISOString()
    const line = makeLine(codec, entryJson(draft, head, at))
    if (view.file.size > 0 && view.file.size + line.bytes.length > limit) view.file = { number: view.file.number + 1, size: 0 }
    const file = fileName(view.file.number)
    unsure = true
    await files.append(path.join(folder, file), line.bytes)
    unsure = false
    const placed: PlacedLine = { seq: head.seq + 1, prev: head.hash, id: draft.id, at, hash: line.hash, file, start: view.file.size, length: line.bytes.length - 1 }
    view.lines.push(placed)
    view.byId.set(placed.id, placed)
    view.file.size += line.bytes.length
    return { seq: placed.seq, hash: placed.hash, at }
  }

  /** Consecutive lines of one file come in one read. */
  async function jsonOf(lines: readonly PlacedLine[]): Promise<Uint8Array[]> {
    const found: Uint8Array[] = []
    for (let at = 0; at < lines.length;) {
      const first = lines[at]
      if (first === undefined) break
      let end = at + 1
      while (lines[end]?.file === first.file) end += 1
      const group = lines.slice(at, end)
      const last = group.at(-1) ?? first
      const bytes = await files.readRange(path.join(folder, first.file), first.start, last.start + last.length - first.start)
      for (const line of group) {
        const opened = openLine(codec, bytes.subarray(line.start - first.start, line.start - first.start + line.length))
        if (opened === null || opened.hash !== line.hash) throw new HouseError('journalBroken', { seq: line.seq, good: line.seq - 1 }, `${line.file} changed while open`)
        found.push(opened.json)
      }
      at = end
    }
    return found
  }

  async function entriesOf(lines: readonly PlacedLine[]): Promise<JournalEntry[]> {
    return (await jsonOf(lines)).map((json) => journalEntrySchema.parse(JSON.parse(Buffer.from(json).toString('utf8'))))
  }

  const indexAfter = (seq: number) => Math.max(0, seq - (view.base?.seq ?? 0))

  /** The state at the newest usable snapshot, else at the base, else nothing. */
  async function start(): Promise<{ head: Head; records: Map<string, StoredRecord> }> {
    for (const { name, seq } of await snapshots.list()) {
      if (seq < (view.base?.seq ?? 0) || seq > headOf(view).seq) continue
      // At the base itself only the one it names: a purge that was cut off may have left another.
      if (seq === view.base?.seq && name !== view.base.snapshot) continue
      const found = await snapshots.read(name)
      if (found !== null && found.head.hash === hashAt(found.head.seq)) return { head: found.head, records: new Map(found.records) }
    }
    if (view.base !== null) throw new HouseError('journalBroken', { seq: view.base.seq, good: 0 }, `the snapshot ${view.base.snapshot} is gone`)
    return { head: emptyHead, records: new Map() }
  }

  function hashAt(seq: number): string | null {
    const from: Head = view.base ?? emptyHead
    return seq === from.seq ? from.hash : view.lines[seq - from.seq - 1]?.hash ?? null
  }

  async function state(): Promise<Map<string, StoredRecord>> {
    const { head, records } = await start()
    const rest = view.lines.slice(indexAfter(head.seq))
    // In portions, so that a long journal is never in memory at once.
    for (let at = 0; at < rest.length; at += 500) for (const entry of await entriesOf(rest.slice(at, at + 500))) fold(records, entry.changes)
    return records
  }

  /** A reader older than the base gets the whole state as one entry, and goes on from there. */
  async function synthetic(maxBytes: number): Promise<ReadAnswer> {
    const { head, records } = await start()
    const entry: JournalEntry = {
      seq: head.seq,
      prev: emptyHead.hash,
      id: nobody,
      at: view.base?.at ?? clock().toISOString(),
      format: 1,
      actor: { name: '先锋档案盒', post: '' },
      title: '从快照恢复',
      final: true,
      answers: null,
      // An entry is never empty: with no record left, it takes away one that never was.
      changes: records.size === 0 ? [{ before: { id: nobody, kind: 'snapshot', rev: 1, schema: 1 }, after: null }] : [...records.values()].map((after) => ({ before: null, after })),
    }
    const json = Buffer.from(JSON.stringify(entry))
    return json.length > maxBytes ? { entries: [], large: { seq: head.seq, json }, last: head } : { entries: [entry], large: null, last: head }
  }

  async function read(after: number, maxBytes: number): Promise<ReadAnswer> {
    if (after < (view.base?.seq ?? 0)) return synthetic(maxBytes)
    const rest = view.lines.slice(indexAfter(after))
    const first = rest[0]
    if (first === undefined) return { entries: [], large: null, last: headOf(view) }
    if (first.length > maxBytes) {
      const [json] = await jsonOf([first])
      return { entries: [], large: { seq: first.seq, json: json ?? new Uint8Array() }, last: { seq: first.seq, hash: first.hash } }
    }
    let count = 0
    for (let bytes = 0; count < rest.length; count += 1) {
      bytes += (rest[count]?.length ?? 0) + 1
      if (bytes > maxBytes) break
    }
    const fitting = rest.slice(0, Math.max(1, count))
    const last = fitting.at(-1) ?? first
    return { entries: await entriesOf(fitting), large: null, last: { seq: last.seq, hash: last.hash } }
  }

  async function writeSnapshot(): Promise<void> {
    if (readOnly !== null) return
    // Not into a folder that is gone or that someone else writes to.
    await settle()
    const head = headOf(view)
    const newest = (await snapshots.list()).find((entry) => entry.seq <= head.seq)
    if (newest?.seq === head.seq && (await snapshots.read(newest.name))?.head.hash === head.hash) return
    if (head.seq > 0) await snapshots.write(head, await state(), view.base?.snapshot ?? null)
  }

  async function purge(request: PurgeRequest): Promise<Head> {
    if (readOnly !== null) throw readOnly
    await settle()
    const current = (await state()).get(request.id) ?? null
    await purgeJournal({ files, codec, clock, root, snapshots, maxFileBytes: limit }, { base: view.base, lines: view.lines, jsonOf, current }, request)
    view = await load()
    await writeSnapshot()
    return headOf(view)
  }

  /** Reading goes on beside writing (a journal only grows); only while it is made anew does it wait. */
  let purging: Promise<unknown> = Promise.resolve()
  async function whilePresent<T>(work: () => Promise<T>): Promise<T> {
    await purging
    return work()
  }

  return {
    head: () => headOf(view),
    from: () => view.base?.seq ?? 0,
    repairs,
    readOnly: () => readOnly,
    append: (draft, expectedSeq) => alone(() => append(draft, expectedSeq)),
    read: (after, maxBytes) => whilePresent(() => read(after, maxBytes)),
    hashAt,
    state: () => whilePresent(state),
    writeSnapshot: () => alone(writeSnapshot),
    purge: (request) => alone(() => {
      const work = purge(request)
      purging = work.catch(() => undefined)
      return work
    }),
    quiet: alone,
  }
}
