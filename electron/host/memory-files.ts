import { createHash } from 'node:crypto'
import path from 'node:path'
import { HouseError } from '#shared/errors'
import type { Files } from './ports'

/**
 * A disk in memory for tests, whose faults can be ordered: it keeps the promises of `Files`, and the same conformance test runs on it.
 */
export type MemoryFiles = Files & {
  readonly faults: {
    /** The nth writing call from now (1: the next) and every later one until `heal` fails with this. */
    readonly fail: (nth: number, code: 'diskFull' | 'noAccess') => void
    /** The next append or overwriting writes only `kept` bytes and then the power goes: it throws and nothing is cut back. */
    readonly tear: (kept: number) => void
    readonly heal: () => void
  }
  readonly paths: () => readonly string[]
  /** Changes bytes behind everyone's back. */
  readonly damage: (target: string, change: (bytes: Uint8Array) => Uint8Array) => void
}

/** Never `slice`: on a Buffer that is a window, and a test would change the disk by what it was given. */
const copy = (bytes: Uint8Array) => new Uint8Array(bytes)
const copyOrNull = (bytes: Uint8Array | undefined) => (bytes === undefined ? null : copy(bytes))

export function memoryFiles(): MemoryFiles {
  const stored = new Map<string, Uint8Array>()
  const folders = new Set<string>()
  let failure: { after: number; code: 'diskFull' | 'noAccess' } | null = null
  let torn: number | null = null

  const clean = (target: string) => path.normalize(target).replace(/[\\/]+$/, '')
  const under = (folder: string, target: string) => target.startsWith(folder + path.sep)
  function makeFolder(target: string): void {
    for (let at = clean(target); at !== '' && at !== path.dirname(at); at = path.dirname(at)) folders.add(at)
  }
  function write(target: string): void {
    if (failure !== null) {
      failure = { ...failure, after: failure.after - 1 }
      if (failure.after <= 0) throw failure.code === 'diskFull' ? new HouseError('diskFull', {}, 'ENOSPC (memory)') : new HouseError('noAccess', { path: target }, 'EACCES (memory)')
    }
    makeFolder(path.dirname(clean(target)))
  }
  function existing(target: string): Uint8Array {
    const bytes = stored.get(clean(target))
    if (bytes === undefined) throw Object.assign(new Error(`ENOENT: ${target}`), { code: 'ENOENT' })
    return bytes
  }

  return {
    faults: {
      fail: (nth, code) => { failure = { after: nth, code } },
      tear: (kept) => { torn = kept },
      heal: () => { failure = null; torn = null },
    },
    paths: () => [...stored.keys()].sort(),
    damage: (target, change) => { stored.set(clean(target), change(copy(existing(target)))) },

    read: async (target) => copyOrNull(stored.get(clean(target))),
    readRange: async (target, start, length) => copy(existing(target).subarray(start, start + length)),
    replace: async (target, bytes) => {
      write(target)
      stored.set(clean(target), copy(bytes))
    },
    append: async (target, bytes) => {
      const before = stored.get(clean(target)) ?? new Uint8Array()
      if (torn !== null) {
        const kept = bytes.subarray(0, torn)
        torn = null
        makeFolder(path.dirname(clean(target)))
        stored.set(clean(target), Buffer.concat([before, kept]))
        throw new Error('power cut (memory)')
      }
      write(target)
      stored.set(clean(target), Buffer.concat([before, bytes]))
    },
    overwrite: async (target, start, bytes) => {
      const before = existing(target)
      if (start < 0 || start + bytes.length > before.length) throw new RangeError(`${start}+${bytes.length} lies outside ${before.length}`)
      const put = (part: Uint8Array) => {
        const after = copy(before)
        after.set(part, start)
        stored.set(clean(target), after)
      }
      if (torn !== null) {
        const kept = torn
        torn = null
        put(bytes.subarray(0, kept))
        throw new Error('power cut (memory)')
      }
      write(target)
      put(bytes)
    },
    truncate: async (target, length) => {
      const before = existing(target)
      write(target)
      stored.set(clean(target), copy(before.subarray(0, length)))
    },
    size: async (target) => stored.get(clean(target))?.length ?? null,
    list: async (target) => {
      const root = clean(target)
      const names = new Map<string, { name: string; folder: boolean; size: number }>()
      for (const folder of folders) if (path.dirname(folder) === root) names.set(path.basename(folder), { name: path.basename(folder), folder: true, size: 0 })
      for (const [file, bytes] of stored) if (path.dirname(file) === root) names.set(path.basename(file), { name: path.basename(file), folder: false, size: bytes.length })
      return [...names.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
    },
    makeFolder: async (target) => {
      write(path.join(target, 'x'))
    },
    move: async (from, to) => {
      const [source, goal] = [clean(from), clean(to)]
      const inside = [...stored.keys()].filter((file) => file === source || under(source, file))
      if (inside.length === 0 && !folders.has(source)) existing(from)
      write(to)
      for (const file of inside) {
        stored.set(goal + file.slice(source.length), existing(file))
        stored.delete(file)
      }
      for (const folder of [...folders]) {
        if (folder !== source && !under(source, folder)) continue
        folders.delete(folder)
        folders.add(goal + folder.slice(source.length))
      }
    },
    remove: async (target) => {
      const root = clean(target)
      for (const file of [...stored.keys()]) if (file === root || under(root, file)) stored.delete(file)
      for (const folder of [...folders]) if (folder === root || under(root, folder)) folders.delete(folder)
    },
    shred: async (target) => {
      stored.delete(clean(target))
    },
    writeStream: async (target, chunks) => {
      const parts: Uint8Array[] = []
      for await (const chunk of chunks) parts.push(copy(chunk))
      write(target)
      const bytes = Buffer.concat(parts)
      stored.set(clean(target), bytes)
      return { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
    },
    readStream: (target) => (async function* () {
      const bytes = existing(target)
      for (let at = 0; at < bytes.length; at += 65_536) yield copy(bytes.subarray(at, at + 65_536))
    })(),
  }
}
