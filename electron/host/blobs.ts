import { createHash } from 'node:crypto'
import path from 'node:path'
import { HouseError } from '#shared/errors'
import type { Codec } from './codec'
import type { Files } from './ports'

/** Room that must stay free on a drive, for the store and the journal. */
export const spareBytes = 50 * 1024 * 1024
/** No single file of a branch's year comes near this; a backup of many years may. */
export const maxBlobBytes = 20 * 1024 ** 3

const hashPattern = /^[0-9a-f]{64}$/

/** Files by content. `size` is that of the plain content. */
export type Blobs = {
  readonly has: (sha256: string) => Promise<boolean>
  /** Streams in, hashing; content that is not what its name says is refused, and nothing of it stays. */
  readonly put: (sha256: string, chunks: AsyncIterable<Uint8Array>) => Promise<{ readonly size: number }>
  /** Throws `blobMissing`. */
  readonly stream: (sha256: string) => Promise<AsyncIterable<Uint8Array>>
  readonly read: (sha256: string, maxBytes: number) => Promise<Uint8Array>
  readonly list: () => Promise<readonly { readonly sha256: string; readonly size: number; readonly path: string }[]>
  readonly remove: (sha256: string) => Promise<void>
}

export type BlobRoom = { readonly files: Files; readonly codec: Codec; readonly freeBytes: (path: string) => Promise<number>; readonly folder: string }

export function openBlobs(room: BlobRoom): Blobs {
  const { files, codec, folder } = room

  function place(sha256: string): string {
    if (!hashPattern.test(sha256)) throw new HouseError('badInput', { field: 'sha256' })
    return path.join(folder, sha256.slice(0, 2), sha256)
  }

  async function* checked(sha256: string, chunks: AsyncIterable<Uint8Array>, count: { size: number }): AsyncIterable<Uint8Array> {
    const hash = createHash('sha256')
    let next = 0
    for await (const chunk of chunks) {
      hash.update(chunk)
      count.size += chunk.length
      if (count.size > maxBlobBytes) throw new HouseError('tooLarge', { mb: Math.ceil(count.size / 1024 ** 2), maxMb: maxBlobBytes / 1024 ** 2 })
      if (count.size >= next) {
        // Asked again with every further stretch: what comes in may be larger than what is left.
        if ((await room.freeBytes(folder)) - chunk.length < spareBytes) throw new HouseError('diskFull', {}, `less than ${spareBytes} bytes would be left`)
        next = count.size + spareBytes / 4
      }
      yield chunk
    }
    if (hash.digest('hex') !== sha256) throw new HouseError('blobMismatch', {}, `not ${sha256}`)
  }

  return {
    has: async (sha256) => (await files.size(place(sha256))) !== null,
    put: async (sha256, chunks) => {
      const target = place(sha256)
      const count = { size: 0 }
      const content = checked(sha256, chunks, count)
      if ((await files.size(target)) === null) await files.writeStream(target, codec.sealStream(content))
      // Already here: read to its end all the same, so that the sender is answered and a wrong name is noticed.
      else for await (const chunk of content) void chunk
      return { size: count.size }
    },
    stream: async (sha256) => {
      const target = place(sha256)
      if ((await files.size(target)) === null) throw new HouseError('blobMissing', {}, sha256)
      return codec.openStream(files.readStream(target))
    },
    read: async (sha256, maxBytes) => {
      const target = place(sha256)
      const size = await files.size(target)
      if (size === null) throw new HouseError('blobMissing', {}, sha256)
      if (size > maxBytes) throw new HouseError('tooLarge', { mb: Math.ceil(size / 1024 ** 2), maxMb: Math.floor(maxBytes / 1024 ** 2) })
      const parts: Uint8Array[] = []
      for await (const chunk of codec.openStream(files.readStream(target))) parts.push(chunk)
      return Buffer.concat(parts)
    },
    list: async () => {
      const found: { sha256: string; size: number; path: string }[] = []
      for (const shelf of await files.list(folder)) {
        if (!shelf.folder || !/^[0-9a-f]{2}$/.test(shelf.name)) continue
        for (const entry of await files.list(path.join(folder, shelf.name))) {
          if (!entry.folder && hashPattern.test(entry.name)) found.push({ sha256: entry.name, size: entry.size, path: path.join(folder, shelf.name, entry.name) })
        }
      }
      return found
    },
    remove: (sha256) => files.remove(place(sha256)),
  }
}

/** Where large things lie between two calls; cleared when the host starts and when it ends. */
export function openStaging(room: Omit<BlobRoom, 'folder'> & { readonly stateRoot: string }): { readonly of: (vault: string | null) => Blobs; readonly clear: () => Promise<void> } {
  const folder = path.join(room.stateRoot, 'staged')
  return {
    of: (vault) => openBlobs({ ...room, folder: path.join(folder, vault ?? 'none') }),
    clear: () => room.files.remove(folder),
  }
}
