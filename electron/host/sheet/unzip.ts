import { crc32, inflateRawSync } from 'node:zlib'

/**
 * The directory of a ZIP, checked before a byte is unpacked. Unlike a backup, a spreadsheet comes from any program, so odd but harmless
 * writing is let pass; what may not pass is something that unpacks to more than it says, or to more than a spreadsheet can be.
 * Node's own inflate is used because it stops at a given length, whatever the directory claimed.
 */
export const zipLimits = { entries: 2_000, entryBytes: 64 * 1024 ** 2, totalBytes: 200 * 1024 ** 2, ratio: 200, ratioFrom: 1024 ** 2 }

export type ZipRefusal = { readonly why: string; readonly unpackedBytes?: number }
/** What is wrong with the archive; `unpackedBytes` is set when it is too large. */
export class UnzipFault extends Error {
  readonly refusal: ZipRefusal
  constructor(refusal: ZipRefusal) {
    super(refusal.why)
    this.name = 'UnzipFault'
    this.refusal = refusal
  }
}

type Entry = { readonly name: string; readonly packed: number; readonly size: number; readonly crc: number; readonly method: number; readonly offset: number; readonly locked: boolean }
export type Archive = { readonly names: readonly string[]; readonly locked: boolean; readonly read: (name: string) => Uint8Array | null }

const fault = (why: string, unpackedBytes?: number) => new UnzipFault(unpackedBytes === undefined ? { why } : { why, unpackedBytes })

export function openZip(bytes: Uint8Array, limits = zipLimits): Archive {
  const entries = directory(bytes, limits)
  const byName = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]))
  return {
    names: entries.map((entry) => entry.name),
    locked: entries.some((entry) => entry.locked),
    read: (name) => {
      const entry = byName.get(name.toLowerCase())
      return entry === undefined ? null : unpack(bytes, entry)
    },
  }
}

function directory(bytes: Uint8Array, limits: typeof zipLimits): readonly Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (end < 0) throw fault('no end of directory')
  const count = view.getUint16(end + 10, true)
  if (count > limits.entries) throw fault(`${count} entries`)
  let at = view.getUint32(end + 16, true)
  let total = 0
  const entries: Entry[] = []
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw fault(`directory entry ${n + 1} is broken`)
    const [nameLength, extraLength, commentLength] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true)]
    const next = at + 46 + nameLength + extraLength + commentLength
    if (next > bytes.length) throw fault(`directory entry ${n + 1} is broken`)
    const name = Buffer.from(bytes.buffer, bytes.byteOffset + at + 46, nameLength).toString('utf8').replaceAll('\\', '/')
    const { packed, size, offset } = sizes(view, at, nameLength, extraLength)
    total += size
    if (size > limits.entryBytes) throw fault(`${name} unpacks to ${size} bytes`, size)
    if (total > limits.totalBytes) throw fault(`unpacks to ${total} bytes and more`, total)
    if (size > limits.ratioFrom && size > packed * limits.ratio) throw fault(`${name} is packed ${Math.round(size / Math.max(1, packed))} to 1`, size)
    entries.push({ name, packed, size, offset, crc: view.getUint32(at + 16, true), method: view.getUint16(at + 10, true), locked: (view.getUint16(at + 8, true) & 1) === 1 })
    at = next
  }
  return entries
}

function findEnd(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at -= 1) if (view.getUint32(at, true) === 0x06054b50) return at
  return -1
}

/** Sizes that stand in the ZIP64 extra field, as streaming writers put them even in small files. */
function sizes(view: DataView, at: number, nameLength: number, extraLength: number): { readonly packed: number; readonly size: number; readonly offset: number } {
  const plain = { size: view.getUint32(at + 24, true), packed: view.getUint32(at + 20, true), offset: view.getUint32(at + 42, true) }
  const [start, end] = [at + 46 + nameLength, at + 46 + nameLength + extraLength]
  for (let field = start; field + 4 <= end; field += 4 + view.getUint16(field + 2, true)) {
    if (view.getUint16(field, true) !== 1) continue
    let value = field + 4
    const last = Math.min(end, value + view.getUint16(field + 2, true))
    const take = (small: number): number => {
      if (small !== 0xffffffff || value + 8 > last) return small
      const big = Number(view.getBigUint64(value, true))
      value += 8
      return big
    }
    return { size: take(plain.size), packed: take(plain.packed), offset: take(plain.offset) }
  }
  return plain
}

function unpack(bytes: Uint8Array, entry: Entry): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (entry.locked) throw fault(`${entry.name} is encrypted`)
  if (entry.offset + 30 > bytes.length || view.getUint32(entry.offset, true) !== 0x04034b50) throw fault(`${entry.name} has no header`)
  const start = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true)
  if (start + entry.packed > bytes.length) throw fault(`${entry.name} is cut off`)
  const packed = bytes.subarray(start, start + entry.packed)
  const content = entry.method === 0 ? packed : entry.method === 8 ? inflate(packed, entry) : null
  if (content === null) throw fault(`${entry.name} is packed in an unknown way (${entry.method})`)
  if (content.length !== entry.size || crc32(content) !== entry.crc) throw fault(`${entry.name} is not what the directory says`)
  return content
}

function inflate(packed: Uint8Array, entry: Entry): Uint8Array {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) })
  } catch (thrown) {
    throw fault(`${entry.name}: ${thrown instanceof Error ? thrown.message : String(thrown)}`)
  }
}
