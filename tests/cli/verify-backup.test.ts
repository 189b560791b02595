import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cli, refusedCli } from '../support/cli'
import { aCommit } from '../support/commits'
import { httpCall, jobEnd } from '../support/http-call'
import { chance } from '../support/random'
import { startServer, stopServer } from '../support/server'

/** `verify-backup` on a backup the built app made, whole and damaged. */
let room = ''
let backup = ''

beforeAll(async () => {
  room = await mkdtemp(path.join(tmpdir(), 'vanguard-verify-'))
  const server = await startServer(room)
  try {
    const call = httpCall(server)
    const vault = await call('vaults.create', { name: '备份试验支部', sample: false, place: null })
    const tab = crypto.randomUUID()
    await call('vaults.open', { vault: vault.id, tab, store: null })
    for (let n = 1; n <= 30; n += 1) await call('journal.append', { vault: vault.id, tab, expectedSeq: n, commit: aCommit(n) })
    const { job } = await call('jobs.start', { job: { type: 'backup', vault: vault.id, place: null } })
    const made = await jobEnd(server, job)
    expect(made).toMatchObject({ state: 'done', error: null })
    backup = path.join(made.folder, made.summary?.file ?? '')
  } finally {
    await stopServer(server.process, 'SIGTERM')
  }
})
afterAll(() => rm(room, { recursive: true, force: true }))

test('a good backup: every part is named and right', async () => {
  const verdict = JSON.parse(await cli('verify-backup', backup)) as { ok: boolean; parts: { name: string; ok: boolean }[]; vault: { name: string } }
  expect(verdict.ok).toBe(true)
  expect(verdict.vault.name).toBe('备份试验支部')
  expect(verdict.parts.length).toBeGreaterThan(2)
  expect(verdict.parts.every((part) => part.ok)).toBe(true)
})

test('one flipped byte anywhere, or a cut, is found and said in Chinese', async () => {
  const bytes = await readFile(backup)
  const random = chance(20111201)
  const damaged = path.join(room, '坏的.vbox')
  for (let round = 0; round < 6; round += 1) {
    const copy = Buffer.from(bytes)
    const offset = random.upTo(copy.length)
    copy[offset] = (copy[offset] ?? 0) ^ (1 << random.upTo(8))
    await writeFile(damaged, copy)
    const refused = await refusedCli('verify-backup', damaged)
    expect(refused, `byte ${offset}`).toMatchObject({ code: 1, stdout: '' })
    expect(refused.stderr, `byte ${offset}`).toMatch(/备份坏了|不是先锋档案盒的备份/u)
  }
  await writeFile(damaged, bytes.subarray(0, Math.floor(bytes.length / 2)))
  expect(await refusedCli('verify-backup', damaged)).toMatchObject({ code: 1, stdout: '' })
})

test('what is no backup, what is not there and a missing name are said so', async () => {
  const file = path.join(room, 'no.vbox')
  await writeFile(file, 'not a zip')
  expect((await refusedCli('verify-backup', file)).stderr).toContain('不是先锋档案盒的备份')
  const missing = await refusedCli('verify-backup', path.join(room, '没有.vbox'))
  expect(missing.code).toBe(1)
  expect(missing.stderr).toMatch(/出了什么事：/u)
  expect(missing.stderr).not.toContain('程序自己出了差错')
  expect((await refusedCli('verify-backup')).code).toBe(1)
})
