import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expectGoodScreen } from '../support/accessible'
import { openSample } from '../support/hand'
import { expect, test } from './shell'

/** Paper ballots, two people entering apart, and ballots collected elsewhere: on the sample branch, in a session of its own. */
async function openSession(page: Page): Promise<void> {
  await openSample(page)
  await page.evaluate(() => { location.hash = '#/review/new' })
  await page.getByRole('button', { name: '建这次评议' }).click()
  await expect(page.getByRole('navigation', { name: '这次评议的步骤' })).toBeVisible()
}
const step = (page: Page, name: string) => page.getByRole('navigation', { name: '这次评议的步骤' }).getByRole('link', { name: new RegExp(name, 'u') }).click()

/** Fills one person's page: everybody gets `excellent` 优秀 of `valid`. */
async function enter(page: Page, part: string, valid: number, excellent: number): Promise<void> {
  const section = page.getByRole('region', { name: part })
  await section.getByLabel('收回').fill(String(valid))
  await section.getByLabel('有效', { exact: true }).fill(String(valid))
  await section.getByLabel('无效').fill('0')
  for (const row of await section.locator('tbody tr').all()) {
    await row.locator('input').nth(0).fill(String(excellent))
    await row.locator('input').nth(1).fill(String(valid - excellent))
  }
}

/** Everything the program has written down so far, in the books and in the browser's own store. */
async function written(page: Page, home: string): Promise<string> {
  const root = path.join(home, '先锋档案盒')
  const names = (await readdir(root, { recursive: true })).filter((name) => /journal|draft|草稿/u.test(name) || name.endsWith('.json') || name.endsWith('.jsonl'))
  const files = await Promise.all(names.map((name) => readFile(path.join(root, name), 'utf8').catch(() => '')))
  const store = await page.evaluate(async () => {
    const all: unknown[] = [Object.entries(localStorage), Object.entries(sessionStorage)]
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((done, fail) => { const ask = indexedDB.open(name); ask.onsuccess = () => done(ask.result); ask.onerror = () => fail(new Error('open')) })
      for (const table of db.objectStoreNames) all.push(await new Promise((done) => { const ask = db.transaction(table).objectStore(table).getAll(); ask.onsuccess = () => done(ask.result) }))
      db.close()
    }
    return JSON.stringify(all)
  })
  return files.join('\n') + store
}

test('two people enter the counts apart, settle what differs and say so with both names', async ({ shell }) => {
  test.setTimeout(480_000)
  const { page } = shell
  await page.setViewportSize({ width: 1366, height: 768 })
  await openSession(page)
  await step(page, '发票')
  // Ballots for 群众代表 and from the box: four of the latter come back, too few to be shown apart.
  for (const [index, people] of [[0, 8], [1, 6]] as const) {
    await page.getByRole('button', { name: '加一类票' }).click()
    const count = page.getByRole('spinbutton', { name: /人数$/u }).nth(index)
    await expect(count).toBeVisible()
    await count.fill(String(people))
    await count.press('Tab')
    await expect(page.getByRole('spinbutton', { name: /发出$/u }).nth(index)).toHaveValue(String(people))
  }
  const issued = page.getByRole('group', { name: '发票收票这笔账' }).getByLabel('发出')
  await issued.fill('31')
  await issued.press('Tab')
  await expectGoodScreen(page, 'review-channels')

  await step(page, '计票')
  await page.getByRole('button', { name: '两人录入' }).click()
  await page.getByRole('textbox', { name: '第一人' }).fill('白露')
  await page.getByRole('textbox', { name: '第二人' }).fill('白露')
  await expect(page.getByText('要是两个人')).toBeVisible()
  await page.getByRole('textbox', { name: '第二人' }).fill('江月白')
  await page.getByRole('button', { name: '第一人开始录' }).click()
  await expect(page.getByRole('heading', { name: '计票：第一人录入' })).toBeVisible()
  await enter(page, '会场·党员', 16, 7)
  await enter(page, '会场·群众代表', 8, 3)
  await enter(page, '意见箱·群众代表', 4, 1)
  await page.getByLabel('票上写的意见').fill('党课多讲实例\n多到村里走走')
  await expectGoodScreen(page, 'review-first-entry')
  // Only this window holds it: closing asks, and what would be lost is said; elsewhere a strip leads back.
  const asked = page.waitForEvent('dialog')
  const closing = page.close({ runBeforeUnload: true })
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog.dismiss()
  await closing
  await expect(page.getByText(/的票两人录入，录到一半，还没记进账。/u)).toBeVisible()
  await step(page, '到会')
  await expectGoodScreen(page, 'review-unkept')
  await page.getByRole('button', { name: '接着录' }).click()
  // More collected than issued: refused with both numbers, nothing goes on.
  const box = page.getByRole('region', { name: '意见箱·群众代表' })
  await box.getByLabel('收回').fill('7')
  await page.getByRole('button', { name: '录完了，请第二人来' }).click()
  await expect(page.getByText('意见箱·群众代表：收回 7 张多于发出 6 张，请改其中一个')).toBeVisible()
  await box.getByLabel('收回').fill('4')
  await page.getByRole('button', { name: '录完了，请第二人来' }).click()

  // Between the two, and while the second types, no figure of the first is anywhere.
  await expect(page.getByText('请江月白来录')).toBeVisible()
  await expect(page.locator('main input')).toHaveCount(0)
  expect(await written(page, shell.home)).not.toContain('党课多讲实例')
  // What they are counting is not taken back under their hands: no list, no class of ballots, no session.
  await page.keyboard.press('Control+z')
  const kept = page.getByRole('dialog')
  await expect(kept).toContainText('没有撤销')
  await expect(kept).toContainText(/的票两人录入，录到一半，还没记进账；这一撤，录的就没有着落了。/u)
  await expectGoodScreen(page, 'review-undo-refused')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('status').or(page.getByRole('alert')).getByRole('button', { name: '不要了' })).toBeVisible()
  await page.getByRole('button', { name: '江月白开始录' }).click()
  expect(await page.locator('.review-entry input').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value).filter((value) => value !== ''))).toEqual([])
  await expect(page.locator('main')).not.toContainText('党课多讲实例')
  // 撤销 reaches back to what was done before, never to the first entry; the page of the second stays blank.
  await enter(page, '会场·党员', 16, 7)
  await enter(page, '会场·群众代表', 8, 3)
  await enter(page, '意见箱·群众代表', 4, 1)
  const rows = page.getByRole('region', { name: '会场·党员' }).locator('tbody tr')
  await rows.nth(2).locator('input').nth(0).fill('8')
  await rows.nth(2).locator('input').nth(1).fill('8')
  await page.getByRole('button', { name: '录完了，对一对' }).click()
  await expect(page.getByText('有 2 处不一样')).toBeVisible()
  await expect(page.getByRole('button', { name: '两人都认，记下来' })).toBeDisabled()
  await expectGoodScreen(page, 'review-differ')
  await page.getByRole('button', { name: /优秀，用江月白的 8/u }).click()
  await page.getByRole('button', { name: /合格，用江月白的 8/u }).click()
  await page.getByRole('button', { name: '两人都认，记下来' }).click()
  await expect(page.getByText('两人独立录入：白露、江月白')).toBeVisible()
  await expectGoodScreen(page, 'review-counted-twice')

  // One ballot more, cell by cell: what stands is 28, and the one more would be read off.
  const totals = page.getByRole('group', { name: '选票这笔账' })
  await page.getByRole('group', { name: '发票收票这笔账' }).getByLabel('收回').fill('29')
  await totals.getByLabel('有效').fill('29')
  await totals.getByLabel('有效').press('Tab')
  const cell = page.locator('.review-count-table tbody tr').first().locator('input').first()
  await cell.fill(String(Number(await cell.inputValue()) + 1))
  await cell.press('Enter')
  await expect(page.getByText(/账上是 28 票，改成了 29 票，只差 1 票/u)).toBeVisible()
  await expectGoodScreen(page, 'review-too-close')
  await cell.fill(String(Number(await cell.inputValue()) - 1))
  await cell.press('Enter')
  await page.getByRole('group', { name: '发票收票这笔账' }).getByLabel('收回').fill('28')
  await totals.getByLabel('有效').fill('28')
  await totals.getByLabel('有效').press('Tab')

  // The whole is on the books; no part of it is, and what was written on ballots stands in no order of its own.
  const books = await written(page, shell.home)
  expect(books).toContain('"countedBy":["白露","江月白"]')
  expect(books).toContain('多到村里走走')
  expect(books).not.toContain('意见箱·群众代表，')
  // The sample's own 群众评议 has sources of its own, each of enough ballots.
  expect(books.match(/"parts":\[\{"channelId"/gu)).toBeNull()
  expect(books).toContain('"valid":28')
})

test('sheet by sheet: one key a box, sums only', async ({ shell }) => {
  test.setTimeout(180_000)
  const { page } = shell
  await page.setViewportSize({ width: 1366, height: 768 })
  await openSession(page)
  await step(page, '发票')
  const issued = page.getByRole('group', { name: '发票收票这笔账' }).getByLabel('发出')
  await issued.fill('6')
  await issued.press('Tab')
  // Ballots with codes for 存在问题: what is printed is what is counted.
  await page.getByRole('button', { name: '印测评表' }).click()
  await page.getByRole('combobox', { name: '哪一种票' }).click()
  await page.getByTitle('等次和问题代号', { exact: true }).click()
  await expect(page.locator('.undo-strip')).toContainText('票上填等次和问题代号')
  await step(page, '计票')
  // A row typed and not yet left, the window being closed: the person is asked, and meanwhile it is written down.
  const cell = page.locator('.review-count-table tbody tr').first().locator('input').first()
  await cell.click()
  await page.keyboard.type('3')
  const asked = page.waitForEvent('dialog')
  void page.evaluate(() => { location.reload() })
  await (await asked).dismiss()
  await expect(page.getByRole('button', { name: '撤销' }).first()).toBeEnabled()
  await expect(page.getByText('手里这一行票数，还没记进账', { exact: false })).toHaveCount(0)
  await page.reload()
  await expect(cell).toHaveValue('3')
  await page.getByRole('button', { name: '一张一张录' }).click()
  await page.getByLabel('唱票人').fill('白露')
  await page.getByLabel('监票人').fill('江月白')
  await page.getByRole('button', { name: '开始一张一张录' }).click()
  const sheet = page.getByRole('group', { name: '手里这张票' })
  await expect(sheet).toBeFocused()
  // Under each name a line for the codes; 支部班子 last.
  const lines = await sheet.locator('tbody tr').count()
  const people = (lines - 1) / 2
  for (let number = 0; number < 5; number += 1) {
    for (let row = 0; row <= people; row += 1) {
      await page.keyboard.press(row === 0 && number === 0 ? 'x' : row === 1 && number === 1 ? '0' : number < 2 ? '1' : '2')
      // Everybody's codes are read as none; of the first, two sheets name 2, one of them 10 as well.
      if (row < people) for (const key of row === 0 && number < 2 ? ['2', ...(number === 0 ? ['a'] : []), '0'] : ['0']) await page.keyboard.press(key)
    }
    if (number === 0) await expectGoodScreen(page, 'review-sheet')
    if (number === 1) {
      // Looking something up in the middle of a sheet loses nothing of it.
      await page.keyboard.press('Backspace')
      await page.keyboard.press('Alt+0')
      await expect(page.getByRole('heading', { name: '档案盒', level: 1 })).toBeVisible()
      await page.getByRole('button', { name: '接着录' }).click()
      await expect(sheet.locator('[aria-current]')).toContainText('党支部班子')
      await sheet.focus()
      await page.keyboard.press('1')
    }
    await page.keyboard.press('Enter')
  }
  await page.getByRole('button', { name: '这张是无效票' }).click()
  await expect(page.getByText('已录 6 张，发出 6 张')).toBeVisible()
  await page.getByRole('button', { name: '都录完了，记下来' }).click()
  await expect(page.getByText('一张一张录：白露、江月白')).toBeVisible()
  const first = page.locator('.review-count-table tbody tr').first()
  expect(await first.locator('input').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))).toEqual(['1', '3', '0', '0', '1'])
  await step(page, '评定')
  await page.getByRole('row').nth(1).getByRole('button').first().click()
  await page.getByText('票上的分项和代号').click()
  await expect(page.getByText(/^代号 2 .*：5 张票里 2 张$/u)).toBeVisible()
  await expect(page.getByText(/^代号 10 .*：5 张票里 1 张$/u)).toBeVisible()
  await expectGoodScreen(page, 'review-verdict-codes')
})

test('不合格 opens the way to 限期改正: a year at most, a helper, a countdown, and the vote that ends it', async ({ shell }) => {
  test.setTimeout(180_000)
  const { page } = shell
  await page.setViewportSize({ width: 1366, height: 768 })
  await openSession(page)
  await step(page, '支委会评定')
  const grade = page.getByRole('combobox', { name: /评定等次$/u }).first()
  await grade.click()
  await page.getByTitle('不合格', { exact: true }).last().click()
  await step(page, '转入整改')
  const handling = page.getByRole('region', { name: '处置' })
  await expect(handling.getByText('不合格').first()).toBeVisible()
  await handling.getByLabel('什么问题').fill('半年没参加组织生活')
  await handling.getByLabel('改到哪天').fill('2029年1月1日')
  await handling.getByRole('button', { name: '开始处置' }).click()
  await expect(handling.getByText(/限期改正要有帮教人；限期改正最长 12 个月/u)).toBeVisible()
  await handling.getByLabel('帮教人').fill('白露')
  await handling.getByLabel('改到哪天').fill('2027年3月1日')
  await expectGoodScreen(page, 'review-handling-open')
  await handling.getByRole('button', { name: '开始处置' }).click()
  await expect(handling.getByText(/还有 \d+ 天/u)).toBeVisible()
  await handling.getByRole('textbox', { name: /转化情况$/u }).fill('谈了一次，认识到问题')
  await handling.getByRole('button', { name: '记一笔转化' }).click()
  await expect(handling.getByText('谈了一次，认识到问题')).toBeVisible()
  const entitled = Number(await handling.getByLabel('应到（有表决权）').inputValue())
  await handling.getByLabel('到会').fill(String(entitled))
  await handling.getByLabel('赞成').fill('2')
  await handling.getByRole('button', { name: '记下决定' }).click()
  await expect(handling.getByText(/赞成 2 票，应到 \d+ 人，至少要 \d+ 票才通过/u)).toBeVisible()
  await handling.getByLabel('赞成').fill(String(entitled - 1))
  await handling.getByRole('button', { name: '记下决定' }).click()
  await expect(handling.getByText('已经办结')).toBeVisible()
  await expectGoodScreen(page, 'review-handling-closed')

  await step(page, '公布、上报')
  const publishing = page.getByRole('region', { name: '公布' })
  await publishing.getByRole('button', { name: '记为公布' }).click()
  await expect(publishing.getByText('写上怎么公布的，比如党员大会通报')).toBeVisible()
  await publishing.getByRole('combobox', { name: '怎么公布' }).fill('党员大会通报')
  await publishing.getByRole('button', { name: '记为公布' }).click()
  await expect(publishing.getByText(/，党员大会通报/u)).toBeVisible()
  await expectGoodScreen(page, 'review-published')
  await step(page, '反馈本人')
  await page.getByRole('button', { name: '印反馈单' }).click()
  await expect(page.getByRole('heading', { name: '反馈单' })).toBeVisible()
  await expectGoodScreen(page, 'review-slip')
})
