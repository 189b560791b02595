import { cp, readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { startToEnd } from '../support/server'
import { httpCall } from '../support/http-call'
import { append, clearUp, kill, newHome, openBooks, started } from './vault'

afterEach(clearUp)

test('a second start on the same home asks the first for a window and ends', async () => {
  const home = await newHome()
  const first = await started(home)
  const second = await startToEnd(home)
  expect(second).toMatchObject({ code: 0 })
  expect(second.errors).toContain('已经开着')
  // Without a window, the first shows that it was asked by printing its address again.
  await vi.waitFor(() => expect(first.said().trim().split('\n')).toHaveLength(2))
  expect((await httpCall(first)('app.state', {})).shell).toBe('browser')
})

test('several starts at once: one stays, the others ask it', async () => {
  const home = await newHome()
  let over = 0
  const ends = Array.from({ length: 3 }, async () => {
    const end = await startToEnd(home)
    over += 1
    return end
  })
  const first = await started(home).catch(() => null)
  const running = first ?? (await vi.waitFor(async () => {
    const lock = JSON.parse(await readFile(path.join(home, 'state', 'browser-shell.lock'), 'utf8')) as { pid: number }
    return lock
  }))
  const pid = 'pid' in running ? running.pid : running.process.pid
  const lock = JSON.parse(await readFile(path.join(home, 'state', 'browser-shell.lock'), 'utf8')) as { pid: number }
  expect(lock.pid).toBe(pid)
  // A start that comes late would rightly take over from one that is ending: the others are waited for.
  await vi.waitFor(() => expect(over).toBe(first === null ? 2 : 3), { timeout: 60_000 })
  // Whoever of the three stayed ends with it.
  process.kill(lock.pid, 'SIGTERM')
  const codes = (await Promise.all(ends)).map((end) => end.code)
  expect(codes.filter((code) => code === 0)).toHaveLength(3)
})

test('a killed one leaves its lock behind; the next start takes it over at once', async () => {
  const home = await newHome()
  const first = await openBooks(home)
  await append(first, 1)
  await kill(first.server)
  const next = await openBooks(home)
  expect(next.opened).toMatchObject({ head: { seq: 1 }, readOnly: null })
  await append(next, 2)
})

test('two hosts on one vault folder: the second looks on, and writes when the first is gone', async () => {
  const home = await newHome()
  const first = await openBooks(home)
  await append(first, 1)
  // As the desktop shell beside the browser shell, or an account of its own: another state folder that lists the same books.
  const other = path.join(home, 'other')
  await cp(path.join(home, 'state', 'vaults.json'), path.join(other, 'vaults.json'))
  const second = await openBooks(home, { VANGUARD_HOME: other })
  expect(second.root).toBe(first.root)
  expect(second.opened).toMatchObject({ head: { seq: 1 }, readOnly: { code: 'vaultBusy' } })
  await expect(append(second, 2)).rejects.toMatchObject({ code: 'vaultBusy' })
  await append(first, 2)
  const reopen = () => second.call('vaults.open', { vault: second.vault, tab: second.tab, store: null })
  expect(await reopen()).toMatchObject({ head: { seq: 2 }, readOnly: { code: 'vaultBusy' } })

  await kill(first.server)
  expect(await reopen()).toMatchObject({ head: { seq: 2 }, readOnly: null })
  await append(second, 3)
  const back = await openBooks(home)
  expect(back.opened).toMatchObject({ head: { seq: 3 }, readOnly: { code: 'vaultBusy' } })
})
