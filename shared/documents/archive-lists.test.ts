import { expect, test } from 'vitest'
import { documentText } from '#shared/paper/text-of'
import { testItem } from '#shared/archive/testing'
import { destructionList, handoverList, workingBoxList } from './archive-lists'
import { makeDocument } from './document'
import { bodyRows, organisation } from './testing'

const items = [
  testItem({ title: '没归档', workingBox: '01', date: '2026-01-01' }), testItem({ title: '乙', number: 2, workingBox: '09' }), testItem({ title: '丙', number: 1, retention: 'Y', workingBox: '03' }),
  testItem({ title: '甲', number: 1, workingBox: '10' }), testItem({ title: '别的年', year: 2025, number: 1 }),
]
const facts = { organisation: organisation(), year: 2026, items }
const titles = (document: Parameters<typeof bodyRows>[0]) => bodyRows(document).slice(0, -1).map(([, title]) => title)

test('a list to hand over stands as the shelf does and says how many; one of working boxes stands by box', () => {
  const handover = makeDocument(handoverList, facts)
  expect(titles(handover)).toEqual(['丙', '甲', '乙', '没归档'])
  expect(documentText(handover)).toContain('年度：2026　　共4件')
  expect(titles(makeDocument(workingBoxList, facts))).toEqual(['没归档', '丙', '乙', '甲'])
  expect(titles(makeDocument(handoverList, { ...facts, listed: { items: items.slice(1, 2), volumes: [] } }))).toEqual(['乙'])
})

test('a list of what is destroyed is of no one year; without anything chosen it is a form to fill in', () => {
  const list = documentText(makeDocument(destructionList, { ...facts, listed: { items: items.slice(4), volumes: [] } }))
  expect(list).toContain('共1件')
  expect(list).not.toContain('年度：')
  expect(bodyRows(makeDocument(destructionList, facts))).toHaveLength(10)
})
