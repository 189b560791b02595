import type { Block, PrintDocument } from '#shared/paper/print-document'
import { HouseError } from '#shared/errors'
import type { Blobs } from './blobs'
import type { HostParts } from './host-parts'
import { sha256 } from './journal/line'
import { mediaType } from './media-type'
import { countPages } from './pdf-pages'
import type { PdfPort } from './ports'

const maxPhotoBytes = 30 * 1024 * 1024

function photosOf(document: PrintDocument): ReadonlySet<string> {
  const found = new Set<string>()
  const look = (blocks: readonly Block[]): void => {
    for (const block of blocks) {
      if (block.type === 'table') for (const row of block.rows) for (const cell of row.cells) if (cell.photo?.sha256 !== undefined) found.add(cell.photo.sha256)
      if (block.type === 'overlay') look([block.table])
      if (block.type === 'bottom') look(block.blocks)
    }
  }
  for (const section of document.sections) look(section.blocks)
  return found
}

/** One document as a staged PDF. Photographs go into the page itself: what renders it reaches neither the vault nor any network. */
export async function paperPdf(pdf: PdfPort, toHtml: HostParts['toHtml'], document: PrintDocument, blobs: Blobs | null, staging: Blobs): Promise<{ readonly staged: string; readonly pages: number }> {
  const missing = await pdf.missing()
  if (missing !== '') throw new HouseError('pdfMissing', { why: missing })
  const urls = new Map<string, string>()
  for (const photo of photosOf(document)) {
    if (blobs === null || !(await blobs.has(photo))) continue
    const bytes = await blobs.read(photo, maxPhotoBytes)
    urls.set(photo, `data:${mediaType(bytes)};base64,${Buffer.from(bytes).toString('base64')}`)
  }
  const bytes = await pdf.render(toHtml(document, (hash) => urls.get(hash) ?? ''))
  const pages = await countPages(bytes)
  const staged = sha256(bytes)
  await staging.put(staged, once(bytes))
  return { staged, pages }
}

export async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}
