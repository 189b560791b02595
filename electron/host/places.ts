import path from 'node:path'
import { HouseError } from '#shared/errors'
import type { Place } from '#shared/host'
import type { Drive, Ports } from './ports'

/** Below this much free space a drive is not proposed for keeping books. */
const roomBytes = 1024 ** 3
export const booksFolder = '先锋档案盒'
const hidden = /^(\.|\$|~)|^(System Volume Information|Recovery|lost\+found|found\.\d+)$/i

export type Places = {
  readonly list: () => Promise<readonly Place[]>
  readonly open: (token: string) => Promise<{ readonly place: Place; readonly folders: readonly Place[]; readonly parent: string | null }>
  /** A token for a folder: the page names folders by nothing else. */
  readonly tokenFor: (folder: string) => string
  /** Throws `unknownToken`. */
  readonly pathOf: (token: string) => string
  /** Where books are proposed to be kept: 先锋档案盒 on the first non-system drive with room, else in the home folder. */
  readonly proposed: () => Promise<string>
  /** Where the books of this place go: never loose in the root of a drive. */
  readonly booksAt: (folder: string) => Promise<string>
  /** The drive's name as the person knows it. */
  readonly driveName: (folder: string) => Promise<string>
}

/** The page never sends a path: it gets opaque tokens, good until the host ends. */
export function createPlaces(ports: Pick<Ports, 'drives' | 'freeBytes' | 'files' | 'random' | 'stateRoot'>): Places {
  const byToken = new Map<string, string>()
  const byPath = new Map<string, string>()

  function tokenFor(folder: string): string {
    const key = path.normalize(folder)
    const known = byPath.get(key)
    if (known !== undefined) return known
    const token = Buffer.from(ports.random(16)).toString('hex')
    byToken.set(token, key)
    byPath.set(key, token)
    return token
  }
  function pathOf(token: string): string {
    const found = byToken.get(token)
    if (found === undefined) throw new HouseError('unknownToken', {}, token.slice(0, 40))
    return found
  }
  const free = (folder: string) => ports.freeBytes(folder).catch(() => null)
  const same = (a: string, b: string) => path.normalize(a).replace(/[\\/]+$/, '') === path.normalize(b).replace(/[\\/]+$/, '')

  async function proposedDrive(): Promise<Drive | null> {
    const drives = await ports.drives()
    for (const drive of drives) if (drive.kind === 'drive' && !drive.system && ((await free(drive.path)) ?? 0) >= roomBytes) return drive
    return drives.find((drive) => drive.kind === 'home') ?? null
  }
  async function rootOf(folder: string): Promise<Drive | null> {
    const inside = (await ports.drives()).filter((drive) => same(drive.path, folder) || !path.relative(drive.path, folder).startsWith('..') && !path.isAbsolute(path.relative(drive.path, folder)))
    return inside.sort((a, b) => b.path.length - a.path.length)[0] ?? null
  }

  return {
    tokenFor,
    pathOf,
    list: async () => {
      const proposed = await proposedDrive()
      return Promise.all((await ports.drives()).map(async (drive): Promise<Place> => ({
        token: tokenFor(drive.path), label: drive.label, path: drive.path, kind: drive.kind, freeBytes: await free(drive.path), recommended: drive.path === proposed?.path,
      })))
    },
    open: async (token) => {
      const folder = pathOf(token)
      const drive = (await ports.drives()).find((candidate) => same(candidate.path, folder)) ?? null
      const freeBytes = await free(folder)
      const names = (await ports.files.list(folder)).filter((entry) => entry.folder && !hidden.test(entry.name)).map((entry) => entry.name)
      const asPlace = (at: string, label: string): Place => ({ token: tokenFor(at), label, path: at, kind: 'folder', freeBytes, recommended: false })
      return {
        place: drive === null ? asPlace(folder, path.basename(folder)) : { token, label: drive.label, path: drive.path, kind: drive.kind, freeBytes, recommended: drive.path === (await proposedDrive())?.path },
        folders: names.map((name) => asPlace(path.join(folder, name), name)),
        parent: drive !== null || path.dirname(folder) === folder ? null : tokenFor(path.dirname(folder)),
      }
    },
    proposed: async () => path.join((await proposedDrive())?.path ?? ports.stateRoot, booksFolder),
    booksAt: async (folder) => ((await ports.drives()).some((drive) => same(drive.path, folder)) ? path.join(folder, booksFolder) : folder),
    driveName: async (folder) => (await rootOf(folder))?.label ?? path.parse(folder).root,
  }
}
