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
