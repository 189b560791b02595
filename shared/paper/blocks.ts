import type { Block, Cell, Run } from './print-document'

/**
 * Small constructors for the blocks of a PrintDocument, so that a layout reads like the paper it describes.
 */
type Of<T extends Block['type']> = Extract<Block, { type: T }>
type Paragraph = Of<'paragraph'>
type Signature = Of<'signature'>
type Label = Of<'label'>
type TableBlock = Of<'table'>
type Row = TableBlock['rows'][number]

export function run(text: string, options: Omit<Run, 'text'> = {}): Run {
  return { text, ...options }
}

/** A blank to write on by hand, `mm` wide; `text` is what is already filled in. */
export function blank(mm: number, text = ''): Run {
  return { text, rule: mm }
}

export function checkbox(checked: boolean): '☑' | '☐' {
  return checked ? '☑' : '☐'
}

export function para(content: string | readonly Run[], options: Omit<Paragraph, 'type' | 'runs'> = {}): Paragraph {
  return { type: 'paragraph', runs: typeof content === 'string' ? [{ text: content }] : [...content], ...options }
}

export function title(text: string, options: { readonly subtitle?: string; readonly size?: number } = {}): Of<'title'> {
  return { type: 'title', text, ...options }
}

/** `runOn` is body text that follows in the same paragraph: `（一）学习不够深入。` in 楷体, then 仿宋. */
export function heading(level: 1 | 2 | 3 | 4, text: string, runOn?: string): Of<'heading'> {
  return { type: 'heading', level, text, ...(runOn === undefined ? {} : { runOn }) }
}

export function gap(lines = 1): Of<'gap'> {
  return { type: 'gap', lines }
}

export function pageBreak(): Of<'pageBreak'> {
  return { type: 'pageBreak' }
}

export function cell(text: string | readonly Run[], options: Omit<Cell, 'text' | 'runs'> = {}): Cell {
  return typeof text === 'string' ? { text, ...options } : { runs: [...text], ...options }
}

export type RowInput = readonly (string | Cell)[] | { readonly height?: number; readonly cells: readonly (string | Cell)[] }

function toRow(input: RowInput): Row {
  const cells = 'cells' in input ? input.cells : input
  const height = 'cells' in input ? input.height : undefined
  return { cells: cells.map((one) => (typeof one === 'string' ? { text: one } : one)), ...(height === undefined ? {} : { height }) }
}

export type TableInput = Omit<TableBlock, 'type' | 'widths' | 'rows' | 'headRows'> & {
  /** Column widths in mm. */
  readonly widths: readonly number[]
  readonly headRows?: number
  /** A row is its cells, or `{height, cells}` with a minimum height in mm; a cell is a string or `cell(…)`. Cells covered by a rowSpan above are left out. */
  readonly rows: readonly RowInput[]
}

export function table(input: TableInput): TableBlock {
  const { widths, headRows = 0, rows, ...rest } = input
  return { type: 'table', widths: [...widths], headRows, rows: rows.map(toRow), ...rest }
}

export type SignatureLine = Signature['lines'][number]

/** Blank lines for hand and date; a line is `label`, or `{label, value?, rule?}` with `rule` the blank's width in mm. */
export function signature(lines: readonly (string | SignatureLine)[], align?: 'left' | 'right'): Signature {
  return { type: 'signature', lines: lines.map((line) => (typeof line === 'string' ? { label: line } : line)), ...(align === undefined ? {} : { align }) }
}

/** 7.3.5: the names of an official paper over its date, placed for a seal or for none. */
export function issued(place: 'sealed' | 'unsealed', names: readonly string[], date: string): Signature {
  return { type: 'signature', place, lines: [...names, date].map((label) => ({ label })) }
}

/** The corner of an opinion cell: where the seal goes, and the date by hand. */
export const sealCorner: readonly string[] = ['（盖章）', '年　　月　　日']
/** The corner of an opinion cell: a name by hand and the date. */
export const signCorner: readonly string[] = ['签名：　　　　', '年　　月　　日']

export function label(width: number, height: number, cells: readonly Label['cells'][number][]): Label {
  return { type: 'label', width, height, cells: [...cells] }
}

export function overlay(options: Omit<Of<'overlay'>, 'type'>): Of<'overlay'> {
  return { type: 'overlay', ...options }
}

/** A block whose lower edge stands on the type area's (版记). */
export function bottom(blocks: readonly (Paragraph | TableBlock)[]): Of<'bottom'> {
  return { type: 'bottom', blocks: [...blocks] }
}

export function masthead(issuer: string, docNo: string, signer?: string): Of<'masthead'> {
  return { type: 'masthead', issuer, docNo, ...(signer === undefined ? {} : { signer }) }
}
