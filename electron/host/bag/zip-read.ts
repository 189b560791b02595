import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { Inflate } from 'fflate'
import type { Files } from '../ports'
import { findTwins, refuseEntry } from './entry-name'
import { maxEntryBytes, sealBytes, sealPrefix } from './zip-write'

/**
 * Reads only what `zip-write` writes, and believes none of it: every field is checked against its neighbours before a byte is
 * unpacked. ZIP lets the directory and the entries disagree, overlap, or hide data between them; each of those has been an
 * attack, and none of them happens to our own files.
 */
export const limits = {
  entries: 200_000,
  entryBytes: maxEntryBytes,
  totalBytes: 64 * 1024 ** 3,
  /** Unpacked to packed, asked of entries over `ratioFrom` bytes: below that even zeros harm nobody. */
  ratio: 200,
  ratioFrom: 1024 ** 2,
}
export type ZipLimits = typeof limits

/** What is wrong, and with which part. */
export class ZipFault extends Error {
  readonly part: string
  readonly why: string
  constructor(part: string, why: string) {
    super(`${part}: ${why}`)
    this.name = 'ZipFault'
    this.part = part
    this.why = why
  }
}

export type ZipEntry = { readonly name: string; readonly deflated: boolean; readonly crc: number; readonly packed: number; readonly size: number; readonly start: number }
export type ZipDirectory = { readonly entries: readonly ZipEntry[]; readonly size: number; readonly seal: string }

export const directoryPart = '目录'
const endSize = 22
const chunkBytes = 64 * 1024
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function safeNumber(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new ZipFault(directoryPart, '里面的数字大得不可能')
  return Number(value)
}

function decode(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes)
  } catch {
    throw new ZipFault(directoryPart, '有一个名字不是文字')
  }
}

/** The seal at the very end, or null when the file does not end like a backup. */
async function readSeal(files: Files, file: string, size: number): Promise<string | null> {
  if (size < endSize + sealBytes) return null
  const text = Buffer.from(await files.readRange(file, size - sealBytes, sealBytes)).toString('latin1')
  const seal = text.slice(sealPrefix.length)
  return text.startsWith(sealPrefix) && /^[0-9a-f]{64}$/.test(seal) ? seal : null
}

export async function readZip(files: Files, file: string, cap: ZipLimits = limits): Promise<ZipDirectory> {
  const size = await files.size(file)
  if (size === null) throw new ZipFault(directoryPart, '文件不在了')
  const seal = await readSeal(files, file, size)
  if (seal === null) throw new ZipFault(directoryPart, '文件不完整：结尾不见了，多半是没有写完或者被截断')
  const endAt = size - sealBytes - endSize
  const end = viewOf(await files.readRange(file, endAt, endSize))
  if (end.getUint32(0, true) !== 0x06054b50 || end.getUint32(4, true) !== 0 || end.getUint16(20, true) !== sealBytes) throw new ZipFault(directoryPart, '结尾的记号不对')
  let count = end.getUint16(8, true)
  let length = end.getUint32(12, true)
  let start = end.getUint32(16, true)
  if (end.getUint16(10, true) !== count) throw new ZipFault(directoryPart, '件数前后不一')
  let directoryEnd = endAt
  if (count === 0xffff || length === 0xffffffff || start === 0xffffffff) {
    directoryEnd = endAt - 20 - 56
    if (directoryEnd < 0) throw new ZipFault(directoryPart, '结尾的记号不对')
    const far = viewOf(await files.readRange(file, directoryEnd, 76))
    if (far.getUint32(0, true) !== 0x06064b50 || far.getUint32(56, true) !== 0x07064b50 || safeNumber(far.getBigUint64(64, true)) !== directoryEnd) throw new ZipFault(directoryPart, '结尾的记号不对')
    count = safeNumber(far.getBigUint64(32, true))
    length = safeNumber(far.getBigUint64(40, true))
    start = safeNumber(far.getBigUint64(48, true))
  }
  if (start + length !== directoryEnd) throw new ZipFault(directoryPart, '目录的位置对不上')
  if (count > cap.entries) throw new ZipFault(directoryPart, `有 ${count} 件，多得不可能`)
  if (length > count * (46 + 1024)) throw new ZipFault(directoryPart, '目录的长度对不上')
  const found = parseDirectory(await files.readRange(file, start, length), count)
  return { entries: await placeEntries(files, file, found, start, cap), size, seal }
}

type Found = Omit<ZipEntry, 'start'> & { readonly offset: number; readonly rawName: Uint8Array; readonly flags: number }

function parseDirectory(bytes: Uint8Array, count: number): readonly Found[] {
  const view = viewOf(bytes)
  const found: Found[] = []
  let at = 0
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw new ZipFault(directoryPart, `第 ${n + 1} 件登记坏了`)
    const [madeBy, flags, method] = [view.getUint16(at + 4, true), view.getUint16(at + 8, true), view.getUint16(at + 10, true)]
    const [nameLength, extraLength, commentLength] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true)]
    const next = at + 46 + nameLength + extraLength + commentLength
    if (next > bytes.length) throw new ZipFault(directoryPart, `第 ${n + 1} 件登记坏了`)
    const rawName = bytes.subarray(at + 46, at + 46 + nameLength)
    const name = decode(rawName)
    const refused = refuseEntry(name)
    if (refused !== null) throw new ZipFault(name, refused)
    // Attributes are where links and executables hide; ours are always nothing, made by "FAT".
    const mode = view.getUint32(at + 38, true)
    if ((mode >>> 28) === 0xa) throw new ZipFault(name, '是一个链接，不是文件')
    if (madeBy >>> 8 !== 0 || mode !== 0 || commentLength !== 0) throw new ZipFault(name, '带着不该有的属性')
    if (flags & 1) throw new ZipFault(name, '加了密码')
    if ((flags & ~0x0808) !== 0 || (method !== 0 && method !== 8)) throw new ZipFault(name, '压缩的办法不认识')
    let offset = view.getUint32(at + 42, true)
    if (extraLength !== 0) {
      const extra = at + 46 + nameLength
      if (offset !== 0xffffffff || extraLength !== 12 || view.getUint16(extra, true) !== 1 || view.getUint16(extra + 2, true) !== 8) throw new ZipFault(name, '带着不该有的属性')
      offset = safeNumber(view.getBigUint64(extra + 4, true))
    }
    found.push({ name, rawName, flags, deflated: method === 8, crc: view.getUint32(at + 16, true), packed: view.getUint32(at + 20, true), size: view.getUint32(at + 24, true), offset })
    at = next
  }
  if (at !== bytes.length) throw new ZipFault(directoryPart, '目录的长度对不上')
  return found
}

/** Local headers: each must repeat its directory line, and the entries must fill the file without gap or overlap. */
async function placeEntries(files: Files, file: string, found: readonly Found[], directoryStart: number, cap: ZipLimits): Promise<readonly ZipEntry[]> {
  const [twin] = findTwins(found.map((entry) => entry.name))
  if (twin !== undefined) throw new ZipFault(twin, '和另一个文件的名字分不开')
  let total = 0
  let expected = 0
  const entries: ZipEntry[] = []
  for (const [n, { rawName, flags, offset, ...entry }] of found.entries()) {
    total += entry.size
    if (entry.size > cap.entryBytes) throw new ZipFault(entry.name, `展开有 ${Math.round(entry.size / 1024 ** 2)} MB，太大`)
    if (total > cap.totalBytes) throw new ZipFault(entry.name, '全部展开太大')
    if (entry.size > cap.ratioFrom && entry.size > entry.packed * cap.ratio) throw new ZipFault(entry.name, '压得太紧，不像正常的文件')
    if (!entry.deflated && entry.size !== entry.packed) throw new ZipFault(entry.name, '大小前后不一')
    if (offset !== expected) throw new ZipFault(entry.name, '位置对不上')
    const header = await files.readRange(file, offset, 30 + rawName.length)
    const view = viewOf(header)
    if (header.length !== 30 + rawName.length || view.getUint32(0, true) !== 0x04034b50) throw new ZipFault(entry.name, '开头的记号不对')
    const same = view.getUint16(6, true) === flags && view.getUint16(8, true) === (entry.deflated ? 8 : 0) && view.getUint16(26, true) === rawName.length && view.getUint16(28, true) === 0
    if (!same || !Buffer.from(header.subarray(30)).equals(Buffer.from(rawName))) throw new ZipFault(entry.name, '开头和目录说的不一样')
    const start = offset + header.length
    const next = found[n + 1]?.offset ?? directoryStart
    const tail = flags & 8 ? 16 : 0
    expected = start + entry.packed + tail
    if (expected !== next) throw new ZipFault(entry.name, '长度对不上')
    if (tail !== 0) {
      const descriptor = viewOf(await files.readRange(file, start + entry.packed, tail))
      if (descriptor.getUint32(0, true) !== 0x08074b50 || descriptor.getUint32(4, true) !== entry.crc || descriptor.getUint32(8, true) !== entry.packed || descriptor.getUint32(12, true) !== entry.size)
        throw new ZipFault(entry.name, '结尾和目录说的不一样')
    }
    entries.push({ ...entry, start })
  }
  if (expected !== directoryStart) throw new ZipFault(directoryPart, '目录的位置对不上')
  return entries
}

async function* packedChunks(files: Files, file: string, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < entry.packed; at += chunkBytes) {
    const chunk = await files.readRange(file, entry.start + at, Math.min(chunkBytes, entry.packed - at))
    if (chunk.length === 0) throw new ZipFault(entry.name, '读到一半就没有了')
    yield chunk
  }
}

/**
 * An entry's content. Throws `ZipFault` at the end when it is not what the directory (and `sha256`, if known) said, so a
 * consumer that writes atomically keeps nothing of a bad entry; and at once when more comes out than was declared.
 */
export async function* entryContent(files: Files, file: string, entry: ZipEntry, sha256: string | null): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  let crc = 0
  let size = 0
  const out: Uint8Array[] = []
  let ended = false
  const inflate = new Inflate((chunk, final) => {
    out.push(chunk)
    ended ||= final
  })
  let read = 0
  for await (const chunk of packedChunks(files, file, entry)) {
    read += chunk.length
    if (entry.deflated) {
      try {
        // Fed in slices: one slice of a bomb can grow a thousandfold, and must still fit in memory.
        for (let at = 0; at < chunk.length; at += 8192) {
          inflate.push(chunk.subarray(at, at + 8192), read === entry.packed && at + 8192 >= chunk.length)
          if (size + out.reduce((sum, part) => sum + part.length, 0) > entry.size) throw new ZipFault(entry.name, '展开比登记的大')
        }
      } catch (thrown) {
        if (thrown instanceof ZipFault) throw thrown
        throw new ZipFault(entry.name, '展不开，内容坏了')
      }
    } else out.push(chunk)
    for (const part of out.splice(0)) {
      size += part.length
      crc = crc32(part, crc)
      hash.update(part)
      yield part
    }
  }
  if (entry.deflated && !ended) throw new ZipFault(entry.name, '展不开，内容不完整')
  if (size !== entry.size || crc !== entry.crc || (sha256 !== null && hash.digest('hex') !== sha256)) throw new ZipFault(entry.name, '内容和登记的不一样')
}

/** Whether the file as a whole is what the seal says; catches what no single entry covers. */
export async function sealHolds(files: Files, file: string, directory: ZipDirectory): Promise<boolean> {
  const hash = createHash('sha256')
  let left = directory.size - 64
  for await (const chunk of files.readStream(file)) {
    hash.update(chunk.length > left ? chunk.subarray(0, Math.max(0, left)) : chunk)
    left -= Math.min(left, chunk.length)
  }
  return left === 0 && hash.digest('hex') === directory.seal
}

/** For a file cut short: the name in the last local header that is still there, so the person hears where it breaks off. */
export async function lastName(files: Files, file: string): Promise<string | null> {
  const size = (await files.size(file)) ?? 0
  const window = 256 * 1024
  for (let end = size; end > 0; end -= window) {
    const start = Math.max(0, end - window)
    const bytes = Buffer.from(await files.readRange(file, start, Math.min(size - start, window + 1024)))
    for (let at = bytes.lastIndexOf('PK\u0003\u0004', undefined, 'latin1'); at >= 0; at = at === 0 ? -1 : bytes.lastIndexOf('PK\u0003\u0004', at - 1, 'latin1')) {
      if (at + 30 > bytes.length) continue
      const length = bytes.readUInt16LE(at + 26)
      if (at + 30 + length > bytes.length) continue
      const name = bytes.toString('utf8', at + 30, at + 30 + length)
      if (refuseEntry(name) === null) return name
    }
  }
  return null
}

