import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { addMember, foundBranch, goTo, openBooks } from '../support/hand'
import { filesUnder, wordForm, wordParagraph, wordText } from '../support/papers'
import { expect, test } from './shell'

/** A superior's own Word form, kept in the books: the next year's promise goes into the same form without it being brought again. */
const promise = async (page: Page, text: string) => {
  await page.keyboard.press('Alt+2')
  await page.getByRole('button', { name: '开这一轮' }).click()
  await page.getByRole('button', { name: '写韩长河的承诺' }).click()
  await page.getByLabel('承诺什么').fill(text)
  await page.getByRole('checkbox', { name: /照纸质承诺书补录/u }).check()
  await page.getByLabel('承诺什么').press('Control+s')
  await expect(page.getByRole('heading', { name: '公开承诺', level: 1 })).toBeVisible()
}
const year = async (page: Page, name: string) => {
  await page.getByRole('button', { name: /年度$/u }).first().click()
  await page.getByRole('menuitemradio', { name }).or(page.getByRole('menuitem', { name })).first().click()
}
const toForms = async (page: Page) => {
  await goTo(page, '文书样式')
  await page.getByRole('button', { name: '上级的 Word 表' }).click()
}

test('a form kept this year is filled again in the next', async ({ shell }) => {
  test.setTimeout(180_000)
  let { page } = shell
  const books = path.join(shell.home, '先锋档案盒')
  // The year before this one, and then this one: the year to come is not offered yet.
  const first = new Date().getFullYear() - 1
  const filled = async (of: number) => {
    await expect(page.getByRole('button', { name: /打开.*文件夹/u })).toBeVisible({ timeout: 60_000 })
    const files = (await filesUnder(books)).filter((name) => name.includes(`${path.sep}${of}年度${path.sep}`) && name.includes('镇承诺登记表') && name.endsWith('.docx'))
    expect(files).toHaveLength(1)
    return wordText(await readFile(path.join(books, files[0] ?? '')))
  }
  await foundBranch(page, '两年支部')
  await addMember(page, '韩长河')
  await year(page, `${first}年度`)
  await promise(page, '6月底前修好村东水渠')
  await toForms(page)
  await page.locator('input[type=file]').setInputFiles({ name: '镇承诺登记表.docx', mimeType: '', buffer: wordForm(wordParagraph('{轮', '次}'), wordParagraph('姓名：{承诺人}'), wordParagraph('{#承诺事项}{事项}{/承诺事项}')) })
  await page.getByRole('button', { name: '填 1 份' }).click()
  expect(await filled(first)).toContain('6月底前修好村东水渠')

  page = await shell.restart()
  await openBooks(page, '两年支部')
  await year(page, `${first + 1}年度`)
  await toForms(page)
  // Nothing written yet that could go into it: said, and nothing is made.
  await expect(page.getByRole('button', { name: '填 0 份' })).toBeDisabled()
  await promise(page, '12月底前装好路灯 8 盏')
  await toForms(page)
  await expect(page.getByText('镇承诺登记表')).toBeVisible()
  await page.getByRole('button', { name: '填 1 份' }).click()
  const next = await filled(first + 1)
  expect(next).toContain('12月底前装好路灯 8 盏')
  expect(next).not.toContain('水渠')
})
