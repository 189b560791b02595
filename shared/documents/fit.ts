import { pointsPerMm } from '#shared/paper/gbt9704'
import { lowerSection } from '#shared/paper/lower'
import { heightOf, rowHeight } from '#shared/paper/page-estimate'
import { form, formSection, type FormInput } from '#shared/paper/presets'
import type { PrintDocument, Section } from '#shared/paper/print-document'
import { placeCells } from '#shared/paper/table-grid'

/**
 * A list is as long as the branch is large. It is set as roomy as it can be without starting a page for a row or two: a last page with one
 * name on it, or with nothing but the signatures, is what a superior sees first.
 */
export type Density = { /** Cell text in points. */ readonly size: number; /** Least row height in mm. */ readonly row: number }

const densities: readonly Density[] = [{ size: 12, row: 10 }, { size: 12, row: 8.5 }, { size: 11, row: 8 }, { size: 10.5, row: 7.5 }, { size: 10.5, row: 6.5 }, { size: 10, row: 6 }]
const fewestOnLast = 3

/**
 * Estimates know nothing of marks that may not begin a line: texts are measured in a little less width than they have, and a page may be full before it
 * is. It may hold all it has room for as well, and then what was to keep the last row company stands on the page before.
 */
const usable = { least: 0.985, most: 1 } as const
const tighter = 0.95

export type Spread = { readonly pages: number; readonly onLast: number }

/**
 * How many pages a form fills and how few rows of its tables may stand on the last one (of several stretches with pages of their own: on any last page
 * that another leads to), estimated. Rows, and rows under one name, are whole; heads repeat.
 */
export function spreadOf(section: Section): Spread {
  const [tight, full] = [spreadIn(section, usable.least), spreadIn(section, usable.most)]
  return { pages: tight.pages, onLast: full.pages === 1 ? tight.onLast : Math.min(tight.onLast, full.onLast) }
}

function spreadIn(section: Section, part: number): Spread {
  const area = (section.paper.height - section.margins.top - section.margins.bottom) * pointsPerMm * part
  let [pages, used, onLast] = [1, 0, 0]
  // What begins a page of its own is a stretch for itself: the list before it must not end in a page for a row or two either.
  let [stretch, lonely, parted] = [1, Infinity, false]
  const endStretch = () => { if (stretch > 1) lonely = Math.min(lonely, onLast) }
  const put = (height: number, head: number) => {
    if (used + height > area && used > 0) {
      pages += 1
      stretch += 1
      used = head
      onLast = 0
    }
    used += height
    // A row higher than a page runs on.
    for (; used > area && height > area; used -= area) pages += 1
  }
  for (const piece of lowerSection(section)) {
    if ((piece.type === 'line' || piece.type === 'table') && piece.breakBefore && used > 0) {
      endStretch()
      parted = true
      stretch = 1
      pages += 1
      used = 0
      onLast = 0
    }
    if (piece.type !== 'table') {
      put(heightOf(piece, section), 0)
      continue
    }
    const placed = placeCells({ ...piece.table, widths: piece.table.widths.map((width) => width * tighter) })
    const rows = placed.map((row) => ({ head: row.head, span: Math.max(1, ...row.cells.map((cell) => cell.rowSpan)), height: rowHeight(row, piece.table, section.body.size) }))
    const head = rows.reduce((sum, row) => (row.head ? sum + row.height : sum), 0)
    if (head > 0) put(head, 0)
    for (let at = rows.filter((row) => row.head).length; at < rows.length;) {
      const together = rows.slice(at, at + (rows[at]?.span ?? 1))
      put(together.reduce((sum, row) => sum + row.height, 0), head)
      onLast += together.length
      at += together.length
    }
  }
  endStretch()
  return { pages, onLast: parted ? lonely : onLast }
}

/** The roomiest setting of a list that wastes no page. `smallest` is the smallest size its reader can be asked to read. */
export function fittedForm(make: (density: Density) => FormInput, limits: { readonly largest?: number; readonly smallest?: number } = {}): PrintDocument {
  const { largest = 12, smallest = 10 } = limits
  let best: { readonly input: FormInput; readonly cost: number } | undefined
  // Last, rows so roomy that some move on and keep a closing row company on the next page.
  const tried = [...densities.filter(({ size }) => size <= largest && size >= smallest), { size: largest, row: 11.5 }, { size: largest, row: 14 }]
  for (const [index, density] of tried.entries()) {
    const input = make(density)
    const { pages, onLast } = spreadOf(formSection(input))
    const cost = pages + (pages > 1 && onLast < fewestOnLast ? 1.5 : 0) + index * 0.05
    if (best === undefined || cost < best.cost) best = { input, cost }
  }
  if (best === undefined) throw new Error('a list needs a size to be set in')
  return form(best.input)
}
