import path from 'node:path'
import type { Files } from '../ports'
import type { Editions } from './editions'

export const sumsFile = '清单.sha256.txt'
export const listFile = '清单.json'

/**
 * The list of everything we ever put into the folder and that is still there, written last: a folder with a list is a finished one.
 * The sums are those of our own writing, so a file changed since is found by `sha256sum -c`.
 */
export async function writeManifest(files: Files, folder: string, editions: Editions): Promise<void> {
  const listed: { kind: string; title: string; edition: number; file: string; sha256: string; size: number; pages?: number | undefined }[] = []
  for (const slot of editions.slots) {
    for (const edition of slot.editions) {
      for (const made of [edition.docx, edition.pdf, edition.kept]) {
        if (made === undefined || (await files.size(path.join(folder, ...made.file.split('/')))) === null) continue
        listed.push({ kind: slot.kind, title: edition.title, edition: edition.n, ...made })
      }
    }
  }
  listed.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0))
  await put(files, path.join(folder, listFile), `${JSON.stringify({ format: 1, files: listed }, null, 2)}\n`)
  await put(files, path.join(folder, sumsFile), listed.map((entry) => `${entry.sha256}  ${entry.file}\n`).join(''))
}

async function put(files: Files, target: string, text: string): Promise<void> {
  const bytes = new TextEncoder().encode(text)
  const before = await files.read(target)
  if (before === null || !Buffer.from(before).equals(bytes)) await files.replace(target, bytes)
}
