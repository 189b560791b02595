import path from 'node:path'
import { z } from 'zod'
import type { Drive } from '#host/ports'
import type { Environment } from './state-root'

/** What finding the drives needs of the machine. */
export type DriveSight = {
  readonly platform: NodeJS.Platform
  readonly env: Environment
  readonly home: string
  /** null when it cannot be read. */
  readonly readText: (path: string) => Promise<string | null>
  readonly listFolders: (path: string) => Promise<readonly string[]>
  readonly isFolder: (path: string) => Promise<boolean>
  /** Number of the device that holds a path; null when it is not known. */
  readonly device: (path: string) => Promise<number | null>
  /** Standard output of a program, null when it failed. */
  readonly run: (program: string, args: readonly string[]) => Promise<string | null>
}

/** The home folder and every drive a vault, a backup or an export may go to. */
export async function findDrives(sight: DriveSight): Promise<readonly Drive[]> {
  if (sight.platform === 'win32') return windowsDrives(sight)
  if (sight.platform === 'darwin') return macDrives(sight)
  return linuxDrives(sight)
}

const diskSchema = z.object({ DeviceID: z.string(), DriveType: z.number(), VolumeName: z.string().nullish() })
const listing = 'Get-CimInstance Win32_LogicalDisk | Select-Object DeviceID,DriveType,VolumeName | ConvertTo-Json -Compress'

/** Win32_LogicalDisk.DriveType: 2 removable, 3 fixed, 4 network, 5 optical, 6 RAM. */
async function windowsDrives(sight: DriveSight): Promise<readonly Drive[]> {
  const systemLetter = (sight.env['SystemDrive'] ?? 'C:').toUpperCase()
  const home: Drive = { path: sight.home, label: '我的文件夹', kind: 'home', system: path.win32.parse(sight.home).root.slice(0, 2).toUpperCase() === systemLetter }
  const output = await sight.run('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', `[Console]::OutputEncoding = [Text.Encoding]::UTF8; ${listing}`])
  const disks = readDisks(output)
  const letters = Array.from({ length: 24 }, (_, at) => `${String.fromCharCode(67 + at)}:`)
  const known = disks ?? (await lettersThere(sight, letters)).map((letter) => ({ DeviceID: letter, DriveType: 2, VolumeName: null }))
  const drives = known
    .filter((disk) => [2, 3, 4].includes(disk.DriveType) && letters.includes(disk.DeviceID.toUpperCase()))
    .map((disk): Drive => {
      const letter = disk.DeviceID.toUpperCase()
      const system = letter === systemLetter
      const name = disk.VolumeName ?? ''
      // Unless Windows itself says that a disk is fixed, it is taken for a stick: books are never proposed to be kept on one.
      return { path: `${letter}\\`, label: name === '' ? `${letter} 盘` : `${name}（${letter}）`, kind: disk.DriveType === 3 || system ? 'drive' : 'removable', system }
    })
  return [home, ...drives]
}

function readDisks(output: string | null): readonly z.infer<typeof diskSchema>[] | null {
  if (output === null) return null
  try {
    const parsed: unknown = JSON.parse(output)
    const result = z.array(diskSchema).safeParse(Array.isArray(parsed) ? parsed : [parsed])
    return result.success ? result.data : null
  } catch {
    return null
  }
}

async function lettersThere(sight: DriveSight, letters: readonly string[]): Promise<readonly string[]> {
  const there = await Promise.all(letters.map((letter) => sight.isFolder(`${letter}\\`)))
  return letters.filter((_, at) => there[at] === true)
}

const notDisks = new Set(['proc', 'sysfs', 'tmpfs', 'devtmpfs', 'devpts', 'cgroup', 'cgroup2', 'overlay', 'squashfs', 'autofs', 'fuse.portal', 'fuse.gvfsd-fuse', 'ramfs'])

/** Sticks come up under /media or /run/media, what an administrator mounted by hand under /mnt. */
async function linuxDrives(sight: DriveSight): Promise<readonly Drive[]> {
  const mounts = parseMounts((await sight.readText('/proc/mounts')) ?? '')
  const root = await sight.device('/')
  const homeDevice = await sight.device(sight.home)
  const home: Drive = { path: sight.home, label: '主文件夹', kind: 'home', system: homeDevice === null || homeDevice === root }
  const shown = mounts.filter((mount) => !notDisks.has(mount.type) && /^\/(media|run\/media|mnt)(\/|$)/.test(mount.path))
  const drives = await Promise.all(
    shown.map(async (mount): Promise<Drive> => {
      const device = await sight.device(mount.path)
      return { path: mount.path, label: path.posix.basename(mount.path), kind: mount.path.startsWith('/mnt') ? 'drive' : 'removable', system: device !== null && device === root }
    }),
  )
  return [home, ...drives]
}

/** /proc/mounts writes space, tab, newline and backslash as three octal digits of their bytes. */
export function parseMounts(text: string): readonly { readonly path: string; readonly type: string }[] {
  return text.split('\n').flatMap((line) => {
    const [, mountPoint, type] = line.split(' ')
    if (mountPoint === undefined || type === undefined) return []
    return [{ path: mountPoint.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8))), type }]
  })
}

async function macDrives(sight: DriveSight): Promise<readonly Drive[]> {
  const root = await sight.device('/')
  const home: Drive = { path: sight.home, label: '个人文件夹', kind: 'home', system: (await sight.device(sight.home)) === root }
  const names = await sight.listFolders('/Volumes')
  const drives = await Promise.all(
    names.map(async (name): Promise<Drive> => {
      const volume = `/Volumes/${name}`
      return { path: volume, label: name, kind: 'removable', system: (await sight.device(volume)) === root }
    }),
  )
  // The system volume stands there too, as a link to the root.
  return [home, ...drives.filter((drive) => !drive.system)]
}
