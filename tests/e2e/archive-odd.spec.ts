import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileAway } from '#shared/archive/file-away'
import { testItem } from '#shared/archive/testing'
import { after, testContext } from '#shared/duties/testing'
import type { ArchiveBox, ArchiveItem } from '#shared/model/archive'
import { retentions } from '#shared/model/archive'
import { current } from '#shared/rules/packs/current'
import { expectFits, expectGoodScreen } from '../support/accessible'
import { foundBranch, openBooks, openSample, press, stand, write } from '../support/hand'
import { httpCall } from '../support/http-call'
import { filesUnder, sha256 } from '../support/papers'
import { brokenRules } from '../support/rfc8493'
import { expect, startServer, stopServer, test } from './shell'

/** What an archive is given that no file system likes, and thirty years of it; and 存定稿 stopped in the middle. */
const png = (n: number) => Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000049454e44ae426082', 'hex'), Buffer.from([n])])
const odd = [
  { name: `${'名'.repeat(300)}.png`, mimeType: 'image/png', buffer: png(1) },
  { name: 'Scan.png', mimeType: 'image/png', buffer: png(2) },
  { name: 'scan.PNG', mimeType: 'image/png', buffer: png(3) },
  { name: 'CON.png', mimeType: 'image/png', buffer: png(4) },
  { name: 'aux.docx', mimeType: '', buffer: Buffer.from('PK') },
  { name: 'lpt1 .png', mimeType: 'image/png', buffer: png(5) },
  { name: '坏了的决定.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj broken') },
]

test('names of 300 characters, twins by case, names Windows keeps for itself, a corrupt PDF: all kept, said, filed, and in the bag under names any machine takes', async ({ shell }) => {
  test.setTimeout(400_000)
  const { page, home } = shell
  await openSample(page)
  await stand(page, 'archive/working/12')
  await page.getByLabel('放进12盒').setInputFiles(odd)
  await expect(page.getByRole('link', { name: '[坏了的决定]' })).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText(`${odd.length} 件 5 页`)).toBeVisible()
  await expectGoodScreen(page, 'odd-names')
  await page.getByRole('link', { name: '[坏了的决定]' }).click()
  await expect(page.getByText('可能坏了，打开看看；原样留着')).toBeVisible()
  await expectGoodScreen(page, 'odd-corrupt')
  await stand(page, 'archive/inspect')
  await expect(page.getByText('“[坏了的决定]”附的“坏了的决定.pdf”打不开，换一份好的')).toBeVisible()

  await stand(page, 'archive/file')
  await expect(page.getByText('“[坏了的决定]”没有页数，装盒先按 1 张算')).toBeVisible()
  await page.getByRole('button', { name: `归档（${odd.length} 件）` }).click()
  await expect(page.getByRole('group', { name: '归档', exact: true })).toContainText('2 件没有页数，装盒按 1 张算')
  await expectGoodScreen(page, 'odd-asked')
  await page.getByRole('group', { name: '归档', exact: true }).getByRole('button', { name: '归档', exact: true }).click()
  await expect(page.getByRole('heading', { name: '导出归档文件' })).toBeVisible()

  await stand(page, 'archive/bag')
  await page.getByRole('button', { name: '写移交包' }).click()
  await expect(page.getByText(/移交包写好了/u)).toBeVisible({ timeout: 240_000 })
  const books = path.join(home, '先锋档案盒')
  const declaration = (await filesUnder(books)).find((name) => path.basename(name) === 'bagit.txt') ?? '?'
  const bag = path.join(books, path.dirname(declaration))
  expect(await brokenRules(bag)).toEqual([])
  const names = await filesUnder(path.join(bag, 'data'))
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length)
  for (const part of new Set(names.flatMap((name) => name.split('/')))) expect(part).not.toMatch(/[<>:"\\|?*\p{Cc}]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)\s*(?:\.|$)/iu)
  const sums = new Set(await Promise.all(names.map(async (name) => sha256(await readFile(path.join(bag, 'data', name))))))
  for (const { name, buffer } of odd) expect(sums, name).toContain(sha256(buffer))
})

test('存定稿 stopped in the middle keeps what was whole; the rest is kept the next time', async ({ shell }) => {
  test.setTimeout(300_000)
  const { page } = shell
  await openSample(page)
  await stand(page, 'archive/keep')
  await page.getByRole('button', { name: '存 47 件' }).click()
  // Some are done, most are not.
  await expect(page.getByText(/已办 (?:[3-9]|[1-3]\d) 份/u)).toBeVisible({ timeout: 120_000 })
  await page.getByRole('button', { name: '停下' }).click()
  await expect(page.getByText(/停下了，写好的 \d+ 份都在文件夹里，没有写一半的文件/u)).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText(/^\d+ 件还没有存$/u)).toBeVisible()
  await expectGoodScreen(page, 'keep-stopped')
  const left = Number(/\d+/u.exec(await page.getByText(/^\d+ 件还没有存$/u).innerText())?.[0])
  expect(left).toBeGreaterThan(0)
  expect(left).toBeLessThan(47)
  await page.getByRole('button', { name: `存 ${left} 件` }).click()
  await expect(page.getByText('归档的都存了定稿')).toBeVisible({ timeout: 180_000 })
  await stand(page, 'archive')
  await expect(page.getByRole('link', { name: /^存定稿/u })).toHaveCount(0)
})

/** Thirty years, a hundred 件 each, filed by the duty itself. */
function thirtyYears(): { readonly items: readonly ArchiveItem[]; readonly boxes: readonly ArchiveBox[] } {
  const context = testContext({ seq: 7 })
  let [items, boxes]: [ArchiveItem[], ArchiveBox[]] = [[], []]
  for (let year = 1996; year < 2026; year += 1) {
    const fresh = Array.from({ length: 100 }, (_, n) => testItem({ id: randomUUID(), year, date: `${year}-${String((n % 12) + 1).padStart(2, '0')}`, retention: retentions[n % 3] ?? 'Y', title: `${year}年第${n + 1}号文件`, pages: (n % 9) + 1, workingBox: '' }))
    const outcome = fileAway({ ...context, newId: randomUUID }, { items: fresh, allItems: items, boxes, on: `${year + 1}-03-01`, thickness: null, arranger: '石玉兰', checker: '' }, current)
    items = [...items, ...after(outcome, 'archiveItem')]
    boxes = [...boxes, ...after(outcome, 'archiveBox')]
  }
  // Records as they are first written.
  return { items: items.map((item) => ({ ...item, rev: 1 })), boxes: boxes.map((box) => ({ ...box, rev: 1 })) }
}

test('thirty years of one fonds: the shelf begins at the year in hand, an old box opens, what is due is listed, a new item goes on in its own year', async ({ shell }) => {
  test.setTimeout(400_000)
  test.skip(shell.kind !== 'browser', 'the books are filled over HTTP between two runs')
  const { home } = shell
  await foundBranch(shell.page, '三十年村支部')
  // Made first: a connection left idle while it is worked out would be closed.
  const { items, boxes } = thirtyYears()
  const records = [...items, ...boxes]
  await shell.killHost()
  const server = await startServer(home)
  const call = httpCall(server)
  const [vault] = (await call('vaults.list', {})).vaults
  const tab = randomUUID()
  const { head } = await call('vaults.open', { vault: vault?.id ?? '', tab, store: null })
  let seq = head.seq
  for (let at = 0; at < records.length; at += 150) {
    seq += 1
    await call('journal.append', { vault: vault?.id ?? '', tab, expectedSeq: seq, commit: { format: 1, id: randomUUID(), actor: { name: '马小军', post: '书记' }, title: '归档', final: true, answers: null, changes: records.slice(at, at + 150).map((after) => ({ before: null, after })) } })
  }
  await stopServer(server.process)
  const page = await shell.restart()
  await openBooks(page, '三十年村支部')
  await stand(page, 'archive')
  await expect(page.getByText(`归档 ${boxes.length} 盒`)).toBeVisible({ timeout: 60_000 })
  const spine = (year: number) => page.getByRole('link', { name: new RegExp(`^${year}年 永久`, 'u') }).first()
  // Nothing of 2026 is filed yet: the newest year stands in view.
  await expect(page.getByRole('link', { name: /^2025年 永久/u }).first()).toBeInViewport()
  await expectFits(page, 'thirty-years-shelf')
  await spine(1996).click()
  await expect(page.getByText('1996年第1号文件')).toBeVisible()
  await expectGoodScreen(page, 'thirty-years-box')
  await stand(page, 'archive/due')
  // The 10年 of 1996 to 2015 are over, the 30年 of 1996 not before 2027.
  await expect(page.getByText(/到期 \d{3} 件/u)).toBeVisible()
  await page.getByRole('button', { name: /^全勾上/u }).click()
  await expect(page.getByRole('button', { name: /^记销毁（\d{3} 件）$/u })).toBeEnabled()
  await expectGoodScreen(page, 'thirty-years-due')
  await stand(page, 'archive/register')
  await write(page, page.getByLabel('题名'), '补来的批复')
  await write(page, page.getByLabel('日期', { exact: true }), '1999.5.6')
  await page.getByLabel('题名').press('Control+s')
  await expect(page.getByRole('heading', { name: '登记纸质件' })).toBeHidden()
  await stand(page, 'archive/file')
  await page.getByRole('checkbox', { name: '归档“补来的批复”' }).check()
  await expect(page.getByText('WS·1999-D10-0034')).toBeVisible()
  await press(page, page.getByRole('button', { name: '归档（1 件）' }))
  await press(page, page.getByRole('group', { name: '归档', exact: true }).getByRole('button', { name: '归档', exact: true }))
  await expect(page.getByRole('heading', { name: '导出归档文件' }).or(page.getByText('还没有文书可导出')).first()).toBeVisible()
})
