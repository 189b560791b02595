import { hash as digest } from 'node:crypto'
import { z } from 'zod'
import type { CommitDraft, Head, JournalEntry } from '#shared/commit/commit'
import type { Codec } from '../codec'

/**
 * One journal line: `<sha256 of the JSON> <JSON>\n`. The JSON holds the previous line's hash, so that a line vouches for all before it.
 * The JSON always begins with seq, prev, id and at, in this order: opening a journal hashes every line but parses none.
 */
const newline = 0x0a
const space = 0x20
const hashLength = 64

export type LineHead = { readonly seq: number; readonly prev: string; readonly id: string; readonly at: string }

/** The first line of a journal that was restored from a snapshot: everything up to `seq` is in that snapshot. */
const baseSchema = z.object({
  base: z.object({
    seq: z.int().min(0),
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    snapshot: z.string().regex(/^\d{9,}-[0-9a-f]{8}\.json$/),
    at: z.string(),
  }),
})
export type Base = z.infer<typeof baseSchema>['base']

export function sha256(bytes: Uint8Array): string {
  return digest('sha256', bytes, 'hex')
}

export function entryJson(draft: CommitDraft, after: Head, at: string): Uint8Array {
  const entry: JournalEntry = {
    seq: after.seq + 1,
    prev: after.hash,
    id: draft.id,
    at,
    format: draft.format,
    actor: draft.actor,
    title: draft.title,
    final: draft.final,
    answers: draft.answers,
    changes: draft.changes,
  }
  return Buffer.from(JSON.stringify(entry))
}

export function baseJson(base: Base): Uint8Array {
  return Buffer.from(JSON.stringify({ base }))
}

/** The line with its newline, and the hash that names it. */
export function makeLine(codec: Codec, json: Uint8Array): { readonly bytes: Uint8Array; readonly hash: string } {
  const hash = sha256(json)
  return { hash, bytes: Buffer.concat([Buffer.from(`${hash} `), codec.sealLine(json), Buffer.from('\n')]) }
}

/** The JSON of a line (given without its newline), or null when its hash does not fit. */
export function openLine(codec: Codec, line: Uint8Array): { readonly json: Uint8Array; readonly hash: string } | null {
  if (line.length < hashLength + 2 || line[hashLength] !== space) return null
  const said = Buffer.from(line.buffer, line.byteOffset, hashLength).toString('latin1')
  const json = codec.openLine(line.subarray(hashLength + 1))
  if (json === null || sha256(json) !== said) return null
  return { json, hash: said }
}

const headPattern = /^\{"seq":(\d{1,15}),"prev":"([0-9a-f]{64})","id":"([0-9a-f-]{36})","at":"([^"\\]{1,40})"/i

/** Number, predecessor, id and time of an entry, without parsing the rest. */
export function headOfEntry(json: Uint8Array): LineHead | null {
  const found = headPattern.exec(Buffer.from(json.buffer, json.byteOffset, Math.min(json.length, 240)).toString('latin1'))
  const [, seq, prev, id, at] = found ?? []
  return seq === undefined || prev === undefined || id === undefined || at === undefined ? null : { seq: Number(seq), prev, id, at }
}

export function baseOf(json: Uint8Array): Base | null {
  if (json.length > 1000 || !Buffer.from(json.buffer, json.byteOffset, Math.min(json.length, 8)).equals(Buffer.from('{"base":'))) return null
  try {
    const parsed = baseSchema.safeParse(JSON.parse(Buffer.from(json).toString('utf8')))
    return parsed.success ? parsed.data.base : null
  } catch {
    return null
  }
}

/** Every line of a file: where it starts, its bytes without the newline, and whether it had one. */
export function* linesOf(bytes: Uint8Array): Iterable<{ readonly start: number; readonly bytes: Uint8Array; readonly ended: boolean }> {
  // A Buffer looks for a byte many times faster than a plain array does.
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  for (let start = 0; start < bytes.length;) {
    const end = buffer.indexOf(newline, start)
    const stop = end === -1 ? bytes.length : end
    yield { start, bytes: bytes.subarray(start, stop), ended: end !== -1 }
    start = stop + 1
  }
}
