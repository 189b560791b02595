import { expect, test } from 'vitest'
import { after, one, stepOf, walls } from '#shared/duties/testing'
import type { ArchiveBox } from '#shared/model/archive'
import { dueItems, dueYear, recordDestruction, recordExtension } from './appraisal'
import { numberingFindings } from './numbering'
import { testItem } from './testing'

const act = { on: '2037-03-01', approver: '郑守田', witnesses: '石玉兰、何桂芳', by: '石玉兰' }
const box: ArchiveBox = { id: testItem().id, kind: 'archiveBox', rev: 1, schema: 1, rulePack: '', createdSeq: 1, year: 2026, retention: 'D10', topic: '', number: 1, thickness: 20, notes: [] }

test('ten years are over in the eleventh, 永久 never', () => {
  expect(dueYear({ year: 2026, retention: 'D10' })).toBe(2037)
  expect(dueYear({ year: 2026, retention: 'Y' })).toBeNull()
  const items = [testItem({ number: 2 }), testItem({ number: 1 }), testItem({ number: 1, retention: 'Y' }), testItem({ number: 1, retention: 'D30' }), testItem(), testItem({ number: 3, destroyedOn: '2037-01-01' })]
  expect(dueItems(items, 2036)).toEqual([])
  expect(dueItems(items, 2037).map(({ number }) => number)).toEqual([1, 2])
  expect(dueItems(items, 2057)).toHaveLength(3)
})

test('销毁 keeps numbers stable and is noted in the box', () => {
  const items = [1, 2, 3].map((number) => testItem({ number, boxId: box.id }))
  const outcome = recordDestruction({ items: items.slice(0, 2), volumes: [] }, [box], act, 2037)
  expect(stepOf(outcome)).toMatchObject({ final: true, title: '记销毁 2 件' })
  const gone = after(outcome, 'archiveItem')
  expect(gone.map(({ number, destroyedOn, note }) => [number, destroyedOn, note])).toEqual([[1, '2037-03-01', '2037年3月1日销毁'], [2, '2037-03-01', '2037年3月1日销毁']])
  expect(one(outcome, 'archiveBox').notes.at(-1)?.text).toBe('销毁 2 件，件号 0001、0002；批准人 郑守田，监销人 石玉兰、何桂芳。')
  expect(numberingFindings([...gone, ...items.slice(2)])).toEqual([])
})

test('not before its time, not without approval and two witnesses', () => {
  const item = testItem({ number: 1 })
  expect(walls(recordDestruction({ items: [item], volumes: [] }, [box], act, 2036))).toEqual(['notDue@items'])
  expect(walls(recordDestruction({ items: [], volumes: [] }, [box], { ...act, approver: '', witnesses: '石玉兰' }, 2037))).toEqual(['nothingChosen@items', 'approverMissing@approver', 'witnessesMissing@witnesses'])
})

test('延长 leaves number and period as they are written on the paper, is noted, and comes up again when it is over', () => {
  const items = [1, 2].map((number) => testItem({ number, boxId: box.id }))
  const act10 = { on: '2037-03-01', years: 10, approver: '郑守田', by: '石玉兰' } as const
  const outcome = recordExtension({ items: items.slice(0, 1), volumes: [] }, [box], act10, 2037)
  expect(stepOf(outcome)).toMatchObject({ title: '记延长 1 件，到 2047 年' })
  const kept = one(outcome, 'archiveItem')
  expect([kept.number, kept.retention, kept.note, dueYear(kept)]).toEqual([1, 'D10', '2037年鉴定，延长到2047年', 2048])
  expect(one(outcome, 'archiveBox').notes.at(-1)?.text).toBe('鉴定延长 1 件，件号 0001，保管到2047年；批准人 郑守田。')
  expect([dueItems([kept, ...items.slice(1)], 2037), dueItems([kept], 2048)].map((list) => list.map(({ number }) => number))).toEqual([[2], [1]])
  expect(walls(recordExtension({ items: [kept], volumes: [] }, [box], { ...act10, approver: '' }, 2037))).toEqual(['notDue@items', 'approverMissing@approver'])
})
