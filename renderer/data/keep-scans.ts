import type { DroppedFile } from '#shared/archive/register-files'
import { HouseError } from '#shared/errors'
import type { BlobRef } from '#shared/model/record'
import { call } from './host-client'
import { keepFiles } from './keep-files'

/** A scan of a whole year's minutes is 100 pages; what is larger is a film, or was scanned far too fine. */
const maxFileMb = 100
export const scanKinds = ['pdf', 'jpg', 'jpeg', 'png', 'docx', 'doc', 'wps']

function refuseOdd(file: File): void {
  if (file.size > maxFileMb * 1024 ** 2) throw new HouseError('tooLarge', { name: file.name, mb: Math.ceil(file.size / 1024 ** 2), maxMb: maxFileMb, next: '扫描时选 300 点、黑白或灰度，再放。' })
  if (file.size === 0) throw new HouseError('refused', { why: `${file.name}里没有内容` })
  if (!scanKinds.includes(file.name.toLowerCase().split('.').at(-1) ?? '')) throw new HouseError('refused', { why: `${file.name}不是扫描件或 Word，能附的是 PDF、JPG、PNG、Word` })
}

/** Into the vault as they are, with pages counted and damage seen; a file nobody could look at is kept all the same. */
export async function keepScans(found: readonly File[], known: readonly BlobRef[], vault: string): Promise<readonly DroppedFile[]> {
  found.forEach(refuseOdd)
  const kept = await keepFiles(found, known, vault)
  return Promise.all(kept.map(async (blob) => {
    const looked = await call('blob.pages', { vault, sha256: blob.sha256, name: blob.name }).catch(() => null)
    return { blob, ...(looked === null || looked.pages === null ? {} : { pages: looked.pages }), ...(looked?.unreadable === true ? { unreadable: true } : {}) }
  }))
}
