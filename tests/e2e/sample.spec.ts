import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { expectGoodScreen } from '../support/accessible'
import { openSample } from '../support/hand'
import { expect, test } from './shell'

/** The sample branch in the app: every room, then the export, the backup and its rehearsal, and what came out of them. */
const rooms = [
  { name: '方案与计划', key: 'Alt+1', file: 'scheme' },
  { name: '公开承诺', key: 'Alt+2', file: 'pledge' },
  { name: '党性分析', key: 'Alt+4', file: 'analysis' },
  { name: '民主评议', key: 'Alt+5', file: 'review' },
  { name: '档案盒', key: 'Alt+0', file: 'archive' },
] as const

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true })
  const files = await Promise.all(entries.map(async (name) => ((await stat(path.join(folder, name))).isFile() ? [name] : [])))
  return files.flat()
}

test('the sample branch fills every room and leaves checked files', async ({ shell }) => {
  const { page } = shell
  await expect(page.getByText('不得录入涉密信息')).toBeVisible()
  await expect(page.getByText('建一个支部').first()).toBeVisible()
  await expectGoodScreen(page, 'start')
  await openSample(page)
  await expectGoodScreen(page, 'desk')
  for (const room of rooms) {
    await page.keyboard.press(room.key)
    await expect(page.locator('.side [aria-current]')).toContainText(room.name)
    await expectGoodScreen(page, room.file)
  }
  await page.getByRole('link', { name: '党员名册' }).click()
  await expect(page.getByText('石惊涛').first()).toBeVisible()
  await expectGoodScreen(page, 'roster')
  await page.getByRole('link', { name: '设置' }).click()
  await expectGoodScreen(page, 'settings')

  await page.getByRole('link', { name: '数据安全' }).click()
  await page.getByRole('button', { name: '现在备份' }).click()
  await expect(page.getByRole('button', { name: /打开.*文件夹/ })).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: '试恢复一次' }).click()
  await expect(page.getByText(/全部一致/).first()).toBeVisible({ timeout: 60_000 })
  await expectGoodScreen(page, 'safety')

  const books = path.join(shell.home, '先锋档案盒')
  const backup = (await filesUnder(books)).find((name) => name.endsWith('.vbox'))
  expect(backup, 'a backup file was written').toBeDefined()
  expect(createHash('sha256').update(await readFile(path.join(books, backup ?? ''))).digest('hex')).toHaveLength(64)
})

test('what was saved is there after the power went', async ({ shell }) => {
  await openSample(shell.page)
  const page = await shell.restart()
  await page.getByRole('button', { name: '打开水务局机关支部' }).click()
  await page.getByRole('button', { name: '开始' }).click()
  await expect(page.getByText('接下来要办的').first()).toBeVisible({ timeout: 30_000 })
})
