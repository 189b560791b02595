import type { Page } from '@playwright/test'
import { addMember, foundBranch, goTo, stand } from '../support/hand'
import { expect, test } from './shell'

/** The save is held up on its way; meanwhile the person goes to another room; then it goes through. */
async function leaveWhile(page: Page, save: () => Promise<void>): Promise<void> {
  let held = (): void => undefined
  const asked = new Promise<void>((tell) => {
    void page.route('**/call/journal.append', async (route) => {
      tell()
      await new Promise<void>((resolve) => (held = resolve))
      await route.continue()
    })
  })
  await save()
  await asked
  await goTo(page, '公开承诺')
  await expect(page.getByRole('heading', { name: '公开承诺', level: 1 })).toBeVisible()
  held()
  await page.unrouteAll({ behavior: 'wait' })
}

/** Where the person is, is the person's choice: neither a save that ends late nor a window that was closed decides it. */
test('who leaves a page while it saves stays where they went, and the save is kept', async ({ shell }) => {
  test.skip(shell.kind === 'electron', 'the call is held up on its way over http')
  const { page } = shell
  await foundBranch(page, '慢盘村支部')
  await addMember(page, '韩长河')
  const saves: readonly (readonly [string, string, () => Promise<void>])[] = [
    ['review/new', '民主评议', () => page.getByRole('button', { name: '建这次评议' }).click()],
    ['archive/volume/new', '案卷', async () => {
      await page.getByLabel('案卷题名').fill('支部会议记录')
      await page.keyboard.press('Control+s')
    }],
    ['massReview', '群众评议', () => page.getByRole('button', { name: '建一次群众评议' }).click()],
    ['papers/official/new', '通知', () => page.getByRole('button', { name: /^通知/u }).click()],
  ]
  for (const [address, words, save] of saves) {
    await stand(page, address)
    await leaveWhile(page, save)
    await expect(page.locator('.undo-strip')).toContainText(words)
    await expect(page.getByRole('heading', { name: '公开承诺', level: 1 })).toBeVisible()
  }
  await page.keyboard.press('Alt+5')
  await expect(page.getByRole('navigation', { name: '这次评议的步骤' })).toBeVisible()
})

test('books whose window was closed are written in by the next one at once', async ({ shell }) => {
  test.skip(shell.kind === 'electron', 'the desktop shell has one window')
  await foundBranch(shell.page, '关窗村支部')
  await addMember(shell.page, '韩长河')
  const second = await shell.openTab()
  await shell.page.close()
  await second.getByRole('button', { name: '打开关窗村支部' }).click()
  await second.getByRole('button', { name: '开始' }).click()
  await goTo(second, '党员名册')
  await expect(second.getByText('韩长河').first()).toBeVisible()
  await expect(second.getByRole('alert').filter({ hasText: '这里只能看' })).toHaveCount(0)
  await addMember(second, '卫青山')
})
