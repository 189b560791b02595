import { spawn, type ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { HouseError } from '#shared/errors'
import type { BoothPort } from '#host/ports'
import { dumpsWithin } from './chromium'
import { endLeftWindow, endTree, forgetWindow, noteWindow } from './left-window'
import { appArguments } from './window'

export type BoothParts = {
  /** null: only the person's default browser is at hand, whose profile would keep traces. */
  readonly program: string | null
  readonly profile: string
  readonly address: string
  /** Of tests: how to drive the window. */
  readonly more?: readonly string[]
  /** Windows lets go of a dead program's files a moment later. */
  readonly remove?: (folder: string) => Promise<void>
}

/**
 * The voting window. Its profile exists only while it is open, and within it nothing is kept either: incognito, no cache on the disk. What a cut left
 * behind of an earlier one, window and profile, goes at the next start.
 */
export function boothArguments(address: string, profile: string, uid: number | undefined): readonly string[] {
  return [...appArguments(address, profile, uid), '--incognito', '--disk-cache-size=1', '--disable-gpu-shader-disk-cache', '--disable-spell-checking', '--start-maximized']
}

const removeFolder = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })

export function makeBooth({ program, profile, address, more = [], remove = removeFolder }: BoothParts): BoothPort {
  let window: { readonly child: ChildProcess; readonly gone: Promise<void> } | null = null
  // Beside the start, not before it. What stays in the way is said when a window is to be opened.
  const swept = endLeftWindow(profile).then(() => remove(profile)).catch(() => undefined)
  process.once('exit', () => {
    if (window !== null) end(window.child)
    try {
      rmSync(profile, { recursive: true, force: true, maxRetries: 3 })
      forgetWindow(profile)
    } catch {
      // The next start goes on with it.
    }
  })

  async function close(): Promise<void> {
    await swept
    const open = window
    window = null
    if (open !== null) {
      end(open.child)
      await open.gone
    }
    await remove(profile).catch((thrown: unknown) => {
      throw new HouseError('boxState', { why: '旧的投票窗口还开着', next: '关掉它，再打开投票窗口。' }, String(thrown))
    })
    forgetWindow(profile)
  }

  return {
    missing: () => (program === null ? '只有默认浏览器，它会留下痕迹；装上 Chrome 或 Edge 才行' : ''),
    open: async () => {
      if (program === null) return
      // Closed by hand or asked for again: always a fresh one.
      await close()
      await mkdir(profile, { recursive: true })
      const child = spawn(program, [...boothArguments(address, profile, process.getuid?.()), ...more], { detached: process.platform !== 'win32', stdio: 'ignore', windowsHide: false, env: dumpsWithin(profile) })
      const gone = new Promise<void>((resolve) => {
        child.once('exit', () => resolve())
        child.once('error', () => resolve())
      })
      window = { child, gone }
      if (child.pid !== undefined) noteWindow(profile, child.pid)
      await new Promise<void>((resolve, reject) => {
        child.once('spawn', resolve)
        child.once('error', reject)
      })
      child.unref()
    },
    close,
  }
}

function end(child: ChildProcess): void {
  if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) endTree(child.pid)
}
