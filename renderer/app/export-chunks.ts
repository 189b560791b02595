import { maxJsonBytes } from '#shared/host'

/** What one call carries of documents; some room is left for what stands around them. */
export const maxCallBytes = maxJsonBytes - 64 * 1024

export type Chunk<T> = { readonly type: 'inline'; readonly documents: readonly T[] } | { readonly type: 'staged'; readonly json: Uint8Array<ArrayBuffer> }

/** Documents in their order, as many to a call as fit; one that fits none goes staged, alone. */
export function chunksOf<T>(documents: readonly T[], limit: number = maxCallBytes): readonly Chunk<T>[] {
  const encoder = new TextEncoder()
  const chunks: Chunk<T>[] = []
  let open: T[] = []
  let size = 0
  const close = (): void => {
    if (open.length > 0) chunks.push({ type: 'inline', documents: open })
    open = []
    size = 0
  }
  for (const document of documents) {
    const bytes = encoder.encode(JSON.stringify(document)).length + 1
    if (bytes > limit) {
      close()
      chunks.push({ type: 'staged', json: encoder.encode(JSON.stringify([document])) })
      continue
    }
    if (size + bytes > limit) close()
    open.push(document)
    size += bytes
  }
  close()
  return chunks
}
