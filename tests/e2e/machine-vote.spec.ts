import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import type { BallotForm, BallotMarks } from '#shared/ballot-box'
import { current } from '#shared/rules/packs/current'
import { scanFolder } from '../ballot/scan'
import { expectGoodScreen } from '../support/accessible'
import { boxFolder, callHost, cast, copySlip, desk, formOf, letInAndVote, makeBox, openBox, openWindow, printed, recordOf, typeSlips, votingProfile } from '../support/box-desk'
import { openBooks, openSample, stand } from '../support/hand'
import { chance } from '../support/random'
import { project } from '../support/server'
import { markAndCast, vote, votingEnv } from '../support/voting-window'
import { expect, test, type Shell } from './shell'

/** 无记名机投 as a branch does it: from the desk's own screens, in the app's own voting window, on the sample branch. */
test.use({ appEnv: { ...votingEnv(), NODE_OPTIONS: `--import=${path.join(project, 'tests/support/moved-clock.mjs')}` } })
test.skip(({ shellKind }) => shellKind === 'electron', 'the voting window of the desktop shell is not driven here')

async function openSession(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1366, height: 650 })
  await openSample(page)
  await newSession(page)
}

async function newSession(page: Page): Promise<void> {
  await page.evaluate(() => { location.hash = '#/review/new' })
  await page.getByRole('button', { name: '建这次评议' }).click()
  await step(page, '发票')
}
const step = (page: Page, name: string) => page.getByRole('navigation', { name: '这次评议的步骤' }).getByRole('link', { name: new RegExp(name, 'u') }).click()
const sessionOf = (page: Page) => page.evaluate(() => location.hash.split('/')[2] ?? '')

const stepSays = (page: Page, name: string, words: string) => expect(page.getByRole('navigation', { name: '这次评议的步骤' }).getByRole('link', { name: new RegExp(name, 'u') })).toContainText(words)

/** 工作台 says which box waits, as the one red thing to do, and leads to it. */
async function fromDesk(page: Page, verb: string, words: string, screen: string): Promise<void> {
  await page.evaluate(() => { location.hash = '#/desk' })
  const act = page.getByRole('button', { name: new RegExp(`^${verb}：.*民主评议`, 'u') })
  await expect(act).toHaveClass(/ant-btn-primary/u)
  await expect(page.getByRole('list', { name: '接下来要办的' })).toContainText(words)
  await expect(page.getByRole('list', { name: '接下来要办的' }).locator('.ant-btn-primary')).toHaveCount(1)
  await expectGoodScreen(page, screen)
  await act.click()
}

/** Refused with this sentence; the box stays locked. */
async function refused(page: Page, slips: readonly [string, string], sentence: string): Promise<void> {
  await openBox(page, slips)
  await expect(page.getByRole('alert')).toContainText(sentence)
  await expect(page.getByRole('heading', { name: '打开票箱' })).toBeVisible()
}

test('a whole session by cut slips: a power cut in the middle, everyone once, the tally what was cast, nothing left on the disk', async ({ shell }) => {
  test.setTimeout(420_000)
  const random = chance(7)
  let { page } = shell
  await openSession(page)
  const name = (await page.locator('.top-branch').textContent()) ?? ''
  await page.getByRole('button', { name: '用机投' }).click()
  await expect(page.getByRole('heading', { name: '先说清楚' })).toBeVisible()
  await expectGoodScreen(page, 'machine-choose')
  await page.getByRole('button', { name: '设票箱' }).click()
  await expect(page.getByRole('heading', { name: '第一张开箱条' })).toBeVisible()
  const slips = [await copySlip(page, '第一张开箱条', () => expectGoodScreen(page, 'machine-slip')), await copySlip(page, '第二张开箱条')] as const
  expect(slips[0]).not.toBe(slips[1])
  const paper = await printed(page, () => page.getByRole('button', { name: '印小条' }).click())
  const codes = [...paper.matchAll(/(\d{4}) (\d{4})/gu)].map(([, a, b]) => `${a}${b}`)
  await expectGoodScreen(page, 'machine-codes')
  await page.getByRole('button', { name: '没有打印机，照着抄' }).click()
  await expect(page.locator('.machine-codes li')).toHaveText(codes.map((code) => `${code.slice(0, 4)} ${code.slice(4)}`))
  await page.getByRole('button', { name: '小条齐了' }).click()
  await page.getByRole('button', { name: '收起来', exact: true }).click()
  const session = await sessionOf(page)

  await refused(page, [slips[0], `${slips[1].slice(0, -1)}${slips[1].endsWith('A') ? 'B' : 'A'}`], '两张开箱条合起来打不开这个票箱')
  await page.keyboard.type('0')
  await expect(page.getByText('条上没有“0”')).toBeVisible()
  await expectGoodScreen(page, 'machine-open')
  await openBox(page, [slips[1], slips[0]])
  const electors = codes.length
  await expect(desk(page).locator('.machine-count')).toContainText(`已投 0/实到 ${electors}`)
  expect(electors).toBeGreaterThanOrEqual(15)
  await expectGoodScreen(page, 'machine-voting')
  await stepSays(page, '发票', `票箱开着，已投 0 / ${electors}`)
  await fromDesk(page, '去看', `票箱开着，已投 0 / ${electors}`, 'machine-desk-open')
  // Rows typed by hand meanwhile might stand too near what is in the box for it ever to come into the books.
  await stand(page, `review/${session}/count`)
  await expect(page.getByText('这次用机投，开箱时一次记账，这里不手录。')).toBeVisible()
  await expect(page.locator('.review-count input:enabled')).toHaveCount(0)
  await page.getByRole('button', { name: '去机投' }).click()
  await expect(desk(page).locator('.machine-count')).toContainText('已投 0')

  let window = await openWindow(shell)
  const voters = 15
  await window.page.getByText('输入小条上的 8 位号').waitFor()
  await window.page.keyboard.type(codes[0] ?? '')
  await window.page.locator('[role=radio]').first().waitFor()
  const form = await formOf(window.page)
  const ballots: readonly BallotMarks[] = Array.from({ length: voters }, () => form.questions.map(() => (random.upTo(8) === 0 ? [] : [random.upTo(4)])))
  await expect(desk(page)).toContainText('里面有人在投')
  await markAndCast(window.page, form, ballots[0] ?? [])
  for (let voter = 1; voter < 13; voter += 1) await vote(window.page, form, codes[voter] ?? '', ballots[voter] ?? [])
  await cast(page, 13)
  // The same slip again.
  await window.page.keyboard.type(codes[0] ?? '')
  await expect(window.page.getByRole('alert')).toContainText(/已经投过|已经封存/u)
  await page.getByRole('button', { name: '暂停' }).click()
  await expect(window.page.getByText('暂停投票')).toBeVisible()
  await page.getByRole('button', { name: '接着投票' }).click()
  await window.page.getByText('输入小条上的 8 位号').waitFor()

  // The program dies with somebody inside: five of thirteen are sealed. Their marks leave the screen; the next start ends the old window and its profile.
  await window.page.keyboard.type(codes[13] ?? '')
  await window.page.locator('[role=radio]').first().click()
  await shell.killHost()
  await window.page.getByText('程序断了，请叫监票人').waitFor()
  await expect(window.page.locator('[role=radio]')).toHaveCount(0)
  const old = new Promise<void>((resolve) => window.browser.once('disconnected', () => resolve()))
  page = await shell.restart()
  await old
  await expect.poll(() => readdir(votingProfile(shell)).catch(() => null), { message: 'the old voting window took its profile with it' }).toBeNull()
  await openBooks(page, name)
  await fromDesk(page, '去打开', '票箱锁着，要接着投先打开', 'machine-desk-locked')
  await expect(page.getByText('断以前投了 13 张，票箱锁着')).toBeVisible()
  await stepSays(page, '发票', '票箱锁着，要接着投先打开')
  await expectGoodScreen(page, 'machine-cut')
  await spoil(shell, page, session, slips)
  await openBox(page, slips)
  await expect(page.getByRole('heading', { name: '断过 1 次，最近一次有 8 张没有封存' })).toBeVisible()
  await cast(page, 5)
  await expectGoodScreen(page, 'machine-lost')
  window = await openWindow(shell)
  let again = 0
  for (let voter = 0; voter < 13; voter += 1) {
    await window.page.getByText('输入小条上的 8 位号').waitFor()
    await window.page.keyboard.type(codes[voter] ?? '')
    const told = window.page.getByRole('alert').filter({ hasText: '已经封存' })
    await expect(told.or(window.page.locator('[role=radio]').first())).toBeVisible()
    if (await told.isVisible()) {
      await window.page.reload()
      continue
    }
    await markAndCast(window.page, form, ballots[voter] ?? [])
    again += 1
  }
  expect(again).toBe(8)
  for (let voter = 13; voter < voters; voter += 1) await vote(window.page, form, codes[voter] ?? '', ballots[voter] ?? [])
  await cast(page, voters)

  await page.getByRole('button', { name: '封箱' }).click()
  await expect(page.getByText(`已投 ${voters} 张，还有 ${electors - voters} 人没投`)).toBeVisible()
  await expectGoodScreen(page, 'machine-close')
  await page.getByRole('group', { name: '封箱' }).getByRole('button', { name: '封箱' }).click()
  await expect(page.getByText(`封了箱，投了 ${voters} 张`)).toBeVisible()
  // The page may see the box closed a moment before the window is.
  await expect.poll(() => readdir(votingProfile(shell)).catch(() => null), { message: 'the voting window took its profile with it' }).toBeNull()
  await stepSays(page, '计票', '封了箱，等开箱')
  await fromDesk(page, '去开箱', '封了箱，还没有开箱记账', 'machine-desk-sealed')
  await page.getByLabel('第一名监票人').fill('白露')
  await page.getByLabel('第二名监票人').fill('江月白')
  await page.getByRole('group', { name: '第一张开箱条', exact: true }).focus()
  await typeSlips(page, [slips[0], slips[0]])
  await page.getByRole('button', { name: '开箱，记进账里' }).click()
  await expect(page.getByRole('alert')).toContainText('两张开箱条合起来打不开这个票箱')
  await typeSlips(page, slips)
  await expectGoodScreen(page, 'machine-read')
  await page.getByRole('button', { name: '开箱，记进账里' }).click()

  await expect(page.getByText('无记名机投，监票：白露、江月白')).toBeVisible()
  await expect(page.getByText('机投断过 1 次，8 张没有封存，请人重新投了')).toBeVisible()
  await expectGoodScreen(page, 'machine-tally')
  const members = form.questions.length - 1
  const count = (row: number, choice: number | null) => String(ballots.filter((marks) => (marks[row]?.[0] ?? null) === choice).length)
  const rows = page.locator('.review-count-table tbody tr:has(input)')
  const shown = await rows.evaluateAll((all) => all.map((row) => [...row.querySelectorAll('input')].map((cell) => cell.value)))
  expect(shown.slice(0, members)).toEqual(Array.from({ length: members }, (_, row) => [0, 1, 2, 3, null].map((choice) => count(row, choice))))
  expect(shown.slice(0, members).flat().reduce((sum, cell) => sum + Number(cell), 0)).toBe(voters * members)
  // Counted, nothing waits; and what the machine counted cannot be counted again.
  for (const act of ['两人录入', '一张一张录']) {
    await expect(page.getByRole('button', { name: act })).toBeDisabled()
    await expect(page.getByRole('button', { name: act })).toHaveAttribute('title', '票是机投的，开箱以后票箱已经销毁，没有票可以再数')
  }
  const tally = await recordOf(page, session)
  expect(tally).toMatchObject({ countedHow: 'machine', countedBy: ['白露', '江月白'], machine: [{ channelId: 'room', lost: [8], dropped: 0 }], counts: { issued: electors, returned: voters, valid: voters, invalid: 0 }, committee: { valid: voters, votes: [0, 1, 2, 3].map((choice) => Number(count(members, choice))), blank: Number(count(members, null)) } })

  // The box is gone, a second one is refused, and of slips, codes and ballots there is nothing anywhere below the home.
  expect((await readdir(await boxFolder(shell, session))).sort()).toEqual(['ended', 'register'])
  expect(await callHost(page, 'ballot.make', { vault: path.basename(path.dirname(await boxFolder(shell, session))), session, form: { title: 'x', lead: '', questions: [{ id: 'a', label: 'a', choices: ['a'], several: false }] }, electors: 12, way: 'slips' })).toMatchObject({ ok: false, error: { code: 'boxNotMade', facts: { why: '这次测评已经有一个票箱，不能再设一个' } } })
  await shell.restart()
  const marks = ballots.map((one) => JSON.stringify(one))
  expect((await scanFolder(shell.home, [...slips, ...codes, ...marks])).map((hit) => `${hit.needle} in ${hit.file} ${hit.as}`)).toEqual([])
})

/** Whole or not at all: the page looks at the box every second, and a file half written would be one more way to be wrong. */
async function putThere(file: string, bytes: Uint8Array): Promise<void> {
  const aside = path.join(path.dirname(path.dirname(file)), 'aside')
  await writeFile(aside, bytes)
  await rename(aside, file)
}

/** Every way a box can be wrong: refused with one clear sentence, and the box untouched by it. */
async function spoil(shell: Shell, page: Page, session: string, slips: readonly [string, string]): Promise<void> {
  const folder = await boxFolder(shell, session)
  const file = path.join(folder, 'box')
  const whole = await readFile(file)
  const damaged = async (bytes: Uint8Array, title: string) => {
    await putThere(file, bytes)
    await refused(page, slips, title)
    expect((await readFile(file)).equals(bytes)).toBe(true)
    await putThere(file, whole)
  }
  await damaged(whole.subarray(0, whole.length - 1), '票箱文件的长短不对')
  const flipped = Buffer.from(whole)
  flipped[9000] = (flipped[9000] ?? 0) ^ 1
  await damaged(flipped, '票箱文件和记下的不一样')

  const register = await readFile(path.join(folder, 'register'))
  const other = '0b7d3c1a-6a5f-4e2d-9c8b-7a6f5e4d3c2b'
  await callHost(page, 'ballot.make', { vault: path.basename(path.dirname(folder)), session: other, form: { title: 'x', lead: '', questions: [{ id: 'a', label: 'a', choices: ['a'], several: false }] }, electors: 12, way: 'slips' })
  const theirs = path.join(path.dirname(folder), other)
  await putThere(file, await readFile(path.join(theirs, 'box')))
  await refused(page, slips, '这个文件是另一次测评的票箱')
  await putThere(path.join(folder, 'register'), await readFile(path.join(theirs, 'register')))
  await refused(page, slips, '这个文件是另一次测评的票箱')
  await putThere(file, whole)
  await putThere(path.join(folder, 'register'), register)
  await rm(theirs, { recursive: true })

  // A file gone, as a virus scanner puts it aside: said by itself, and by itself it goes on once it is back.
  for (const [name, sentence] of [['box', '票箱文件不见了'], ['register', '票箱旁边的登记不见了']] as const) {
    await rename(path.join(folder, name), path.join(folder, '..', 'aside'))
    await expect(page.getByRole('alert')).toContainText(sentence)
    await expectGoodScreen(page, `machine-gone-${name}`)
    await rename(path.join(folder, '..', 'aside'), path.join(folder, name))
    await expect(page.getByRole('heading', { name: '打开票箱' })).toBeVisible()
  }
  await putThere(path.join(folder, 'register'), register.subarray(0, register.length - 9))
  await expect(page.getByRole('alert')).toContainText('票箱旁边的登记被改过或坏了')
  await putThere(path.join(folder, 'register'), register)
  await expect(page.getByRole('heading', { name: '打开票箱' })).toBeVisible()

  await writeFile(path.join(shell.home, 'clock'), String(-24 * 3_600_000))
  await refused(page, slips, '比票箱上次记下的')
  await writeFile(path.join(shell.home, 'clock'), '0')
}

/** 两人独立录入 of the five sheets of the mailbox, all of them of one grade. */
async function countMailbox(page: Page, grade: number): Promise<void> {
  for (const part of ['第一人', '第二人']) {
    await expect(page.getByRole('heading', { name: `计票：${part}录入` })).toBeVisible()
    // What the boxes held is not typed.
    await expect(page.locator('section.review-part')).toHaveCount(1)
    const paper = page.getByRole('region', { name: '意见箱·群众代表' })
    await paper.getByLabel('收回').fill('5')
    await paper.getByLabel('有效', { exact: true }).fill('5')
    await paper.getByLabel('无效').fill('0')
    for (const row of await paper.getByRole('table').first().locator('tbody tr').all()) await row.locator('input').nth(grade).fill('5')
    await page.getByRole('button', { name: part === '第一人' ? '录完了，请第二人来' : '录完了，对一对' }).click()
    if (part === '第一人') await page.getByRole('button', { name: '江月白开始录' }).click()
  }
  await page.getByRole('button', { name: '两人都认，记下来' }).click()
}

test('members and 群众代表 in boxes of their own, the mailbox on paper: one count in the books, with what was given up', async ({ shell }) => {
  test.setTimeout(420_000)
  const { page } = shell
  await openSession(page)
  for (const [index, kind] of ['会场·群众代表', '意见箱·群众代表'].entries()) {
    await page.getByRole('button', { name: '加一类票' }).click()
    const count = page.getByRole('spinbutton', { name: `${kind}人数` })
    await count.fill('6')
    await count.press('Tab')
    await expect(page.getByRole('spinbutton', { name: /发出$/u }).nth(index)).toHaveValue('6')
  }
  await page.getByRole('button', { name: '用机投' }).click()
  await page.getByRole('button', { name: '会场·群众代表' }).click()
  await expect(page.getByRole('heading', { name: '无记名机投：会场·群众代表' })).toBeVisible()
  await page.getByRole('radio', { name: /等次和问题代号/u }).click()
  await expect(page.getByRole('radio', { name: /等次和问题代号/u })).toBeChecked()

  // Slips lost before anybody voted: the box is thrown away and made anew.
  await makeBox(page, /监票人放行/u)
  await page.getByRole('button', { name: '重设票箱' }).click()
  await page.getByRole('group', { name: '重设票箱' }).getByRole('button', { name: '重设票箱' }).click()
  await expect(page.getByRole('heading', { name: '先说清楚' })).toBeVisible()
  const theirs = await makeBox(page, /监票人放行/u)
  await openBox(page, theirs)
  let window = await openWindow(shell)
  await letInAndVote(page, window.page, 1, 0, [1, 9])
  await page.getByRole('button', { name: '放下一位' }).click()
  await expect(page.getByText('2 号在投')).toBeVisible()
  await page.getByRole('button', { name: '人走了，没有投' }).click()
  await expect(page.getByText('2 号在投')).toHaveCount(0)
  await window.page.reload()
  await letInAndVote(page, window.page, 2, 0)
  await expectGoodScreen(page, 'machine-scrutineer')
  // Three wait: not sealed by themselves.
  await page.getByRole('button', { name: '封箱' }).click()
  await page.getByRole('group', { name: '封箱' }).getByRole('button', { name: '封箱' }).click()
  await expect(page.getByText('还有 3 张没有封存，不足 5 张')).toBeVisible()
  await expectGoodScreen(page, 'machine-few')
  await page.getByRole('button', { name: '接着投' }).click()
  await letInAndVote(page, window.page, 3, 0)
  await page.getByRole('button', { name: '封箱' }).click()
  await page.getByRole('group', { name: '封箱' }).getByRole('button', { name: '封箱' }).click()
  await expect(page.getByText('封了箱，投了 6 张')).toBeVisible()
  await window.browser.close().catch(() => undefined)

  await page.getByRole('button', { name: '会场·党员' }).click()
  // One kind of ballot for both.
  await expect(page.getByText('已经设过一个票箱，各类票填一样的')).toBeVisible()
  await expect(page.getByRole('radio', { name: /只填等次/u })).toBeDisabled()
  const ours = await makeBox(page, /监票人放行/u)
  await openBox(page, ours)
  window = await openWindow(shell)
  await letInAndVote(page, window.page, 7, 1, [1])
  await page.getByRole('button', { name: '封箱' }).click()
  await page.getByRole('group', { name: '封箱' }).getByRole('button', { name: '封箱' }).click()
  await expect(page.getByText('封了箱，投了 7 张')).toBeVisible()

  await page.getByLabel('第一名监票人').fill('白露')
  await page.getByLabel('第二名监票人').fill('江月白')
  await expect(page.getByRole('heading', { name: '开箱：会场·党员（第 1 个，共 2 个）' })).toBeVisible()
  await page.getByRole('group', { name: '第一张开箱条', exact: true }).focus()
  await typeSlips(page, ours)
  await page.getByRole('button', { name: '开这一箱' }).click()
  await expect(page.getByRole('heading', { name: '开箱：会场·群众代表（第 2 个，共 2 个）' })).toBeVisible()
  await page.getByRole('group', { name: '第一张开箱条', exact: true }).focus()
  await typeSlips(page, theirs)
  await page.getByRole('button', { name: '开箱', exact: true }).click()
  await expect(page.getByText('还有意见箱·群众代表 6 张纸票')).toBeVisible()
  await expectGoodScreen(page, 'machine-then-paper')
  await page.getByRole('button', { name: '纸票两人录入' }).click()
  await countMailbox(page, 2)
  await expect(page.getByText('两人独立录入：白露、江月白')).toBeVisible()
  const id = await sessionOf(page)
  const record = (await recordOf(page, id)) as { readonly counts: unknown; readonly tally: readonly { readonly votes: unknown }[]; readonly parts: readonly { readonly valid: number }[]; readonly committee: unknown; readonly machine: readonly unknown[]; readonly beside: { readonly ballots: number; readonly rows: readonly { readonly codes: readonly number[] }[] } }
  expect(record.counts).toMatchObject({ returned: 18, valid: 18, invalid: 0 })
  expect(record.tally.every((row) => JSON.stringify(row.votes) === JSON.stringify({ excellent: 6, qualified: 7, basic: 5, unqualified: 0 }))).toBe(true)
  expect(record.parts.map((part) => part.valid)).toEqual([7, 6, 5])
  expect(record.committee).toEqual({ valid: 7, votes: [0, 7, 0, 0], blank: 0 })
  expect(record.machine).toHaveLength(2)
  // Codes of both boxes, 13 ballots, in sums of the whole alone; the paper was not counted for them.
  expect(record.beside.ballots).toBe(13)
  expect(record.beside.rows.every(({ codes }) => JSON.stringify(codes) === JSON.stringify([0, 8, 0, 0, 0, 0, 0, 0, 0, 1]))).toBe(true)
  expect(record.parts.every((part) => !('codes' in part))).toBe(true)
  // Counted again: only the paper is, what the boxes held stands.
  await page.getByRole('button', { name: '两人录入' }).click()
  await page.getByRole('textbox', { name: '第一人' }).fill('白露')
  await page.getByRole('textbox', { name: '第二人' }).fill('江月白')
  await page.getByRole('button', { name: '第一人开始录' }).click()
  await countMailbox(page, 1)
  await expect(page.getByText('两人独立录入：白露、江月白')).toBeVisible()
  const again = (await recordOf(page, id)) as typeof record
  expect(again.tally.every((row) => JSON.stringify(row.votes) === JSON.stringify({ excellent: 6, qualified: 12, basic: 0, unqualified: 0 }))).toBe(true)
  expect([again.counts, again.committee, again.machine, again.beside]).toEqual([record.counts, record.committee, record.machine, record.beside])
  // Both boxes are gone, and the count is not taken back by 撤销: nothing could bring the ballots again.
  await expect.poll(async () => (await readdir(await boxFolder(shell, id))).sort().join()).toBe('ended,register')
  await page.keyboard.press('Control+z')
  await expect(page.getByText('两人独立录入：白露、江月白')).toBeVisible()
})

test('a rule laid after a session began is for the next one: its box asks what it asked, and keeps what it kept', async ({ shell }) => {
  const { page } = shell
  const toMachine = async () => {
    await page.getByRole('button', { name: '用机投' }).click()
    await page.getByRole('radio', { name: /等次和问题代号/u }).click()
    await expect(page.getByRole('radio', { name: /等次和问题代号/u })).toBeChecked()
  }
  const asked = async (id: string) => {
    const { form } = JSON.parse((await readFile(path.join(await boxFolder(shell, id), 'register'), 'utf8')).slice(65)) as { readonly form: BallotForm }
    return { codes: form.questions.find((question) => question.several)?.choices, committee: form.questions.at(-1)?.choices, allRows: form.allRows ?? false }
  }
  const lay = async (rule: string, type: (row: Locator) => Promise<void>) => {
    const row = page.getByRole('listitem', { name: rule, exact: true })
    await row.getByRole('button', { name: `改${rule}` }).click()
    await type(row)
    await row.getByRole('textbox', { name: '依据' }).fill('县委组织部通知')
    await row.getByRole('textbox', { name: '哪天定的' }).fill('2026.11.20')
    await row.getByRole('button', { name: '照这个办' }).click()
    await expect(row.getByText('本支部按县委组织部通知')).toBeVisible()
  }
  await openSession(page)
  const first = await sessionOf(page)
  await toMachine()
  await page.evaluate(() => { location.hash = '#/settings/rules' })
  await lay('存在问题的代号', (row) => row.getByRole('textbox', { name: '存在问题的代号改为' }).fill('不交党费\n不服从分配'))
  await lay('支部班子分几档', (row) => row.getByRole('textbox', { name: '支部班子分几档改为' }).fill('好\n不好'))
  await lay('一行没填好', async (row) => { await row.getByText('整张票作废').first().click() })

  // The session that was open: as it was, to the box and on the disk.
  await page.evaluate((id) => { location.hash = `#/review/${id}/machine` }, first)
  await expect(page.getByRole('radio', { name: /等次和问题代号/u })).toBeChecked()
  await makeBox(page, /监票人放行/u)
  const before = await asked(first)
  expect(before).toEqual({ codes: current.review.problemCodes.value, committee: current.review.committeeScale.value, allRows: false })
  expect(await recordOf(page, first)).toMatchObject({ asks: { codes: current.review.problemCodes.value }, committeeScale: current.review.committeeScale.value })

  // The next one: by the rule.
  await newSession(page)
  const second = await sessionOf(page)
  expect(second).not.toBe(first)
  await toMachine()
  await makeBox(page, /监票人放行/u)
  expect(await asked(second)).toEqual({ codes: ['不交党费', '不服从分配'], committee: ['好', '不好'], allRows: true })
  expect(await asked(first)).toEqual(before)
})

test.describe('without a browser of its own', () => {
  test.use({ appEnv: { DISPLAY: '', WAYLAND_DISPLAY: '' } })
  test('machine voting is not offered: why, and paper instead', async ({ shell }) => {
    const { page } = shell
    await openSession(page)
    await page.getByRole('button', { name: '用机投' }).click()
    await expect(page.getByText('不能机投：只有默认浏览器，它会留下痕迹')).toBeVisible()
    await expect(page.getByRole('button', { name: '设票箱' })).toBeDisabled()
    await expectGoodScreen(page, 'machine-missing')
    await page.getByRole('button', { name: '用纸票' }).click()
    await expect(page.getByRole('heading', { name: '测评表' })).toBeVisible()
  })
})
