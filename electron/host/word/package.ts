import { crc32, deflateRawSync } from 'node:zlib'
import { strFromU8, unzipSync } from 'fflate'
import { dosTime, fields, joinBytes } from '../bag/zip-write'
import { wordFonts } from '#shared/paper/faces'
import { printable } from '#shared/paper/measure'

/**
 * The package docx has written, put right: properties that name the organisation and the true time and nobody's user name, a font table that
 * tells Word what to take where a face is missing, and bytes that depend on the document alone.
 */
const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

function escapeXml(text: string): string {
  return printable(text).replace(/[&<>"']/gu, (char) => `&#${char.charCodeAt(0)};`)
}

export type Properties = { readonly title: string; readonly author: string; readonly createdAt: Date }

function core({ title, author, createdAt }: Properties): string {
  const at = createdAt.toISOString().replace(/\.\d+Z$/u, 'Z')
  return `${xml}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeXml(title)}</dc:title><dc:creator>${escapeXml(author)}</dc:creator><cp:lastModifiedBy>${escapeXml(author)}</cp:lastModifiedBy><cp:revision>1</cp:revision><dcterms:created xsi:type="dcterms:W3CDTF">${at}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${at}</dcterms:modified></cp:coreProperties>`
}

function app(author: string): string {
  return `${xml}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>先锋档案盒</Application><Company>${escapeXml(author)}</Company></Properties>`
}

function fontTable(): string {
  const fonts = Object.values(wordFonts).map(({ name, alternative }) =>
    `<w:font w:name="${name}"><w:altName w:val="${alternative}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="default"/></w:font>`)
  return `${xml}<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts.join('')}</w:fonts>`
}

/** Zip entries carry a local time: the parts of the UTC time are taken as local ones, so the bytes are the same in every time zone. */
function zipTime(at: Date): Date {
  const year = Math.min(2099, Math.max(1980, at.getUTCFullYear()))
  return new Date(year, at.getUTCMonth(), at.getUTCDate(), at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds())
}

/** Paragraph defaults docx has no option for: no air between digits and Chinese, no mark hanging out of the type area. */
function styles(text: string): string {
  const defaults = '<w:pPrDefault><w:pPr><w:widowControl w:val="0"/><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/></w:pPr></w:pPrDefault>'
  return text.replace(/<w:pPrDefault\/>|<w:pPrDefault>.*?<\/w:pPrDefault>/su, defaults)
}

/** docx numbers drawings from one counter for the whole program: here they count from one in each file. */
function numberDrawings(text: string): string {
  let number = 0
  return text.replace(/(<wp:docPr\b[^>]*?\sid=")[^"]*"/gu, (_, start: string) => `${start}${++number}"`)
}

/** One file of the package, compressed. */
export type Part = { readonly name: string; readonly crc: number; readonly size: number; readonly packed: Uint8Array }

export function packPart(name: string, content: string | Uint8Array): Part {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  return { name, crc: crc32(bytes), size: bytes.length, packed: deflateRawSync(bytes, { level: 6 }) }
}

export const bodyName = 'word/document.xml'

export function bodyPart(text: string): Part {
  return packPart(bodyName, numberDrawings(text))
}

/** What docx has written but the properties, which `propertyParts` gives: with the body or, where that is given apart, without. */
export function partsOf(bytes: Uint8Array): readonly Part[] {
  const files = unzipSync(bytes, { filter: ({ name }) => !name.endsWith('/') && name !== 'docProps/core.xml' && name !== 'docProps/app.xml' })
  return Object.entries(files).map(([name, content]) => {
    switch (name) {
      case bodyName: return bodyPart(strFromU8(content))
      case 'word/fontTable.xml': return packPart(name, fontTable())
      case 'word/styles.xml': return packPart(name, styles(strFromU8(content)))
      default: return packPart(name, content)
    }
  })
}

export function propertyParts(properties: Properties): readonly Part[] {
  return [packPart('docProps/core.xml', core(properties)), packPart('docProps/app.xml', app(properties.author))]
}

/** A ZIP (APPNOTE 6.3.10) of parts that are compressed already: [Content_Types].xml first, as every reader expects, the rest by name. */
export function zipParts(parts: readonly Part[], at: Date): Uint8Array {
  const { time, date } = dosTime(zipTime(at))
  const first = (name: string) => Number(name !== '[Content_Types].xml')
  const sorted = [...parts].sort((a, b) => first(a.name) - first(b.name) || (a.name < b.name ? -1 : 1))
  const [entries, directory]: [Uint8Array[], Uint8Array[]] = [[], []]
  let offset = 0
  for (const { name, crc, size, packed } of sorted) {
    const named = Buffer.from(name)
    // Needs version 2.0; names are UTF-8; deflated.
    const facts = fields([20, 2], [0x0800, 2], [8, 2], [time, 2], [date, 2], [crc, 4], [packed.length, 4], [size, 4], [named.length, 2], [0, 2])
    directory.push(fields([0x02014b50, 4], [20, 2]), facts, fields([0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]), named)
    const entry = [fields([0x04034b50, 4]), facts, named, packed]
    entries.push(...entry)
    offset += entry.reduce((sum, bytes) => sum + bytes.length, 0)
  }
  const length = directory.reduce((sum, bytes) => sum + bytes.length, 0)
  return joinBytes(...entries, ...directory, fields([0x06054b50, 4], [0, 2], [0, 2], [sorted.length, 2], [sorted.length, 2], [length, 4], [offset, 4], [0, 2]))
}
