import { expectGoodScreen } from '../support/accessible'
import { openSample, stand } from '../support/hand'
import { expect, test } from './shell'

/** 设置 → 规矩 on the sample branch: a local rule with its source and day, shown where it acts, undone, and taken back. */
test('a local rule names its source and day, acts on the next session and its ballot, and can be taken back', async ({ shell }) => {
  test.setTimeout(240_000)
  const { page } = shell
  await page.setViewportSize({ width: 1366, height: 768 })
  await openSample(page)
  await stand(page, 'settings/rules')
  await expectGoodScreen(page, 'rules')
  const cap = page.getByRole('listitem', { name: '优秀的比例' })
  await expect(cap).toContainText('不超过正式党员的三分之一')
  await cap.getByRole('button', { name: '改优秀的比例' }).click()
  await cap.getByRole('spinbutton', { name: '几分' }).fill('5')
  await cap.getByRole('button', { name: '照这个办' }).click()
  await expect(cap.getByText('写明依据：哪份通知、哪次会议定的')).toBeVisible()
  await expect(cap.getByText('写上哪天定的')).toBeVisible()
  await expectGoodScreen(page, 'rules-refused')
  await cap.getByRole('textbox', { name: '依据' }).fill('市直机关工委通知')
  await cap.getByRole('textbox', { name: '哪天定的' }).fill('2026.3.1')
  await cap.getByRole('button', { name: '照这个办' }).click()
  await expect(cap).toContainText('本支部按市直机关工委通知（2026年3月1日')
  await expect(cap).toContainText('原来：不超过正式党员的三分之一')

  // A list is typed a line each; undo takes the last one back.
  const codes = page.getByRole('listitem', { name: '存在问题的代号' })
  await codes.getByRole('button', { name: '改存在问题的代号' }).click()
  await codes.getByRole('textbox', { name: '存在问题的代号改为' }).fill('不交党费\n不服从分配\n')
  await codes.getByRole('textbox', { name: '依据' }).fill('支部大会决定')
  await codes.getByRole('textbox', { name: '哪天定的' }).fill('2026.3.2')
  await codes.getByRole('button', { name: '照这个办' }).click()
  await expect(codes).toContainText('不交党费、不服从分配')
  await page.keyboard.press('Control+z')
  await expect(codes).not.toContainText('支部大会决定')
  await page.keyboard.press('Control+y')
  await expect(codes).toContainText('支部大会决定')
  await expectGoodScreen(page, 'rules-local')

  // What begins now is held under it, says so, and prints its ballot accordingly.
  await stand(page, 'review/new')
  await expect(page.getByText('本支部按市直机关工委通知（2026年3月1日）：优秀的比例不超过正式党员的五分之一')).toBeVisible()
  await page.getByRole('button', { name: '建这次评议' }).click()
  const steps = page.getByRole('navigation', { name: '这次评议的步骤' })
  await steps.getByRole('link', { name: /支委会评定/u }).click()
  await expect(page.getByText(/本支部按市直机关工委通知/u)).toBeVisible()
  await expectGoodScreen(page, 'rules-verdict')
  await steps.getByRole('link', { name: /发票、收票/u }).click()
  await page.getByRole('button', { name: '印测评表' }).click()
  await page.getByRole('combobox', { name: '哪一种票' }).click()
  await page.getByTitle('等次和问题代号', { exact: true }).last().click()
  await expect(page.getByText('存在问题的代号：1 不交党费；2 不服从分配。')).toBeVisible()
  await page.getByRole('checkbox', { name: '姓名打乱次序' }).check()
  await expect(page.getByText(/\d 种次序，每种至少 5 张/u)).toBeVisible()
  await expectGoodScreen(page, 'rules-ballot')

  // Taken back, the pack's own stands again; the session that began keeps what it began under.
  await stand(page, 'settings/rules')
  await cap.getByRole('button', { name: '收回优秀的比例' }).click()
  await expect(cap).toContainText('不超过正式党员的三分之一')
  await expect(cap).not.toContainText('市直机关工委')
  await stand(page, 'review/new')
  await expect(page.getByText(/市直机关工委通知/u)).toHaveCount(0)
  await stand(page, 'review')
  await steps.getByRole('link', { name: /支委会评定/u }).click()
  await expect(page.getByText('建了这次以后规矩改过：优秀的比例不超过正式党员的三分之一。', { exact: false })).toBeVisible()
  await expectGoodScreen(page, 'rules-since')
})
