import { expect, test } from 'vitest'
import { openSample, sampleToday, sampleYearNumber } from '#shared/sample/year'
import { printDocumentSchema } from '#shared/paper/print-document'
import { documentText } from '#shared/paper/text-of'
import { gallery } from './gallery'
import { organisation, testId } from './testing'

let count = 0
const books = { records: openSample(() => testId(10_000 + count++)).records(), year: sampleYearNumber, today: sampleToday }
const papers = gallery(books)
const empty = gallery({ records: [organisation()], year: 2026, today: '2026-07-01' })

test('the gallery of the sample has at least forty papers, each of its own kind and name', () => {
  expect(papers.length).toBeGreaterThanOrEqual(40)
  expect(new Set(papers.map((paper) => paper.kind)).size).toBe(papers.length)
  expect(new Set(papers.map((paper) => paper.name)).size).toBe(papers.length)
})

test.each([['the sample', papers], ['an empty vault', empty]])('every paper of %s is sound and says nothing of a programmer', (_, all) => {
  for (const { make, kind } of all) {
    const document = make()
    expect(printDocumentSchema.safeParse(document).error?.issues ?? [], kind).toEqual([])
    expect(documentText(document), kind).not.toMatch(/undefined|null|NaN|Invalid|\[object/)
  }
})

test.each([['the sample', papers], ['an empty vault', empty]])('every paper of %s has named fields for a superior’s own Word form, each by its Chinese name and no two alike', (_, all) => {
  for (const { kind, words } of all) {
    expect(words().fields.length, kind).toBeGreaterThan(0)
    for (const { name } of words().fields) expect(name, kind).toMatch(/^\p{Script=Han}[^\s{}#/]*$/u)
    const places = words().fields.map(({ name, inside }) => `${inside}/${name}`)
    expect(new Set(places).size, kind).toBe(places.length)
  }
})

test('an empty vault still prints every form that needs no record', () => {
  const blank = empty.filter((paper) => !paper.bound).map((paper) => paper.kind)
  expect(blank).toEqual(expect.arrayContaining(papers.filter((paper) => !paper.bound).map((paper) => paper.kind)))
})
