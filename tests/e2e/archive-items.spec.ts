import type { Page } from '@playwright/test'
import { expectGoodScreen } from '../support/accessible'
import { press, stand, write } from '../support/hand'
import { expect, test } from './shell'

/** 件 by the rules of DA/T 22—2015: papers that are one 件, in an order that the keyboard changes; and what the archive is given that it cannot like. */
async function openSample(page: Page): Promise<void> {
  await page.getByText('先看看示例').first().click()
  await expect(page.getByText('接下来要办的').first()).toBeVisible({ timeout: 90_000 })
}

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
  await press(page, page.getByRole('group', { name: '归档' }).getByRole('button', { name: '归档', exact: true }))
  await expect(page.getByRole('heading', { name: '导出归档文件' })).toBeVisible()
  await stand(page, 'archive')
  await press(page, page.getByRole('link', { name: /2026年 10年 盒 3/u }))
  await expect(page.getByRole('row', { name: /0018.*关于同意修缮党员活动室的批复.*3/u })).toBeVisible()
})
