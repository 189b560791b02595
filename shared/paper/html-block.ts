import { assertNever } from '../text/assert-never'
import { barParts, marks } from './bar-marks'
import { cssFamily } from './faces'
import { escapeHtml, lineStyle, num, runStyle, type ClassBook } from './html-style'
import { labelCells } from './label-fit'
import { cellLines, type BottomPiece, type LabelPiece, type Line, type OverlayPiece, type PaperRun, type Piece } from './lower'
import { printable } from './measure'
import { cellPadding, cellStyle, cornerLines, placeCells, tableLines, type CellStyle, type PlacedCell } from './table-grid'
import type { Cell, Section, Table } from './print-document'

export type HtmlContext = { readonly book: ClassBook; readonly section: Section; readonly blobUrl: ((sha256: string) => string) | undefined; readonly origin: { readonly x: number; readonly y: number } }

function runHtml(run: PaperRun, base: { readonly face: Line['face']; readonly size: number }, book: ClassBook): string {
  const text = escapeHtml(run.text)
  if (run.rule !== undefined) return `<span class="vb-u ${book.of(`${runStyle(run)};min-width:${num(run.rule)}mm`)}">${text}</span>`
  if (run.whole === true) return `<span class="vb-w ${book.of(runStyle(run))}">${text}</span>`
  if (run.face === base.face && run.size === base.size && !run.bold && !run.underline) return text
  return `<span class="vb-r ${book.of(runStyle(run))}">${text}</span>`
}

function lineHtml(line: Line, book: ClassBook): string {
  return `<p class="vb-l ${book.of(lineStyle(line))}">${line.runs.map((run) => runHtml(run, line, book)).join('')}</p>`
}

function cellLine(runs: readonly PaperRun[], style: CellStyle, align: CellStyle['align'], book: ClassBook, extra = ''): string {
  const base = `${runStyle({ face: style.face, size: style.size, bold: false, underline: false })};line-height:${num(style.pitch)}pt;min-height:${num(style.pitch)}pt;text-align:${align}${extra}`
  return `<p class="vb-l ${book.of(base)}">${runs.map((run) => runHtml(run, style, book)).join('')}</p>`
}

function textRun(text: string, style: CellStyle, bold = false): readonly PaperRun[] {
  return [{ text: printable(text), face: style.face, size: style.size, bold, underline: false }]
}

/** Drawn as fills and never as backgrounds, which a printer leaves out. */
function barHtml({ parts, width, height, said }: NonNullable<Cell['bar']>): string {
  const patterns = [...new Set(parts.map(({ mark }) => mark))].map((mark) => `<pattern id="vb-${mark}" width="${marks[mark].tile}" height="${marks[mark].tile}" patternUnits="userSpaceOnUse">${marks[mark].shape}</pattern>`).join('')
  const filled = barParts(parts, width).map(({ mark, from, to }) => `<rect x="${num(from)}" y="0" width="${num(to - from)}" height="${num(height)}" fill="url(#vb-${mark})" stroke="#000" stroke-width="0.2"/>`).join('')
  return `<svg class="vb-b" role="img" aria-label="${escapeHtml(said)}" width="${num(width)}mm" height="${num(height)}mm" viewBox="0 0 ${num(width)} ${num(height)}"><defs>${patterns}</defs>${filled}<rect x="0.1" y="0.1" width="${num(width - 0.2)}" height="${num(height - 0.2)}" fill="none" stroke="#000" stroke-width="0.2"/></svg>`
}

function cellHtml(placed: PlacedCell, table: Table, context: HtmlContext): string {
  const { cell } = placed
  const { book } = context
  const style = cellStyle(placed, table, context.section.body.size)
  const lines = cellLines(cell, style)
  const inner: string[] = []
  if (cell.diagonal !== undefined) {
    inner.push('<svg class="vb-d" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true"><line x1="0" y1="0" x2="100" y2="100" vector-effect="non-scaling-stroke"/></svg>')
    const [lower, upper] = cell.diagonal
    inner.push(cellLine(textRun(upper, style, cell.bold), style, 'right', book), cellLine(textRun(lower, style, cell.bold), style, 'left', book))
  } else if (cell.bar !== undefined) {
    inner.push(barHtml(cell.bar))
  } else if (cell.photo !== undefined) {
    const { sha256, width, height } = cell.photo
    const picture = sha256 !== undefined && context.blobUrl !== undefined
      ? `<img src="${escapeHtml(context.blobUrl(sha256))}" alt="">`
      : `<div>${lines.map((runs) => cellLine(runs, style, 'center', book)).join('')}</div>`
    inner.push(`<div class="vb-p ${book.of(`width:${num(width)}mm;height:${num(height)}mm`)}">${picture}</div>`)
  } else {
    const text = lines.map((runs) => cellLine(runs, style, style.align, book)).join('')
    inner.push(cell.vertical === true ? `<div class="vb-v">${text}</div>` : text)
  }
  const corner = cornerLines(cell)
  if (corner.length > 0) inner.push(`<div class="vb-c">${corner.map(({ text, inset }) => cellLine(textRun(text, style), style, 'right', book, inset > 0 ? `;padding-right:${num(inset)}em` : '')).join('')}</div>`)
  const room = corner.length > 0 ? `;padding-bottom:calc(${num(corner.length * style.pitch)}pt + ${2 * cellPadding.vertical}mm)` : ''
  const spans = `${placed.colSpan > 1 ? ` colspan="${placed.colSpan}"` : ''}${placed.rowSpan > 1 ? ` rowspan="${placed.rowSpan}"` : ''}`
  const inside = table.lines ?? tableLines.inner
  return `<td class="${book.of(`vertical-align:${style.valign};border:${inside > 0 ? `${num(inside)}mm solid #000` : 'none'}${room}`)}"${spans}>${inner.join('')}</td>`
}

export function tableHtml(table: Table, context: HtmlContext, extra: { readonly red?: boolean; readonly keepWithNext?: boolean; readonly breakBefore?: boolean; readonly imprint?: boolean } = {}): string {
  const { book } = context
  const rows = placeCells(table).map((row) => `<tr${row.height === undefined ? '' : ` class="${book.of(`height:${num(row.height)}mm`)}"`}>${row.cells.map((one) => cellHtml(one, table, context)).join('')}</tr>`)
  const width = table.widths.reduce((sum, one) => sum + one, 0)
  const frame = table.frame ?? tableLines.frame
  // The frame's outer half would stand outside the type area, and print cuts it off there: the widest column gives it room.
  const widest = table.widths.indexOf(Math.max(...table.widths))
  const style = `width:${num(width - frame)}mm;border:${frame > 0 ? `${num(frame)}mm solid #000` : 'none'}${extra.keepWithNext === true ? ';break-after:avoid' : ''}${extra.breakBefore === true ? ';break-before:page' : ''}`
  const columns = table.widths.map((one, index) => (index === widest ? '<col>' : `<col class="${book.of(`width:${num(one)}mm`)}">`)).join('')
  // A head with nothing under it would not be printed as rows at all.
  const head = table.headRows > 0 && table.headRows < rows.length ? table.headRows : 0
  return `<table class="vb-t${extra.red === true ? ' vb-red' : ''}${extra.imprint === true ? ' vb-imprint' : ''} ${book.of(style)}"><colgroup>${columns}</colgroup>${head > 0 ? `<thead>${rows.slice(0, head).join('')}</thead>` : ''}<tbody>${rows.slice(head).join('')}</tbody></table>`
}

function labelHtml(piece: LabelPiece, book: ClassBook): string {
  const { label } = piece
  const cells = labelCells(label).map((cell) => {
    const family = `font-family:${cssFamily(cell.face)}`
    const caption = cell.caption === '' ? '' : `<p class="vb-l ${book.of(`${family};font-size:${num(cell.captionSize)}pt;line-height:1.2;text-align:center`)}">${escapeHtml(printable(cell.caption))}</p>`
    const text = `<p class="vb-l ${book.of(`${family};font-size:${num(cell.size)}pt;line-height:1.25;text-align:center`)}">${escapeHtml(printable(cell.text))}</p>`
    return `<div class="vb-lc ${book.of(`height:${num(cell.height)}mm`)}">${caption}<div class="vb-lt${cell.vertical ? ' vb-lv' : ''}">${cell.vertical ? `<div class="vb-v">${text}</div>` : text}</div></div>`
  })
  // A hair less than the page, so that rounding never starts a second one.
  const size = `width:${num(label.width)}mm;height:${num(label.height - 0.2)}mm`
  const html = (shift: string): string => `<div class="vb-label ${book.of(size + shift)}">${cells.join('')}</div>`
  // Chromium makes a page smaller when something stands over its edge: a strip moved against the printer is cut at it instead.
  return label.shift === undefined ? html('') : `<div class="vb-cut ${book.of(size)}">${html(`;position:relative;left:${num(label.shift.right)}mm;top:${num(label.shift.down)}mm`)}</div>`
}

function overlayHtml(piece: OverlayPiece, context: HtmlContext): string {
  const { origin } = context
  const style = `left:${num(piece.x - origin.x)}mm;top:${num(piece.y - origin.y)}mm;width:${num(piece.width)}mm;height:${num(piece.height)}mm`
  return `<div class="vb-o ${context.book.of(style)}">${tableHtml(piece.table, context, { red: piece.red })}</div>`
}

function bottomHtml(piece: BottomPiece, context: HtmlContext): string {
  return `<div class="vb-foot">${piece.pieces.map((one) => (one.type === 'table' ? tableHtml(one.table, context, { imprint: true }) : pieceHtml(one, context))).join('')}</div>`
}

export function pieceHtml(piece: Piece, context: HtmlContext): string {
  switch (piece.type) {
    case 'line': return lineHtml(piece, context.book)
    case 'table': return tableHtml(piece.table, context, { keepWithNext: piece.keepWithNext, breakBefore: piece.breakBefore })
    case 'rule': return `<div class="vb-h ${context.book.of(`margin-top:${num(piece.before)}pt;border-top:${num(piece.weight)}mm solid ${piece.red ? '#e60000' : '#000'}`)}"></div>`
    case 'overlay': return overlayHtml(piece, context)
    case 'bottom': return bottomHtml(piece, context)
    case 'label': return labelHtml(piece, context.book)
    default: return assertNever(piece)
  }
}
