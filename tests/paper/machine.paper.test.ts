import { afterAll, expect, test } from 'vitest'
import { inFours } from '#shared/ballot-box'
import { makeDocument } from '#shared/documents/document'
import { codeSlips, machineList } from '#shared/documents/machine-papers'
import { closePrinter, htmlToPdf, readPdf, type Page } from './render'

/** The papers of a 无记名机投 as the app itself prints them: no row cut by a page, none left alone on one. */
afterAll(closePrinter)
const facts = { organisation: '石门村党支部', heading: '2026年度民主评议党员测评（党员）' }
const names = (count: number) => Array.from({ length: count }, (_, at) => `${['马春', '撒哈', '丁秀兰', '杨国栋', '欧阳建国'][at % 5] ?? ''}${at + 1}`)
const codesFor = (count: number) => Array.from({ length: count }, (_, at) => String(10_000_000 + at * 314_159))
const print = async (name: string, document: Parameters<typeof htmlToPdf>[1]): Promise<readonly Page[]> => {
  await htmlToPdf(name, document)
  return readPdf(`${name}-page`)
}
const said = (page: Page | undefined) => (page?.words ?? []).map((word) => word.text).join('')

test.each([5, 12, 24, 25, 27, 28, 33, 34, 40, 60])('%i slips: each whole on its page, as few pages as can be, no page for a slip or two', async (count) => {
  const pages = await print(`machine-slips-${count}`, codeSlips(codesFor(count), '2026年度民主评议测评'))
  const on = pages.map((page) => codesFor(count).filter((code) => said(page).includes(inFours(code).replaceAll(' ', ''))).length)
  expect(on.reduce((sum, one) => sum + one, 0)).toBe(count)
  expect(pages).toHaveLength(Math.ceil(count / 33))
  expect(said(pages.at(-1)).split('自己收好').length - 1).toBe(on.at(-1))
})

test.each([12, 25, 26, 40, 60])('the list of %i: head on every page, what to do after a cut below the last row, no page for a row or two', async (count) => {
  for (const way of ['slips', 'scrutineer'] as const) {
    const pages = await print(`machine-list-${way}-${count}`, makeDocument(machineList, { ...facts, way, names: way === 'slips' ? names(count) : [], electors: count }))
    expect(pages).toHaveLength(count <= 30 ? 1 : 2)
    for (const page of pages) expect(said(page)).toContain('补投')
    const last = pages.at(-1)
    const rows = (last?.words ?? []).filter((word) => /^\d+$/u.test(word.text) && word.left < 40).length
    expect(rows).toBeGreaterThanOrEqual(3)
    expect(said(last)).toContain('不必再投')
  }
})
