import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test as base, _electron, chromium, expect, type BrowserContext, type Page } from '@playwright/test'
import { endLeftWindow } from '../../electron/browser/left-window'
import { chromiumArgs, chromiumPath } from '../support/chromium'
import { homeEnv, project, startServer, stopServer } from '../support/server'

export { startServer, stopServer } from '../support/server'

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
  /** Kills the process behind the page and leaves the page standing: as when the background program ends. The browser shell alone can. */
  readonly killHost: () => Promise<void>
  /** Another tab of the same browser, at the app's address. The browser shell alone has tabs. */
  readonly openTab: () => Promise<Page>
  /** Every request that left 127.0.0.1; must stay empty. */
  readonly strayRequests: readonly string[]
}

const electronBinary = [`${project}/node_modules/electron/dist/electron`, `${project}/node_modules/electron/dist/electron.exe`].find(existsSync)
export const electronMissing = electronBinary === undefined

type Running = { readonly page: Page; readonly context: BrowserContext; readonly kill: () => Promise<void>; readonly killHost: () => Promise<void>; readonly openTab: () => Promise<Page>; readonly address: string | null }

const onlyBrowser = () => Promise.reject(new Error('only the browser shell can do this: test.skip for Electron'))

function watch(context: BrowserContext, stray: string[]): void {
  context.on('request', (request) => {
    const url = new URL(request.url())
    // `chrome:` and this extension are the browser's own PDF viewer, from the program's files.
    const local = url.hostname === '127.0.0.1' || ['app:', 'data:', 'blob:', 'about:', 'devtools:', 'chrome:'].includes(url.protocol) || request.url().startsWith('chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/')
    if (!local) stray.push(request.url())
  })
}

/** What the page throws, and what it complains of: a refused style or script stands there as an error. A host that was killed may be missed. */
function watchErrors(page: Page, errors: string[]): void {
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/net::ERR_|Failed to load resource/u.test(message.text())) errors.push(message.text())
  })
}

async function startBrowser(home: string, stray: string[], before: string | null, env: Readonly<Record<string, string>>): Promise<Running> {
  const server = await startServer(home, env)
  // The page's own store belongs to host name and port; a program that takes the port between two starts would make it another one.
  if (before !== null && before !== server.address) {
    await stopServer(server.process)
    throw new Error(`another program took the port meanwhile: ${before} became ${server.address}; run again`)
  }
  const context = await chromium.launchPersistentContext(path.join(home, 'profile'), {
    executablePath: chromiumPath(), args: [...chromiumArgs], headless: true, locale: 'zh-CN', viewport: { width: 1366, height: 768 },
  })
  watch(context, stray)
  const page = context.pages()[0] ?? (await context.newPage())
  const address = `${server.address}#token=${server.token}`
  await page.goto(address)
  return {
    page,
    context,
    kill: async () => {
      await stopServer(server.process)
      await context.close()
    },
    address: server.address,
    killHost: () => stopServer(server.process),
    openTab: async () => {
      const tab = await context.newPage()
      await tab.goto(address)
      return tab
    },
  }
}

async function startElectron(home: string, stray: string[]): Promise<Running> {
  if (electronBinary === undefined) throw new Error('no Electron runtime')
  const app = await _electron.launch({ executablePath: electronBinary, args: [project], env: homeEnv(home) as Record<string, string> })
  watch(app.context(), stray)
  return {
    page: await app.firstWindow(),
    context: app.context(),
    kill: async () => {
      app.process().kill('SIGKILL')
      await app.close().catch(() => undefined)
    },
    address: null,
    killHost: onlyBrowser,
    openTab: onlyBrowser,
  }
}

export const test = base.extend<{ readonly shell: Shell; /** What else the app finds in its environment. */ readonly appEnv: Readonly<Record<string, string>> }, { readonly shellKind: ShellKind }>({
  shellKind: ['browser', { option: true, scope: 'worker' }],
  appEnv: [{}, { option: true }],
  shell: async ({ shellKind, appEnv }, use) => {
    const home = await mkdtemp(path.join(tmpdir(), 'vanguard-e2e-'))
    const stray: string[] = []
    const start: typeof startBrowser = shellKind === 'browser' ? startBrowser : startElectron
    const errors: string[] = []
    const begin = async (before: string | null) => {
      const begun = await start(home, stray, before, appEnv)
      watchErrors(begun.page, errors)
      return begun
    }
    let running = await begin(null)
    await use({
      kind: shellKind,
      get page() { return running.page },
      get context() { return running.context },
      home,
      restart: async () => {
        await running.kill()
        running = await begin(running.address)
        return running.page
      },
      killHost: () => running.killHost(),
      openTab: async () => {
        const tab = await running.openTab()
        watchErrors(tab, errors)
        return tab
      },
      strayRequests: stray,
    })
    await running.kill()
    // A voting window outlives a program that is killed; the next start would end it, and there is none.
    await endLeftWindow(path.join(home, 'state', 'voting'))
    await rm(home, { recursive: true, force: true, maxRetries: 3 })
    expect(stray, 'no request may leave 127.0.0.1').toEqual([])
    expect(errors, 'no uncaught error in the page').toEqual([])
  },
})
export { expect }
