import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { chromium, type Browser, type Page } from '@playwright/test'
import type { BallotForm, BallotMarks } from '#shared/ballot-box'
import { chromiumPath } from './chromium'
import { project } from './server'

/** What the browser shell must find for its voting window to be driven from a test: a screen to believe in, and a Chromium that lets itself be driven. */
export function votingEnv(): Readonly<Record<string, string>> {
  return { DISPLAY: process.env['DISPLAY'] ?? ':0', VANGUARD_CHROMIUM: path.join(project, 'tests/support/voting-chromium.sh'), VANGUARD_REAL_CHROMIUM: chromiumPath() }
}

/** The voting window the app opened on this profile, and its page. */
export async function drive(profile: string): Promise<{ readonly browser: Browser; readonly page: Page }> {
  const port = await until(async () => (await readFile(path.join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '')).split('\n')[0] ?? '', 'the voting window did not open')
  // On a busy machine a window that has just begun may let the first caller hang.
  const browser = await until(() => chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: 15_000 }).catch(() => null), 'the voting window does not answer', 6)
  const page = await until(async () => browser.contexts().flatMap((context) => context.pages()).find((one) => one.url().includes('vote.html')), 'no voting page')
  return { browser, page }
}

async function until<T>(look: () => Promise<T>, why: string, most = 300): Promise<NonNullable<T>> {
  for (let tries = 0; tries < most; tries += 1) {
    const found = await look()
    if (found !== '' && found !== undefined && found !== null) return found
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(why)
}

/** By keys alone where a voter would use them. */
export async function vote(page: Page, form: Pick<BallotForm, 'questions'>, code: string, marks: BallotMarks): Promise<void> {
  await page.getByText('输入小条上的 8 位号').waitFor()
  await page.keyboard.type(code)
  await markAndCast(page, form, marks)
}

/** From the first row to the neutral page. */
export async function markAndCast(page: Page, form: Pick<BallotForm, 'questions'>, marks: BallotMarks): Promise<void> {
  await page.locator('[role=radio]').first().waitFor()
  await page.locator('[role=radio]').first().focus()
  let here = 0
  for (const [at, mine] of marks.entries()) {
    const question = form.questions[at]
    // Problem codes below a person are passed by where none is given; to any, the hand goes by itself.
    const folded = question?.several === true && question.below !== undefined
    if (folded && mine.length === 0) continue
    if (folded || at !== here) await page.locator('.row').nth(at).locator('[data-choice][tabindex="0"], [role=button]').first().focus()
    if (question?.several === true) for (const choice of mine) await page.keyboard.press(String((choice + 1) % 10))
    else await page.keyboard.press(mine[0] === undefined ? 'ArrowDown' : String(mine[0] + 1))
    here = question?.several === true ? at : at + 1
  }
  await page.getByRole('button', { name: '看一遍' }).press('Enter')
  await page.getByRole('button', { name: '投票' }).press('Enter')
  await page.getByText('已经投了').waitFor()
  await page.getByRole('button', { name: '下一位' }).press('Enter')
}
