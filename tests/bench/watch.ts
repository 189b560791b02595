import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium, expect, type Page } from '@playwright/test'
import { chromiumArgs, chromiumPath } from '../support/chromium'
import { startServer, stopServer } from '../support/server'

/** How long a key would have waited: the tasks of the page's thread while something goes on, in a browser that does nothing else. */
type Task = { readonly wall: number; readonly own: number }
export type Watch = { readonly tasks: readonly Task[]; readonly took: number }
type TraceEvent = { readonly name: string; readonly ph: string; readonly pid: number; readonly tid: number; readonly dur?: number; readonly tdur?: number; readonly args: { readonly name?: string } }

/** The longest tasks of the page's thread while `act` goes on: by the clock, and what of it was its own work (the machine has others). */
export async function watched(page: Page, act: () => Promise<unknown>): Promise<Watch> {
  const session = await page.context().newCDPSession(page)
  const events: TraceEvent[] = []
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as readonly TraceEvent[])))
  const over = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve))
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['toplevel'] } })
  const began = performance.now()
  await act()
  const took = performance.now() - began
  await session.send('Tracing.end')
  await over
  await session.detach()
  const busy = (thread: string) => tasksOf(thread).reduce((sum, { wall }) => sum + wall, 0)
  const tasksOf = (thread: string): readonly Task[] =>
    events.filter(({ name, ph, pid, tid }) => ph === 'X' && name.endsWith('RunTask') && `${pid} ${tid}` === thread).map(({ dur = 0, tdur = 0 }) => ({ wall: dur / 1000, own: tdur / 1000 }))
  const pages = events.filter(({ ph, name, args }) => ph === 'M' && name === 'thread_name' && args.name === 'CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`)
  const [own = ''] = [...new Set(pages)].sort((a, b) => busy(b) - busy(a))
  return { tasks: [...tasksOf(own)].sort((a, b) => b.own - a.own).slice(0, 8), took }
}

/** Until it is there, by next to no work in the page: a waiting locator reads the whole page aloud each time, 130 ms of it that the app never spent. */
export async function standing(page: Page, selector: string, text: string): Promise<void> {
  await page.evaluate(([where, what]) => new Promise<void>((resolve) => {
    const look = () => {
      const found = document.querySelector(where)
      if (found === null || !(found.textContent ?? '').includes(what)) return
      clearInterval(timer)
      resolve()
    }
    const timer = setInterval(look, 100)
  }), [selector, text] as const)
}

/** The bench page in a browser of its own, on an empty home; everything is taken away afterwards. */
export async function onBenchPage(work: (page: Page, home: string, at: { readonly app: string }) => Promise<void>): Promise<void> {
  const home = await mkdtemp(path.join(tmpdir(), 'vanguard-bench-'))
  const server = await startServer(home)
  const context = await chromium.launchPersistentContext(path.join(home, 'profile'), { executablePath: chromiumPath(), args: [...chromiumArgs], headless: true, locale: 'zh-CN', viewport: { width: 1366, height: 768 } })
  try {
    const page = context.pages()[0] ?? (await context.newPage())
    await page.goto(`${server.address}bench.html#token=${server.token}`)
    await expect(page).toHaveTitle('ready')
    await work(page, home, { app: server.address })
  } finally {
    await stopServer(server.process)
    await context.close()
    await rm(home, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** From the bench page into the app itself, with the books it left open. */
export async function intoApp(page: Page, app: string, books: { readonly vault: string; readonly actor: { readonly name: string; readonly post: string } }): Promise<void> {
  await page.evaluate((kept) => sessionStorage.setItem('vb-open', kept), JSON.stringify(books))
  await page.goto('about:blank')
  await page.goto(`${app}#/desk`)
  await expect(page.getByRole('navigation', { name: '去哪里' })).toBeVisible({ timeout: 60_000 })
}

export const stand = (page: Page, address: string): Promise<void> => page.evaluate((hash) => { location.hash = `#/${hash}` }, address)

export function sayWatches(figures: Readonly<Record<string, readonly Watch[]>>): readonly string[] {
  return Object.entries(figures).flatMap(([name, watches]) => [
    `${Math.max(...watches.flatMap(({ tasks }) => tasks.map(({ own }) => own))).toFixed(0).padStart(7)}  ms: the longest task of the window, ${name}`,
    ...watches.map(({ tasks, took }) => `  ${name}: own work (by the clock) ${tasks.map(({ own, wall }) => `${own.toFixed(0)} (${wall.toFixed(0)})`).join(', ')}; all of it ${(took / 1000).toFixed(1)} s`),
  ])
}
