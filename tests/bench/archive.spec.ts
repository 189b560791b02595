import { writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { expect, test } from '@playwright/test'
import { intoApp, onBenchPage, sayWatches, stand, standing, watched, type Watch } from './watch'

/** How long a key would have waited at most while an archive of thirty years, 5,000 items in boxes, is opened and looked through. */
const runs = Number(process.env['BENCH_RUNS'] ?? '5')
const items = 5000

test('archive', async () => {
  test.setTimeout(1_800_000)
  const figures: Record<string, Watch[]> = {}
  await onBenchPage(async (page, _, { app }) => {
    const { books, box } = await page.evaluate(async (count) => {
      const { bench } = globalThis
      if (bench === undefined) throw new Error('the bench page is not there')
      const found = await bench.found('老档案支部')
      return { books: found, box: await bench.filing(count) }
    }, items)
    await intoApp(page, app, books)
    const views = { shelf: 'archive', aBox: `archive/box/${box}`, due: 'archive/due', check: 'archive/check', export: 'archive/export' } as const
    for (let run = 0; run <= runs; run += 1) {
      for (const [name, address] of Object.entries(views)) {
        await stand(page, 'desk')
        await page.waitForTimeout(800)
        const seen = await watched(page, async () => {
          await stand(page, address)
          await standing(page, 'main h1', '')
          await page.waitForTimeout(1200)
        })
        // The first one warms up what is compiled as it runs.
        if (run > 0) (figures[name] ??= []).push(seen)
      }
    }
  })
  console.log(['', `${cpus()[0]?.model.trim() ?? '?'} × ${cpus().length}; ${runs} runs, ${items} items of thirty years`, ...sayWatches(figures), ''].join('\n'))
  const json = process.env['BENCH_JSON'] ?? ''
  if (json !== '') await writeFile(json.replace(/(?:\.json)?$/u, '.archive.json'), `${JSON.stringify({ at: new Date().toISOString(), runs, items, figures }, null, 2)}\n`)
  for (const [name, watches] of Object.entries(figures)) expect(watches, name).toHaveLength(runs)
})
