import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expectGoodScreen } from '../support/accessible'
import { goTo } from '../support/hand'
import { filesUnder, wordText } from '../support/papers'
import { expect, test } from './shell'

/** 文书样式 on the sample branch: the gallery, one paper written and read back, then everybody's pledges one each and bound together. */
test('every paper is looked at and written; pledges of all members in one batch', async ({ shell }) => {
  const { page, home } = shell
  const books = path.join(home, '先锋档案盒')
  const word = async (part: string) => {
    const file = (await filesUnder(books)).find((name) => name.includes(part) && name.endsWith('.docx'))
    expect(file, `a Word file with ${part} in its name`).toBeDefined()
    return wordText(await readFile(path.join(books, file ?? part)))
  }
  await page.getByText('先看看示例').first().click()
  await expect(page.getByText('接下来要办的').first()).toBeVisible({ timeout: 90_000 })
  await goTo(page, '文书样式')
  await expect(page.getByRole('heading', { name: '文书样式', level: 1 })).toBeVisible()
  await page.getByLabel('找文书').fill('花名册')
  await page.getByRole('button', { name: '党员花名册', exact: true }).click()
  await expect(page.getByLabel('看样：党员花名册')).toBeVisible()
  await expectGoodScreen(page, 'papers')
  await page.getByLabel('找文书').fill('')
  await expectGoodScreen(page, 'papers-all')
  await page.getByRole('button', { name: '存成 Word' }).click()
  await expect(page.getByRole('button', { name: /打开.*文件夹/ })).toBeVisible({ timeout: 60_000 })
  await expectGoodScreen(page, 'papers-written')
  expect(await word('党员花名册')).toContain('石惊涛')

  await page.getByRole('button', { name: '批量做' }).click()
  await expect(page.getByRole('heading', { name: '批量做' })).toBeVisible()
  await expectGoodScreen(page, 'papers-batch')
  await page.getByLabel('合订一份').check()
  await page.getByLabel('PDF').uncheck()
  await page.getByRole('button', { name: /^做 \d+ 份$/ }).click()
  await expect(page.getByRole('button', { name: /打开.*文件夹/ })).toBeVisible({ timeout: 60_000 })
  await expectGoodScreen(page, 'papers-batch-done')

  const joined = await word('合订（')
  const files = (await filesUnder(books)).filter((name) => name.includes('/批量/') && name.includes('党员公开承诺书（'))
  expect(files.length).toBeGreaterThan(2)
  for (const file of files) {
    const [, name = '？'] = /（([^（）]+)）\.docx$/u.exec(file) ?? []
    expect(joined, name).toContain(`承诺人：${name}`)
    expect(wordText(await readFile(path.join(books, file))), name).toContain(`承诺人：${name}`)
  }
})
