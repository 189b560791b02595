import { AlignmentType, BorderStyle, HeightRule, ImageRun, Paragraph, Table, TableCell, TableLayoutType, TableRow, TextDirection, VerticalAlignTable, WidthType, type IBorderOptions, type ITableFloatOptions } from 'docx'
import { gbt9704, pointsPerMm } from '#shared/paper/gbt9704'
import { cellLines, type PaperRun } from '#shared/paper/lower'
import { printable } from '#shared/paper/measure'
import { cellPadding, cellStyle, cornerDrop, cornerLines, placeCells, tableLines, type CellStyle, type PlacedCell } from '#shared/paper/table-grid'
import { rowHeight } from '#shared/paper/page-estimate'
import type { Table as PaperTable } from '#shared/paper/print-document'
import { barPicture } from './bar-picture'
import { pictureType, type Pictures } from './picture'
import { alignments, exact } from './paragraph'
import { runOptions, twips, twipsOfMm, wordRuns } from './text'

export type TableSetting = {
  readonly bodySize: number
  /** Height of a page's type area in points. */
  readonly room: number
  readonly pictures: Pictures
  /** Red lines; what is written between them stays black. */
  readonly red?: boolean
  readonly keepWithNext?: boolean
  readonly breakBefore?: boolean
  readonly float?: ITableFloatOptions
  /** 版记: rules across only (7.4.1); rows of text that stand over or under its rules have none, and their own indents in points. */
  readonly imprint?: { readonly bare: ReadonlyMap<number, { readonly left: number; readonly right: number }> }
}

/** Word draws lines in eighths of a point, two at least. */
export function border(mm: number, red: boolean): IBorderOptions {
  if (mm <= 0) return { style: BorderStyle.NONE, size: 0, color: 'auto' }
  return { style: BorderStyle.SINGLE, size: Math.max(2, Math.round(mm * pointsPerMm * 8)), color: red ? 'E60000' : '000000' }
}

const valigns = { top: VerticalAlignTable.TOP, middle: VerticalAlignTable.CENTER, bottom: VerticalAlignTable.BOTTOM } as const

function textRun(text: string, style: CellStyle, bold = false): readonly PaperRun[] {
  return [{ text: printable(text), face: style.face, size: style.size, bold, underline: false }]
}

type LineOptions = { readonly row: number; readonly align: CellStyle['align']; readonly before?: number; readonly right?: number; readonly keepNext: boolean; readonly breakBefore: boolean }

function cellLine(runs: readonly PaperRun[], style: CellStyle, setting: TableSetting, options: LineOptions): Paragraph {
  const inset = style.size * gbt9704.imprint.inset
  const { left, right } = setting.imprint?.bare.get(options.row) ?? { left: inset, right: inset }
  return new Paragraph({
    alignment: alignments[options.align],
    widowControl: false,
    spacing: { ...exact(style.pitch), before: twips(options.before ?? 0) },
    // 7.4.2: 版记 stands one character in on both sides, by the paragraph and not by the cell: readers shift a placed table by its cells' margins.
    ...(setting.imprint !== undefined ? { indent: { left: twips(left), right: twips(right) } }
      : options.right === undefined ? {} : { indent: { right: twipsOfMm(options.right) } }),
    ...(options.keepNext ? { keepNext: true } : {}),
    ...(options.breakBefore ? { pageBreakBefore: true } : {}),
    run: runOptions({ ...style, bold: false, underline: false }),
    children: runs.flatMap((run) => wordRuns(run)),
  })
}

function photo(placed: PlacedCell, style: CellStyle, setting: TableSetting, keep: LineOptions): readonly Paragraph[] {
  const { cell } = placed
  if (cell.photo === undefined) return []
  const { sha256, width, height } = cell.photo
  const bytes = sha256 === undefined ? undefined : setting.pictures(sha256)
  const type = bytes === undefined ? undefined : pictureType(bytes)
  const caption = cellLines(cell, style).map((runs) => cellLine(runs, style, setting, keep))
  if (bytes === undefined || type === undefined) return caption
  return [new Paragraph({ alignment: AlignmentType.CENTER, children: [new ImageRun({ type, data: bytes, transformation: { width: pixels(width), height: pixels(height) } })] })]
}

/** ImageRun counts in pixels of 1/96 inch. */
const pixels = (mm: number): number => Math.round((mm * 96) / 25.4)

/** The line of a bar is as high as its picture: letters of the text's size would ask for more. */
export const barStyle = { id: 'Bar', name: 'Bar', run: { size: 2 } } as const

function bar(cell: NonNullable<PlacedCell['cell']['bar']>, keep: LineOptions): Paragraph {
  return new Paragraph({
    ...(keep.keepNext ? { keepNext: true } : {}), ...(keep.breakBefore ? { pageBreakBefore: true } : {}),
    style: barStyle.id, widowControl: false,
    children: [new ImageRun({ type: 'png', data: barPicture(cell), transformation: { width: pixels(cell.width), height: pixels(cell.height) }, altText: { name: cell.said, description: cell.said, title: '' } })],
  })
}

function cellChildren(placed: PlacedCell, row: number, table: PaperTable, height: number | undefined, setting: TableSetting, keepNext: boolean, breakBefore: boolean): readonly Paragraph[] {
  const { cell } = placed
  const style = cellStyle(placed, table, setting.bodySize)
  const keep = { row, align: style.align, keepNext, breakBefore }
  if (cell.diagonal !== undefined) {
    const [lower, upper] = cell.diagonal
    return [cellLine(textRun(upper, style, cell.bold), style, setting, { ...keep, align: 'right' }), cellLine(textRun(lower, style, cell.bold), style, setting, { ...keep, align: 'left', breakBefore: false })]
  }
  if (cell.bar !== undefined) return [bar(cell.bar, keep)]
  if (cell.photo !== undefined) return photo(placed, style, setting, keep)
  const lines = cellLines(cell, style)
  const empty = lines.every((runs) => runs.length === 0)
  const corner = cornerLines(cell).map(({ text, inset }, index) =>
    cellLine(textRun(text, style), style, setting, { ...keep, align: 'right', right: 2 + (inset * style.size) / pointsPerMm, before: index === 0 ? cornerDrop(placed, style, height) : 0, breakBefore: breakBefore && empty && index === 0 }))
  if (empty && corner.length > 0) return corner
  return [...lines.map((runs, index) => cellLine(runs, style, setting, { ...keep, breakBefore: breakBefore && index === 0 })), ...corner]
}

function stacked(placed: PlacedCell): PlacedCell {
  if (placed.cell.vertical !== true) return placed
  const text = placed.cell.text ?? (placed.cell.runs ?? []).map((run) => run.text).join('')
  return { ...placed, cell: { text: [...text].join('\n'), align: 'center', ...(placed.cell.size === undefined ? {} : { size: placed.cell.size }), ...(placed.cell.face === undefined ? {} : { face: placed.cell.face }), ...(placed.cell.bold === undefined ? {} : { bold: placed.cell.bold }), ...(placed.cell.valign === undefined ? {} : { valign: placed.cell.valign }) } }
}

/** Rows that share a cell (a person's promises) keep to the next of them, unless together they would fill half a page. */
function keptTogether(placed: ReturnType<typeof placeCells>, table: PaperTable, setting: TableSetting): ReadonlySet<number> {
  const kept = new Set<number>()
  for (const [start, { cells }] of placed.entries()) {
    const span = Math.max(1, ...cells.map(({ rowSpan }) => rowSpan))
    if (span === 1) continue
    const height = placed.slice(start, start + span).reduce((sum, row) => sum + rowHeight(row, table, setting.bodySize), 0)
    if (height < setting.room / 2) for (let index = start; index < start + span - 1; index += 1) kept.add(index)
  }
  return kept
}

/**
 * A table of exact widths: the grid, every cell and the table say the same twips, and the layout is fixed, so that neither Word nor WPS
 * widens a column to its text.
 */
export function wordTable(table: PaperTable, setting: TableSetting): Table {
  const grid = table.widths.map(twipsOfMm)
  const total = grid.reduce((sum, one) => sum + one, 0)
  const red = setting.red ?? false
  const inner = border(table.lines ?? tableLines.inner, red)
  const outer = border(table.frame ?? tableLines.frame, red)
  const upright = (one: IBorderOptions): IBorderOptions => (setting.imprint !== undefined ? border(0, red) : one)
  const placed = placeCells(table)
  const ruled = placed.flatMap((_, index) => (setting.imprint?.bare.has(index) === true ? [] : [index]))
  const none = border(0, red)
  const rulesOf = (index: number) => (ruled.includes(index)
    ? { top: index === ruled[0] ? outer : inner, bottom: index === ruled.at(-1) ? outer : inner, left: none, right: none }
    : { top: none, bottom: none, left: none, right: none })
  const together = keptTogether(placed, table, setting)
  const rows = placed.map((placedRow, index) => {
    // A row stays whole, but for one that would fill a page: LibreOffice cuts off what does not fit, and parts no row with a cell set from
    // top to bottom, so such a cell gets one character a line.
    const whole = rowHeight(placedRow, table, setting.bodySize) < setting.room * 0.7
    const row = whole ? placedRow : { ...placedRow, cells: placedRow.cells.map(stacked) }
    const last = index === placed.length - 1
    // The head keeps to the first row of the body, and a signature below the table to its last.
    const keepNext = (last && setting.keepWithNext === true) || row.head || together.has(index)
    return new TableRow({
      cantSplit: whole,
      ...(row.head && table.headRows < placed.length ? { tableHeader: true } : {}),
      ...(row.height === undefined ? {} : { height: { value: twipsOfMm(row.height), rule: HeightRule.ATLEAST } }),
      children: row.cells.map((one) => {
        const style = cellStyle(one, table, setting.bodySize)
        return new TableCell({
          width: { size: grid.slice(one.column, one.column + one.colSpan).reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
          ...(one.colSpan > 1 ? { columnSpan: one.colSpan } : {}),
          ...(one.rowSpan > 1 ? { rowSpan: one.rowSpan } : {}),
          verticalAlign: valigns[style.valign],
          ...(one.cell.vertical === true ? { textDirection: TextDirection.TOP_TO_BOTTOM_RIGHT_TO_LEFT } : {}),
          ...(one.cell.diagonal === undefined ? {} : { borders: { diagonalDown: border(tableLines.inner, red) } }),
          ...(setting.imprint === undefined ? {} : { borders: rulesOf(index) }),
          children: [...cellChildren(one, index, table, row.height, setting, keepNext, index === 0 && one.column === 0 && setting.breakBefore === true)],
        })
      }),
    })
  })
  const side = setting.float === undefined ? twipsOfMm(cellPadding.horizontal) : 0
  return new Table({
    rows,
    columnWidths: grid,
    width: { size: total, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    ...(setting.float === undefined ? { alignment: AlignmentType.CENTER } : { float: setting.float }),
    margins: { top: twipsOfMm(cellPadding.vertical), bottom: twipsOfMm(cellPadding.vertical), left: side, right: side, marginUnitType: WidthType.DXA },
    borders: setting.imprint !== undefined && ruled.length < placed.length ? { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none } : { top: outer, bottom: outer, left: upright(outer), right: upright(outer), insideHorizontal: inner, insideVertical: upright(inner) },
  })
}

