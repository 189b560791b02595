import type { Block, Cell, Face, Run, Section, Table } from './print-document'
import { assertNever } from '../text/assert-never'
import { gbt9704, pointsPerMm } from './gbt9704'
import { charactersWide, emWidth, printable, titleLines, wholeParts } from './measure'

/**
 * A section brought down to the few things a rendering has to know: lines of runs, tables, labels, a rule, a thing placed in mm.
 * Both renderings read this, so they cannot disagree about a title's size, an indent or the order of the text.
 */
export type PaperRun = { readonly text: string; readonly face: Face; readonly size: number; readonly bold: boolean; readonly underline: boolean; readonly rule?: number; /** Not to be parted at its hyphens. */ readonly whole?: true }
export type Align = 'left' | 'center' | 'right' | 'justify'
export type Line = {
  readonly type: 'line'
  readonly runs: readonly PaperRun[]
  readonly face: Face
  readonly size: number
  readonly pitch: number
  readonly align: Align
  /** Points. */
  readonly firstIndent: number
  readonly left: number
  readonly right: number
  readonly before: number
  readonly after: number
  readonly keepWithNext: boolean
  /** No less than two of its lines go over to the next page. */
  readonly lastTwo: boolean
  readonly breakBefore: boolean
  readonly red: boolean
}
export type TablePiece = { readonly type: 'table'; readonly table: Table; readonly keepWithNext: boolean; readonly breakBefore: boolean }
export type RulePiece = { readonly type: 'rule'; readonly before: number; readonly weight: number; readonly red: boolean }
export type OverlayPiece = { readonly type: 'overlay'; readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly table: Table; readonly red: boolean }
export type BottomPiece = { readonly type: 'bottom'; readonly pieces: readonly (Line | TablePiece)[] }
export type LabelPiece = { readonly type: 'label'; readonly label: Extract<Block, { type: 'label' }> }
export type Piece = Line | TablePiece | RulePiece | OverlayPiece | BottomPiece | LabelPiece

/** Whether a section is set on the 22 × 28 grid of running text; forms are not. */
export function isProse(section: Section): boolean {
  return section.body.size >= gbt9704.body.size
}

export function textWidth(section: Section): number {
  return section.paper.width - section.margins.left - section.margins.right
}

type LineOptions = Partial<Omit<Line, 'type' | 'runs'>>

function line(section: Section, runs: readonly PaperRun[], options: LineOptions = {}): Line {
  return {
    type: 'line', runs, face: section.body.face, size: section.body.size, pitch: section.body.pitch, align: 'left',
    firstIndent: 0, left: 0, right: 0, before: 0, after: 0, keepWithNext: false, lastTwo: false, breakBefore: false, red: false, ...options,
  }
}

/** `room`: points a line has; what is wider parts where it must. */
export function paperRuns(runs: readonly Run[], face: Face, size: number, bold = false, room = Infinity): readonly PaperRun[] {
  return runs.flatMap((run) => {
    const own = { face: run.face ?? face, size: run.size ?? size, bold: run.bold ?? bold, underline: run.underline ?? false }
    if (run.rule !== undefined) return [{ text: printable(run.text), ...own, rule: run.rule }]
    return wholeParts(printable(run.text), room / own.size).map((part) => ({ ...own, ...part }))
  })
}

function plain(text: string, face: Face, size: number): readonly PaperRun[] {
  return paperRuns([{ text }], face, size)
}

function title(section: Section, block: Extract<Block, { type: 'title' }>): readonly Piece[] {
  const prose = isProse(section)
  const size = block.size ?? gbt9704.title.size
  // On the grid a title line is as high as any other, so that a page still holds 22 of them.
  const pitch = prose && size * 1.2 <= section.body.pitch ? section.body.pitch : Math.round(size * 1.35 * 20) / 20
  const perLine = Math.max(4, Math.floor((textWidth(section) * pointsPerMm) / size))
  const lines: Piece[] = titleLines(printable(block.text), perLine).map((text) =>
    line(section, plain(text, gbt9704.title.face, size), { face: gbt9704.title.face, size, pitch, align: 'center', keepWithNext: true }))
  if (block.subtitle !== undefined) {
    const small = prose ? section.body.size : section.body.size + 2
    lines.push(line(section, plain(block.subtitle, '楷体', small), { face: '楷体', size: small, align: 'center', keepWithNext: true, before: prose ? 0 : 2 }))
  }
  return [...lines, ...(prose ? [line(section, [], { keepWithNext: true })] : [line(section, [], { pitch: section.body.pitch / 2, size: 6, keepWithNext: true })])]
}

function heading(section: Section, block: Extract<Block, { type: 'heading' }>): Line {
  const style = gbt9704.headings[block.level]
  const size = isProse(section) ? style.size : section.body.size
  const runs = [...plain(block.text, style.face, size), ...(block.runOn === undefined ? [] : plain(block.runOn, section.body.face, section.body.size))]
  return line(section, runs, {
    face: style.face, size, align: 'justify', firstIndent: charactersWide(section.body.indent, section.body.size),
    // A heading alone at the foot of a page reads as a mistake; one that runs on carries its own text with it.
    keepWithNext: block.runOn === undefined,
  })
}

const dateLike = /(?:\d{2,4}|[〇一二三四五六七八九零]{4}|[\s\u3000_]+|^)年.*月.*日/u

/**
 * 7.3.5.1 sealed: the date four characters from the right, the name centred over it; a name that would then leave the type area moves both in,
 * so that the seal still stands over the two. 7.3.5.2 unsealed: the first name two from the right, the others under it, the date two after its start.
 */
function issuedInsets(place: 'sealed' | 'unsealed', widths: readonly number[]): readonly number[] {
  const { sealedDateInset, unsealedInset, dateAfterName } = gbt9704.signature
  const date = widths.at(-1) ?? 0
  const names = widths.slice(0, -1)
  const widest = Math.max(0, ...names)
  if (place === 'sealed') {
    const centre = Math.max(sealedDateInset + date / 2, widest / 2)
    return widths.map((width) => centre - width / 2)
  }
  const dateInset = unsealedInset + widest - dateAfterName - date
  const shift = names.length > 0 && dateInset < unsealedInset ? unsealedInset - dateInset : 0
  return [...names.map((width) => unsealedInset + shift + widest - width), names.length === 0 ? unsealedInset : dateInset + shift]
}

/** 7.3.5: an unsealed name stands two characters in, its date starts two after the name does; other lines stand two in. */
function signatureInsets(texts: readonly { readonly text: string; readonly width: number; readonly rule: boolean }[]): readonly number[] {
  const inset = gbt9704.signature.unsealedInset
  const [name, date] = texts
  // Rules to write on end alike, whatever is written on them.
  if (texts.length !== 2 || date?.rule === true || name === undefined || date === undefined || !dateLike.test(date.text)) return texts.map(() => inset)
  const dateInset = inset + name.width - gbt9704.signature.dateAfterName - date.width
  return dateInset >= inset ? [inset, dateInset] : [inset + date.width + gbt9704.signature.dateAfterName - name.width, inset]
}

function signature(section: Section, block: Extract<Block, { type: 'signature' }>): readonly Line[] {
  const { face, size } = section.body
  const right = block.align !== 'left'
  const mm = charactersWide(1, size) / pointsPerMm
  const texts = block.lines.map((one) => ({ text: one.label + (one.value ?? ''), rule: one.rule !== undefined, width: emWidth(one.label) + (one.rule === undefined ? emWidth(one.value ?? '') : one.rule / mm) }))
  const insets = block.place === undefined ? signatureInsets(texts) : issuedInsets(block.place, texts.map(({ width }) => width))
  return block.lines.map((one, index) => {
    const runs: Run[] = [{ text: one.label }]
    if (one.rule !== undefined) runs.push({ text: one.value ?? '', rule: one.rule })
    else if (one.value !== undefined) runs.push({ text: one.value })
    return line(section, paperRuns(runs, face, size), {
      align: right ? 'right' : 'left',
      ...(right ? { right: charactersWide(Math.max(0, insets[index] ?? 2), size) } : { left: charactersWide(section.body.indent, size) }),
      // Room to sign by hand where a form's lines stand close.
      pitch: isProse(section) ? section.body.pitch : Math.max(section.body.pitch, 26),
      keepWithNext: index < block.lines.length - 1,
    })
  })
}

/** 7.2.4–7.2.7: the issuing body in red 35 mm down, two blank lines, the number (and the signer on its line), the red rule, two blank lines. */
function masthead(section: Section, block: Extract<Block, { type: 'masthead' }>): readonly Piece[] {
  const { face, size, pitch } = section.body
  const width = textWidth(section)
  const issuerSize = Math.min(gbt9704.masthead.maxWidth, Math.floor((width / Math.max(1, emWidth(block.issuer))) * 2) / 2) * pointsPerMm
  const blank = (): Line => line(section, [])
  const runs = block.signer === undefined
    ? plain(block.docNo, face, size)
    : [...plain(block.docNo, face, size), ...plain(`${'\u3000'.repeat(Math.max(1, Math.floor(26 - emWidth(block.docNo) - emWidth(block.signer) - 4)))}签发人：`, face, size), ...plain(block.signer, gbt9704.signer.nameFace, size)]
  return [
    line(section, plain(block.issuer, gbt9704.masthead.face, issuerSize), {
      face: gbt9704.masthead.face, size: issuerSize, pitch: issuerSize * 1.2, align: 'center', red: true,
      // Spacing before a page's first line is lost in Word: the drop is a line of its own.
      before: 0,
    }),
    ...Array.from({ length: gbt9704.masthead.gapLines }, blank),
    line(section, runs, block.signer === undefined ? { align: 'center' } : { left: charactersWide(1, size) }),
    { type: 'rule', before: gbt9704.redRule.below * pointsPerMm - (pitch - size) / 2, weight: gbt9704.redRule.weight, red: true },
    ...Array.from({ length: gbt9704.title.before }, blank),
  ]
}

function drop(section: Section): Line {
  // The glyph's upper edge is to stand 35 mm down; a line box of 1.2 em has a tenth of an em of air above it.
  return line(section, [], { pitch: gbt9704.masthead.drop * pointsPerMm - 3 })
}

function lower(section: Section, block: Block): readonly Piece[] {
  switch (block.type) {
    case 'title': return title(section, block)
    case 'heading': return [heading(section, block)]
    case 'paragraph': {
      const face = block.face ?? section.body.face
      const size = block.size ?? section.body.size
      const align = block.align ?? 'justify'
      // An indent of two characters belongs to running text, not to a line that is centred or set right.
      const indent = block.indent ?? (align === 'justify' ? section.body.indent : 0)
      return [line(section, paperRuns(block.runs, face, size), {
        face, size, align, pitch: block.pitch ?? (size * 1.2 <= section.body.pitch ? section.body.pitch : size * 1.35),
        firstIndent: charactersWide(indent, size), left: charactersWide(block.left ?? 0, size), right: charactersWide(block.right ?? 0, size),
        keepWithNext: block.keepWithNext ?? false, breakBefore: block.pageBreakBefore ?? false,
      })]
    }
    case 'gap': {
      const whole = Math.floor(block.lines)
      const rest = block.lines - whole
      const lines = Array.from({ length: whole }, () => line(section, []))
      return rest > 0.05 ? [...lines, line(section, [], { pitch: section.body.pitch * rest, size: Math.min(section.body.size, section.body.pitch * rest) })] : lines
    }
    case 'pageBreak': return []
    case 'signature': return signature(section, block)
    case 'table': return [{ type: 'table', table: block, keepWithNext: false, breakBefore: false }]
    case 'overlay': return [{ type: 'overlay', x: block.x, y: block.y, width: block.width, height: block.height, table: block.table, red: block.color === 'red' }]
    case 'bottom': return [{ type: 'bottom', pieces: block.blocks.flatMap((one) => lower(section, one)).filter((piece) => piece.type === 'line' || piece.type === 'table') }]
    case 'masthead': return [drop(section), ...masthead(section, block)]
    case 'label': return [{ type: 'label', label: block }]
    default: return assertNever(block)
  }
}

const isBlank = (piece: Piece): boolean => piece.type === 'line' && piece.runs.length === 0

/**
 * A signature never stands alone on a page, nor with nothing but the list of attachments: the blank lines above it and the last thing said come with
 * it, of a longer text two lines, whatever keeps to the next line already included.
 */
function keepPrevious(pieces: Piece[]): void {
  for (let at = pieces.length - 1; at >= 0; at--) {
    const piece = pieces[at]
    if (piece === undefined || (piece.type !== 'line' && piece.type !== 'table')) return
    pieces[at] = piece.type === 'line' ? { ...piece, keepWithNext: true, lastTwo: !isBlank(piece) } : { ...piece, keepWithNext: true }
    if (!isBlank(piece) && !piece.keepWithNext) return
  }
}

export function lowerSection(section: Section): readonly Piece[] {
  const pieces: Piece[] = []
  let breakNext = false
  for (const block of section.blocks) {
    if (block.type === 'pageBreak') {
      // Two breaks in a row, or one before anything stands on the page, would print an empty sheet.
      breakNext = pieces.length > 0
      continue
    }
    if (block.type === 'signature' || (block.type === 'paragraph' && block.keepWithPrevious === true)) keepPrevious(pieces)
    for (const piece of lower(section, block)) {
      const first = pieces.length === 0
      if (piece.type === 'line') pieces.push({ ...piece, breakBefore: !first && (piece.breakBefore || breakNext) })
      else if (piece.type === 'table') pieces.push({ ...piece, breakBefore: !first && breakNext })
      else {
        pieces.push(piece)
        if (piece.type !== 'rule') continue
      }
      breakNext = false
    }
  }
  return pieces
}

/** A cell's paragraphs: its runs or text, split where a line end was typed. */
export function cellLines(cell: Cell, { face, size, room }: { readonly face: Face; readonly size: number; readonly room: number }): readonly (readonly PaperRun[])[] {
  const bold = cell.bold ?? false
  const runs = cell.runs ?? (cell.text === undefined ? [] : [{ text: cell.text }])
  return splitLines(paperRuns(runs, cell.face ?? face, cell.size ?? size, bold, room))
}

export function splitLines(runs: readonly PaperRun[]): readonly (readonly PaperRun[])[] {
  const lines: PaperRun[][] = [[]]
  for (const run of runs) {
    run.text.split('\n').forEach((text, index) => {
      if (index > 0) lines.push([])
      if (text !== '' || run.rule !== undefined) lines.at(-1)?.push({ ...run, text })
    })
  }
  return lines
}
