import { expectGoodScreen } from '../support/accessible'
import { addMember, foundBranch, goTo } from '../support/hand'
import { expect, test } from './shell'

/** Two tabs on the same books: one writes, the other looks on until it is told 切换到这里. */
test('one tab writes; the other says why it does not, takes over when told, and sees what was written', async ({ shell }) => {
  test.skip(shell.kind === 'electron', 'the desktop shell has one window')
  const first = shell.page
  await foundBranch(first, '两窗村支部')
  await addMember(first, '韩长河')

  const second = await shell.openTab()
  await second.getByRole('button', { name: '打开两窗村支部' }).click()
  await second.getByRole('button', { name: '开始' }).click()
  const strip = second.getByRole('alert').filter({ hasText: '这里只能看' })
  await expect(strip).toContainText('正在另一个窗口里写')
  await expect(second.locator('.top-saved')).toHaveText('现在不能存')
  await goTo(second, '党员名册')
  await expect(second.getByText('韩长河').first()).toBeVisible()
  await expect(second.getByRole('button', { name: '添一名党员' })).toBeDisabled()
  await expectGoodScreen(second, 'tab-looks-on')

  // What the first one writes is seen here without being asked for.
  await addMember(first, '卫青山')
  await expect(second.getByText('卫青山').first()).toBeVisible()

  await second.getByRole('button', { name: '切换到这里' }).click()
  await expect(strip).toHaveCount(0)
  await expect(first.getByRole('alert').filter({ hasText: '这里只能看' })).toBeVisible()
  await addMember(second, '鲁小满')
  await goTo(first, '党员名册')
  await expect(first.getByText('鲁小满').first()).toBeVisible()
  await expectGoodScreen(first, 'tab-gave-way')

  // And back again, by the same button.
  await first.getByRole('button', { name: '切换到这里' }).click()
  await addMember(first, '姜水清')
  await expect(second.getByRole('alert').filter({ hasText: '这里只能看' })).toBeVisible()
  await expect(second.getByText('姜水清').first()).toBeVisible()
})
