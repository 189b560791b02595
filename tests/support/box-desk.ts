import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { expect, type Browser, type Page } from '@playwright/test'
import type { BallotForm } from '#shared/ballot-box'
import type { Shell } from '../e2e/shell'
import { drive, markAndCast } from './voting-window'

/** A ballot box as scrutineers handle it from the desk's window: made, copied, opened, voted into. */

export const votingProfile = (shell: Shell) => path.join(shell.home, 'state', 'voting')

export const desk = (page: Page) => page.locator('.machine')

/** What would stand on the paper: the printer is a stand-in, the paper is real. */
export async function printed(page: Page, act: () => Promise<void>): Promise<string> {
  await page.evaluate(() => {
    window.print = () => {
      document.body.dataset['printed'] = document.querySelector('.print-root')?.textContent ?? ''
      window.dispatchEvent(new Event('afterprint'))
    }
  })
  await act()
  await expect(page.locator('body[data-printed]')).toHaveCount(1)
  await expect(page.locator('.print-root')).toHaveCount(0)
  return page.evaluate(() => {
    const text = document.body.dataset['printed'] ?? ''
    delete document.body.dataset['printed']
    return text
  })
}

export async function copySlip(page: Page, name: string, look?: () => Promise<void>): Promise<string> {
  await page.getByRole('button', { name: `看${name}` }).click()
  const secret = page.locator('.machine-secret')
  await expect(secret).toHaveText(/^[A-Z2-9]{4} [A-Z2-9]{4} [A-Z2-9]{4}$/u)
  const slip = (await secret.textContent()) ?? ''
  await look?.()
  await page.getByRole('button', { name: '抄好了，收起来' }).click()
  return slip.replaceAll(' ', '')
}

export async function typeSlips(page: Page, slips: readonly [string, string]): Promise<void> {
  for (const [at, name] of (['第一张开箱条', '第二张开箱条'] as const).entries()) {
    await expect(page.getByRole('group', { name, exact: true })).toBeFocused()
    await page.keyboard.type(slips[at] ?? '')
  }
  await expect(page.getByText('第二张开箱条输好了')).toBeVisible()
}

export async function openBox(page: Page, slips: readonly [string, string]): Promise<void> {
  await typeSlips(page, slips)
  await page.getByRole('button', { name: '打开票箱' }).click()
}

export async function openWindow(shell: Shell): Promise<{ readonly browser: Browser; readonly page: Page }> {
  await shell.page.getByRole('button', { name: /打开投票窗口$/u }).click()
  return drive(votingProfile(shell))
}

export const cast = (page: Page, count: number) => expect(desk(page).locator('.machine-count')).toContainText(`已投 ${count}/`)

/** As the voting page shows it: members and 支部班子 with four choices each, problem codes below where they are asked. */
export async function formOf(page: Page): Promise<Pick<BallotForm, 'questions'>> {
  const folded = await page.locator('.row').evaluateAll((rows) => rows.map((row) => row.querySelector('[role=radiogroup]') === null))
  return { questions: folded.map((several, at) => ({ id: String(at), label: '', choices: ['', '', '', ''], several, ...(several ? { below: String(at - 1) } : {}) })) }
}

export async function boxFolder(shell: Shell, session: string): Promise<string> {
  const root = path.join(shell.home, 'state', 'ballot')
  for (const vault of await readdir(root)) if ((await readdir(path.join(root, vault))).includes(session)) return path.join(root, vault, session)
  throw new Error('no box of this session')
}

/** As the page itself would ask. */
export function callHost(page: Page, name: string, input: unknown): Promise<unknown> {
  return page.evaluate(async ([call, body]) => (await fetch(`/call/${call}`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-vanguard-token': sessionStorage.getItem('vb-token') ?? '' }, body })).json() as Promise<unknown>, [name, JSON.stringify(input)] as const)
}

/** The session as it stands in the page's own store. */
export function recordOf(page: Page, id: string): Promise<unknown> {
  return page.evaluate(async (wanted) => {
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((done, fail) => { const ask = indexedDB.open(name); ask.onsuccess = () => done(ask.result); ask.onerror = () => fail(new Error('open')) })
      for (const table of db.objectStoreNames) {
        const row = (await new Promise<{ id?: unknown; body?: unknown }[]>((done) => { const ask = db.transaction(table).objectStore(table).getAll(); ask.onsuccess = () => done(ask.result as { id?: unknown; body?: unknown }[]) })).find((one) => one.id === wanted)
        if (row !== undefined) return typeof row.body === 'string' ? (JSON.parse(row.body) as unknown) : row.body
      }
      db.close()
    }
    return null
  }, id)
}

/** A number at a time, by the scrutineer's key press; each ballot all of one choice, with these problems for everybody. */
export async function letInAndVote(page: Page, window: Page, count: number, choice: number, given: readonly number[] = []): Promise<void> {
  for (let voter = 0; voter < count; voter += 1) {
    const before = Number(/已投 (\d+)/u.exec((await desk(page).locator('.machine-count').textContent()) ?? '')?.[1] ?? '0')
    await page.getByRole('button', { name: '放下一位' }).click()
    await window.locator('[role=radio]').first().waitFor()
    const form = await formOf(window)
    await markAndCast(window, form, form.questions.map((question) => (question.several ? given : [choice])))
    await cast(page, before + 1)
  }
}

export async function makeBox(page: Page, way: RegExp): Promise<readonly [string, string]> {
  await page.getByRole('radio', { name: way }).check()
  await page.getByRole('button', { name: '设票箱' }).click()
  return [await copySlip(page, '第一张开箱条'), await copySlip(page, '第二张开箱条')]
}
