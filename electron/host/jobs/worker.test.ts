import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { strFromU8, unzipSync } from 'fflate'
import { build } from 'vite'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { nodeFiles } from '../node-files'
import { workerRunner } from './runner'
import { aDocument, aVault, goodPdf, noPdf, testDesk } from './testing'

let built = ''
let entry: URL

/** The worker as it ships: bundled from `worker.ts`, with the real Word writer. */
beforeAll(async () => {
  built = await mkdtemp(path.join(tmpdir(), 'vbox-worker-'))
  await build({
    configFile: false, logLevel: 'silent', root: path.resolve(import.meta.dirname, '../../..'), ssr: { noExternal: true, target: 'node' },
    build: { ssr: path.join(import.meta.dirname, 'worker.ts'), outDir: built, emptyOutDir: true, target: 'node20', minify: false, rollupOptions: { output: { format: 'es', entryFileNames: 'worker.mjs' } } },
  })
  entry = pathToFileURL(path.join(built, 'worker.mjs'))
}, 120_000)
afterAll(() => rm(built, { recursive: true, force: true }))

async function onDisk(options: Parameters<typeof testDesk>[0] = {}) {
  const root = await mkdtemp(path.join(tmpdir(), 'vbox-jobs-'))
  const runner = workerRunner(entry)
  const desk = await testDesk({ files: nodeFiles(), root, runner, ...options })
  onTestFinished(async () => {
    await desk.jobs.close()
    await rm(root, { recursive: true, force: true })
  })
  return desk
}

test('an export in a worker: real Word files, PDF from the main thread, a list at the end', async () => {
  const desk = await onDisk()
  const vault = await aVault(desk, { records: 1, blobs: 0 })
  const job = await desk.run({ type: 'export', vault: vault.id, year: '2011', matter: '公开承诺', total: 3, manifest: true }, [1, 2, 3].map((n) => aDocument(n)))
  expect(job.error).toBeNull()
  expect(job.failures).toEqual([])
  expect(job).toMatchObject({ state: 'done', done: 3 })
  expect(job.files).toHaveLength(6)
  const word = unzipSync(await readFile(path.join(job.folder, '党员承诺书 2.docx')))
  expect(strFromU8(word['word/document.xml'] ?? new Uint8Array())).toContain('第 2 份的正文')
  expect(await readFile(path.join(job.folder, '清单.sha256.txt'), 'utf8')).toContain('党员承诺书 3.pdf')
}, 60_000)

test('failures cross the thread with their codes', async () => {
  const desk = await onDisk({ pdf: noPdf })
  const vault = await aVault(desk, { records: 1, blobs: 0 })
  const job = await desk.run({ type: 'export', vault: vault.id, year: '2011', matter: '公开承诺', total: 1, manifest: false }, [aDocument(1)])
  expect(job.files).toHaveLength(1)
  expect(job.failures[0]?.error).toMatchObject({ code: 'pdfMissing', facts: { why: '没有找到浏览器' } })
}, 60_000)

test('a job is stopped while the main thread still renders', async () => {
  let asked: () => void = () => undefined
  const begun = new Promise<void>((resolve) => (asked = resolve))
  const desk = await onDisk({
    pdf: {
      missing: goodPdf.missing,
      render: (_html, signal) => {
        asked()
        return new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(new Error('stopped'))))
      },
    },
  })
  const vault = await aVault(desk, { records: 1, blobs: 0 })
  const id = await desk.jobs.start({ type: 'export', vault: vault.id, year: '2011', matter: '公开承诺', total: 5, manifest: true })
  desk.jobs.feed(id, [1, 2, 3, 4, 5].map((n) => aDocument(n)))
  await begun
  desk.jobs.cancel(id)
  const job = await desk.jobs.finished(id)
  expect(job.state).toBe('cancelled')
  expect(job.files.map((file) => file.file)).toEqual(['党员承诺书 1.docx'])
}, 60_000)

test('backup, rehearsal and restore in a worker', async () => {
  const desk = await onDisk()
  const vault = await aVault(desk, { records: 60, blobs: 3 })
  const backup = await desk.run({ type: 'backup', vault: vault.id, place: null })
  expect(backup).toMatchObject({ state: 'done', error: null, summary: { records: 60, blobs: 3, same: true } })
  expect(await desk.run({ type: 'rehearse', vault: vault.id })).toMatchObject({ state: 'done', error: null, summary: { records: 60, same: true } })
  const staged = 'c'.repeat(64)
  await desk.ports.files.replace(path.join(desk.ports.stateRoot, 'staged', 'none', 'cc', staged), await readFile(path.join(backup.folder, backup.summary?.file ?? '')))
  expect(await desk.run({ type: 'restore', staged, place: null, name: '恢复的' })).toMatchObject({ state: 'done', summary: { records: 60, blobs: 3, same: true } })
}, 60_000)

test('a worker that dies is a failed job, not a hanging one', async () => {
  const file = path.join(built, 'dies.mjs')
  await writeFile(file, "import { parentPort } from 'node:worker_threads'\nparentPort.on('message', () => process.exit(3))\n")
  const desk = await onDisk({ runner: workerRunner(pathToFileURL(file)) })
  const vault = await aVault(desk, { records: 1, blobs: 0 })
  expect(await desk.run({ type: 'backup', vault: vault.id, place: null })).toMatchObject({ state: 'failed', error: { code: 'bug' } })
}, 60_000)
