import type { Block, PrintDocument, Section } from './print-document'
import { gbt9704 } from './gbt9704'

/** The three presets of branch paper: 文稿 (and 公文 with a red head), 表格, 标签. */

export type ProseInput = {
  readonly title: string
  /** The organisation, for the file's properties. */
  readonly author: string
  readonly blocks: readonly Block[]
  /** A numbered document with a red head and 版记 (公文); else 文稿. */
  readonly official?: boolean
}

export function proseSection(blocks: readonly Block[]): Section {
  return {
    paper: { ...gbt9704.paper },
    margins: { ...gbt9704.margins },
    pageNumber: 'outer',
    body: { ...gbt9704.body, pitch: gbt9704.pitch, indent: gbt9704.indent },
    blocks: [...blocks],
  }
}

export function prose(input: ProseInput): PrintDocument {
  return { title: input.title, author: input.author, preset: input.official === true ? '公文' : '文稿', sections: [proseSection(input.blocks)] }
}

type Margins = Section['margins']

export type FormInput = {
  readonly title: string
  readonly author: string
  readonly blocks: readonly Block[]
  readonly landscape?: boolean
  readonly paper?: 'A4' | 'A3'
  /** Lists of several pages carry numbers; a single-sheet form does not (the default). */
  readonly pageNumber?: 'outer' | 'none'
  /** Small line at the head of each page: 单位 and 日期 of a table. */
  readonly header?: string
  readonly margins?: Partial<Margins>
}

/** Cells and lines of a form: 小四 on 20 pt. */
export const formBody = { face: '仿宋', size: 12, pitch: 20, indent: 0 } as const

const sheets = { A4: { width: 210, height: 297 }, A3: { width: 297, height: 420 } } as const

/** Room for staples on the binding edge, and for a page number below. */
const formMargins: Margins = { top: 20, right: 18, bottom: 20, left: 22 }

export function formSection(input: Omit<FormInput, 'title' | 'author'>): Section {
  const sheet = sheets[input.paper ?? 'A4']
  return {
    paper: input.landscape === true ? { width: sheet.height, height: sheet.width } : { ...sheet },
    margins: { ...formMargins, ...input.margins },
    pageNumber: input.pageNumber ?? 'none',
    body: { ...formBody },
    ...(input.header === undefined ? {} : { header: input.header }),
    blocks: [...input.blocks],
  }
}

/** Width in mm a form's table has between the margins. */
export function formWidth(input: Pick<FormInput, 'landscape' | 'paper' | 'margins'> = {}): number {
  const sheet = sheets[input.paper ?? 'A4']
  const margins = { ...formMargins, ...input.margins }
  return (input.landscape === true ? sheet.height : sheet.width) - margins.left - margins.right
}

export function form(input: FormInput): PrintDocument {
  return { title: input.title, author: input.author, preset: '表格', sections: [formSection(input)] }
}

export type Label = Extract<Block, { type: 'label' }>

/** Each label is its own page at true size: cut along the page's edge, or print on a sheet cut to it. */
export function labels(input: { readonly title: string; readonly author: string; readonly labels: readonly Label[] }): PrintDocument {
  return {
    title: input.title,
    author: input.author,
    preset: '标签',
    sections: input.labels.map((one) => ({
      paper: { width: one.width, height: one.height },
      margins: { top: 0, right: 0, bottom: 0, left: 0 },
      pageNumber: 'none',
      body: { face: '宋体', size: 12, pitch: 16, indent: 0 },
      blocks: [one],
    })),
  }
}
