import path from 'node:path'
import type { Head } from '#shared/commit/commit'
import { HouseError } from '#shared/errors'
import type { VaultInfo } from '#shared/host'
import { maxPathChars, safeFileName } from '#shared/text/safe-file-name'
import { spareBytes } from './blobs'
import type { Journal } from './journal/journal'
import { mutex } from './mutex'
import { openVault, type OpenVault } from './open-vault'
import { booksFolder, type Places } from './places'
import type { Ports } from './ports'
import { openRegistry, type VaultRow } from './registry'
import { freeName } from './stamp'
import { countCommits, readPassport, vaultFormat, writePassport } from './vault-folder'

export type { OpenVault } from './open-vault'

/** How the page's store stands to the journal. */
export type Relation = 'new' | 'same' | 'behind' | 'storeEmpty' | 'forked'

export type Vaults = {
  readonly list: () => Promise<{ readonly vaults: readonly VaultInfo[]; readonly missing: readonly { readonly id: string; readonly name: string; readonly path: string }[] }>
  readonly create: (wish: { readonly name: string; readonly sample: boolean; readonly place: string | null }) => Promise<VaultInfo>
  readonly remove: (id: string, name: string) => Promise<{ readonly keptAt: string }>
  /** Throws `lowSpace` before anything of the vault is touched. */
  readonly guardSpace: (id: string) => Promise<{ readonly vault: number; readonly profile: number }>
  readonly get: (id: string) => Promise<OpenVault>
  /** As `get`, but looks again: a vault that was pulled out is missing, one that could only be read is tried anew. */
  readonly fresh: (id: string) => Promise<OpenVault>
  /** The page is there: vaults held against other hosts say so again. */
  readonly beat: () => Promise<void>
  readonly noteOpened: (id: string) => Promise<void>
  /** Puts a folder that already is a vault (a restored one) on the list. */
  readonly adopt: (folder: string) => Promise<VaultInfo>
  readonly noteBackup: (id: string, at: string) => Promise<void>
  readonly noteRehearsal: (id: string, at: string) => Promise<void>
  readonly proposedPlace: () => Promise<string>
  /** Throws `unknownToken`. */
  readonly placePath: (token: string) => string
  readonly tokenFor: (folder: string) => string
  readonly close: () => Promise<void>
}

export function relationOf(journal: Pick<Journal, 'head' | 'hashAt'>, store: Head | null): Relation {
  const head = journal.head()
  if (store === null || store.seq === 0) return head.seq === 0 ? 'new' : 'storeEmpty'
  if (store.seq > head.seq || journal.hashAt(store.seq) !== store.hash) return 'forked'
  return store.seq === head.seq ? 'same' : 'behind'
}

const mb = (bytes: number) => Math.floor(bytes / 1024 ** 2)

export async function createVaults(ports: Ports, places: Places): Promise<Vaults> {
  const { files, clock } = ports
  const registry = await openRegistry({ files, stateRoot: ports.stateRoot, clock })
  const open = new Map<string, Promise<OpenVault>>()
  const alone = mutex()

  function infoOf(row: VaultRow, commits: number): VaultInfo {
    return { id: row.id, name: row.name, sample: row.sample, path: row.path, createdAt: row.createdAt, lastOpenedAt: row.lastOpenedAt, commits, lastBackupAt: row.lastBackupAt, lastRehearsalAt: row.lastRehearsalAt }
  }
  function rowOf(id: string): VaultRow {
    const row = registry.row(id)
    if (row === null) throw new HouseError('vaultMissing', { path: '' }, `no vault ${id} on the list`)
    return row
  }
  /** Is this still the vault the list means? A vault of a newer format is there, though not to be opened. */
  async function present(row: VaultRow): Promise<boolean> {
    try {
      return (await readPassport(files, row.path))?.id === row.id
    } catch (thrown) {
      return thrown instanceof HouseError && thrown.code === 'vaultNewer'
    }
  }

  async function load(id: string): Promise<OpenVault> {
    const row = rowOf(id)
    const passport = await readPassport(files, row.path)
    if (passport === null || passport.id !== id) throw new HouseError('vaultMissing', { path: row.path })
    return openVault(ports, id, row.path, (commits) => infoOf(rowOf(id), commits))
  }
  function get(id: string): Promise<OpenVault> {
    const known = open.get(id)
    if (known !== undefined) return known
    const opening = load(id)
    open.set(id, opening)
    opening.catch(() => open.delete(id))
    return opening
  }

  async function adopt(folder: string): Promise<VaultInfo> {
    const passport = await readPassport(files, folder)
    if (passport === null) throw new HouseError('vaultMissing', { path: folder }, 'no vault.json')
    const known = registry.row(passport.id)
    if (known !== null && path.normalize(known.path) !== path.normalize(folder) && (await present(known))) {
      throw new HouseError('conflict', { what: `“${known.name}”的位置，它已经在列表里` }, `${passport.id} is also at ${known.path}`)
    }
    const row: VaultRow = {
      id: passport.id, path: folder, name: passport.name, sample: passport.sample, createdAt: passport.createdAt,
      lastOpenedAt: known?.lastOpenedAt ?? null, lastBackupAt: known?.lastBackupAt ?? null, lastRehearsalAt: known?.lastRehearsalAt ?? null,
    }
    await registry.put(row)
    return infoOf(row, await countCommits(files, folder))
  }

  async function create(wish: { readonly name: string; readonly sample: boolean; readonly place: string | null }): Promise<VaultInfo> {
    const name = wish.name.trim()
    if (name === '') throw new HouseError('badInput', { field: 'name' })
    const place = wish.place === null ? await places.proposed() : await places.booksAt(places.pathOf(wish.place))
    await need(place)
    const taken = new Set((await files.list(place)).map((entry) => entry.name))
    const root = path.join(place, safeFileName(name, taken, { maxChars: Math.max(8, Math.min(40, maxPathChars - place.length - 120)) }))
    for (const folder of ['journal', 'snapshots', 'blobs', '导出', '备份', 'damaged']) await files.makeFolder(path.join(root, folder))
    await writePassport(files, root, { format: vaultFormat, id: uuid(ports.random(16)), name, sample: wish.sample, createdAt: clock().toISOString() })
    return adopt(root)
  }

  async function need(folder: string): Promise<number> {
    const free = await ports.freeBytes(folder)
    if (free < spareBytes) throw new HouseError('lowSpace', { drive: await places.driveName(folder), freeMb: mb(free), needMb: mb(spareBytes) })
    return free
  }

  async function remove(id: string, name: string): Promise<{ readonly keptAt: string }> {
    const row = rowOf(id)
    if (name !== row.name) throw new HouseError('nameMismatch')
    if (!(await present(row))) {
      await registry.drop(id)
      return { keptAt: row.path }
    }
    // Not from under another host that is writing there; broken books may go.
    const busy = (await get(id).catch(() => null))?.lock.busy() ?? null
    if (busy !== null) throw busy
    await closeOne(id)
    const day = clock().toISOString().slice(0, 10)
    const keptAt = await freeName(files, path.join(path.dirname(row.path), '已移走'), `${path.basename(row.path)} ${day}`)
    await files.move(row.path, keptAt)
    await registry.drop(id)
    return { keptAt }
  }

  async function closeOne(id: string): Promise<void> {
    const vault = await open.get(id)?.catch(() => null)
    open.delete(id)
    await vault?.close()
  }

  // A lost list is made again from where books are usually kept: nobody should think theirs were gone.
  if (registry.lost) {
    for (const drive of await ports.drives().catch(() => [])) {
      const folder = path.join(drive.path, booksFolder)
      for (const entry of await files.list(folder).catch(() => [])) if (entry.folder) await adopt(path.join(folder, entry.name)).catch(() => undefined)
    }
  }

  return {
    list: async () => {
      const vaults: VaultInfo[] = []
      const missing: { id: string; name: string; path: string }[] = []
      for (const row of registry.rows()) {
        if (!(await present(row))) missing.push({ id: row.id, name: row.name, path: row.path })
        else vaults.push(infoOf(row, (await open.get(row.id)?.catch(() => null))?.head().seq ?? (await countCommits(files, row.path).catch(() => 0))))
      }
      return { vaults, missing }
    },
    create: (wish) => alone(() => create(wish)),
    remove: (id, name) => alone(() => remove(id, name)),
    guardSpace: async (id) => {
      const row = rowOf(id)
      // A drive that cannot be asked is a drive that is not there.
      await ports.freeBytes(row.path).catch((thrown: unknown) => {
        throw new HouseError('vaultMissing', { path: row.path }, thrown instanceof Error ? thrown.message : '')
      })
      return { vault: await need(row.path), profile: await need(ports.stateRoot) }
    },
    get,
    fresh: async (id) => {
      const row = rowOf(id)
      if (open.has(id) && !(await present(row))) {
        // The stick was pulled while the vault was open; what was acknowledged is on it.
        await closeOne(id)
        throw new HouseError('vaultMissing', { path: row.path })
      }
      const vault = await get(id)
      if (vault.journal.readOnly() === null) await vault.lock.check().catch(() => undefined)
      if (vault.journal.readOnly() === null) return vault
      await closeOne(id)
      return get(id)
    },
    beat: async () => {
      for (const opening of open.values()) await opening.then((vault) => vault.lock.beat()).catch(() => undefined)
    },
    noteOpened: (id) => registry.note(id, { lastOpenedAt: clock().toISOString() }),
    adopt: (folder) => alone(() => adopt(folder)),
    noteBackup: (id, at) => registry.note(id, { lastBackupAt: at }),
    noteRehearsal: (id, at) => registry.note(id, { lastRehearsalAt: at }),
    proposedPlace: places.proposed,
    placePath: places.pathOf,
    tokenFor: places.tokenFor,
    close: async () => {
      for (const id of [...open.keys()]) await closeOne(id)
    },
  }
}

/** Version 4, from the port's random bytes. */
export function uuid(random: Uint8Array): string {
  const hex = Buffer.from(random.map((byte, at) => (at === 6 ? (byte & 0x0f) | 0x40 : at === 8 ? (byte & 0x3f) | 0x80 : byte))).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}
