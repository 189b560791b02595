import { cp, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { verifyBag } from '#host/bag/verify-bag'
import { nodeFiles } from '#host/node-files'
import { expectGoodScreen } from '../support/accessible'
import { foundBranch, press, stand, write } from '../support/hand'
import { filesUnder } from '../support/papers'
import { brokenRules } from '../support/rfc8493'
import { expect, test } from './shell'

/** 案卷 to their end: on the shelf as spines, out as a bag that another branch opens, and destroyed when their time is over. */
const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000049454e44ae426082', 'hex')

async function register(page: Page, title: string, number: string, retention: string): Promise<void> {
  await stand(page, 'archive/volume/new')
  await write(page, page.getByLabel('案卷题名'), title)
  await write(page, page.getByLabel('目录号'), '2')
  await write(page, page.getByLabel('案卷号'), number)
  await write(page, page.getByLabel('自', { exact: true }), '1998.3')
  await write(page, page.getByLabel('至', { exact: true }), '1999.12')
  if (retention !== '长期') {
    await page.getByLabel('保管期限').click()
    await page.getByTitle(retention, { exact: true }).click()
  }
  await write(page, page.getByLabel('第 1 行题名'), `${title}之一`)
  await page.getByLabel('附上扫描件').setInputFiles([{ name: `${title}.png`, mimeType: 'image/png', buffer: Buffer.concat([png, Buffer.from(number)]) }])
  await expect(page.getByRole('link', { name: `${title}.png` })).toBeVisible({ timeout: 30_000 })
  await page.getByLabel('案卷题名').press('Control+s')
  await expect(page.getByRole('link', { name: title, exact: true })).toBeVisible()
}

test('案卷 stand on the shelf, go out as one bag with their scans and lists, and another branch reads them', async ({ shell }) => {
  test.setTimeout(300_000)
  const { page, home } = shell
  await foundBranch(page, '老档案村支部')
  // An empty shelf leads there too.
  await stand(page, 'archive')
  await press(page, page.getByRole('link', { name: '登记案卷' }))
  await expect(page.getByText('还没有登记案卷')).toBeVisible()
  await register(page, '支部会议记录', '1', '长期')
  await register(page, '收发登记', '2', '短期')
  await stand(page, 'archive')
  await expect(page.getByRole('list', { name: '案卷' }).getByRole('link')).toHaveCount(2)
  await expectGoodScreen(page, 'archive-volume-spines')
  await press(page, page.getByRole('link', { name: '写移交包' }))
  await expect(page.getByText('案卷 2 卷').first()).toBeVisible()
  await press(page, page.getByRole('button', { name: '写移交包' }))
  await expect(page.getByText(/移交包写好了，\d+ 个文件/u)).toBeVisible({ timeout: 120_000 })
  await expectGoodScreen(page, 'archive-volume-bag')

  const books = path.join(home, '先锋档案盒')
  const bag = path.join(books, path.dirname((await filesUnder(books)).find((name) => path.basename(name) === 'bagit.txt') ?? '?'))
  expect(path.basename(bag)).toBe('老档案村支部 案卷')
  expect(await verifyBag(nodeFiles(), bag)).toMatchObject({ ok: true, bad: [] })
  expect(await brokenRules(bag)).toEqual([])
  const index = await readFile(path.join(bag, 'index.html'), 'utf8')
  for (const part of ['支部会议记录之一', '收发登记之一', '短期']) expect(index).toContain(part)
  const addresses = [...index.matchAll(/href="([^"#]+)"/gu)].map(([, address = '']) => decodeURIComponent(address))
  expect([...new Set(addresses)].sort()).toEqual((await filesUnder(path.join(bag, 'data'))).map((name) => `data/${name}`).sort())

  await cp(bag, path.join(home, '拷来的老档案'), { recursive: true })
  await stand(page, 'safety/backup')
  await press(page, page.getByRole('button', { name: '回到开头去恢复' }))
  await foundBranch(page, '镇机关支部')
  await stand(page, 'archive/receive')
  await page.getByRole('button', { name: /看里面：.*文件夹/u }).click()
  await page.getByRole('radio', { name: /拷来的/u }).check()
  await press(page, page.getByRole('button', { name: '收进来' }))
  await press(page, page.getByRole('link', { name: '拷来的老档案' }))
  await expect(page.getByRole('link', { name: /支部会议记录\.png/u })).toBeVisible()
  await press(page, page.getByText('卷内文件目录，1 行').first())
  await expect(page.getByText('支部会议记录之一')).toBeVisible()
  await expectGoodScreen(page, 'archive-volume-received')
})

test('a 案卷 whose time is over is listed, noted as destroyed with its witnesses, and stays in the list', async ({ shell }) => {
  test.setTimeout(200_000)
  const { page } = shell
  await foundBranch(page, '老档案村支部')
  await register(page, '支部会议记录', '1', '长期')
  await register(page, '收发登记', '2', '短期')
  // A scan that cannot be opened is said by 迎检自查 of any year, with the way to its volume.
  await press(page, page.getByRole('link', { name: '收发登记', exact: true }))
  await page.getByLabel('附上扫描件').setInputFiles([{ name: '后半本.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 cut off') }])
  await expect(page.getByText('可能坏了')).toBeVisible({ timeout: 30_000 })
  await page.getByLabel('案卷题名').press('Control+s')
  await expect(page.getByText('改了案卷“收发登记”').first()).toBeVisible()
  await stand(page, 'archive/inspect')
  await expect(page.getByText('案卷“收发登记”附的“后半本.pdf”打不开，换一份好的')).toBeVisible()
  await expectGoodScreen(page, 'archive-volume-inspected')
  await press(page, page.getByRole('button', { name: /去看：案卷“收发登记”/u }))
  await expect(page.getByLabel('案卷题名')).toHaveValue('收发登记')
  await stand(page, 'archive/due')
  await expect(page.getByText('到期 1 卷')).toBeVisible()
  // Kept on after all: it is listed no more until that is over; undone, it is.
  await page.getByLabel('勾选“收发登记”').check()
  await press(page, page.getByRole('button', { name: '记延长', exact: true }))
  const strip = page.getByRole('group', { name: '记延长' })
  await write(page, strip.getByLabel('批准人'), '石玉兰')
  await expectGoodScreen(page, 'archive-volume-extend')
  await press(page, strip.getByRole('button', { name: '记延长', exact: true }))
  await expect(page.getByText('没有到期的')).toBeVisible()
  await page.keyboard.press('Control+Z')
  await page.getByLabel('勾选“收发登记”').check()
  await press(page, page.getByRole('button', { name: '记销毁（1 卷）' }))
  await expect(page.getByLabel('批准人')).toHaveValue('石玉兰')
  await write(page, page.getByLabel('监销人'), '白露、顾清源')
  await expectGoodScreen(page, 'archive-volume-destroy')
  await press(page, page.getByRole('button', { name: '记销毁', exact: true }))
  await expect(page.getByRole('list', { name: '案卷' }).getByRole('link')).toHaveCount(1)
  await stand(page, 'archive/volumes')
  await expect(page.getByRole('row', { name: /收发登记.*销毁/u })).toBeVisible()
  await press(page, page.getByRole('link', { name: '收发登记', exact: true }))
  await expect(page.getByRole('button', { name: '去掉', exact: true }).first()).toBeDisabled()
  await press(page, page.getByRole('button', { name: '备考表', exact: true }))
  await expect(page.getByRole('list', { name: '已经写的' })).toContainText('整卷销毁；批准人 石玉兰，监销人 白露、顾清源。')
})
