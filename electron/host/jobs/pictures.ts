import path from 'node:path'
import type { PrintDocument } from '#shared/paper/print-document'
import { mediaType } from '../media-type'
import type { Files } from '../ports'

/** A photograph larger than this is no photograph for a form. */
const maxPictureBytes = 30 * 1024 ** 2

export type Pictures = {
  readonly bytes: (sha256: string) => Uint8Array | undefined
  /** As an address that needs neither the vault nor any network. */
  readonly url: (sha256: string) => string
  /** Named by the document and not to be had: their boxes stay empty. */
  readonly missing: readonly string[]
}

function photosIn(value: unknown, found: Set<string>): Set<string> {
  if (Array.isArray(value)) for (const item of value) photosIn(item, found)
  else if (value !== null && typeof value === 'object') {
    if ('photo' in value && value.photo !== null && typeof value.photo === 'object' && 'sha256' in value.photo && typeof value.photo.sha256 === 'string') found.add(value.photo.sha256)
    for (const item of Object.values(value)) photosIn(item, found)
  }
  return found
}

/** The vault's pictures a document shows, read before it is rendered. `blobs` is the vault's blob folder. */
export async function picturesOf(files: Files, blobs: string, document: PrintDocument): Promise<Pictures> {
  const read = new Map<string, Uint8Array>()
  const missing: string[] = []
  for (const sha256 of [...photosIn(document.sections, new Set())].sort()) {
    const file = path.join(blobs, sha256.slice(0, 2), sha256)
    const size = /^[0-9a-f]{64}$/.test(sha256) ? await files.size(file) : null
    const bytes = size === null || size > maxPictureBytes ? null : await files.read(file)
    if (bytes === null) missing.push(sha256)
    else read.set(sha256, bytes)
  }
  return {
    bytes: (sha256) => read.get(sha256),
    url: (sha256) => {
      const bytes = read.get(sha256)
      return bytes === undefined ? '' : `data:${mediaType(bytes)};base64,${Buffer.from(bytes).toString('base64')}`
    },
    missing,
  }
}
