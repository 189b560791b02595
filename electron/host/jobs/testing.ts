import { createHash } from 'node:crypto'
import type { CommitDraft, StoredRecord } from '#shared/commit/commit'
import { HouseError } from '#shared/errors'
import type { ExportDocument, HostEvent, JobState } from '#shared/host'
import { memoryFiles } from '../memory-files'
import type { OpenVault } from '../open-vault'
import { createPlaces } from '../places'
import type { Files, PdfPort, Ports } from '../ports'
import { createVaults, type Vaults } from '../vaults'
import { createJobs, type Jobs, type JobsOptions } from './jobs'
import { inlineRunner, type Runner } from './runner'
import type { Renderers } from './task'

/** For tests only: a computer in memory (or on a real disk), a vault with books in it, and jobs on top. */
export type TestDesk = {
  readonly ports: Ports
  readonly vaults: Vaults
  readonly jobs: Jobs
  readonly events: HostEvent['event'][]
  readonly setFree: (bytes: number) => void
  readonly run: (request: Parameters<Jobs['start']>[0], documents?: readonly ExportDocument[]) => Promise<JobState>
}

export function uuidOf(n: number): string {
  return `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`
}

/** Two pages, with a cross-reference table that is right. */
function makePdf(): Uint8Array {
  const objects = ['<</Type /Catalog /Pages 2 0 R>>', '<</Type /Pages /Kids [3 0 R 4 0 R] /Count 2>>', '<</Type /Page /Parent 2 0 R>>', '<</Type /Page /Parent 2 0 R>>']
  let text = '%PDF-1.4\n'
  const rows = objects.map((body, at) => {
    const offset = text.length
    text += `${at + 1} 0 obj\n${body}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const start = text.length
  return new TextEncoder().encode(`${text}xref\n0 5\n0000000000 65535 f \n${rows.join('')}trailer\n<</Size 5 /Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`)
}
export const smallPdf = makePdf()

/** Like the real ones, the bytes change with every rendering though the text does not. */
export function fakeRenderers(failing: (title: string) => boolean = () => false): Renderers & { readonly count: () => number } {
  let n = 0
  return {
    count: () => n,
    writeDocx: async (document) => {
      n += 1
      if (failing(document.title)) throw new Error(`cannot write ${document.title}`)
      return new TextEncoder().encode(`docx ${n} ${JSON.stringify(document)}`)
    },
    fillForm: (_bytes, name, data) => new TextEncoder().encode(`${name} ${JSON.stringify(data)}`),
    toHtml: (document) => `<!doctype html><title>${document.title}</title>`,
  }
}

export const goodPdf: PdfPort = { missing: async () => '', render: async () => smallPdf }
export const noPdf: PdfPort = {
  missing: async () => '没有找到浏览器',
  render: async () => {
    throw new HouseError('pdfMissing')
  },
}

export async function testDesk(options: { readonly files?: Files; readonly root?: string; readonly pdf?: PdfPort; readonly runner?: Runner; readonly renderers?: Renderers; readonly jobs?: Partial<JobsOptions> } = {}): Promise<TestDesk> {
  const root = options.root ?? '/machine'
  let free = 100 * 1024 ** 3
  let ticks = 0
  let drawn = 0
  const ports: Ports = {
    self: { machine: 'machine', pid: 4711, bootedAt: () => new Date(0), isAlive: () => false },
    shell: 'cli', version: '0.1.0', stateRoot: `${root}/state`, warning: '',
    clock: () => new Date(Date.UTC(2011, 5, 30, 8, 0, 0) + (ticks += 1) * 60_000),
    random: (bytes) => new Uint8Array(createHash('sha512').update(`seed ${(drawn += 1)}`).digest()).slice(0, bytes),
    files: options.files ?? memoryFiles(),
    freeBytes: async () => free,
    drives: async () => [{ path: `${root}/D`, label: 'D 盘', kind: 'drive', system: false }],
    pdf: options.pdf ?? goodPdf,
    booth: { missing: () => '', open: async () => undefined, close: async () => undefined },
    fonts: async () => [],
    reveal: async () => undefined,
    quit: () => undefined,
  }
  const vaults = await createVaults(ports, createPlaces(ports))
  const events: HostEvent['event'][] = []
  const jobs = createJobs({ ports, vaults, emit: (event) => events.push(event), runner: options.runner ?? inlineRunner(options.renderers ?? fakeRenderers()), ...options.jobs })
  return {
    ports, vaults, jobs, events,
    setFree: (bytes) => (free = bytes),
    run: async (request, documents) => {
      const id = await jobs.start(request)
      if (documents !== undefined) {
        jobs.feed(id, documents)
        jobs.seal(id)
      }
      return jobs.finished(id)
    },
  }
}

export function aDocument(n: number, change: Partial<ExportDocument> = {}, text = `第 ${n} 份的正文`): ExportDocument {
  return {
    kind: 'memberPledge', title: `党员承诺书 ${n}`, name: `党员承诺书 ${n}`, folder: '', formats: ['docx', 'pdf'], createdAt: '2011-06-30T08:00:00.000Z',
    document: {
      title: `党员承诺书 ${n}`, author: '示例支部', preset: '文稿',
      sections: [{ paper: { width: 210, height: 297 }, margins: { top: 37, right: 26, bottom: 35, left: 28 }, pageNumber: 'outer', body: { face: '仿宋', size: 16, pitch: 28.95, indent: 2 }, blocks: [{ type: 'paragraph', runs: [{ text }] }] }],
    },
    ...change,
  }
}

export function aRecord(n: number, note = `第 ${n} 条`): StoredRecord {
  return { id: uuidOf(n), kind: 'member', rev: 1, schema: 1, note }
}

export function aCommit(n: number, records: readonly StoredRecord[]): CommitDraft {
  return { format: 1, id: uuidOf(1_000_000 + n), actor: { name: '王书记', post: '书记' }, title: `记了第 ${n} 笔`, final: false, answers: null, changes: records.map((after) => ({ before: null, after })) }
}

/** A vault with records, blobs, a draft and an exported file. */
export async function aVault(desk: TestDesk, counts: { readonly records: number; readonly blobs: number; readonly name?: string }): Promise<OpenVault> {
  const info = await desk.vaults.create({ name: counts.name ?? '示例村党支部', sample: false, place: null })
  const vault = await desk.vaults.get(info.id)
  const perCommit = 20
  for (let n = 0; n * perCommit < counts.records; n += 1) {
    const records = Array.from({ length: Math.min(perCommit, counts.records - n * perCommit) }, (_, at) => aRecord(n * perCommit + at))
    await vault.append(aCommit(n, records), vault.head().seq + 1)
  }
  for (let n = 0; n < counts.blobs; n += 1) {
    const bytes = createHash('sha512').update(`photo ${n}`).digest()
    const content = Buffer.concat(Array.from({ length: 40 + n }, () => bytes))
    await vault.blobs.put(createHash('sha256').update(content).digest('hex'), (async function* () { yield content })())
  }
  await desk.ports.files.replace(`${vault.root}/drafts.json`, Buffer.from('{"drafts":[]}'))
  await desk.ports.files.replace(`${vault.root}/导出/2011/公开承诺/支部承诺书.docx`, Buffer.from('a word file'))
  return vault
}
