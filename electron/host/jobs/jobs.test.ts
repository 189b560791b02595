import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test, vi } from 'vitest'
import { hostEventSchema, jobStateSchema, type ExportDocument, type JobRequest } from '#shared/host'
import { sayError } from '#shared/errors'
import { memoryFiles } from '../memory-files'
import { nodeFiles } from '../node-files'
import type { Files } from '../ports'
import { newestFirst } from './jobs'
import { inlineRunner } from './runner'
import { aDocument, aVault, fakeRenderers, noPdf, testDesk } from './testing'

const run = promisify(execFile)
const exportOf = (vault: string, total: number, manifest = false): JobRequest => ({ type: 'export', vault, year: '2011', matter: '公开承诺', total, manifest })
const folderOf = (root: string) => path.join(root, '导出', '2011', '公开承诺')
const many = (n: number, change: (at: number) => Partial<ExportDocument> = () => ({})) => Array.from({ length: n }, (_, at) => aDocument(at + 1, change(at + 1)))
const docxNames = async (files: Files, folder: string) => (await files.list(folder)).map((entry) => entry.name).filter((name) => name.startsWith('党员承诺书') && name.endsWith('.docx'))

test('thirty documents, one of which cannot be written: listed, and the rest is there', async () => {
  const desk = await testDesk({ renderers: fakeRenderers((title) => title === '党员承诺书 17') })
  const vault = await aVault(desk, { records: 1, blobs: 0 })
  const job = await desk.run(exportOf(vault.id, 30), many(30))
  expect(job.state).toBe('done')
  expect([job.done, job.total]).toEqual([30, 30])
  expect(job.failures.map((failure) => failure.title)).toEqual(['党员承诺书 17（Word）'])
  expect(job.files).toHaveLength(59)
  expect(job.files.filter((file) => file.file.endsWith('.pdf')).every((file) => file.pages === 2)).toBe(true)
  expect(await docxNames(desk.ports.files, folderOf(vault.root))).toHaveLength(29)
  expect(desk.vaults.placePath(job.folderToken ?? '')).toBe(folderOf(vault.root))
  expect(jobStateSchema.safeParse(job).success).toBe(true)
  expect(hostEventSchema.safeParse({ n: 1, event: desk.events.at(-1) }).success).toBe(true)
  expect(desk.events.at(-1)).toEqual({ type: 'job', job })
  expect(desk.jobs.list()).toEqual([job])
  expect(desk.jobs.running()).toBe(0)
})

test('the same content is not written again, changed content stands beside the old', async () => {
  const desk = await testDesk()
  const { files } = desk.ports
  const vault = await aVault(desk, { records: 1, blobs: 0 })
  const first = await desk.run(exportOf(vault.id, 2), many(2))
  const before = await files.read(path.join(folderOf(vault.root), '党员承诺书 1.docx'))
  const again = await desk.run(exportOf(vault.id, 2), many(2))
  expect(again.files.map((file) => file.outcome)).toEqual(['same', 'same', 'same', 'same'])
  expect(again.files.map((file) => file.sha256)).toEqual(first.files.map((file) => file.sha256))

  const changed = await desk.run(exportOf(vault.id, 1), [aDocument(1, {}, '改过的正文')])
  expect(changed.files.map(({ file, outcome }) => [file, outcome])).toEqual([['党员承诺书 1（第2版）.docx', 'newEdition'], ['党员承诺书 1（第2版）.pdf', 'newEdition']])
  expect(await files.read(path.join(folderOf(vault.root), '党员承诺书 1.docx'))).toEqual(before)
  expect((await desk.run(exportOf(vault.id, 1), [aDocument(1, {}, '改过的正文')])).files.map((file) => file.outcome)).toEqual(['same', 'same'])
})

test('what a person changed by hand is never written over; what was deleted is made again', async () => {
  const desk = await testDesk()
  const { files } = desk.ports
  const vault = await aVault(desk, { records: 1, blobs: 0 })
  await desk.run(exportOf(vault.id, 2), many(2))
  const mine = path.join(folderOf(vault.root), '党员承诺书 1.docx')
  await files.replace(mine, Buffer.from('改了一个字'))
  await files.remove(path.join(folderOf(vault.root), '党员承诺书 2.docx'))
  const job = await desk.run(exportOf(vault.id, 2), many(2))
  expect(job.files.map(({ file, outcome }) => [file, outcome])).toEqual([
    ['党员承诺书 1（第2版）.docx', 'newEdition'], ['党员承诺书 1（第2版）.pdf', 'newEdition'], ['党员承诺书 2.docx', 'written'], ['党员承诺书 2.pdf', 'same'],
  ])
  expect(Buffer.from((await files.read(mine)) ?? []).toString()).toBe('改了一个字')
})

test('a file that was there before us keeps its name, two people of one name get one file each', async () => {
  const desk = await testDesk()
  const { files } = desk.ports
  const vault = await aVault(desk, { records: 1, blobs: 0 })
  await files.replace(path.join(folderOf(vault.root), '王伟.docx'), Buffer.from('别人的'))
  const twins = [aDocument(1, { name: '王伟' }, '甲'), aDocument(2, { name: '王伟' }, '乙')]
  const job = await desk.run(exportOf(vault.id, 2), twins)
  expect(job.files.map((file) => file.file)).toEqual(['王伟（2）.docx', '王伟（2）.pdf', '王伟（3）.docx', '王伟（3）.pdf'])
  expect((await desk.run(exportOf(vault.id, 2), [...twins].reverse())).files.every((file) => file.outcome === 'same')).toBe(true)
  expect(Buffer.from((await files.read(path.join(folderOf(vault.root), '王伟.docx'))) ?? []).toString()).toBe('别人的')
})

test('names that would leave the folder stay in it', async () => {
  const files = memoryFiles()
  const desk = await testDesk({ files })
  const vault = await aVault(desk, { records: 1, blobs: 0 })
  const job = await desk.run({ ...exportOf(vault.id, 2), matter: '../../外面', year: '..' } as JobRequest, [aDocument(1, { name: '../../../x', folder: '../..' }), aDocument(2, { name: 'CON', folder: '一组/材料' })])
  expect(job.failures).toEqual([])
  expect(job.files.map((file) => file.file)).toContain('一组/材料/CON_.docx')
  const outside = files.paths().filter((file) => file.includes('docx') && !file.startsWith(path.join(vault.root, '导出') + path.sep))
  expect(outside).toEqual([])
})

test('a list of editions that names places outside is not believed', async () => {
  const files = memoryFiles()
  const desk = await testDesk({ files })
  const vault = await aVault(desk, { records: 1, blobs: 0 })
  await desk.run(exportOf(vault.id, 1), many(1))
  files.damage(path.join(folderOf(vault.root), '.vbox-editions.json'), (bytes) => Buffer.from(Buffer.from(bytes).toString().replaceAll('"stem":"', '"stem":"../../../')))
  await files.remove(path.join(folderOf(vault.root), '党员承诺书 1.docx'))
  const job = await desk.run(exportOf(vault.id, 1), many(1))
  expect(files.paths().filter((file) => file.endsWith('.docx') && !file.startsWith(path.join(vault.root, '导出', '2011', '公开承诺')))).toEqual([])
  expect(job.files.map((file) => file.file)).toEqual(['党员承诺书 1（2）.docx', '党员承诺书 1（2）.pdf'])
})

test('without a PDF port each wanted PDF is named and Word is still written', async () => {
  const desk = await testDesk({ pdf: noPdf })
  const vault = await aVault(desk, { records: 1, blobs: 0 })
  const job = await desk.run(exportOf(vault.id, 3), many(3))
  expect(job.files).toHaveLength(3)
  expect(job.failures.map((failure) => [failure.title, failure.error.code])).toEqual([1, 2, 3].map((n) => [`党员承诺书 ${n}（PDF）`, 'pdfMissing']))
  expect(sayError(job.failures[0]?.error ?? { code: '', facts: {}, technical: '' }).what).toContain('没有找到浏览器')
})

test('a PDF that can be made later belongs to the same edition', async () => {
  const files = memoryFiles()
  const before = await testDesk({ files, pdf: noPdf })
  const vault = await aVault(before, { records: 1, blobs: 0 })
  await before.run(exportOf(vault.id, 1), many(1))
  const after = await testDesk({ files })
  const job = await after.run(exportOf(vault.id, 1), many(1))
  expect(job.files.map(({ file, outcome }) => [file, outcome])).toEqual([['党员承诺书 1.docx', 'same'], ['党员承诺书 1.pdf', 'written']])
})

test('photographs of the vault reach both renderings; a missing one is told, and comes in when it is back', async () => {
  const photo = Buffer.from('\x89PNG\r\n\x1a\n a face', 'latin1')
  const sha256 = createHash('sha256').update(photo).digest('hex')
  const seen: string[] = []
  const plain = fakeRenderers()
  const desk = await testDesk({
    renderers: {
      ...plain,
      writeDocx: async (document, options) => {
        seen.push(`docx ${options.pictures(sha256)?.length ?? 'none'}`)
        return plain.writeDocx(document, options)
      },
      toHtml: (document, options) => {
        seen.push(`${options.mode} ${options.blobUrl(sha256).slice(0, 22)}`)
        return plain.toHtml(document, options)
      },
    },
  })
  const vault = await aVault(desk, { records: 1, blobs: 0 })
  const base = aDocument(1)
  const [section] = base.document.sections
  if (section === undefined) throw new Error('no section')
  const pictured: ExportDocument = { ...base, document: { ...base.document, sections: [{ ...section, blocks: [{ type: 'table', widths: [25], headRows: 0, rows: [{ cells: [{ photo: { sha256, width: 25, height: 35 } }] }] }] }] } }
  const without = await desk.run(exportOf(vault.id, 1), [pictured])
  expect(without.failures.map((failure) => [failure.title, failure.error.code])).toEqual([['党员承诺书 1（照片）', 'blobMissing']])
  await vault.blobs.put(sha256, (async function* () { yield photo })())
  const job = await desk.run(exportOf(vault.id, 1), [pictured])
  expect(job.failures).toEqual([])
  expect(job.files.map((file) => file.outcome)).toEqual(['newEdition', 'newEdition'])
  expect(seen).toEqual(['docx none', 'paper ', `docx ${photo.length}`, 'paper data:image/png;base64,'])
})

test('a superior’s own form is filled from the vault: the same fields are recognised, others are a new edition, a lost form is told', async () => {
  const desk = await testDesk()
  const vault = await aVault(desk, { records: 1, blobs: 0 })
  const form = Buffer.from('a form')
  const sha256 = createHash('sha256').update(form).digest('hex')
  const filled = (who: string): ExportDocument => ({ ...aDocument(1), formats: ['docx'], form: { sha256, name: '上级表.docx', data: { 承诺人: who } } })
  expect((await desk.run(exportOf(vault.id, 1), [filled('甲')])).failures.map(({ error }) => error.code)).toEqual(['blobMissing'])
  await vault.blobs.put(sha256, (async function* () { yield form })())
  const outcomes = async (who: string) => (await desk.run(exportOf(vault.id, 1), [filled(who)])).files.map(({ outcome }) => outcome)
  expect([await outcomes('甲'), await outcomes('甲'), await outcomes('乙')]).toEqual([['written'], ['same'], ['newEdition']])
})

test('正本 goes along as it is: recognised by its content, a changed one stands beside the old, a lost one is told', async () => {
  const desk = await testDesk()
  const { files } = desk.ports
  const vault = await aVault(desk, { records: 1, blobs: 0 })
  const keep = async (text: string) => {
    const bytes = Buffer.from(text)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    await vault.blobs.put(sha256, (async function* () { yield bytes })())
    return sha256
  }
  const [scan, photo, later] = [await keep('签了字的'), await keep('照片'), await keep('又签了一遍')]
  const signed = (sha256: string, name = '扫描0001.PDF') => ({ sha256, name, label: '签字扫描件' })
  const went = async (...originals: readonly ReturnType<typeof signed>[]) => {
    const job = await desk.run(exportOf(vault.id, 1, true), [{ ...aDocument(1), originals: [...originals] }])
    expect(job.failures).toEqual([])
    return job.files.slice(2).map(({ file, outcome }) => [file, outcome])
  }
  // Somebody's own file of that name stays.
  await files.replace(path.join(folderOf(vault.root), '党员承诺书 1（签字扫描件）（2）.jpg'), Buffer.from('别人的'))
  expect(await went(signed(scan), signed(photo, '手机.jpg'))).toEqual([['党员承诺书 1（签字扫描件）.pdf', 'written'], ['党员承诺书 1（签字扫描件）（3）.jpg', 'written']])
  expect(Buffer.from((await files.read(path.join(folderOf(vault.root), '党员承诺书 1（签字扫描件）.pdf'))) ?? []).toString()).toBe('签了字的')
  expect((await went(signed(photo, '手机.jpg'), signed(scan))).map(([, outcome]) => outcome)).toEqual(['same', 'same'])
  expect(await went(signed(later))).toEqual([['党员承诺书 1（签字扫描件）（第2版）.pdf', 'newEdition']])
  expect(Buffer.from((await files.read(path.join(folderOf(vault.root), '清单.sha256.txt'))) ?? []).toString()).toContain(`${later}  党员承诺书 1（签字扫描件）（第2版）.pdf`)
  await files.remove(path.join(folderOf(vault.root), '党员承诺书 1（签字扫描件）（第2版）.pdf'))
  expect(await went(signed(later))).toEqual([['党员承诺书 1（签字扫描件）（第2版）.pdf', 'written']])

  await vault.blobs.remove(later)
  await files.remove(path.join(folderOf(vault.root), '党员承诺书 1（签字扫描件）（第2版）.pdf'))
  const lost = await desk.run(exportOf(vault.id, 1), [{ ...aDocument(1), originals: [signed(later)] }])
  expect(lost.failures.map(({ title, error }) => [title, error.code])).toEqual([['党员承诺书 1（签字扫描件）', 'blobMissing']])
})

test('stopped in the middle: what is finished stays, nothing half-written, no list', async () => {
  const files = memoryFiles()
  const renderers = fakeRenderers()
  const desk = await testDesk({
    files,
    renderers: {
      ...renderers,
      writeDocx: async (document, options) => {
        if (document.title === '党员承诺书 8') desk.jobs.cancel(desk.jobs.list()[0]?.id ?? '')
        return renderers.writeDocx(document, options)
      },
    },
  })
  const vault = await aVault(desk, { records: 1, blobs: 0 })
  const job = await desk.run(exportOf(vault.id, 30, true), many(30))
  expect(job.state).toBe('cancelled')
  expect(job.error?.code).toBe('cancelled')
  expect(job.files).toHaveLength(14)
  expect(await docxNames(files, folderOf(vault.root))).toHaveLength(7)
  expect((await files.list(folderOf(vault.root))).map((entry) => entry.name)).not.toContain('清单.sha256.txt')
  expect((await desk.run(exportOf(vault.id, 7), many(7))).files.every((file) => file.outcome === 'same')).toBe(true)
})

test('a full disk fails the files it hits and no others, and leaves the list of editions right', async () => {
  const files = memoryFiles()
  const desk = await testDesk({ files })
  const vault = await aVault(desk, { records: 1, blobs: 0 })
  const id = await desk.jobs.start(exportOf(vault.id, 6))
  files.faults.fail(5, 'diskFull')
  desk.jobs.feed(id, many(6))
  desk.jobs.seal(id)
  const job = await desk.jobs.finished(id)
  files.faults.heal()
  expect(job.failures.length).toBeGreaterThan(0)
  expect(job.files.length + job.failures.length).toBeGreaterThanOrEqual(12)
  for (const file of job.files) expect(files.paths()).toContain(path.join(folderOf(vault.root), file.file))
})

test('a stick pulled out during an export: the job ends with that, in words, and nothing is made on the wrong drive', async () => {
  const files = memoryFiles()
  const renderers = fakeRenderers()
  let root = ''
  const desk = await testDesk({
    files,
    renderers: {
      ...renderers,
      writeDocx: async (document, options) => {
        if (document.title === '党员承诺书 4') await files.remove(root)
        return renderers.writeDocx(document, options)
      },
    },
    // The computer says of it what it says: no such file.
  })
  const vault = await aVault(desk, { records: 1, blobs: 0 })
  root = vault.root
  const replace = files.replace
  Object.assign(files, { replace: async (target: string, bytes: Uint8Array) => {
    if (target.startsWith(root) && (await files.size(path.join(root, 'vault.json'))) === null) throw Object.assign(new Error(`ENOENT: ${target}`), { code: 'ENOENT' })
    return replace(target, bytes)
  } })
  const job = await desk.run(exportOf(vault.id, 6, true), many(6))
  expect(job).toMatchObject({ state: 'failed', failures: [], error: { code: 'placeGone', facts: { path: root, made: 6 } } })
  const said = sayError(job.error ?? { code: '', facts: {}, technical: '' })
  expect(said.what).toContain('U 盘')
  expect(said.data).toContain('做好的 6 份文件')
  expect(said.next).toContain('插好')
  expect(files.paths().filter((file) => file.startsWith(root))).toEqual([])
})

test('a stick pulled out before an export or a backup: told as that, and no empty folder of the same name', async () => {
  const files = memoryFiles()
  const desk = await testDesk({ files })
  const vault = await aVault(desk, { records: 1, blobs: 0 })
  await files.remove(vault.root)
  await files.makeFolder('/machine/stick/备份')
  for (const job of [await desk.run(exportOf(vault.id, 1), many(1)), await desk.run({ type: 'backup', vault: vault.id, place: null }), await desk.run({ type: 'backup', vault: vault.id, place: desk.vaults.tokenFor('/machine/stick/备份') })]) {
    expect(job).toMatchObject({ state: 'failed', error: { code: 'placeGone', facts: { path: vault.root } } })
  }
  expect(files.paths().filter((file) => file.startsWith(vault.root) || file.startsWith('/machine/stick'))).toEqual([])
})

test('the list of sums satisfies sha256sum, and finds a file changed by hand', async () => {
  const root = await mkdtemp(path.join(tmpdir(), 'vbox-export-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  const files = nodeFiles()
  const desk = await testDesk({ files, root })
  const vault = await aVault(desk, { records: 1, blobs: 0 })
  await desk.run(exportOf(vault.id, 12, true), many(12, (n) => ({ folder: n % 2 === 0 ? '党员' : '' })))
  const folder = folderOf(vault.root)
  const sums = await readFile(path.join(folder, '清单.sha256.txt'), 'utf8')
  expect(sums).not.toContain('\r')
  const names = sums.trimEnd().split('\n').map((line) => line.slice(66))
  expect(names).toHaveLength(24)
  expect(names).toEqual([...names].sort())
  const { stdout } = await run('sha256sum', ['-c', '清单.sha256.txt'], { cwd: folder, env: { ...process.env, LC_ALL: 'C' } })
  expect(stdout.match(/: OK$/gm)).toHaveLength(24)
  const list: unknown = JSON.parse(await readFile(path.join(folder, '清单.json'), 'utf8'))
  expect(list).toMatchObject({ format: 1 })

  await files.replace(path.join(folder, names[0] ?? ''), Buffer.from('改过'))
  await expect(run('sha256sum', ['-c', '清单.sha256.txt'], { cwd: folder })).rejects.toThrow(/FAILED|1 computed/)
})

test('events are spaced out and the last one is always told', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const desk = await testDesk()
  const vault = await aVault(desk, { records: 1, blobs: 0 })
  const job = await desk.run(exportOf(vault.id, 40), many(40))
  // No time passes here, so nothing between the first and the last is due.
  expect(desk.events.length).toBeLessThan(8)
  expect(desk.events.at(-1)).toEqual({ type: 'job', job })
  const told = desk.events.length
  await vi.advanceTimersByTimeAsync(5000)
  expect(desk.events.length).toBe(told)
})

test('an export whose page is gone ends by itself and says how much is missing', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const desk = await testDesk({ jobs: { feedIdleMs: 60_000 } })
  const vault = await aVault(desk, { records: 1, blobs: 0 })
  const id = await desk.jobs.start(exportOf(vault.id, 10))
  desk.jobs.feed(id, many(4))
  await vi.advanceTimersByTimeAsync(120_000)
  const job = await desk.jobs.finished(id)
  expect(job).toMatchObject({ state: 'failed', done: 4, error: { code: 'feedStopped', facts: { left: 6 } } })
})

test('documents may come before the job has begun and in portions; two exports into one folder take turns', async () => {
  const desk = await testDesk()
  const vault = await aVault(desk, { records: 1, blobs: 0 })
  const [one, two] = [await desk.jobs.start(exportOf(vault.id, 4)), await desk.jobs.start(exportOf(vault.id, 4))]
  desk.jobs.feed(two, many(4))
  desk.jobs.seal(two)
  desk.jobs.feed(one, many(2))
  expect(desk.jobs.running()).toBe(2)
  desk.jobs.feed(one, many(4).slice(2))
  desk.jobs.seal(one)
  const [first, second] = [await desk.jobs.finished(one), await desk.jobs.finished(two)]
  expect(first.files.every((file) => file.outcome === 'written')).toBe(true)
  expect(second.files.every((file) => file.outcome === 'same')).toBe(true)
  expect(desk.jobs.list().map((job) => job.id)).toEqual([two, one])
})

test('a wrong vault, a wrong place and a strange job are told at once', async () => {
  const desk = await testDesk()
  const vault = await aVault(desk, { records: 1, blobs: 0 })
  await expect(desk.jobs.start(exportOf('00000000-0000-4000-8000-00000000ffff', 1))).rejects.toMatchObject({ code: 'vaultMissing' })
  await expect(desk.jobs.start({ type: 'backup', vault: vault.id, place: 'nowhere' })).rejects.toMatchObject({ code: 'unknownToken' })
  expect(() => desk.jobs.feed('00000000-0000-4000-8000-00000000ffff', many(1))).toThrow('badInput')
})

test('closing stops what runs', async () => {
  const desk = await testDesk({ runner: inlineRunner(fakeRenderers()) })
  const vault = await aVault(desk, { records: 1, blobs: 0 })
  const id = await desk.jobs.start(exportOf(vault.id, 4))
  desk.jobs.feed(id, many(2))
  await desk.jobs.close()
  expect((await desk.jobs.finished(id)).state).toBe('cancelled')
})

test('the newest backup is the one with the latest date in its name', () => {
  expect(newestFirst(['乙 2011-06-30 0800.vbox', '甲 2011-07-01 0900.vbox', '甲 2011-07-01 0900（2）.vbox', '旧.vbox'])).toEqual([
    '甲 2011-07-01 0900（2）.vbox', '甲 2011-07-01 0900.vbox', '乙 2011-06-30 0800.vbox', '旧.vbox',
  ])
})
