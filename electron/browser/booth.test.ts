import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { isAlive } from '#host/is-alive'
import { makeBooth } from './booth'
import { endLeftWindow, noteWindow, systemProcesses } from './left-window'

let root: string
let profile: string
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'vanguard booth-'))
  profile = path.join(root, 'voting')
  const made = root
  onTestFinished(() => rm(made, { recursive: true, force: true, maxRetries: 3 }))
})

/** A program on that profile which outlives whoever started it, with a child of its own. */
async function left(folder: string): Promise<{ readonly child: ChildProcess; readonly grandchild: number }> {
  const script = 'const { pid } = require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => 0, 1000)"], { stdio: "ignore" }); process.stdout.write(String(pid)); setInterval(() => 0, 1000)'
  const child = spawn(process.execPath, ['-e', script, '--', `--user-data-dir=${folder}`], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] })
  onTestFinished(() => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGKILL')
  })
  const grandchild = await new Promise<string>((resolve) => child.stdout.once('data', (bytes: Buffer) => resolve(bytes.toString())))
  return { child, grandchild: Number(grandchild) }
}
const ended = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

test('the window of a program that died is ended at the next start, and its profile goes', async () => {
  await mkdir(profile)
  await writeFile(path.join(profile, 'Cookies'), 'x')
  const { child, grandchild } = await left(profile)
  expect(await systemProcesses.commandOf(grandchild)).toContain('setInterval')
  noteWindow(profile, child.pid ?? 0)
  const booth = makeBooth({ program: null, profile, address: 'http://127.0.0.1:1/vote.html' })
  await expect.poll(() => ended(child)).toBe(true)
  // Nor what it had started; where nobody collects the dead their number stays, their command line does not.
  await expect.poll(() => systemProcesses.commandOf(grandchild)).not.toContain('setInterval')
  await booth.close()
  expect([existsSync(profile), existsSync(`${profile}.pid`)]).toEqual([false, false])
})

test('a number given out again is never ended: not another program, not one on a profile that begins alike', async () => {
  for (const folder of [path.join(root, 'other'), `${profile}-2`, path.join(profile, 'x')]) {
    const { child } = await left(folder)
    noteWindow(profile, child.pid ?? 0)
    expect(await endLeftWindow(profile), folder).toBe(false)
    expect(ended(child), folder).toBe(false)
    expect(existsSync(`${profile}.pid`)).toBe(false)
  }
})

test('a marker that says nothing, or nobody, is thrown away', async () => {
  const end = () => { throw new Error('nothing to end') }
  expect(await endLeftWindow(profile, { ...systemProcesses, end })).toBe(false)
  for (const text of ['', 'x', '-4', '0', '1', '1e400', '999999999']) {
    await writeFile(`${profile}.pid`, text)
    expect(await endLeftWindow(profile, { ...systemProcesses, end }), text).toBe(false)
  }
  // As Windows gives a command line: quoted, with a path that holds spaces.
  const quoted = { commandOf: async () => `"C:\\Chrome\\chrome.exe" --app=x "--user-data-dir=${profile}" --incognito`, end: () => { seen += 1 } }
  let seen = 0
  noteWindow(profile, 4711)
  expect(await endLeftWindow(profile, { ...quoted, commandOf: async () => (seen === 0 ? quoted.commandOf() : '') })).toBe(true)
  expect(seen).toBe(1)
})

test('an old window that holds its files is said in one sentence, and once it is closed the next one opens', async () => {
  let held = true
  const remove = async (folder: string) => {
    if (held) throw Object.assign(new Error('EBUSY: resource busy or locked'), { code: 'EBUSY' })
    await rm(folder, { recursive: true, force: true })
  }
  // A program that stays open whatever it is given, as a window does.
  const program = path.join(root, 'window.sh')
  await writeFile(program, '#!/bin/sh\nexec sleep 600\n', { mode: 0o755 })
  const booth = makeBooth({ program, profile, address: 'http://127.0.0.1:1/vote.html', remove })
  await expect(booth.open()).rejects.toMatchObject({ code: 'boxState', facts: { why: '旧的投票窗口还开着', next: '关掉它，再打开投票窗口。' } })
  expect(existsSync(profile)).toBe(false)
  held = false
  await booth.open()
  const pid = Number(await readFile(`${profile}.pid`, 'utf8'))
  expect([(await stat(profile)).isDirectory(), isAlive(pid)]).toEqual([true, true])
  await booth.close()
  expect([existsSync(profile), existsSync(`${profile}.pid`), isAlive(pid)]).toEqual([false, false, false])
})
