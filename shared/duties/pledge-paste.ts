import { pledgeItemTypes } from '#shared/model/pledge'
import { nameMatchKey } from '#shared/text/names'
import { readPartialDate } from '#shared/text/partial-date'
import { gridColumns, isBlankRow, newGridRow, type GridColumn, type GridParty, type GridRow } from './pledge-grid'

/**
 * A block copied from Excel or WPS, read before anything is filled: which line goes to whom, which cell into which column, and what nobody
 * could place. With names in it, lines go to their people in whatever order; without, they fill downwards from the cell the hand stands in.
 */
export type PastedLine = { readonly who: string; readonly partyKey: string; /** The line it is laid over; null: a further line of this person. */ readonly rowKey: string | null; readonly cells: Partial<Readonly<Record<GridColumn, string>>> }
export type Pasted = { readonly lines: readonly PastedLine[]; readonly columns: readonly GridColumn[]; readonly skipped: readonly { readonly line: number; readonly text: string; readonly why: string }[] }

/** One cell alone is typing, not a block. */
export function isBlock(text: string): boolean {
  return /[\t\n]/.test(text.replace(/[\r\n]+$/, ''))
}

const heads: readonly (readonly [GridColumn | 'name', RegExp])[] = [
  ['name', /^(姓名|承诺人|党员姓名|承诺主体)$/], ['type', /^(类型|承诺类型|类别)$/], ['measures', /^(具体)?措施|^落实措施/], ['due', /时限|时间|期限|日期/], ['responsible', /责任人|负责人/], ['text', /事项|内容|承诺/],
]
const headOf = (cell: string) => heads.find(([, words]) => words.test(cell.replace(/\s/g, '')))?.[0]

/** Spreadsheet text: tabs between cells, lines between rows; a cell with a line break or a tab in it stands in quotes, quotes in it doubled. */
export function splitBlock(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]]
  const source = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '')
  let at = 0
  while (at <= source.length) {
    const quoted = source[at] === '"' ? /^"((?:[^"]|"")*)"(?=[\t\n]|$)/.exec(source.slice(at)) : null
    const end = quoted === null ? source.slice(at).search(/[\t\n]|$/) + at : at + quoted[0].length
    rows.at(-1)?.push((quoted === null ? source.slice(at, end) : (quoted[1] ?? '').replaceAll('""', '"')).trim())
    if (source[end] === '\n') rows.push([])
    at = end + 1
  }
  return rows
}

export function readBlock(text: string, parties: readonly GridParty[], rows: readonly GridRow[], at: { readonly rowKey: string; readonly column: GridColumn }): Pasted {
  const lines = splitBlock(text)
  const byName = new Map(parties.map((party) => [nameMatchKey(party.who), party]))
  const twice = new Set(parties.map((party) => nameMatchKey(party.who)).filter((name, index, all) => all.indexOf(name) !== index))
  const named = (line: readonly string[]) => line.findIndex((cell) => cell !== '' && byName.has(nameMatchKey(cell)))
  if (lines.every((line) => named(line) < 0)) return readFromHere(lines, parties, rows, at)

  const first = lines[0] ?? []
  const heading = named(first) < 0 && first.some((cell) => headOf(cell) !== undefined) ? first.map(headOf) : null
  const nameAt = heading?.includes('name') === true ? heading.indexOf('name') : (lines.map(named).find((place) => place >= 0) ?? 0)
  const skipped: { line: number; text: string; why: string }[] = []
  const found: PastedLine[] = []
  const free = new Map(parties.map((party) => [party.key, rows.filter((row) => row.partyKey === party.key && isBlankRow(row)).map((row) => row.key)]))
  let last: GridParty | undefined
  for (const [index, line] of lines.entries()) {
    if ((heading !== null && index === 0) || line.every((cell) => cell === '')) continue
    const name = line[nameAt] ?? ''
    // Merged cells of a spreadsheet: the name stands on the first line only.
    const party = name === '' ? last : byName.get(nameMatchKey(name))
    const why = name !== '' && twice.has(nameMatchKey(name)) ? '名册里有同名的人，分不清给谁' : party === undefined ? (index === 0 ? '当作表头' : '名册里没有这个人') : ''
    if (name !== '') last = why === '' ? party : undefined
    if (party === undefined || why !== '') {
      skipped.push({ line: index + 1, text: line.filter((cell) => cell !== '').join(' ').slice(0, 40), why })
      continue
    }
    const cells = heading === null ? byOrder(line.slice(nameAt + 1)) : byHead(line, heading)
    if (Object.keys(cells).length === 0) continue
    found.push({ who: party.who, partyKey: party.key, rowKey: free.get(party.key)?.shift() ?? null, cells })
  }
  return { lines: found, columns: gridColumns.filter((column) => found.some((line) => line.cells[column] !== undefined)), skipped }
}

function byHead(line: readonly string[], heading: readonly (GridColumn | 'name' | undefined)[]): PastedLine['cells'] {
  return Object.fromEntries(heading.flatMap((column, index) => (column === undefined || column === 'name' || (line[index] ?? '') === '' ? [] : [[column, line[index] ?? '']])))
}

/** Without a head the columns are those of the sheet; the kind may be left out, and a date is a date wherever it stands. */
function byOrder(cells: readonly string[]): PastedLine['cells'] {
  const [first = ''] = cells
  const hasType = first === '' || (pledgeItemTypes as readonly string[]).includes(first)
  const rest = hasType ? cells.slice(1) : cells
  const due = rest.findIndex((cell, index) => index > 0 && cell !== '' && readPartialDate(cell).ok)
  const before = due < 0 ? rest.slice(0, 2) : rest.slice(0, due)
  const values: Readonly<Record<GridColumn, string>> = {
    type: hasType ? first : '', text: before[0] ?? '', measures: before.slice(1).filter((cell) => cell !== '').join('；'),
    due: (due < 0 ? rest[2] : rest[due]) ?? '', responsible: (due < 0 ? rest[3] : rest[due + 1]) ?? '',
  }
  return Object.fromEntries(gridColumns.flatMap((column) => (values[column] === '' ? [] : [[column, values[column]]])))
}

function readFromHere(lines: readonly (readonly string[])[], parties: readonly GridParty[], rows: readonly GridRow[], at: { readonly rowKey: string; readonly column: GridColumn }): Pasted {
  const start = rows.findIndex((row) => row.key === at.rowKey)
  const columns = gridColumns.slice(gridColumns.indexOf(at.column))
  const names = new Map(parties.map((party) => [party.key, party.who]))
  const skipped: { line: number; text: string; why: string }[] = []
  const found = lines.flatMap((line, index): PastedLine[] => {
    const row = rows[start + index]
    const text = line.filter((cell) => cell !== '').join(' ').slice(0, 40)
    if (text === '') return []
    if (row === undefined || start < 0) {
      skipped.push({ line: index + 1, text, why: '下面没有行了' })
      return []
    }
    if (line.slice(columns.length).some((cell) => cell !== '')) skipped.push({ line: index + 1, text: line.slice(columns.length).filter((cell) => cell !== '').join(' ').slice(0, 40), why: '右边没有格了' })
    return [{ who: names.get(row.partyKey) ?? '', partyKey: row.partyKey, rowKey: row.key, cells: Object.fromEntries(columns.flatMap((column, place) => ((line[place] ?? '') === '' ? [] : [[column, line[place] ?? '']]))) }]
  })
  return { lines: found, columns: gridColumns.filter((column) => found.some((line) => line.cells[column] !== undefined)), skipped }
}

/** The rows with the block laid over them; further lines stand under the last of their person. */
export function layOver(pasted: Pasted, parties: readonly GridParty[], rows: readonly GridRow[], newKey: () => string): readonly GridRow[] {
  let next: readonly GridRow[] = rows
  for (const line of pasted.lines) {
    const party = parties.find((one) => one.key === line.partyKey)
    if (party === undefined) continue
    if (line.rowKey !== null) {
      next = next.map((row) => (row.key === line.rowKey ? { ...row, ...line.cells } : row))
      continue
    }
    const place = next.findLastIndex((row) => row.partyKey === line.partyKey) + 1
    next = [...next.slice(0, place), { ...newGridRow(party, newKey()), ...line.cells }, ...next.slice(place)]
  }
  return next
}
