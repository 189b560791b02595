import type { CharacterRanges } from '#shared/paper/preflight'

/**
 * ISO/IEC 14496-22 (OpenType), as much of it as is needed to know what a font file is called and which characters it has: the tables `name` and
 * `cmap` (formats 4 and 12) of each font in a file. Font libraries read every glyph, which of a 20 MB collection is seconds; this reads kilobytes.
 */
export type ReadRange = (start: number, length: number) => Promise<Uint8Array>
/** One font of a file: TTC collections hold several. `cmap` is where its character table stands. */
export type FontNames = { readonly families: readonly string[]; readonly cmap: { readonly start: number; readonly length: number } | null }

const maxTable = 4 * 1024 * 1024

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

async function read(range: ReadRange, start: number, length: number): Promise<DataView> {
  if (length < 0 || length > maxTable) throw new RangeError('a font table of impossible size')
  const bytes = await range(start, length)
  if (bytes.byteLength < length) throw new RangeError('a font file that ends too soon')
  return view(bytes)
}

const collection = 0x74746366
const outlines = new Set([0x00010000, 0x4f54544f, 0x74727565])

async function offsets(range: ReadRange): Promise<readonly number[]> {
  const head = await read(range, 0, 12)
  if (head.getUint32(0) !== collection) return [0]
  const count = Math.min(64, head.getUint32(8))
  const table = await read(range, 12, count * 4)
  return Array.from({ length: count }, (_, at) => table.getUint32(at * 4))
}

/** Family names: 1, 16 (typographic) and 4 (full name, which carries the weight: Noto Serif CJK SC Black), in UTF-16 of the platforms 0 and 3. */
const wanted = new Set([1, 4, 16])

function familiesIn(name: DataView): readonly string[] {
  const found: string[] = []
  const count = name.getUint16(2)
  const store = name.getUint16(4)
  for (let at = 0; at < count; at++) {
    const record = 6 + at * 12
    const platform = name.getUint16(record)
    if (!wanted.has(name.getUint16(record + 6)) || (platform !== 0 && platform !== 3)) continue
    const length = name.getUint16(record + 8)
    const start = store + name.getUint16(record + 10)
    if (start + length > name.byteLength) continue
    let text = ''
    for (let one = 0; one + 1 < length; one += 2) text += String.fromCharCode(name.getUint16(start + one))
    if (text !== '' && !found.includes(text)) found.push(text)
  }
  return found
}

async function fontAt(range: ReadRange, offset: number): Promise<FontNames> {
  const head = await read(range, offset, 12)
  if (!outlines.has(head.getUint32(0))) throw new RangeError('no font')
  const count = head.getUint16(4)
  const tables = await read(range, offset + 12, count * 16)
  const find = (tag: number): { readonly start: number; readonly length: number } | null => {
    for (let at = 0; at < count; at++) if (tables.getUint32(at * 16) === tag) return { start: tables.getUint32(at * 16 + 8), length: tables.getUint32(at * 16 + 12) }
    return null
  }
  const name = find(0x6e616d65)
  return { families: name === null ? [] : familiesIn(await read(range, name.start, name.length)), cmap: find(0x636d6170) }
}

/** The fonts of a file; null where it is none we can read. */
export async function readFontNames(range: ReadRange): Promise<readonly FontNames[] | null> {
  try {
    return await Promise.all((await offsets(range)).map((offset) => fontAt(range, offset)))
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function push(ranges: [number, number][], start: number, end: number): void {
  const last = ranges.at(-1)
  if (last !== undefined && last[1] + 1 === start) last[1] = end
  else ranges.push([start, end])
}

/** Segments; a character whose glyph is 0 is not there. */
function format4(table: DataView): CharacterRanges {
  const ranges: [number, number][] = []
  const twice = table.getUint16(6)
  const [ends, starts, deltas, offsetsAt] = [14, 16 + twice, 16 + 2 * twice, 16 + 3 * twice]
  for (let at = 0; at < twice; at += 2) {
    const [end, start, delta, offset] = [table.getUint16(ends + at), table.getUint16(starts + at), table.getUint16(deltas + at), table.getUint16(offsetsAt + at)]
    for (let code = start; code <= end && code !== 0xffff; code++) {
      const place = offsetsAt + at + offset + (code - start) * 2
      const glyph = offset === 0 ? (code + delta) & 0xffff : place + 1 < table.byteLength ? table.getUint16(place) : 0
      if (glyph !== 0) push(ranges, code, code)
    }
  }
  return ranges
}

function format12(table: DataView): CharacterRanges {
  const ranges: [number, number][] = []
  for (let at = 0; at < table.getUint32(12); at++) {
    const group = 16 + at * 12
    const [start, end, glyph] = [table.getUint32(group), table.getUint32(group + 4), table.getUint32(group + 8)]
    if (end >= start) push(ranges, glyph === 0 ? start + 1 : start, end)
  }
  return ranges
}

/** Which characters a font has, in ascending ranges. */
export async function readCharacters(range: ReadRange, cmap: FontNames['cmap']): Promise<CharacterRanges> {
  if (cmap === null) return []
  try {
    const table = await read(range, cmap.start, cmap.length)
    let best: { readonly start: number; readonly format: number } | null = null
    for (let at = 0; at < table.getUint16(2); at++) {
      const record = 4 + at * 8
      const platform = table.getUint16(record)
      const encoding = table.getUint16(record + 2)
      const unicode = platform === 0 || (platform === 3 && (encoding === 1 || encoding === 10))
      const start = table.getUint32(record + 4)
      const format = table.getUint16(start)
      if (unicode && (format === 4 || format === 12) && (best === null || format > best.format)) best = { start, format }
    }
    if (best === null) return []
    const sub = new DataView(table.buffer, table.byteOffset + best.start, table.byteLength - best.start)
    return best.format === 12 ? format12(sub) : format4(sub)
  } catch (error) {
    if (error instanceof RangeError) return []
    throw error
  }
}
