import path from 'node:path'
import { HouseError } from '#shared/errors'
import type { Files } from '../ports'
import { stateDigest } from './canonical'
import { blobOf, exportsFolder, manifestName, marker } from './entry-name'
import { foldBooks } from './fold-journal'
import type { BackupCounts, BackupManifest } from './manifest'
import { readBackup, type Part } from './read-backup'
import { walk } from './write-backup'
import { ZipFault } from './zip-read'

export type UnpackInput = {
  readonly files: Files
  readonly file: string
  /** As the person knows the file, for the messages. */
  readonly fileName: string
  /** An empty folder of our own; gone again when anything is wrong. */
  readonly folder: string
  readonly freeBytes: (path: string) => Promise<number>
  readonly onPart: (done: number, total: number, name: string) => void
  /** Every bad part, not only the first. */
  readonly onBad: (part: Part) => void
  readonly signal: AbortSignal
}
export type Unpacked = { readonly manifest: BackupManifest; readonly counts: BackupCounts; readonly same: boolean; readonly differences: readonly string[] }

/** Where `vault.json` waits until the restored folder may be called a vault. */
export const passportInWaiting = 'vault.json.restoring'

const mb = (bytes: number): number => Math.ceil(bytes / 1024 ** 2)

/** Unpacks a backup whole or not at all, then opens what was written again and compares it with what the backup says of itself. */
export async function unpackBackup(input: UnpackInput): Promise<Unpacked> {
  const { files, folder } = input
  try {
    return await unpack(input)
  } catch (thrown) {
    await files.remove(folder)
    throw thrown
  }
}

async function unpack({ files, file, fileName, folder, freeBytes, onPart, onBad, signal }: UnpackInput): Promise<Unpacked> {
  const report = await readBackup(files, file, {
    signal,
    onPart,
    onDirectory: async ({ entries }) => {
      const need = entries.reduce((sum, entry) => sum + entry.size, 0)
      const free = await freeBytes(folder)
      if (free < need) throw new HouseError('noRoom', { path: path.dirname(folder), freeMb: Math.floor(free / 1024 ** 2), needMb: mb(need) })
    },
    take: async (entry, content) => {
      if (entry.name === marker || entry.name === manifestName) {
        for await (const chunk of content) void chunk
        return
      }
      await files.writeStream(path.join(folder, ...(entry.name === 'vault.json' ? passportInWaiting : entry.name).split('/')), content)
    },
  })
  if (report.foreign) throw new HouseError('backupForeign', { name: fileName })
  const bad = report.parts.filter((part) => !part.ok)
  for (const part of bad) onBad(part)
  const { manifest } = report
  if (bad.length > 0 || manifest === null) {
    throw new HouseError('backupBroken', { part: sayParts(bad.map((part) => part.name)) }, bad.slice(0, 20).map((part) => `${part.name}: ${part.why}`).join('; '))
  }
  try {
    const { counts, differences } = await compareFolder(files, folder, manifest)
    return { manifest, counts, same: differences.length === 0, differences }
  } catch (thrown) {
    if (!(thrown instanceof ZipFault)) throw thrown
    onBad({ name: thrown.part, ok: false, why: thrown.why })
    throw new HouseError('backupBroken', { part: thrown.part }, thrown.why)
  }
}

function sayParts(names: readonly string[]): string {
  return names.length <= 3 ? names.join('、') : `${names.slice(0, 3).join('、')}等 ${names.length} 处`
}

/** What really lies in the folder, against the manifest. */
async function compareFolder(files: Files, folder: string, manifest: BackupManifest): Promise<{ readonly counts: BackupCounts; readonly differences: readonly string[] }> {
  const books = await foldBooks(files, folder)
  const present = await walk(files, folder)
  const counts: BackupCounts = {
    records: books.records.size,
    blobs: present.filter((entry) => blobOf(entry.name) !== null).length,
    files: present.filter((entry) => entry.name.startsWith(`${exportsFolder}/`)).length,
    bytes: present.reduce((sum, entry) => sum + entry.size, 0),
  }
  const differences: string[] = []
  if (books.head.seq !== manifest.head.seq || books.head.hash !== manifest.head.hash) differences.push(`流水账到第 ${books.head.seq} 笔，备份时是第 ${manifest.head.seq} 笔`)
  if (counts.records !== manifest.counts.records) differences.push(`记录 ${counts.records} 条，备份时 ${manifest.counts.records} 条`)
  if (stateDigest(books.records) !== manifest.stateDigest) differences.push('记录的内容和备份时不一样')
  if (counts.blobs !== manifest.counts.blobs) differences.push(`附件 ${counts.blobs} 个，备份时 ${manifest.counts.blobs} 个`)
  if (counts.files !== manifest.counts.files) differences.push(`导出的文件 ${counts.files} 份，备份时 ${manifest.counts.files} 份`)
  return { counts, differences }
}
