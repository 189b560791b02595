import { expect, test } from 'vitest'
import { findChromium, sandboxFlags, type ChromiumSight } from './chromium'

const seeing = (there: readonly string[], sight: Partial<ChromiumSight> = {}): string | null =>
  findChromium({ platform: 'linux', env: {}, home: '/home/li', ...sight, exists: (path) => there.includes(path) })

test('Linux: the plain package before Chrome, Edge and a snap; a folder of PATH too', () => {
  expect(seeing(['/usr/bin/chromium', '/usr/bin/google-chrome'])).toBe('/usr/bin/chromium')
  expect(seeing(['/snap/bin/chromium', '/usr/bin/microsoft-edge'])).toBe('/usr/bin/microsoft-edge')
  expect(seeing(['/snap/bin/chromium'])).toBe('/snap/bin/chromium')
  expect(seeing(['/opt/bin/google-chrome'], { env: { PATH: '/opt/bin:/usr/bin' } })).toBe('/opt/bin/google-chrome')
  expect(seeing(['./chromium', 'bin/chromium'], { env: { PATH: '.:bin:' } })).toBeNull()
})

test('Windows: Chrome before Edge, in Program Files or the person’s own folder', () => {
  const env = { PROGRAMFILES: 'C:\\Program Files', 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)', LOCALAPPDATA: 'C:\\Users\\li\\AppData\\Local' }
  const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'
  const chrome = 'C:\\Users\\li\\AppData\\Local\\Google\\Chrome\\Application\\chrome.exe'
  expect(seeing([edge], { platform: 'win32', env })).toBe(edge)
  expect(seeing([edge, chrome], { platform: 'win32', env })).toBe(chrome)
})

test('macOS: in either Applications folder', () => {
  const edge = '/home/li/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'
  expect(seeing([edge], { platform: 'darwin' })).toBe(edge)
})

test('a named browser is used, and not replaced when it is missing', () => {
  const env = { VANGUARD_CHROMIUM: '/opt/mine/chromium' }
  expect(seeing(['/opt/mine/chromium', '/usr/bin/chromium'], { env })).toBe('/opt/mine/chromium')
  expect(seeing(['/usr/bin/chromium'], { env })).toBeNull()
  expect(seeing(['/usr/bin/chromium'], { env: { VANGUARD_CHROMIUM: '' } })).toBe('/usr/bin/chromium')
})

test('none found', () => {
  expect(seeing([])).toBeNull()
  expect(seeing([], { platform: 'win32' })).toBeNull()
})

test('the sandbox is left out for root alone', () => {
  expect([sandboxFlags(0), sandboxFlags(1000), sandboxFlags(undefined)]).toEqual([['--no-sandbox'], [], []])
})
