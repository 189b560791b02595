import path from 'node:path'
import { z } from 'zod'
import { subjectOf, type Change, type Head, type StoredRecord } from '#shared/commit/commit'
import type { Codec } from './codec'
import { sha256 } from './journal/line'
import type { Files } from './ports'

/**
 * A snapshot is the journal folded into its state at one commit: every record by id, with its own SHA-256.
 * File: one line `<sha256> <JSON>`; named by its sequence number and the first eight characters of that hash.
 */
export const snapshotEvery = 200
export const snapshotsKept = 3

const fileSchema = z.object({
  format: z.literal(1),
  seq: z.int().min(0),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  records: z.array(z.looseObject({ id: z.string(), kind: z.string(), rev: z.int(), schema: z.int() })),
})
export type Snapshot = { readonly head: Head; readonly records: ReadonlyMap<string, StoredRecord> }
export type SnapshotName = { readonly name: string; readonly seq: number }

const nameOf = /^(\d{9,})-[0-9a-f]{8}\.json$/

export type Snapshots = {
  /** Newest first. */
  readonly list: () => Promise<readonly SnapshotName[]>
  /** null when it is missing or damaged. */
  readonly read: (name: string) => Promise<Snapshot | null>
  /** Writes, reads back, compares; only then older ones go (the newest three stay, and `pinned`). */
  readonly write: (head: Head, records: ReadonlyMap<string, StoredRecord>, pinned: string | null) => Promise<string>
  /** Overwrites and removes every snapshot but `kept`. */
  readonly shredOthers: (kept: ReadonlySet<string>) => Promise<void>
}

/** Applies changes to a state in place. */
export function fold(records: Map<string, StoredRecord>, changes: readonly Change[]): void {
  for (const change of changes) {
    if (change.after === null) records.delete(subjectOf(change).id)
    else records.set(change.after.id, change.after)
  }
}

export function openSnapshots(options: { readonly files: Files; readonly codec: Codec; readonly folder: string }): Snapshots {
  const { files, codec, folder } = options
  const place = (name: string) => path.join(folder, name)

  async function list(): Promise<readonly SnapshotName[]> {
    return (await files.list(folder))
      .flatMap((entry) => {
        const seq = nameOf.exec(entry.name)?.[1]
        return seq === undefined || entry.folder ? [] : [{ name: entry.name, seq: Number(seq) }]
      })
      .sort((a, b) => b.seq - a.seq)
  }

  async function read(name: string): Promise<Snapshot | null> {
    if (!nameOf.test(name)) return null
    const stored = await files.read(place(name))
    const bytes = stored === null ? null : codec.openFile(stored)
    if (bytes === null || bytes.length < 66) return null
    const json = bytes.subarray(65)
    if (sha256(json) !== Buffer.from(bytes.subarray(0, 64)).toString('latin1')) return null
    const parsed = fileSchema.safeParse(JSON.parse(Buffer.from(json).toString('utf8')))
    if (!parsed.success) return null
    return { head: { seq: parsed.data.seq, hash: parsed.data.hash }, records: new Map(parsed.data.records.map((record) => [record.id, record])) }
  }

  async function write(head: Head, records: ReadonlyMap<string, StoredRecord>, pinned: string | null): Promise<string> {
    const json = Buffer.from(JSON.stringify({ format: 1, seq: head.seq, hash: head.hash, records: [...records.values()] }))
    const hash = sha256(json)
    const name = `${String(head.seq).padStart(9, '0')}-${hash.slice(0, 8)}.json`
    const bytes = codec.sealFile(Buffer.concat([Buffer.from(`${hash} `), json]))
    await files.replace(place(name), bytes)
    const back = await files.read(place(name))
    if (back === null || !Buffer.from(back).equals(bytes)) {
      await files.remove(place(name))
      throw new Error(`the snapshot ${name} did not read back as written`)
    }
    const all = await list()
    for (const old of all.filter((entry) => entry.name !== name).slice(snapshotsKept - 1)) {
      if (old.name !== pinned) await files.remove(place(old.name))
    }
    return name
  }

  return {
    list,
    read,
    write,
    shredOthers: async (kept) => {
      for (const entry of await list()) if (!kept.has(entry.name)) await files.shred(place(entry.name))
    },
  }
}
