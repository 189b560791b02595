import path from 'node:path'
import type { CommitDraft } from '#shared/commit/commit'
import type { HostParts } from './host-parts'
import { memoryFiles, type MemoryFiles } from './memory-files'
import type { Drive, Ports } from './ports'

/** A computer for tests: a disk in memory, two drives, a clock that stands still until it is moved. */
export type TestMachine = {
  readonly ports: Ports
  readonly files: MemoryFiles
  readonly pass: (ms: number) => void
  /** Free bytes by the beginning of a path; everything else has plenty. */
  readonly free: Map<string, number>
  readonly drives: Drive[]
  readonly revealed: string[]
  readonly rendered: string[]
  readonly quits: () => number
  readonly pdf: { missing: string; bytes: Uint8Array }
}

export const testHome = path.join(path.sep, 'home', 'wang')
export const testDrive = path.join(path.sep, 'd')

export function testMachine(files: MemoryFiles = memoryFiles()): TestMachine {
  let now = Date.parse('2011-06-30T08:00:00Z')
  let quits = 0
  let counter = 0
  const free = new Map<string, number>()
  const revealed: string[] = []
  const rendered: string[] = []
  const pdf = { missing: '', bytes: new Uint8Array() }
  const drives: Drive[] = [
    { path: testHome, label: '我的文件夹', kind: 'home', system: true },
    { path: testDrive, label: 'D 盘', kind: 'drive', system: false },
  ]
  const ports: Ports = {
    self: { machine: 'wang-pc', pid: 4711, bootedAt: () => new Date(0), isAlive: () => false },
    shell: 'cli',
    version: '0.1.0',
    stateRoot: path.join(path.sep, 'state'),
    warning: '',
    clock: () => new Date(now),
    random: (bytes) => {
      counter += 1
      return Uint8Array.from({ length: bytes }, (_, at) => (counter * 31 + at * 7) & 255)
    },
    files,
    freeBytes: async (target) => [...free].find(([start]) => target.startsWith(start))?.[1] ?? 100 * 1024 ** 3,
    drives: async () => drives,
    pdf: {
      missing: async () => pdf.missing,
      render: async (html) => {
        rendered.push(html)
        return pdf.bytes
      },
    },
    booth: { missing: () => '', open: async () => undefined, close: async () => undefined },
    fonts: async () => [],
    reveal: async (target) => void revealed.push(target),
    quit: () => {
      quits += 1
    },
  }
  return { ports, files, pass: (ms) => { now += ms }, free, drives, revealed, rendered, quits: () => quits, pdf }
}

/** Parts that do as little as can be, for tests of the core. */
export const testParts: HostParts = {
  createJobs: () => ({
    start: async () => '00000000-0000-4000-8000-00000000000a',
    feed: () => {},
    seal: () => {},
    cancel: () => {},
    list: () => [],
    running: () => 0,
    close: async () => {},
  }),
  readSheet: async (bytes, name) => ({ sheets: [{ name, rows: [[Buffer.from(bytes).toString('utf8')], ['二']] }], encoding: 'utf-8' }),
  readForm: () => ({ tags: [], problems: [] }),
  toHtml: (document, blobUrl) => `<h1>${document.title}</h1>${JSON.stringify(document).match(/[0-9a-f]{64}/g)?.map(blobUrl).join('') ?? ''}`,
}

export const testId = (n: number) => `${String(n).padStart(8, '0')}-0000-4000-8000-000000000000`

export function testDraft(n: number, text = ''): CommitDraft {
  return {
    format: 1, id: testId(100_000 + n), actor: { name: '马小军', post: '书记' }, title: `第 ${n} 笔`, final: false, answers: null,
    changes: [{ before: null, after: { id: testId(n), kind: 'thing', rev: 1, schema: 1, text } }],
  }
}
