/**
 * The marks a bar of shares is filled with, told apart in black alone: a printer of one ink, a copy of a copy. Each is a square tile of `tile`
 * mm that repeats; `shape` draws it for HTML, `inked` says of a point (mm from the tile's upper left corner) whether it is black, for Word,
 * which is given a picture.
 */
export const barMarks = ['solid', 'lines', 'dots', 'squares', 'backLines', 'levels'] as const
export type BarMark = (typeof barMarks)[number]

type Mark = { readonly tile: number; readonly shape: string; readonly inked: (x: number, y: number) => boolean }

const stroke = 0.25
const wrapped = (value: number, tile: number) => ((value % tile) + tile) % tile
/** Within half a stroke of the diagonal, or of those of the neighbouring tiles. */
const nearDiagonal = (offset: number, tile: number) => Math.min(wrapped(offset, tile), tile - wrapped(offset, tile)) <= (stroke * Math.SQRT2) / 2
const slanted = (tile: number, paths: string) => `<path d="${paths}" stroke="#000" stroke-width="${stroke}" fill="none"/><rect width="${tile}" height="${tile}" fill="none"/>`

export const marks: Readonly<Record<BarMark, Mark>> = {
  solid: { tile: 2, shape: '<rect width="2" height="2" fill="#000"/>', inked: () => true },
  lines: { tile: 1.6, shape: slanted(1.6, 'M-0.4 0.4 L0.4 -0.4 M0 1.6 L1.6 0 M1.2 2 L2 1.2'), inked: (x, y) => nearDiagonal(x + y, 1.6) },
  dots: { tile: 1.4, shape: '<circle cx="0.7" cy="0.7" r="0.26" fill="#000"/>', inked: (x, y) => (wrapped(x, 1.4) - 0.7) ** 2 + (wrapped(y, 1.4) - 0.7) ** 2 <= 0.26 ** 2 },
  squares: { tile: 1.6, shape: '<path d="M0 0.125H1.6M0.125 0V1.6" stroke="#000" stroke-width="0.25" fill="none"/>', inked: (x, y) => wrapped(x, 1.6) <= stroke || wrapped(y, 1.6) <= stroke },
  backLines: { tile: 1.6, shape: slanted(1.6, 'M-0.4 1.2 L0.4 2 M0 0 L1.6 1.6 M1.2 -0.4 L2 0.4'), inked: (x, y) => nearDiagonal(x - y, 1.6) },
  levels: { tile: 1.2, shape: '<path d="M0 0.6H1.2" stroke="#000" stroke-width="0.25" fill="none"/>', inked: (_, y) => Math.abs(wrapped(y, 1.2) - 0.6) <= stroke / 2 },
}

/** Where each part of a bar begins and ends, in mm from its left; rounding never takes it over the bar's end. */
export function barParts<Part extends { readonly share: number }>(parts: readonly Part[], width: number): readonly (Part & { readonly from: number; readonly to: number })[] {
  let from = 0
  return parts.filter(({ share }) => share > 0).map((part) => {
    const start = from
    from = Math.min(width, from + part.share * width)
    return { ...part, from: start, to: from }
  })
}
