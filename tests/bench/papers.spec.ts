import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import { chromium, expect, test, type Page } from '@playwright/test'
import { chromiumArgs, chromiumPath } from '../support/chromium'
import { startServer, stopServer } from '../support/server'

/** How long a key would have waited at most: while the gallery opens, and while a batch of 500 papers is made, one file each and all in one. */
const runs = Number(process.env['BENCH_RUNS'] ?? '5')
const members = 500
type Task = { readonly wall: number; readonly own: number }
type Watch = { readonly tasks: readonly Task[]; readonly took: number }
type TraceEvent = { readonly name: string; readonly ph: string; readonly pid: number; readonly tid: number; readonly dur?: number; readonly tdur?: number; readonly args: { readonly name?: string } }

/** The longest tasks of the page's thread while `act` goes on: by the clock, and what of it was its own work (the machine has others). */
async function watched(page: Page, act: () => Promise<unknown>): Promise<Watch> {
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
async function standing(page: Page, selector: string, text: string): Promise<void> {
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

test('papers', async () => {
  test.setTimeout(1_800_000)
  const home = await mkdtemp(path.join(tmpdir(), 'vanguard-bench-'))
  const server = await startServer(home)
  const context = await chromium.launchPersistentContext(path.join(home, 'profile'), { executablePath: chromiumPath(), args: [...chromiumArgs], headless: true, locale: 'zh-CN', viewport: { width: 1366, height: 768 } })
  const figures: Record<string, Watch[]> = { galleryOpening: [], batchRunning: [] }
  try {
    const page = context.pages()[0] ?? (await context.newPage())
    await page.goto(`${server.address}bench.html#token=${server.token}`)
    await expect(page).toHaveTitle('ready')
    const books = await page.evaluate(async (count) => {
      const { bench } = globalThis
      if (bench === undefined) throw new Error('the bench page is not there')
      const found = await bench.found('批量支部')
      await bench.importing(count)
      await bench.pledging()
      return found
    }, members)
    await page.evaluate((kept) => sessionStorage.setItem('vb-open', kept), JSON.stringify(books))
    const stand = async (address: string) => {
      await page.evaluate((hash) => { location.hash = `#/${hash}` }, address)
    }
    await page.goto('about:blank')
    await page.goto(`${server.address}#/desk`)
    await expect(page.getByRole('navigation', { name: '去哪里' })).toBeVisible({ timeout: 60_000 })
    for (let run = 0; run <= runs; run += 1) {
      await stand('desk')
      await page.waitForTimeout(1500)
      const seen = await watched(page, async () => {
        await stand('papers')
        await standing(page, '[aria-label="纸面"]', '')
        await page.waitForTimeout(1000)
      })
      await stand('papers/batch')
      await page.getByLabel('PDF').uncheck()
      await page.getByLabel('合成一个文件').check()
      await expect(page.getByRole('button', { name: `做 ${members + 1} 份` })).toBeEnabled()
      await page.waitForTimeout(1000)
      const batch = await watched(page, async () => {
        await page.evaluate(() => document.querySelector<HTMLElement>('main .ant-btn-primary')?.click())
        await standing(page, 'main', `办完了，${members + 1} 份`)
      })
      // What is made once is recognised and not made again: each run finds an empty folder.
      for (const name of (await readdir(home, { recursive: true })).filter((one) => path.basename(one) === '批量')) await rm(path.join(home, name), { recursive: true })
      // The first one warms up what is compiled as it runs.
      if (run === 0) continue
      figures['galleryOpening']?.push(seen)
      figures['batchRunning']?.push(batch)
    }
    console.log([
      '', `${cpus()[0]?.model.trim() ?? '?'} × ${cpus().length}; ${runs} runs, ${members} members with a pledge each, ${members} Word files and one of all`,
      ...Object.entries(figures).flatMap(([name, watches]) => [
        `${Math.max(...watches.flatMap(({ tasks }) => tasks.map(({ own }) => own))).toFixed(0).padStart(7)}  ms: the longest task of the window, ${name}`,
        ...watches.map(({ tasks, took }) => `  ${name}: own work (by the clock) ${tasks.map(({ own, wall }) => `${own.toFixed(0)} (${wall.toFixed(0)})`).join(', ')}; all of it ${(took / 1000).toFixed(1)} s`),
      ]), '',
    ].join('\n'))
    const json = process.env['BENCH_JSON'] ?? ''
    if (json !== '') await writeFile(json.replace(/(?:\.json)?$/u, '.window.json'), `${JSON.stringify({ at: new Date().toISOString(), runs, members, figures }, null, 2)}\n`)
    for (const [name, watches] of Object.entries(figures)) expect(watches, name).toHaveLength(runs)
  } finally {
    await stopServer(server.process)
    await context.close()
    await rm(home, { recursive: true, force: true, maxRetries: 3 })
  }
})
