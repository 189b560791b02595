import { createHash } from 'node:crypto'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { zipSync, type Zippable } from 'fflate'
import { expect, onTestFinished, test } from 'vitest'
import { testDesk } from '../jobs/testing'
import { memoryFiles } from '../memory-files'
import { marker, markerText, refuseEntry } from './entry-name'
import { readBackup } from './read-backup'
import { unpackBackup } from './restore-backup'
import { limits, readZip } from './zip-read'
import { sealPrefix, zipStream, type ZipSource } from './zip-write'

const text = (value: string) => new TextEncoder().encode(value)
const empty = { fold: '0'.repeat(64), id: '00000000-0000-4000-8000-000000000001' } as const

/** Another's zip dressed up as ours: our marker in front, a manifest that agrees, a seal that is right. */
function disguise(entries: Readonly<Record<string, Uint8Array>>, options: Zippable = {}): Uint8Array {
  const all: Record<string, Uint8Array> = { [marker]: text(markerText), ...entries }
  const listed = Object.entries(all).map(([name, bytes]) => ({ name, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }))
  const manifest = {
    what: 'vanguard-box-backup', format: 1, app: '0', createdAt: '', vault: { id: empty.id, name: '坏' }, head: { seq: 0, hash: empty.fold }, stateDigest: empty.fold,
    counts: { records: 0, blobs: 0, files: listed.filter((entry) => entry.name.startsWith('导出/')).length, bytes: listed.reduce((sum, entry) => sum + entry.size, 0) }, entries: listed,
  }
  const plain = zipSync({ ...all, ...options, 'manifest.json': text(JSON.stringify(manifest)) }, { level: 6, mtime: new Date('2011-07-01T00:00:00') })
  return seal(plain)
}

function seal(zip: Uint8Array): Uint8Array {
  const end = zip.length - 22
  const body = Buffer.concat([zip, Buffer.from(sealPrefix)])
  body.writeUInt16LE(sealPrefix.length + 64, end + 20)
  return Buffer.concat([body, Buffer.from(createHash('sha256').update(body).digest('hex'))])
}

async function unpack(zip: Uint8Array) {
  const files = memoryFiles()
  await files.replace('/in/x.vbox', zip)
  const bad: string[] = []
  const attempt = unpackBackup({ files, file: '/in/x.vbox', fileName: 'x', folder: '/out/new', freeBytes: async () => 1e12, onPart: () => undefined, onBad: (part) => bad.push(part.name), signal: new AbortController().signal })
  const error: unknown = await attempt.then(() => null, (thrown: unknown) => thrown)
  return { error, bad, left: files.paths().filter((name) => name !== '/in/x.vbox') }
}

const hostile: readonly string[] = [
  '../evil', '../../etc/cron.d/x', '导出/../../evil', '导出/../vault.json', '/etc/passwd', '//server/share/x', '\\\\server\\share\\x', '..\\evil', '导出\\..\\evil', '导出/a\\..\\..\\b',
  'C:/Windows/x', 'c:evil', 'C:\\x', '导出/CON', '导出/con.txt', '导出/NUL', '导出/aux.docx', '导出/PRN .txt', '导出/COM1', '导出/lpt9.pdf', '导出/COM¹', '导出/CONIN$', '导出/CLOCK$',
  '导出/a:b', '导出/x.docx::$DATA', '导出/x.', '导出/x ', '导出/ x', '导出/x./y', '导出/./x', '导出//x', '导出/', '.', '..', '导出/a\0b', '导出/a\nb', '导出/\u202efdp.exe', '导出/a\u200bb', '导出/e\u0301',
  '导出/a?b', '导出/a*b', '导出/a"b', '导出/a<b', '导出/a|b', 'evil.exe', 'journal/evil.jsonl', 'journal/../x', 'journal/1.jsonl', 'snapshots/../x', 'snapshots/x.json', 'blobs/aa/bb', `blobs/ab/${'c'.repeat(64)}`, `blobs/${'a'.repeat(64)}`,
  'vault.json/x', 'Vault.json', '.bashrc', 'damaged/x', '备份/x.vbox', `导出/${'长'.repeat(90)}`, `导出/${'a/'.repeat(250)}x`,
]

test.each(hostile)('refused and named: %j', async (name) => {
  expect(refuseEntry(name)).not.toBeNull()
  const { error, bad, left } = await unpack(disguise({ [name]: text('x') }))
  expect(error).toMatchObject({ code: 'backupBroken' })
  expect(bad).toEqual([name])
  expect(left).toEqual([])
})

test('the same disguise with good names passes, so it is the names that are refused', async () => {
  const files = memoryFiles()
  await files.replace('/in/x.vbox', disguise({ '导出/2011/支部承诺书.docx': text('x'), 'journal/000001.jsonl': text('x'), [`blobs/2d/${createHash('sha256').update('x').digest('hex')}`]: text('x') }))
  expect((await readBackup(files, '/in/x.vbox')).parts.filter((part) => !part.ok).map((part) => part.name)).toEqual(['manifest.json'])
  await files.replace('/in/y.vbox', disguise({ '导出/2011/支部承诺书.docx': text('x'), 'journal/000001.jsonl': text('x') }))
  expect((await readBackup(files, '/in/y.vbox')).ok).toBe(true)
})

test('there are enough of them', () => {
  expect(new Set(hostile).size).toBeGreaterThanOrEqual(55)
})

test.each([
  ['by case', ['导出/A.docx', '导出/a.docx']],
  ['by composition', ['导出/\u00e9.docx', '导出/E\u0301.docx']],
  ['a file where a folder is', ['导出/甲', '导出/甲/乙.docx']],
  ['among others', ['vault.json', '导出/x', '导出/y', '导出/X']],
])('twins are refused: %s', async (_why, names) => {
  const { error, left } = await unpack(disguise(Object.fromEntries(names.map((name) => [name, text(name)]))))
  expect(error).toMatchObject({ code: 'backupBroken' })
  expect(left).toEqual([])
})

test('a link is refused', async () => {
  const { error, bad, left } = await unpack(disguise({}, { '导出/link': [text('/etc/passwd'), { os: 3, attrs: (0o120777 << 16) >>> 0 }] }))
  expect(error).toMatchObject({ code: 'backupBroken' })
  expect(bad).toEqual(['导出/link'])
  expect(left).toEqual([])
})

test('a bomb is refused by its ratio, and one that lies about its size while it grows', async () => {
  const honest = disguise({ '导出/bomb': new Uint8Array(30 * 1024 ** 2) })
  expect(await unpack(honest)).toMatchObject({ error: { code: 'backupBroken' }, bad: ['导出/bomb'], left: [] })

  const lying = Buffer.from(disguise({ '导出/bomb': new Uint8Array(30 * 1024 ** 2) }))
  for (const [mark, at] of [['PK\u0003\u0004', 22], ['PK\u0001\u0002', 24]] as const) {
    for (let found = lying.indexOf(mark, 0, 'latin1'); found >= 0; found = lying.indexOf(mark, found + 4, 'latin1')) {
      if (lying.readUInt32LE(found + at) === 30 * 1024 ** 2) lying.writeUInt32LE(1000, found + at)
    }
  }
  const body = lying.subarray(0, lying.length - 64)
  const resealed = Buffer.concat([body, Buffer.from(createHash('sha256').update(body).digest('hex'))])
  const files = memoryFiles()
  await files.replace('/in/x.vbox', resealed)
  const { ok, parts } = await readBackup(files, '/in/x.vbox')
  expect(ok).toBe(false)
  expect(parts.find((part) => part.name === '导出/bomb')?.why).toContain('比登记的大')
})

test('too many, too large and too much in all are refused before anything is unpacked', async () => {
  const files = memoryFiles()
  await files.replace('/in/x.vbox', disguise(Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`导出/${n}.txt`, text('x'.repeat(100))]))))
  for (const cap of [{ entries: 20 }, { entryBytes: 50 }, { totalBytes: 1000 }]) {
    const { ok, parts } = await readBackup(files, '/in/x.vbox', { limits: { ...limits, ...cap } })
    expect(ok).toBe(false)
    expect(parts).toHaveLength(1)
  }
})

test('overlapping entries, data between entries and a directory that says otherwise are refused', async () => {
  const zip = Buffer.from(disguise({ '导出/a.txt': text('aaaa'), '导出/b.txt': text('bbbb') }))
  const central: number[] = []
  for (let at = zip.indexOf('PK\u0001\u0002', 0, 'latin1'); at >= 0; at = zip.indexOf('PK\u0001\u0002', at + 4, 'latin1')) central.push(at)
  const change = (edit: (bytes: Buffer) => void): Uint8Array => {
    const copy = Buffer.from(zip)
    edit(copy)
    const body = copy.subarray(0, copy.length - 64)
    return Buffer.concat([body, Buffer.from(createHash('sha256').update(body).digest('hex'))])
  }
  const [, second = 0, third = 0] = central
  for (const bytes of [
    change((b) => b.writeUInt32LE(b.readUInt32LE(second + 42), third + 42)),
    change((b) => b.writeUInt32LE(b.readUInt32LE(third + 42) + 1, third + 42)),
    change((b) => b.write('X', second + 46 + '导出/'.length * 2, 'latin1')),
    change((b) => b.writeUInt16LE(1, second + 8)),
    change((b) => b.writeUInt16LE(99, second + 10)),
  ]) {
    expect(await unpack(bytes)).toMatchObject({ error: { code: 'backupBroken' }, left: [] })
  }
})

test('a manifest of another vault than vault.json names is refused and nothing is left', async () => {
  const files = memoryFiles()
  const sha = 'b'.repeat(64)
  const passport = { format: 1, id: '00000000-0000-4000-8000-0000000000ff', name: '别的', sample: false, createdAt: '2011-07-01T00:00:00.000Z' }
  const zip = Buffer.from(disguise({ 'vault.json': text(JSON.stringify(passport)) }))
  await files.replace(`/machine/state/staged/none/bb/${sha}`, zip)
  const desk = await testDesk({ files })
  const job = await desk.run({ type: 'restore', staged: sha, place: null, name: '试' })
  expect(job).toMatchObject({ state: 'failed', error: { code: 'backupBroken' } })
  expect((await desk.vaults.list()).vaults).toEqual([])
  expect(files.paths().filter((name) => name.includes('/D/'))).toEqual([])
})

test('more entries than a plain zip can count', async () => {
  const total = 66_000
  const sources = async function* (): AsyncGenerator<ZipSource> {
    const chunks = async function* (value: string) { yield text(value) }
    for (let n = 0; n < total; n += 1) yield { name: `导出/${n}`, deflate: false, chunks: chunks('x') }
  }
  const files = memoryFiles()
  await files.writeStream('/in/x.vbox', zipStream(sources(), new Date('2011-07-01T08:00:00'), () => undefined))
  const { entries } = await readZip(files, '/in/x.vbox')
  expect(entries).toHaveLength(total)
  expect(entries.at(-1)?.name).toBe(`导出/${total - 1}`)
}, 60_000)

test('what we write, other programs read', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'vbox-zip-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const sources = async function* (): AsyncGenerator<ZipSource> {
    const chunks = async function* (value: string) { yield text(value) }
    yield { name: 'mimetype', deflate: false, chunks: chunks(markerText) }
    yield { name: '导出/2011/支部承诺书.txt', deflate: true, chunks: chunks('承诺'.repeat(5000)) }
    yield { name: '空.txt', deflate: true, chunks: (async function* () {})() }
  }
  const parts: Uint8Array[] = []
  for await (const chunk of zipStream(sources(), new Date('2011-07-01T08:00:00'), () => undefined)) parts.push(chunk)
  const file = path.join(folder, 'x.zip')
  await writeFile(file, Buffer.concat(parts))
  const script = 'import sys,zipfile\nz=zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\nprint(len(z.namelist()),len(z.read("导出/2011/支部承诺书.txt").decode()))'
  const { stdout } = await promisify(execFile)('python3', ['-c', script, file], { env: { ...process.env, PYTHONIOENCODING: 'utf-8' } })
  expect(stdout.trim()).toBe('3 10000')
})
