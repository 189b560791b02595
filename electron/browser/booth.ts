import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { HouseError } from '#shared/errors'
import type { BoothPort } from '#host/ports'
import { appArguments } from './window'

export type BoothParts = {
  /** null: only the person's default browser is at hand, whose profile would keep traces. */
  readonly program: string | null
  readonly profile: string
  readonly address: string
  /** Of tests: how to drive the window. */
  readonly more?: readonly string[]
}

/**
 * The voting window. Its profile exists only while it is open, and within it nothing is kept either: incognito, no cache on the disk, no crash
 * reports. What a cut left behind of an earlier one goes at the next start.
 */
export function boothArguments(address: string, profile: string, uid: number | undefined): readonly string[] {
  return [...appArguments(address, profile, uid), '--incognito', '--disk-cache-size=1', '--disable-gpu-shader-disk-cache', '--disable-crash-reporter', '--disable-spell-checking', '--start-maximized']
}

export function makeBooth({ program, profile, address, more = [] }: BoothParts): BoothPort {
  let window: { readonly child: ChildProcess; readonly gone: Promise<void> } | null = null
  sweep()
  process.once('exit', () => {
    if (window !== null) end(window.child)
    sweep()
  })

  /** A window of a program that died stays until a person closes it, and may hold its files: then they go at the next opening. */
  function sweep(): void {
    try {
      rmSync(profile, { recursive: true, force: true, maxRetries: 3 })
    } catch {
      // Opening a window sweeps again, and says what is in the way.
    }
  }

  async function close(): Promise<void> {
    const open = window
    window = null
    if (open !== null) {
      end(open.child)
      await open.gone
    }
    // Windows lets go of a dead program's files a moment later.
    await rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }).catch((thrown: unknown) => {
      throw new HouseError('boxState', { why: '旧的投票窗口还开着', next: '关掉它，再打开投票窗口。' }, String(thrown))
    })
  }

  return {
    missing: () => (program === null ? '只有默认浏览器，它会留下痕迹；装上 Chrome 或 Edge 才行' : ''),
    open: async () => {
      if (program === null) return
      // Closed by hand or asked for again: always a fresh one.
      await close()
      await mkdir(profile, { recursive: true })
      const child = spawn(program, [...boothArguments(address, profile, process.getuid?.()), ...more], { detached: process.platform !== 'win32', stdio: 'ignore', windowsHide: false })
      const gone = new Promise<void>((resolve) => {
        child.once('exit', () => resolve())
        child.once('error', () => resolve())
      })
      window = { child, gone }
      await new Promise<void>((resolve, reject) => {
        child.once('spawn', resolve)
        child.once('error', reject)
      })
      child.unref()
    },
    close,
  }
}

/** At once and with everything it started: there is nothing it should still write down. */
function end(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  if (process.platform === 'win32') {
    execFile('taskkill', ['/pid', String(child.pid), '/T', '/F'], { windowsHide: true }, () => undefined)
    return
  }
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    child.kill('SIGKILL')
  }
}
