import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expectGoodScreen } from '../support/accessible'
import { foundBranch, goTo } from '../support/hand'
import { filesUnder, wordText } from '../support/papers'
import { expect, test } from './shell'

/**
 * One's own 公文 from a blank sheet: written with red head, 附件 and 版记, taken out by one key, recognised when nothing changed and a new edition
 * beside the old one when something did, issued, and answered by its signed scan. A draft nobody wants is thrown away, and comes back by undo.
 */
const scan = (words: string) => Buffer.from(`%PDF-1.4 ${words}`)

async function takeOut(page: Page, says: RegExp): Promise<void> {
  await page.keyboard.press('Control+E')
  await expect(page.getByText(says)).toBeVisible({ timeout: 60_000 })
}

test('a paper is written, taken out, issued, and its signed scan is its 正本', async ({ shell }) => {
  const { page, home } = shell
  const books = path.join(home, '先锋档案盒')
  const words = async (name: string) => {
    const file = (await filesUnder(books)).find((one) => one.endsWith(name))
    expect(file, name).toBeDefined()
    return wordText(await readFile(path.join(books, file ?? name)))
  }
  await foundBranch(page, '清水村党支部')
  await goTo(page, '文书样式')
  await page.getByRole('button', { name: '写公文' }).click()
  await page.getByRole('button', { name: '起草第一份' }).click()
  await page.getByRole('button', { name: '通知', exact: true }).click()
  const fields = page.getByRole('group', { name: '填写' })
  const fill = (label: string, text: string) => fields.getByLabel(label, { exact: true }).fill(text)
  await fields.getByLabel('标题').fill('关于开展年度公开承诺工作的通知')
  await fields.getByLabel('印红头').check()
  await fill('红头上的字', '中共白云镇清水村党支部委员会文件')
  await fill('发文字号', '清支发[2026]3号')
  await fill('主送', '各党小组')
  await fields.getByLabel('正文').fill('现将公开承诺工作通知如下。\n一、时间安排\n（一）三月底前写好承诺书。')
  await fields.getByRole('button', { name: '加一个附件' }).click()
  await fields.getByLabel('名称').fill('公开承诺书样式')
  await fields.getByLabel('内容').fill('承诺人：')
  await fields.getByRole('textbox', { name: '署名' }).fill('中共白云镇清水村党支部委员会')
  await fill('成文日期', '2026.3.2')
  await fill('抄送', '白云镇党委')
  await fill('印发机关', '清水村党支部委员会')
  // Each date says itself what is wrong with it.
  await fill('印发日期', '2026.13.9')
  await fields.getByLabel('印发日期', { exact: true }).press('Tab')
  await expect(fields.getByLabel('印发日期', { exact: true })).toHaveAttribute('aria-invalid', 'true')
  await expect(fields.getByLabel('成文日期', { exact: true })).not.toHaveAttribute('aria-invalid', 'true')
  await fill('印发日期', '2026.3.3')
  await page.keyboard.press('Control+S')
  await expect(page.getByRole('button', { name: '存下' })).toBeDisabled()

  await takeOut(page, /办完了，1 份/)
  const name = '关于开展年度公开承诺工作的通知'
  const text = await words(`${name}.docx`)
  for (const said of ['中共白云镇清水村党支部委员会文件', '清支发〔2026〕3号', '各党小组：', '一、时间安排', '附件', '公开承诺书样式', '2026年3月2日', '抄送', '白云镇党委', '2026年3月3日印发']) expect(text.replace(/[ \u3000]/gu, ''), said).toContain(said)
  await takeOut(page, /和上次一样，没有重写/)
  await fields.getByLabel('正文').fill('现将公开承诺工作通知如下。\n一、时间安排\n（一）四月底前写好承诺书。')
  await page.keyboard.press('Control+S')
  await takeOut(page, /内容改过，写成新版，旧版还在/)
  expect(await words(`${name}.docx`)).toContain('三月底前')
  expect(await words(`${name}（第2版）.docx`)).toContain('四月底前')

  await page.getByRole('button', { name: '印发', exact: true }).click()
  await page.getByRole('button', { name: '印发', exact: true }).click()
  await expect(page.getByText('已印发')).toBeVisible()
  const original = page.getByRole('group', { name: `${name}的正本` })
  await expect(original.getByText('正本：还没有')).toBeVisible()
  await original.locator('input[type=file]').setInputFiles({ name: '盖章扫描件.pdf', mimeType: 'application/pdf', buffer: scan('signed') })
  await expect(original.getByRole('link', { name: '盖章扫描件.pdf' })).toBeVisible()
  await expectGoodScreen(page, 'official-signed')
  await page.keyboard.press('Control+Z')
  await expect(original.getByText('正本：还没有')).toBeVisible()
  await page.keyboard.press('Control+Y')
  await expect(original.getByRole('link', { name: '盖章扫描件.pdf' })).toBeVisible()
  await original.getByRole('button', { name: '取下盖章扫描件.pdf' }).click()
  await expect(original.getByText('正本：还没有')).toBeVisible()

  await page.getByRole('button', { name: '另起一份' }).click()
  await page.getByRole('button', { name: '删掉草稿' }).click()
  await page.getByRole('button', { name: '删掉', exact: true }).click()
  await expect(page.getByRole('heading', { name: '公文文稿', level: 1 })).toBeVisible()
  await expect(page.getByText('1 份', { exact: false }).first()).toBeVisible()
  await page.keyboard.press('Control+Z')
  await expect(page.getByText('在起草').first()).toBeVisible()
})
