import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cell, pageBreak, para, table, title } from '#shared/paper/blocks'
import { formSection, type FormInput } from '#shared/paper/presets'
import { fittedForm, spreadOf, type Density } from './fit'

const list = (texts: readonly string[], closing = 0) => ({ size, row }: Density): FormInput => ({
  title: '名单', author: '支部', pageNumber: 'outer',
  blocks: [title('名单'), para('党组织：梨坪村党支部'), table({ widths: [20, 150], headRows: 1, size, rows: [['序号', '姓名'], ...texts.map((text, index) => ({ height: row, cells: [String(index + 1), text] })), ...(closing > 0 ? [{ height: closing, cells: ['签名', ''] }] : [])] })],
})
const names = (count: number) => Array.from({ length: count }, (_, index) => `党员${index + 1}`)
const sizeOf = (texts: readonly string[], closing = 0) => {
  const block = fittedForm(list(texts, closing)).sections[0]?.blocks.at(-1)
  return block?.type === 'table' ? block.size : undefined
}
const spread = (texts: readonly string[], closing = 0) => {
  const [section] = fittedForm(list(texts, closing)).sections
  if (section === undefined) throw new Error('a form has a section')
  return spreadOf(section)
}

test('a short list is set large, one that nearly fits is drawn together on its page', () => {
  expect(sizeOf(names(5))).toBe(12)
  expect(spread(names(26))).toEqual({ pages: 1, onLast: 26 })
  expect(sizeOf(names(30))).toBeLessThan(12)
  expect(spread(names(30)).pages).toBe(1)
})

test('rows are whole and the head repeats', () => {
  const tall = formSection(list(names(1))({ size: 12, row: 10 }))
  expect(spreadOf(tall)).toEqual({ pages: 1, onLast: 1 })
  const { pages, onLast } = spreadOf(formSection(list(names(50))({ size: 12, row: 10 })))
  expect(pages).toBe(3)
  expect(onLast).toBeLessThan(25)
  expect(spreadOf(formSection(list(['很长'.repeat(4000)])({ size: 12, row: 10 }))).pages).toBeGreaterThan(4)
})

test('whatever the length of the list, the last page is no orphan and the signed row is never alone', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 300 }), fc.constantFrom(0, 47), (count, closing) => {
    const { pages, onLast } = spread(names(count), closing)
    expect(pages === 1 || onLast >= 3).toBe(true)
  }), { seed: 20261124, numRuns: 200 })
})

test('sizes asked for are kept to', () => {
  const smallest = fittedForm(list(names(60)), { largest: 11, smallest: 11 }).sections[0]?.blocks.at(-1)
  expect(smallest?.type === 'table' && smallest.size).toBe(11)
})

test('a chart on a page of its own behind a list changes nothing of how the list is set', () => {
  const made = (count: number, behind: boolean) => fittedForm(({ size, row }) => ({
    title: '表', author: '', landscape: true, pageNumber: 'outer',
    blocks: [
      table({ widths: [20, 200], headRows: 1, size, rows: [['序号', '姓名'], ...Array.from({ length: count }, (_, n) => ({ height: row, cells: [String(n + 1), '姓名'] })), { height: 100, cells: [cell('签名', { colSpan: 2 })] }] }),
      ...(behind ? [pageBreak(), table({ widths: [20, 200], headRows: 1, size, rows: [['序号', '图'], ...Array.from({ length: 5 }, () => ['1', '图'])] })] : []),
    ],
  })).sections[0]?.blocks[0]
  for (let count = 1; count <= 60; count += 1) expect(made(count, true), `${count} 行`).toEqual(made(count, false))
})
