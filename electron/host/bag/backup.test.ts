import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sayError } from '#shared/errors'
import { aCommit, aRecord, aVault, testDesk, uuidOf, type TestDesk } from '../jobs/testing'
import { memoryFiles, type MemoryFiles } from '../memory-files'
import type { OpenVault } from '../open-vault'
import { stateDigest } from './canonical'
import { verifyBackup } from './verify-backup'
import { walk } from './write-backup'

const staged = 'a'.repeat(64)
const stagedPath = `/machine/state/staged/none/aa/${staged}`

type Backed = { readonly desk: TestDesk; readonly files: MemoryFiles; readonly vault: OpenVault; readonly file: string }

async function backed(records = 500, blobs = 20): Promise<Backed> {
  const files = memoryFiles()
  const desk = await testDesk({ files })
  const vault = await aVault(desk, { records, blobs })
  const job = await desk.run({ type: 'backup', vault: vault.id, place: null })
  expect(job.error).toBeNull()
  return { desk, files, vault, file: `${vault.root}/备份/${job.summary?.file ?? ''}` }
}

/** The backup on another machine: the same disk double, other books. */
async function elsewhere(bytes: Uint8Array): Promise<{ readonly desk: TestDesk; readonly files: MemoryFiles }> {
  const files = memoryFiles()
  await files.replace(stagedPath, bytes)
  return { desk: await testDesk({ files }), files }
}

async function contents(files: MemoryFiles, root: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for (const entry of await walk(files, root)) found.set(entry.name, Buffer.from((await files.read(entry.file)) ?? []).toString('base64'))
  return found
}

test('a backup is one verified file with the name of the branch and the time, and is noted', async () => {
  const { desk, files, vault, file } = await backed()
  expect(file.slice(file.lastIndexOf('/') + 1)).toMatch(/^示例村党支部 \d{4}-\d\d-\d\d \d{4}\.vbox$/)
  const verdict = await verifyBackup(file, files)
  expect(verdict.ok).toBe(true)
  expect(verdict.vault).toEqual({ id: vault.id, name: '示例村党支部' })
  expect(verdict.head).toEqual(vault.head())
  expect(verdict.parts.filter((part) => part.name.startsWith('blobs/'))).toHaveLength(20)
  expect(verdict.parts.map((part) => part.name)).toContain('导出/2011/公开承诺/支部承诺书.docx')
  expect(desk.jobs.list()[0]?.summary).toMatchObject({ records: 500, blobs: 20, files: 1, same: true, vault: vault.id })
  expect(vault.info().lastBackupAt).not.toBeNull()
  expect((await files.list('/machine/state/jobs')).length).toBe(0)
})

test('bags stay out of it, finished or not: what they hold is in the books', async () => {
  const files = memoryFiles()
  const desk = await testDesk({ files })
  const vault = await aVault(desk, { records: 5, blobs: 2 })
  for (const folder of ['一年归档', '一年归档（第2版）', '一年归档（第3版）.未写完']) await files.replace(`${vault.root}/导出/2026年度/移交包/${folder}/data/x.pdf`, Buffer.from('x'))
  await files.replace(`${vault.root}/导出/2026年度/归档/移交包目录.docx`, Buffer.from('y'))
  const job = await desk.run({ type: 'backup', vault: vault.id, place: null })
  expect(job).toMatchObject({ state: 'done', failures: [], summary: { files: 2, same: true } })
  const { parts } = await verifyBackup(`${vault.root}/备份/${job.summary?.file ?? ''}`, files)
  expect(parts.map(({ name }) => name).filter((name) => name.includes('移交包'))).toEqual(['导出/2026年度/归档/移交包目录.docx'])
})

test('restored into an empty place: the same records, blobs and files', async () => {
  const { files, vault, file } = await backed()
  const there = await elsewhere((await files.read(file)) ?? new Uint8Array())
  const job = await there.desk.run({ type: 'restore', staged, place: null, name: '示例村党支部（恢复）' })
  expect(job.failures).toEqual([])
  expect(job.error).toBeNull()
  expect(job.summary).toMatchObject({ records: 500, blobs: 20, files: 1, same: true, vault: vault.id })
  const restored = await there.desk.vaults.get(vault.id)
  expect(restored.info().name).toBe('示例村党支部（恢复）')
  expect(restored.head()).toEqual(vault.head())
  expect(stateDigest(await restored.state())).toBe(stateDigest(await vault.state()))
  const drop = (all: ReadonlyMap<string, string>) => new Map([...all].filter(([name]) => name !== 'vault.json' && name !== 'lock.json' && !name.startsWith('备份/')))
  expect(drop(await contents(there.files, restored.root))).toEqual(drop(await contents(files, vault.root)))
  // It goes on where it stood.
  await restored.append(aCommit(900, [aRecord(9000)]), restored.head().seq + 1)
})

test('beside the original it is a second vault with a number of its own, and says so', async () => {
  const { desk, files, vault, file } = await backed(40, 2)
  await files.replace(stagedPath, (await files.read(file)) ?? new Uint8Array())
  const job = await desk.run({ type: 'restore', staged, place: null, name: '' })
  expect(job.state).toBe('done')
  expect(job.vault).not.toBe(vault.id)
  expect(job.title).toContain('另外编了号')
  const { vaults } = await desk.vaults.list()
  expect(vaults).toHaveLength(2)
  expect(new Set(vaults.map((info) => info.path)).size).toBe(2)
  const other = await desk.vaults.get(job.vault ?? '')
  expect(stateDigest(await other.state())).toBe(stateDigest(await vault.state()))
})

test('what is written while the backup runs is not in it, and the backup is whole all the same', async () => {
  const files = memoryFiles()
  const desk = await testDesk({ files })
  const vault = await aVault(desk, { records: 100, blobs: 5 })
  const before = vault.head()
  const id = await desk.jobs.start({ type: 'backup', vault: vault.id, place: null })
  for (let n = 0; n < 30; n += 1) await vault.append(aCommit(500 + n, [aRecord(5000 + n)]), vault.head().seq + 1)
  const job = await desk.jobs.finished(id)
  expect(job.error).toBeNull()
  const verdict = await verifyBackup(`${vault.root}/备份/${job.summary?.file ?? ''}`, files)
  expect(verdict.ok).toBe(true)
  expect(verdict.head?.seq).toBeGreaterThanOrEqual(before.seq)
  expect(verdict.head?.seq).toBeLessThanOrEqual(vault.head().seq)
})

test('one changed byte anywhere and a cut anywhere: always found, always a part named', async () => {
  const { files, vault, file } = await backed(100, 6)
  const whole = (await files.read(file)) ?? new Uint8Array()
  const live = await contents(files, vault.root)
  const trial = '/trial/x.vbox'
  let tried = 0
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
      const bytes = whole.slice()
      bytes[at] = (bytes[at] ?? 0) ^ mask
      await files.replace(trial, bytes)
      const { ok, parts } = await verifyBackup(trial, files)
      expect(ok).toBe(false)
      expect(parts.some((part) => !part.ok && part.name !== '' && part.why !== '')).toBe(true)
      tried += 1
    }),
    { seed: 20110703, numRuns: 200 },
  )
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), async (length) => {
      await files.replace(trial, whole.slice(0, length))
      const { ok, parts } = await verifyBackup(trial, files)
      expect(ok).toBe(false)
      expect(parts.some((part) => !part.ok && part.name !== '')).toBe(true)
      tried += 1
    }),
    { seed: 20110704, numRuns: 50 },
  )
  expect(tried).toBe(250)
  expect(await contents(files, vault.root)).toEqual(live)
}, 120_000)

test('several bad parts are all named, and nothing of a broken backup is left behind', async () => {
  const { files, file } = await backed(100, 6)
  const whole = (await files.read(file)) ?? new Uint8Array()
  const names = (await verifyBackup(file, files)).parts.map((part) => part.name).filter((name) => name.startsWith('blobs/'))
  const bytes = Buffer.from(whole)
  for (const name of names.slice(0, 3)) {
    const at = bytes.indexOf(name) + name.length + 100
    bytes[at] = (bytes[at] ?? 0) ^ 0x20
  }
  const there = await elsewhere(bytes)
  const before = there.files.paths()
  const job = await there.desk.run({ type: 'restore', staged, place: null, name: '试' })
  expect(job.state).toBe('failed')
  expect(job.error?.code).toBe('backupBroken')
  for (const name of names.slice(0, 3)) expect(job.failures.map((failure) => failure.title)).toContain(name)
  expect(sayError(job.error ?? { code: '', facts: {}, technical: '' }).what).toContain(names[0] ?? '?')
  expect(there.files.paths()).toEqual(before)
  expect((await there.desk.vaults.list()).vaults).toEqual([])
})

test.each([0, 1, 2, 3, 4, 5, 6, 7])('a damaged backup restored (%i): refused, the live books untouched', async (n) => {
  const { desk, files, vault, file } = await backed(60, 3)
  const bytes = ((await files.read(file)) ?? new Uint8Array()).slice()
  const at = Math.floor((bytes.length * (n + 0.5)) / 8)
  bytes[at] = (bytes[at] ?? 0) ^ 0x01
  await files.replace(stagedPath, bytes)
  const live = await contents(files, vault.root)
  const job = await desk.run({ type: 'restore', staged, place: null, name: '试' })
  expect(job).toMatchObject({ state: 'failed', error: { code: 'backupBroken' } })
  expect(job.failures.length).toBeGreaterThan(0)
  expect(await contents(files, vault.root)).toEqual(live)
  expect((await desk.vaults.list()).vaults).toHaveLength(1)
})

test('something that is no backup is said to be none', async () => {
  for (const bytes of [Buffer.from(''), Buffer.from('你好'), Buffer.from('PK\u0003\u0004 a zip of somebody else'.repeat(50)), Buffer.alloc(5000)]) {
    const there = await elsewhere(bytes)
    const job = await there.desk.run({ type: 'restore', staged, place: null, name: '试' })
    expect(job).toMatchObject({ state: 'failed', error: { code: 'backupForeign' } })
    expect((await there.desk.vaults.list()).vaults).toEqual([])
  }
})

test('a full disk in the middle of a backup: no half file, the earlier backup stays, and the room needed is said', async () => {
  const { desk, files, vault, file } = await backed(60, 3)
  const earlier = await files.read(file)
  for (const nth of [1, 2, 3, 4, 5]) {
    files.faults.fail(nth, 'diskFull')
    const job = await desk.run({ type: 'backup', vault: vault.id, place: null })
    files.faults.heal()
    expect(job.state).toBe('failed')
    expect(['noRoom', 'diskFull']).toContain(job.error?.code)
    expect(await files.read(file)).toEqual(earlier)
    expect((await files.list(`${vault.root}/备份`)).map((entry) => entry.name)).toHaveLength(1)
  }
  // The sixth write is the note of when: the backup itself is made by then.
  files.faults.fail(6, 'diskFull')
  const noted = await desk.run({ type: 'backup', vault: vault.id, place: null })
  files.faults.heal()
  expect(noted).toMatchObject({ state: 'done', failures: [{ title: '记下备份的时间' }] })
  expect((await verifyBackup(`${vault.root}/备份/${noted.summary?.file ?? ''}`, files)).ok).toBe(true)
  desk.setFree(1000)
  expect(await desk.run({ type: 'backup', vault: vault.id, place: null })).toMatchObject({ state: 'failed', error: { code: 'noRoom', facts: { needMb: 1 } } })
})

test('a full disk in the middle of a restore leaves nothing', async () => {
  const { files, file } = await backed(60, 3)
  const bytes = (await files.read(file)) ?? new Uint8Array()
  // vault.json, drafts, one journal file, three blobs, one export, then the passport's move and its writing, and the move into place.
  for (const nth of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) {
    const there = await elsewhere(bytes)
    const before = there.files.paths()
    there.files.faults.fail(nth, 'diskFull')
    const job = await there.desk.run({ type: 'restore', staged, place: null, name: '试' })
    there.files.faults.heal()
    expect(job).toMatchObject({ state: 'failed', error: { code: 'noRoom' } })
    expect(there.files.paths()).toEqual(before)
  }
})

test('a stick pulled before the backup: said, and no folder made on the wrong drive', async () => {
  const { desk, files, vault } = await backed(20, 1)
  const token = desk.vaults.tokenFor('/machine/stick/备份')
  const job = await desk.run({ type: 'backup', vault: vault.id, place: token })
  expect(job).toMatchObject({ state: 'failed', error: { code: 'placeGone' } })
  expect(files.paths().filter((name) => name.startsWith('/machine/stick'))).toEqual([])
  await files.makeFolder('/machine/stick/备份')
  expect((await desk.run({ type: 'backup', vault: vault.id, place: token })).state).toBe('done')
})

test('a stick pulled while it is written to: told as that, the books untouched', async () => {
  const memory = memoryFiles()
  const desk = await testDesk({
    files: {
      ...memory,
      writeStream: async (target, chunks) => {
        if (!target.startsWith('/machine/stick')) return memory.writeStream(target, chunks)
        let left = 3
        for await (const chunk of chunks) if ((left -= 1) < 0 || chunk.length > 1e9) break
        await memory.remove('/machine/stick')
        throw Object.assign(new Error('EIO: i/o error, write'), { code: 'EIO' })
      },
    },
  })
  const vault = await aVault(desk, { records: 40, blobs: 3 })
  await memory.makeFolder('/machine/stick/备份')
  const live = await contents(memory, vault.root)
  const job = await desk.run({ type: 'backup', vault: vault.id, place: desk.vaults.tokenFor('/machine/stick/备份') })
  expect(job).toMatchObject({ state: 'failed', error: { code: 'placeGone', facts: { path: '/machine/stick/备份' } } })
  expect(memory.paths().filter((name) => name.startsWith('/machine/stick'))).toEqual([])
  expect(await contents(memory, vault.root)).toEqual(live)
  expect(vault.info().lastBackupAt).toBeNull()
})

test('a damaged attachment is named and left out; everything else is backed up', async () => {
  const files = memoryFiles()
  const desk = await testDesk({ files })
  const vault = await aVault(desk, { records: 20, blobs: 4 })
  const [blob] = await vault.blobs.list()
  files.damage(blob?.path ?? '', (bytes) => bytes.fill(0, 0, 1))
  const job = await desk.run({ type: 'backup', vault: vault.id, place: null })
  expect(job.state).toBe('done')
  expect(job.failures.map((failure) => failure.title)).toEqual([`blobs/${(blob?.sha256 ?? '').slice(0, 2)}/${blob?.sha256 ?? ''}`])
  expect(job.summary).toMatchObject({ blobs: 3, records: 20 })
})

test('a cancelled backup leaves no file', async () => {
  const files = memoryFiles()
  const desk = await testDesk({ files })
  const vault = await aVault(desk, { records: 60, blobs: 3 })
  const id = await desk.jobs.start({ type: 'backup', vault: vault.id, place: null })
  desk.jobs.cancel(id)
  expect((await desk.jobs.finished(id)).state).toBe('cancelled')
  expect(await files.list(`${vault.root}/备份`)).toEqual([])
})

test('a rehearsal restores the newest backup, compares and throws it away', async () => {
  const { desk, files, vault } = await backed(100, 4)
  await vault.append(aCommit(700, [aRecord(7000)]), vault.head().seq + 1)
  const before = files.paths().filter((name) => !name.endsWith('vaults.json'))
  const job = await desk.run({ type: 'rehearse', vault: vault.id })
  expect(job.failures).toEqual([])
  expect(job).toMatchObject({ state: 'done', summary: { records: 100, blobs: 4, same: true, vault: vault.id } })
  expect(vault.info().lastRehearsalAt).not.toBeNull()
  expect(files.paths().filter((name) => !name.endsWith('vaults.json'))).toEqual(before)
})

test('a rehearsal of a broken backup says so and is not noted; without any backup there is nothing to try', async () => {
  const { desk, files, vault, file } = await backed(40, 2)
  files.damage(file, (bytes) => bytes.fill(1, 5000, 5001))
  const job = await desk.run({ type: 'rehearse', vault: vault.id })
  expect(job).toMatchObject({ state: 'failed', error: { code: 'backupBroken' } })
  expect(vault.info().lastRehearsalAt).toBeNull()
  await files.remove(file)
  expect(await desk.run({ type: 'rehearse', vault: vault.id })).toMatchObject({ state: 'failed', error: { code: 'noBackup' } })
})

test('books purged since the backup no longer agree with it, and that is told', async () => {
  const { desk, vault } = await backed(40, 2)
  await vault.journal.purge({ id: uuidOf(3), commitId: uuidOf(77), fields: ['note'], reason: '本人要求', by: '王书记' })
  const job = await desk.run({ type: 'rehearse', vault: vault.id })
  expect(job).toMatchObject({ state: 'done', summary: { same: false } })
  expect(job.failures.map((failure) => failure.error.code)).toEqual(['backupDiffers'])
  expect(vault.info().lastRehearsalAt).toBeNull()
})

test('books that begin with a snapshot are backed up with it and restored', async () => {
  const files = memoryFiles()
  const first = await testDesk({ files })
  const made = await aVault(first, { records: 100, blobs: 1 })
  await made.journal.writeSnapshot()
  await first.vaults.close()
  files.damage(`${made.root}/journal/000001.jsonl`, (bytes) => bytes.fill(120, 500, 520))
  const desk = await testDesk({ files })
  const vault = await desk.vaults.get(made.id)
  expect(vault.journal.from()).toBeGreaterThan(0)
  const job = await desk.run({ type: 'backup', vault: vault.id, place: null })
  expect(job).toMatchObject({ state: 'done', summary: { records: 100 } })
  const there = await elsewhere((await files.read(`${vault.root}/备份/${job.summary?.file ?? ''}`)) ?? new Uint8Array())
  expect(await there.desk.run({ type: 'restore', staged, place: null, name: '试' })).toMatchObject({ state: 'done', summary: { records: 100, same: true } })
})
