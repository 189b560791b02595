import type { Member } from '#shared/model/member'
import { cell, para, type RowInput } from '#shared/paper/blocks'
import { pointsPerMm } from '#shared/paper/gbt9704'
import { cellPitch, linesIn } from '#shared/paper/measure'
import { formBody, formWidth } from '#shared/paper/presets'
import type { Block, Cell } from '#shared/paper/print-document'
import { cellPadding } from '#shared/paper/table-grid'
import { formatDate, type PartialDate } from '#shared/text/partial-date'

/** What the sheets of this folder have in common, so that all of them write a date, a head or an opinion in one way. */

export const paperDay = (date: PartialDate | null): string => (date === null ? '' : formatDate(date, 'paper'))
export const paperMonth = (date: PartialDate | null): string => (date === null ? '' : formatDate(date, 'month'))

/** A sentence of the screen on paper, where numbers stand without spaces. */
export const paperWords = (sentence: string): string => sentence.replace(/ ?(\d+) ?/gu, '$1')

/** 单位及职务 in one cell. Many type the unit into the post as well; it is not said twice. */
export function unitAndPost({ workplace, jobTitle }: Pick<Member, 'workplace' | 'jobTitle'>): string {
  return jobTitle.startsWith(workplace) ? jobTitle : `${workplace}${jobTitle}`
}

export const centred = { align: 'center' } as const

export function headCells(captions: readonly string[]): Cell[] {
  return captions.map((caption) => cell(caption, { ...centred, face: '黑体' }))
}

/** What stands over a form, in one line; one under the other where a long name leaves no room: no date is broken in two. */
export function headLines(parts: readonly string[], sheet: { readonly landscape?: boolean } = {}): readonly Block[] {
  const said = parts.filter((part) => part !== '')
  const line = said.join('　　')
  return linesIn(line, formWidth(sheet), formBody.size) === 1 ? [para(line)] : said.map((part) => para(part))
}

/** Rows to write on by hand, so that a form without records is still a form. */
export function blankRows(count: number, columns: number, height: number): RowInput[] {
  return Array.from({ length: count }, () => ({ height, cells: Array.from({ length: columns }, () => '') }))
}

/** Column widths in mm that fill `whole`: a 0 takes what the others leave. */
export function fill(widths: readonly number[], whole: number): number[] {
  const rest = whole - widths.reduce((sum, width) => sum + width, 0)
  const open = widths.filter((width) => width === 0).length
  return widths.map((width) => (width === 0 ? rest / open : width))
}

/** D§1.6: a branch's seal is usually 42 mm across; where one goes, nothing is printed on 45 mm by 45. */
export const sealSize = 45
const signSize = 13

/** The date where it is known, or its blanks for a hand. */
export const dayOrBlank = (day: string): string => (day === '' ? '年　　月　　日' : day)

type OpinionInput = {
  readonly label: string
  readonly text: string
  /** Width in mm of the cell that holds the text. */
  readonly width: number
  /** Columns the label and the text span. */
  readonly spans: readonly [label: number, text: number]
  /** What stands in the lower right corner; `（盖章）` among it asks for a seal's room. */
  readonly corner: readonly string[]
  /** The least height in mm of the row. */
  readonly height?: number
  readonly size?: number
}

/** How high in mm a cell of so many mm is by what stands in it. */
export function textHeight(text: string, width: number, size: number): number {
  const lines = text === '' ? 0 : linesIn(text, width - 2 * cellPadding.horizontal, size)
  return (lines * cellPitch(size)) / pointsPerMm + 2 * cellPadding.vertical
}

/** An opinion: what was said from the top, hand, seal and date below it. However long the text, the seal's room stays. */
export function opinionRow({ label, text, width, spans, corner, height = 0, size = 12 }: OpinionInput): { readonly height: number; readonly cells: readonly Cell[] } {
  const room = corner.some((line) => line.includes('盖章')) ? sealSize : signSize
  return {
    height: Math.max(height, Math.ceil(textHeight(text, width, size) + room)),
    cells: [cell(label, { ...centred, face: '黑体', size, colSpan: spans[0] }), cell(text, { colSpan: spans[1], valign: 'top', size, corner: [...corner] })],
  }
}
