import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { expectGoodScreen } from '../support/accessible'
import { wordText } from '../support/papers'
import { expect, test } from './shell'

/** One report through its life, on the sample's books: imported, typed through a power cut, given back, revised, confirmed, carried out. */
const w = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const docx = (lines: readonly string[]) => Buffer.from(zipSync({ 'word/document.xml': strToU8(`<w:document xmlns:w="${w}"><w:body>${lines.map((line) => `<w:p><w:r><w:t>${line}</w:t></w:r></w:p>`).join('')}</w:body></w:document>`) }))
const copied = '简报慢，是总想写得漂亮，反复改标题，没有想着看的人要的是快和实。'
const rare = '𠮷㛃䶮😀'

test('a report is imported, survives a power cut, is given back, revised and confirmed', async ({ shell }) => {
  test.setTimeout(180_000)
  let { page } = shell
  const books = path.join(shell.home, '先锋档案盒')
  await page.getByText('先看看示例').first().click()
  await expect(page.getByText('接下来要办的').first()).toBeVisible({ timeout: 90_000 })
  await page.keyboard.press('Alt+4')
  await page.getByRole('link', { name: '石惊涛', exact: true }).click()
  await expect(page.getByText('还没有回应').first()).toBeVisible()
  await expectGoodScreen(page, 'analysis-sample')
  await page.getByRole('link', { name: '会上稿和定稿改了哪里' }).click()
  await expect(page.locator('ins').first()).toContainText('讲党课')
  await expectGoodScreen(page, 'analysis-difference')
  await page.keyboard.press('Alt+4')
  await page.getByRole('button', { name: '征求意见' }).click()
  await expect(page.getByText('窗口中午没人').first()).toBeVisible()
  await expectGoodScreen(page, 'analysis-feedback')
  await page.keyboard.press('Alt+4')
  await page.getByRole('button', { name: '给方知夏写一份' }).click()

  await page.getByRole('button', { name: '导入', exact: true }).click()
  await page.getByLabel('报告文件').setInputFiles({ name: '假的.docx', mimeType: 'text/plain', buffer: Buffer.from('只是文字') })
  await expect(page.getByText('假的.docx不是能读的 Word 文件').first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.getByLabel('报告文件').setInputFiles({ name: '报告.docx', mimeType: 'application/zip', buffer: docx(['方知夏', '一、存在的问题', '1. 下现场少。全年只去过2次。', '二、原因剖析', copied, '三、整改措施', '1. 2027年6月底前去现场不少于6次，由邵景行核对。']) })
  const fields = page.locator('main textarea')
  await expect(fields.nth(1)).toHaveValue('1. 下现场少。全年只去过2次。')
  await expect(page.getByText('没认出放哪里')).toBeVisible()
  await page.getByRole('group', { name: '导入一份报告' }).getByRole('button', { name: '收起' }).click()
  await expect(page.getByText('个字和白露的报告一样').first()).toBeVisible()

  await fields.nth(0).fill(`我2013年6月入党。${rare}`)
  // On the disk, not only in the page: the pause and the mirror together take two seconds.
  await expect.poll(async () => (await Promise.all((await readdir(books, { recursive: true })).filter((name) => name.endsWith('drafts.json')).map((name) => readFile(path.join(books, name), 'utf8')))).join('')).toContain(rare)
  page = await shell.restart()
  await page.getByRole('button', { name: '打开水务局机关支部' }).click()
  await page.getByRole('button', { name: '开始' }).click()
  await expect(page.getByText('接下来要办的').first()).toBeVisible({ timeout: 30_000 })
  await page.keyboard.press('Alt+4')
  await page.getByRole('link', { name: '方知夏', exact: true }).click()
  await expect(page.locator('main textarea').nth(0)).toHaveValue(`我2013年6月入党。${rare}`)
  await page.locator('main textarea').nth(1).press('Control+h')
  await page.getByLabel('找什么').fill('2次')
  await page.getByLabel('换成什么').fill('3次')
  await page.getByRole('button', { name: '全部替换' }).click()
  await expect(page.locator('main textarea').nth(1)).toHaveValue('1. 下现场少。全年只去过3次。')
  await page.getByRole('search').getByRole('button', { name: '收起' }).click()

  const act = async (name: string, button = name) => {
    await page.locator('[data-next]').filter({ hasText: name }).click()
    await page.locator('.analysis-strip').getByRole('button', { name: button, exact: true }).click()
  }
  await act('交支部审阅')
  await page.locator('[data-next]').filter({ hasText: '审阅' }).click()
  await page.getByText('退回', { exact: true }).click()
  await page.getByLabel('批在哪一段旁边').click()
  await page.getByTitle('1. 下现场少。全年只去过3次。').click()
  await page.getByLabel(/批在“1. 下现场少/).fill('为什么去得少？')
  await page.locator('.analysis-strip').getByRole('button', { name: '退回', exact: true }).click()
  await expect(page.getByText('为什么去得少？')).toBeVisible()
  await page.getByRole('button', { name: '改好了' }).click()
  await act('交支部审阅')
  await act('审阅', '审阅通过')
  await act('会上宣读')
  await page.locator('main textarea').nth(3).fill('1. 2027年6月底前去现场不少于8次，由邵景行核对。')
  await act('定稿')
  await page.locator('[data-next]').filter({ hasText: '记评议意见' }).click()
  await page.locator('.analysis-strip').getByLabel('意见', { exact: true }).fill('改得实，同意定稿。')
  await page.locator('.analysis-strip').getByRole('button', { name: '记评议意见' }).click()
  await act('本人确认')
  await expect(page.getByRole('button', { name: '改回修改稿' })).toBeVisible()
  await page.getByRole('button', { name: '导出', exact: true }).click()
  await expect(page.getByRole('button', { name: /打开.*文件夹/ })).toBeVisible({ timeout: 60_000 })
  const file = (await readdir(books, { recursive: true })).find((name) => name.endsWith('.docx') && name.includes('方知夏'))
  const words = wordText(await readFile(path.join(books, file ?? '')))
  for (const text of [rare, '全年只去过3次', copied, '不少于8次', '改得实，同意定稿']) expect(words).toContain(text)
  await expectGoodScreen(page, 'analysis-confirmed')
})
