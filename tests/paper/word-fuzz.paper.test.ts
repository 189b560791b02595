import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cell, para, table } from '#shared/paper/blocks'
import { printable } from '#shared/paper/measure'
import { form } from '#shared/paper/presets'
import type { PrintDocument } from '#shared/paper/print-document'
import { blockText } from '#shared/paper/text-of'
import { writeDocx } from '#host/word/write-docx'
import { createdAt, docxToText, soffice } from './render'
import { everything, longForm, mixed, redHead, spines, tallRow, threePages } from './samples'
import { orderFaults, packageFaults, wordLines } from './word-schema'

/** 10,000 strings a keyboard, a paste or a damaged file may bring, through the Word writer: 50 files of 200 strings, half of them in cells. */
const files = 50
const perFile = 200
const piece = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0x4e00, max: 0x9fff }).map((code) => String.fromCodePoint(code)) },
  { weight: 2, arbitrary: fc.constantFrom('，', '。', '（一）', '〔2010〕', '《', '》', '“', '　', ' ', '  ', '1.', 'A', '—', '☑', '□') },
  { weight: 1, arbitrary: fc.integer({ min: 0x3400, max: 0x4dbf }).map((code) => String.fromCodePoint(code)) },
  { weight: 1, arbitrary: fc.integer({ min: 0x20000, max: 0x2ebe0 }).map((code) => String.fromCodePoint(code)) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 0x1f }).map((code) => String.fromCharCode(code)) },
  { weight: 1, arbitrary: fc.integer({ min: 0xd800, max: 0xdfff }).map((code) => String.fromCharCode(code)) },
  { weight: 1, arbitrary: fc.constantFrom('👨‍👩‍👧', '🇨🇳', '🎋', 'é', '\u200b', '\u202e', '\ufeff', '\ufffe', '\uffff', '\u2028', '\u0085', '\u00ad', '\r\n', '</w:t>', ']]>', '&#0;', '&amp;', '<!--', '{{姓名}}', '\\') },
)
const typed = fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join(''))
const strings = (seed: number): readonly string[] => fc.sample(typed, { seed, numRuns: perFile })

function bearing(texts: readonly string[], name: string): PrintDocument {
  const half = texts.length / 2
  return form({ title: name, author: texts[0] ?? '', header: texts[1] ?? '', pageNumber: 'outer', blocks: [
    ...texts.slice(0, half).map((text) => para(text)),
    table({ widths: [60, 60], headRows: 0, rows: Array.from({ length: half / 2 }, (_, index) => [texts[half + index * 2] ?? '', cell([{ text: texts[half + index * 2 + 1] ?? '', bold: true }])]) }),
  ] })
}

/** One string as it must come back: what XML can hold, to the letter. Empty lines end a paragraph of their own. */
const linesOf = (text: string): readonly string[] => printable(text).split('\n')

test('10,000 strings: each file is well-formed, in the order of the standard, and reads back identical', async () => {
  let read = 0
  for (let file = 0; file < files; file++) {
    const texts = strings(20101208 + file)
    const bytes = await writeDocx(bearing(texts, `第${file}份`), { createdAt })
    expect(packageFaults(bytes)).toEqual([])
    // A speck of a paragraph closes a section that ends in a table, and the last line end closes the last paragraph.
    expect(wordLines(bytes), `seed ${20101208 + file}`).toEqual([...texts.flatMap(linesOf), '', ''])
    read += texts.length
  }
  expect(read).toBe(10_000)
})

test.skipIf(soffice === undefined)('a sample of them opens in LibreOffice, with nothing lost', async () => {
  const sample = [0, 17, 33, 49].map((file): readonly [string, PrintDocument] => [`fuzz-${file}`, bearing(strings(20101208 + file), `第${file}份`)])
  const texts = await docxToText(sample)
  for (const [index, [, document]] of sample.entries()) {
    const chinese = (of: string): string => [...of].filter((char) => /[\u4e00-\u9fff]/u.test(char)).join('')
    const wanted = document.sections.flatMap((section) => section.blocks.map(blockText)).join('\n')
    expect(chinese(texts[index] ?? '')).toBe(chinese(wanted))
  }
})

test('every kind of block stands in the order of the standard', async () => {
  for (const document of [everything(), longForm(), mixed(), redHead(), spines(), tallRow(), threePages()]) expect(packageFaults(await writeDocx(document, { createdAt })), document.title).toEqual([])
})

test('the checker itself sees what Word would refuse', () => {
  const wrap = (inner: string): string => `<w:document xmlns:w="w"><w:body>${inner}<w:sectPr><w:pgSz/><w:pgMar/></w:sectPr></w:body></w:document>`
  expect(orderFaults(wrap('<w:p><w:pPr><w:spacing/><w:ind/><w:jc/></w:pPr><w:r><w:rPr><w:rFonts/><w:sz/></w:rPr><w:t/></w:r></w:p>'))).toEqual([])
  expect(orderFaults(wrap('<w:p><w:pPr><w:jc/><w:spacing/></w:pPr></w:p>'))).toEqual(['CT_PPr: w:spacing after w:jc'])
  expect(orderFaults(wrap('<w:p><w:r><w:t/><w:rPr/></w:r></w:p>'))).toEqual(['CT_R: w:rPr after w:t'])
  expect(orderFaults(wrap('<w:p><w:pPr><w:jc/><w:jc/></w:pPr></w:p>'))).toEqual(['CT_PPr: w:jc twice'])
  expect(orderFaults(wrap('<w:p/><w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr><w:vAlign/><w:tcW/></w:tcPr></w:tc></w:tr></w:tbl>'))).toEqual(['CT_TcPr: w:tcW after w:vAlign', 'CT_Tc: without w:p|tbl', 'CT_Tc: ends without a paragraph'])
  expect(orderFaults(wrap('<w:p><w:marvel/></w:p>'))).toEqual(['CT_P: no w:marvel in it'])
})
