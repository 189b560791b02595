import { Document, type ISectionOptions } from 'docx'
import type { PrintDocument } from '#shared/paper/print-document'
import { compileText, compileWhole } from './body-xml'
import { settle } from './package'
import type { Pictures } from './picture'
import { wordSection } from './section'
import { runOptions } from './text'

export type WriteDocxOptions = {
  /** The time the document was made, in its properties. */
  readonly createdAt: Date
  /** Pictures of the vault for photo cells; without, their boxes stay empty. */
  readonly pictures?: Pictures
}

/** A PrintDocument as a Word file. The same document and time give the same bytes. */
export function writeDocx(document: PrintDocument, options: WriteDocxOptions): Promise<Uint8Array> {
  let pictured = false
  const pictures: Pictures = (sha256) => {
    const bytes = options.pictures?.(sha256)
    if (bytes !== undefined) pictured = true
    return bytes
  }
  const first = document.sections[0]
  const body = first === undefined ? { face: '仿宋', size: 16 } as const : first.body
  const inMargins = document.sections.some((section) => section.pageNumber !== 'none' || (section.header ?? '') !== '')
  const shape = {
    key: JSON.stringify([body.face, body.size, inMargins, document.sections.map(({ paper, margins, pageNumber, header }) => [paper, margins, pageNumber, header])]),
    document: (sections: readonly ISectionOptions[]) => new Document({
      evenAndOddHeaderAndFooters: inMargins,
      compatabilityModeVersion: 15,
      styles: { default: { document: { run: { ...runOptions({ face: body.face, size: body.size, bold: false, underline: false }), characterSpacing: 0, language: { value: 'en-US', eastAsia: 'zh-CN' } } } } },
      sections: [...sections],
    }),
  }
  const sections = document.sections.map((section) => wordSection(section, pictures, inMargins))
  // Pictures have parts of their own, and the shape of all sections but the last stands within their text.
  const parts = pictured || sections.length > 1 ? compileWhole(shape, sections) : compileText(shape, sections)
  return Promise.resolve(settle(parts, { title: document.title, author: document.author, createdAt: options.createdAt }))
}
