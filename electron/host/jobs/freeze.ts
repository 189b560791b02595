import path from 'node:path'
import { plainCodec } from '../codec'
import { baseOf, linesOf, openLine } from '../journal/line'
import { journalFile } from '../journal/scan'
import type { Files } from '../ports'
import { openSnapshots } from '../snapshots'

/**
 * Copies what changes while people work (journal, snapshots, drafts, `vault.json`) so that a backup may take its time over the
 * rest: blobs and exports are never changed, only added. Runs while nothing is appended, so it copies and does nothing else.
 */
export async function freezeBooks(files: Files, root: string, frozen: string): Promise<void> {
  const copy = async (...name: readonly string[]): Promise<void> => {
    const from = path.join(root, ...name)
    if ((await files.size(from)) !== null) await files.writeStream(path.join(frozen, ...name), files.readStream(from))
  }
  await copy('vault.json')
  await copy('drafts.json')
  const wanted = new Set<string>()
  for (const entry of await files.list(path.join(root, 'journal'))) {
    if (entry.folder || !journalFile.test(entry.name)) continue
    await copy('journal', entry.name)
    const base = await baseNamed(files, path.join(root, 'journal', entry.name))
    if (base !== null) wanted.add(base)
  }
  const [newest] = await openSnapshots({ files, codec: plainCodec, folder: path.join(root, 'snapshots') }).list()
  if (newest !== undefined) wanted.add(newest.name)
  for (const name of wanted) await copy('snapshots', name)
}

/** The snapshot a journal file starts from, if it does. */
async function baseNamed(files: Files, file: string): Promise<string | null> {
  const [first] = linesOf(await files.readRange(file, 0, 2000))
  const opened = first?.ended === true ? openLine(plainCodec, first.bytes) : null
  return opened === null ? null : (baseOf(opened.json)?.snapshot ?? null)
}
