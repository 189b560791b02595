import { expect, test } from 'vitest'
import { current } from '#shared/rules/packs/current'
import { catalogueOf, eightDigits, isOwnTitle, ownTitle } from './catalogue'
import { completeness, unboxed } from './completeness'
import { testItem } from './testing'

test('one row a 件, in shelf order, filed ones only', () => {
  const items = [testItem({ number: 2, title: '乙', pages: 0 }), testItem({ number: 1, title: '甲', docNo: '梨支〔2026〕1号', note: '缺一页' }), testItem({ title: '未归档' }), testItem({ number: 1, retention: 'Y', title: '永久的' })]
  const { rows, footnotes } = catalogueOf(items, '0194')
  expect(rows.map((row) => [row.no, row.code, row.title, row.date, row.pages, row.note])).toEqual([
    [1, '0194-WS·2026-Y-0001', '永久的', '20260301', '2', ''], [2, '0194-WS·2026-D10-0001', '甲', '20260301', '2', '缺一页'], [3, '0194-WS·2026-D10-0002', '乙', '20260301', '', ''],
  ])
  expect(footnotes).toEqual([])
})

test('a note too long for its cell becomes a star and goes to the 备考表', () => {
  const { rows, footnotes } = catalogueOf([testItem({ number: 1, note: '原件第三页有水渍，字迹尚可辨认，复印件附后' })], '')
  expect(rows[0]?.note).toBe('*')
  expect(footnotes).toEqual(['WS·2026-D10-0001：原件第三页有水渍，字迹尚可辨认，复印件附后'])
})

test('eight digits; own titles in half-width brackets, once', () => {
  expect([eightDigits('2026-07-01'), eightDigits('2026-07'), eightDigits('2026'), eightDigits(null)]).toEqual(['20260701', '20260700', '20260000', ''])
  expect([ownTitle('会场照片'), ownTitle('[会场照片]'), ownTitle('［会场照片］'), ownTitle(' ')]).toEqual(['[会场照片]', '[会场照片]', '[会场照片]', ''])
  expect(isOwnTitle('[会场照片]')).toBe(true)
})

test('what a year should have left and has not', () => {
  const source = (document: string) => ({ id: testItem().id, kind: 'pledge', rev: 1, document })
  const items = [
    testItem({ source: source('memberPledge'), title: '甲承诺书' }), testItem({ source: source('memberPledge'), title: '甲承诺书' }), testItem({ title: '党员公开承诺书（王芳）' }), testItem({ source: source('branchPledge') }), testItem({ source: source('pledgeNotice:1') }),
    testItem({ workingBox: '04', title: '2026年全年总结' }), testItem({ workingBox: '04', title: '2025年全年总结', year: 2025 }), testItem({ workingBox: '12', title: '照片' }), testItem({ workingBox: '' }),
  ]
  const boxes = current.archive.workingBoxes.value
  const [jia, ...others] = ['甲', '王芳', '王芳'].map((name, index) => ({ id: `person ${index}`, name }))
  if (jia === undefined) throw new Error('three people')
  const members = [jia, ...others]
  const states = completeness(boxes, items, 2026, { members, fullMembers: others, ownersOf: ({ source: from }) => (from?.document === 'memberPledge' ? [jia.id] : []) })
  expect(states).toHaveLength(12)
  const of = (no: string) => states.find((state) => state.box.no === no)
  expect(of('09')).toMatchObject({ short: 3, missing: [{ document: 'memberPledge', have: 2, want: 3, who: ['王芳'] }, { document: 'pledgeLedger', have: 0, want: 1 }, { document: 'pledgeResults', have: 0, want: 1 }] })
  expect(of('04')).toMatchObject({ missing: [{ name: '全年计划', have: 0, want: 1 }], short: 1, gauge: 0.5 })
  expect(of('08')?.missing.find((line) => line.document === 'reviewRegister')?.want).toBe(2)
  expect([of('12')?.gauge, of('11')?.gauge]).toEqual([1, 0])
  expect(unboxed(boxes, items, 2026)).toHaveLength(1)
})
