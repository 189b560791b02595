import { AlignmentType, HeightRule, LineRuleType, Paragraph, Table, TableCell, TableLayoutType, TableRow, TextDirection, VerticalAlignTable, WidthType } from 'docx'
import { labelCells, type LabelCell } from '#shared/paper/label-fit'
import type { LabelPiece, PaperRun } from '#shared/paper/lower'
import { printable } from '#shared/paper/measure'
import { border } from './table'
import { twips, twipsOfMm, wordRuns } from './text'

/** Lines of half a point lie half outside a table: this much is left of the page on each side. */
const hair = 12

function line(text: string, cell: LabelCell, size: number, pitch: number): Paragraph {
  const run: PaperRun = { text: printable(text), face: cell.face, size, bold: false, underline: false }
  return new Paragraph({ alignment: AlignmentType.CENTER, spacing: { line: twips(size * pitch), lineRule: LineRuleType.EXACT, before: 0, after: 0 }, widowControl: false, children: [...wordRuns(run)] })
}

/**
 * Twips that a label's page is longer than the label: Word puts a paragraph after every table, and empty headers where other sections have full
 * ones, and would begin a second page for them. The frame has its true size, and the strip is cut along it.
 */
export const labelSpare = (inMargins: boolean): number => (inMargins ? 400 : 100)

/**
 * A label is a table as large as itself. The caption of a cell has a row of its own when the text runs from top to bottom, since a Word cell
 * has one direction.
 */
export function wordLabel({ label }: LabelPiece): Table {
  const width = twipsOfMm(label.width) - 2 * hair
  const outer = border(0.35, false)
  const none = border(0, false)
  const rows = labelCells(label).flatMap((cell) => row(cell, Math.max(40, twipsOfMm(cell.height))))

  function row(cell: LabelCell, height: number): readonly TableRow[] {
    const texts = cell.text.split('\n').map((text) => line(text, cell, cell.size, 1.25))
    const caption = cell.caption === '' ? [] : [line(cell.caption, cell, cell.captionSize, 1.2)]
    const one = (children: readonly Paragraph[], size: number, vertical: boolean, above: boolean, below: boolean): TableRow => new TableRow({
      cantSplit: true,
      height: { value: size, rule: HeightRule.EXACT },
      children: [new TableCell({
        width: { size: width, type: WidthType.DXA },
        verticalAlign: VerticalAlignTable.CENTER,
        ...(vertical ? { textDirection: TextDirection.TOP_TO_BOTTOM_RIGHT_TO_LEFT } : {}),
        borders: { ...(above ? {} : { top: none }), ...(below ? {} : { bottom: none }) },
        children: children.length === 0 ? [new Paragraph({})] : [...children],
      })],
    })
    if (!cell.vertical || caption.length === 0) return [one([...caption, ...texts], height, cell.vertical, true, true)]
    const captionHeight = twips(cell.captionSize * 1.2) + 60
    return [one(caption, captionHeight, false, true, false), one(texts, Math.max(40, height - captionHeight), true, false, true)]
  }

  return new Table({
    rows,
    columnWidths: [width],
    width: { size: width, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    margins: { top: 0, bottom: 0, left: 40, right: 40, marginUnitType: WidthType.DXA },
    borders: { top: outer, bottom: outer, left: outer, right: outer, insideHorizontal: border(0.25, false), insideVertical: none },
  })
}
