import { expect, type Locator, type Page } from '@playwright/test'

/** What a person does with the keyboard and the mouse, for tests whose subject is something else. */

/** Goes to a room by its word in the sidebar. */
export async function goTo(page: Page, room: string): Promise<void> {
  await page.getByRole('navigation', { name: '去哪里' }).getByRole('link', { name: room }).click()
}

/** Goes to an address, and waits until what stands there has been read. */
export async function stand(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => { location.hash = `#/${to}` }, address)
  await expect(page.getByRole('heading', { level: 1 }).or(page.locator('main h2')).first()).toBeVisible()
  await expect(page.getByText(/^正在(?:看|读|排|打开)/u)).toHaveCount(0)
}

export async function foundBranch(page: Page, shortName: string, options: { readonly era?: string; readonly holder?: string } = {}): Promise<void> {
  await page.getByRole('button', { name: /建一个支部/ }).click()
  await page.getByLabel('全称').fill(`中共白云镇${shortName}委员会`)
  await page.getByLabel('简称').fill(shortName)
  await page.getByLabel('姓名').fill(options.holder ?? '韩长河')
  await page.getByLabel('职务').fill('书记')
  await page.getByRole('button', { name: '建支部', exact: true }).click()
  await expect(page.locator('.top-branch')).toHaveText(shortName, { timeout: 30_000 })
}

/** Types one more member in and comes back to the list. */
export async function addMember(page: Page, name: string, more: Readonly<Record<string, string>> = { 入党时间: '2001.7', 转正时间: '200207' }): Promise<void> {
  await goTo(page, '党员名册')
  await page.getByRole('button', { name: /^(?:一个一个填|添一名党员)$/ }).click()
  const field = page.getByLabel('姓名', { exact: true })
  await field.fill(name)
  for (const [label, text] of Object.entries(more)) await page.getByLabel(label, { exact: true }).fill(text)
  await field.press('Enter')
  await expect(field).toHaveValue('')
  await page.getByRole('button', { name: '填完了' }).click()
  await expect(page.getByText(name, { exact: true }).first()).toBeVisible()
}

/** The sample branch from the start screen, until its desk stands. */
export async function openSample(page: Page): Promise<void> {
  await page.getByText('先看看示例').first().click()
  await expect(page.getByText('接下来要办的').first()).toBeVisible({ timeout: 90_000 })
}

/** Opens books from the start screen and says who works. */
export async function openBooks(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `打开${name}`, exact: true }).click({ timeout: 30_000 })
  await page.getByRole('button', { name: '开始', exact: true }).click({ timeout: 60_000 })
}

/** Tab, as often as it takes, until the focus stands there: a person without a mouse gets to everything, or this fails. */
export async function reach(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  const there = () => target.evaluate((element) => element === document.activeElement || element.contains(document.activeElement))
  for (let tabs = 0; tabs < 400; tabs += 1) {
    if (await there()) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`no Tab leads to ${String(target)}`)
}

export async function press(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeEnabled()
  await reach(page, target)
  await page.keyboard.press('Enter')
}

/** Instead of what stands there. */
export async function write(page: Page, target: Locator, text: string): Promise<void> {
  await reach(page, target)
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(text)
}

/** A line of a list that is gone through with the arrow keys. */
export async function chooseLine(page: Page, list: Locator, text: string): Promise<void> {
  await reach(page, list)
  await page.keyboard.press('Home')
  const line = list.locator('.row-chosen')
  for (let steps = 0; steps < 600; steps += 1) {
    await expect(line).toBeVisible()
    if ((await line.innerText()).includes(text)) return
    await page.keyboard.press('ArrowDown')
  }
  throw new Error(`no line ${text}`)
}

/** Opens a list of choices and goes to one with the arrow keys. */
export async function chooseOption(page: Page, field: Locator, option: string): Promise<void> {
  await reach(page, field)
  await page.keyboard.press('Enter')
  const active = page.locator('.ant-select-dropdown:visible .ant-select-item-option-active')
  await expect(active).toBeVisible()
  for (let steps = 0; steps < 100; steps += 1) {
    if ((await active.innerText()) === option) return page.keyboard.press('Enter')
    await page.keyboard.press('ArrowDown')
  }
  throw new Error(`no option ${option}`)
}
