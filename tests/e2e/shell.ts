import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test as base, _electron, chromium, expect, type BrowserContext, type Page } from '@playwright/test'
import { chromiumArgs, chromiumPath } from '../support/chromium'

/**
 * The end-to-end suite is written once, against a `shell`: the app as a person has it, in an empty home of its own.
 * The browser shell runs always; Electron where its runtime is installed, else it is reported as skipped.
 */
export type ShellKind = 'browser' | 'electron'
export type Shell = {
  readonly kind: ShellKind
  readonly page: Page
  readonly context: BrowserContext
  /** The machine-local folder and the home of this run: everything the app wrote is below it. */
  readonly home: string
  /** Stops the app as a power cut would (the process is killed) and starts it again on the same home. */
  readonly restart: () => Promise<Page>
  /** Every request that left 127.0.0.1; must stay empty. */
  readonly strayRequests: readonly string[]
}

const project = path.resolve(import.meta.dirname, '../..')
const electronBinary = [`${project}/node_modules/electron/dist/electron`, `${project}/node_modules/electron/dist/electron.exe`].find(existsSync)
export const electronMissing = electronBinary === undefined

type Running = { readonly page: Page; readonly context: BrowserContext; readonly kill: () => Promise<void> }

export function homeEnv(home: string): NodeJS.ProcessEnv {
  return { ...process.env, HOME: home, USERPROFILE: home, XDG_DATA_HOME: path.join(home, 'data'), VANGUARD_HOME: path.join(home, 'state'), VANGUARD_NO_WINDOW: '1' }
}

/** Starts the browser shell's server alone and reads the one line it prints. */
export async function startServer(home: string): Promise<{ readonly address: string; readonly token: string; readonly process: ChildProcess }> {
  const child = spawn(process.execPath, [`${project}/dist/host/browser.js`], { env: homeEnv(home), stdio: ['ignore', 'pipe', 'pipe'] })
  let errors = ''
  child.stderr.on('data', (data: Buffer) => { errors += data.toString() })
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout.on('data', (data: Buffer) => {
      text += data.toString()
      const line = text.split('\n').find((part) => part.startsWith('{'))
      if (line === undefined || !text.includes('\n')) return
      const { address, token } = JSON.parse(line) as { address: string; token: string }
      resolve({ address, token, process: child })
    })
    child.on('exit', (code) => reject(new Error(`the shell ended with ${code}: ${errors}`)))
  })
}

export async function stopServer(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill(signal)
  await gone
}

function watch(context: BrowserContext, stray: string[]): void {
  context.on('request', (request) => {
    const url = new URL(request.url())
    const local = url.hostname === '127.0.0.1' || ['app:', 'data:', 'blob:', 'about:', 'devtools:'].includes(url.protocol)
    if (!local) stray.push(request.url())
  })
}

async function startBrowser(home: string, stray: string[]): Promise<Running> {
  const server = await startServer(home)
  const context = await chromium.launchPersistentContext(path.join(home, 'profile'), {
    executablePath: chromiumPath(), args: [...chromiumArgs], headless: true, locale: 'zh-CN', viewport: { width: 1366, height: 768 },
  })
  watch(context, stray)
  const page = context.pages()[0] ?? (await context.newPage())
  await page.goto(`${server.address}#token=${server.token}`)
  return { page, context, kill: async () => { await stopServer(server.process); await context.close() } }
}

async function startElectron(home: string, stray: string[]): Promise<Running> {
  if (electronBinary === undefined) throw new Error('no Electron runtime')
  const app = await _electron.launch({ executablePath: electronBinary, args: [project], env: homeEnv(home) as Record<string, string> })
  watch(app.context(), stray)
  return { page: await app.firstWindow(), context: app.context(), kill: async () => { app.process().kill('SIGKILL'); await app.close().catch(() => undefined) } }
}

export const test = base.extend<{ readonly shell: Shell }, { readonly shellKind: ShellKind }>({
  shellKind: ['browser', { option: true, scope: 'worker' }],
  shell: async ({ shellKind }, use) => {
    const home = await mkdtemp(path.join(tmpdir(), 'vanguard-e2e-'))
    const stray: string[] = []
    const start = shellKind === 'browser' ? startBrowser : startElectron
    let running = await start(home, stray)
    const errors: string[] = []
    running.page.on('pageerror', (error) => errors.push(String(error)))
    await use({
      kind: shellKind,
      get page() { return running.page },
      get context() { return running.context },
      home,
      restart: async () => {
        await running.kill()
        running = await start(home, stray)
        running.page.on('pageerror', (error) => errors.push(String(error)))
        return running.page
      },
      strayRequests: stray,
    })
    await running.kill()
    await rm(home, { recursive: true, force: true, maxRetries: 3 })
    expect(stray, 'no request may leave 127.0.0.1').toEqual([])
    expect(errors, 'no uncaught error in the page').toEqual([])
  },
})
export { expect }
