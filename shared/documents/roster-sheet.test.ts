import { expect, test } from 'vitest'
import { documentText } from '#shared/paper/text-of'
import { makeDocument } from './document'
import { rosterSheet } from './roster-sheet'
import { bodyRows, member, organisation, piecesOf, privateFacts } from './testing'

const facts = { organisation: organisation(), day: '2026-06-30' }

test('who belonged on the day, in roster order, with the posts and grade of the day', () => {
  const members = [
    member(3, { order: 1, name: '赵㛃', workplace: '县水务局', jobTitle: '科员', posts: [{ from: '2020', to: '2026-06-30', post: '委员' }, { from: '2026-06-30', to: null, post: '书记' }], ...privateFacts }),
    member(1, { order: 2, grades: [{ from: '2026-03-12', to: null, grade: 'probationary' }], becameFull: null, birth: null, groups: [] }),
    member(2, { standings: [{ from: '2005', to: '2026-06-01', standing: 'normal' }, { from: '2026-06-01', to: null, standing: 'left' }] }),
    member(4, { grades: [{ from: '2026-12-01', to: null, grade: 'probationary' }] }),
  ]
  const document = makeDocument(rosterSheet, { ...facts, members })
  expect(bodyRows(document)).toEqual([
    ['1', '赵㛃', '男', '汉族', '1980年5月', '大学本科', '2005年7月', '2006年7月', '正式', '书记', '县水务局科员', '一组'],
    ['2', '党员1', '男', '汉族', '', '大学本科', '2005年7月', '', '预备', '', '村民', ''],
  ])
  const text = documentText(document)
  expect(text).toContain('截至2026年6月30日')
  expect(text).toContain('共2人，其中正式党员1人、预备党员1人')
  for (const secret of Object.values(privateFacts)) expect(text).not.toContain(secret)
})

test('nobody yet: rows to write in and no figures', () => {
  const document = makeDocument(rosterSheet, { ...facts, members: [] })
  expect(bodyRows(document).length).toBeGreaterThan(10)
  expect(bodyRows(document).flat().join('')).toBe('')
  expect(documentText(document)).not.toMatch(/\d人/)
})

test('500 members are 500 rows', () => {
  const of = (count: number) => piecesOf(makeDocument(rosterSheet, { ...facts, members: Array.from({ length: count }, (_, index) => member(index + 1)) }))
  expect(of(500) - of(100)).toBe(400)
})
