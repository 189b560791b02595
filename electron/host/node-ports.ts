import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { open, readdir, readFile, stat, statfs } from 'node:fs/promises'
import { homedir, hostname, uptime } from 'node:os'
import path from 'node:path'
import type { BoothPort, PdfPort, Ports } from '#host/ports'
import { findFonts } from './fonts/find-fonts'
import { findDrives } from './node-drives'
import { isAlive } from './is-alive'
import { nodeFiles } from './node-files'
import { revealCommand } from './reveal'
import { stateRootOf } from './state-root'

/** Filled in when the host is bundled; absent where sources run as they are (tests). */
declare const __VERSION__: string | undefined

export const appVersion: string = typeof __VERSION__ === 'string' ? __VERSION__ : '0.0.0-source'

export type NodePortsOptions = {
  readonly shell: Ports['shell']
  readonly stateRoot?: string
  readonly warning: string
  readonly pdf: PdfPort
  readonly booth?: BoothPort
  readonly quit: () => void
}

export function machineStateRoot(): string {
  return stateRootOf(process.platform, process.env, homedir())
}

/** Where nobody can vote by machine: the command line. */
const noBooth: BoothPort = { missing: () => '没有能用的投票窗口', open: async () => undefined, close: async () => undefined }

/** The ports as this machine has them. */
export function nodePorts(options: NodePortsOptions): Ports {
  return {
    self: { machine: hostname(), pid: process.pid, bootedAt: () => new Date(Date.now() - uptime() * 1000), isAlive },
    shell: options.shell,
    version: appVersion,
    stateRoot: options.stateRoot ?? machineStateRoot(),
    warning: options.warning,
    clock: () => new Date(),
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
    files: nodeFiles(),
    freeBytes,
    drives: () =>
      findDrives({ platform: process.platform, env: process.env, home: homedir(), readText, listFolders, isFolder, device, run }),
    pdf: options.pdf,
    booth: options.booth ?? noBooth,
    fonts: () => findFonts({ platform: process.platform, env: process.env, home: homedir(), filesUnder, readRange, run }),
    reveal: async (folder) => {
      const { program, args } = revealCommand(process.platform, folder)
      await startDetached(program, args)
    },
    quit: options.quit,
  }
}

/** Asks about the nearest folder that exists: a vault's own is not there before the vault is made. */
export async function freeBytes(place: string): Promise<number> {
  const absolute = path.resolve(place)
  try {
    const info = await statfs(absolute)
    return info.bavail * info.bsize
  } catch (error) {
    const parent = path.dirname(absolute)
    if (parent === absolute || !isMissing(error)) throw error
    return freeBytes(parent)
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}

/** Resolves once the program runs; what becomes of it is not our matter. */
export function startDetached(program: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { detached: true, stdio: 'ignore' })
    child.once('error', reject)
    child.once('spawn', () => {
      child.unref()
      resolve()
    })
  })
}

async function readText(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch(() => null)
}

async function listFolders(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isDirectory() || entry.isSymbolicLink()).map((entry) => entry.name).sort()
}

async function filesUnder(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  return names.map((name) => path.join(folder, name))
}

async function readRange(file: string, start: number, length: number): Promise<Uint8Array> {
  const handle = await open(file, 'r')
  try {
    const bytes = new Uint8Array(length)
    const { bytesRead } = await handle.read(bytes, 0, length, start)
    return bytes.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

async function isFolder(folder: string): Promise<boolean> {
  return stat(folder).then((info) => info.isDirectory(), () => false)
}

async function device(place: string): Promise<number | null> {
  return stat(place).then((info) => info.dev, () => null)
}

function run(program: string, args: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(program, args, { timeout: 5000, windowsHide: true, encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 }, (error, stdout) => resolve(error === null ? stdout : null))
  })
}
