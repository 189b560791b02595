import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SaxesParser } from 'saxes'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { gallery } from '#shared/documents/gallery'
import { makeDocument } from '#shared/documents/document'
import { documentsOfYear, organisationOf } from '#shared/documents/of-year'
import { printerTestSheet } from '#shared/documents/printer-test-sheet'
import { toHtml } from '#shared/paper/html'
import { printable } from '#shared/paper/measure'
import { facesNeeded } from '#shared/paper/preflight'
import { noOffset } from '#shared/paper/printer-offset'
import type { PrintDocument, Table } from '#shared/paper/print-document'
import { documentText } from '#shared/paper/text-of'
import { openSample, sampleToday, sampleYearNumber } from '#shared/sample/year'
import { createPreflight } from '#host/fonts/preflight'
import { nodePorts } from '#host/node-ports'
import { surplus } from '../support/papers'
import { closePrinter, contactSheet, docxToPdf, fontsInstalled, fontsFile, fontsOf, htmlToPdf, inTurns, out, readPdf, soffice, type Page } from './render'
import { packageFaults } from './word-schema'

/**
 * Every paper the app makes, from the sample branch: the gallery, and whatever else the sample's year gives. Both renderings must say the records'
 * words and nothing else, cell by cell, on as many pages, in the mapped faces.
 */
type Paper = { readonly name: string; readonly title: string; readonly document: PrintDocument }

function everyPaper(): readonly Paper[] {
  // Ids of the sample count up, so that the papers are the same in every run.
  let count = 0
  const records = openSample(() => `${String((count += 1)).padStart(8, '0')}-0000-4000-8000-000000000000`).records()
  const shown = gallery({ records, year: sampleYearNumber, today: sampleToday })
  const kinds = new Set(shown.map((one) => one.kind))
  const more = documentsOfYear(records, sampleYearNumber, sampleToday).filter((one) => !kinds.has(one.kind) && kinds.add(one.kind))
  return [
    ...shown.map(({ kind, name, make }) => ({ name: `gallery-${kind}`, title: name, document: make() })), ...more.map(({ kind, title, document }) => ({ name: `gallery-${kind}`, title, document })),
    { name: `gallery-${printerTestSheet.kind}`, title: printerTestSheet.name, document: makeDocument(printerTestSheet, { organisation: organisationOf(records), offset: noOffset }) },
  ]
}

const papers = everyPaper()
const kinds = soffice === undefined ? ['page'] as const : ['word', 'page'] as const
const pages = new Map<string, readonly Page[]>()
const of = ({ name }: Paper, kind: 'word' | 'page'): readonly Page[] => pages.get(`${name}-${kind}`) ?? []

beforeAll(async () => {
  if (!fontsInstalled) throw new Error('The faces of official paper are missing: run build/fonts/install-debian.sh first.')
  if (soffice === undefined) console.error('LEFT OUT: the gallery was not rendered from Word files, because there is no LibreOffice here.')
  await docxToPdf(papers.map(({ name, document }) => [name, document] as const))
  await inTurns(papers, 2, ({ name, document }) => htmlToPdf(name, document))
  await inTurns(papers.flatMap(({ name }) => kinds.map((kind) => `${name}-${kind}`)), 2, async (name) => pages.set(name, await readPdf(name)))
  const size = 40
  for (let at = 0; at < papers.length; at += size) await contactSheet(`contact-${at / size + 1}`, papers.slice(at, at + size))
})
afterAll(closePrinter)

test('no two papers of the gallery share a name', () => {
  expect(new Set(papers.map((paper) => paper.name)).size).toBe(papers.length)
  expect(papers.length).toBeGreaterThan(10)
})

const bare = (text: string): string => printable(text).normalize('NFKC').replace(/[\s\u200b\u00a0]/gu, '')
const wordsOf = (sheets: readonly Page[]): string => bare(sheets.flatMap((page) => page.words.map((word) => word.text)).join(''))

/** What may stand on a page beside the document's own words: its number, its running head, and the repeated head of its tables. */
function repeats(document: PrintDocument, count: number): string {
  const tables = document.sections.flatMap((section) => section.blocks.filter((block): block is Table => block.type === 'table'))
  const heads = tables.map((one) => documentText({ ...document, sections: [{ ...(document.sections[0] as PrintDocument['sections'][number]), header: '', blocks: [{ ...one, rows: one.rows.slice(0, one.headRows) }] }] }))
  const numbers = document.sections.some((section) => section.pageNumber === 'outer') ? Array.from({ length: count }, (_, index) => `—${index + 1}—`) : []
  return [...numbers, ...Array.from({ length: count }, () => [...heads, ...document.sections.map((section) => section.header ?? '')].join(''))].join('')
}

test.each(papers)('$title: both renderings say the words of the records and nothing else', (paper) => {
  const said = bare(documentText(paper.document))
  for (const kind of kinds) {
    const sheets = of(paper, kind)
    const text = wordsOf(sheets)
    // LibreOffice may hang a mark out of its line, where poppler no longer reads it.
    expect(surplus(said, text).replace(kind === 'word' ? /^[,。、;:]/u : /^$/u, ''), `${kind}: lost`).toBe('')
    expect(surplus(text, said + bare(repeats(paper.document, sheets.length))), `${kind}: added`).toBe('')
  }
})

test.each(papers)('$title: as many pages in both, of the same sizes, none blank', (paper) => {
  const counts = kinds.map((kind) => of(paper, kind).length)
  expect(Math.max(...counts) - Math.min(...counts), counts.join(' / ')).toBeLessThanOrEqual(Math.max(...counts) >= 20 ? Math.round(Math.max(...counts) / 20) : 0)
  for (const kind of kinds) {
    for (const [index, page] of of(paper, kind).entries()) {
      const own = page.words.filter((word) => !/^(?:—|\d+|—\d+—)$/u.test(word.text))
      expect(own.length, `${kind} page ${index + 1}`).toBeGreaterThan(0)
      // A label's page in Word is longer by Word's compulsory last paragraph.
      const sizes = paper.document.sections.map((section) => ({ ...section.paper, spare: kind === 'word' && section.blocks.some(({ type }) => type === 'label') ? 2 : 0 }))
      expect(sizes.some((size) => Math.abs(size.width - page.width) < 0.5 && Math.abs(size.height + size.spare / 2 - page.height) < 0.5 + size.spare / 2), `${kind} page ${index + 1}: ${page.width} × ${page.height}`).toBe(true)
    }
  }
})

function wordCells(bytes: Uint8Array): readonly string[] {
  const cells: string[] = []
  const open: { text: string; covered: boolean }[] = []
  let inText = false
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => {
    const cell = open.at(-1)
    if (name === 'w:tc') open.push({ text: '', covered: false })
    if (name === 'w:vMerge' && attributes['w:val'] !== 'restart' && cell !== undefined) cell.covered = true
    inText = name === 'w:t'
  })
  parser.on('closetag', ({ name }) => {
    inText = false
    const cell = name === 'w:tc' ? open.pop() : undefined
    if (cell !== undefined && !cell.covered) cells.push(bare(cell.text))
  })
  parser.on('text', (text) => { const cell = open.at(-1); if (inText && cell !== undefined) cell.text += text })
  parser.write(strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array())).close()
  return cells
}

function pageCells(html: string): readonly string[] {
  return [...html.matchAll(/<td\b[^>]*>(.*?)<\/td>/gsu)].map((match) => bare((match[1] ?? '').replace(/<[^>]+>/gu, '').replace(/&#(\d+);/gu, (_, code: string) => String.fromCodePoint(Number(code)))))
}

test.each(papers)('$title: the same table cells in the same order, in the order of the standard', async ({ name, document }) => {
  const bytes = new Uint8Array(await readFile(path.join(out, `${name}-word.docx`)))
  expect(packageFaults(bytes)).toEqual([])
  // A label is a table in Word and none in HTML; 版记 lines likewise.
  const ownTables = document.sections.some((section) => section.blocks.some((block) => block.type === 'label' || (block.type === 'bottom' && block.blocks.some((one) => one.type !== 'table'))))
  if (!ownTables) expect(wordCells(bytes)).toEqual(pageCells(toHtml(document)))
})

/** What build/fonts maps the official faces to, and Noto for what those lack. */
const mapped = /^(?:Fandol(?:Fang|Kai|Hei|Song)|NotoSerifCJK|NotoSansCJK|LiberationSerif|DejaVuSans|OpenSymbol)/u

test.each(papers)('$title: the mapped faces, inside the file', async ({ name }) => {
  for (const kind of kinds) {
    const fonts = await fontsOf(`${name}-${kind}`)
    expect(fonts.length).toBeGreaterThan(0)
    // Chromium's Type 3 fonts may go without a name: they are in the file or nothing is.
    for (const font of fonts) expect(font.embedded && (font.name === '[none]' || mapped.test(font.name)), `${kind}: ${font.name}`).toBe(true)
  }
})

test('no character of any paper would show as a box with these faces', async () => {
  process.env['FONTCONFIG_FILE'] = fontsFile
  const ports = nodePorts({ shell: 'cli', warning: '', pdf: { missing: async () => '', render: async () => new Uint8Array() }, quit: () => undefined })
  const ask = createPreflight(ports)
  for (const paper of papers) {
    for (const finding of await ask(facesNeeded(paper.document))) {
      expect(finding.used, finding.face).not.toBeNull()
      expect(finding.lacking.filter((one) => one.instead === null), `${paper.title}: ${finding.face}`).toEqual([])
    }
  }
})

test('no address and no date of printing stands on any page', () => {
  for (const paper of papers) {
    for (const page of of(paper, 'page')) {
      const stamp = page.words.filter((word) => /https?:|file:|paper\.invalid|localhost|127\.0\.0\.1|\d{1,2}\/\d{1,2}\/\d{2}/u.test(word.text) && !documentText(paper.document).includes(word.text))
      expect(stamp, paper.title).toEqual([])
    }
  }
})

test('the same records give the same Word files', async () => {
  const again = everyPaper()
  const digest = (of_: readonly Paper[]): readonly string[] => of_.map(({ document }) => createHash('sha256').update(JSON.stringify(document)).digest('hex'))
  expect(digest(again)).toEqual(digest(papers))
})
