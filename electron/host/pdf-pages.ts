import { HouseError } from '#shared/errors'
import { isDict, isRef, readObject, skipBlank, streamContent, type PdfDict, type PdfValue } from './pdf-objects'

/**
 * How many pages a PDF has: from its cross-reference table or streams to the catalogue and the page tree's /Count
 * (ISO 32000-1, 7.5, 7.7.3). Own reader, so that the host needs no rendering library for one number.
 */
type Where = { readonly offset: number } | { readonly inStream: number; readonly at: number }

export async function countPages(bytes: Uint8Array): Promise<number> {
  try {
    return pagesOf(bytes)
  } catch (thrown) {
    throw new HouseError('pdfFailed', {}, thrown instanceof Error ? thrown.message : '')
  }
}

function pagesOf(bytes: Uint8Array): number {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  const { table, root } = crossReferences(bytes, text)
  const look = (value: PdfValue | undefined): PdfValue | undefined => (isRef(value) ? objectOf(bytes, text, table, value.ref) : value)
  const catalogue = look(root)
  const tree = isDict(catalogue) ? look(catalogue.dict.get('/Pages')) : undefined
  const count = isDict(tree) ? look(tree.dict.get('/Count')) : undefined
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 1) throw new Error('no page count')
  return count
}

function crossReferences(bytes: Uint8Array, text: string): { readonly table: ReadonlyMap<number, Where>; readonly root: PdfValue | undefined } {
  const table = new Map<number, Where>()
  const seen = new Set<number>()
  let root: PdfValue | undefined
  const start = /startxref\s+(\d+)/.exec(text.slice(text.lastIndexOf('startxref')))
  const queue = [Number(start?.[1] ?? Number.NaN)]
  for (let offset = queue.shift(); offset !== undefined; offset = queue.shift()) {
    if (seen.has(offset) || !(offset < text.length)) continue
    seen.add(offset)
    // Newer sections are read first: what is already known stays.
    const trailer = text.startsWith('xref', skipBlank(text, offset)) ? plainTable(text, offset, table) : streamTable(bytes, text, offset, table)
    root ??= trailer.dict.get('/Root')
    for (const next of ['/XRefStm', '/Prev']) {
      const where = trailer.dict.get(next)
      if (typeof where === 'number') queue.push(where)
    }
  }
  return { table, root }
}

function put(table: Map<number, Where>, id: number, where: Where): void {
  if (!table.has(id)) table.set(id, where)
}

function plainTable(text: string, offset: number, table: Map<number, Where>): PdfDict {
  let at = skipBlank(text, offset) + 4
  for (;;) {
    const section = /^[\s]*(\d+)\s+(\d+)[ \r\n]+/.exec(text.slice(at, at + 60))
    if (section === null) break
    at += section[0].length
    const first = Number(section[1])
    for (let n = 0; n < Number(section[2]); n += 1) {
      const entry = /^\s*(\d{10}) (\d{5}) ([nf])/.exec(text.slice(at, at + 24))
      if (entry === null) throw new Error(`a damaged cross-reference at ${at}`)
      if (entry[3] === 'n') put(table, first + n, { offset: Number(entry[1]) })
      at += entry[0].length
    }
  }
  const word = skipBlank(text, at)
  const trailer = text.startsWith('trailer', word) ? readObject(text, word + 7).value : null
  if (!isDict(trailer)) throw new Error('no trailer')
  return trailer
}

function streamAt(bytes: Uint8Array, text: string, offset: number, lengthOf: (value: PdfValue | undefined) => number): { readonly dict: PdfDict; readonly content: Uint8Array } {
  const intro = /^\s*\d+\s+\d+\s+obj/.exec(text.slice(offset, offset + 40))
  if (intro === null) throw new Error(`no object at ${offset}`)
  const { value, end } = readObject(text, offset + intro[0].length)
  if (!isDict(value)) throw new Error(`no dictionary at ${offset}`)
  return { dict: value, content: streamContent(bytes, text, value, end, lengthOf(value.dict.get('/Length'))) }
}

function direct(value: PdfValue | undefined): number {
  if (typeof value !== 'number') throw new Error('a stream of unknown length')
  return value
}

function streamTable(bytes: Uint8Array, text: string, offset: number, table: Map<number, Where>): PdfDict {
  const { dict, content } = streamAt(bytes, text, offset, direct)
  const widths = numbers(dict.dict.get('/W'))
  const [typeWidth = 0, secondWidth = 0, thirdWidth = 0] = widths
  const index = numbers(dict.dict.get('/Index'))
  const sections = index.length > 0 ? index : [0, direct(dict.dict.get('/Size'))]
  let at = 0
  const field = (width: number): number => {
    let value = 0
    for (let n = 0; n < width; n += 1) value = value * 256 + (content[at + n] ?? 0)
    at += width
    return value
  }
  for (let section = 0; section + 1 < sections.length; section += 2) {
    for (let n = 0; n < (sections[section + 1] ?? 0) && at < content.length; n += 1) {
      const type = typeWidth === 0 ? 1 : field(typeWidth)
      const [second, third] = [field(secondWidth), field(thirdWidth)]
      const id = (sections[section] ?? 0) + n
      if (type === 1) put(table, id, { offset: second })
      if (type === 2) put(table, id, { inStream: second, at: third })
    }
  }
  return dict
}

function numbers(value: PdfValue | undefined): readonly number[] {
  return Array.isArray(value) ? (value as readonly PdfValue[]).map(direct) : []
}

function objectOf(bytes: Uint8Array, text: string, table: ReadonlyMap<number, Where>, id: number, depth = 0): PdfValue | undefined {
  const where = table.get(id)
  if (where === undefined || depth > 20) return undefined
  const lengthOf = (value: PdfValue | undefined): number => direct(isRef(value) ? objectOf(bytes, text, table, value.ref, depth + 1) : value)
  if ('offset' in where) {
    const intro = /^\s*(\d+)\s+\d+\s+obj/.exec(text.slice(where.offset, where.offset + 40))
    if (intro === null || Number(intro[1]) !== id) throw new Error(`object ${id} is not where it should be`)
    return readObject(text, where.offset + intro[0].length).value
  }
  const holder = table.get(where.inStream)
  if (holder === undefined || !('offset' in holder)) return undefined
  const { dict, content } = streamAt(bytes, text, holder.offset, lengthOf)
  const inner = Buffer.from(content).toString('latin1')
  const first = direct(dict.dict.get('/First'))
  const offsets = inner.slice(0, first).trim().split(/\s+/).map(Number)
  const offset = offsets[where.at * 2 + 1]
  return offset === undefined ? undefined : readObject(inner, first + offset).value
}
