import type { Locator, Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { afterAll, beforeAll, test } from 'vitest'
import type { BallotForm } from '#shared/ballot-box'
import { idleMs } from '../../renderer/vote/idle'
import { markAndCast } from '../support/voting-window'
import { openPlace, type VotingPlace } from './place'

/** The voting page in its own window, hour by hour on a clock the test moves: what it clears, what it asks, what it never has. */
const form: BallotForm = {
  title: '石门村支部2026年度民主评议党员', lead: '',
  questions: [
    ...['马春', '撒哈', '丁秀兰'].map((label, at) => ({ id: `m${at}`, label, choices: ['优秀', '合格', '基本合格', '不合格'], several: false })),
    { id: 'codes', label: '存在问题', choices: ['理想信念', '组织生活', '作风'], several: true },
  ],
}
const sessions = { slips: '1d9f6c1e-7b5a-4c3d-8e2f-1a2b3c4d5e01', scrutineer: '1d9f6c1e-7b5a-4c3d-8e2f-1a2b3c4d5e02', full: '1d9f6c1e-7b5a-4c3d-8e2f-1a2b3c4d5e03', below: '1d9f6c1e-7b5a-4c3d-8e2f-1a2b3c4d5e04', gone: '1d9f6c1e-7b5a-4c3d-8e2f-1a2b3c4d5e05' } as const
let place: VotingPlace

beforeAll(async () => {
  place = await openPlace()
})
afterAll(() => place.stop())

/** A fresh box of its own, open, and its window on a clock that stands still until it is moved. */
async function open(session: string, way: 'slips' | 'scrutineer', asked: BallotForm = form) {
  const box = { vault: place.vault, session }
  const { slips, codes } = await place.call('ballot.make', { ...box, form: asked, electors: 12, way })
  await place.call('ballot.open', { ...box, slips })
  const page = await place.openWindow()
  const now = Date.now()
  await page.clock.install({ time: now })
  await page.reload()
  // Installed it still runs; from here on only the test moves it.
  await page.clock.pauseAt(now + 3_600_000)
  return { box, codes, page, close: async () => place.call('ballot.close', { ...box, drop: true }) }
}
const choice = (page: Page, row: number, at: number) => page.locator('.row').nth(row).locator('[data-choice]').nth(at)
/** The neutral page looks a second after each answer; the clock is moved from look to look until it has seen this. */
const look = (page: Page, seen: Locator) => expect.poll(async () => {
  await page.clock.runFor(1000)
  return seen.isVisible()
}).toBe(true)
const pad = (page: Page) => page.getByText('输入小条上的 8 位号')
const waits = (page: Page) => page.getByText('请等监票人放行。')

test('left alone for three minutes the screen is cleared, the voter is let in again, and nothing of what was marked is there', async () => {
  const { box, codes, page, close } = await open(sessions.slips, 'slips')
  await look(page, pad(page))
  await page.keyboard.type(codes[0] ?? '')
  await choice(page, 0, 2).click()
  await expect(choice(page, 0, 2)).toHaveAttribute('aria-checked', 'true')
  await page.clock.runFor(idleMs - 1000)
  await expect(choice(page, 0, 2)).toHaveAttribute('aria-checked', 'true')
  // A touched key begins the three minutes anew.
  await page.keyboard.press('Tab')
  await page.clock.runFor(idleMs - 1000)
  await expect(choice(page, 0, 2)).toBeVisible()
  await page.clock.runFor(2000)
  await page.getByText('输入小条上的 8 位号').waitFor()
  await expect(page.locator('[role=radio]')).toHaveCount(0)
  await expect.poll(async () => (await place.call('ballot.status', box)).admitted).toBeNull()
  expect((await place.call('ballot.status', box)).cast).toBe(0)
  await page.keyboard.type(codes[0] ?? '')
  await choice(page, 0, 0).waitFor()
  await expect(page.locator('[aria-checked=true]')).toHaveCount(0)

  // On the page that is read over it is the same.
  await choice(page, 1, 1).click()
  await page.getByRole('button', { name: '看一遍' }).click()
  await page.getByRole('heading', { name: '看一遍再投' }).waitFor()
  await page.clock.runFor(idleMs + 1000)
  await page.getByText('输入小条上的 8 位号').waitFor()

  // Read over before it is cast; going back keeps what was marked; what is blank is said.
  await page.keyboard.type(codes[0] ?? '')
  await choice(page, 0, 0).click()
  await choice(page, 3, 1).click()
  await page.getByRole('button', { name: '看一遍' }).click()
  await expect(page.getByText('有 2 项没有填，可以不填。投了就不能改。')).toBeVisible()
  await expect(page.getByRole('listitem')).toHaveText([/马春.*优秀/u, /撒哈.*没有填/u, /丁秀兰.*没有填/u, /存在问题.*组织生活/u])
  expect((await place.call('ballot.status', box)).cast).toBe(0)
  await page.getByRole('button', { name: '回去改' }).click()
  await expect(choice(page, 0, 0)).toHaveAttribute('aria-checked', 'true')
  await page.getByRole('button', { name: '看一遍' }).click()
  await page.getByRole('button', { name: '投票' }).click()

  // Then a page that says nothing of it, and by itself the neutral one.
  await page.getByText('已经投了').waitFor()
  expect(await page.locator('body').textContent()).not.toMatch(/马春|优秀|组织生活/u)
  expect((await place.call('ballot.status', box)).cast).toBe(1)
  // Before the program was asked again the next one may already type: the box is not said to be shut, and no digit is lost.
  await page.route('**/call/ballot.booth', () => undefined)
  await page.clock.runFor(4000)
  expect(await page.locator('body').textContent()).not.toMatch(/马春|优秀|封了/u)
  await pad(page).waitFor()
  await page.keyboard.type(codes[1] ?? '')
  await choice(page, 0, 0).waitFor()
  await expect(page.locator('[aria-checked=true]')).toHaveCount(0)
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await place.call('ballot.leave', { session: box.session })
  await close()
})

test('let in by the scrutineer: a ballot opens by itself, one admission one cast, and the page waits for the next', async () => {
  const { box, page, close } = await open(sessions.scrutineer, 'scrutineer')
  await look(page, waits(page))
  await expect(page.locator('.digit')).toHaveCount(0)
  for (const number of [1, 2]) {
    expect(await place.call('ballot.letIn', { session: box.session, number: null })).toEqual({ number })
    await expect(place.call('ballot.letIn', { session: box.session, number: null })).rejects.toThrow()
    await look(page, choice(page, 0, 0))
    await markAndCast(page, form, [[0], [1], [], [0, 2]])
    await look(page, waits(page))
    expect(await place.call('ballot.status', box)).toMatchObject({ cast: number, admitted: null })
  }
  // Gone without casting: cleared after three minutes, and the same number comes again.
  await place.call('ballot.letIn', { session: box.session, number: null })
  await look(page, choice(page, 0, 0))
  await page.clock.runFor(idleMs + 1000)
  await page.getByText('请等监票人放行。').waitFor()
  await expect.poll(async () => (await place.call('ballot.status', box)).admitted).toBeNull()
  expect(await place.call('ballot.letIn', { session: box.session, number: null })).toEqual({ number: 3 })
  // Sent out by the desk meanwhile: the ballot is refused with what to do, and is not counted.
  await look(page, choice(page, 0, 0))
  await place.call('ballot.leave', { session: box.session })
  await page.getByRole('button', { name: '看一遍' }).click()
  await page.getByRole('button', { name: '投票' }).click()
  await expect(page.getByRole('alert')).toContainText('请监票人再放一次')
  expect((await place.call('ballot.status', box)).cast).toBe(2)
  await place.call('ballot.pause', { session: box.session, on: true })
  await page.clock.runFor(idleMs + 2000)
  await page.getByText('暂停投票，请等监票人。').waitFor()
  await close()
})

test('nothing can be typed into it, and where a blank spoils the ballot it is not cast with one', async () => {
  const { codes, page, close } = await open(sessions.full, 'slips', { ...form, allRows: true })
  await look(page, pad(page))
  const fields = () => page.evaluate(() => document.querySelectorAll('input, textarea, select, form, button, [contenteditable], [role=textbox]').length)
  expect(await fields()).toBe(0)
  await page.keyboard.type('你好abc')
  expect(await page.locator('.digits').textContent()).toBe('')
  // Nor looked into, printed, saved, copied or left for another window; letters may be made larger.
  expect(await page.evaluate(() => {
    const kept = (event: Event) => !document.body.dispatchEvent(event)
    const key = (name: string, more: KeyboardEventInit = {}) => kept(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...more }))
    return {
      refused: [key('F12'), key('I', { ctrlKey: true, shiftKey: true }), ...['u', 's', 'p', 'n', 't', 'c', 'a', 'h', 'j'].map((name) => key(name, { ctrlKey: true })), ...['contextmenu', 'copy', 'dragstart'].map((name) => kept(new Event(name, { bubbles: true, cancelable: true })))],
      zoom: key('+', { ctrlKey: true }),
    }
  })).toEqual({ refused: Array.from({ length: 14 }, () => true), zoom: false })
  await page.keyboard.type(codes[0] ?? '')
  await choice(page, 0, 0).click()
  expect(await fields()).toBe(0)
  await expect(page.getByText('还有 2 项没有填，都填了才能投')).toBeVisible()
  await expect(page.getByRole('button', { name: '看一遍' })).toHaveCount(0)
  await choice(page, 1, 0).click()
  await choice(page, 2, 3).click()
  await page.getByRole('button', { name: '看一遍' }).click()
  expect(await fields()).toBe(0)
  await page.getByRole('button', { name: '投票' }).click()
  await page.getByText('已经投了').waitFor()
  await close()
})

/** Two people with sides and problem codes below, then 支部班子. */
const long: BallotForm = {
  title: '石门村支部2026年度民主评议党员', lead: '',
  questions: [
    ...['马春', '撒哈'].flatMap((label, at) => [
      { id: `m${at}`, label, choices: ['优秀', '合格', '基本合格', '不合格'], several: false },
      { id: `m${at}.side0`, label: '组织纪律', choices: ['好', '一般', '差'], several: false, below: `m${at}` },
      { id: `m${at}.codes`, label: '存在问题', choices: ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'], several: true, below: `m${at}` },
    ]),
    { id: 'committee', label: '党支部班子', choices: ['好', '较好', '一般', '差'], several: false },
  ],
}

test('what stands below a person, by keys alone: a digit never gives a problem by mistake, codes unfold, what was given is said', async () => {
  const { box, codes, page, close } = await open(sessions.below, 'slips', long)
  await look(page, pad(page))
  await page.keyboard.type(codes[0] ?? '')
  await choice(page, 0, 0).waitFor()
  await expect(page.locator('.who')).toHaveText(['1. 马春', '组织纪律', '存在问题', '2. 撒哈', '组织纪律', '存在问题', '3. 党支部班子'])
  // Folded, codes are no boxes to run into.
  await expect(page.locator('[role=checkbox]')).toHaveCount(0)
  await expect(choice(page, 0, 0)).toBeFocused()
  for (const digit of ['1', '2', '4', '1', '3']) await page.keyboard.press(digit)
  await expect(page.locator('[aria-checked=true]')).toHaveText(['优秀', '一般', '不合格', '好', '一般'])
  await expect(page.locator('.given')).toHaveText(['没有选', '没有选'])
  // Back up to the second person's problems: 7 unfolds and marks, 0 is the tenth, Escape folds.
  await page.keyboard.press('ArrowUp')
  await expect(page.getByRole('button', { name: '选问题' }).nth(1)).toBeFocused()
  for (const digit of ['5', '7', '5']) await page.keyboard.press(digit)
  await expect(page.getByRole('checkbox', { name: '7 七' })).toHaveAttribute('aria-checked', 'true')
  await page.getByRole('checkbox').first().focus()
  await page.keyboard.press('0')
  await expect(page.getByRole('checkbox', { name: '10 十' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: '选问题' }).nth(1)).toBeFocused()
  await expect(page.locator('.given')).toHaveText(['没有选', '7 七；10 十'])
  // By mouse: opened, given, taken back, folded.
  await page.getByRole('button', { name: '选问题' }).first().click()
  await page.getByText('3 三').click()
  await page.getByText('2 二').click()
  await page.locator('[role=checkbox]').nth(2).click()
  await page.getByRole('button', { name: '选好了' }).click()
  await expect(page.locator('.given').first()).toHaveText('2 二')
  await page.getByRole('button', { name: '看一遍' }).press('Enter')
  await expect(page.getByText('都填了。投了就不能改。')).toBeVisible()
  // A key held too long reads, and does not cast.
  await expect(page.getByRole('list', { name: '您填的票' })).toBeFocused()
  await page.keyboard.press('Enter')
  expect((await place.call('ballot.status', box)).cast).toBe(0)
  await expect(page.getByRole('listitem')).toHaveText([/1\. 马春.*优秀/u, /组织纪律.*一般/u, /存在问题.*二/u, /2\. 撒哈.*不合格/u, /组织纪律.*好/u, /存在问题.*七；十/u, /3\. 党支部班子.*一般/u])
  await page.getByRole('button', { name: '投票' }).press('Enter')
  await page.getByText('已经投了').waitFor()
  await page.clock.runFor(4000)
  for (let voter = 1; voter < 6; voter += 1) {
    await look(page, pad(page))
    await page.keyboard.type(codes[voter] ?? '')
    await choice(page, 0, 0).waitFor()
    // Nothing filled in: the hand is led to the first that is not.
    await expect(page.getByText('还有 5 项没有填')).toBeVisible()
    await choice(page, 0, 0).focus()
    await page.keyboard.press('1')
    await page.getByRole('button', { name: '找没填的' }).press('Enter')
    await expect(choice(page, 1, 0)).toBeFocused()
    await page.getByRole('button', { name: '看一遍' }).click()
    await page.getByRole('button', { name: '投票' }).click()
    await page.getByText('已经投了').waitFor()
    await page.clock.runFor(4000)
  }
  await close()
  expect((await place.call('ballot.status', box)).cast).toBe(6)
})

test('the program behind it gone: the marks leave the screen, and it asks ever more seldom; there again, it goes on by itself', async () => {
  const { box, codes, page, close } = await open(sessions.gone, 'slips')
  await look(page, pad(page))
  await page.keyboard.type(codes[0] ?? '')
  await choice(page, 0, 2).click()
  let asked = 0
  await page.route('**/call/**', async (route) => {
    asked += 1
    await route.abort('connectionrefused')
  })
  const failed = () => page.waitForEvent('requestfailed')
  // One answer missing is chance; the second clears the screen.
  await Promise.all([failed(), page.clock.runFor(3000)])
  await expect(choice(page, 0, 2)).toHaveAttribute('aria-checked', 'true')
  await Promise.all([failed(), page.clock.runFor(2000)])
  await page.getByText('程序断了，请叫监票人').waitFor()
  expect(await page.locator('body').textContent()).not.toMatch(/马春|优秀|合格/u)
  // Ten minutes of it: at most every half minute, not every second.
  asked = 0
  for (let minute = 0; minute < 10; minute += 1) await page.clock.runFor(60_000)
  expect(asked).toBeGreaterThan(2)
  expect(asked).toBeLessThan(40)
  await page.unroute('**/call/**')
  await page.clock.runFor(31_000)
  await page.getByText('输入小条上的 8 位号').waitFor()
  // The desk saw them inside; they have not voted and come again.
  expect(await place.call('ballot.status', box)).toMatchObject({ cast: 0, admitted: { number: null } })
  await place.call('ballot.leave', { session: box.session })
  await close()
})
