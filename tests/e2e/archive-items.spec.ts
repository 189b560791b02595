import type { Page } from '@playwright/test'
import { expectGoodScreen } from '../support/accessible'
import { foundBranch, openSample, press, stand, write } from '../support/hand'
import { expect, test } from './shell'

/** 件 by the rules of DA/T 22—2015: papers that are one 件, in an order that the keyboard changes; and what the archive is given that it cannot like. */

async function register(page: Page, title: string, date: string, pages: string): Promise<void> {
  await stand(page, 'archive/register')
  await write(page, page.getByLabel('题名'), title)
  await write(page, page.getByLabel('责任者'), '水利局机关党支部')
  await write(page, page.getByLabel('日期', { exact: true }), date)
  await write(page, page.getByLabel('页数'), pages)
  await page.getByLabel('页数').press('Control+s')
  await expect(page.getByRole('heading', { name: '登记纸质件' })).toBeHidden()
}

test('请示 and 批复 are offered as one 件, turned round by keyboard, laid by the rule again, filed as one', async ({ shell }) => {
  test.setTimeout(240_000)
  const { page } = shell
  await openSample(page)
  await register(page, '关于修缮党员活动室的请示', '2026.3.1', '2')
  await register(page, '关于同意修缮党员活动室的批复', '2026.3.20', '1')
  await stand(page, 'archive/file')
  await press(page, page.getByRole('button', { name: '并成一件：来文和复文' }))
  await expect(page.getByText('2 份一件')).toBeVisible()
  await expect(page.getByRole('button', { name: '归档（1 件）' })).toBeVisible()
  await expectGoodScreen(page, 'archive-joined')

  await press(page, page.getByRole('link', { name: '关于同意修缮党员活动室的批复' }))
  const papers = page.getByRole('region', { name: /这一件里有 2 份/u }).locator('ol > li')
  await expect(papers).toHaveText([/批复/u, /请示/u])
  await expect(page.getByLabel('备注')).toHaveValue('附来文：关于修缮党员活动室的请示')
  await expectGoodScreen(page, 'archive-item-parts')
  await press(page, page.getByRole('button', { name: '上移“关于修缮党员活动室的请示”' }))
  await expect(papers).toHaveText([/请示/u, /批复/u])
  await expect(page.getByLabel('题名')).toHaveValue('关于修缮党员活动室的请示')
  await expect(page.getByRole('button', { name: '下移“关于修缮党员活动室的请示”' })).toBeFocused()
  await press(page, page.getByRole('button', { name: '照规则排' }))
  await expect(papers).toHaveText([/批复/u, /请示/u])
  await press(page, page.getByRole('button', { name: '拆开' }))
  await expect(page.getByRole('region', { name: /这一件里有/u })).toHaveCount(0)
  await page.locator('main').press('Control+z')
  await expect(papers).toHaveCount(2)

  await stand(page, 'archive/file')
  await press(page, page.getByRole('button', { name: '归档（1 件）' }))
  await press(page, page.getByRole('group', { name: '归档', exact: true }).getByRole('button', { name: '归档', exact: true }))
  await expect(page.getByRole('heading', { name: '导出归档文件' })).toBeVisible()
  await stand(page, 'archive')
  await press(page, page.getByRole('link', { name: /2026年 10年 盒 3/u }))
  await expect(page.getByRole('row', { name: /0018.*关于同意修缮党员活动室的批复.*3/u })).toBeVisible()
})

test('a 案卷 from before 2016 is catalogued from its cover, pasted from Excel, and stands on the shelf list', async ({ shell }) => {
  test.setTimeout(240_000)
  const { page } = shell
  await foundBranch(page, '老档案村支部')
  await stand(page, 'archive/volumes')
  await expectGoodScreen(page, 'archive-volumes-none')
  await press(page, page.getByRole('button', { name: '登记一卷' }))
  await write(page, page.getByLabel('目录号'), '2')
  await write(page, page.getByLabel('自', { exact: true }), '1998.3')
  await write(page, page.getByLabel('至', { exact: true }), '1997')
  await page.getByLabel('第 1 行责任者').focus()
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.setData('text/plain', '机关党支部\t党员大会记录\t1998.3.5\t1\n机关党支部\t关于修渠的请示\t1999.5\t21\n')
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })
  await expect(page.getByLabel('第 2 行题名')).toHaveValue('关于修渠的请示')
  await page.getByLabel('第 2 行题名').press('Control+s')
  // Both walls at their fields, the first one in hand.
  await expect(page.getByText('写上案卷题名，照卷皮上的')).toBeVisible()
  await expect(page.getByText('止的日期早于起的日期，请改其中一个')).toBeVisible()
  await expect(page.getByLabel('案卷题名')).toBeFocused()
  await expectGoodScreen(page, 'archive-volume-refused')
  await write(page, page.getByLabel('案卷题名'), '机关党支部会议记录')
  await write(page, page.getByLabel('至', { exact: true }), '1999.12')
  await page.getByLabel('案卷题名').press('Control+s')
  await expect(page.getByRole('link', { name: '机关党支部会议记录' })).toBeVisible()
  await expectGoodScreen(page, 'archive-volumes')
  await press(page, page.getByRole('link', { name: '机关党支部会议记录' }))
  await expectGoodScreen(page, 'archive-volume')
  for (const tab of ['卷内文件目录', '封面', '卷脊', '备考表']) {
    await press(page, page.getByRole('button', { name: tab, exact: true }))
    await expect(page.getByText('2-0001').first()).toBeVisible()
    await expectGoodScreen(page, `archive-volume-${tab}`)
  }
  await write(page, page.getByLabel('再记一笔'), '第 12 页缺角。')
  await press(page, page.getByRole('button', { name: '记一笔' }))
  await expect(page.getByRole('list', { name: '已经写的' })).toContainText('第 12 页缺角。')
  await stand(page, 'archive')
  await expect(page.getByRole('link', { name: '案卷（1 卷）' })).toBeVisible()
})
