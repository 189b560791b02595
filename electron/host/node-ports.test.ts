import { mkdtemp, rm } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { freeBytes, nodePorts, startDetached } from './node-ports'
import { revealCommand } from './reveal'

const pdf = { missing: async () => '', render: async () => new Uint8Array() }

test('free space of a folder not made yet is that of the nearest one that exists', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'vanguard-ports-'))
  try {
    const there = await freeBytes(folder)
    const below = await freeBytes(path.join(folder, '一', '二', '三'))
    expect(there).toBeGreaterThan(0)
    // Others write to the same disk meanwhile.
    expect(Math.abs(below - there)).toBeLessThan(there)
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('the ports of this machine', async () => {
  const ports = nodePorts({ shell: 'cli', stateRoot: '/somewhere', warning: '', pdf, quit: () => undefined })
  expect(ports.stateRoot).toBe('/somewhere')
  expect(ports.random(16)).toHaveLength(16)
  expect(ports.random(16)).not.toEqual(ports.random(16))
  const drives = await ports.drives()
  expect(drives[0]).toMatchObject({ path: homedir(), kind: 'home' })
})

test('a folder is shown by a program with arguments, whatever it is called', () => {
  expect(revealCommand('linux', '/home/li/导出; rm -rf $HOME')).toEqual({ program: 'xdg-open', args: ['/home/li/导出; rm -rf $HOME'] })
  expect(revealCommand('win32', 'D:\\先锋 档案\\导出&calc')).toEqual({ program: 'explorer.exe', args: ['D:\\先锋 档案\\导出&calc'] })
  expect(revealCommand('darwin', '/Users/li/导出')).toEqual({ program: 'open', args: ['/Users/li/导出'] })
})

test('a program that is not there is an error, not a crash', async () => {
  await expect(startDetached('vanguard-no-such-program', [])).rejects.toThrow('ENOENT')
})
