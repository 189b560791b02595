import { mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import writeXlsxFile from 'write-excel-file/node'
import { expectGoodScreen } from '../support/accessible'
import { addMember, foundBranch } from '../support/hand'
import { expect, test } from './shell'

/** Files people really pick by mistake: each is refused in one clear sentence, and nothing of it is written. */
type Cell = string | number
async function xlsx(rows: readonly (readonly Cell[])[]): Promise<Buffer> {
  return (await writeXlsxFile(rows.map((row) => row.map((value) => (typeof value === 'number' ? { value, type: Number, format: '0' } : { value, type: String }))))).toBuffer()
}
/** A compound file (MS-CFB) as far as anyone looks into it: old workbooks and encrypted new ones are such. */
const compound = (...streams: readonly string[]) =>
  Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(504), ...streams.flatMap((stream) => [Buffer.from(stream.padEnd(32, '\0'), 'utf16le'), Buffer.alloc(64)])])

type Refused = { readonly what: string; readonly name: string; readonly buffer: () => Promise<Buffer> | Buffer; readonly words: string; readonly advice: string }
const refused: readonly Refused[] = [
  { what: 'an empty file', name: '空.xlsx', buffer: () => Buffer.alloc(0), words: '空.xlsx里没有内容', advice: '看看是不是选错了文件' },
  { what: 'a workbook without a word', name: '空表.xlsx', buffer: () => xlsx([['']]), words: '空表.xlsx里没有内容', advice: '看看是不是选错了文件' },
  { what: 'a table of something else', name: '物资.xlsx', buffer: () => xlsx([['品名', '数量'], ['路灯', '12']]), words: '物资.xlsx里找不到“姓名”这一列', advice: '在表头写上“姓名”' },
  { what: 'a table with a password', name: '名册.xlsx', buffer: () => compound('Root Entry', 'EncryptionInfo', 'EncryptedPackage'), words: '名册.xlsx加了密码', advice: '去掉密码另存为 .xlsx' },
  { what: 'an old Excel table', name: '名册.xls', buffer: () => compound('Root Entry', 'Workbook'), words: '名册.xls是 .xls（旧版 Excel） 格式', advice: '另存为 .xlsx' },
  { what: 'a WPS table', name: '名册.et', buffer: () => compound('Root Entry', 'Workbook'), words: '名册.et是 .et（WPS 表格） 格式', advice: '另存为 .xlsx' },
  { what: 'a web page named .xls', name: '导出.xls', buffer: () => Buffer.from('<html><body><table><tr><td>姓名</td></tr><tr><td>张三</td></tr></table></body></html>'), words: '导出.xls是 网页（HTML） 格式', advice: '另存为 .xlsx' },
  { what: 'no table at all', name: '照片.xlsx', buffer: () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), words: '照片.xlsx不是能读的表格', advice: '另存为 .xlsx' },
]

async function chooseFile(page: Page, file: string | { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }): Promise<void> {
  await page.getByLabel('名册文件').setInputFiles(file)
}

test('wrong spreadsheets: one clear sentence each with what to do, and nothing written', async ({ shell }) => {
  const { page } = shell
  await foundBranch(page, '表格村支部')
  await addMember(page, '韩长河')
  const journal = path.join(shell.home, '先锋档案盒', '表格村支部', 'journal', '000001.jsonl')
  const before = await readFile(journal)
  await page.getByRole('button', { name: '导入一张表' }).click()
  const dialog = page.getByRole('dialog')
  for (const { what, name, buffer, words, advice } of refused) {
    await test.step(what, async () => {
      await chooseFile(page, { name, mimeType: 'application/octet-stream', buffer: await buffer() })
      await expect(dialog).toContainText(words)
      await expect(dialog).toContainText('什么都没有改动')
      await expect(dialog).toContainText(advice)
      if (name === '名册.xls') await expectGoodScreen(page, 'import-refused')
      await dialog.getByRole('button', { name: '知道了' }).click()
      await expect(dialog).toHaveCount(0)
      // Ready for the next file, as if nothing had been.
      await expect(page.getByRole('button', { name: '选一个文件' })).toBeVisible()
    })
  }
  await test.step('a file of 200 MB', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'vanguard-large-'))
    const large = path.join(folder, '很大.xlsx')
    const file = await open(large, 'w')
    await file.truncate(200 * 1024 ** 2)
    await file.close()
    await chooseFile(page, large)
    await expect(dialog).toContainText('很大.xlsx有 200 MB，最多 20 MB')
    await dialog.getByRole('button', { name: '知道了' }).click()
    await rm(folder, { recursive: true })
  })
  expect(await readFile(journal)).toEqual(before)
})

test('wrong lines of a good table: refused by line with the reason, the rest may go in', async ({ shell }) => {
  const { page } = shell
  await foundBranch(page, '行数村支部')
  await addMember(page, '韩长河', { 身份证号: '11010519491231002X' })
  const journal = path.join(shell.home, '先锋档案盒', '行数村支部', 'journal', '000001.jsonl')
  const before = await readFile(journal)
  await page.getByRole('button', { name: '导入一张表' }).click()
  const rows: readonly (readonly Cell[])[] = [
    ['姓名', '身份证号', '出生年月', '入党时间'],
    ['卫青山', 110105194912310021, '1949.12', '1970.7'],
    ['鲁小满', '110105194912310021', '1949.12', '1970.7'],
    ['姜水清', '', '1980.13', '2005年6月'],
    ['戚继业', '', '1990.5', '1989.7'],
    ['谢桃红', '', '1985.5', '2010.7'],
    ['谢桃红', '', '1985.5', '2010.7'],
    ['邹田', '', '1985.6', '2010.8'],
  ]
  await chooseFile(page, { name: '名册.xlsx', mimeType: 'application/octet-stream', buffer: await xlsx(rows) })
  await expect(page.getByText('新增 1 人，改动 0 人，一样 0 人，不收 6 行')).toBeVisible({ timeout: 30_000 })
  const line = (name: string, at = 0) => page.getByRole('row').filter({ hasText: name }).nth(at)
  await expect(line('卫青山')).toContainText('身份证号被表格存成了数字，后几位已经丢了：把这一列改成“文本”，重新填上')
  await expect(line('鲁小满')).toContainText('身份证号')
  await expect(line('姜水清')).toContainText(/1980\.13|月/u)
  await expect(line('戚继业')).toContainText(/入党.*早于|出生/u)
  await expect(line('谢桃红')).toContainText(/第 6、7 行是同一个人，留一行/u)
  await expect(line('谢桃红', 1)).toContainText('同一个人')
  await expectGoodScreen(page, 'import-refused-lines')
  expect(await readFile(journal)).toEqual(before)
  await page.getByRole('button', { name: '导入这 1 人' }).click()
  await expect(page.getByText('在册 2 人')).toBeVisible()
})

test('dates that do not exist and a due date before the start are said at the field, and what was typed stays', async ({ shell }) => {
  const { page } = shell
  await foundBranch(page, '日期村支部')
  await addMember(page, '韩长河')
  await page.getByRole('button', { name: '添一名党员' }).click()
  await page.getByLabel('姓名', { exact: true }).fill('卫青山')
  await page.getByLabel('入党时间').fill('2011.2.30')
  await page.getByLabel('姓名', { exact: true }).press('Enter')
  await expect(page.getByLabel('入党时间')).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByLabel('入党时间')).toBeFocused()
  await expect(page.locator('.field').filter({ has: page.getByLabel('入党时间') }).getByRole('alert')).toContainText('没有“2011.2.30”这一天')
  await expect(page.getByLabel('入党时间')).toHaveValue('2011.2.30')
  await expectGoodScreen(page, 'field-no-such-day')
  await page.getByLabel('入党时间').fill('2011.2.28')
  await page.getByLabel('姓名', { exact: true }).press('Enter')
  await expect(page.getByLabel('姓名', { exact: true })).toHaveValue('')

  await page.keyboard.press('Alt+2')
  await page.getByLabel('从哪天起').fill('2026.12.31')
  await page.getByLabel('到哪天止').fill('2026.1.5')
  await page.getByRole('button', { name: '开这一轮' }).click()
  await expect(page.getByLabel('到哪天止')).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByRole('alert').first()).toContainText(/早于|不能在/u)
  await expect(page.getByLabel('从哪天起')).toHaveValue(/2026/u)
  await expectGoodScreen(page, 'field-end-before-start')
})
