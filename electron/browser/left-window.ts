import { execFile } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'

/**
 * The voting window of a program that died goes on by itself: nobody's child, on a screen in the room. So its number is written beside its profile, and the next
 * start ends it. A number is given out again by the system: whatever runs under it is touched only when it was started on this very profile.
 */
const markerOf = (profile: string): string => `${profile}.pid`

export function noteWindow(profile: string, pid: number): void {
  writeFileSync(markerOf(profile), `${pid}\n`, { mode: 0o600 })
}

export function forgetWindow(profile: string): void {
  rmSync(markerOf(profile), { force: true })
}

export type Processes = {
  /** How it was started, as one line; empty where nothing runs under that number. */
  readonly commandOf: (pid: number) => Promise<string>
  readonly end: (pid: number) => void
}

/** Ends what an earlier program left on this profile. True when there was something. */
export async function endLeftWindow(profile: string, { commandOf, end }: Processes = systemProcesses): Promise<boolean> {
  const pid = Number((await readFile(markerOf(profile), 'utf8').catch(() => '')).trim())
  if (!Number.isSafeInteger(pid) || pid <= 1) return false
  const ours = async (): Promise<boolean> => isOn(profile, await commandOf(pid))
  const found = await ours()
  if (found) {
    end(pid)
    for (let tries = 0; tries < 100 && (await ours()); tries += 1) await new Promise((resolve) => setTimeout(resolve, 50))
  }
  forgetWindow(profile)
  return found
}

/** The argument whole: another folder whose name begins alike is another profile. Quoted where a path holds spaces. */
function isOn(profile: string, command: string): boolean {
  const wanted = `--user-data-dir=${profile}`
  const at = command.indexOf(wanted)
  return at >= 0 && /^(?:["\0\s]|$)/u.test(command.slice(at + wanted.length))
}

export const systemProcesses: Processes = {
  commandOf: async (pid) => {
    if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    const [program, args] = process.platform === 'win32'
      ? ['powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', `(Get-CimInstance Win32_Process -Filter 'ProcessId=${pid}').CommandLine`]] as const
      : ['ps', ['-ww', '-o', 'command=', '-p', String(pid)]] as const
    return new Promise((resolve) => {
      execFile(program, args, { windowsHide: true, timeout: 15_000 }, (_, out) => resolve(out))
    })
  },
  end: endTree,
}

/** At once and with everything it started: there is nothing it should still write down. */
export function endTree(pid: number): void {
  if (process.platform === 'win32') {
    execFile('taskkill', ['/pid', String(pid), '/T', '/F'], { windowsHide: true }, () => undefined)
    return
  }
  // It leads a group of its own; the number alone where it does not.
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, 'SIGKILL')
      return
    } catch {
      // Gone already, or no group of that number.
    }
  }
}
