import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expectFits, expectGoodScreen } from '../support/accessible'
import { openSample, stand } from '../support/hand'
import { expect, test } from './shell'

/**
 * Every room and page of the sample branch, as low as a window is under a title bar and a taskbar: at 标准 with axe, and at 特大.
 * Pages that stand behind an act (a dialog, a dry run, a strip that asks back) are looked at by the specs of that act.
 */
type Ids = (kind: string) => string

/** The newest record of each kind, out of the books themselves. */
async function idsOf(books: string): Promise<Ids> {
  const folder = path.join(books, 'journal')
  const found = new Map<string, string>()
  for (const name of (await readdir(folder)).sort()) {
    for (const line of (await readFile(path.join(folder, name), 'utf8')).split('\n')) {
      for (const [, id, kind] of line.matchAll(/"id":"([0-9a-f-]{36})","kind":"(\w+)"/gu)) if (id !== undefined && kind !== undefined) found.set(kind, id)
    }
  }
  return (kind) => {
    const id = found.get(kind)
    if (id === undefined) throw new Error(`the sample has no ${kind}`)
    return id
  }
}

const pages = (ids: Ids): readonly string[] => {
  const [round, member, report, review, mass, item, box, scheme, official] = ['pledgeRound', 'member', 'analysisReport', 'review', 'massReview', 'archiveItem', 'archiveBox', 'scheme', 'officialPaper'].map(ids)
  return [
    'desk', 'help', 'scheme', `scheme/${scheme}`,
    'pledge', 'pledge/new', ...['grid', 'review', 'publish', 'edition', 'export', 'edit', `see/${member}`, `write/${member}`].map((view) => `pledge/${round}/${view}`),
    'analysis', 'analysis/new', 'analysis/feedback', `analysis/${report}`, `analysis/${report}/difference`, `analysis/${report}/edition/1`,
    'review', 'review/new', `review/${review}/head`, ...['ballot', 'tally', 'register', 'slip', 'book', 'report'].map((paper) => `review/${review}/paper/${paper}`),
    'massReview', 'massReview/opinions', `massReview/${mass}/results`,
    'archive', 'archive/take-in', 'archive/register', 'archive/file', 'archive/export', 'archive/keep', 'archive/bag', 'archive/receive', 'archive/check', 'archive/inspect', 'archive/boxes', 'archive/due', 'archive/volumes', 'archive/volume/new', 'archive/working/09', `archive/item/${item}`, ...['', '/catalogue', '/cover', '/spine', '/notes', '/stamps'].map((part) => `archive/box/${box}${part}`),
    'roster', 'roster/add', 'roster/import', 'roster/parts', 'roster/paper', ...['', '/edit', '/dates', '/acts', '/becomeFull', '/transferOut', '/goAway', '/contact', '/posts', '/group'].map((act) => `roster/${member}${act}`),
    'papers', 'papers/batch', 'papers/own-forms', 'papers/official', 'papers/official/new', `papers/official/${official}`,
    'safety/backup', 'safety/log', 'safety/lost', 'settings/organisation', 'settings/holders', 'settings/rules', 'settings/size', 'settings/printer', 'settings/about',
  ]
}

/** A file name of an address: of an id, only which kind it was stays. */
const name = (address: string) => address.replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gu, 'x').replaceAll('/', '-')

/** Opens the sample, and says every address there is to stand at. */
async function samplePages(page: Page, home: string): Promise<readonly string[]> {
  await page.setViewportSize({ width: 1366, height: 650 })
  await stand(page, 'start')
  await openSample(page)
  const [folder = ''] = (await readdir(path.join(home, '先锋档案盒'))).filter((name) => !name.startsWith('.'))
  const all = pages(await idsOf(path.join(home, '先锋档案盒', folder)))
  await stand(page, 'review')
  const steps = page.getByRole('navigation', { name: '这次评议的步骤' }).getByRole('link')
  await expect(steps.first()).toBeVisible()
  return [...all, ...(await steps.evaluateAll((links) => links.map((link) => (link.getAttribute('href') ?? '').replace(/^#\//u, ''))))]
}

// In lanes of their own: one after another they would be the last to end by minutes.
test.describe.configure({ mode: 'parallel' })

test('the pages before any books are good screens', async ({ shell: { page } }) => {
  await page.setViewportSize({ width: 1366, height: 650 })
  for (const view of ['found', 'restore']) {
    await stand(page, `start/${view}`)
    await expectGoodScreen(page, `650-start-${view}`)
  }
})

for (const half of [0, 1]) {
  test(`no page of the sample is cut off, red twice, or closed to anybody (${half + 1}/2)`, async ({ shell: { page, home } }) => {
    test.setTimeout(600_000)
    const all = await samplePages(page, home)
    for (const address of all.filter((_, index) => index % 2 === half)) {
      await test.step(address, async () => {
        await stand(page, address)
        await expect.soft(expectGoodScreen(page, `650-${name(address)}`)).resolves.toBeUndefined()
      })
    }
  })
}

test('no page of the sample is cut off at 特大', async ({ shell: { page, home } }) => {
  test.setTimeout(600_000)
  const all = await samplePages(page, home)
  await stand(page, 'settings/size')
  await page.getByRole('radio', { name: /^特大/u }).check()
  for (const address of all) {
    await test.step(`特大 ${address}`, async () => {
      await stand(page, address)
      await expect.soft(expectFits(page, `650-largest-${name(address)}`)).resolves.toBeUndefined()
    })
  }
})
