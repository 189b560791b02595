import type { Page } from '@playwright/test'
import { openBooks, openSample } from '../support/hand'
import { expect, test } from './shell'

/** Nothing typed more than two seconds ago is missing: the page falls over, or the program behind it is killed, in the middle of a report of 20,000 characters. */
const branch = '水务局机关支部'
const filler = (part: number) => Array.from({ length: 140 }, (_, n) => `${n + 1}. 第${part}部分写到的事，3月去了2次，村民问过，记在本子上，后来补上了。`).join('\n').slice(0, 4900)
const fields = (page: Page) => page.locator('main textarea')
const texts = (page: Page) => fields(page).evaluateAll((all) => all.map((one) => (one as HTMLTextAreaElement).value))
const parts = [0, 1, 2, 3]

async function typeAt(page: Page, part: number, text: string): Promise<void> {
  await fields(page).nth(part).press('Control+End')
  await page.keyboard.type(text, { delay: 15 })
}

async function openReport(page: Page): Promise<void> {
  await page.keyboard.press('Alt+4')
  await page.getByRole('link', { name: '方知夏', exact: true }).click()
}

test('a page that falls over and a host that is killed lose nothing older than two seconds', async ({ shell }) => {
  test.skip(shell.kind === 'electron', 'needs a page and a host that end apart')
  test.setTimeout(300_000)
  const { page } = shell
  await openSample(page)
  await page.keyboard.press('Alt+4')
  await page.getByRole('button', { name: '给方知夏写一份' }).click()
  for (const part of parts) await fields(page).nth(part).fill(filler(part + 1))
  await typeAt(page, 1, '页面倒下以前写的一句𠮷㛃😀。')
  const before = await texts(page)
  expect(before.join('').length).toBeGreaterThan(19_000)
  await page.waitForTimeout(2000)
  const crashed = page.waitForEvent('crash')
  const wire = await shell.context.newCDPSession(page)
  void wire.send('Page.crash').catch(() => undefined)
  await crashed

  const tab = await shell.openTab()
  await openBooks(tab, branch)
  await expect(tab.getByText('接下来要办的').first()).toBeVisible({ timeout: 60_000 })
  await openReport(tab)
  await expect.poll(() => texts(tab)).toEqual(before)

  // The window that fell over may still be thought of as the one that writes.
  const take = tab.getByRole('button', { name: '切换到这里' })
  await expect(fields(tab).nth(3).or(take).first()).toBeVisible()
  if (await take.isVisible()) await take.click()
  await expect(fields(tab).nth(3)).toBeEditable()
  await typeAt(tab, 3, '后台程序断掉以前写的一句䶮。')
  const after = await texts(tab)
  expect(after[3]?.slice(-20)).toContain('后台程序断掉以前写的一句䶮。')
  await tab.waitForTimeout(2000)
  await shell.killHost()
  const again = await shell.restart()
  await openBooks(again, branch)
  await expect(again.getByText('接下来要办的').first()).toBeVisible({ timeout: 60_000 })
  await openReport(again)
  await expect.poll(() => texts(again)).toEqual(after)
})
