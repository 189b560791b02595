import { expect, test } from 'vitest'
import { stateRootOf } from './state-root'

test.each([
  ['linux', {}, '/home/li', '/home/li/.local/share/vanguard-box'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/home/li', '/data/vanguard-box'],
  ['linux', { XDG_DATA_HOME: 'data' }, '/home/li', '/home/li/.local/share/vanguard-box'],
  ['linux', { XDG_DATA_HOME: '', VANGUARD_HOME: '' }, '/home/li', '/home/li/.local/share/vanguard-box'],
  ['linux', { VANGUARD_HOME: '/mnt/x' }, '/home/li', '/mnt/x'],
  ['darwin', {}, '/Users/li', '/Users/li/Library/Application Support/vanguard-box'],
  ['win32', { LOCALAPPDATA: 'C:\\Users\\li\\AppData\\Local' }, 'C:\\Users\\li', 'C:\\Users\\li\\AppData\\Local\\vanguard-box'],
  ['win32', {}, 'C:\\Users\\li', 'C:\\Users\\li\\AppData\\Local\\vanguard-box'],
  ['win32', { VANGUARD_HOME: 'D:\\先锋' }, 'C:\\Users\\li', 'D:\\先锋'],
] as const)('%s %j', (platform, env, home, expected) => {
  expect(stateRootOf(platform, env, home)).toBe(expected)
})
