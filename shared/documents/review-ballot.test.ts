import { expect, test } from 'vitest'
import { documentText } from '#shared/paper/text-of'
import { makeDocument } from './document'
import { ballot } from './review-ballot'
import { bodyRows, organisation, person, piecesOf, review, tableOf } from './testing'

const facts = { organisation: organisation() }

test('who is graded is a row, nobody else; a box for each grade', () => {
  const document = makeDocument(ballot, { ...facts, review: review({ roster: [person(1, { name: '㛃' }), person(2, { grade: 'probationary' }), person(3, { attendance: 'exempt' }), person(4, { attendance: 'leave' })] }) })
  expect(bodyRows(document)).toEqual([['1', '㛃', '☐', '☐', '☐', '☐', ''], ['2', '党员4', '☐', '☐', '☐', '☐', '']])
  expect(tableOf(document).rows[0]?.cells.map((cell) => cell.text)).toEqual(['序号', '姓名', '优秀', '合格', '基本合格', '不合格', '存在问题'])
  expect(documentText(document)).toContain('2026年12月26日')
})

test('every ballot is alike: nothing asks for a voter or tells one from another', () => {
  const one = makeDocument(ballot, { ...facts, review: review() })
  expect(makeDocument(ballot, { ...facts, review: review() })).toEqual(one)
  expect(documentText(one)).not.toMatch(/签名|评议人|编号|No\./)
  expect(documentText(makeDocument(ballot, { ...facts, review: review(), electors: '群众代表' }))).toContain('群众代表用')
})

test('three grades of an older year give three columns that still fill the sheet', () => {
  const three = tableOf(makeDocument(ballot, { ...facts, review: review({ grades: ['excellent', 'qualified', 'unqualified'] }) }))
  expect(three.widths).toHaveLength(6)
  expect(three.widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(170, 6)
})

test('without a roster it is a form; a long one carries page numbers, a short one none', () => {
  const blank = bodyRows(makeDocument(ballot, { ...facts, review: review({ roster: [], heldOn: null }) }))
  expect(blank).toHaveLength(15)
  expect(blank.every((row) => row[1] === '' && row[2] === '☐')).toBe(true)
  const of = (count: number) => makeDocument(ballot, { ...facts, review: review({ roster: Array.from({ length: count }, (_, index) => person(index + 1)) }) })
  expect([of(12), of(60)].map((document) => document.sections[0]?.pageNumber)).toEqual(['none', 'outer'])
  expect(piecesOf(of(500)) - piecesOf(of(100))).toBe(400)
})
