import type { Page } from '@playwright/test'
import { expectGoodScreen } from '../support/accessible'
import { addMember, goTo } from '../support/hand'
import { expect, test } from './shell'

/** What happens to members of a joint branch, noted on the screen: every event, their places, and what falls due. */
const day = (months: number, days = 0): string => {
  const now = new Date()
  const at = new Date(now.getFullYear(), now.getMonth() + months, Math.min(now.getDate(), 28) + days)
  return `${at.getFullYear()}.${at.getMonth() + 1}.${at.getDate()}`
}

async function note(page: Page, name: string, act: string, fields: Readonly<Record<string, string>>): Promise<void> {
  const panel = page.getByRole('complementary')
  await page.getByRole('radiogroup', { name: '看哪些人' }).getByText(/^全部/u).click()
  await page.getByRole('row').filter({ hasText: name }).first().click()
  await expect(panel.getByRole('heading', { name })).toBeVisible()
  await panel.getByRole('button', { name: '记一件事' }).click()
  const choice = panel.getByRole('button', { name: new RegExp(`^${act}`, 'u') })
  if ((await choice.count()) === 0) await panel.getByRole('button', { name: '别的事，或者补记以前的' }).click()
  await choice.first().click()
  await expect(panel.getByRole('heading', { name: act })).toBeVisible()
  for (const [label, text] of Object.entries(fields)) {
    const field = panel.getByLabel(label, { exact: label.length < 4 })
    if ((await panel.getByRole('radio', { name: label, exact: true }).count()) > 0) await panel.getByRole('radio', { name: label, exact: true }).check()
    else if ((await panel.getByRole('checkbox', { name: label, exact: true }).count()) > 0) await panel.getByRole('checkbox', { name: label, exact: true }).check()
    else await field.fill(text)
  }
  await panel.getByRole('button', { name: '记下', exact: true }).click()
  await expect(panel.getByRole('button', { name: '记一件事' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
}

test('a joint branch: units, groups, every event of a member, and what falls due', async ({ shell }) => {
  const { page } = shell
  await page.getByRole('button', { name: /建一个支部/ }).click()
  await page.getByLabel('全称').fill('中共白云镇商圈联合支部委员会')
  await page.getByLabel('简称').fill('商圈联合支部')
  await page.getByLabel('组织类别').click()
  await page.locator('.ant-select-item-option:visible').filter({ hasText: /^联合党支部$/u }).click()
  await page.getByLabel('姓名').fill('韩长河')
  await page.getByLabel('职务').fill('书记')
  await page.getByRole('button', { name: '建支部', exact: true }).click()
  await expect(page.locator('.top-branch')).toHaveText('商圈联合支部', { timeout: 30_000 })

  await goTo(page, '党员名册')
  await page.getByRole('button', { name: '党小组和班子' }).click()
  for (const [label, add, names] of [['党小组的名称', '添党小组', ['一组', '二组']], ['成员单位的名称', '添成员单位', ['云水书店', '白云药房']]] as const) {
    for (const name of names) {
      await page.getByLabel(label).fill(name)
      await page.getByRole('button', { name: add }).click()
      await expect(page.getByRole('list', { name: add.slice(1) }).getByText(name)).toBeVisible()
    }
  }
  // A committee whose term ends within three months is named, and called for a new election.
  await page.getByLabel('当选日期').fill(day(-34))
  await page.getByLabel('届满日期').fill(day(2))
  await page.getByRole('button', { name: '记一届班子' }).click()
  await expect(page.getByRole('list', { name: '班子任期' })).toContainText('这一届')
  await expectGoodScreen(page, 'roster-parts-joint')

  for (const name of ['韩长河', '卫青山', '鲁小满', '姜水清']) await addMember(page, name)
  await goTo(page, '党员名册')
  await page.getByRole('button', { name: '添一名党员' }).click()
  await page.getByLabel('姓名', { exact: true }).fill('戚继业')
  await page.getByLabel('入党时间').fill(day(-12, 10))
  await page.getByRole('radio', { name: '预备' }).check()
  await page.getByLabel('姓名', { exact: true }).press('Enter')
  await expect(page.getByLabel('姓名', { exact: true })).toHaveValue('')
  await page.getByRole('button', { name: '填完了' }).click()

  const due = page.getByRole('group', { name: /到期要办的/ })
  await expect(due).toContainText('戚继业预备期')
  await due.getByRole('link', { name: /全部 \d 件/ }).click()
  const dueList = page.getByRole('list', { name: '到期要办的' })
  await expect(dueList).toContainText('开党员大会讨论转正')
  await expect(dueList).toContainText(/届满，不到 3 个月，还有 \d+ 天，向上级报换届/u)
  await expectGoodScreen(page, 'roster-due')
  await page.keyboard.press('Escape')

  await note(page, '韩长河', '换职务', { 书记: '' })
  await note(page, '韩长河', '换党小组', { 一组: '' })
  await note(page, '卫青山', '换单位', { 白云药房: '' })
  await note(page, '卫青山', '外出', { 外出日期: day(-8), 外出地点: '省城' })
  await expect(page.getByRole('row').filter({ hasText: '卫青山' })).toContainText('流动　省城')
  await expect(due).toContainText(/全部 3 件/u)
  await note(page, '卫青山', '联系记录', { 怎么联系的: '电话' })
  await expect(due).toContainText(/全部 2 件/u)
  await note(page, '卫青山', '返回', { 返回日期: day(0) })
  await note(page, '戚继业', '转正', { 票决日期: day(0) })
  await expect(due).not.toContainText('戚继业')
  await note(page, '鲁小满', '停止党籍', { 停止党籍的日期: '2025.3' })
  await expect(page.getByRole('row').filter({ hasText: '鲁小满' })).toContainText('停止党籍')
  await note(page, '鲁小满', '恢复党籍', { 恢复党籍的日期: '2025.6.30' })
  await note(page, '鲁小满', '转出', { 转出日期: '2025.7.1', 转到哪个党组织: '县教育局支部' })
  await expect(page.getByRole('row').filter({ hasText: '鲁小满' })).toContainText('转出')
  await note(page, '鲁小满', '转入', { 转入日期: '2026.1.5', 从哪个党组织转来: '县教育局支部' })
  await note(page, '鲁小满', '除名', { 除名的日期: '2026.2' })
  await note(page, '姜水清', '去世', { 去世的日期: '2026.3.1' })
  await expect(page.getByRole('row').filter({ hasText: '姜水清' })).toContainText('去世')
  await page.getByRole('row').filter({ hasText: '鲁小满' }).first().click()
  const panel = page.getByRole('complementary')
  for (const word of ['停止党籍', '恢复党籍', '转出', '转入', '除名', '县教育局支部']) await expect(panel).toContainText(word)
  await expectGoodScreen(page, 'roster-history')
  await expect(page.getByText(/在册 3 人/u).first()).toBeVisible()

  // An event that cannot have been so is refused at its field, and what was typed stays.
  await panel.getByRole('button', { name: '记一件事' }).click()
  await panel.getByRole('button', { name: '别的事，或者补记以前的' }).click()
  await panel.getByRole('button', { name: /^返回/u }).click()
  await panel.getByLabel('返回日期').fill('2026.1.10')
  await panel.getByRole('button', { name: '记下', exact: true }).click()
  await expect(panel.getByLabel('返回日期')).toHaveAttribute('aria-invalid', 'true')
  await expect(panel.getByLabel('返回日期')).toHaveValue(/2026/u)
  await expectGoodScreen(page, 'roster-event-refused')
})
