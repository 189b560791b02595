import { mediaType } from './media-type'
import { countPages } from './pdf-pages'

export const maxScanBytes = 200 * 1024 ** 2

export type ScanPages = { readonly pages: number | null; readonly unreadable: boolean }

const named: Readonly<Record<string, string>> = { pdf: 'application/pdf', jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png' }
/** How a whole picture ends: one cut off by a full stick still begins rightly. */
const ends: Readonly<Record<string, string>> = { 'image/jpeg': 'ffd9', 'image/png': '49454e44ae426082' }

/** Pages of a scan as it came, by what it is and not by its name; what its name promises and its bytes do not keep is damaged. */
export async function scanPages(bytes: Uint8Array, name: string): Promise<ScanPages> {
  const type = mediaType(bytes)
  const promised = named[name.toLowerCase().split('.').at(-1) ?? '']
  if (type === 'application/pdf') {
    const pages = await countPages(bytes).catch(() => 0)
    return pages > 0 ? { pages, unreadable: false } : { pages: null, unreadable: true }
  }
  if (type.startsWith('image/')) {
    const end = ends[type]
    // Cameras may add zeros or their own words after the end; it must stand somewhere in the last stretch.
    const whole = end === undefined || Buffer.from(bytes.subarray(-65_536)).includes(Buffer.from(end, 'hex'))
    return whole ? { pages: 1, unreadable: false } : { pages: null, unreadable: true }
  }
  return { pages: null, unreadable: promised !== undefined }
}
