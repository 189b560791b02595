import path from 'node:path'
import { emptyHead, isKnownRecord, journalEntrySchema, subjectOf, type Change, type CommitDraft, type Head, type StoredRecord } from '#shared/commit/commit'
import { HouseError } from '#shared/errors'
import { kinds } from '#shared/model/kinds'
import type { Codec } from '../codec'
import type { Files } from '../ports'
import type { Snapshots } from '../snapshots'
import { baseJson, entryJson, makeLine, sha256, type Base } from './line'
import { baseOfFile, fileName, journalFile, type PlacedLine } from './scan'

/**
 * Taking mistyped personal data out of the past. The chain is made anew in `journal.fresh/`, whole and flushed before it takes the
 * place of `journal/`; a power cut at any point leaves either the old chain or the new one, and `finishSwap` clears the other away.
 */
export type PurgeRequest = { readonly id: string; readonly commitId: string; readonly fields: readonly string[]; readonly reason: string; readonly by: string }

type Room = { readonly files: Files; readonly codec: Codec; readonly clock: () => Date; readonly root: string; readonly snapshots: Snapshots; readonly maxFileBytes: number }
type Past = {
  readonly base: Base | null
  readonly lines: readonly PlacedLine[]
  readonly jsonOf: (lines: readonly PlacedLine[]) => Promise<Uint8Array[]>
  /** The record as it is now, or null when it is gone. */
  readonly current: StoredRecord | null
}

const fixed = new Set(['id', 'kind', 'rev', 'schema', 'rulePack', 'createdSeq'])
/** What may stand in an emptied field, tried in this order: no field at all, then the empty values of the model. */
const blanks: readonly unknown[] = [undefined, '', null, []]

function withBlank(record: StoredRecord, field: string, blank: unknown): StoredRecord {
  if (!Object.hasOwn(record, field)) return record
  const entries = Object.entries(record).filter(([key]) => key !== field || blank !== undefined)
  return Object.fromEntries(entries.map(([key, value]) => [key, key === field ? blank : value])) as StoredRecord
}

/** Finds for each field the emptiest value its kind accepts, so that a purged record is still a valid one. */
function chooseBlanks(record: StoredRecord, fields: readonly string[]): ReadonlyMap<string, unknown> {
  const chosen = new Map<string, unknown>()
  let left = record
  for (const field of fields) {
    if (fixed.has(field)) throw new HouseError('badInput', { field }, 'this field holds the record together')
    const schema = isKnownRecord(record) ? kinds[record.kind].schema : null
    const valid = schema?.safeParse(left).success === true
    const blank = valid ? blanks.find((candidate) => schema.safeParse(withBlank(left, field, candidate)).success) : undefined
    if (valid && blank === undefined && !schema.safeParse(withBlank(left, field, undefined)).success) throw new HouseError('badInput', { field }, 'this field may not be empty: correct it first')
    chosen.set(field, blank)
    left = withBlank(left, field, blank)
  }
  return chosen
}

function strip(record: StoredRecord | null, id: string, chosen: ReadonlyMap<string, unknown>): StoredRecord | null {
  if (record === null || record.id !== id) return record
  return [...chosen].reduce((left, [field, blank]) => withBlank(left, field, blank), record)
}

const freshFolder = 'journal.fresh'
const oldFolder = 'journal.old'
const complete = 'complete'

export async function purgeJournal(room: Room, past: Past, request: PurgeRequest): Promise<void> {
  const { files, codec, root, snapshots } = room
  const fresh = path.join(root, freshFolder)
  const touched = (json: Uint8Array) => Buffer.from(json.buffer, json.byteOffset, json.length).includes(request.id)
  const stripChange = (change: Change, chosen: ReadonlyMap<string, unknown>): Change => ({ before: strip(change.before, request.id, chosen), after: strip(change.after, request.id, chosen) })

  const latest = past.current ?? (await lastSeen(past, request.id, touched))
  if (latest === null) throw new HouseError('badInput', { field: 'id' }, 'no entry knows this record')
  const chosen = chooseBlanks(latest, request.fields)

  let head: Head = emptyHead
  let number = 1
  let parts: Uint8Array[] = []
  let size = 0
  async function flush(): Promise<void> {
    if (parts.length > 0) await files.replace(path.join(fresh, fileName(number)), Buffer.concat(parts))
    number += 1
    parts = []
    size = 0
  }
  async function put(json: Uint8Array): Promise<string> {
    const line = makeLine(codec, json)
    if (size > 0 && size + line.bytes.length > room.maxFileBytes) await flush()
    parts.push(line.bytes)
    size += line.bytes.length
    return line.hash
  }

  if (past.base !== null) {
    const found = await snapshots.read(past.base.snapshot)
    if (found === null) throw new HouseError('journalBroken', { seq: past.base.seq, good: 0 }, `the snapshot ${past.base.snapshot} cannot be read`)
    const records = new Map([...found.records].map(([id, record]) => [id, strip(record, request.id, chosen) ?? record]))
    const snapshot = await snapshots.write(found.head, records, past.base.snapshot)
    await put(baseJson({ ...past.base, snapshot }))
    head = { seq: past.base.seq, hash: past.base.hash }
  }
  for (const line of past.lines) {
    const [json] = await past.jsonOf([line])
    if (json === undefined) continue
    if (!touched(json) && line.prev === head.hash) {
      head = { seq: line.seq, hash: await put(json) }
      continue
    }
    const entry = journalEntrySchema.parse(JSON.parse(Buffer.from(json).toString('utf8')))
    head = { seq: line.seq, hash: await put(entryJson({ ...entry, changes: entry.changes.map((change) => stripChange(change, chosen)) }, head, entry.at)) }
  }

  const now = strip(latest, request.id, chosen) ?? latest
  const commit: CommitDraft = {
    format: 1,
    id: request.commitId,
    actor: { name: request.by === '' ? '经办人' : request.by, post: '' },
    title: titleOf(latest, request),
    final: true,
    answers: null,
    changes: [past.current === null ? { before: now, after: null } : { before: now, after: { ...now, rev: now.rev + 1 } }],
  }
  await put(entryJson(commit, head, room.clock().toISOString()))
  await flush()
  await files.replace(path.join(fresh, complete), Buffer.from(sha256(Buffer.from(commit.id))))
  await shredTraces(room, request.id)
}

function titleOf(record: StoredRecord, request: PurgeRequest): string {
  const what = isKnownRecord(record) ? kinds[record.kind].name : record.kind
  return `清除了一份${what}里填错的内容（${request.fields.length} 项）：${request.reason}`.slice(0, 200)
}

async function lastSeen(past: Past, id: string, touched: (json: Uint8Array) => boolean): Promise<StoredRecord | null> {
  for (const line of past.lines.toReversed()) {
    const [json] = await past.jsonOf([line])
    if (json === undefined || !touched(json)) continue
    const entry = journalEntrySchema.parse(JSON.parse(Buffer.from(json).toString('utf8')))
    const change = entry.changes.find((candidate) => subjectOf(candidate).id === id)
    if (change !== undefined) return subjectOf(change)
  }
  return null
}

/** Damaged remains that name the record would keep what was to go. */
async function shredTraces(room: Room, id: string): Promise<void> {
  const folder = path.join(room.root, 'damaged')
  for (const entry of await room.files.list(folder)) {
    if (entry.folder) continue
    const bytes = await room.files.read(path.join(folder, entry.name))
    if (bytes !== null && Buffer.from(bytes).includes(id)) await room.files.shred(path.join(folder, entry.name))
  }
}

async function shredFolder(files: Files, folder: string): Promise<void> {
  for (const entry of await files.list(folder)) if (!entry.folder) await files.shred(path.join(folder, entry.name))
  await files.remove(folder)
}

/** Ends a purge, also one that a power cut interrupted. Does nothing when there is nothing to end. */
export async function finishSwap(room: { readonly files: Files; readonly codec: Codec; readonly root: string; readonly snapshots: Snapshots }): Promise<void> {
  const { files, codec, root, snapshots } = room
  const [journal, fresh, old] = ['journal', freshFolder, oldFolder].map((name) => path.join(root, name)) as [string, string, string]
  const names = new Set((await files.list(root)).map((entry) => entry.name))
  if (names.has(freshFolder)) {
    if ((await files.size(path.join(fresh, complete))) === null) {
      await shredFolder(files, fresh)
    } else {
      if (names.has('journal')) await files.move(journal, old)
      await files.move(fresh, journal)
    }
  }
  if ((await files.size(path.join(journal, complete))) !== null) {
    await snapshots.shredOthers(await pinned(files, codec, journal))
    await shredFolder(files, old)
    await files.remove(path.join(journal, complete))
  }
}

/** The snapshot a base line names: without it the journal would begin nowhere. */
async function pinned(files: Files, codec: Codec, journal: string): Promise<ReadonlySet<string>> {
  const first = (await files.list(journal)).find((entry) => journalFile.test(entry.name))
  const base = first === undefined ? null : await baseOfFile(files, codec, path.join(journal, first.name))
  return new Set(base === null ? [] : [base.snapshot])
}
