import { createHash } from 'node:crypto'
import path from 'node:path'
import type { Head } from '#shared/commit/commit'
import type { Files } from '../ports'
import { stateDigest } from './canonical'
import { blobOf, exportsFolder, findTwins, manifestName, marker, markerText, refuseEntry } from './entry-name'
import { foldBooks } from './fold-journal'
import { backupFormat, type BackupManifest } from './manifest'
import { deflated, maxEntryBytes, zipStream, type ZipSource, type ZipWritten } from './zip-write'
import { limits } from './zip-read'

export type BackupInput = {
  readonly files: Files
  /** The vault's own folder: blobs and exports are read here, they never change once written. */
  readonly root: string
  /** A copy of vault.json, journal, snapshots and drafts made while nothing was appended. */
  readonly frozen: string
  readonly vault: { readonly id: string; readonly name: string }
  readonly app: string
  readonly at: Date
  readonly target: string
  readonly onPart: (done: number, total: number, name: string) => void
  /** What could not go in, and why; the rest goes on. */
  readonly onLeftOut: (name: string, why: string) => void
  readonly signal: AbortSignal
}
export type BackupWritten = { readonly manifest: BackupManifest; readonly size: number; readonly sha256: string }

type Item = { readonly name: string; readonly file: string; readonly size: number; readonly deflate: boolean }

/** Everything below a folder, in a stable order, names with `/`. Temporaries and hidden files are nobody's work. */
export async function walk(files: Files, folder: string, below = ''): Promise<readonly { readonly name: string; readonly file: string; readonly size: number }[]> {
  const found: { name: string; file: string; size: number }[] = []
  for (const entry of await files.list(path.join(folder, below))) {
    const name = below === '' ? entry.name : `${below}/${entry.name}`
    if (entry.name.endsWith('.tmp') && entry.name.startsWith('.')) continue
    if (entry.folder) found.push(...(await walk(files, folder, name)))
    else found.push({ name, file: path.join(folder, ...name.split('/')), size: entry.size })
  }
  return found
}

/** The folder of bags below a year's exports. */
export const bagsFolder = '移交包'
const inBag = new RegExp(`^${exportsFolder}/[^/]+/${bagsFolder}/`, 'u')

/**
 * Attachments and finished papers, by their name in the backup. Bags stay out: what they hold lies in `blobs` already, every edition is as large as
 * the year's archive again, and one is written anew from the books at any time (build/decisions/005).
 */
async function keptFiles(files: Files, root: string): ReturnType<typeof walk> {
  const found = await Promise.all(['blobs', exportsFolder].map(async (folder) => (await walk(files, path.join(root, folder))).map((entry) => ({ ...entry, name: `${folder}/${entry.name}` }))))
  return found.flat().filter(({ name }) => !inBag.test(name))
}

async function hashFile(files: Files, file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of files.readStream(file)) hash.update(chunk)
  return hash.digest('hex')
}

/** Restoring refuses what is packed too tightly; a million times the same letter is stored as it is instead. */
async function packsTooTightly(files: Files, item: Item): Promise<boolean> {
  if (item.size <= limits.ratioFrom) return false
  let packed = 0
  for await (const chunk of deflated(files.readStream(item.file))) packed += chunk.length
  return item.size > packed * (limits.ratio / 2)
}

/** What goes in, in order; what the reader would refuse is named now and left out, so that no backup is made that cannot be restored. */
async function collect(input: BackupInput): Promise<readonly Item[]> {
  const { files, root, frozen, onLeftOut, signal } = input
  const items: Item[] = []
  for (const entry of await walk(files, frozen)) {
    const item = { ...entry, deflate: true }
    items.push((await packsTooTightly(files, item)) ? { ...item, deflate: false } : item)
  }
  for (const { name, file, size } of await keptFiles(files, root)) {
    signal.throwIfAborted()
    const why = refuseEntry(name)
    if (why !== null) onLeftOut(name, why)
    else if (size > maxEntryBytes) onLeftOut(name, '超过 2 GB')
    else {
      const blob = blobOf(name)
      if (blob !== null && (await hashFile(files, file)) !== blob) onLeftOut(name, '附件已经坏了，内容和名字对不上')
      else items.push({ name, file, size, deflate: false })
    }
  }
  const twins = new Set(findTwins(items.map((item) => item.name)))
  for (const name of twins) onLeftOut(name, '和另一个文件只差大小写，换一台电脑就分不开')
  return items.filter((item) => !twins.has(item.name))
}

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text)
}

async function* guarded(chunks: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    signal.throwIfAborted()
    yield chunk
  }
}

/** How many bytes the backup will need at most, before anything is written. */
export async function measure({ files, root, frozen }: Pick<BackupInput, 'files' | 'root' | 'frozen'>): Promise<number> {
  return [...(await walk(files, frozen)), ...(await keptFiles(files, root))].reduce((bytes, { size }) => bytes + size + 400, 0)
}

export async function writeBackup(input: BackupInput): Promise<BackupWritten> {
  const { files, frozen, vault, app, at, target, onPart, signal } = input
  const books = await foldBooks(files, frozen)
  const head: Head = books.head
  const items = await collect(input)
  const written: ZipWritten[] = []
  let manifest: BackupManifest | null = null

  const sources = async function* (): AsyncGenerator<ZipSource> {
    yield { name: marker, deflate: false, chunks: once(markerText) }
    for (const [n, item] of items.entries()) {
      signal.throwIfAborted()
      onPart(n, items.length, item.name)
      yield { name: item.name, deflate: item.deflate, chunks: guarded(files.readStream(item.file), signal) }
    }
    manifest = {
      what: 'vanguard-box-backup',
      format: backupFormat,
      app,
      createdAt: at.toISOString(),
      vault,
      head,
      stateDigest: stateDigest(books.records),
      counts: {
        records: books.records.size,
        blobs: written.filter((entry) => blobOf(entry.name) !== null).length,
        files: written.filter((entry) => entry.name.startsWith(`${exportsFolder}/`)).length,
        bytes: written.reduce((sum, entry) => sum + entry.size, 0),
      },
      entries: [...written],
    }
    yield { name: manifestName, deflate: true, chunks: once(JSON.stringify(manifest)) }
  }

  const { size, sha256 } = await files.writeStream(target, zipStream(sources(), at, (entry) => written.push(entry)))
  onPart(items.length, items.length, '')
  if (manifest === null) throw new Error('a backup without a manifest')
  return { manifest, size, sha256 }
}
