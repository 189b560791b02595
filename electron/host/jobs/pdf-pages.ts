const perPage = /\/Type\s*\/Page(?![A-Za-z])/g
const counts = /\/Type\s*\/Pages\b[^>]*?\/Count\s+(\d+)|\/Count\s+(\d+)[^>]*?\/Type\s*\/Pages\b/g

/** How many pages a PDF has, from its page tree; undefined when that is packed into object streams and cannot be seen. */
export function pdfPages(bytes: Uint8Array): number | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const root = [...text.matchAll(counts)].reduce((max, match) => Math.max(max, Number(match[1] ?? match[2])), 0)
  const pages = root > 0 ? root : (text.match(perPage)?.length ?? 0)
  return pages > 0 ? pages : undefined
}
