import { expect, type Page } from '@playwright/test'

/** What a person does with the keyboard and the mouse, for tests whose subject is something else. */

/** Goes to a room by its word in the sidebar. */
export async function goTo(page: Page, room: string): Promise<void> {
  await page.getByRole('navigation', { name: '去哪里' }).getByRole('link', { name: room }).click()
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

/** Opens books from the start screen and says who works. */
export async function openBooks(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `打开${name}`, exact: true }).click({ timeout: 30_000 })
  await page.getByRole('button', { name: '开始', exact: true }).click({ timeout: 60_000 })
}
