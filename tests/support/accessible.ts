import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** What every screen owes: axe finds nothing, nothing hangs over the edge at 1366×768, and at most one red button. A picture of it is kept. */
export async function expectGoodScreen(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `test-results/screens/${name}.png` })
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map((found) => `${found.id}: ${found.nodes.map((node) => node.target.join(' ')).join(', ')}`), `axe on ${name}`).toEqual([])
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(over, `${name} hangs over the right edge`).toBeLessThanOrEqual(0)
  // A dialog's own, while one is open: what lies behind it waits.
  const dialog = page.getByRole('dialog')
  const red = ((await dialog.count()) > 0 ? dialog.last() : page).locator('.ant-btn-primary:visible')
  expect(await red.count(), `red buttons on ${name}`).toBeLessThanOrEqual(1)
  if ((await red.count()) === 1) await expect(red, `the red button of ${name} is cut off`).toBeInViewport({ ratio: 1 })
}
