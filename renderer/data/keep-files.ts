import { HouseError } from '#shared/errors'
import type { BlobRef } from '#shared/model/record'
import { putBlob } from './host-client'

/** Puts files into the vault one after the other; what is `known` there by content, or twice among them, is kept once. */
export async function keepFiles(found: readonly File[], known: readonly BlobRef[], vault: string): Promise<BlobRef[]> {
  const made: BlobRef[] = []
  for (const file of found) {
    const sha256 = await putBlob(file, vault)
    if (![...known, ...made].some((one) => one.sha256 === sha256)) made.push({ sha256, size: file.size, name: file.name.slice(0, 200), type: file.type.slice(0, 100) })
  }
  return made
}

/** A scan of a whole year's minutes is 100 pages; what is larger is a film, or was scanned far too fine. */
const maxFileMb = 100
const kinds = ['pdf', 'jpg', 'jpeg', 'png', 'docx', 'doc', 'wps']

function refuseOdd(file: File): void {
  if (file.size > maxFileMb * 1024 ** 2) throw new HouseError('tooLarge', { name: file.name, mb: Math.ceil(file.size / 1024 ** 2), maxMb: maxFileMb, next: '扫描时选 300 点、黑白或灰度，再放。' })
  if (file.size === 0) throw new HouseError('refused', { why: `${file.name}里没有内容` })
  if (!kinds.includes(file.name.toLowerCase().split('.').at(-1) ?? '')) throw new HouseError('refused', { why: `${file.name}不是扫描件或 Word，能附的是 PDF、JPG、PNG、Word` })
}

/** What a file dialog offers. */
export const scanKinds = kinds.map((kind) => `.${kind}`).join(',')

/** Scans, photos and edited papers: looked at before any is kept. */
export async function keepScans(found: readonly File[], known: readonly BlobRef[], vault: string): Promise<BlobRef[]> {
  found.forEach(refuseOdd)
  return keepFiles(found, known, vault)
}
