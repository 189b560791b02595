import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expectGoodScreen } from '../support/accessible'
import { goTo, openSample } from '../support/hand'
import { filesUnder, wordForm, wordParagraph as p, wordText } from '../support/papers'
import { expect, test } from './shell'

/**
 * 文书样式 on the sample branch: the gallery, one paper written and read back, everybody's pledges one each and bound together, a superior's
 * own Word form kept and filled, and a signed scan put beside what was made here.
 */
test('papers are looked at and written, made in a batch, filled into a superior’s form, and answered by a signed scan', async ({ shell }) => {
  const { page, home } = shell
  const books = path.join(home, '先锋档案盒')
  const word = async (part: string) => {
    const file = (await filesUnder(books)).find((name) => name.includes(part) && name.endsWith('.docx'))
    expect(file, `a Word file with ${part} in its name`).toBeDefined()
    return wordText(await readFile(path.join(books, file ?? part)))
  }
  await openSample(page)
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

  await page.getByRole('button', { name: '写公文' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('公文')
  await expectGoodScreen(page, 'papers-official')
  await page.goBack()
  await page.getByRole('button', { name: '批量做' }).click()
  await expect(page.getByRole('heading', { name: '批量做' })).toBeVisible()
  await expectGoodScreen(page, 'papers-batch')
  await page.getByLabel('合成一个文件').check()
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

  await goTo(page, '文书样式')
  await page.getByRole('button', { name: '上级的 Word 表' }).click()
  await expect(page.getByRole('heading', { name: '上级的 Word 表', level: 1 })).toBeVisible()
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  const offer = (name: string, buffer: Buffer) => page.locator('input[type=file]').setInputFiles({ name, mimeType: type, buffer })
  await offer('错的.docx', wordForm(p('局机关承诺表'), p('身份证号：{身份证号}')))
  await expect(page.getByRole('alert').getByText('这种文书没有“身份证号”')).toBeVisible()
  await expect(page.getByRole('alert').getByText('第 2 段“身份证号：{身份证号}”')).toBeVisible()
  await expectGoodScreen(page, 'papers-form-wrong')
  await offer('不是表.docx', Buffer.from('hello'))
  await expect(page.getByRole('dialog').getByText('不是 Word 文件')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await offer('局机关承诺表.docx', wordForm(p('姓名：｛承', '诺', '人｝'), p('{审核意见}'), p('{#承诺事项}第{序号}条：{事项}'), p('{/承诺', '事项}')))
  await page.getByRole('button', { name: /^填 \d+ 份$/ }).click()
  await expect(page.getByRole('button', { name: /打开.*文件夹/ })).toBeVisible({ timeout: 60_000 })
  await expectGoodScreen(page, 'papers-form')
  for (const file of files) {
    const [, name = '？'] = /（([^（）]+)）\.docx$/u.exec(file) ?? []
    const filled = await word(`局机关承诺表（${name}）`)
    expect(filled).toContain(`姓名：${name}`)
    expect(filled).toMatch(/第1条：.{4}/u)
    expect(filled).not.toContain('{')
  }

  await goTo(page, '档案盒')
  await page.locator('a.spine').first().click()
  await page.locator('a[href*="/item/"]').first().click()
  const scan = { name: '签字扫描件.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 signed') }
  const attach = page.getByLabel('附上改定稿、签字扫描件')
  await attach.setInputFiles([scan, { name: '第二页.png', mimeType: 'image/png', buffer: Buffer.from('png') }, { ...scan, name: '同一份.pdf' }])
  await expect(page.getByRole('link', { name: '签字扫描件.pdf' })).toBeVisible()
  await expect(page.getByRole('link', { name: '第二页.png' })).toBeVisible()
  await expect(page.getByRole('link', { name: '同一份.pdf' })).toHaveCount(0)
  await attach.setInputFiles({ name: '录像.mp4', mimeType: 'video/mp4', buffer: Buffer.from('film') })
  await expect(page.getByRole('dialog').getByText('能附的是 PDF')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expectGoodScreen(page, 'papers-signed')
  await page.getByRole('button', { name: '存下改动' }).click()
  await page.locator('a[href*="/item/"]').first().click()
  await expect(page.getByRole('region', { name: '改定稿、签字扫描件' }).getByText('正本', { exact: false }).nth(1)).toBeVisible()
  await expect(page.getByRole('link', { name: '签字扫描件.pdf' })).toBeVisible()
})
