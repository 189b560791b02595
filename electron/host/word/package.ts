import { wordFonts } from '#shared/paper/faces'
import { printable } from '#shared/paper/measure'
import { zipParts } from './zip-parts'

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

/** Parts that are no other file's: not worth keeping packed. */
const own: ReadonlySet<string> = new Set(['word/document.xml', 'docProps/core.xml'])

export function settle(written: ReadonlyMap<string, string | Uint8Array>, properties: Properties): Uint8Array {
  const parts = new Map(written)
  parts.set('docProps/core.xml', core(properties))
  parts.set('docProps/app.xml', app(properties.author))
  parts.set('word/fontTable.xml', fontTable())
  const sheet = parts.get('word/styles.xml')
  if (typeof sheet === 'string') parts.set('word/styles.xml', styles(sheet))
  const body = parts.get('word/document.xml')
  if (typeof body === 'string') parts.set('word/document.xml', numberDrawings(body))
  // [Content_Types].xml stands first, as every reader expects; the rest by name.
  const names = [...parts.keys()].sort((a, b) => Number(b === '[Content_Types].xml') - Number(a === '[Content_Types].xml') || (a < b ? -1 : 1))
  return zipParts(names.map((name) => ({ name, bytes: parts.get(name) ?? '' })), properties.createdAt, own)
}
