import Papa from 'papaparse'
import { HouseError } from '#shared/errors'
import { sheetLimits } from './read-xlsx'

/** Text tables: RFC 4180 with comma, tab, semicolon or bar, in the encodings Chinese programs write. */
export type Decoded = { readonly text: string; readonly encoding: 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be' }

/** Six characters older GB18030 tables put in the private use area; since GB 18030—2022 they are the real ones. */
const privateUse: Readonly<Record<string, string>> = { '\ue816': '𠂇', '\ue817': '𠂉', '\ue818': '𠃌', '\ue831': '𡗗', '\ue83b': '𢦏', '\ue855': '𤇾' }

/** A byte order mark decides; else strict UTF-8, else GB18030. null when it is no text at all. */
export function decodeText(bytes: Uint8Array): Decoded | null {
  const decode = (label: Decoded['encoding']): Decoded | null => {
    try {
      const text = new TextDecoder(label, { fatal: true }).decode(bytes)
      return { text: label === 'gb18030' ? text.replace(/[\ue816-\ue818\ue831\ue83b\ue855]/gu, (character) => privateUse[character] ?? character) : text, encoding: label }
    } catch {
      return null
    }
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode('utf-16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode('utf-16be')
  const decoded = decode('utf-8') ?? decode('gb18030')
  // Control characters: some binary file that happens to decode.
  return decoded === null || /[\0-\x08\x0e-\x1f]/.test(decoded.text) ? null : decoded
}

const delimiters = [',', '\t', ';', '|']

/** The mark that stands most often outside quotes in the first lines. */
function delimiterOf(text: string): string {
  const counts = new Map(delimiters.map((mark) => [mark, 0]))
  let [quoted, lines] = [false, 0]
  for (let at = 0; at < Math.min(text.length, 64 * 1024) && lines < 30; at += 1) {
    const character = text[at] ?? ''
    if (character === '"') quoted = !quoted
    else if (quoted) continue
    else if (character === '\n') lines += 1
    else counts.set(character, (counts.get(character) ?? -Infinity) + 1)
  }
  return delimiters.reduce((best, mark) => ((counts.get(mark) ?? 0) > (counts.get(best) ?? 0) ? mark : best), ',')
}

export function readCsv(text: string, file: string): string[][] {
  // Excel's own first line that names the mark.
  const named = /^sep=(.)\r?\n/u.exec(text)
  const body = named === null ? text : text.slice(named[0].length)
  const parsed = Papa.parse<string[]>(body, { delimiter: named?.[1] ?? delimiterOf(body), skipEmptyLines: false })
  const open = parsed.errors.find((error) => error.code === 'MissingQuotes')
  if (open !== undefined) throw new HouseError('sheetUnreadable', { name: file }, `a quote opened in line ${(open.row ?? 0) + 1} is never closed`)
  const rows = parsed.data.map((row) => row.map((cell) => cell.replace(/\r\n?/gu, '\n')))
  while (rows.length > 0 && (rows.at(-1) ?? []).every((cell) => cell.trim() === '')) rows.pop()
  const widest = rows.reduce((most, row) => Math.max(most, row.length), 0)
  if (rows.length > sheetLimits.rows) throw new HouseError('sheetTooMuch', { name: file, count: rows.length, most: sheetLimits.rows, unit: '行' })
  if (widest > sheetLimits.columns) throw new HouseError('sheetTooMuch', { name: file, count: widest, most: sheetLimits.columns, unit: '列' })
  return named === null ? rows : [[], ...rows]
}
