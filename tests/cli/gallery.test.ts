import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { gallery } from '#shared/documents/gallery'
import { openSample, sampleToday, sampleYearNumber } from '#shared/sample/year'
import { documentText } from '#shared/paper/text-of'
import { cli } from '../support/cli'
import { filesUnder, sha256, surplus, wordText } from '../support/papers'

/** `gallery` on the built host: what is listed is what lies there, and says what the papers say. */
const answerSchema = z.array(z.strictObject({ kind: z.string(), title: z.string().min(1), file: z.string().min(1), sha256: z.string().regex(/^[0-9a-f]{64}$/) }))
let room = ''
let answer: z.infer<typeof answerSchema>

beforeAll(async () => {
  room = await mkdtemp(path.join(tmpdir(), 'vanguard-gallery-'))
  answer = answerSchema.parse(JSON.parse(await cli('gallery', '--out', room)))
}, 600_000)
afterAll(() => rm(room, { recursive: true, force: true }))

test('every paper is there as Word and PDF, with its own sum, and says what it should', async () => {
  let ids = 0
  const newId = () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`
  const papers = gallery({ records: openSample(newId).records(), year: sampleYearNumber, today: sampleToday })
  expect(await filesUnder(room)).toEqual(answer.map(({ file }) => file).sort())
  for (const { kind, make } of papers) {
    const document = make()
    const own = answer.filter((one) => one.kind === kind)
    expect(own.map(({ file }) => path.extname(file)).sort(), kind).toEqual(['.docx', '.pdf'])
    for (const { file, sha256: sum } of own) expect(sha256(await readFile(path.join(room, file))), file).toBe(sum)
    const word = own.find(({ file }) => file.endsWith('.docx'))?.file ?? kind
    expect(surplus(documentText(document), wordText(await readFile(path.join(room, word)))), `missing in ${word}`).toBe('')
  }
})
