import type { DroppedFile } from '#shared/archive/register-files'
import type { BlobRef } from '#shared/model/record'
import { call } from '../../data/host-client'
import { keepScans } from '../../data/keep-files'

/** Into the vault as they are, with pages counted and damage seen; a file nobody could look at is kept all the same. */
export async function keepCounted(found: readonly File[], known: readonly BlobRef[], vault: string): Promise<readonly DroppedFile[]> {
  const kept = await keepScans(found, known, vault)
  return Promise.all(kept.map(async (blob) => {
    const looked = await call('blob.pages', { vault, sha256: blob.sha256, name: blob.name }).catch(() => null)
    return { blob, ...(looked === null || looked.pages === null ? {} : { pages: looked.pages }), ...(looked?.unreadable === true ? { unreadable: true } : {}) }
  }))
}
