import { inflateSync } from 'node:zlib'

/** The few kinds of PDF object that lead to the page tree (ISO 32000-1, 7.3). Names keep their slash; strings are skipped as null. */
export type PdfValue = number | string | boolean | null | PdfRef | readonly PdfValue[] | PdfDict
export type PdfRef = { readonly ref: number }
export type PdfDict = { readonly dict: ReadonlyMap<string, PdfValue> }

export function isDict(value: PdfValue | undefined): value is PdfDict {
  return typeof value === 'object' && value !== null && 'dict' in value
}
export function isRef(value: PdfValue | undefined): value is PdfRef {
  return typeof value === 'object' && value !== null && 'ref' in value
}

const blank = /[\0\t\n\f\r ]/
const ends = /[\0\t\n\f\r ()<>[\]{}/%]/

/** Reads one object at `start` of a PDF given as latin1; `end` is where it stopped. Throws on what is no object. */
export function readObject(text: string, start: number, depth = 0): { readonly value: PdfValue; readonly end: number } {
  if (depth > 60) throw new Error('objects nested too deeply')
  const at = skipBlank(text, start)
  const char = text[at]
  if (char === undefined) throw new Error('the file ends inside an object')
  if (text.startsWith('<<', at)) return readDict(text, at + 2, depth)
  if (char === '[') return readArray(text, at + 1, depth)
  if (char === '(') return { value: null, end: skipString(text, at) }
  if (char === '<') return { value: null, end: text.indexOf('>', at) + 1 || text.length }
  if (char === '/') {
    const end = wordEnd(text, at + 1)
    return { value: text.slice(at, end).replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), end }
  }
  const reference = /^(\d{1,10})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+R(?![A-Za-z0-9])/.exec(text.slice(at, at + 40))
  if (reference !== null) return { value: { ref: Number(reference[1]) }, end: at + reference[0].length }
  const end = wordEnd(text, at)
  const word = text.slice(at, end)
  if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) return { value: Number(word), end }
  if (word === 'true' || word === 'false') return { value: word === 'true', end }
  if (word === 'null') return { value: null, end }
  throw new Error(`no object at ${at}`)
}

function readDict(text: string, start: number, depth: number): { readonly value: PdfValue; readonly end: number } {
  const dict = new Map<string, PdfValue>()
  for (let at = skipBlank(text, start); ;) {
    if (text.startsWith('>>', at)) return { value: { dict }, end: at + 2 }
    const key = readObject(text, at, depth + 1)
    if (typeof key.value !== 'string') throw new Error(`no key at ${at}`)
    const value = readObject(text, key.end, depth + 1)
    dict.set(key.value, value.value)
    at = skipBlank(text, value.end)
  }
}

function readArray(text: string, start: number, depth: number): { readonly value: PdfValue; readonly end: number } {
  const values: PdfValue[] = []
  for (let at = skipBlank(text, start); ;) {
    if (text[at] === ']') return { value: values, end: at + 1 }
    const value = readObject(text, at, depth + 1)
    values.push(value.value)
    at = skipBlank(text, value.end)
  }
}

export function skipBlank(text: string, start: number): number {
  let at = start
  for (;;) {
    while (at < text.length && blank.test(text[at] ?? '')) at += 1
    if (text[at] !== '%') return at
    while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at += 1
  }
}

function wordEnd(text: string, start: number): number {
  let at = start
  while (at < text.length && !ends.test(text[at] ?? '')) at += 1
  return at
}

function skipString(text: string, start: number): number {
  let open = 0
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '(') open += 1
    else if (text[at] === ')' && (open -= 1) === 0) return at + 1
  }
  throw new Error('a string without an end')
}

const maxInflated = 64 * 1024 * 1024

/** The content of a stream whose dictionary ended at `end`: Flate or nothing, with PNG predictors (7.4.4). */
export function streamContent(bytes: Uint8Array, text: string, dict: PdfDict, end: number, length: number): Uint8Array {
  const word = skipBlank(text, end)
  if (!text.startsWith('stream', word)) throw new Error(`no stream at ${word}`)
  const from = text.startsWith('\r\n', word + 6) ? word + 8 : word + 7
  const raw = bytes.subarray(from, from + length)
  const named = dict.dict.get('/Filter')
  const filter = Array.isArray(named) ? (named as readonly PdfValue[])[0] : named
  if (filter === undefined || filter === null) return raw
  if (filter !== '/FlateDecode') throw new Error('a filter this reader does not know')
  const inflated = inflateSync(raw, { maxOutputLength: maxInflated })
  const given = dict.dict.get('/DecodeParms')
  const parms = Array.isArray(given) ? (given as readonly PdfValue[])[0] : given
  if (!isDict(parms) || Number(parms.dict.get('/Predictor') ?? 1) < 10) return inflated
  return unpredict(inflated, Number(parms.dict.get('/Columns') ?? 1))
}

function unpredict(bytes: Uint8Array, columns: number): Uint8Array {
  const rows = Math.floor(bytes.length / (columns + 1))
  const out = new Uint8Array(rows * columns)
  for (let row = 0; row < rows; row += 1) {
    const type = bytes[row * (columns + 1)] ?? 0
    for (let column = 0; column < columns; column += 1) {
      const value = bytes[row * (columns + 1) + 1 + column] ?? 0
      const left = column === 0 ? 0 : out[row * columns + column - 1] ?? 0
      const up = row === 0 ? 0 : out[(row - 1) * columns + column] ?? 0
      const corner = row === 0 || column === 0 ? 0 : out[(row - 1) * columns + column - 1] ?? 0
      out[row * columns + column] = value + predicted(type, left, up, corner)
    }
  }
  return out
}

function predicted(type: number, left: number, up: number, corner: number): number {
  if (type === 0) return 0
  if (type === 1) return left
  if (type === 2) return up
  if (type === 3) return (left + up) >> 1
  const estimate = left + up - corner
  const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}
