import { expect, test } from 'vitest'
import { findDrives, parseMounts, type DriveSight } from './node-drives'

const bare: DriveSight = {
  platform: 'linux', env: {}, home: '/home/li',
  readText: async () => null, listFolders: async () => [], isFolder: async () => false, device: async () => 1, run: async () => null,
}

test('Linux: sticks, hand mounts, a home on its own disk; nothing that is no disk', async () => {
  const mounts = [
    '/dev/sda1 / ext4 rw 0 0', 'proc /proc proc rw 0 0', '/dev/sdb1 /media/li/我的\\040U盘 vfat rw 0 0', '/dev/sdc1 /run/media/li/STICK exfat rw 0 0',
    '/dev/sdd1 /mnt/data ext4 rw 0 0', 'tmpfs /mnt/ram tmpfs rw 0 0', '/dev/sda3 /mediawiki ext4 rw 0 0', '',
  ].join('\n')
  const device = async (path: string): Promise<number> => (path === '/' ? 1 : path.length)
  expect(await findDrives({ ...bare, readText: async () => mounts, device })).toEqual([
    { path: '/home/li', label: '主文件夹', kind: 'home', system: false },
    { path: '/media/li/我的 U盘', label: '我的 U盘', kind: 'removable', system: false },
    { path: '/run/media/li/STICK', label: 'STICK', kind: 'removable', system: false },
    { path: '/mnt/data', label: 'data', kind: 'drive', system: false },
  ])
})

test('Linux without /proc/mounts still offers the home', async () => {
  expect(await findDrives(bare)).toEqual([{ path: '/home/li', label: '主文件夹', kind: 'home', system: true }])
})

test('octal escapes of mount points', () => {
  expect(parseMounts('x /mnt/a\\040b\\134c ext4 rw')).toEqual([{ path: '/mnt/a b\\c', type: 'ext4' }])
})

const windows: DriveSight = { ...bare, platform: 'win32', env: { SystemDrive: 'C:' }, home: 'C:\\Users\\li' }
const disks = [
  { DeviceID: 'C:', DriveType: 3, VolumeName: 'Windows' }, { DeviceID: 'D:', DriveType: 3, VolumeName: '' },
  { DeviceID: 'E:', DriveType: 2, VolumeName: '支部U盘' }, { DeviceID: 'F:', DriveType: 5, VolumeName: null }, { DeviceID: 'Z:', DriveType: 4, VolumeName: '共享' },
]

test('Windows: fixed disks are drives, sticks and shares are not, optical drives are left out', async () => {
  expect(await findDrives({ ...windows, run: async () => JSON.stringify(disks) })).toEqual([
    { path: 'C:\\Users\\li', label: '我的文件夹', kind: 'home', system: true },
    { path: 'C:\\', label: 'Windows（C:）', kind: 'drive', system: true },
    { path: 'D:\\', label: 'D: 盘', kind: 'drive', system: false },
    { path: 'E:\\', label: '支部U盘（E:）', kind: 'removable', system: false },
    { path: 'Z:\\', label: '共享（Z:）', kind: 'removable', system: false },
  ])
})

test('Windows with one disk: PowerShell prints an object, not a list', async () => {
  const drives = await findDrives({ ...windows, run: async () => JSON.stringify(disks[0]) })
  expect(drives.map((drive) => drive.path)).toEqual(['C:\\Users\\li', 'C:\\'])
})

test.each([null, '', 'not JSON', '[{"a":1}]'])('Windows when PowerShell answers %j: letters by looking, none proposed as a fixed disk', async (output) => {
  const there = ['C:\\', 'E:\\']
  const drives = await findDrives({ ...windows, run: async () => output, isFolder: async (path) => there.includes(path) })
  expect(drives.slice(1).map(({ path, kind, system }) => [path, kind, system])).toEqual([['C:\\', 'drive', true], ['E:\\', 'removable', false]])
})

test('macOS: volumes, without the system volume’s second name', async () => {
  const device = async (path: string): Promise<number> => (path === '/Volumes/STICK' ? 2 : 1)
  const drives = await findDrives({ ...bare, platform: 'darwin', home: '/Users/li', listFolders: async () => ['Macintosh HD', 'STICK'], device })
  expect(drives).toEqual([
    { path: '/Users/li', label: '个人文件夹', kind: 'home', system: true },
    { path: '/Volumes/STICK', label: 'STICK', kind: 'removable', system: false },
  ])
})
