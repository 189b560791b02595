import { Document, Packer, type IXmlableObject } from 'docx'
import { printable } from '#shared/paper/measure'
import type { PrintDocument } from '#shared/paper/print-document'
import { bodyName, bodyPart, partsOf, propertyParts, zipParts, type Part } from './package'
import type { Pictures } from './picture'
import { wordSection } from './section'
import { barStyle } from './table'
import { runOptions } from './text'
import { xmlOf } from './xml-of'

export type WriteDocxOptions = {
  /** The time the document was made, in its properties. */
  readonly createdAt: Date
  /** Pictures of the vault for photo cells; without, their boxes stay empty. */
  readonly pictures?: Pictures
  /** All of it by docx itself: what the quicker way is compared with. */
  readonly whole?: boolean
}

/** A PrintDocument as a Word file. The same document and time give the same bytes. */
export async function writeDocx(document: PrintDocument, options: WriteDocxOptions): Promise<Uint8Array> {
  const bars = document.sections.some(({ blocks }) => blocks.some((block) => block.type === 'table' && block.rows.some(({ cells }) => cells.some(({ bar }) => bar !== undefined))))
  let drawn = bars
  const pictures: Pictures = (blob) => {
    const found = options.pictures?.(blob)
    drawn ||= found !== undefined
    return found
  }
  const first = document.sections[0]
  const body = first === undefined ? { face: '仿宋', size: 16 } as const : first.body
  const inMargins = document.sections.some((section) => section.pageNumber !== 'none' || (section.header ?? '') !== '')
  const file = new Document({
    title: printable(document.title),
    creator: printable(document.author),
    lastModifiedBy: printable(document.author),
    evenAndOddHeaderAndFooters: inMargins,
    compatabilityModeVersion: 15,
    styles: { default: { document: { run: { ...runOptions({ face: body.face, size: body.size, bold: false, underline: false }), characterSpacing: 0, language: { value: 'en-US', eastAsia: 'zh-CN' } } } }, ...(bars ? { paragraphStyles: [barStyle] } : {}) },
    sections: document.sections.map((section, index) => wordSection(section, pictures, inMargins, index === 0)),
  })
  // A picture is named in the body and in the frame: such a file is written whole.
  const parts = drawn || options.whole === true ? partsOf(await Packer.toBuffer(file)) : await framed(file, JSON.stringify([body.face, body.size, inMargins, document.sections.map(({ header = '', pageNumber }) => [header, pageNumber])]))
  return zipParts([...parts, ...propertyParts({ title: document.title, author: document.author, createdAt: options.createdAt })], options.createdAt)
}

/** Styles, settings, headers and the rest, by what they depend on: of five hundred pledges docx writes them once, and only the text of each. */
const frames = new Map<string, readonly Part[]>()
const mostFrames = 24

async function framed(file: Document, frame: string): Promise<readonly Part[]> {
  const known = frames.get(frame)
  if (known !== undefined) return [...known, bodyPart(`${declaration}${xmlOf(bodyOf(file))}`)]
  const parts = partsOf(await Packer.toBuffer(file))
  if (frames.size >= mostFrames) frames.delete(frames.keys().next().value ?? '')
  frames.set(frame, parts.filter(({ name }) => name !== bodyName))
  return parts
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

function bodyOf(file: Document): IXmlableObject {
  const found = file.Document.View.prepForXml({ file, viewWrapper: file.Document, stack: [] })
  if (found === undefined) throw new Error('docx gave no body')
  return found
}
