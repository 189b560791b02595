import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { unzipSync } from 'fflate'
import { goTo } from '../support/hand'
import { filesUnder } from '../support/papers'
import { expect, test } from './shell'

/** 批量 of everything the sample has one each of: the page loaded anew finds the job again, and stopping leaves whole files only. */
test('a batch is found again after a reload, and stopped half-way leaves nothing half-written', async ({ shell }) => {
  const { page, home } = shell
  const books = path.join(home, '先锋档案盒')
  await page.getByText('先看看示例').first().click()
  await expect(page.getByText('接下来要办的').first()).toBeVisible({ timeout: 90_000 })
  await goTo(page, '文书样式')
  await page.getByRole('button', { name: '批量做' }).click()
  const kinds = page.getByRole('group', { name: '哪种文书' }).getByRole('checkbox')
  await expect(kinds.first()).toBeVisible()
  for (let at = 0; at < (await kinds.count()); at += 1) await kinds.nth(at).check()
  const start = page.getByRole('button', { name: /^做 \d+ 份$/ })
  const wanted = Number(/\d+/u.exec((await start.textContent()) ?? '')?.[0])
  expect(wanted).toBeGreaterThan(20)
  await start.click()
  await expect(page.getByText(/已办 [1-9]\d* 份/)).toBeVisible({ timeout: 60_000 })
  await page.reload()
  await expect(page.getByRole('progressbar')).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: '停下' }).click()
  await expect(page.getByText(/停下了，已办 \d+ 份/)).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('button', { name: '打开所在文件夹' })).toBeVisible()
  const files = (await filesUnder(books)).filter((name) => name.includes('/批量/') && !name.includes('.vbox-'))
  expect(files.length).toBeGreaterThan(0)
  expect(files.length).toBeLessThan(wanted * 2)
  for (const name of files) {
    const bytes = await readFile(path.join(books, name))
    if (name.endsWith('.docx')) expect(Object.keys(unzipSync(bytes)), name).toContain('word/document.xml')
    else {
      expect(name).toMatch(/\.pdf$/u)
      expect(bytes.subarray(0, 5).toString('latin1'), name).toBe('%PDF-')
      expect(bytes.subarray(-16).toString('latin1'), name).toContain('%%EOF')
    }
  }
})
