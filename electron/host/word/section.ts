import { AlignmentType, BorderStyle, Footer, Header, LineRuleType, OverlapType, PageNumber, PageOrientation, Paragraph, RelativeVerticalPosition, SectionType, TableAnchorType, TextRun, type FileChild, type ISectionOptions } from 'docx'
import { assertNever } from '#shared/text/assert-never'
import { gbt9704, pointsPerMm } from '#shared/paper/gbt9704'
import { lowerSection, textWidth, type BottomPiece, type Piece } from '#shared/paper/lower'
import { printable } from '#shared/paper/measure'
import type { Section, Table } from '#shared/paper/print-document'
import { labelSpare, wordLabel } from './label'
import { exact, wordParagraph } from './paragraph'
import type { Pictures } from './picture'
import { wordTable } from './table'
import { runOptions, twips, twipsOfMm } from './text'

/** 7.5 页码: — 1 — one character in from the outer edge. */
function pageNumber(side: 'left' | 'right'): Footer {
  const { face, size, inset } = gbt9704.pageNumber
  const style = runOptions({ face, size, bold: false, underline: false })
  return new Footer({ children: [new Paragraph({
    alignment: side === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
    spacing: { line: twips(size), lineRule: LineRuleType.EXACT, before: 0, after: 0 },
    // The first-line indent is named as none: a style of the reader's own would push even pages two characters in.
    indent: { firstLine: 0, left: side === 'left' ? twips(size * inset) : 0, right: side === 'right' ? twips(size * inset) : 0 },
    children: [new TextRun({ ...style, children: ['— ', PageNumber.CURRENT, ' —'] })],
  })] })
}

/** A section without numbers says so: left out, Word would carry on the footer of the one before. */
const noFooter = (): Footer => new Footer({ children: [new Paragraph({ spacing: { ...exact(1) }, children: [] })] })

function header(text: string | undefined): Header {
  const runs = text === undefined || text === '' ? [] : [new TextRun({ ...runOptions({ face: '仿宋', size: 12, bold: false, underline: false }), text: printable(text).replaceAll('\n', ' ') })]
  return new Header({ children: [new Paragraph({ spacing: exact(runs.length === 0 ? 1 : 14.4), children: runs })] })
}

/** A paragraph no one sees, where Word demands one. */
function speck(): Paragraph {
  return new Paragraph({ spacing: exact(1), widowControl: false, run: { size: 2 }, children: [] })
}

/**
 * 版记 as one table placed by the type area's lower edge: lines of text over and under its rules are rows of it without rules. Several tables one
 * above the other would not stay in their places.
 */
function bottom(piece: BottomPiece, section: Section, pictures: Pictures): readonly FileChild[] {
  const width = textWidth(section)
  const [own] = piece.pieces.flatMap((one) => (one.type === 'table' ? [one.table] : []))
  const widths = own?.widths ?? [width]
  const bare = new Map<number, { readonly left: number; readonly right: number }>()
  const rows = piece.pieces.flatMap((one): Table['rows'] => (one.type === 'table' ? one.table.rows
    : [{ height: one.pitch / pointsPerMm, cells: [{ runs: one.runs.map((run) => ({ ...run })), size: one.size, face: one.face, align: one.align, colSpan: widths.length }] }]))
  let at = 0
  for (const one of piece.pieces) {
    if (one.type === 'line') bare.set(at, { left: one.left, right: one.right })
    at += one.type === 'table' ? one.table.rows.length : 1
  }
  const table: Table = { ...(own ?? { type: 'table', headRows: 0, frame: 0, lines: 0 }), widths, rows }
  return [wordTable(table, { bodySize: section.body.size, room: room(section), pictures, imprint: { bare }, float: {
    // Across from the page: LibreOffice does not place a table as wide as the text that counts from the margin.
    horizontalAnchor: TableAnchorType.PAGE, absoluteHorizontalPosition: twipsOfMm(section.margins.left),
    verticalAnchor: TableAnchorType.MARGIN, relativeVerticalPosition: RelativeVerticalPosition.BOTTOM, overlap: OverlapType.NEVER,
  } })]
}

const room = (section: Section): number => (section.paper.height - section.margins.top - section.margins.bottom) * pointsPerMm

function wordPiece(piece: Piece, section: Section, pictures: Pictures): readonly FileChild[] {
  const bodySize = section.body.size
  switch (piece.type) {
    case 'line': return [wordParagraph(piece)]
    case 'table': return [wordTable(piece.table, { bodySize, room: room(section), pictures, keepWithNext: piece.keepWithNext, breakBefore: piece.breakBefore })]
    case 'rule': return [new Paragraph({
      spacing: { ...exact(Math.max(1, piece.before)) },
      border: { bottom: { style: BorderStyle.SINGLE, size: Math.round(piece.weight * pointsPerMm * 8), color: piece.red ? 'E60000' : '000000', space: 0 } },
      run: { size: 2 }, children: [],
    })]
    case 'overlay': return [wordTable(piece.table, { bodySize, room: room(section), pictures, red: piece.red, float: {
      horizontalAnchor: TableAnchorType.PAGE, verticalAnchor: TableAnchorType.PAGE,
      absoluteHorizontalPosition: twipsOfMm(piece.x), absoluteVerticalPosition: twipsOfMm(piece.y), overlap: OverlapType.OVERLAP,
    } })]
    case 'bottom': return bottom(piece, section, pictures)
    case 'label': return [wordLabel(piece)]
    default: return assertNever(piece)
  }
}

/** Two tables in a row would grow together in Word, and a section may not end with one. */
function parted(children: readonly { readonly kind: Piece['type']; readonly nodes: readonly FileChild[] }[]): readonly FileChild[] {
  const out: FileChild[] = []
  let afterTable = false
  for (const { kind, nodes } of children) {
    const table = kind !== 'line' && kind !== 'rule'
    if (table && afterTable) out.push(speck())
    out.push(...nodes)
    afterTable = table
  }
  return afterTable || out.length === 0 ? [...out, speck()] : out
}

/**
 * `inMargins` is false when no page of the document carries anything in them. A section after the `first` that began with a placed table would
 * lose its page break in LibreOffice: a speck takes it.
 */
export function wordSection(section: Section, pictures: Pictures, inMargins: boolean, first: boolean): ISectionOptions {
  const { paper, margins } = section
  const landscape = paper.width > paper.height
  const outer = section.pageNumber === 'outer'
  const pieces = lowerSection(section)
  const height = twipsOfMm(paper.height) + (pieces.some(({ type }) => type === 'label') ? labelSpare(inMargins) : 0)
  // 7.5: the dash 7 mm under the type area, so the footer's lower edge stands half a line further down.
  const footer = Math.max(0, margins.bottom - gbt9704.pageNumber.drop - gbt9704.pageNumber.size / 2 / pointsPerMm)
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      page: {
        // docx swaps the sides of a landscape page: it is given the upright sheet.
        size: { width: landscape ? height : twipsOfMm(paper.width), height: landscape ? twipsOfMm(paper.width) : height, orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
        margin: { top: twipsOfMm(margins.top), right: twipsOfMm(margins.right), bottom: twipsOfMm(margins.bottom), left: twipsOfMm(margins.left), header: Math.max(0, twipsOfMm(margins.top - 2) - twips(14.4)), footer: twipsOfMm(footer), gutter: 0 },
      },
    },
    ...(inMargins ? {
      headers: { default: header(section.header), even: header(section.header) },
      footers: outer ? { default: pageNumber('right'), even: pageNumber('left') } : { default: noFooter(), even: noFooter() },
    } : {}),
    children: [...(!first && pieces[0]?.type === 'overlay' ? [speck()] : []), ...parted(pieces.map((piece) => ({ kind: piece.type, nodes: wordPiece(piece, section, pictures) })))],
  }
}

