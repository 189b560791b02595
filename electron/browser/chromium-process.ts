import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable, Writable } from 'node:stream'
import { dumpsWithin, quietFlags, sandboxFlags } from './chromium'
import { connectDevTools, type DevTools } from './devtools'

/** A Chromium nobody sees, with a profile of its own that goes with it. */
export type HeadlessChromium = {
  readonly devtools: DevTools
  readonly pid: number
  readonly profile: string
  /** Kept: this program goes on while it works. Let go: this program may end, and takes it along. */
  readonly hold: (held: boolean) => void
  /** Ends it and everything it started, at once, and removes the profile. */
  readonly kill: () => Promise<void>
  readonly exited: Promise<void>
}

export async function startHeadless(program: string, env: NodeJS.ProcessEnv = process.env): Promise<HeadlessChromium> {
  const profile = await mkdtemp(path.join(tmpdir(), 'vanguard-paper-'))
  const child = spawn(program, headlessArguments(profile, process.getuid?.()), {
    // Its own process group, so that the whole tree can be ended; stderr is noise about buses and GPUs.
    detached: process.platform !== 'win32',
    windowsHide: true,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    env: dumpsWithin(profile, env),
  })
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  const [write, read] = [child.stdio[3], child.stdio[4]]
  const atExit = (): void => {
    endTree(child)
    rmSync(profile, { recursive: true, force: true })
  }
  process.once('exit', atExit)
  const kill = async (): Promise<void> => {
    // An idle browser does not keep this program alive; waiting for its end must.
    child.ref()
    endTree(child)
    await exited
    process.removeListener('exit', atExit)
    // Windows lets go of a dead program's files a moment later.
    await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
  if (!(write instanceof Writable) || !(read instanceof Readable) || child.pid === undefined) {
    await kill()
    throw new Error(`${program} could not be started`)
  }
  const devtools = connectDevTools(write, read)
  const held = [child, write, read] as readonly { ref?: () => void; unref?: () => void }[]
  return {
    devtools, pid: child.pid, profile, kill, exited,
    hold: (on) => {
      for (const part of held) {
        if (on) part.ref?.()
        else part.unref?.()
      }
    },
  }
}

export function headlessArguments(profile: string, uid: number | undefined): readonly string[] {
  return [
    '--headless',
    '--remote-debugging-pipe',
    `--user-data-dir=${profile}`,
    '--disable-gpu',
    '--hide-scrollbars',
    '--mute-audio',
    '--lang=zh-CN',
    // What it prints comes through the pipe; no name leads to any host, its own included.
    '--host-resolver-rules=MAP * ~NOTFOUND',
    '--proxy-server=127.0.0.1:9',
    '--proxy-bypass-list=<-loopback>',
    // Becomes the Creator of the PDF, where a browser's description of the machine has no business.
    '--user-agent=vanguard-box',
    ...quietFlags,
    ...sandboxFlags(uid),
  ]
}

function endTree(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  if (process.platform === 'win32') {
    execFile('taskkill', ['/pid', String(child.pid), '/T', '/F'], { windowsHide: true }, () => undefined)
    child.kill('SIGKILL')
    return
  }
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    child.kill('SIGKILL')
  }
}
