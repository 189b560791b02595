import path from 'node:path'
import { parseManifest } from '#shared/archive/bagit'
import type { HostError } from '#shared/errors'
import { receivedBagSchema } from '#shared/model/received-bag'
import { foldBooks } from '../bag/fold-journal'
import { openBlobs } from '../blobs'
import { plainCodec } from '../codec'
import { sha256OfFile } from './editions'
import { needBooks } from './place-there'
import type { CheckTask, Outcome, TaskRoom } from './task'

type Use = { readonly what: string; readonly name: string }

/**
 * 核对全部档案: every kept file is read and must be what its name says; every file a record names must be there. Goes on after a bad one: whoever
 * fetches files from a backup wants the whole list. The journal itself is checked, line by line, on the way.
 */
export async function runCheck(task: CheckTask, room: TaskRoom): Promise<Outcome> {
  const { ports: { files, freeBytes }, step, signal } = room
  await needBooks(files, task.root, 0)
  step({ current: '看看有哪些文件' })
  const books = await foldBooks(files, task.frozen)
  const uses = new Map<string, Use[]>()
  const note = (sha256: string, use: Use): void => void uses.set(sha256, [...(uses.get(sha256) ?? []), use])
  for (const record of books.records.values()) for (const ref of refsIn(record)) note(ref.sha256, { what: titleOf(record), name: ref.name })
  const blobs = openBlobs({ files, codec: plainCodec, freeBytes, folder: path.join(task.root, 'blobs') })
  const kept = await blobs.list()
  const here = new Set(kept.map(({ sha256 }) => sha256))
  for (const record of books.records.values()) {
    const received = record.kind === 'receivedBag' ? receivedBagSchema.safeParse(record) : null
    if (received?.success !== true || !here.has(received.data.list.sha256)) continue
    // The files of a bag from elsewhere are named by its list alone.
    const { title, list } = received.data
    const bytes = await files.read(path.join(task.root, 'blobs', list.sha256.slice(0, 2), list.sha256))
    for (const line of parseManifest(Buffer.from(bytes ?? []).toString('utf8'), 64).lines) note(line.sum, { what: title, name: line.name })
  }
  const fail = (sha256: string, error: HostError): void => {
    const found = uses.get(sha256) ?? []
    step({ failure: { title: found.length === 0 ? `没有记录用到的文件 ${sha256.slice(0, 12)}` : found.map(({ what, name }) => (what === '' ? name : `${what}：${name}`)).join('；'), error } })
  }
  let [bad, bytes] = [0, 0]
  const lost = [...uses.keys()].filter((sha256) => !here.has(sha256))
  const total = kept.length + lost.length
  for (const sha256 of lost) {
    bad += 1
    fail(sha256, { code: 'blobMissing', facts: { name: uses.get(sha256)?.[0]?.name ?? '' }, technical: sha256 })
  }
  for (const [n, { sha256, size, path: file }] of kept.entries()) {
    signal.throwIfAborted()
    step({ done: lost.length + n, total, current: uses.get(sha256)?.[0]?.name ?? sha256.slice(0, 12) })
    bytes += size
    const found = await sha256OfFile(files, file, signal).catch((thrown: unknown) => {
      if (signal.aborted) throw thrown
      return thrown instanceof Error ? thrown.message : String(thrown)
    })
    if (found === sha256) continue
    bad += 1
    fail(sha256, { code: 'blobBroken', facts: { name: uses.get(sha256)?.[0]?.name ?? '' }, technical: `${sha256}: ${found ?? 'gone'}` })
  }
  step({ done: total, total, current: '' })
  return { cancelled: false, folder: task.root, restored: null, summary: { records: books.records.size, blobs: kept.length, files: total - bad, bytes, same: bad === 0, vault: task.vault, file: '' } }
}

type Ref = { readonly sha256: string; readonly name: string }

/** Files a record names, wherever they stand in it. */
function refsIn(value: unknown): readonly Ref[] {
  if (Array.isArray(value)) return value.flatMap(refsIn)
  if (value === null || typeof value !== 'object') return []
  if ('sha256' in value && typeof value.sha256 === 'string' && 'name' in value && typeof value.name === 'string') return [{ sha256: value.sha256, name: value.name }]
  return Object.values(value).flatMap(refsIn)
}

function titleOf(record: object): string {
  if ('title' in record && typeof record.title === 'string') return record.title
  return 'name' in record && typeof record.name === 'string' ? record.name : ''
}
