import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { BallotForm } from '#shared/ballot-box'
import { openPlace } from './place'
import { filesBelow } from './scan'

const form: BallotForm = { title: '石门村支部2026年度民主评议党员', lead: '', questions: [{ id: 'm0', label: '马春', choices: ['优秀', '合格', '基本合格', '不合格'], several: false }] }

/** The programs of this profile alone that draw pages. */
async function renderers(profile: string): Promise<readonly number[]> {
  const lines = await Promise.all((await readdir('/proc')).filter((name) => /^\d+$/u.test(name)).map(async (name) => ({ pid: Number(name), line: await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '') })))
  return lines.filter(({ line }) => line.includes('--type=renderer') && line.includes(`--user-data-dir=${profile}`)).map(({ pid }) => pid)
}

/** A dump is a piece of the page's memory, marks and code among it, and lies below the person's own folder for as long as that lasts. */
test.skipIf(process.platform !== 'linux')('the voting page crashes: no dump of its memory is left once the window is closed', { timeout: 120_000 }, async () => {
  const place = await openPlace()
  onTestFinished(() => place.stop())
  const box = { vault: place.vault, session: place.session }
  const { slips, codes } = await place.call('ballot.make', { ...box, form, electors: 5, way: 'slips' })
  await place.call('ballot.open', { ...box, slips })
  const page = await place.openWindow()
  await page.getByText('输入小条上的 8 位号').waitFor()
  await page.keyboard.type(codes[0] ?? '')
  await page.locator('[role=radio]').first().click()
  const pids = await renderers(place.profile)
  expect(pids.length).toBeGreaterThan(0)
  const crashed = page.waitForEvent('crash')
  for (const pid of pids) process.kill(pid, 'SIGSEGV')
  await crashed
  // Whoever writes dumps waits for the crash as a program of its own: gone with the window, it has written what it would.
  await place.call('ballot.leave', { session: box.session })
  await place.call('ballot.close', { ...box, drop: true })
  const left = (await filesBelow(place.root)).filter((file) => /\.dmp$|\.meta$|core(\.\d+)?$/u.test(file))
  expect(left.map((file) => path.relative(place.root, file))).toEqual([])
})
