import { expect, test } from 'vitest'
import { blankRows, dayOrBlank, fill, opinionRow, paperDay, unitAndPost } from './sheet'

test('widths fill the sheet; several open ones share', () => {
  expect(fill([10, 0, 20], 100)).toEqual([10, 70, 20])
  expect(fill([10, 0, 0], 100)).toEqual([10, 45, 45])
})

test('unit and post are one phrase', () => {
  expect([unitAndPost({ workplace: '水务局', jobTitle: '科员' }), unitAndPost({ workplace: '水务局', jobTitle: '水务局科员' }), unitAndPost({ workplace: '', jobTitle: '村民' }), unitAndPost({ workplace: '梨坪村', jobTitle: '' })]).toEqual(['水务局科员', '水务局科员', '村民', '梨坪村'])
})

test('unknown days are blanks for a hand', () => {
  expect([paperDay(null), paperDay('2026-07'), dayOrBlank(''), dayOrBlank('2026年7月1日')]).toEqual(['', '2026年7月', '年　　月　　日', '2026年7月1日'])
  expect(blankRows(2, 3, 9)).toEqual([{ height: 9, cells: ['', '', ''] }, { height: 9, cells: ['', '', ''] }])
})

test('an opinion row grows with its text and keeps the room of seal or hand', () => {
  const height = (text: string, corner: readonly string[]) => {
    const row = opinionRow({ label: '意见', text, corner, width: 100, spans: [1, 5] })
    return 'height' in row ? (row.height ?? 0) : 0
  }
  expect(height('', ['（盖章）'])).toBeGreaterThanOrEqual(45)
  expect(height('', ['签名：'])).toBeLessThan(20)
  // 100 mm hold 23 characters of 12 pt; a line is 5.7 mm.
  expect(height('字'.repeat(230), ['（盖章）']) - height('', ['（盖章）'])).toBeGreaterThanOrEqual(56)
  expect(height('', ['签名：'])).toBeLessThan(height('一\n二\n三', ['签名：']))
})
