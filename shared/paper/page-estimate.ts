import type { Section, Table } from './print-document'
import { pointsPerMm } from './gbt9704'
import { isProse, textWidth, type Piece } from './lower'
import { linesIn } from './measure'
import { cellPadding, cellStyle, placeCells, tableLines, type PlacedRow } from './table-grid'

/** A browser draws no line thinner than a dot of 1/96 inch. */
const thinnest = 25.4 / 96

/** A row's height in points, estimated; a cell over several rows counts with its share. A row its text makes higher than was asked has its line besides. */
export function rowHeight(row: PlacedRow, table: Table, bodySize: number): number {
  const inner = table.lines ?? tableLines.inner
  const rule = inner === 0 ? 0 : Math.max(inner, thinnest)
  return Math.max((row.height ?? 0) * pointsPerMm, ...row.cells.map((one) => {
    const style = cellStyle(one, table, bodySize)
    const text = one.cell.text ?? (one.cell.runs ?? []).map((run) => run.text).join('')
    const lines = one.cell.vertical === true ? 0 : linesIn(text, one.width - 2 * cellPadding.horizontal, style.size) + (one.cell.corner?.length ?? 0)
    return (lines * style.pitch) / one.rowSpan + (2 * cellPadding.vertical + rule) * pointsPerMm
  }))
}

/** A piece's height in points, estimated. */
export function heightOf(piece: Piece, section: Section): number {
  if (piece.type === 'line') {
    const width = textWidth(section) - (piece.left + piece.right) / pointsPerMm
    const indent = '\u3000'.repeat(Math.max(0, Math.round(piece.firstIndent / Math.max(1, piece.size))))
    return linesIn(indent + piece.runs.map((run) => run.text).join(''), width, piece.size) * piece.pitch + piece.before + piece.after
  }
  if (piece.type === 'rule') return piece.before + piece.weight * pointsPerMm
  if (piece.type === 'table') {
    return placeCells(piece.table).reduce((sum, row) => sum + rowHeight(row, piece.table, section.body.size), 0)
  }
  if (piece.type === 'bottom') return piece.pieces.reduce((sum, one) => sum + heightOf(one, section), 0)
  return 0
}

/**
 * How many pages a section fills, estimated; only used to stand 版记 on the lower edge of the last one. On the 22 × 28 grid it is exact but for
 * lines shortened by punctuation. When in doubt it says fewer: then the block follows the text, which is plain but not wrong.
 */
export function estimatePages(section: Section, pieces: readonly Piece[]): number {
  const area = (section.paper.height - section.margins.top - section.margins.bottom) * pointsPerMm
  let pages = 1
  let used = 0
  for (const piece of pieces) {
    if ((piece.type === 'line' || piece.type === 'table') && piece.breakBefore) {
      pages++
      used = 0
    }
    const height = heightOf(piece, section)
    if (piece.type === 'bottom' && used + height > area + 1) {
      pages++
      used = 0
    }
    used += height
    while (used > area + 1) {
      pages++
      // A line that does not fit is whole on the next page.
      const pitch = piece.type === 'line' && isProse(section) ? piece.pitch : 0
      used = used - area + (pitch === 0 ? 0 : area % pitch > pitch - 1 ? 0 : area % pitch)
    }
  }
  return pages
}
