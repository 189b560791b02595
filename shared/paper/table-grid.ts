import type { Cell, Face, Table } from './print-document'
import { pointsPerMm } from './gbt9704'
import { cellPitch, emWidth, linesIn } from './measure'

/** What both renderings need to know of a table: where each cell stands, and how it is set unless it says otherwise. */

export const cellPadding = { horizontal: 1.2, vertical: 0.7 } as const
/** 0.35 mm round the table and half a point inside: heavy enough for a worn printer, light enough to write over. */
export const tableLines = { frame: 0.35, inner: 0.18 } as const

export type PlacedCell = { readonly cell: Cell; readonly column: number; readonly colSpan: number; readonly rowSpan: number; readonly width: number; readonly head: boolean }
export type PlacedRow = { readonly height: number | undefined; readonly head: boolean; readonly cells: readonly PlacedCell[] }

/** Columns of each cell, counting what rowSpans from above take up; spans are cut to the table. */
export function placeCells(table: Table): readonly PlacedRow[] {
  const columns = table.widths.length
  const taken: number[] = table.widths.map(() => 0)
  return table.rows.map((row, index) => {
    const head = index < table.headRows
    const cells: PlacedCell[] = []
    let column = 0
    const skip = (): void => { while (column < columns && (taken[column] ?? 0) > 0) column++ }
    for (const cell of row.cells) {
      skip()
      if (column >= columns) break
      let colSpan = 1
      while (colSpan < (cell.colSpan ?? 1) && column + colSpan < columns && taken[column + colSpan] === 0) colSpan++
      // Never over the end of the table, nor from the repeated head into the body.
      const last = head ? Math.min(table.headRows, table.rows.length) : table.rows.length
      const rowSpan = Math.max(1, Math.min(cell.rowSpan ?? 1, last - index))
      const width = table.widths.slice(column, column + colSpan).reduce((sum, one) => sum + one, 0)
      cells.push({ cell, column, colSpan, rowSpan, width, head })
      for (let at = column; at < column + colSpan; at++) taken[at] = rowSpan
      column += colSpan
    }
    // A row may be short of cells: the rest stands empty rather than torn open.
    for (skip(); column < columns; skip()) {
      cells.push({ cell: {}, column, colSpan: 1, rowSpan: 1, width: table.widths[column] ?? 1, head })
      taken[column] = 1
      column++
    }
    for (let at = 0; at < columns; at++) taken[at] = Math.max(0, (taken[at] ?? 0) - 1)
    return { height: row.height, head, cells }
  })
}

export type CellStyle = { readonly face: Face; readonly size: number; readonly pitch: number; readonly align: 'left' | 'center' | 'right' | 'justify'; readonly valign: 'top' | 'middle' | 'bottom'; /** Points a line has. */ readonly room: number }

export function cellStyle(placed: PlacedCell, table: Table, bodySize: number): CellStyle {
  const { cell, head } = placed
  const size = cell.size ?? table.size ?? Math.min(bodySize, 14)
  return {
    face: cell.face ?? (head ? '黑体' : table.face ?? '仿宋'),
    size,
    pitch: cellPitch(size),
    align: cell.align ?? (head || cell.vertical === true || cell.photo !== undefined ? 'center' : 'left'),
    // An opinion is written from the top of its cell, and signed below.
    valign: cell.valign ?? (cell.corner === undefined ? 'middle' : 'top'),
    room: (placed.width - 2 * cellPadding.horizontal) * pointsPerMm,
  }
}

/** The corner's lines, with the room a hand needs after a word (typed as wide spaces) as an inset: at a line's end spaces would hang out and vanish. */
export function cornerLines(cell: Cell): readonly { readonly text: string; readonly inset: number }[] {
  return (cell.corner ?? []).map((line) => {
    const text = line.replace(/[\s\u3000]+$/u, '')
    return { text, inset: emWidth(line.slice(text.length)) }
  })
}

/** Points left between an opinion cell's text and its corner, so that the corner stands at the bottom of a row of `height` mm. */
export function cornerDrop(placed: PlacedCell, style: CellStyle, height: number | undefined): number {
  const { cell } = placed
  if (cell.corner === undefined || height === undefined) return 0
  const text = cell.text ?? (cell.runs ?? []).map((run) => run.text).join('')
  const lines = text === '' ? 0 : linesIn(text, placed.width - 2 * cellPadding.horizontal, style.size)
  return Math.max(0, (height - 2 * cellPadding.vertical) * pointsPerMm - (lines + cell.corner.length) * style.pitch - 1)
}
