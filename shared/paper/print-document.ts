import { z } from 'zod'
import { barMarks } from './bar-marks'

/**
 * What a printed document is, knowing nothing of Word or HTML: sections of blocks. Two renderings read it, `shared/paper/html.ts`
 * (preview, print, PDF) and `electron/host/word` (docx), and both must say the same text in the same order.
 * All lengths are millimetres, font sizes points. Faces are roles, not font names; `shared/paper/faces.ts` maps them.
 */
export const faces = ['小标宋', '仿宋', '楷体', '黑体', '宋体'] as const
export type Face = (typeof faces)[number]

export const runSchema = z.object({
  text: z.string(),
  face: z.enum(faces).optional(),
  size: z.number().positive().optional(),
  bold: z.boolean().optional(),
  underline: z.boolean().optional(),
  /** A blank to write on by hand, this many mm wide; its text is what is already filled in. */
  rule: z.number().positive().optional(),
})
export type Run = z.infer<typeof runSchema>

const align = z.enum(['left', 'center', 'right', 'justify'])
const paragraphSchema = z.object({
  type: z.literal('paragraph'),
  runs: z.array(runSchema),
  align: align.optional(),
  /** First-line indent in characters of the body size. */
  indent: z.number().optional(),
  /** Left and right inset in characters. */
  left: z.number().optional(),
  right: z.number().optional(),
  face: z.enum(faces).optional(),
  size: z.number().positive().optional(),
  /** Exact line pitch in points; the section's when absent. */
  pitch: z.number().positive().optional(),
  keepWithNext: z.boolean().optional(),
  /** Never alone on a page: a note under the signature. */
  keepWithPrevious: z.boolean().optional(),
  pageBreakBefore: z.boolean().optional(),
})
const titleSchema = z.object({ type: z.literal('title'), text: z.string(), subtitle: z.string().optional(), size: z.number().positive().optional() })
const headingSchema = z.object({ type: z.literal('heading'), level: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]), text: z.string(), runOn: z.string().optional() })
const gapSchema = z.object({ type: z.literal('gap'), lines: z.number().positive() })
const pageBreakSchema = z.object({ type: z.literal('pageBreak') })
/** Blank lines for hand and date, or the sealed corner `（盖章）　年　月　日`. Never a drawn seal. */
const signatureSchema = z.object({
  type: z.literal('signature'),
  lines: z.array(z.object({ label: z.string(), value: z.string().optional(), rule: z.number().positive().optional() })),
  align: z.enum(['left', 'right']).optional(),
  /** Names and the date last, where 7.3.5 puts those of an official paper with a seal or without. */
  place: z.enum(['sealed', 'unsealed']).optional(),
})

const cellSchema = z.object({
  /** Paragraphs of the cell; `checkbox` before a text is written ☐ or ☑ in the text itself. */
  text: z.string().optional(),
  runs: z.array(runSchema).optional(),
  colSpan: z.int().min(1).optional(),
  rowSpan: z.int().min(1).optional(),
  align: align.optional(),
  valign: z.enum(['top', 'middle', 'bottom']).optional(),
  face: z.enum(faces).optional(),
  size: z.number().positive().optional(),
  bold: z.boolean().optional(),
  /** Set upright from top to bottom. */
  vertical: z.boolean().optional(),
  /** Two captions split by a diagonal: lower left, upper right. */
  diagonal: z.tuple([z.string(), z.string()]).optional(),
  /** An opinion cell's lower right corner: （盖章）　年　月　日 or 签名 and date. */
  corner: z.array(z.string()).optional(),
  /** A space for a photograph, or a picture of the vault. */
  photo: z.object({ sha256: z.string().optional(), width: z.number().positive(), height: z.number().positive() }).optional(),
  /** A bar of shares of one whole, from the left; what they leave is white. `said` is the bar in words, for those who do not see it. */
  bar: z.object({ parts: z.array(z.object({ share: z.number().min(0).max(1), mark: z.enum(barMarks) })), width: z.number().positive(), height: z.number().positive(), said: z.string() }).optional(),
})
export type Cell = z.infer<typeof cellSchema>
const tableSchema = z.object({
  type: z.literal('table'),
  /** Column widths in mm; their sum is the table's width. */
  widths: z.array(z.number().positive()),
  /** This many first rows repeat on every page. */
  headRows: z.int().min(0),
  rows: z.array(z.object({ height: z.number().positive().optional(), cells: z.array(cellSchema) })),
  size: z.number().positive().optional(),
  face: z.enum(faces).optional(),
  /** Outer and inner line widths in mm. */
  frame: z.number().optional(),
  lines: z.number().optional(),
})
export type Table = z.infer<typeof tableSchema>

/** A block placed in mm from the sheet's upper left corner (归档章). */
const overlaySchema = z.object({ type: z.literal('overlay'), x: z.number(), y: z.number(), width: z.number().positive(), height: z.number().positive(), table: tableSchema, color: z.enum(['black', 'red']).optional() })
/** A block whose lower edge stands on the lower edge of the type area of its page (版记). */
const bottomSchema = z.object({ type: z.literal('bottom'), blocks: z.array(z.union([paragraphSchema, tableSchema])) })
/** 红头: the issuing body in red over the document number and the red rule. */
const mastheadSchema = z.object({ type: z.literal('masthead'), issuer: z.string(), docNo: z.string(), signer: z.string().optional() })
/** One strip or label at true size, alone on its page (盒脊, 封面): cells stacked in order from the top. */
const labelSchema = z.object({
  type: z.literal('label'),
  width: z.number().positive(),
  height: z.number().positive(),
  /** mm the whole strip is moved on its sheet, against a printer that draws sheets in crooked (see printer-offset.ts). */
  shift: z.object({ right: z.number(), down: z.number() }).optional(),
  cells: z.array(z.object({ caption: z.string(), text: z.string(), height: z.number().positive(), size: z.number().positive().optional(), vertical: z.boolean().optional(), face: z.enum(faces).optional() })),
})

export const blockSchema = z.discriminatedUnion('type', [
  paragraphSchema, titleSchema, headingSchema, gapSchema, pageBreakSchema, signatureSchema, tableSchema, overlaySchema, bottomSchema, mastheadSchema, labelSchema,
])
export type Block = z.infer<typeof blockSchema>

export const sectionSchema = z.object({
  paper: z.object({ width: z.number().positive(), height: z.number().positive() }),
  /** Top, right, bottom, left; the binding edge is the left. */
  margins: z.object({ top: z.number().min(0), right: z.number().min(0), bottom: z.number().min(0), left: z.number().min(0) }),
  /** `outer` is — 1 — outside, one character in (GB/T 9704—2012 7.5); `none` for labels and single-sheet forms. */
  pageNumber: z.enum(['outer', 'none']),
  body: z.object({ face: z.enum(faces), size: z.number().positive(), pitch: z.number().positive(), indent: z.number() }),
  /** Small line at the head of each page, e.g. a table's 单位 and 日期. */
  header: z.string().optional(),
  blocks: z.array(blockSchema),
})
export type Section = z.infer<typeof sectionSchema>

export const printDocumentSchema = z.object({
  /** The document's title, for the window, the file's properties and the file name. */
  title: z.string().min(1),
  /** Author in the file's properties: the organisation, never a user name. */
  author: z.string(),
  preset: z.enum(['公文', '文稿', '表格', '标签']),
  sections: z.array(sectionSchema).min(1),
})
export type PrintDocument = z.infer<typeof printDocumentSchema>
