import { readFile } from 'node:fs/promises'
import path from 'node:path'
import writeXlsxFile from 'write-excel-file/node'
import type { Page } from '@playwright/test'
import { expectGoodScreen } from '../support/accessible'
import { foundBranch, goTo } from '../support/hand'
import { filesUnder, sha256, wordText } from '../support/papers'
import { expect, test } from './shell'

/** 批量 of two hundred letters: reloaded and stopped in the middle, finished later, made again unchanged, and again with one letter changed. */
const count = 200
const names = Array.from({ length: count }, (_, index) => `测${String.fromCodePoint(0x4e00 + index)}`)
const [first = ''] = names

async function importMembers(page: Page): Promise<void> {
  const head = ['姓名', '性别', '出生年月', '入党时间', '转正时间', '人员类别'].map((value) => ({ value }))
  const rows = names.map((name) => [name, '男', '1980.05', '2005年6月', '200607', '正式党员'].map((value) => ({ value, type: String })))
  const buffer = await (await writeXlsxFile([head, ...rows])).toBuffer()
  await goTo(page, '党员名册')
  await page.getByRole('button', { name: '导入一张表' }).click()
  await page.getByLabel('名册文件').setInputFiles({ name: '花名册.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer })
  await page.getByRole('button', { name: `导入这 ${count} 人` }).click()
  await expect(page.getByText(`在册 ${count} 人`)).toBeVisible({ timeout: 60_000 })
}

async function writePledges(page: Page): Promise<void> {
  await goTo(page, '公开承诺')
  await page.getByRole('button', { name: '开这一轮' }).click()
  await page.getByRole('button', { name: '一页办' }).click()
  const lines = ['承诺人\t类型\t承诺事项\t完成时限', ...names.map((name) => `${name}\t岗位\t${name}每月走访独居老人 4 户\t2026.11`)]
  await page.getByLabel('党支部第 1 条，承诺事项', { exact: true }).focus()
  await page.evaluate((block) => {
    const data = new DataTransfer()
    data.setData('text/plain', block)
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, lines.join('\r\n'))
  await page.getByRole('button', { name: `填进去 ${count} 条` }).click()
  await page.getByRole('button', { name: `提诺 ${count} 份` }).click({ timeout: 60_000 })
  await expect(page.getByRole('heading', { name: '公开承诺', level: 1 })).toBeVisible({ timeout: 60_000 })
}

async function toBatch(page: Page): Promise<void> {
  await goTo(page, '文书样式')
  await page.getByRole('button', { name: '批量做' }).click()
  await expect(page.getByText(`${count} 人有`).first()).toBeVisible()
}

test('a batch is reloaded and stopped half-way, finished, recognised as the same, and given a new edition', async ({ shell }) => {
  test.setTimeout(600_000)
  const { page } = shell
  const folder = path.join(shell.home, '先锋档案盒', '柳溪村支部', '导出')
  const made = async () => (await filesUnder(folder)).filter((name) => name.includes('/批量/'))
  const bytesOf = (name: string) => readFile(path.join(folder, name))
  const sums = async () => new Map(await Promise.all((await made()).filter((name) => /\.(?:docx|pdf)$/u.test(name)).map(async (name) => [name, sha256(await bytesOf(name))] as const)))
  const bar = page.getByRole('progressbar', { name: '导出 批量' })
  const done = async () => Number(await bar.getAttribute('aria-valuenow'))
  await foundBranch(page, '柳溪村支部')
  await importMembers(page)
  await writePledges(page)

  await test.step('reloaded in the middle it is there again and goes on', async () => {
    await toBatch(page)
    await page.getByRole('button', { name: `做 ${count} 份` }).click()
    await expect.poll(done, { timeout: 120_000 }).toBeGreaterThan(3)
    await page.reload()
    await expect(bar).toBeVisible({ timeout: 60_000 })
    const before = await done()
    await expect.poll(done, { timeout: 60_000 }).toBeGreaterThan(before)
    await expect(page.getByText(/约剩|马上就好/u).first()).toBeVisible()
    await expectGoodScreen(page, 'batch-running')
  })

  await test.step('started anew meanwhile, the page leads to the one that runs', async () => {
    await toBatch(page)
    await page.getByRole('link', { name: '看做到哪里了' }).click()
    await expect(bar).toBeVisible()
  })

  await test.step('stopped, what is finished is whole and nothing else is there', async () => {
    await page.getByRole('button', { name: '停下' }).click()
    await expect(page.getByText(/停下了，写好的 \d+ 份都在文件夹里/u)).toBeVisible({ timeout: 60_000 })
    await expectGoodScreen(page, 'batch-stopped')
    const files = await made()
    const word = files.filter((name) => name.endsWith('.docx'))
    expect(word.length).toBeGreaterThan(3)
    expect(word.length).toBeLessThan(count)
    for (const name of word) expect(wordText(await bytesOf(name)), name).toContain('每月走访独居老人')
    for (const name of files.filter((one) => one.endsWith('.pdf'))) {
      const bytes = await bytesOf(name)
      expect(bytes.subarray(0, 5).toString('latin1'), name).toBe('%PDF-')
      expect(bytes.subarray(-8).toString('latin1'), name).toContain('%%EOF')
    }
    expect(files.filter((name) => !/\.(?:docx|pdf)$/u.test(name)).map((name) => path.basename(name))).toEqual(['.vbox-editions.json'])
  })

  await test.step('made to the end, with one file of all: what stood there is the same', async () => {
    const before = await sums()
    await page.getByRole('button', { name: '再做一批' }).click()
    await page.getByLabel('PDF').uncheck()
    await page.getByLabel('合成一个文件').check()
    await page.getByRole('button', { name: `做 ${count + 1} 份` }).click()
    await expect(page.getByText(`办完了，${count + 1} 份都在文件夹里`)).toBeVisible({ timeout: 180_000 })
    await expect(page.getByRole('button', { name: '打开所在文件夹' })).toBeVisible()
    const kept = [...before].filter(([name]) => name.endsWith('.docx'))
    await expect(page.getByRole('button', { name: `相同 ${kept.length}` })).toBeVisible()
    await expectGoodScreen(page, 'batch-finished')
    const after = await sums()
    for (const [name, sum] of before) expect(after.get(name), name).toBe(sum)
    const joined = [...after.keys()].find((name) => name.includes('/合订/')) ?? '合订'
    const text = wordText(await bytesOf(joined))
    for (const name of names) expect(text).toContain(`${name}每月走访独居老人`)
    expect([...after.keys()].filter((name) => name.endsWith('.docx'))).toHaveLength(count + 1)
  })

  await test.step('unchanged, the same files are named and no second one is made', async () => {
    const before = await sums()
    await page.getByRole('button', { name: '再做一批' }).click()
    await page.getByLabel('合成一个文件').uncheck()
    await page.getByLabel('PDF').uncheck()
    await page.getByRole('button', { name: `做 ${count} 份` }).click()
    await expect(page.getByRole('button', { name: `相同 ${count}` })).toBeVisible({ timeout: 120_000 })
    expect(await sums()).toEqual(before)
  })

  await test.step('one letter changed: its new edition stands beside the old one', async () => {
    const before = await sums()
    await goTo(page, '公开承诺')
    await page.getByRole('button', { name: '更多' }).click()
    await page.getByRole('menuitem', { name: /^一页办/u }).click()
    await page.getByLabel(`${first}第 1 条，承诺事项`, { exact: true }).fill('每周走访独居老人 2 户')
    await page.getByRole('button', { name: '提诺 1 份' }).click()
    await expect(page.getByRole('heading', { name: '公开承诺', level: 1 })).toBeVisible()
    await toBatch(page)
    await page.getByLabel('PDF').uncheck()
    await page.getByRole('button', { name: `做 ${count} 份` }).click()
    await expect(page.getByRole('button', { name: '新版 1', exact: true })).toBeVisible({ timeout: 120_000 })
    await expect(page.getByRole('button', { name: `相同 ${count - 1}` })).toBeVisible()
    await page.getByRole('button', { name: '新版 1', exact: true }).click()
    await expect(page.getByText('内容改过，写成新版，旧版还在')).toBeVisible()
    const after = await sums()
    for (const [name, sum] of before) expect(after.get(name), name).toBe(sum)
    const fresh = [...after.keys()].filter((name) => !before.has(name))
    expect(fresh).toHaveLength(1)
    expect(fresh[0]).toContain('（第2版）.docx')
    expect(wordText(await bytesOf(fresh[0] ?? ''))).toContain('每周走访独居老人 2 户')
  })
})
