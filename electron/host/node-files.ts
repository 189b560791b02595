import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { HouseError } from '#shared/errors'
import type { Files } from './ports'

const full = new Set(['ENOSPC', 'EDQUOT'])
const denied = new Set(['EACCES', 'EROFS', 'EPERM'])

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : ''
}

/** A system error as people can be told of it; everything else passes through unchanged. */
export function fileError(thrown: unknown, place: string): unknown {
  const code = codeOf(thrown)
  const technical = thrown instanceof Error ? thrown.message : ''
  if (full.has(code)) return new HouseError('diskFull', {}, technical)
  if (denied.has(code)) return new HouseError('noAccess', { path: place }, technical)
  return thrown
}

async function guarded<T>(place: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (thrown) {
    throw fileError(thrown, place)
  }
}

async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT' || codeOf(thrown) === 'ENOTDIR') return null
    throw thrown
  }
}

/** A rename or a new file is on the disk only when its folder is. Windows has no such call on folders and does not need it. */
async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle
  try {
    handle = await open(folder, 'r')
  } catch {
    return
  }
  try {
    await handle.sync()
  } catch (thrown) {
    if (codeOf(thrown) === 'EIO' || full.has(codeOf(thrown))) throw thrown
  } finally {
    await handle.close()
  }
}

/** Windows refuses a rename for a moment while a virus scanner holds the file: tried again a few times. */
async function renameStubbornly(from: string, to: string): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await rename(from, to)
      return
    } catch (thrown) {
      if (process.platform !== 'win32' || attempt >= 8 || !['EPERM', 'EBUSY', 'EACCES'].includes(codeOf(thrown))) throw thrown
      await new Promise((resolve) => setTimeout(resolve, 20 * (attempt + 1)))
    }
  }
}

/** At the handle's own place, or at `start`. */
async function writeAll(handle: FileHandle, bytes: Uint8Array, start: number | null = null): Promise<void> {
  let at = 0
  while (at < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, at, bytes.length - at, start === null ? null : start + at)
    at += bytesWritten
  }
}

/** Writes a temporary beside `target` with `fill`, and puts it in place only when all of it is on the disk. */
async function replaceWith<T>(target: string, fill: (handle: FileHandle) => Promise<T>): Promise<T> {
  const folder = path.dirname(target)
  await mkdir(folder, { recursive: true })
  const temporary = path.join(folder, `.${randomBytes(8).toString('hex')}.tmp`)
  try {
    const handle = await open(temporary, 'wx')
    let result: T
    try {
      result = await fill(handle)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await renameStubbornly(temporary, target)
    await syncFolder(folder)
    return result
  } catch (thrown) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw thrown
  }
}

async function append(target: string, bytes: Uint8Array): Promise<void> {
  const before = (await orNull(stat(target)))?.size ?? null
  if (before === null) await mkdir(path.dirname(target), { recursive: true })
  const handle = await open(target, 'a')
  try {
    await writeAll(handle, bytes)
    // fdatasync flushes the bytes and the new length; a new file also needs its folder flushed.
    await handle.datasync()
    if (before === null) await syncFolder(path.dirname(target))
  } catch (thrown) {
    // Nothing half-written stays: back to the length before. Should even that fail, the next reader cuts the torn line.
    await handle.truncate(before ?? 0).catch(() => undefined)
    await handle.sync().catch(() => undefined)
    throw thrown
  } finally {
    await handle.close()
  }
}

async function shred(target: string): Promise<void> {
  const size = (await orNull(stat(target)))?.size
  if (size === undefined) return
  try {
    const handle = await open(target, 'r+')
    try {
      const block = Buffer.alloc(Math.min(size, 1 << 20))
      for (let at = 0; at < size; at += block.length) await handle.write(block, 0, Math.min(block.length, size - at), at)
      await handle.sync()
    } finally {
      await handle.close()
    }
  } finally {
    await rm(target, { force: true })
  }
}

/** The computer's own disk: what is reported as written has been flushed, file and folder. */
export function nodeFiles(): Files {
  return {
    read: (target) => guarded(target, () => orNull(readFile(target))),
    readRange: (target, start, length) => guarded(target, async () => {
      const handle = await open(target, 'r')
      try {
        const room = Math.max(0, Math.min(length, (await handle.stat()).size - start))
        const bytes = Buffer.alloc(room)
        let at = 0
        while (at < room) {
          const { bytesRead } = await handle.read(bytes, at, room - at, start + at)
          if (bytesRead === 0) break
          at += bytesRead
        }
        return bytes.subarray(0, at)
      } finally {
        await handle.close()
      }
    }),
    replace: (target, bytes) => guarded(target, () => replaceWith(target, (handle) => writeAll(handle, bytes))),
    append: (target, bytes) => guarded(target, () => append(target, bytes)),
    overwrite: (target, start, bytes) => guarded(target, async () => {
      const handle = await open(target, 'r+')
      try {
        const { size } = await handle.stat()
        if (start < 0 || start + bytes.length > size) throw new RangeError(`${start}+${bytes.length} lies outside ${size}`)
        await writeAll(handle, bytes, start)
        await handle.sync()
      } finally {
        await handle.close()
      }
    }),
    truncate: (target, length) => guarded(target, async () => {
      const handle = await open(target, 'r+')
      try {
        await handle.truncate(length)
        await handle.sync()
      } finally {
        await handle.close()
      }
    }),
    size: (target) => guarded(target, async () => {
      const info = await orNull(stat(target))
      return info === null || info.isDirectory() ? null : info.size
    }),
    list: (target) => guarded(target, async () => {
      const entries = (await orNull(readdir(target, { withFileTypes: true }))) ?? []
      const listed = await Promise.all(entries.map(async (entry) => {
        const folder = entry.isDirectory()
        const info = folder ? null : await orNull(stat(path.join(target, entry.name)))
        return { name: entry.name, folder, size: info?.size ?? 0, ...(entry.isSymbolicLink() ? { link: true } : {}) }
      }))
      return listed.sort((a, b) => (a.name < b.name ? -1 : 1))
    }),
    makeFolder: (target) => guarded(target, async () => {
      await mkdir(target, { recursive: true })
      await syncFolder(path.dirname(target))
    }),
    move: (from, to) => guarded(to, async () => {
      await mkdir(path.dirname(to), { recursive: true })
      await renameStubbornly(from, to)
      await syncFolder(path.dirname(to))
      if (path.dirname(from) !== path.dirname(to)) await syncFolder(path.dirname(from))
    }),
    remove: (target) => guarded(target, () => rm(target, { recursive: true, force: true })),
    shred: (target) => guarded(target, () => shred(target)),
    writeStream: (target, chunks) => guarded(target, () => replaceWith(target, async (handle) => {
      const hash = createHash('sha256')
      let size = 0
      for await (const chunk of chunks) {
        hash.update(chunk)
        size += chunk.length
        await writeAll(handle, chunk)
      }
      return { size, sha256: hash.digest('hex') }
    })),
    readStream: (target) => streamOf(target),
  }
}

async function* streamOf(target: string): AsyncIterable<Uint8Array> {
  try {
    for await (const chunk of createReadStream(target, { highWaterMark: 1 << 18 })) yield chunk as Uint8Array
  } catch (thrown) {
    throw fileError(thrown, target)
  }
}
