import path from 'node:path'
import { HouseError } from '#shared/errors'
import { dateShown, numberText, serialDate, zeroPadding, type DateShown } from './number-format'
import type { Archive } from './unzip'
import { attribute, walkXml } from './xml'

/**
 * SpreadsheetML (ECMA-376-1, part 18) as far as a roster needs it. Written by hand on a SAX parser because two facts must survive that
 * general readers drop: whether a cell was stored as a number (an ID number stored so has lost digits), and whether a date's format
 * shows its day. Formulas give the value they were saved with; nothing is computed, followed or fetched.
 */
export const sheetLimits = { rows: 100_000, columns: 500, cells: 3_000_000, sheets: 200 }

export type ReadSheet = { readonly name: string; readonly rows: string[][]; readonly numeric: boolean[][]; readonly hidden: boolean }
type Format = { readonly date: DateShown; readonly padding: number }
type Context = { readonly strings: readonly string[]; readonly formats: readonly Format[]; readonly from1904: boolean; readonly file: string }

/** null when the archive is no workbook. */
export function readXlsx(archive: Archive, file: string): readonly ReadSheet[] | null {
  const main = relations(archive, '_rels/.rels', '').find((relation) => relation.type.endsWith('/officeDocument'))?.target ?? 'xl/workbook.xml'
  const workbook = archive.read(main)
  if (workbook === null) return null
  const listed: { readonly name: string; readonly id: string; readonly hidden: boolean }[] = []
  let [isWorkbook, from1904] = [false, false]
  walkXml(workbook, {
    open: (name, attributes) => {
      if (name === 'workbook') isWorkbook = true
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes['date1904'] ?? '')
      if (name === 'sheet') listed.push({ name: attributes['name'] ?? '', id: attribute(attributes, 'id') ?? '', hidden: (attributes['state'] ?? 'visible') !== 'visible' })
    },
  })
  if (!isWorkbook) return null
  if (listed.length > sheetLimits.sheets) throw new HouseError('sheetTooMuch', { name: file, count: listed.length, most: sheetLimits.sheets, unit: '张表' })
  const related = relations(archive, path.posix.join(path.posix.dirname(main), '_rels', `${path.posix.basename(main)}.rels`), path.posix.dirname(main))
  const part = (ending: string) => {
    const target = related.find((relation) => relation.type.endsWith(ending))?.target
    return target === undefined ? null : archive.read(target)
  }
  const context: Context = { strings: sharedStrings(part('/sharedStrings')), formats: cellFormats(part('/styles')), from1904, file }
  let cells = 0
  const sheets = listed.flatMap(({ name, id, hidden }) => {
    const relation = related.find((candidate) => candidate.id === id)
    const bytes = relation !== undefined && relation.type.endsWith('/worksheet') ? archive.read(relation.target) : null
    if (bytes === null) return []
    const sheet = readWorksheet(bytes, context)
    cells += sheet.rows.reduce((all, row) => all + row.length, 0)
    if (cells > sheetLimits.cells) throw new HouseError('sheetTooMuch', { name: file, count: cells, most: sheetLimits.cells, unit: '格' })
    return [{ name, hidden, ...sheet }]
  })
  return [...sheets.filter((sheet) => !sheet.hidden), ...sheets.filter((sheet) => sheet.hidden)]
}

type Relation = { readonly id: string; readonly type: string; readonly target: string }
function relations(archive: Archive, part: string, folder: string): readonly Relation[] {
  const bytes = archive.read(part)
  const found: Relation[] = []
  if (bytes === null) return found
  walkXml(bytes, {
    open: (name, attributes) => {
      if (name !== 'Relationship' || attributes['TargetMode'] === 'External') return
      const target = attributes['Target'] ?? ''
      found.push({ id: attributes['Id'] ?? '', type: attributes['Type'] ?? '', target: target.startsWith('/') ? target.slice(1) : path.posix.join(folder, target) })
    },
  })
  return found
}

/** Characters XML cannot hold are written _x000D_; a literal underscore before such a group as _x005F_. */
function unescape(text: string): string {
  return text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/gu, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))) : text
}

function sharedStrings(bytes: Uint8Array | null): readonly string[] {
  const strings: string[] = []
  if (bytes === null) return strings
  let [current, inText, phonetic] = ['', false, false]
  walkXml(bytes, {
    open: (name) => {
      if (name === 'si') current = ''
      if (name === 'rPh') phonetic = true
      inText = name === 't' && !phonetic
    },
    close: (name) => {
      if (name === 'si') strings.push(unescape(current))
      if (name === 'rPh') phonetic = false
      if (name === 't') inText = false
    },
    text: (text) => {
      if (inText) current += text
    },
  })
  return strings
}

function cellFormats(bytes: Uint8Array | null): readonly Format[] {
  const formats: Format[] = []
  if (bytes === null) return formats
  const codes = new Map<number, string>()
  let inCells = false
  walkXml(bytes, {
    open: (name, attributes) => {
      if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '')
      if (name === 'cellXfs') inCells = true
      if (name !== 'xf' || !inCells) return
      const id = Number(attributes['numFmtId'] ?? 0)
      formats.push({ date: dateShown(id, codes.get(id)), padding: zeroPadding(codes.get(id)) })
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false
    },
  })
  return formats
}

/** `BC12` is column 54 (from 0), row 11; null for anything else. */
function placeOf(reference: string | undefined): { readonly row: number; readonly column: number } | null {
  const match = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})$/.exec(reference ?? '')
  if (match === null) return null
  const column = [...(match[1] ?? '').toUpperCase()].reduce((all, letter) => all * 26 + letter.charCodeAt(0) - 64, 0) - 1
  return { column, row: Number(match[2]) - 1 }
}

function readWorksheet(bytes: Uint8Array, context: Context): { readonly rows: string[][]; readonly numeric: boolean[][] } {
  const rows: string[][] = []
  const numeric: boolean[][] = []
  const merged: string[] = []
  let [row, column, type, style, raw, collecting, phonetic, cells] = [-1, -1, 'n', 0, '', false, false, 0]
  const put = (text: string, isNumber: boolean) => {
    if (text === '') return
    cells += 1
    if (row >= sheetLimits.rows) throw new HouseError('sheetTooMuch', { name: context.file, count: row + 1, most: sheetLimits.rows, unit: '行' })
    if (column >= sheetLimits.columns) throw new HouseError('sheetTooMuch', { name: context.file, count: column + 1, most: sheetLimits.columns, unit: '列' })
    if (cells > sheetLimits.cells) throw new HouseError('sheetTooMuch', { name: context.file, count: cells, most: sheetLimits.cells, unit: '格' })
    while (rows.length <= row) {
      rows.push([])
      numeric.push([])
    }
    const [line = [], flags = []] = [rows[row], numeric[row]]
    while (line.length <= column) {
      line.push('')
      flags.push(false)
    }
    line[column] = text
    flags[column] = isNumber
  }
  walkXml(bytes, {
    open: (name, attributes) => {
      if (name === 'row') {
        row = attributes['r'] === undefined ? row + 1 : Number(attributes['r']) - 1
        column = -1
      } else if (name === 'c') {
        const place = placeOf(attributes['r'])
        column = place?.column ?? column + 1
        if (place !== null) row = place.row
        ;[type, style, raw] = [attributes['t'] ?? 'n', Number(attributes['s'] ?? 0), '']
      } else if (name === 'rPh') phonetic = true
      else if (name === 'mergeCell' && attributes['ref'] !== undefined && merged.length < 50_000) merged.push(attributes['ref'])
      collecting = name === 'v' || (name === 't' && !phonetic)
    },
    close: (name) => {
      if (name === 'rPh') phonetic = false
      if (name === 'v' || name === 't') collecting = false
      if (name !== 'c' || raw === '' || row < 0) return
      const value = cellValue(raw, type, context, context.formats[style])
      put(value.text, value.numeric)
    },
    text: (text) => {
      if (collecting) raw += text
    },
  })
  blankMerged(rows, merged)
  return { rows: trimmed(rows), numeric: numeric.slice(0, trimmed(rows).length) }
}

function cellValue(raw: string, type: string, context: Context, format: Format | undefined): { readonly text: string; readonly numeric: boolean } {
  const text = (value: string) => ({ text: value.replace(/\r\n?/gu, '\n'), numeric: false })
  if (type === 's') return text(context.strings[Number(raw)] ?? '')
  if (type === 'inlineStr' || type === 'str') return text(unescape(raw))
  if (type === 'b') return text(raw.trim() === '1' ? '是' : '否')
  if (type === 'e') return text(raw)
  if (type === 'd') return text(/^\d{4}-\d{2}-\d{2}/.test(raw) ? raw.slice(0, 10) : raw)
  const shown = format?.date ?? null
  const date = shown === null ? null : serialDate(Number(raw), context.from1904)
  if (date !== null) return text(shown === 'month' ? date.slice(0, 7) : date)
  const plain = numberText(raw)
  return { text: /^\d+$/.test(plain) ? plain.padStart(format?.padding ?? 0, '0') : plain, numeric: true }
}

/** Only the first cell of a merged area speaks; some programs leave old values hidden under the others. */
function blankMerged(rows: readonly string[][], merged: readonly string[]): void {
  let budget = 2_000_000
  for (const reference of merged) {
    const [first, last] = reference.split(':').map((corner) => placeOf(corner))
    if (first === undefined || first === null || last === undefined || last === null) continue
    for (let row = first.row; row <= Math.min(last.row, rows.length - 1) && budget > 0; row += 1) {
      const line = rows[row] ?? []
      for (let column = first.column; column <= Math.min(last.column, line.length - 1); column += 1) {
        budget -= 1
        if (row !== first.row || column !== first.column) line[column] = ''
      }
    }
  }
}

function trimmed(rows: string[][]): string[][] {
  let length = rows.length
  while (length > 0 && (rows[length - 1] ?? []).every((cell) => cell.trim() === '')) length -= 1
  return rows.slice(0, length)
}
