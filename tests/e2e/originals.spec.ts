import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { expectGoodScreen } from '../support/accessible'
import { goTo, openSample } from '../support/hand'
import { filesUnder, sha256 } from '../support/papers'
import { expect, test } from './shell'

/**
 * 正本 on the sample branch: a scan dropped beside a pledge letter whose paper lies in its box already, an edited Word file attached to an official
 * paper, taken back and attached again, taken in and filed; the same bytes are then in the vault once, in the archive item, and beside the export.
 */
const scan = Buffer.from('%PDF-1.4 签了字的承诺书')
const edited = Buffer.from(zipSync({ 'word/document.xml': strToU8('<w:document/>') }))
const word = { name: '通报改定.docx', mimeType: '', buffer: edited }

test('what came back signed or changed stands beside its paper, goes into the box with it, and out with the export', async ({ shell }) => {
  test.setTimeout(240_000)
  const { page, home } = shell
  const books = path.join(home, '先锋档案盒')
  const blobs = async (bytes: Buffer) => (await filesUnder(books)).filter((name) => name.endsWith(sha256(bytes)))
  const original = page.getByRole('group', { name: /的正本$/u })
  const attach = original.locator('input[type=file]')
  await openSample(page)

  // A letter: what cannot be one is refused, then the scan is dropped in.
  await goTo(page, '公开承诺')
  await page.getByText('石惊涛').first().click()
  await expect(original).toContainText('正本：还没有')
  await attach.setInputFiles({ name: '录像.mp4', mimeType: '', buffer: Buffer.from('film') })
  await expect(page.getByRole('dialog').getByText('能附的是 PDF')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  const carried = await page.evaluateHandle((base64) => {
    const carrying = new DataTransfer()
    carrying.items.add(new File([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], '签字扫描件.pdf', { type: 'application/pdf' }))
    return carrying
  }, scan.toString('base64'))
  await original.dispatchEvent('drop', { dataTransfer: carried })
  await expect(original.getByRole('link', { name: '签字扫描件.pdf' })).toBeVisible()
  // What the name promises and the bytes do not keep is told, and kept.
  await expect(original.getByRole('status')).toContainText('签字扫描件.pdf读不出来')
  await expectGoodScreen(page, 'originals-letter')
  expect(await blobs(scan)).toHaveLength(1)

  // An official paper: attached, taken back, attached again.
  await goTo(page, '文书样式')
  await page.getByRole('button', { name: '写公文' }).click()
  await page.getByRole('link', { name: /通报/u }).first().click()
  await attach.setInputFiles(word)
  await expect(original.getByRole('button', { name: '通报改定.docx', exact: true })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(original).toContainText('正本：还没有')
  await attach.setInputFiles([word, { ...word, name: '同一份.docx' }])
  await expect(original.getByRole('button', { name: /^换下/u })).toHaveCount(1)
  await original.getByRole('button', { name: '通报改定.docx', exact: true }).click()
  await expect(original.getByRole('status')).toContainText('通报改定.docx')
  await expectGoodScreen(page, 'originals-official')

  // Into the box: the circular of January is filed under its own year.
  await goTo(page, '档案盒')
  await page.evaluate(() => { location.hash = '#/archive/take-in' })
  await page.getByRole('checkbox', { name: /收“.*通报/u }).check()
  await page.getByRole('button', { name: /^收进来/u }).click()
  await expect(page.getByRole('heading', { name: '收件' })).toBeHidden()
  await page.evaluate(() => { location.hash = '#/archive/file' })
  await page.getByRole('checkbox', { name: /归档“.*通报/u }).check()
  await page.getByRole('button', { name: '归档（1 件）' }).click()
  await page.getByRole('group', { name: '归档' }).getByRole('button', { name: '归档', exact: true }).click()
  await expect(page.getByText(/办完了，\d+ 份/u)).toBeVisible({ timeout: 120_000 })
  await page.evaluate(() => { location.hash = '#/archive/export' })
  await expect(page.getByRole('heading', { name: '导出归档文件' })).toBeVisible()

  await page.getByRole('button', { name: /^导出 \d+ 份$/u }).click()
  await expect(page.getByRole('button', { name: /打开.*文件夹/u })).toBeVisible({ timeout: 150_000 })
  const out = (await filesUnder(books)).filter((name) => /\/归档\/.*（(?:签字扫描件|改定稿)）/u.test(name))
  expect(out.map((name) => path.extname(name)).sort()).toEqual(['.docx', '.pdf'])
  expect((await Promise.all(out.map(async (name) => sha256(await readFile(path.join(books, name)))))).sort()).toEqual([sha256(scan), sha256(edited)].sort())
  const sums = (await filesUnder(books)).find((name) => name.endsWith('清单.sha256.txt'))
  expect(await readFile(path.join(books, sums ?? ''), 'utf8')).toContain(sha256(edited))

  // What the archive items hold is the blob itself, once in the vault.
  const journal = (await Promise.all((await filesUnder(books)).filter((name) => name.endsWith('.jsonl')).map((name) => readFile(path.join(books, name), 'utf8')))).join('\n')
  for (const bytes of [scan, edited]) {
    expect(await blobs(bytes)).toHaveLength(1)
    const held = journal.split('\n').filter((line) => line.includes('"kind":"archiveItem"') && line.includes(`"role":"original"`) && line.includes(sha256(bytes)))
    expect(held.length, 'an archive item that holds it').toBeGreaterThan(0)
  }
})
