import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { arch, cpus, freemem, platform, release, tmpdir, totalmem } from 'node:os'
import path from 'node:path'
import { chromium, expect, test, type Page } from '@playwright/test'
import { chromiumArgs, chromiumPath } from '../support/chromium'
import { startServer, stopServer } from '../support/server'
import type { Bench } from './page'

/** `npm run bench`: what the app adds to what the browser itself needs, as ratios of interleaved runs; every raw figure is kept. */
const runs = Number(process.env['BENCH_RUNS'] ?? '7')
const savesPerRun = 20
const members = 10_000
type Figures = Record<string, number[]>

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

type Asked = { readonly found: string; readonly saves: number; readonly importing: number }

function asked<N extends keyof Asked>(page: Page, what: N, value: Asked[N]): Promise<Awaited<ReturnType<Bench[N]>>> {
  const inPage = async ([name, given]: readonly [keyof Asked, string | number]) => {
    const { bench } = globalThis
    if (bench === undefined) throw new Error('the bench page is not there')
    return name === 'found' ? bench.found(String(given)) : bench[name](Number(given))
  }
  return page.evaluate(inPage, [what, value] as const) as Promise<Awaited<ReturnType<Bench[N]>>>
}

/** Told by the page itself, from the beginning of its load to the second frame after the list stood there. */
function watchUsable(): void {
  const note = globalThis as unknown as { usable?: number; held: number }
  note.held = 0
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) note.held = Math.max(note.held, duration)
  }).observe({ type: 'longtask', buffered: true })
  const look = () => {
    const text = document.body?.innerText ?? ''
    const full = /在册 1[0,]*000 人/u.test(text) && document.querySelector('.ant-table-row') !== null
    return full || text.includes('名册上还没有人')
  }
  const tick = () => {
    if (!look()) return void requestAnimationFrame(tick)
    requestAnimationFrame(() => requestAnimationFrame(() => { note.usable = performance.now() }))
  }
  requestAnimationFrame(tick)
}

test('bench', async () => {
  test.setTimeout(3_600_000)
  const home = await mkdtemp(path.join(tmpdir(), 'vanguard-bench-'))
  const server = await startServer(home)
  const context = await chromium.launchPersistentContext(path.join(home, 'profile'), { executablePath: chromiumPath(), args: [...chromiumArgs], headless: true, locale: 'zh-CN', viewport: { width: 1366, height: 768 } })
  const figures: Figures = { save: [], put: [], call: [], saveAmongMany: [], import: [], puts: [], openFull: [], openEmpty: [], heldImporting: [], heldOpening: [], heldOpeningEmpty: [] }
  const keep = (name: string, value: number) => figures[name]?.push(value)
  try {
    const page = context.pages()[0] ?? (await context.newPage())
    const version = context.browser()?.version() ?? (await page.evaluate(() => navigator.userAgent.replace(/^.*Chrome\//u, '')))
    await page.goto(`${server.address}bench.html#token=${server.token}`)
    await expect(page).toHaveTitle('ready')

    await asked(page, 'found', '存一存支部')
    await asked(page, 'saves', 10)
    for (let run = 0; run < runs; run += 1) {
      const measured = await asked(page, 'saves', savesPerRun)
      keep('save', median(measured.save))
      keep('put', median(measured.put))
      keep('call', median(measured.call))
    }

    let full: Awaited<ReturnType<Bench['found']>> | null = null
    for (let run = 0; run <= runs; run += 1) {
      full = await asked(page, 'found', `导一导支部${run}`)
      const measured = await asked(page, 'importing', members)
      // The last books are opened below: as many as were imported.
      if (run < runs) keep('saveAmongMany', median((await asked(page, 'saves', savesPerRun)).save))
      // The first one warms up what is compiled as it runs.
      if (run === 0) continue
      keep('import', measured.import)
      keep('puts', measured.puts)
      keep('heldImporting', measured.held)
    }

    const empty = await asked(page, 'found', '空名册支部')
    await page.addInitScript(watchUsable)
    const open = async (books: typeof empty): Promise<number> => {
      await page.evaluate((kept) => sessionStorage.setItem('vb-open', kept), JSON.stringify(books))
      await page.goto('about:blank')
      await page.goto(`${server.address}#/roster`)
      let usable: number | undefined
      await expect.poll(async () => (usable = await page.evaluate(() => (globalThis as unknown as { usable?: number }).usable)), { timeout: 120_000 }).toBeDefined()
      return usable ?? 0
    }
    for (let run = 0; run <= runs; run += 1) {
      for (const [name, books] of run % 2 === 0 ? [['openFull', full], ['openEmpty', empty]] as const : [['openEmpty', empty], ['openFull', full]] as const) {
        const took = await open(books ?? empty)
        if (run === 0) continue
        keep(name, took)
        keep(name === 'openFull' ? 'heldOpening' : 'heldOpeningEmpty', await page.evaluate(() => (globalThis as unknown as { held: number }).held))
      }
    }

    const machine = `${cpus()[0]?.model.trim() ?? '?'} × ${cpus().length}, ${Math.round(totalmem() / 1024 ** 3)} GB (${Math.round(freemem() / 1024 ** 3)} free), ${platform()} ${release()} ${arch()}, Node ${process.versions.node}, Chromium ${version}`
    const ratios = [
      { name: 'one acknowledged save ÷ one raw IndexedDB strict put', of: 'save', by: 'put' },
      { name: `import of ${members} members ÷ ${members} raw IndexedDB puts`, of: 'import', by: 'puts' },
      { name: `open to usable list with ${members} records ÷ the same page empty`, of: 'openFull', by: 'openEmpty' },
      { name: `the same save among ${members} records ÷ one raw put`, of: 'saveAmongMany', by: 'put' },
      { name: 'one bare call to the host, which writes nothing ÷ one raw put', of: 'call', by: 'put' },
    ].map(({ name, of, by }) => ({ name, of: median(figures[of] ?? []), by: median(figures[by] ?? []), ratio: median(figures[of] ?? []) / median(figures[by] ?? []) }))
    const lines = [
      '', machine, `${runs} interleaved runs each, medians; a save's run is the median of ${savesPerRun}`,
      ...ratios.map(({ name, of, by, ratio }) => `${ratio.toFixed(2).padStart(7)}  ${name}: ${of.toFixed(1)} ms ÷ ${by.toFixed(1)} ms`),
      ...([['heldImporting', `committing ${members} members`], ['heldOpening', `opening books with ${members}`], ['heldOpeningEmpty', 'opening empty books']] as const).map(([name, doing]) => `${Math.max(...(figures[name] ?? [])).toFixed(0).padStart(7)}  ms: the longest stretch the window was held up while ${doing}`),
      ...Object.entries(figures).map(([name, values]) => `  ${name}: ${values.map((value) => value.toFixed(1)).join(' ')}`), '',
    ]
    console.log(lines.join('\n'))
    const json = process.env['BENCH_JSON'] ?? ''
    if (json !== '') await writeFile(json, `${JSON.stringify({ at: new Date().toISOString(), machine, runs, savesPerRun, members, ratios, figures }, null, 2)}\n`)
    for (const [name, values] of Object.entries(figures)) expect(values, name).toHaveLength(runs)
  } finally {
    await stopServer(server.process)
    await context.close()
    await rm(home, { recursive: true, force: true, maxRetries: 3 })
  }
})
