import { expect, type Page } from '@playwright/test'
import axe, { type AxeResults } from 'axe-core'

/** What every screen owes: axe finds nothing, nothing hangs over the edge at 1366×768, and at most one red button. A picture of it is kept. */
export async function expectGoodScreen(page: Page, name: string): Promise<void> {
  await expectFits(page, name)
  // Once per document: a room is another hash of the same one.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const { violations } = await page.evaluate<AxeResults>("axe.run(document, { resultTypes: ['violations'] })")
  expect(violations.map((found) => `${found.id}: ${found.nodes.map((node) => node.target.join(' ')).join(', ')}`), `axe on ${name}`).toEqual([])
}

/** The half of it that changes with the size of window and text. */
export async function expectFits(page: Page, name: string): Promise<void> {
  // A colour on its way to another is neither.
  await page.waitForFunction(() => document.getAnimations().every((one) => one.playState !== 'running' || one.effect?.getComputedTiming().endTime === Infinity))
  await page.screenshot({ path: `test-results/screens/${name}.png` })
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(over, `${name} hangs over the right edge`).toBeLessThanOrEqual(0)
  expect(await cutOff(page), `cut off on ${name}`).toEqual([])
  // A dialog's own, while one is open: what lies behind it waits.
  const dialog = page.getByRole('dialog')
  const red = ((await dialog.count()) > 0 ? dialog.last() : page).locator('.ant-btn-primary:visible')
  expect(await red.count(), `red buttons on ${name}`).toBeLessThanOrEqual(1)
  if ((await red.count()) === 1) await expect(red, `the red button of ${name} is cut off`).toBeInViewport({ ratio: 1 })
}

/** Headings, buttons, links and fields that stick out of the window with nothing to scroll them in, and words that do not fit their button. */
function cutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const scrolls = (element: Element | null): boolean => element !== null && (/auto|scroll/u.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement))
    return [...document.querySelectorAll<HTMLElement>('h1, h2, button, a[href], input, select, textarea')].flatMap((element) => {
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return []
      const { left, right, width, height } = element.getBoundingClientRect()
      const words = (element.textContent.trim() || element.getAttribute('aria-label') || element.id || element.className).slice(0, 40)
      if (width === 0 || height === 0) return []
      if ((right > innerWidth + 1 || left < -1) && !scrolls(element)) return [`${words}: out of the window`]
      if (element.tagName === 'BUTTON' && getComputedStyle(element).overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1) return [`${words}: wider than its button`]
      return []
    })
  })
}
