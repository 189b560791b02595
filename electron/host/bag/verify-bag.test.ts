import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { nodeFiles } from '../node-files'
import { aPlan, sha } from './bag-testing'
import { sheetBytes } from './catalogue-sheet'
import { verifyBag } from './verify-bag'
import { payloadOf, writeBag } from './write-bag'

const files = nodeFiles()
const rooms: string[] = []
let bag = ''
beforeEach(async () => {
  const room = await mkdtemp(path.join(tmpdir(), 'vanguard-bag-'))
  rooms.push(room)
  bag = path.join(room, 'bag')
  const plan = await aPlan(files, room, 5)
  const payload = await payloadOf(files, plan, (file) => path.join(room, 'blobs', file.sha256.slice(0, 2), file.sha256))
  const nothing = () => undefined
  expect(await writeBag(files, bag, plan, payload, '2027-01-05', { onFile: nothing, onBad: nothing, onStart: nothing, signal: new AbortController().signal })).toBe(true)
})
afterAll(() => Promise.all(rooms.map((room) => rm(room, { recursive: true, force: true }))))

const at = (name: string) => path.join(bag, ...name.split('/'))
const bad = async () => (await verifyBag(files, bag)).bad.map(({ file, why }) => `${file}: ${why}`)
async function named(...names: readonly string[]): Promise<void> {
  const verdict = await verifyBag(files, bag)
  expect(verdict.ok).toBe(false)
  expect([...new Set(verdict.bad.map(({ file }) => file))].sort()).toEqual([...names].sort())
}
const first = 'data/永久/0001 第0件 100%/承诺书0.pdf'
const second = 'data/永久/0002 第1件 100%/承诺书1.pdf'

test('a bag just written is whole, and sha256sum says so too', async () => {
  const verdict = await verifyBag(files, bag)
  expect(verdict).toMatchObject({ ok: true, files: 8, bad: [], foreign: false })
  expect(verdict.info).toContainEqual(['Payload-Oxum', `${verdict.payload.reduce((all, file) => all + file.size, 0)}.8`])
  expect(await readFile(at('bagit.txt'), 'utf8')).toBe('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n')
  // An independent reader: the names hold only `%25`, which the shell tool does not know and is undone for it.
  const manifest = (await readFile(at('manifest-sha256.txt'), 'utf8')).replaceAll('%25', '%')
  const check = (input: string) => execFileSync('sha256sum', ['--check', '--strict', '--quiet', '-'], { cwd: bag, input, encoding: 'utf8' })
  expect(check(manifest)).toBe('')
  expect(check(await readFile(at('tagmanifest-sha256.txt'), 'utf8'))).toBe('')
})

test('the same catalogue gives the same xlsx, so that a bag written again finds it there', async () => {
  const sheet = { name: 'x.xlsx', title: '', tabs: [{ name: '目录', widths: [8], rows: [['题名'], ['=1+1']] }] }
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-12-31T10:00:00Z') })
  try {
    const one = await sheetBytes(sheet)
    vi.setSystemTime(new Date('2031-06-01T11:00:00Z'))
    expect(sha(await sheetBytes(sheet))).toBe(sha(one))
  } finally {
    vi.useRealTimers()
  }
})

test('flipped in two, missing and extra: every one is named', async () => {
  for (const name of [second, 'data/目录/归档记录.json']) {
    const bytes = await readFile(at(name))
    bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1
    await writeFile(at(name), bytes)
  }
  await rm(at(first))
  await writeFile(at('data/多出来的.txt'), 'x')
  await named(first, second, 'data/目录/归档记录.json', 'data/多出来的.txt')
})

test('a list that lost lines together with their files no longer adds up', async () => {
  const drop = async (name: string) => writeFile(at(name), (await readFile(at(name), 'utf8')).split('\n').filter((line) => !line.includes('第1件') && !line.includes('manifest-sha256')).join('\n'))
  await rm(at(second))
  for (const name of ['manifest-sha256.txt', 'tagmanifest-sha256.txt']) await drop(name)
  await named('bag-info.txt')
})

test('bad manifest lines, a name twice, names that leave the bag', async () => {
  const text = await readFile(at('manifest-sha256.txt'), 'utf8')
  await writeFile(at('../secret.txt'), 'geheim')
  await writeFile(at('manifest-sha256.txt'), `${text}not a line\n${sha('geheim')}  ../secret.txt\n${sha('geheim')}  data/../../secret.txt\n${sha('geheim')}  /etc/passwd\n${sha('geheim')}  bagit.txt\n${text.split('\n')[0]}\n`)
  const found = await bad()
  for (const name of ['../secret.txt', 'data/../../secret.txt', '/etc/passwd', 'bagit.txt', 'manifest-sha256.txt']) expect(found.some((line) => line.startsWith(`${name}: `)), name).toBe(true)
  expect(found.some((line) => line.includes('写了两次'))).toBe(true)
  expect(found.some((line) => line.includes('not a line'))).toBe(true)
  // Its own sum in the tag manifest no longer holds either.
  expect(found.some((line) => line.startsWith('manifest-sha256.txt: 内容'))).toBe(true)
})

test('names that differ by case alone, on the disk and between disk and manifest', async () => {
  await rename(at('data/目录/归档文件目录.csv'), at('data/目录/归档文件目录.CSV'))
  await named('data/目录/归档文件目录.csv', 'data/目录/归档文件目录.CSV')
  await writeFile(at('data/目录/归档文件目录.csv'), '\ufeff序号\r\n')
  await named('data/目录/归档文件目录.csv', 'data/目录/归档文件目录.CSV')
})

test('a name decomposed by another system is the same file', async () => {
  await writeFile(at('data/é.txt'), 'x')
  await rename(at('data/é.txt'), at('data/e\u0301.txt'))
  const line = `${sha('x')}  data/é.txt\n`
  await writeFile(at('manifest-sha256.txt'), (await readFile(at('manifest-sha256.txt'), 'utf8')) + line)
  await named('manifest-sha256.txt')
})

test('a link is no file, a folder in a file’s place is no file, an unknown algorithm is said', async () => {
  await rm(at(first))
  await symlink('/etc/hostname', at(first))
  await rm(at(second))
  await mkdir(at(second))
  await writeFile(at('manifest-crc32.txt'), '00  data/x\n')
  await named(first, second, 'manifest-crc32.txt')
})

test('without declaration, manifest or anything at all', async () => {
  await rm(at('bagit.txt'))
  await named('bagit.txt')
  await writeFile(at('bagit.txt'), '\ufeffBagIt-Version: 2.0\nTag-File-Character-Encoding: EBCDIC\n')
  await named('bagit.txt')
  await rm(at('manifest-sha256.txt'))
  await named('bagit.txt', 'manifest-sha256.txt')
  await rm(bag, { recursive: true })
  expect(await verifyBag(files, bag)).toMatchObject({ ok: false, foreign: true, files: 0 })
})

test('a bag of another maker: several algorithms, CRLF, no tag manifest, no bag-info', async () => {
  const other = path.join(path.dirname(bag), 'other')
  await mkdir(path.join(other, 'data'), { recursive: true })
  await writeFile(path.join(other, 'data', 'a b.txt'), 'hello')
  await writeFile(path.join(other, 'bagit.txt'), 'BagIt-Version: 0.97\r\nTag-File-Character-Encoding: UTF-8\r\n')
  await writeFile(path.join(other, 'manifest-md5.txt'), '5d41402abc4b2a76b9719d911017c592 *data/a b.txt\r\n')
  await writeFile(path.join(other, 'manifest-sha512.txt'), '9b71d224bd62f3785d96d46ad3ea3d73319bfbc2890caadae2dff72519673ca72323c3d99ba5c11d7c7acc6e14b8c5da0c4663475c2e5c3adef46f73bcdec043\tdata/a b.txt\r\n')
  expect(await verifyBag(files, other)).toMatchObject({ ok: true, files: 1, payload: [{ name: 'a b.txt', sha256: sha('hello') }] })
  await writeFile(path.join(other, 'data', 'a b.txt'), 'hellp')
  expect((await verifyBag(files, other)).bad.map(({ why }) => /manifest-\w+/.exec(why)?.[0])).toEqual(['manifest-md5', 'manifest-sha512'])
})

test('what fetch.txt would bring from elsewhere to a place outside the bag is named', async () => {
  await writeFile(at('fetch.txt'), 'https://example.org/a 10 data/../../x\nhttps://example.org/b - ~/y\nhttps://example.org/c 3 data/目录/归档文件目录.csv\nnot a line\n')
  await named('data/../../x', '~/y', 'fetch.txt')
})

/** A bag of somebody else's making: two lines of declaration, one file, one manifest of it. */
async function foreign(version: string, encoding: string, written: (line: string) => Uint8Array, times = 1): Promise<void> {
  await rm(bag, { recursive: true })
  await mkdir(at('data'), { recursive: true })
  await writeFile(at('data/é.txt'), 'x')
  await writeFile(at('bagit.txt'), `BagIt-Version: ${version}\nTag-File-Character-Encoding: ${encoding}\n`)
  await writeFile(at('manifest-sha256.txt'), written(`${sha(new TextEncoder().encode('x'))}  data/é.txt\n`.repeat(times)))
}

test('tag files in another registered encoding are read in it; one nobody knows is named', async () => {
  await foreign('0.97', 'ISO-8859-1', (line) => Buffer.from(line, 'latin1'))
  expect(await bad()).toEqual([])
  await foreign('1.0', 'UTF-16', (line) => Buffer.from(`\ufeff${line}`, 'utf16le'))
  expect(await bad()).toEqual([])
  await foreign('1.0', 'UTF-16', (line) => Buffer.from(`\ufeff${line}`, 'utf16le').swap16())
  expect(await bad()).toEqual([])
  await foreign('1.0', 'UTF-8', (line) => Buffer.from(line, 'latin1'))
  expect(await bad()).toContain('manifest-sha256.txt: 读不出来，不是 UTF-8 文字')
  await foreign('1.0', 'EBCDIC-9', (line) => Buffer.from(line))
  expect(await bad()).toEqual(['bagit.txt: 不认得 EBCDIC-9 这种文字编码'])
})

test('the same line twice is untidy before 1.0 and a fault since', async () => {
  await foreign('0.97', 'UTF-8', (line) => Buffer.from(line), 2)
  expect(await bad()).toEqual([])
  await foreign('1.0', 'UTF-8', (line) => Buffer.from(line), 2)
  expect(await bad()).toEqual(['data/é.txt: manifest-sha256.txt里写了两次'])
})
