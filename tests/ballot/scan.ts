import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { brotliDecompressSync, constants, inflateRawSync } from 'node:zlib'
import { logRecords, tableBlocks } from './leveldb'
import { unsnappy } from './snappy'

/** A hit names the file, what was found there and how it was written. */
export type Hit = { readonly file: string; readonly needle: string; readonly as: string }

/** The ways one string may lie in a file. base64 has three, by where in a group it begins; their ends are cut, where the neighbours have a say. */
function formsOf(needle: string): readonly { readonly as: string; readonly bytes: Buffer }[] {
  const raw = Buffer.from(needle, 'utf8')
  const coded = [0, 1, 2].map((shift) => Buffer.concat([Buffer.alloc(shift), raw]).toString('base64').replace(/=+$/u, '').slice(shift === 0 ? 0 : shift + 1, raw.length % 3 === (3 - shift) % 3 ? undefined : -1))
  return [
    { as: 'raw', bytes: raw }, { as: 'utf16', bytes: Buffer.from(needle, 'utf16le') },
    // Too little of a short string is left of it in base64 to tell it from chance.
    ...(raw.length >= 12 ? coded.map((text) => ({ as: 'base64', bytes: Buffer.from(text, 'latin1') })) : []),
  ]
}

/** The file as it lies, and whatever can be unpacked of it. */
function viewsOf(bytes: Buffer, name: string): readonly { readonly as: string; readonly bytes: Buffer }[] {
  const views = [{ as: 'plain', bytes }]
  const add = (as: string, part: Buffer | null) => {
    if (part !== null && part.length > 0) views.push({ as, bytes: part })
  }
  add('snappy', Buffer.concat(tableBlocks(bytes)))
  if (name.endsWith('.log')) add('log', logRecords(bytes))
  for (let at = bytes.indexOf(gzipMagic); at !== -1; at = bytes.indexOf(gzipMagic, at + 1)) add('gzip', attempt(() => inflateRawSync(bytes.subarray(gzipBody(bytes, at)), { finishFlush: constants.Z_SYNC_FLUSH })))
  // IndexedDB marks a value it compressed itself.
  for (const part of [...views]) for (let at = part.bytes.indexOf(idbMagic); at !== -1; at = part.bytes.indexOf(idbMagic, at + 1)) add('snappy', unsnappy(part.bytes.subarray(at + 3), true))
  for (let at = bytes.indexOf(zipMagic); at !== -1; at = bytes.indexOf(zipMagic, at + 1)) {
    if (at + 30 > bytes.length || bytes.readUInt16LE(at + 8) !== 8) continue
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
    add('zip', attempt(() => inflateRawSync(bytes.subarray(start), { finishFlush: constants.Z_SYNC_FLUSH })))
  }
  add('brotli', attempt(() => brotliDecompressSync(bytes)))
  // A cached answer: header, address, body.
  if (bytes.length > 24 && bytes.readBigUInt64LE(0) === 0xfcfb6d1ba7725c30n) add('brotli', attempt(() => brotliDecompressSync(bytes.subarray(24 + bytes.readUInt32LE(12)))))
  return views
}
const gzipMagic = Buffer.from([0x1f, 0x8b, 0x08])
const idbMagic = Buffer.from([0xff, 0x11, 0x02])
const zipMagic = Buffer.from([0x50, 0x4b, 0x03, 0x04])

/** Where the packed bytes begin: what follows them is no reason to leave them unread. */
function gzipBody(bytes: Buffer, start: number): number {
  const flags = bytes[start + 3] ?? 0
  let at = start + 10
  if ((flags & 4) !== 0 && at + 2 <= bytes.length) at += 2 + bytes.readUInt16LE(at)
  for (const flag of [8, 16]) if ((flags & flag) !== 0) at = bytes.indexOf(0, at) + 1
  return (flags & 2) !== 0 ? at + 2 : at
}

function attempt(work: () => Buffer): Buffer | null {
  try {
    return work()
  } catch {
    return null
  }
}

export function scanBytes(bytes: Buffer, name: string, needles: readonly string[]): readonly Hit[] {
  const views = viewsOf(bytes, name)
  return needles.flatMap((needle) => formsOf(needle).flatMap((form) => views.flatMap((view) => (view.bytes.includes(form.bytes) ? [{ file: name, needle, as: `${view.as} ${form.as}` }] : []))))
}

export async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
}

export async function scanFolder(folder: string, needles: readonly string[]): Promise<readonly Hit[]> {
  const hits: Hit[] = []
  for (const file of await filesBelow(folder)) {
    // A browser that is open meanwhile takes files away; what is gone lies on no disk.
    const bytes = await readFile(file).catch((thrown: unknown) => {
      if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return null
      throw thrown
    })
    if (bytes !== null) hits.push(...scanBytes(bytes, file, needles))
  }
  return hits
}

/** Every piece of so many bytes. */
export function piecesOf(text: string, size = 8): readonly string[] {
  return [...new Set(Array.from({ length: Math.max(0, text.length - size + 1) }, (_, at) => text.slice(at, at + size)))]
}
