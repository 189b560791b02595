import path from 'node:path'
import { HouseError } from '#shared/errors'
import type { ExportDocument } from '#shared/host'
import type { Files } from '../ports'
import { sha256OfFile, type Editions, type MadeFile, type Slot } from './editions'

export type Original = NonNullable<ExportDocument['originals']>[number]

export const kindOfOriginal = 'paperOriginal'
export const titleOfOriginal = (document: Pick<ExportDocument, 'title'>, original: Original) => `${document.title}（${original.label}）`

type Desk = {
  readonly files: Files
  readonly editions: Editions
  /** The vault's blobs. */
  readonly blobs: string
  readonly root: string
  /** A file name nobody has there. */
  readonly fresh: (name: string, n: number) => Promise<string>
}

/**
 * 正本 beside the electronic copy, byte for byte as it came. Recognised by its content; one that took another's place is a new edition and
 * the old one stays, as with everything here that was ever handed out.
 */
export async function copyOriginal(desk: Desk, document: ExportDocument, original: Original, folder: string): Promise<{ readonly made: MadeFile; readonly outcome: 'written' | 'same' | 'newEdition' }> {
  const { files, editions, root } = desk
  const below = path.relative(root, folder).split(path.sep).join('/')
  const name = `${document.name}（${original.label}）`
  const slot: Slot | null = editions.claim(below, name, kindOfOriginal, original.sha256)
  const last = slot?.editions.at(-1) ?? null
  const before = last?.digest === original.sha256 ? last.kept : undefined
  const there = before === undefined ? null : await sha256OfFile(files, path.join(root, ...before.file.split('/')))
  if (before !== undefined && there === original.sha256) return { made: before, outcome: 'same' }

  const source = path.join(desk.blobs, original.sha256.slice(0, 2), original.sha256)
  if ((await files.size(source)) === null) throw new HouseError('blobMissing', { name: original.name }, original.sha256)
  // Deleted since: put back where it was. Changed since by hand: left alone.
  const again = before !== undefined && there === null ? before.file : null
  const n = again !== null ? (last?.n ?? 1) : (last?.n ?? 0) + 1
  const stem = again === null ? await desk.fresh(name, n) : ''
  const file = again ?? [below, `${stem}${endingOf(original.name)}`].filter((part) => part !== '').join('/')
  const target = path.join(root, ...file.split('/'))
  const { size, sha256 } = await files.writeStream(target, files.readStream(source))
  if (sha256 !== original.sha256) {
    await files.remove(target)
    throw new HouseError('blobMissing', { name: original.name }, `${sha256} instead of ${original.sha256}`)
  }
  const made = { file, sha256, size }
  if (again !== null) return { made, outcome: 'written' }
  const edition = { n, digest: original.sha256, stem, title: titleOfOriginal(document, original), kept: made }
  if (slot === null) editions.add({ folder: below, name, kind: kindOfOriginal, editions: [edition] })
  else slot.editions.push(edition)
  return { made, outcome: n === 1 ? 'written' : 'newEdition' }
}

function endingOf(name: string): string {
  return /\.[a-z0-9]{1,5}$/u.exec(name.toLowerCase())?.[0] ?? ''
}
