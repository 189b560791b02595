import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'

/** The command line on the built host: the sample's whole year twice, and what came out of it. */
const project = path.resolve(import.meta.dirname, '../..')
const run = promisify(execFile)
const answerSchema = z.object({
  branch: z.string().min(1),
  members: z.int().min(20),
  documents: z.array(z.object({ kind: z.string(), title: z.string(), file: z.string(), sha256: z.string().length(64), pages: z.int().min(1).optional() })),
  archive: z.object({ items: z.int().min(8), boxes: z.int().min(1) }),
  manifest: z.string().min(1),
})
let room = ''
let first: z.infer<typeof answerSchema>

async function cli(...args: readonly string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [`${project}/dist/host/cli.js`, ...args], { maxBuffer: 32 * 1024 * 1024 })
  return stdout
}

beforeAll(async () => {
  room = await mkdtemp(path.join(tmpdir(), 'vanguard-cli-'))
  first = answerSchema.parse(JSON.parse(await cli('sample-year', '--out', path.join(room, 'one'))))
}, 300_000)
afterAll(() => rm(room, { recursive: true, force: true }))

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const wordText = (bytes: Uint8Array) => strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array()).replace(/<\/w:p>/g, '\n').replace(/<[^>]+>/g, '')

test('every document of the year is there, under a readable name, with the sum the manifest gives', async () => {
  const kinds = new Set(first.documents.map((document) => document.kind))
  expect([...kinds].sort()).toEqual(expect.arrayContaining([
    'analysisReport', 'archiveCatalogue', 'ballot', 'boxCover', 'boxNote', 'boxSpine', 'branchPledge', 'memberPledge', 'pledgeLedger', 'pledgeNotice', 'reviewRegister', 'rosterSheet', 'tallySheet',
  ]))
  expect(first.documents.filter((document) => document.kind === 'memberPledge' && document.file.endsWith('.docx')).length).toBeGreaterThanOrEqual(3)
  const listed = new Map((await readFile(path.join(room, 'one', first.manifest), 'utf8')).trim().split('\n').map((line) => [line.slice(66), line.slice(0, 64)]))
  for (const document of first.documents) {
    const bytes = await readFile(path.join(room, 'one', document.file))
    expect(sha(bytes), document.file).toBe(document.sha256)
    expect(listed.get(document.file), document.file).toBe(document.sha256)
    expect([...path.basename(document.file)].length).toBeLessThanOrEqual(80)
    if (document.file.endsWith('.pdf')) expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  }
})

test('what was typed stands in the Word files, and two runs give the same texts', async () => {
  const second = answerSchema.parse(JSON.parse(await cli('sample-year', '--out', path.join(room, 'two'))))
  expect(second.documents.map((document) => document.file)).toEqual(first.documents.map((document) => document.file))
  for (const { file } of first.documents.filter((document) => document.file.endsWith('.docx'))) {
    const text = wordText(await readFile(path.join(room, 'one', file)))
    expect(text.length, file).toBeGreaterThan(10)
    expect(wordText(await readFile(path.join(room, 'two', file))), file).toBe(text)
  }
  const report = first.documents.find((document) => document.file.endsWith('党性分析报告（石惊涛）.docx'))
  expect(wordText(await readFile(path.join(room, 'one', report?.file ?? '')))).toContain('处理乱占河道手软')
}, 300_000)

test('a folder that is not empty is refused in three lines, and nothing is written', async () => {
  const folder = await mkdtemp(path.join(room, 'taken-'))
  await writeFile(path.join(folder, '别人的.txt'), 'x')
  const failed = await cli('sample-year', '--out', folder).then(() => null, (error: { code: number; stderr: string; stdout: string }) => error)
  expect(failed).toMatchObject({ code: 1, stdout: '' })
  expect(failed?.stderr).toContain('出了什么事：')
  expect(await readdir(folder)).toEqual(['别人的.txt'])
}, 300_000)

test('what is no backup and what is no command are said so', async () => {
  const file = path.join(room, 'no.vbox')
  await writeFile(file, 'not a zip')
  for (const [args, words] of [[['verify-backup', file], '不是先锋档案盒的备份'], [['nonsense'], '没有“nonsense”这个命令']] as const) {
    const failed = await cli(...args).then(() => null, (error: { code: number; stderr: string }) => error)
    expect(failed?.code).toBe(1)
    expect(failed?.stderr).toContain(words)
  }
})
