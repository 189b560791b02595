import { readdir } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import type { MassReview } from '#shared/model/mass-review'
import { scanFolder } from '../ballot/scan'
import { expectFits, expectGoodScreen } from '../support/accessible'
import { boxFolder, desk, letInAndVote, makeBox, openBox, openWindow, recordOf, typeSlips } from '../support/box-desk'
import { openSample, stand } from '../support/hand'
import { votingEnv } from '../support/voting-window'
import { expect, test } from './shell'

/** 群众评议 by machine: the meeting votes into one box, questionnaires come on paper, one commit holds both. */
test.use({ appEnv: votingEnv() })
test.skip(({ shellKind }) => shellKind === 'electron', 'the voting window of the desktop shell is not driven here')

/** A 群众评议 of the sample branch, just made. */
async function begin(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1366, height: 650 })
  await openSample(page)
  await stand(page, 'massReview')
  await page.getByRole('button', { name: '再建一次' }).click()
}

test('those at the meeting vote by machine, a questionnaire comes on paper: each a source of its own, and the box is not typed over', async ({ shell }) => {
  test.setTimeout(420_000)
  const { page } = shell
  await begin(page)
  await page.getByRole('button', { name: '用机投' }).click()
  await expect(page.getByText('写上几个人投票')).toBeVisible()
  const voters = page.getByRole('spinbutton', { name: '到会投票' })
  await voters.fill('4')
  await expect(page.getByText('到会投票 4 人，不足 5 人，机投看得出是谁投的')).toBeVisible()
  await expect(page.getByRole('button', { name: '设票箱' })).toBeDisabled()
  await expectGoodScreen(page, 'mass-machine-choose')
  await voters.fill('7')
  await page.getByRole('radio', { name: /^只评党组织/u }).check()
  const slips = await makeBox(page, /监票人放行/u)
  const id = await page.evaluate(() => location.hash.split('/')[2] ?? '')
  // The record and its box belong together from now on: its making is not taken back.
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('heading', { name: '打开票箱' })).toBeVisible()
  await openBox(page, slips)
  await expect(desk(page).locator('.machine-count')).toContainText('已投 0/到会投票 7')

  // 工作台 says that a box waits, and leads to it; so does the page of the figures, where nothing is published meanwhile.
  await stand(page, 'desk')
  await page.getByRole('button', { name: /^去看：.*群众评议$/u }).click()
  await page.getByRole('link', { name: '回到票数' }).click()
  await expect(page.getByText('这次用机投：票箱开着，已投 0 / 7。')).toBeVisible()
  await expectGoodScreen(page, 'mass-machine-open')
  await page.getByRole('button', { name: '去看票箱' }).click()

  const window = await openWindow(shell)
  await expect(desk(page).locator('.machine-count')).toContainText('已投 0')
  await letInAndVote(page, window.page, 4, 0)
  await letInAndVote(page, window.page, 2, 1)
  await page.getByRole('button', { name: '封箱' }).click()
  await page.getByRole('group', { name: '封箱' }).getByRole('button', { name: '封箱' }).click()
  await expect(page.getByText('封了箱，投了 6 张')).toBeVisible()

  await page.getByRole('radio', { name: /^还有问卷/u }).check()
  await page.getByLabel('第一名监票人').fill('白露')
  await page.getByLabel('第二名监票人').fill('江月白')
  await page.getByRole('group', { name: '第一张开箱条', exact: true }).focus()
  await typeSlips(page, slips)
  await expectGoodScreen(page, 'mass-machine-read')
  await page.getByRole('button', { name: '开箱', exact: true }).click()
  await expect(page.getByText('还有问卷、意见箱的票，接着录，合起来一次记进账里')).toBeVisible()
  await page.getByRole('button', { name: '接着录别的来源' }).click()
  // What came out of the box is shown and not typed.
  await expect(page.getByText('会议机投：无记名，监票人白露、江月白。开箱记进来的票不能改。')).toBeVisible()
  await expect(page.getByText('票箱开了，票数只在内存里', { exact: false })).toBeVisible()
  await expect(page.getByLabel('有效', { exact: true })).toBeDisabled()
  await expect(page.getByLabel('有效', { exact: true })).toHaveValue('6')
  const sources = page.getByRole('combobox', { name: '票的来源' })
  await sources.click()
  await page.getByTitle('入户问卷', { exact: true }).click()
  await page.getByTitle('会议票', { exact: true }).last().click()
  await sources.press('Escape')
  await page.getByRole('radiogroup', { name: '看哪个来源的票' }).getByText('入户问卷', { exact: true }).click()
  for (const name of ['发出', '收回', '有效']) await page.getByLabel(name, { exact: true }).fill('8')
  await page.getByLabel('总体评价，满意', { exact: true }).fill('6')
  await page.getByLabel('总体评价，基本满意', { exact: true }).fill('2')
  await page.getByLabel('评议日期').fill('2026.12.20')
  await expectGoodScreen(page, 'mass-machine-paper')
  await page.getByRole('button', { name: '存下票数' }).click()
  await expect(page.getByText('录的还没存')).toHaveCount(0)
  const kept = (await recordOf(page, id)) as MassReview
  expect(kept).toMatchObject({ sources: ['会议机投', '入户问卷'], counts: { issued: 15, returned: 14, valid: 14, invalid: 0 }, machine: { electors: 7, by: ['白露', '江月白'], lost: [], dropped: 0 } })
  expect(kept.aspects.map((row) => row.votes)).toEqual([...Array.from({ length: 5 }, () => [4, 2, 0, 0]), [10, 2, 2, 0]])
  expect(kept.members.every((row) => row.blank === 0 && row.votes.every((count) => count === 0))).toBe(true)
  await expect.poll(async () => (await readdir(await boxFolder(shell, id))).sort().join()).toBe('ended,register')
  // The rows only the meeting rated are of its six ballots.
  await page.getByRole('radiogroup', { name: '看哪个来源的票' }).getByText('合计', { exact: true }).click()
  await expect(page.getByRole('row', { name: /^公开承诺和践诺/u })).toContainText('100.0%')
  await expectGoodScreen(page, 'mass-machine-whole')
  await expect(page.getByRole('button', { name: '用机投' })).toBeDisabled()
  await page.keyboard.press('Control+z')
  await expect(page.getByText('会议机投：无记名，监票人白露、江月白。')).toBeVisible()
  await page.getByRole('button', { name: '印结果' }).click()
  await expect(page.getByText('会议机投：无记名，监票人白露、江月白。', { exact: false })).toBeVisible()
  await expect(page.getByText('会议机投发出7张，收回6张，有效6张，无效0张；入户问卷发出8张', { exact: false })).toBeVisible()
  await expectGoodScreen(page, 'mass-machine-results')

  // Two people count the paper anew; the box goes along untouched.
  await page.getByRole('link', { name: '回到票数' }).click()
  await page.getByRole('button', { name: '两人录入' }).click()
  await page.getByRole('textbox', { name: '第一人' }).fill('白露')
  await page.getByRole('textbox', { name: '第二人' }).fill('江月白')
  await page.getByRole('button', { name: '第一人开始录' }).click()
  for (const hand of ['录完了，请第二人来', '录完了，对一对']) {
    await page.getByRole('radiogroup', { name: '看哪个来源的票' }).getByText('入户问卷', { exact: true }).click()
    for (const name of ['发出', '收回', '有效']) await page.getByLabel(name, { exact: true }).fill('8')
    await page.getByLabel('总体评价，满意', { exact: true }).fill('5')
    await page.getByLabel('总体评价，基本满意', { exact: true }).fill('3')
    await page.getByRole('button', { name: hand }).click()
    if (hand === '录完了，请第二人来') await page.getByRole('button', { name: '江月白开始录' }).click()
  }
  await page.getByRole('button', { name: '两人都认，记下来' }).click()
  await expect(page.getByText('两人独立录入：白露、江月白')).toBeVisible()
  const again = (await recordOf(page, id)) as MassReview
  expect([again.aspects.at(-1)?.votes, again.parts[0], again.machine]).toEqual([[9, 2, 3, 0], kept.parts[0], kept.machine])
  await stand(page, 'settings/size')
  await page.getByRole('radio', { name: /^特大/u }).check()
  await stand(page, `massReview/${id}`)
  await expectFits(page, '650-largest-mass-machine')
  await shell.restart()
  expect((await scanFolder(shell.home, [...slips])).map((hit) => `${hit.needle} in ${hit.file} ${hit.as}`)).toEqual([])
})

test('only the machine: opened straight into the books; then there is nothing to type or to count again', async ({ shell }) => {
  test.setTimeout(300_000)
  const { page } = shell
  await begin(page)
  // Half typed figures are kept or given up first: a box made meanwhile would stand beside them.
  await page.getByLabel('发出', { exact: true }).fill('9')
  await expect(page.getByRole('button', { name: '用机投' })).toBeDisabled()
  await page.getByRole('link', { name: /群众评议/u }).first().click()
  await stand(page, 'desk')
  await page.getByRole('button', { name: '不要了' }).click()
  await page.getByRole('button', { name: '都不要了' }).click()
  await stand(page, 'massReview')
  await page.getByRole('button', { name: '用机投' }).click()
  await page.getByRole('spinbutton', { name: '到会投票' }).fill('6')
  await page.getByRole('radio', { name: /^只评党组织/u }).check()
  const slips = await makeBox(page, /监票人放行/u)
  await openBox(page, slips)
  const window = await openWindow(shell)
  await letInAndVote(page, window.page, 5, 1)
  await page.getByRole('button', { name: '封箱' }).click()
  await page.getByRole('group', { name: '封箱' }).getByRole('button', { name: '封箱' }).click()
  await page.getByLabel('第一名监票人').fill('白露')
  await page.getByLabel('第二名监票人').fill('江月白')
  await page.getByRole('group', { name: '第一张开箱条', exact: true }).focus()
  await typeSlips(page, slips)
  await page.getByRole('button', { name: '开箱，记进账里' }).click()
  await expect(page.getByText('会议机投：无记名，监票人白露、江月白。开箱记进来的票不能改。')).toBeVisible()
  await expect(page.getByLabel('收回', { exact: true })).toHaveValue('5')
  await expect(page.getByLabel('收回', { exact: true })).toBeDisabled()
  await expect(page.getByRole('button', { name: '两人录入' })).toHaveAttribute('title', '票是机投的，开箱以后票箱已经销毁，没有票可以再数')
  // All of one mind: said before it is public.
  await page.getByRole('button', { name: '公布', exact: true }).click()
  await expect(page.getByText('全是比较满意', { exact: false })).toBeVisible()
  await expectGoodScreen(page, 'mass-machine-alike')
})
