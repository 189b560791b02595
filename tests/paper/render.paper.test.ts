import { afterAll, beforeAll, expect, test } from 'vitest'
import { gbt9704, pointsPerMm } from '#shared/paper/gbt9704'
import { emWidth } from '#shared/paper/measure'
import { documentText } from '#shared/paper/text-of'
import { withOffset } from '#shared/paper/printer-offset'
import type { PrintDocument } from '#shared/paper/print-document'
import { closePrinter, docxToPdf, fontsInstalled, framesOf, htmlToPdf, linesOf, readPdf, soffice, type Page, type TextLine } from './render'
import { everything, longForm, lastWords, mixed, onePage, olderPaper, redHead, spines, stamps, tallRow, tally, telephones, threePages, twentyPages } from './samples'

/** What stands on the sheet, measured in the PDF of both renderings: Word through LibreOffice, HTML through Chromium. */
const samples = { one: onePage(), three: threePages(), twenty: twentyPages(), form: longForm(), labels: spines(), redhead: redHead(), everything: everything(), tall: tallRow(), mixed: mixed(), stamps: stamps(), older: olderPaper(), moved: withOffset(stamps(), { right: 2.5, down: -1.5 }),
  // The page's 20 lines of text end behind the last paragraph, within it, one line before its end.
  signedShort: lastWords(2, 18), signedWithin: lastWords(4, 15), signedLong: lastWords(12, 9), spinesMoved: withOffset(spines(), { right: 2.5, down: -1.5 }), telephones: telephones(), tally15: tally(15), tally35: tally(35) } as const
type Name = keyof typeof samples
const kinds = soffice === undefined ? ['page'] as const : ['word', 'page'] as const
const each = <T extends Name>(names: readonly T[]): readonly (readonly [T, 'word' | 'page'])[] => names.flatMap((name) => kinds.map((kind) => [name, kind] as const))

const pdfs = new Map<string, readonly Page[]>()
function pagesOf(name: Name, kind: 'word' | 'page'): readonly Page[] {
  return pdfs.get(`${name}-${kind}`) ?? []
}

beforeAll(async () => {
  if (soffice === undefined) console.error('LEFT OUT: Word files were not rendered, because there is no LibreOffice here (build/fonts/install-debian.sh installs it); only the HTML papers were measured.')
  if (!fontsInstalled) throw new Error('The faces of official paper are missing: run build/fonts/install-debian.sh first.')
  const all = Object.entries(samples) as [Name, PrintDocument][]
  await docxToPdf(all)
  for (const [name, document] of all) {
    await htmlToPdf(name, document)
    for (const kind of kinds) pdfs.set(`${name}-${kind}`, await readPdf(`${name}-${kind}`))
  }
})

afterAll(closePrinter)

const isNumber = (line: TextLine): boolean => /^—\d+—$/u.test(line.text.replace(/\s/gu, ''))
const bodyOf = (page: Page): readonly TextLine[] => linesOf(page).filter((line) => !isNumber(line))
const pitch = gbt9704.pitch / pointsPerMm
/** The middle of the n-th line of a page (from 0). */
const slot = (n: number): number => gbt9704.margins.top + pitch * (n + 0.5)
const bare = (text: string): string => text.normalize('NFKC').replace(/[\s\u200b]/gu, '')

test.each(each(['one', 'three', 'twenty']))('%s %s has its pages, A4, none blank', (name, kind) => {
  const pages = pagesOf(name, kind)
  expect(pages).toHaveLength({ one: 1, three: 3, twenty: 20 }[name])
  for (const page of pages) {
    expect(page.width).toBeCloseTo(210, 0)
    expect(page.height).toBeCloseTo(297, 0)
    expect(bodyOf(page).length).toBeGreaterThan(3)
  }
})

test.each(each(['three', 'twenty']))('%s %s holds 22 lines on every full page, at the pitch of the standard', (name, kind) => {
  const pages = pagesOf(name, kind)
  for (const [index, page] of pages.slice(0, -1).entries()) {
    const lines = bodyOf(page)
    // The first page has one blank line under its title. A heading may have left the last line of a page to keep with its text.
    const full = index === 0 ? 21 : 22
    expect(lines.length, `page ${index + 1}`).toBeGreaterThanOrEqual(full - 1)
    expect(lines.length, `page ${index + 1}`).toBeLessThanOrEqual(full)
    // Where a face sits in its line is the face's affair: the first line is within 1.5 mm, the others count from it.
    const shift = (lines[0]?.middle ?? 0) - slot(0)
    expect(Math.abs(shift), `top of page ${index + 1}`).toBeLessThan(1.5)
    const next = bodyOf(pages[index + 1] ?? page)[0]
    if (lines.length < full) expect(next?.text, `page ${index + 2} must begin with what was kept together`).toMatch(/^(?:[一二三四]、|（)/u)
    else expect(Math.abs((lines.at(-1)?.middle ?? 0) - slot(21) - (index === 0 ? 0 : shift)), `foot of page ${index + 1}`).toBeLessThan(index === 0 ? 1.5 : 0.3)
    if (index > 0) for (const [at, line] of lines.entries()) expect(Math.abs(line.middle - slot(at) - shift), `line ${at + 1} of page ${index + 1}`).toBeLessThan(0.3)
  }
})

test.each(each(['three', 'twenty']))('%s %s holds 28 characters on every full line, inside the margins', (name, kind) => {
  let full = 0
  for (const page of pagesOf(name, kind).slice(1)) {
    for (const line of bodyOf(page)) {
      const characters = emWidth(line.text.replace(/\s/gu, ''))
      expect(characters).toBeLessThanOrEqual(28)
      expect(line.left).toBeGreaterThan(gbt9704.margins.left - 1)
      expect(line.right).toBeLessThan(210 - gbt9704.margins.right + 1)
      // A line that reaches the right edge is full: 28 characters from the left edge, 26 after an indent, one fewer where a mark may not begin the next.
      if (line.right < 210 - gbt9704.margins.right - 5) continue
      full++
      const indented = line.left > gbt9704.margins.left + 5
      expect([28, 27]).toContain(characters + (indented ? 2 : 0))
      if (characters + (indented ? 2 : 0) === 28) expect(Math.abs(line.left - (indented ? gbt9704.margins.left + (2 * 15.75) / pointsPerMm : gbt9704.margins.left))).toBeLessThan(1)
    }
  }
  expect(full).toBeGreaterThan(name === 'three' ? 20 : 250)
})

test.each(each(['three', 'twenty', 'form', 'redhead']))('%s %s has its page numbers outside, one character in, 7 mm under the text', (name, kind) => {
  const inset = gbt9704.pageNumber.size / pointsPerMm
  const { margins } = samples[name].sections[0] ?? { margins: gbt9704.margins }
  for (const [index, page] of pagesOf(name, kind).entries()) {
    const number = linesOf(page).find(isNumber)
    expect(number?.text.replace(/\s/gu, '')).toBe(`—${index + 1}—`)
    if (number === undefined) continue
    if (index % 2 === 0) expect(Math.abs(number.right - (210 - margins.right - inset))).toBeLessThan(1)
    else expect(Math.abs(number.left - (margins.left + inset))).toBeLessThan(1)
    expect(Math.abs(number.middle - (297 - margins.bottom + gbt9704.pageNumber.drop))).toBeLessThan(1.5)
  }
})

test.each(each(['one', 'three', 'twenty', 'redhead']))('%s %s says every word, in order', (name, kind) => {
  const text = pagesOf(name, kind).flatMap((page) => bodyOf(page).map((line) => line.text)).join('')
  expect(bare(text)).toBe(bare(documentText(samples[name])))
})

test.each(each(['form']))('%s %s repeats its head and splits no row', (name, kind) => {
  const pages = pagesOf(name, kind)
  expect(pages).toHaveLength(3)
  const numbers: string[] = []
  for (const page of pages) {
    const words = page.words.map((word) => word.text)
    expect(words.filter((word) => word === '序号')).toHaveLength(1)
    expect(bare(linesOf(page)[0]?.text ?? '')).toBe('单位:河西村党支部2010年12月')
    // Long duties keep their three lines on one page.
    const starts = page.words.filter((word) => word.text.startsWith('村民委员会委员')).length
    expect(page.words.filter((word) => word.text.includes('学习记录')).length).toBe(starts)
    numbers.push(...page.words.filter((word) => /^\d{1,2}$/u.test(word.text) && word.left < 34 && word.top < 270).map((word) => word.text))
  }
  expect(numbers).toEqual(Array.from({ length: 60 }, (_, index) => String(index + 1)))
})

test.each(each(['labels']))('%s %s are one page each, their frame at true size', async (name, kind) => {
  const pages = pagesOf(name, kind)
  expect(pages).toHaveLength(4)
  const frames = await framesOf(`${name}-${kind}`)
  for (const [index, page] of pages.entries()) {
    const width = [20, 30, 40, 50][index] ?? 0
    expect(Math.abs(page.width - width)).toBeLessThan(0.5)
    // Word's page is longer by its compulsory last paragraph; the strip is cut along its frame.
    expect(page.height).toBeGreaterThan(309.5)
    expect(page.height).toBeLessThan(312)
    const { left, right, top, bottom } = frames[index] ?? { left: 0, right: 0, top: 0, bottom: 0 }
    expect(Math.abs(right - left - width)).toBeLessThan(0.6)
    expect(Math.abs(bottom - top - 310)).toBeLessThan(0.6)
    for (const word of page.words) {
      expect(word.left).toBeGreaterThan(0)
      expect(word.right).toBeLessThan(page.width)
      expect(word.bottom).toBeLessThan(page.height)
    }
    expect(bare(page.words.map((word) => word.text).join(''))).toContain('0012')
  }
})

test.each(each(['redhead']))('%s %s has its mark 72 mm down and 版记 on the last page’s lower edge', (name, kind) => {
  const pages = pagesOf(name, kind)
  expect(pages).toHaveLength(3)
  const mark = pages[0]?.words.find((word) => word.text.startsWith('中共'))
  expect(Math.abs((mark?.top ?? 0) + (mark?.bottom ?? 0)) / 2).toBeGreaterThan(72)
  expect(Math.abs((mark?.top ?? 0) + (mark?.bottom ?? 0)) / 2).toBeLessThan(85)
  const last = bodyOf(pages[2] ?? { width: 0, height: 0, words: [] }).at(-1)
  expect(last?.text).toContain('印发')
  expect(Math.abs((last?.middle ?? 0) - (297 - 35 - 5))).toBeLessThan(2)
})

test.each(each(['signedShort', 'signedWithin', 'signedLong']))('%s %s leaves no signature alone: two lines of text stand over it', (name, kind) => {
  const pages = pagesOf(name, kind)
  expect(pages).toHaveLength(2)
  const lines = bodyOf(pages[1] ?? { width: 0, height: 0, words: [] })
  const signed = lines.findIndex((line) => line.text.includes('支部'))
  expect(signed).toBeGreaterThanOrEqual(2)
  for (const line of lines.slice(0, signed)) expect(line.text).toMatch(/^总+。?$/u)
})

test('a spine moved against the printer is moved by just that much, and printed no smaller', () => {
  for (const [index, page] of pagesOf('labels', 'page').entries()) {
    const [there, here] = [page, pagesOf('spinesMoved', 'page')[index]].map((one) => one?.words.find((word) => word.text === 'J001'))
    expect(Math.abs((here?.left ?? 0) - (there?.left ?? 0) - 2.5)).toBeLessThan(0.2)
    expect(Math.abs((here?.top ?? 0) - (there?.top ?? 0) + 1.5)).toBeLessThan(0.2)
  }
})

test.each(each(['everything']))('%s %s places the stamp and says every word', (name, kind) => {
  const pages = pagesOf(name, kind)
  expect(pages).toHaveLength(2)
  const first = pages[0]?.words ?? []
  const [fonds, item] = [first.find((word) => word.text === 'J001'), first.find((word) => word.text === '0001')]
  expect(Math.abs(((fonds?.left ?? 0) + (fonds?.right ?? 0)) / 2 - (82 + 7.5))).toBeLessThan(1)
  expect(Math.abs(((item?.left ?? 0) + (item?.right ?? 0)) / 2 - (82 + 37.5))).toBeLessThan(1)
  expect(Math.abs(((fonds?.top ?? 0) + (fonds?.bottom ?? 0)) / 2 - (3 + 4))).toBeLessThan(1)
  const letters = (text: string): string => [...bare(text)].sort().join('')
  expect(letters(pages.flatMap((page) => page.words.map((word) => word.text)).join(''))).toBe(letters(documentText(samples[name]).replace('\u0007', '\ufffd')))
})

test.each(each(['tall']))('%s %s parts a row higher than a page and loses nothing', (name, kind) => {
  const pages = pagesOf(name, kind)
  const text = bare(pages.flatMap((page) => page.words.map((word) => word.text)).join(''))
  expect(text.split('习').length - 1).toBe(250)
  expect(pages[0]?.words.some((word) => word.text.includes('坚持学习')), 'the first page is not left empty').toBe(true)
  expect(pages.length).toBeLessThanOrEqual(4)
})

test.each(each(['mixed']))('%s %s has one page a section, of its own size', (name, kind) => {
  const pages = pagesOf(name, kind)
  expect(pages.map((page) => [Math.round(page.width), Math.round(page.height)])).toEqual([[210, 297], [420, 297], [30, kind === 'word' ? 317 : 310], [210, 297]])
  expect(pages.map((page) => linesOf(page).some(isNumber))).toEqual([true, false, false, true])
})

test.each(each(['stamps']))('%s %s stand where they are put, in the margins too, and move no text', (name, kind) => {
  const pages = pagesOf(name, kind)
  expect(pages).toHaveLength(3)
  for (const [index, [x, y]] of ([[82, 12], [3, 12], [150, 240]] as const).entries()) {
    const words = pages[index]?.words ?? []
    const [first, last] = ['甲', '乙'].map((mark) => words.find((word) => word.text === `${mark}${index + 1}`))
    expect(Math.abs(((first?.left ?? 0) + (first?.right ?? 0)) / 2 - (x + 7.5)), `page ${index + 1}, across`).toBeLessThan(0.5)
    expect(Math.abs(((last?.left ?? 0) + (last?.right ?? 0)) / 2 - (x + 37.5)), `page ${index + 1}, its right cell`).toBeLessThan(0.5)
    expect(Math.abs(((first?.top ?? 0) + (first?.bottom ?? 0)) / 2 - (y + 4)), `page ${index + 1}, down`).toBeLessThan(1)
    const below = words.find((word) => word.text === '丙')
    expect(Math.abs((below?.top ?? 0) - (first?.top ?? 0) - 8), `page ${index + 1}, its lower row`).toBeLessThan(0.5)
    const text = words.find((word) => word.text.startsWith('全文'))
    expect(Math.abs(((text?.top ?? 0) + (text?.bottom ?? 0)) / 2 - slot(0)), `page ${index + 1}, the text`).toBeLessThan(2)
  }
})

test.each(each(['moved']))('%s %s: what is moved against the printer is moved by just that much', (name, kind) => {
  for (const [index, page] of pagesOf(name, kind).entries()) {
    const before = pagesOf('stamps', kind)[index]?.words ?? []
    const at = (words: Page['words'], mark: string) => words.find((word) => word.text.startsWith(mark))
    const [mark, text] = [`甲${index + 1}`, '全文']
    // A browser lays out by 1/96 inch, 0.26 mm.
    expect(Math.abs((at(page.words, mark)?.left ?? 0) - (at(before, mark)?.left ?? 0) - 2.5)).toBeLessThan(0.3)
    expect(Math.abs((at(page.words, mark)?.top ?? 0) - (at(before, mark)?.top ?? 0) + 1.5)).toBeLessThan(0.3)
    expect(Math.abs((at(page.words, text)?.left ?? 0) - (at(before, text)?.left ?? 0))).toBeLessThan(0.3)
  }
})

test.each(each(['older']))('%s %s has 主题词, 抄送, 印发 and 共印 one under the other at the foot of the last page', (name, kind) => {
  const last = bodyOf(pagesOf(name, kind).at(-1) ?? { width: 0, height: 0, words: [] })
  const at = (text: string) => last.find((line) => line.text.includes(text))?.middle ?? 0
  const foot = ['主题词', '抄送', '印发', '共印'].map(at)
  expect(foot).toEqual([...foot].sort((a, b) => a - b))
  expect(foot[0]).toBeGreaterThan(297 - 35 - 40)
  expect(foot[3]).toBeLessThan(297 - 35)
  expect(foot[3]).toBeGreaterThan(297 - 35 - 10)
})

test('telephones page: a number is never parted at its hyphen, the mark after it stays with it, and none leaves a cell too narrow for it', () => {
  // In Word it may part: its no-break hyphen would be another character in the file.
  const [text, form] = pagesOf('telephones', 'page')
  const lines = bodyOf(text ?? { width: 0, height: 0, words: [] }).map((line) => bare(line.text))
  for (const number of ['0513-12345678-801', '400-810-9988']) expect(lines.filter((line) => line.includes(number))).toHaveLength(10)
  expect(lines.filter((line) => /^[，。]/u.test(line))).toEqual([])
  const words = form?.words ?? []
  const left = Math.min(...words.map((word) => word.left))
  expect(words.filter((word) => word.left < left + 50 && word.text.includes('0513-12345678'))).toHaveLength(8)
  expect(Math.max(...words.map((word) => word.right)) - left).toBeLessThan(52 + 14)
})

test.each(each(['tally15', 'tally35']))('%s %s: two rows of the list at least stand over the row that is signed, where that begins a page', (name, kind) => {
  const signed = pagesOf(name, kind).map((page) => linesOf(page)).find((lines) => lines.some((line) => line.text.includes('监票人签名'))) ?? []
  expect(signed.filter((line) => line.left < 40 && /^(?:\d{1,2}\D|党支部班子)/u.test(line.text)).length).toBeGreaterThanOrEqual(2)
})
