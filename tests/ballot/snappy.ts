/** Raw Snappy, as LevelDB and IndexedDB write it; null where the bytes are something else. With `partial` as much as could be read. */
export function unsnappy(input: Buffer, partial = false): Buffer | null {
  let at = 0
  let length = 0
  for (let shift = 0; ; shift += 7) {
    const byte = input[at++]
    if (byte === undefined || shift > 28) return null
    length += (byte & 0x7f) * 2 ** shift
    if (byte < 0x80) break
  }
  if (length === 0 || length > 64 * 1024 * 1024) return null
  const output = Buffer.alloc(length)
  let written = 0
  const end = () => (partial && written > 0 ? output.subarray(0, written) : null)
  while (written < length) {
    const tag = input[at++]
    if (tag === undefined) return end()
    if ((tag & 3) === 0) {
      let size = tag >> 2
      if (size >= 60) {
        const bytes = size - 59
        if (at + bytes > input.length) return end()
        size = input.readUIntLE(at, bytes)
        at += bytes
      }
      size += 1
      if (at + size > input.length || written + size > length) return end()
      input.copy(output, written, at, at + size)
      at += size
      written += size
      continue
    }
    const wide = tag & 3
    if (at + (wide === 1 ? 1 : wide === 2 ? 2 : 4) > input.length) return end()
    const size = wide === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1
    const back = wide === 1 ? ((tag >> 5) << 8) | (input[at] ?? 0) : wide === 2 ? input.readUInt16LE(at) : input.readUInt32LE(at)
    at += wide === 1 ? 1 : wide === 2 ? 2 : 4
    if (back === 0 || back > written || written + size > length) return end()
    for (let n = 0; n < size; n += 1) output[written + n] = output[written - back + n] ?? 0
    written += size
  }
  return output
}
