import { HouseError } from '#shared/errors'
import { openZip, UnzipFault, type Archive } from '../sheet/unzip'

/**
 * The superior's own Word form, looked through before anything is believed: a plain .docx of a form's size, without macros, without
 * controls, and with nothing that Word would fetch from elsewhere when it opens. What is refused is said in one sentence.
 */
export const maxFormBytes = 10 * 1024 ** 2
const limits = { entries: 1_000, entryBytes: 32 * 1024 ** 2, totalBytes: 64 * 1024 ** 2, ratio: 200, ratioFrom: 1024 ** 2 }

export type WordForm = {
  /** Every part of the package, unpacked by our own reader: what a directory hides is not carried on. */
  readonly parts: ReadonlyMap<string, Uint8Array>
  /** The parts with words in them: heads, the body, feet. */
  readonly texts: readonly string[]
}

export function openForm(bytes: Uint8Array, name: string): WordForm {
  const refuse = (why: string, technical = ''): never => {
    throw new HouseError('formRefused', { name, why }, technical)
  }
  if (bytes.length > maxFormBytes) throw new HouseError('tooLarge', { name, mb: Math.ceil(bytes.length / 1024 ** 2), maxMb: maxFormBytes / 1024 ** 2, next: '表里的图片删去或缩小，另存一份再放。' })
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) refuse('是旧版 .doc，或者加了密码')
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) refuse('不是 Word 文件（.docx）')
  try {
    const archive = openZip(bytes, limits)
    if (archive.locked) refuse('加了密码')
    return parts(archive, refuse)
  } catch (thrown) {
    if (thrown instanceof UnzipFault) return refuse(thrown.refusal.unpackedBytes === undefined ? '坏了，打不开' : '展开以后大得不像一份表', thrown.message)
    throw thrown
  }
}

function parts(archive: Archive, refuse: (why: string, technical?: string) => never): WordForm {
  const read = new Map<string, Uint8Array>()
  for (const name of archive.names) {
    if (name.endsWith('/')) continue
    if (read.has(name) || name.startsWith('/') || name.split('/').includes('..')) refuse('坏了，打不开', `entry ${name}`)
    if (/vbaproject|vbadata/iu.test(name)) refuse('带宏，请另存为不带宏的 .docx', name)
    if (/activex|\/embeddings\//iu.test(name)) refuse('里面嵌着别的程序或文件，请删去再放', name)
    const content = archive.read(name) ?? refuse('坏了，打不开', name)
    if (/\.(?:xml|rels)$/iu.test(name)) checkXml(name, content, refuse)
    read.set(name, content)
  }
  if (!read.has('[Content_Types].xml') || !read.has('word/document.xml')) refuse('不是 Word 文件（.docx）')
  if (/macroEnabled/iu.test(textOf(read.get('[Content_Types].xml')))) refuse('带宏，请另存为不带宏的 .docx')
  const order = (name: string) => (name.includes('header') ? 0 : name.includes('footer') ? 2 : 1)
  const texts = [...read.keys()].filter((name) => /^word\/(?:document|header\d*|footer\d*)\.xml$/u.test(name)).sort((a, b) => order(a) - order(b))
  for (const name of texts) read.set(name, Buffer.from(halfWidthMarks(textOf(read.get(name))), 'utf8'))
  return { parts: read, texts }
}

/** ｛承诺人｝ is what a Chinese keyboard types: read as {承诺人}, and so is { 承诺人 }. A full-width brace around anything but a name stays what it is. */
function halfWidthMarks(xml: string): string {
  return xml.replace(/[｛{]((?:<(?!\/w:p>)[^>]*>|[^<{}｛｝])*)[}｝]/gu, (whole, inner: string) => {
    const said = inner.replace(/<[^>]*>/gu, '').trim()
    return /^[#/^＃／]?\s*[\p{L}\p{N}_]+$/u.test(said) ? `{${inner.split(/(<[^>]*>)/u).map((part) => (part.startsWith('<') ? part : part.replace(/\s/gu, '').replace(/＃/gu, '#').replace(/／/gu, '/'))).join('')}}` : whole
  })
}

/** A link a person clicks stays; anything Word would fetch by itself (a template, a picture, a data source) does not. */
function checkXml(name: string, content: Uint8Array, refuse: (why: string, technical?: string) => never): void {
  const text = textOf(content)
  // Another encoding would hide what is looked for here.
  if (text.includes('\u0000') || text.includes('\ufffd')) refuse('坏了，打不开', `${name} is not UTF-8`)
  if (/<!(?:DOCTYPE|ENTITY)/iu.test(text)) refuse('里面夹着不该有的声明（DTD）', name)
  if (!name.endsWith('.rels')) return
  for (const [link] of text.matchAll(/<(?:\w+:)?Relationship\b[^>]*>/gu)) {
    if (/TargetMode\s*=\s*["']\s*External/iu.test(link) && !/Type\s*=\s*["'][^"']*\/hyperlink["']/u.test(link)) refuse('要从别处取文件或网址，请删去再放', link.slice(0, 200))
  }
}

export function textOf(content: Uint8Array | undefined): string {
  return content === undefined ? '' : Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('utf8')
}
