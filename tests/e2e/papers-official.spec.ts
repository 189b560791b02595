import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expectFits, expectGoodScreen } from '../support/accessible'
import { foundBranch, goTo, stand } from '../support/hand'
import { filesUnder, wordText } from '../support/papers'
import { expect, test } from './shell'

/** 公文 from a blank to what goes out: red head, number, attachment, 版记; carried out by the key, and read back in Word's own file. */
test('a notice with a red head is written, issued and carried out by the keyboard', async ({ shell }) => {
  test.setTimeout(180_000)
  const { page } = shell
  const folder = path.join(shell.home, '先锋档案盒', '柳溪村支部', '导出')
  await foundBranch(page, '柳溪村支部')
  await goTo(page, '文书样式')
  await expect(page.getByLabel('纸面')).toBeVisible()
  await page.keyboard.press('Control+e')
  await expect(page.getByRole('button', { name: '打开所在文件夹' })).toBeVisible({ timeout: 60_000 })
  expect((await filesUnder(folder)).filter((name) => name.includes('/文书样式/') && name.endsWith('.docx'))).toHaveLength(1)

  await page.getByRole('button', { name: '写公文' }).click()
  await page.getByRole('button', { name: '起草第一份' }).click()
  await page.getByRole('complementary').getByRole('button', { name: '通知', exact: true }).click()
  await expect(page.getByRole('heading', { name: '通知', level: 1 })).toBeVisible()
  const field = (name: string) => page.getByLabel(name, { exact: true })
  await field('标题').fill('关于召开2026年度民主评议党员大会的通知')
  await page.getByLabel('印红头').check()
  await field('红头上的字').fill('中共白云镇柳溪村支部委员会文件')
  await field('发文字号').fill('柳支发[2026]03号')
  await field('主送').fill('各党小组')
  await field('正文').fill('定于12月18日召开大会，请准时参加。\n一、时间和地点\n12月18日上午9时，村委会二楼会议室。\n二、会议内容\n（一）党性分析\n逐人发言。')
  await page.getByRole('button', { name: '加一个附件' }).click()
  await field('名称').fill('参会人员名单')
  await field('内容').fill('韩长河等12名党员。')
  await field('成文日期').fill('2026.12.8')
  await field('抄送').fill('白云镇党委组织办')
  await field('印发机关').fill('柳溪村支部办公室')
  await field('印发日期').fill('2026.12.9')
  await field('印发日期').press('Control+s')
  await expect(page.getByRole('button', { name: '存下' })).toBeDisabled()
  // At once, before the record has come back from the books.
  expect(await field('抄送').inputValue()).toBe('白云镇党委组织办')
  await expectGoodScreen(page, 'official-written')
  await page.getByRole('button', { name: '印发', exact: true }).click()
  await page.getByRole('button', { name: '印发', exact: true }).last().click()
  await expect(page.getByText('已印发').first()).toBeVisible()
  await expect(field('标题')).toBeDisabled()

  await page.keyboard.press('Control+e')
  await expect(page.getByRole('button', { name: '打开所在文件夹' })).toBeVisible({ timeout: 60_000 })
  await expectGoodScreen(page, 'official-carried')
  const word = (await filesUnder(folder)).filter((name) => name.includes('/公文文稿/') && name.endsWith('.docx'))
  expect(word).toHaveLength(1)
  const text = wordText(await readFile(path.join(folder, word[0] ?? ''))).replace(/\s+/gu, '')
  // In the order of the page: head, number, title, whom it goes to, the text, what is attached, who and when, the imprint.
  const order = ['中共白云镇柳溪村支部委员会文件', '柳支发〔2026〕3号', '关于召开2026年度民主评议党员大会的通知', '各党小组：', '一、时间和地点', '（一）党性分析', '附件：参会人员名单', '2026年12月8日']
  for (const part of [...order, '抄送：白云镇党委组织办', '柳溪村支部办公室', '2026年12月9日印发']) expect(text).toContain(part)
  const places = order.map((part) => text.indexOf(part))
  expect(places).toEqual([...places].sort((one, other) => one - other))
  expect(text).toContain('韩长河等12名党员。')

  await goTo(page, '设置')
  await page.evaluate(() => { location.hash = '#/settings/size' })
  await page.getByRole('radio', { name: /^特大/u }).check()
  for (const address of ['papers', 'papers/batch', 'papers/own-forms', 'settings/printer']) {
    await stand(page, address)
    await expectFits(page, `largest-${address.replace('/', '-')}`)
  }
})
