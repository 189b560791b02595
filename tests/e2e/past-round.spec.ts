import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expectGoodScreen } from '../support/accessible'
import { addMember, foundBranch } from '../support/hand'
import { expect, test } from './shell'

/** A round of 2011 typed in from its papers, in books begun today: the people of then, the rules of then, the days of then. */
test('a round and a report of 2011 typed in afterwards', async ({ shell }) => {
  const { page } = shell
  await foundBranch(page, '补录村支部')
  await addMember(page, '韩长河')
  await addMember(page, '后来人', { 入党时间: '2019.7', 转正时间: '2020.7' })
  await page.getByRole('button', { name: /年度$/u }).first().click()
  await page.getByRole('menuitemradio', { name: '2011年度' }).or(page.getByRole('menuitem', { name: '2011年度' })).first().click()
  await page.keyboard.press('Alt+2')
  await page.getByLabel('这一轮叫什么').fill('迎接建党90周年')
  await page.getByLabel('从哪天起').fill('2011.1.10')
  await page.getByLabel('到哪天止').fill('2011.7.1')
  await page.getByRole('button', { name: '开这一轮' }).click()
  const board = page.locator('.pledge-board')
  await expect(board.getByText('韩长河', { exact: true })).toBeVisible()
  await expect(board.getByText('后来人', { exact: true })).toHaveCount(0)

  await page.getByRole('button', { name: '写韩长河的承诺' }).click()
  await page.getByLabel('承诺什么').fill('6月底前帮 3 户困难户修好房屋')
  await page.getByRole('checkbox', { name: /照纸质承诺书补录/u }).check()
  // Nobody can guess a day of 2011: the field is empty and asks for it.
  await expect(page.getByLabel('哪天提诺')).toHaveValue('')
  await page.getByLabel('承诺什么').press('Control+s')
  await expect(page.getByText('写上哪天提诺')).toBeVisible()
  await page.getByLabel('哪天提诺').fill('2011.1.15')
  await page.getByLabel('承诺什么').press('Control+s')
  await expect(page.getByRole('heading', { name: '公开承诺', level: 1 })).toBeVisible()
  await expect(board.getByText('1.15').first()).toBeVisible()
  await expectGoodScreen(page, 'pledge-past-round')

  await page.keyboard.press('Alt+4')
  await page.getByRole('button', { name: '写第一份' }).click()
  await expect(page.getByText('名册上 1 人')).toBeVisible()
  await page.getByLabel('谁的').click()
  const offered = page.locator('.ant-select-item-option')
  await expect(offered).toHaveCount(1)
  await offered.filter({ hasText: '韩长河' }).click()
  await page.getByRole('button', { name: '开始写' }).click()
  await page.locator('main textarea').nth(1).fill('1. 账目公开不及时。')
  await page.locator('[data-next]').click()
  await expect(page.locator('.analysis-strip').getByLabel('哪天交的')).toHaveValue('')
  await page.locator('.analysis-strip').getByLabel('哪天交的').fill('2011.6.20')
  await page.locator('.analysis-strip').getByRole('button', { name: '交支部审阅', exact: true }).click()
  await expect(page.getByRole('list', { name: '这份报告走到哪一步' }).getByText(/起草 6\.20/u)).toBeVisible()

  const journal = await readFile(path.join(shell.home, '先锋档案盒', '补录村支部', 'journal', '000001.jsonl'), 'utf8')
  const of = (kind: string) => journal.split('\n').filter((line) => line.includes(`"kind":"${kind}"`)).at(-1) ?? ''
  for (const kind of ['pledgeRound', 'pledge', 'analysisReport']) expect(of(kind), kind).toContain('"rulePack":"era2010@1"')
  expect(of('pledge')).toContain('"proposedOn":"2011-01-15"')
  expect(of('analysisReport')).toContain('"submittedOn":"2011-06-20"')
})
