import { expect, test } from 'vitest'
import type { DueEntry } from '#shared/duties/year-view'
import { documentText } from '#shared/paper/text-of'
import { makeDocument } from './document'
import { dueReminder } from './due-reminder'
import { bodyRows, organisation, piecesOf } from './testing'

const entry = (count: number, patch: Partial<DueEntry> = {}): DueEntry => ({ key: `k${count}`, due: '2026-03', late: 0, title: `第${count}件事`, fact: '年初承诺', room: 'scheme', path: [], ...patch })
const facts = { organisation: organisation(), today: '2026-06-01' }

test('what is due stands in the order given, with its lateness and a place to tick', () => {
  const document = makeDocument(dueReminder, { ...facts, due: [entry(1, { due: '2026-05-31', late: 1, title: '修好㛃家<井>' }), entry(2)] })
  expect(bodyRows(document)).toEqual([['1', '2026年5月31日', '修好㛃家<井>', '年初承诺', '逾1天', ''], ['2', '2026年3月', '第2件事', '年初承诺', '', '']])
  expect(documentText(document)).toContain('2026年6月1日')
})

test('nothing due is a sheet to write on; 500 entries are 500 rows', () => {
  expect(bodyRows(makeDocument(dueReminder, { ...facts, due: [] })).length).toBeGreaterThan(10)
  const of = (count: number) => piecesOf(makeDocument(dueReminder, { ...facts, due: Array.from({ length: count }, (_, index) => entry(index)) }))
  expect(of(500) - of(100)).toBe(400)
})
