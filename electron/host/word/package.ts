import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate'
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

export function settle(bytes: Uint8Array, properties: Properties): Uint8Array {
  const files = unzipSync(bytes)
  const put = (name: string, text: string): void => { files[name] = strToU8(text) }
  put('docProps/core.xml', core(properties))
  put('docProps/app.xml', app(properties.author))
  put('word/fontTable.xml', fontTable())
  const sheet = files['word/styles.xml']
  if (sheet !== undefined) put('word/styles.xml', styles(strFromU8(sheet)))
  const body = files['word/document.xml']
  if (body !== undefined) put('word/document.xml', numberDrawings(strFromU8(body)))
  // [Content_Types].xml stands first, as every reader expects; the rest by name.
  const names = Object.keys(files).filter((name) => !name.endsWith('/')).sort((a, b) => Number(b === '[Content_Types].xml') - Number(a === '[Content_Types].xml') || (a < b ? -1 : 1))
  const zip: Zippable = {}
  for (const name of names) zip[name] = files[name] ?? new Uint8Array()
  return zipSync(zip, { level: 6, mtime: zipTime(properties.createdAt) })
}
