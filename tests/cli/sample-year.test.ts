import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { cli, refusedCli } from '../support/cli'
import { filesUnder, pdfPages, pdfText, poppler, readManifest, sha256, surplus, wordText } from '../support/papers'

/** The command line on the built host: the sample's whole year twice, and what came out of it. */
const rowBase = { who: z.string().min(1), votes: z.record(z.string(), z.int()), blank: z.int(), percents: z.array(z.number().nullable()), why: z.string().optional() }
const reviewBase = { due: z.int(), present: z.int(), issued: z.int(), returned: z.int(), valid: z.int().min(5), channels: z.array(z.strictObject({ name: z.string(), people: z.int(), issued: z.int() })) }
const answerSchema = z.strictObject({
  branch: z.string().min(1),
  members: z.int().min(20),
  documents: z.array(z.strictObject({ kind: z.string(), title: z.string().min(1), file: z.string().min(1), sha256: z.string().regex(/^[0-9a-f]{64}$/), pages: z.int().min(1).optional() })),
  reports: z.array(z.strictObject({ who: z.string().min(1), editions: z.array(z.strictObject({ label: z.string(), on: z.string().nullable() })), findings: z.array(z.strictObject({ code: z.string(), text: z.string().min(1) })) })),
  reviews: z.tuple([
    z.strictObject({
      ...reviewBase, kind: z.literal('democraticReview'), tally: z.array(z.strictObject(rowBase)).min(20),
      committee: z.strictObject({ scale: z.array(z.string()), votes: z.array(z.int()), blank: z.int(), valid: z.int() }),
      verdicts: z.array(z.strictObject({ who: z.string().min(1), grade: z.string().nullable(), reason: z.string() })).min(20),
    }),
    z.strictObject({
      ...reviewBase, kind: z.literal('massReview'), tally: z.array(z.strictObject({ ...rowBase, base: z.int(), satisfied: z.number() })).min(20),
      committee: z.null(), verdicts: z.tuple([]), definition: z.string().min(1),
    }),
  ]),
  archive: z.strictObject({ items: z.int().min(8), boxes: z.int().min(1) }),
  pledges: z.array(z.strictObject({ who: z.string().min(1), items: z.array(z.strictObject({ text: z.string().min(1), state: z.string().min(1) })).min(1), editions: z.array(z.int().min(1)) })).min(5),
  bag: z.strictObject({ dir: z.literal('bag'), files: z.int().min(30), ok: z.literal(true), bad: z.array(z.unknown()).length(0) }),
  manifest: z.string().min(1),
})
const verdictSchema = z.strictObject({ ok: z.boolean(), files: z.int(), bad: z.array(z.strictObject({ file: z.string().min(1), why: z.string().min(1) })) })
type Answer = z.infer<typeof answerSchema>

let room = ''
let first: Answer
const at = (run: 'one' | 'two', file: string) => path.join(room, run, file)
const word = async (run: 'one' | 'two', file: string) => wordText(await readFile(at(run, file)))
const ending = (end: string) => first.documents.filter((document) => document.file.endsWith(end))

beforeAll(async () => {
  room = await mkdtemp(path.join(tmpdir(), 'vanguard-cli-'))
  first = answerSchema.parse(JSON.parse(await cli('sample-year', '--out', path.join(room, 'one'))))
}, 600_000)
afterAll(() => rm(room, { recursive: true, force: true }))

test('every document of the year is there, each as Word and PDF', () => {
  const kinds = new Set(first.documents.map((document) => document.kind))
  expect(kinds.size).toBeGreaterThanOrEqual(13)
  expect([...kinds]).toEqual(expect.arrayContaining([
    'analysisReport', 'archiveCatalogue', 'ballot', 'boxCover', 'boxNote', 'boxSpine', 'branchPledge', 'memberPledge', 'pledgeLedger', 'pledgeNotice', 'reviewRegister', 'rosterSheet', 'tallySheet',
  ]))
  const stems = (end: string) => ending(end).map((document) => document.file.slice(0, -end.length)).sort()
  expect(stems('.pdf')).toEqual(stems('.docx'))
  expect(first.documents).toHaveLength(stems('.pdf').length * 2)
  expect(ending('.docx').filter((document) => document.kind === 'memberPledge').length).toBeGreaterThanOrEqual(3)
  // One register a person assessed.
  expect(ending('.docx').filter((document) => document.kind === 'reviewRegister').length).toBeGreaterThan(10)
})

test('the folder holds these files, the manifest and the list of it, nothing else, under names every system takes', async () => {
  const files = (await filesUnder(path.join(room, 'one'))).filter((file) => !file.startsWith('bag/'))
  expect(files).toEqual([...first.documents.map((document) => document.file), first.manifest, '清单.json'].sort())
  expect(new Set(files.map((file) => file.toLowerCase())).size).toBe(files.length)
  for (const part of new Set(files.flatMap((file) => file.split('/')))) {
    expect([...part].length, part).toBeLessThanOrEqual(80)
    expect(Buffer.byteLength(part), part).toBeLessThanOrEqual(240)
    expect(part).not.toMatch(/[<>:"/\\|?*\p{Cc}]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu)
  }
})

test('the reports of the year: who wrote one, both editions, what is to be said of them', () => {
  expect(first.reports.map((report) => [report.who, report.editions.map((edition) => edition.label)])).toEqual(expect.arrayContaining([['石惊涛', ['meeting', 'final']], ['白露', ['meeting', 'final']], ['党支部', ['meeting', 'final']]]))
  const open = first.reports.find((report) => report.who === '石惊涛')?.findings.filter((found) => found.code === 'feedbackOpen') ?? []
  expect(open.map((found) => found.text.includes('念文件'))).toEqual([true])
})

test('what is said of the promises is what the papers say', async () => {
  const paper = async (part: string) => (await word('one', ending('.docx').find((document) => document.file.includes(part))?.file ?? part)).replace(/\s/gu, '')
  const items = first.pledges.flatMap((pledge) => pledge.items)
  const count = (...states: readonly string[]) => items.filter((item) => states.includes(item.state)).length
  expect(await paper('承诺结果公开表')).toContain(`共${first.pledges.length}份承诺书${items.length}条，兑现${count('已兑现')}条，没有兑现${count('没办成')}条，正在办${count('逾期', '正在办')}条`)
  const ledger = await paper('台账')
  for (const { text } of items) expect(ledger).toContain(text.replace(/\s/gu, ''))
  const standing = await paper('承诺公示表（第2版）')
  for (const pledge of first.pledges.filter((one) => one.editions.includes(2))) for (const { text } of pledge.items) expect(standing).toContain(text.replace(/\s/gu, ''))
})

test('every sum in the manifest is the file’s own', async () => {
  const listed = await readManifest(at('one', first.manifest))
  expect([...listed.keys()].sort()).toEqual(first.documents.map((document) => document.file).sort())
  for (const document of first.documents) {
    const bytes = await readFile(at('one', document.file))
    expect(sha256(bytes), document.file).toBe(document.sha256)
    expect(listed.get(document.file), document.file).toBe(document.sha256)
  }
})

test('what was typed stands in the Word files', async () => {
  for (const { file } of ending('.docx')) expect((await word('one', file)).length, file).toBeGreaterThan(10)
  const find = (part: string) => ending('.docx').find((document) => document.file.includes(part))?.file ?? part
  expect(await word('one', find('党性分析报告（石惊涛）'))).toContain('处理乱占河道手软')
  const roster = await word('one', find('党员花名册'))
  for (const register of ending('.docx').filter((document) => document.kind === 'reviewRegister')) {
    const [, name = '？'] = /（([^（）]+)）\.docx$/u.exec(register.file) ?? []
    expect(roster, name).toContain(name)
    expect(await word('one', register.file), name).toContain(name)
  }
})

test.runIf(poppler)('Word and PDF say the same, and the PDF has as many pages as is said', async () => {
  for (const { file, pages } of ending('.pdf')) {
    const printed = pdfText(at('one', file))
    const written = await word('one', file.replace(/\.pdf$/u, '.docx'))
    expect(surplus(written, printed), `only in the Word file of ${file}`).toBe('')
    expect(pdfPages(at('one', file)), file).toBe(pages)
    // Page numbers stand in the PDF alone, and from the second page on the repeated heads of tables.
    if (pages === 1) expect(surplus(printed, written), `only in ${file}`).toMatch(/^[—\d]*$/u)
  }
})

test('the bag of the year is whole; bytes flipped in two files, one lost, one more: all are named, with exit code 1', async () => {
  const bag = at('one', first.bag.dir)
  expect(verdictSchema.parse(JSON.parse(await cli('verify-bag', bag)))).toEqual({ ok: true, files: first.bag.files, bad: [] })
  // Every item filed has its Word and PDF, and the sums are those of the exported files.
  const sums = await readManifest(path.join(bag, 'manifest-sha256.txt'))
  const exported = new Set(first.documents.map((document) => document.sha256))
  const papers = [...sums].filter(([name]) => /^data\/(?:永久|30年|10年)\//u.test(name))
  expect(papers.length).toBe(first.archive.items * 2)
  for (const [name, sum] of papers) expect(exported.has(sum), name).toBe(true)

  const broken = path.join(room, 'broken')
  await cp(bag, broken, { recursive: true })
  const [one = '', two = '', lost = ''] = [...sums.keys()].filter((name) => name.endsWith('.pdf'))
  for (const name of [one, two]) {
    const bytes = await readFile(path.join(broken, name))
    bytes[100] = (bytes[100] ?? 0) ^ 1
    await writeFile(path.join(broken, name), bytes)
  }
  await rm(path.join(broken, lost))
  await writeFile(path.join(broken, 'data', '多的.txt'), 'x')
  const refused = await refusedCli('verify-bag', broken)
  expect(refused.code).toBe(1)
  const verdict = verdictSchema.parse(JSON.parse(refused.stdout))
  expect(verdict.ok).toBe(false)
  expect(verdict.bad.map(({ file }) => file).sort()).toEqual([one, two, lost, 'data/多的.txt'].sort())
  for (const line of ['出了什么事：', '您的资料：', '接着怎么办：', one, lost]) expect(refused.stderr).toContain(line)
  const nowhere = await refusedCli('verify-bag', path.join(room, 'nowhere'))
  expect(nowhere.code).toBe(1)
  expect(verdictSchema.parse(JSON.parse(nowhere.stdout)).ok).toBe(false)
})

test('two runs give the same texts', async () => {
  const second = answerSchema.parse(JSON.parse(await cli('sample-year', '--out', path.join(room, 'two'))))
  const told = ({ documents, ...rest }: Answer) => ({ ...rest, documents: documents.map(({ kind, title, file, pages }) => ({ kind, title, file, pages })) })
  expect(told(second)).toEqual(told(first))
  for (const { file } of ending('.docx')) expect(await word('two', file), file).toBe(await word('one', file))
  if (poppler) for (const { file } of ending('.pdf')) expect(pdfText(at('two', file)), file).toBe(pdfText(at('one', file)))
}, 600_000)

test('a folder that is not empty is refused in three lines, and nothing is written', async () => {
  const folder = await mkdtemp(path.join(room, 'taken-'))
  await writeFile(path.join(folder, '别人的.txt'), 'x')
  const refused = await refusedCli('sample-year', '--out', folder)
  expect(refused).toMatchObject({ code: 1, stdout: '' })
  for (const line of ['出了什么事：', '您的资料：', '接着怎么办：']) expect(refused.stderr).toContain(line)
  expect(await readdir(folder)).toEqual(['别人的.txt'])
}, 300_000)

test('without --out, or with a name that is no command, it says what there is', async () => {
  expect((await refusedCli('sample-year')).stderr).toContain('--out')
  const unknown = await refusedCli('nonsense')
  expect(unknown).toMatchObject({ code: 1, stdout: '' })
  expect(unknown.stderr).toMatch(/没有“nonsense”这个命令。可用：.*sample-year.*verify-backup/u)
})

test('both reviews add up in every row, of the valid ballots', () => {
  for (const review of first.reviews) {
    expect(review.present).toBeLessThanOrEqual(review.due)
    expect(review.returned).toBeLessThanOrEqual(review.issued)
    for (const row of review.tally) expect(Object.values(row.votes).reduce((sum, votes) => sum + votes, row.blank)).toBe(review.valid)
    // A row of shares prints to 100.0 %, or says why not.
    for (const row of review.tally) expect(row.why ?? Math.round(row.percents.reduce<number>((sum, percent) => sum + (percent ?? 0), (row.blank * 100) / review.valid) * 10) / 10, row.who).toSatisfy((said: unknown) => typeof said === 'string' || Math.abs(Number(said) - 100) <= 0.1)
  }
  const [{ committee }, masses] = first.reviews
  expect(committee.votes.reduce((sum, votes) => sum + votes, committee.blank)).toBe(committee.valid)
  expect(masses.definition).toBe('满意率＝（满意＋比较满意）÷有效票')
  for (const { votes, base, satisfied } of masses.tally) expect(satisfied).toBe(Math.round((((votes['满意'] ?? 0) + (votes['比较满意'] ?? 0)) * 1000) / base) / 10)
})
