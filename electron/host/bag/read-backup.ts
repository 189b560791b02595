import type { Head } from '#shared/commit/commit'
import type { Files } from '../ports'
import { blobOf, manifestName, marker, markerText } from './entry-name'
import { backupFormat, manifestSchema, type BackupManifest } from './manifest'
import { directoryPart, entryContent, lastName, limits, readZip, sealHolds, ZipFault, type ZipDirectory, type ZipEntry, type ZipLimits } from './zip-read'
import { joinBytes, sealBytes, sealPrefix } from './zip-write'

export type Part = { readonly name: string; readonly ok: boolean; readonly why: string }
export type BackupReport = {
  readonly ok: boolean
  /** Not one of ours at all, as opposed to one of ours that is damaged. */
  readonly foreign: boolean
  readonly parts: readonly Part[]
  readonly vault: { readonly id: string; readonly name: string } | null
  readonly head: Head | null
  readonly manifest: BackupManifest | null
}

export const wholePart = '整份文件'

type Take = (entry: ZipEntry, content: AsyncIterable<Uint8Array>) => Promise<void>
export type ReadOptions = {
  readonly limits?: ZipLimits
  /** Called when the directory is known to be sound and before anything is unpacked; may throw to stop. */
  readonly onDirectory?: (directory: ZipDirectory) => Promise<void>
  /** Where a restore puts each entry: must read `content` to its end and keep nothing when that throws. */
  readonly take?: Take
  readonly onPart?: (done: number, total: number, name: string) => void
  readonly signal?: AbortSignal
}

/** A backup begins with a stored entry `mimetype` and ends with a seal; a damaged one still does one or the other. */
async function looksOurs(files: Files, file: string): Promise<boolean> {
  const size = await files.size(file)
  if (size === null || size === 0) return false
  const start = Buffer.from(await files.readRange(file, 0, 30 + marker.length + markerText.length)).toString('latin1')
  const end = Buffer.from(await files.readRange(file, Math.max(0, size - sealBytes - 8), sealBytes + 8)).toString('latin1')
  const beginning = start.slice(30)
  return end.includes(sealPrefix) || (beginning !== '' && `${marker}${markerText}`.startsWith(beginning)) || beginning.includes(markerText)
}

const drain: Take = async (_entry, content) => {
  for await (const chunk of content) void chunk
}

async function whole(content: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of content) chunks.push(chunk)
  return Buffer.from(joinBytes(...chunks)).toString('utf8')
}

async function readManifest(files: Files, file: string, entries: readonly ZipEntry[]): Promise<BackupManifest> {
  const entry = entries.at(-1)
  if (entry?.name !== manifestName) throw new ZipFault(manifestName, '没有清单')
  if (entry.size > 256 * 1024 ** 2) throw new ZipFault(manifestName, '清单太大')
  const text = await whole(entryContent(files, file, entry, null))
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new ZipFault(manifestName, '清单读不出来')
  }
  const parsed = manifestSchema.safeParse(json)
  if (!parsed.success) throw new ZipFault(manifestName, '清单不合规矩')
  if (parsed.data.format > backupFormat) throw new ZipFault(manifestName, `清单是第 ${parsed.data.format} 版，这个程序只认到第 ${backupFormat} 版`)
  return parsed.data
}

/**
 * Reads a backup from end to end and judges every part, going on after a bad one: a person deciding between two backups needs
 * the whole list, not the first line of it.
 */
export async function readBackup(files: Files, file: string, options: ReadOptions = {}): Promise<BackupReport> {
  const parts: Part[] = []
  const bad = (name: string, why: string): void => void parts.push({ name, ok: false, why })
  const report = (foreign: boolean, manifest: BackupManifest | null): BackupReport => ({
    ok: parts.length > 0 && parts.every((part) => part.ok), foreign, parts, manifest, vault: manifest?.vault ?? null, head: manifest?.head ?? null,
  })

  if (!(await looksOurs(files, file))) {
    bad(wholePart, '不是先锋档案盒的备份')
    return report(true, null)
  }
  let directory: ZipDirectory
  try {
    directory = await readZip(files, file, options.limits ?? limits)
  } catch (thrown) {
    if (!(thrown instanceof ZipFault)) throw thrown
    const broken = thrown.part === directoryPart ? await lastName(files, file) : null
    bad(thrown.part, broken === null ? thrown.why : `${thrown.why}（最后看得见的是 ${broken}）`)
    return report(false, null)
  }
  const { entries } = directory
  let manifest: BackupManifest | null = null
  try {
    manifest = await readManifest(files, file, entries)
  } catch (thrown) {
    if (!(thrown instanceof ZipFault)) throw thrown
    bad(thrown.part, thrown.why)
  }
  if (entries[0]?.name !== marker) bad(marker, '开头少了记号')
  await options.onDirectory?.(directory)

  const listed = new Map((manifest?.entries ?? []).map((entry) => [entry.name, entry]))
  for (const [n, entry] of entries.entries()) {
    options.signal?.throwIfAborted()
    options.onPart?.(n, entries.length, entry.name)
    if (entry.name === manifestName) continue
    const said = listed.get(entry.name)
    listed.delete(entry.name)
    if (manifest !== null && said === undefined) {
      bad(entry.name, '清单里没有它')
      continue
    }
    const blob = blobOf(entry.name)
    if (blob !== null && said !== undefined && said.sha256 !== blob) {
      bad(entry.name, '名字和清单里的校验值不一样')
      continue
    }
    try {
      await (options.take ?? drain)(entry, entryContent(files, file, entry, said?.sha256 ?? blob))
      parts.push({ name: entry.name, ok: true, why: '' })
    } catch (thrown) {
      if (!(thrown instanceof ZipFault)) throw thrown
      bad(entry.name, thrown.why)
    }
  }
  for (const name of listed.keys()) bad(name, '清单里有，文件里没有')
  if (manifest !== null) {
    if (!parts.some((part) => part.name === manifestName)) parts.push({ name: manifestName, ok: true, why: '' })
    for (const [name, why] of countFaults(manifest)) bad(name, why)
  }
  if (!(await sealHolds(files, file, directory))) bad(wholePart, '和封条的校验值不一样')
  options.onPart?.(entries.length, entries.length, '')
  return report(false, manifest)
}

/** The counts are of the entries themselves: a list that lost lines no longer adds up. */
function countFaults(manifest: BackupManifest): readonly (readonly [string, string])[] {
  const { entries, counts } = manifest
  const blobs = entries.filter((entry) => blobOf(entry.name) !== null).length
  const files = entries.filter((entry) => entry.name.startsWith('导出/')).length
  const bytes = entries.reduce((sum, entry) => sum + entry.size, 0)
  return blobs === counts.blobs && files === counts.files && bytes === counts.bytes ? [] : [[manifestName, '清单里的件数加起来不对']]
}
