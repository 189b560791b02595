import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'

/** What came out, read with other programs than the ones that wrote it. */
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' }

/** The words of a Word file, a line a paragraph. */
export function wordText(bytes: Uint8Array): string {
  const xml = unzipSync(bytes)['word/document.xml']
  if (xml === undefined) throw new Error('no word/document.xml: not a Word file')
  return strFromU8(xml).replace(/<\/w:p>/gu, '\n').replace(/<w:(?:tab|br)\/>/gu, ' ').replace(/<[^>]+>/gu, '').replace(/&(?:lt|gt|quot|apos|amp);/gu, (name) => entities[name] ?? name)
}

export const poppler: boolean = (() => {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()
if (!poppler) console.warn('\n*** poppler is not installed: the words and pages of PDFs are NOT looked at here ***\n')

export function pdfText(file: string): string {
  return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
}

export function pdfPages(file: string): number {
  return Number(/^Pages:\s+(\d+)$/mu.exec(execFileSync('pdfinfo', [file], { encoding: 'utf8' }))?.[1] ?? 0)
}

function countedSigns(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const sign of text) if (!/[\s\u200b]/u.test(sign)) counts.set(sign, (counts.get(sign) ?? 0) + 1)
  return counts
}

/** What stands in one text oftener than in the other, wherever it stands: a table is read in another order by every program. */
export function surplus(text: string, other: string): string {
  const there = countedSigns(other)
  return [...countedSigns(text)].map(([sign, count]) => sign.repeat(Math.max(0, count - (there.get(sign) ?? 0)))).join('')
}

/** Every file below a folder, names with `/`, sorted. */
export async function filesUnder(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true })
  const kept = await Promise.all(names.map(async (name) => ((await stat(path.join(folder, name))).isFile() ? [name.split(path.sep).join('/')] : [])))
  return kept.flat().sort()
}

/** A manifest's lines as `sha256sum` writes them: `<sum>  <file>`. */
export async function readManifest(file: string): Promise<ReadonlyMap<string, string>> {
  const lines = (await readFile(file, 'utf8')).split(/\r?\n/u).filter((line) => /^[0-9a-f]{64} [ *]/u.test(line))
  return new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]))
}

/** A paragraph of these runs. */
export const wordParagraph = (...runs: readonly string[]): string => `<w:p>${runs.map((text) => `<w:r><w:t>${text}</w:t></w:r>`).join('')}</w:p>`

/** A superior's form as Word leaves it: the words cut into runs where somebody touched them. */
export function wordForm(...paragraphs: readonly string[]): Buffer {
  const rels = 'http://schemas.openxmlformats.org/package/2006/relationships'
  return Buffer.from(zipSync({
    '[Content_Types].xml': strToU8('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'),
    '_rels/.rels': strToU8(`<Relationships xmlns="${rels}"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`),
    'word/document.xml': strToU8(`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraphs.join('')}</w:body></w:document>`),
  }))
}
