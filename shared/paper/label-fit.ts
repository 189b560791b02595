import type { Block, Face } from './print-document'
import { pointsPerMm } from './gbt9704'
import { emWidth } from './measure'

/**
 * DA/T 22—2015 box spines (附录): strips of 20–50 × 310 mm. Cells share out the whole strip in the proportion of their heights, and what stands in one is
 * made to fit, since a strip cannot grow.
 */
type Label = Extract<Block, { type: 'label' }>
export type LabelCell = { readonly caption: string; readonly text: string; readonly face: Face; readonly size: number; readonly captionSize: number; readonly vertical: boolean; readonly height: number }

/** Air inside a cell, mm. */
export const labelPadding = 1
const smallest = 6

export function labelCells(label: Label): readonly LabelCell[] {
  const total = label.cells.reduce((sum, cell) => sum + cell.height, 0)
  const scale = label.height / total
  return label.cells.map((cell) => {
    const height = cell.height * scale
    const width = label.width - 2 * labelPadding
    const captionSize = cell.caption === '' ? 0 : Math.max(smallest, Math.min(10.5, (width * pointsPerMm) / Math.max(1, emWidth(cell.caption))))
    const room = height - 2 * labelPadding - (captionSize * 1.2) / pointsPerMm
    return { caption: cell.caption, text: cell.text, face: cell.face ?? '宋体', captionSize, vertical: cell.vertical ?? false, height, size: fit(cell.text, cell.vertical ? room : width, cell.vertical ? width : room, cell.size ?? (cell.vertical ? 26 : 16), cell.vertical !== true) }
  })
}

/** The largest size up to `wanted` at which the text's lines of `along` mm fit into `across` mm. Only a long text across the strip is broken. */
function fit(text: string, along: number, across: number, wanted: number, mayBreak: boolean): number {
  const lines = text.split('\n').map(emWidth)
  const longest = Math.max(0, ...lines)
  for (let size = wanted; size > smallest; size -= 0.5) {
    // Half a character of air, since no face is as wide as it says.
    const perLine = Math.max(0.5, Math.floor(((along * pointsPerMm) / size) * 2) / 2 - 0.5)
    const count = lines.reduce((sum, width) => sum + Math.max(1, Math.ceil(width / perLine)), 0)
    if (count * size * 1.25 <= across * pointsPerMm && (longest <= perLine || (mayBreak && longest > 10 && perLine >= 4))) return size
  }
  return smallest
}
