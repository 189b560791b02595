import path from 'node:path'
import { nameKey, safeFileName } from '#shared/text/safe-file-name'
import { folderFor } from './jobs/export'
import { sha256OfFile } from './jobs/editions'
import type { OpenVault } from './open-vault'
import type { Files } from './ports'

/**
 * A copy of one of the vault's files where its own program can open it: no window of ours shows a Word file, and none downloads anything.
 * What lies there already with the same bytes is not written again, and nobody's changed copy is written over.
 */
export async function copyOut(files: Files, vault: Pick<OpenVault, 'root' | 'blobs'>, wanted: { readonly sha256: string; readonly name: string; readonly year: string }): Promise<{ readonly folder: string; readonly file: string }> {
  const content = await vault.blobs.stream(wanted.sha256)
  const folder = await folderFor(files, path.join(vault.root, '导出'), [wanted.year, '正本'])
  const ending = /\.[a-z0-9]{1,5}$/iu.exec(wanted.name)?.[0] ?? ''
  const stem = wanted.name.slice(0, wanted.name.length - ending.length)
  const names = (await files.list(folder)).map(({ name }) => name)
  const plain = safeFileName(stem, new Set(), { ending })
  const there = names.find((name) => nameKey(name) === nameKey(plain))
  if (there !== undefined && (await sha256OfFile(files, path.join(folder, there))) === wanted.sha256) return { folder, file: there }
  const file = safeFileName(stem, new Set(names), { ending })
  await files.writeStream(path.join(folder, file), content)
  return { folder, file }
}
