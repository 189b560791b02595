import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { Deflate } from 'fflate'

/**
 * A ZIP written as a stream (APPNOTE 6.3.10): nothing is held but one chunk and the list of entries. Sizes stand in data descriptors
 * behind the data; ZIP64 only where offsets or counts need it. fflate compresses; the frame is ours because fflate's stops
 * at 4 GB and knows no archive comment, and the comment carries our seal: the SHA-256 of every byte before it.
 */
export const maxEntryBytes = 2 * 1024 ** 3
export const sealPrefix = 'VBOX1 sha256='
export const sealBytes = sealPrefix.length + 64

export type ZipSource = { readonly name: string; readonly deflate: boolean; readonly chunks: AsyncIterable<Uint8Array> }
export type ZipWritten = { readonly name: string; readonly size: number; readonly sha256: string }

const utf8 = new TextEncoder()
const u32max = 0xffffffff

export function dosTime(at: Date): { readonly time: number; readonly date: number } {
  const year = Math.min(2107, Math.max(1980, at.getFullYear()))
  return { time: (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1), date: ((year - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate() }
}

/** Little-endian fields of 2, 4 or 8 bytes: `[value, width]`. */
export function fields(...parts: readonly (readonly [value: number, width: 2 | 4 | 8])[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, [, width]) => sum + width, 0))
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const [value, width] of parts) {
    if (width === 2) view.setUint16(at, value, true)
    else if (width === 4) view.setUint32(at, value, true)
    else view.setBigUint64(at, BigInt(value), true)
    at += width
  }
  return bytes
}

export function joinBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Raw deflate, chunk by chunk. */
export async function* deflated(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const out: Uint8Array[] = []
  const stream = new Deflate({ level: 6 }, (chunk) => out.push(chunk))
  for await (const chunk of chunks) {
    stream.push(chunk)
    yield* out.splice(0)
  }
  stream.push(new Uint8Array(0), true)
  yield* out.splice(0)
}

type Listed = { readonly name: Uint8Array; readonly method: 0 | 8; readonly crc: number; readonly packed: number; readonly size: number; readonly offset: number }

/** `onEntry` is told each finished entry, before the next source is asked for: so the last source may be a list of all others. */
export async function* zipStream(sources: AsyncIterable<ZipSource>, at: Date, onEntry: (entry: ZipWritten) => void): AsyncGenerator<Uint8Array> {
  const { time, date } = dosTime(at)
  const seal = createHash('sha256')
  const listed: Listed[] = []
  let offset = 0
  const out = (bytes: Uint8Array): Uint8Array => {
    offset += bytes.length
    seal.update(bytes)
    return bytes
  }
  const flags = 0x0808 // bit 3: descriptor follows; bit 11: names are UTF-8

  for await (const source of sources) {
    const name = utf8.encode(source.name)
    const method = source.deflate ? 8 : 0
    const start = offset
    yield out(joinBytes(fields([0x04034b50, 4], [20, 2], [flags, 2], [method, 2], [time, 2], [date, 2], [0, 4], [0, 4], [0, 4], [name.length, 2], [0, 2]), name))
    const hash = createHash('sha256')
    let crc = 0
    let size = 0
    let packed = 0
    const counted = async function* (): AsyncGenerator<Uint8Array> {
      for await (const chunk of source.chunks) {
        crc = crc32(chunk, crc)
        hash.update(chunk)
        size += chunk.length
        if (size > maxEntryBytes) throw new RangeError(`${source.name} is larger than an entry may be`)
        yield chunk
      }
    }
    for await (const chunk of source.deflate ? deflated(counted()) : counted()) {
      packed += chunk.length
      yield out(chunk)
    }
    yield out(fields([0x08074b50, 4], [crc, 4], [packed, 4], [size, 4]))
    listed.push({ name, method, crc, packed, size, offset: start })
    onEntry({ name: source.name, size, sha256: hash.digest('hex') })
  }

  const directory = offset
  for (const entry of listed) {
    const far = entry.offset >= u32max
    const extra = far ? fields([1, 2], [8, 2], [entry.offset, 8]) : new Uint8Array(0)
    yield out(
      joinBytes(
        fields([0x02014b50, 4], [far ? 45 : 20, 2], [far ? 45 : 20, 2], [flags, 2], [entry.method, 2], [time, 2], [date, 2], [entry.crc, 4], [entry.packed, 4], [entry.size, 4]),
        fields([entry.name.length, 2], [extra.length, 2], [0, 2], [0, 2], [0, 2], [0, 4], [far ? u32max : entry.offset, 4]),
        entry.name,
        extra,
      ),
    )
  }
  const size = offset - directory
  const many = listed.length >= 0xffff
  const far = directory >= u32max || size >= u32max
  if (many || far) {
    const end64 = offset
    yield out(fields([0x06064b50, 4], [44, 8], [45, 2], [45, 2], [0, 4], [0, 4], [listed.length, 8], [listed.length, 8], [size, 8], [directory, 8]))
    yield out(fields([0x07064b50, 4], [0, 4], [end64, 8], [1, 4]))
  }
  const shown = many ? 0xffff : listed.length
  yield out(joinBytes(fields([0x06054b50, 4], [0, 2], [0, 2], [shown, 2], [shown, 2], [many || far ? u32max : size, 4], [many || far ? u32max : directory, 4], [sealBytes, 2]), utf8.encode(sealPrefix)))
  yield utf8.encode(seal.digest('hex'))
}
