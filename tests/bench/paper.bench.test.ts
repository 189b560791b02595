import { writeFile } from 'node:fs/promises'
import Docxtemplater from 'docxtemplater'
import PizZip from 'pizzip'
import { afterAll, expect, test } from 'vitest'
import { documentsOfYear } from '#shared/documents/of-year'
import { table } from '#shared/paper/blocks'
import { form, formWidth } from '#shared/paper/presets'
import type { PrintDocument } from '#shared/paper/print-document'
import { openSample, sampleToday, sampleYearNumber } from '#shared/sample/year'
import { writeDocx } from '#host/word/write-docx'

/**
 * The Word writer beside docxtemplater, the library most people would take: 500 pledges each, from an equal template (our own paper with its texts
 * taken out), in turns; and a long table beside four short ones. Raw figures go to BENCH_PAPER_JSON.
 */
const runs = Number(process.env['BENCH_RUNS'] ?? '5')
const createdAt = new Date('2026-12-08T09:30:00Z')
const figures: Record<string, readonly number[]> = {}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** Texts of a document taken out and put in again, in reading order. */
function mapTexts(document: PrintDocument, change: (text: string) => string): PrintDocument {
  const fill = (key: string, value: unknown): unknown => (key === 'text' && typeof value === 'string' && value !== '' && !value.includes('\n') ? change(value) : value)
  return { ...document, sections: JSON.parse(JSON.stringify(document.sections), fill) as PrintDocument['sections'] }
}

test('500 pledges: at most 1.2 times docxtemplater', async () => {
  const made = documentsOfYear(openSample(() => crypto.randomUUID()).records(), sampleYearNumber, sampleToday).find((one) => one.kind === 'memberPledge')
  if (made === undefined) throw new Error('the sample has no pledge')
  const texts: string[] = []
  const emptied = mapTexts(made.document, (text) => `{t${texts.push(text) - 1}}`)
  const template = await writeDocx(emptied, { createdAt })
  const data = Object.fromEntries(texts.map((text, index) => [`t${index}`, text]))
  const theirs = (): Buffer => {
    const document = new Docxtemplater(new PizZip(Buffer.from(template)))
    document.render(data)
    return document.toBuffer()
  }
  const bare = (bytes: Uint8Array): string => (new PizZip(Buffer.from(bytes)).file('word/document.xml')?.asText() ?? '').replace(/<[^>]+>/gu, '')
  expect(bare(theirs()).replace(/\s/gu, '')).toBe(bare(await writeDocx(made.document, { createdAt })).replace(/\s/gu, ''))
  const ours: number[] = []
  const other: number[] = []
  for (let run = 0; run < runs; run++) {
    ours.push(await timed(async () => { for (let at = 0; at < 500; at++) await writeDocx(made.document, { createdAt }) }))
    other.push(await timed(async () => { for (let at = 0; at < 500; at++) theirs() }))
  }
  Object.assign(figures, { pledges500: ours, docxtemplater500: other })
  const ratio = median(ours) / median(other)
  console.log(`500 pledges: ${median(ours).toFixed(0)} ms, docxtemplater ${median(other).toFixed(0)} ms, ratio ${ratio.toFixed(2)}`)
  expect(ratio).toBeLessThanOrEqual(1.2)
}, 600_000)

test('a table of 2,000 rows: at most 1.2 times four of 500', async () => {
  const list = (rows: number): PrintDocument => form({ title: '名册', author: '', pageNumber: 'outer', blocks: [table({ widths: [15, 30, 40, formWidth() - 85], headRows: 1, rows: [['序号', '姓名', '职务', '备注'], ...Array.from({ length: rows }, (_, index) => [String(index + 1), `党员${index + 1}`, '村民委员会委员', ''])] })] })
  const [long, short] = [list(2000), list(500)]
  const whole: number[] = []
  const parts: number[] = []
  for (let run = 0; run <= runs; run++) {
    const one = await timed(() => writeDocx(long, { createdAt }))
    const four = await timed(async () => { for (let at = 0; at < 4; at++) await writeDocx(short, { createdAt }) })
    // The first run warms both up.
    if (run > 0) { whole.push(one); parts.push(four) }
  }
  Object.assign(figures, { rows2000: whole, fourTimes500: parts })
  const ratio = median(whole) / median(parts)
  console.log(`2,000 rows: ${median(whole).toFixed(0)} ms, 4 × 500: ${median(parts).toFixed(0)} ms, ratio ${ratio.toFixed(2)}`)
  expect(ratio).toBeLessThanOrEqual(1.2)
}, 300_000)

afterAll(async () => {
  const file = process.env['BENCH_PAPER_JSON'] ?? ''
  if (file !== '') await writeFile(file, `${JSON.stringify(figures, null, 1)}\n`)
})
