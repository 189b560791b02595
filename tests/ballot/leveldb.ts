import { unsnappy } from './snappy'

/** Every block of a LevelDB table, uncompressed; empty when the bytes are no table. */
export function tableBlocks(file: Buffer): readonly Buffer[] {
  if (file.length < 48 || file.readBigUInt64LE(file.length - 8) !== 0xdb4775248b80fb57n) return []
  const footer = file.subarray(file.length - 48)
  const [, afterMeta] = handle(footer, 0)
  const [index] = handle(footer, afterMeta)
  const indexBlock = block(file, index)
  if (indexBlock === null) return []
  return entriesOf(indexBlock).flatMap((value) => block(file, handle(value, 0)[0]) ?? [])
}

/** A LevelDB log without the headers that cut long records every 32 KB. */
export function logRecords(file: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; at + 7 <= file.length;) {
    const left = 32_768 - (at % 32_768)
    if (left < 7) {
      at += left
      continue
    }
    const size = Math.min(file.readUInt16LE(at + 4), left - 7)
    if (size === 0 && file[at + 6] === 0) break
    parts.push(file.subarray(at + 7, at + 7 + size))
    at += 7 + size
  }
  return Buffer.concat(parts)
}

type Handle = { readonly offset: number; readonly size: number }

function varint(bytes: Buffer, start: number): readonly [number, number] {
  let [value, at] = [0, start]
  for (let shift = 0; shift < 50; shift += 7) {
    const byte = bytes[at++] ?? 0
    value += (byte & 0x7f) * 2 ** shift
    if (byte < 0x80) break
  }
  return [value, at]
}

function handle(bytes: Buffer, start: number): readonly [Handle, number] {
  const [offset, next] = varint(bytes, start)
  const [size, end] = varint(bytes, next)
  return [{ offset, size }, end]
}

function block(file: Buffer, { offset, size }: Handle): Buffer | null {
  if (offset + size + 5 > file.length) return null
  const bytes = file.subarray(offset, offset + size)
  return file[offset + size] === 1 ? unsnappy(bytes) : bytes
}

function entriesOf(bytes: Buffer): readonly Buffer[] {
  const values: Buffer[] = []
  const end = bytes.length - 4 - 4 * bytes.readUInt32LE(bytes.length - 4)
  for (let at = 0; at < end;) {
    const [, second] = varint(bytes, at)
    const [fresh, third] = varint(bytes, second)
    const [size, key] = varint(bytes, third)
    values.push(bytes.subarray(key + fresh, key + fresh + size))
    at = key + fresh + size
  }
  return values
}
