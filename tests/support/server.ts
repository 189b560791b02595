import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'

/** The built app as it is started from outside, in a home of its own. `VANGUARD_DIST` names another build than the project's. */
export const project = path.resolve(import.meta.dirname, '../..')
export const dist = process.env['VANGUARD_DIST'] ?? path.join(project, 'dist')

/** Suites run side by side, each worker on ports of its own. */
function firstPort(): string {
  const [browser, plain] = [process.env['TEST_PARALLEL_INDEX'], process.env['VITEST_POOL_ID']]
  return String(47_815 + 10 * (browser !== undefined ? Number(browser) : 5 + Number(plain ?? '0')))
}

export function homeEnv(home: string, more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  return { ...process.env, HOME: home, USERPROFILE: home, XDG_DATA_HOME: path.join(home, 'data'), VANGUARD_HOME: path.join(home, 'state'), VANGUARD_NO_WINDOW: '1', VANGUARD_PORT: firstPort(), ...more }
}

export type Address = { readonly address: string; readonly token: string }
export type Server = Address & {
  readonly process: ChildProcess
  /** Everything it printed so far. */
  readonly said: () => string
}

/** One run of the browser shell to its end, or to its first line of JSON. */
function run(env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, [path.join(dist, 'host/browser.js')], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let [out, errors] = ['', '']
  const seen = new Set<() => void>()
  child.stdout.on('data', (data: Buffer) => {
    out += data.toString()
    for (const look of [...seen]) look()
  })
  child.stderr.on('data', (data: Buffer) => { errors += data.toString() })
  const lines = () => out.split('\n').slice(0, -1).filter((line) => line.startsWith('{'))
  return { child, said: () => out, errors: () => errors, lines, seen }
}

/** Starts the browser shell's server alone and reads the one line it prints. */
export async function startServer(home: string, more: Readonly<Record<string, string>> = {}): Promise<Server> {
  const { child, said, errors, lines, seen } = run(homeEnv(home, more))
  return new Promise((resolve, reject) => {
    const look = () => {
      const [line] = lines()
      if (line === undefined) return
      seen.delete(look)
      const { address, token } = JSON.parse(line) as Address
      resolve({ address, token, process: child, said })
    }
    seen.add(look)
    child.on('exit', (code) => reject(new Error(`the shell ended with ${code}: ${errors()}`)))
  })
}

/** Starts it and waits for its end: what a second start does. */
export function startToEnd(home: string): Promise<{ readonly code: number | null; readonly errors: string }> {
  const { child, errors } = run(homeEnv(home))
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, errors: errors() })))
}

export async function stopServer(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill(signal)
  await gone
}
