import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { verifyBag } from '#host/bag/verify-bag'
import { nodeFiles } from '#host/node-files'
import { expectGoodScreen } from '../support/accessible'
import { openSample } from '../support/hand'
import { expect, test, type Shell } from './shell'

/** The sample's archive as a bag: written, damaged, refused with names, and opened by another branch that has nothing else. */
const files = nodeFiles()

async function filesUnder(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
}

async function flip(file: string): Promise<void> {
  const bytes = await readFile(file)
  const at = bytes.length - 1
  bytes[at] = (bytes[at] ?? 0) ^ 1
  await writeFile(file, bytes)
}

/** 写移交包 into the books' own folder; where it lies. */
async function writeOne({ page, home }: Shell): Promise<string> {
  await page.keyboard.press('Alt+0')
  await page.getByRole('link', { name: '写移交包' }).click()
  await expect(page.getByText(/件还没有存定稿/)).toBeVisible()
  await expectGoodScreen(page, 'archive-bag')
  await page.getByRole('button', { name: '写移交包' }).click()
  await expect(page.getByText(/移交包写好了，122 个文件/)).toBeVisible({ timeout: 180_000 })
  await expectGoodScreen(page, 'archive-bag-written')
  const books = path.join(home, '先锋档案盒')
  const declaration = (await filesUnder(books)).find((name) => path.basename(name) === 'bagit.txt')
  return path.join(books, path.dirname(declaration ?? '?'))
}

test('a year goes out as a bag; two flipped bytes are two names; another branch opens it', async ({ shell }) => {
  test.setTimeout(400_000)
  const { page, home } = shell
  await openSample(page)
  const bag = await writeOne(shell)
  expect(await verifyBag(files, bag)).toMatchObject({ ok: true, files: 122, bad: [] })
  await expect(page.getByText(/件还没有存定稿/)).toHaveCount(0)

  // What a double click opens: every address is a file that is there.
  const index = await readFile(path.join(bag, 'index.html'), 'utf8')
  const addresses = [...index.matchAll(/href="([^"]+)"/gu)].map(([, address = '']) => decodeURIComponent(address))
  expect([...new Set(addresses)].sort()).toEqual((await filesUnder(path.join(bag, 'data'))).map((name) => `data/${name}`).sort())

  const [whole, bad] = [path.join(home, '好的包'), path.join(home, '坏的包')]
  await cp(bag, whole, { recursive: true })
  await cp(bag, bad, { recursive: true })
  const damaged = (await filesUnder(path.join(bad, 'data'))).filter((name) => /\.(?:pdf|csv)$/u.test(name)).slice(0, 2)
  for (const name of damaged) await flip(path.join(bad, 'data', name))

  await page.evaluate(() => { location.hash = '#/safety/backup' })
  await page.getByRole('button', { name: '回到开头去恢复' }).click()
  await page.getByText('建一个支部').first().click()
  await page.getByLabel('全称').fill('中共白云镇委员会机关支部委员会')
  await page.getByLabel('简称').fill('镇机关支部')
  await page.getByLabel('姓名').fill('韩长河')
  await page.getByLabel('职务').fill('书记')
  await page.locator('button[type="submit"]').click()
  await expect(page.getByText('名册里还没有党员')).toBeVisible({ timeout: 30_000 })

  const take = async (name: string) => {
    await page.evaluate(() => { location.hash = '#/archive/receive' })
    await page.getByRole('button', { name: /看里面：.*文件夹/ }).click()
    await page.getByRole('radio', { name: new RegExp(name) }).check()
    await page.getByRole('button', { name: '收进来' }).click()
  }
  await take('坏的包')
  await expect(page.getByText(/里有 2 个文件对不上/)).toBeVisible({ timeout: 60_000 })
  for (const name of damaged) await expect(page.getByText(`data/${name}`, { exact: false }).first()).toBeVisible()
  await expectGoodScreen(page, 'archive-receive-refused')

  await page.evaluate(() => { location.hash = '#/archive' })
  await take('好的包')
  await expect(page.getByRole('heading', { name: '外来盒' })).toBeVisible({ timeout: 60_000 })
  await expectGoodScreen(page, 'archive-with-received')
  await page.getByRole('link', { name: '好的包' }).click()
  await expect(page.getByText('0217-WS·2026-Y-0001')).toBeVisible()
  await expectGoodScreen(page, 'archive-received')
  const [opened] = await Promise.all([page.context().waitForEvent('page'), page.getByRole('link', { name: /党员花名册.*\.pdf/ }).click()])
  await expect.poll(() => opened.url()).toContain('/blob/')
  await opened.close()

  await page.evaluate(() => { location.hash = '#/archive/check' })
  await page.getByRole('button', { name: '核对', exact: true }).click()
  await expect(page.getByText(/核对了 \d+ 个文件.*个个完好/)).toBeVisible({ timeout: 60_000 })
  await expectGoodScreen(page, 'archive-check')
})

test('another set of working boxes; several files at once, twins left out, a broken one kept and said', async ({ shell }) => {
  test.setTimeout(200_000)
  const { page } = shell
  await openSample(page)
  await page.evaluate(() => { location.hash = '#/archive/boxes' })
  await page.getByRole('radio', { name: '八盒' }).check()
  await page.getByLabel('依据').fill('镇党委通知')
  await page.getByRole('button', { name: '换成这一套' }).click()
  await page.getByRole('button', { name: /^08 影像/ }).click()
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000049454e44ae426082', 'hex')
  const picker = page.getByLabel('放进08盒')
  await picker.setInputFiles([{ name: '合影.png', mimeType: 'image/png', buffer: png }, { name: '坏.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 broken') }])
  await expect(page.getByRole('link', { name: '[合影]' })).toBeVisible()
  await expect(page.getByText('2 件 1 页')).toBeVisible()
  await expectGoodScreen(page, 'archive-eight')
  await picker.setInputFiles([{ name: '同一张.png', mimeType: 'image/png', buffer: png }])
  await expect(page.getByText('已经附在')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.evaluate(() => { location.hash = '#/archive/inspect' })
  await expect(page.getByText('附的“坏.pdf”打不开')).toBeVisible()
  await expectGoodScreen(page, 'archive-inspect')

  // A forgotten document added late: numbers that stand stay, the 备考表 says what came.
  await page.evaluate(() => { location.hash = '#/archive/file' })
  await page.getByRole('button', { name: '归档（2 件）' }).click()
  await page.getByRole('group', { name: '归档' }).getByRole('button', { name: '归档', exact: true }).click()
  await expect(page.getByRole('heading', { name: '导出归档文件' })).toBeVisible()
  await page.evaluate(() => { location.hash = '#/archive' })
  await page.getByRole('link', { name: /2026年 10年 盒 3，19 件，件号 0001 到 0019/ }).click()
  await expect(page.getByText('0217-WS·2026-D10-0019')).toBeVisible()
  await page.getByRole('button', { name: '备考表' }).click()
  await expect(page.getByText('补充 2 件，件号 0018—0019，共 1 页（1 件未计页数）。').first()).toBeVisible()
  await page.getByRole('button', { name: '归档章' }).click()
  await expect(page.getByText('45×16 毫米').first()).toBeVisible()
  await expectGoodScreen(page, 'archive-stamps')
})

test('定稿 is kept as a job: what was filed is all kept, and is said to be', async ({ shell }) => {
  test.setTimeout(300_000)
  const { page } = shell
  await openSample(page)
  await page.keyboard.press('Alt+0')
  await page.getByRole('link', { name: '存定稿（47 件）' }).click()
  await expectGoodScreen(page, 'archive-keep')
  await page.getByRole('button', { name: '存 47 件' }).click()
  await expect(page.getByText('归档的都存了定稿')).toBeVisible({ timeout: 180_000 })
  await expectGoodScreen(page, 'archive-kept')
  await page.getByRole('button', { name: '导出归档文件' }).click()
  await expect(page.getByRole('heading', { name: '导出归档文件' })).toBeVisible()
})
