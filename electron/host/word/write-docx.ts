import { Document, Packer } from 'docx'
import { printable } from '#shared/paper/measure'
import type { PrintDocument } from '#shared/paper/print-document'
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

/** docx would zip its parts at once, to be taken apart again for ours: its compiler, which its types hide, gives them as they are. */
const { compiler } = Packer as unknown as { readonly compiler: { readonly compile: (file: Document) => ReadonlyMap<string, string | Uint8Array> } }

/** A PrintDocument as a Word file. The same document and time give the same bytes. */
export async function writeDocx(document: PrintDocument, options: WriteDocxOptions): Promise<Uint8Array> {
  const pictures = options.pictures ?? (() => undefined)
  const first = document.sections[0]
  const body = first === undefined ? { face: '仿宋', size: 16 } as const : first.body
  const inMargins = document.sections.some((section) => section.pageNumber !== 'none' || (section.header ?? '') !== '')
  const file = new Document({
    title: printable(document.title),
    creator: printable(document.author),
    lastModifiedBy: printable(document.author),
    evenAndOddHeaderAndFooters: inMargins,
    compatabilityModeVersion: 15,
    styles: { default: { document: { run: { ...runOptions({ face: body.face, size: body.size, bold: false, underline: false }), characterSpacing: 0, language: { value: 'en-US', eastAsia: 'zh-CN' } } } } },
    sections: document.sections.map((section) => wordSection(section, pictures, inMargins)),
  })
  return settle(compiler.compile(file), { title: document.title, author: document.author, createdAt: options.createdAt })
}
