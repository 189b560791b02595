import { readdir, rm, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { intoApp, onBenchPage, sayWatches, stand, standing, watched, type Watch } from './watch'

/** How long a key would have waited at most: while the gallery opens, and while a batch of 500 papers is made, one file each and all in one. */
const runs = Number(process.env['BENCH_RUNS'] ?? '5')
const members = 500

test('papers', async () => {
  test.setTimeout(1_800_000)
  const figures: Record<string, Watch[]> = { galleryOpening: [], batchRunning: [] }
  await onBenchPage(async (page, home, { app }) => {
    const books = await page.evaluate(async (count) => {
      const { bench } = globalThis
      if (bench === undefined) throw new Error('the bench page is not there')
      const found = await bench.found('批量支部')
      await bench.importing(count)
      await bench.pledging()
      return found
    }, members)
    await intoApp(page, app, books)
    for (let run = 0; run <= runs; run += 1) {
      await stand(page, 'desk')
      await page.waitForTimeout(1500)
      const seen = await watched(page, async () => {
        await stand(page, 'papers')
        await standing(page, '[aria-label="纸面"]', '')
        await page.waitForTimeout(1000)
      })
      await stand(page, 'papers/batch')
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
  })
  console.log(['', `${cpus()[0]?.model.trim() ?? '?'} × ${cpus().length}; ${runs} runs, ${members} members with a pledge each, ${members} Word files and one of all`, ...sayWatches(figures), ''].join('\n'))
  const json = process.env['BENCH_JSON'] ?? ''
  if (json !== '') await writeFile(json.replace(/(?:\.json)?$/u, '.window.json'), `${JSON.stringify({ at: new Date().toISOString(), runs, members, figures }, null, 2)}\n`)
  for (const [name, watches] of Object.entries(figures)) expect(watches, name).toHaveLength(runs)
})
