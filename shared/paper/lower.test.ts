import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cell, gap, heading, pageBreak, para, signature, table, title } from './blocks'
import { labelCells } from './label-fit'
import { lowerSection, type Line, type Piece } from './lower'
import { emWidth, printable, titleLines } from './measure'
import { formSection, proseSection } from './presets'
import { placeCells } from './table-grid'
import type { Block } from './print-document'

const linesIn = (pieces: readonly Piece[]): readonly Line[] => pieces.filter((piece) => piece.type === 'line')
const prose = (...blocks: Block[]): readonly Line[] => linesIn(lowerSection(proseSection(blocks)))

test('a title stands on the grid with one blank line under it, and keeps to the text', () => {
  const [first, blank] = prose(title('党性分析报告'))
  expect(first).toMatchObject({ size: 22, face: '小标宋', pitch: 28.95, align: 'center', keepWithNext: true })
  expect(blank).toMatchObject({ runs: [], pitch: 28.95, keepWithNext: true })
})

test('headings are set by level, and what runs on is body text', () => {
  const [one, two] = prose(heading(1, '一、情况'), heading(2, '（一）学习。', '读得少。'))
  expect(one).toMatchObject({ face: '黑体', firstIndent: 31.5, keepWithNext: true })
  expect(two?.runs.map((run) => run.face)).toEqual(['楷体', '仿宋'])
  expect(two?.keepWithNext).toBe(false)
})

test('a signature keeps the blank line and the last paragraph with it', () => {
  const lines = prose(para('前'), para('后'), gap(1), signature([{ label: '某某支部' }, { label: '2010年12月8日' }]))
  expect(lines.map((line) => line.keepWithNext)).toEqual([false, true, true, true, false])
})

test('name and date of an unsealed paper: the name two characters in, the date starting two after it', () => {
  const right = (name: string): number[] => prose(signature([{ label: name }, { label: '2010年12月8日' }])).map((line) => line.right / 15.75)
  // 12 characters against 6.5: the date ends 12 - 2 - 6.5 + 2 in.
  expect(right('中共河西镇河西村支部委员')).toEqual([2, 5.5])
  // A short name is moved in, so that the date keeps its two.
  expect(right('河西村')).toEqual([2 + 6.5 + 2 - 3, 2])
})

test('page breaks never make an empty sheet', () => {
  expect(prose(pageBreak(), para('一'), pageBreak(), pageBreak(), para('二'), pageBreak()).map((line) => line.breakBefore)).toEqual([false, true])
  const pieces = lowerSection(formSection({ blocks: [para('一'), pageBreak(), table({ widths: [10], rows: [['二']] })] }))
  expect(pieces.map((piece) => 'breakBefore' in piece && piece.breakBefore)).toEqual([false, true])
})

test('long titles are balanced, and keep every character', () => {
  expect(titleLines('关于在创先争优活动中开展民主评议党员工作的通知', 20)).toHaveLength(2)
  expect(titleLines('第一行\n第二行', 20)).toEqual(['第一行', '第二行'])
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), fc.integer({ min: 6, max: 24 }), (text, width) => {
    expect(titleLines(text, width).join(text.includes('\n') ? '\n' : '')).toBe(text)
  }), { seed: 22 })
  fc.assert(fc.property(fc.array(fc.constantFrom('党', '员', '评', '议', '工', '作'), { minLength: 1, maxLength: 90 }), (chars) => {
    for (const line of titleLines(chars.join(''), 20)) expect(emWidth(line)).toBeLessThanOrEqual(20)
  }), { seed: 23 })
})

test('printable text holds nothing XML refuses', () => {
  expect(printable('甲\r\n乙\t丙\u0000\u000b丁\ud800戊\u{20bb7}')).toBe('甲\n乙\u3000丙\ufffd\n丁\ufffd戊\u{20bb7}')
})

test('cells find their columns under spans, and short rows are filled', () => {
  const rows = placeCells(table({ widths: [10, 20, 30], headRows: 1, rows: [[cell('头', { rowSpan: 5 }), cell('宽', { colSpan: 9 })], [cell('高', { rowSpan: 2 }), '二'], ['三', '四', '多'], []] }))
  expect(rows.map((row) => row.cells.map((one) => [one.column, one.colSpan, one.rowSpan, one.width]))).toEqual([
    [[0, 1, 1, 10], [1, 2, 1, 50]],
    [[0, 1, 2, 10], [1, 1, 1, 20], [2, 1, 1, 30]],
    [[1, 1, 1, 20], [2, 1, 1, 30]],
    [[0, 1, 1, 10], [1, 1, 1, 20], [2, 1, 1, 30]],
  ])
})

test('every row of a table covers all its columns, whatever spans are asked for', () => {
  const some = fc.record({ text: fc.constant('文'), colSpan: fc.integer({ min: 1, max: 5 }), rowSpan: fc.integer({ min: 1, max: 5 }) })
  fc.assert(fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 3 }), fc.array(fc.array(some, { maxLength: 8 }), { minLength: 1, maxLength: 7 }), (columns, headRows, rows) => {
    const covered = rows.map(() => new Array<number>(columns).fill(0))
    placeCells(table({ widths: Array.from({ length: columns }, () => 10), headRows, rows })).forEach((row, index) => {
      for (const one of row.cells) for (let down = 0; down < one.rowSpan; down++) for (let across = 0; across < one.colSpan; across++) {
        const line = covered[index + down]
        expect(line).toBeDefined()
        if (line !== undefined) line[one.column + across] = (line[one.column + across] ?? 0) + 1
      }
    })
    expect(covered.flat().every((count) => count === 1)).toBe(true)
  }), { seed: 31, numRuns: 300 })
})

test('a label’s text is made to fit its cell, and its cells its height', () => {
  const cells = labelCells({ type: 'label', width: 20, height: 310, cells: [{ caption: '题名', text: '中共河西村支部委员会民主评议党员材料', height: 300, vertical: true }, { caption: '盒号', text: '3', height: 100 }] })
  expect(cells.reduce((sum, one) => sum + one.height, 0)).toBeCloseTo(310)
  for (const one of cells) if (one.vertical) expect(one.size * emWidth(one.text)).toBeLessThan((one.height * 72) / 25.4)
})

test('no title ends in a lone character', () => {
  const words = '中共梨坪村支部委员会关于在创先争优活动中开展民主评议党员和公开承诺兑现情况检查通报整改工作的通知'
  for (let length = 2; length <= words.length; length += 1) {
    for (const width of [8, 12, 15, 20, 22]) {
      const lines = titleLines(words.slice(0, length), width)
      expect([...(lines.at(-1) ?? '')].length, `${length} characters, ${width} a line: ${lines.join(' / ')}`).toBeGreaterThan(1)
    }
  }
})
