import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { appArguments, chooseWindow, defaultBrowser, makeWindows, warningOf } from './window'

test('which way to the screen', () => {
  expect(chooseWindow('linux', {}, '/usr/bin/chromium')).toEqual({ kind: 'print' })
  expect(chooseWindow('linux', { DISPLAY: '' }, '/usr/bin/chromium')).toEqual({ kind: 'print' })
  expect(chooseWindow('linux', { DISPLAY: ':0' }, '/usr/bin/chromium')).toEqual({ kind: 'app', program: '/usr/bin/chromium' })
  expect(chooseWindow('linux', { WAYLAND_DISPLAY: 'wayland-0' }, null)).toEqual({ kind: 'default' })
  expect(chooseWindow('win32', {}, 'C:\\chrome.exe')).toEqual({ kind: 'app', program: 'C:\\chrome.exe' })
})

test('only the default browser is warned about', () => {
  expect(warningOf({ kind: 'default' })).toContain('默认浏览器')
  expect([warningOf({ kind: 'print' }), warningOf({ kind: 'app', program: 'x' })]).toEqual(['', ''])
})

test('the app window: its own profile, Chinese, names of other hosts lead nowhere, a sandbox for everyone but root', () => {
  const args = appArguments('http://127.0.0.1:47815/#token=t', '/state/profile', 1000)
  expect(args).toEqual(expect.arrayContaining(['--app=http://127.0.0.1:47815/#token=t', '--user-data-dir=/state/profile', '--lang=zh-CN', '--no-first-run', '--disable-background-networking', '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1']))
  expect(args).not.toContain('--no-sandbox')
  expect(args.some((arg) => arg.startsWith('--remote-debugging'))).toBe(false)
  expect(appArguments('x', 'y', 0)).toContain('--no-sandbox')
})

test('the default browser gets the address as one argument', () => {
  const address = 'http://127.0.0.1:47815/#token=a&b'
  expect([defaultBrowser('linux', address), defaultBrowser('darwin', address), defaultBrowser('win32', address)]).toEqual([
    { program: 'xdg-open', args: [address] }, { program: 'open', args: [address] }, { program: 'rundll32.exe', args: ['url.dll,FileProtocolHandler', address] },
  ])
})

test('without a screen, or when the browser does not start, the address is said', async () => {
  const said: string[] = []
  await makeWindows({ kind: 'print' }, '/nowhere', (line) => said.push(line)).open('http://127.0.0.1:1/')
  await makeWindows({ kind: 'app', program: '/nowhere/chromium' }, '/nowhere', (line) => said.push(line)).open('http://127.0.0.1:2/')
  expect(said).toEqual(['在浏览器里打开这个地址：http://127.0.0.1:1/', '在浏览器里打开这个地址：http://127.0.0.1:2/'])
})

test.skipIf(process.platform === 'win32')('what a crash of the window leaves stays within its profile, and goes at the next start', async () => {
  const root = await mkdtemp(path.join(tmpdir(), 'vanguard-window-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  const [profile, program, said] = [path.join(root, 'profile'), path.join(root, 'chromium'), path.join(root, 'said')]
  await mkdir(path.join(profile, 'crashes', 'pending'), { recursive: true })
  await writeFile(path.join(profile, 'crashes', 'pending', 'old.dmp'), 'memory')
  await writeFile(program, `#!/bin/sh\nprintf '%s' "$BREAKPAD_DUMP_LOCATION" > '${said}.part' && mv '${said}.part' '${said}'\n`, { mode: 0o755 })
  await makeWindows({ kind: 'app', program }, profile, () => undefined).open('http://127.0.0.1:1/')
  await expect.poll(() => readFile(said, 'utf8').catch(() => '')).toBe(path.join(profile, 'crashes'))
  await expect(readFile(path.join(profile, 'crashes', 'pending', 'old.dmp'))).rejects.toThrow()
})
