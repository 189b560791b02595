import type { StoredRecord } from '#shared/commit/commit'

/**
 * How bodies lie in the working copy. Plain now, encrypting later: async and in batches, because WebCrypto is async and IndexedDB
 * transactions must not wait for it (seal before a transaction, open after it).
 */
export type Codec = {
  readonly id: string
  readonly seal: (bodies: readonly unknown[]) => Promise<readonly unknown[]>
  /** null for what cannot be read. */
  readonly open: (sealed: readonly unknown[]) => Promise<readonly unknown[]>
}

export const plainCodec: Codec = {
  id: 'plain',
  seal: async (bodies) => bodies,
  open: async (sealed) => sealed,
}

/** What came out of a row, when it has at least the bones of a record. */
export function asStored(body: unknown): StoredRecord | null {
  if (typeof body !== 'object' || body === null) return null
  const { id, kind, rev, schema } = body as Readonly<Record<string, unknown>>
  return typeof id === 'string' && typeof kind === 'string' && typeof rev === 'number' && typeof schema === 'number' ? { ...body, id, kind, rev, schema } : null
}
