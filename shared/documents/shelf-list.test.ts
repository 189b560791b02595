import { expect, test } from 'vitest'
import { testItem } from '#shared/archive/testing'
import { documentText } from '#shared/paper/text-of'
import type { ArchiveBox } from '#shared/model/archive'
import { makeDocument } from './document'
import { shelfList } from './shelf-list'
import { bodyRows, organisation } from './testing'

const box = (n: number, patch: Partial<ArchiveBox>): ArchiveBox => ({ id: `22222222-0000-4000-8000-00000000000${n}`, kind: 'archiveBox', rev: 1, schema: 1, rulePack: '', createdSeq: 1, year: 2026, retention: 'D10', topic: '', number: n, thickness: 30, notes: [], ...patch })

test('boxes as they stand, with what they hold and how long the shelf is', () => {
  const [one, two] = [box(1, { year: 2027 }), box(2, { retention: 'Y', thickness: 20 })]
  const items = [testItem({ boxId: two.id, number: 3, pages: 4 }), testItem({ boxId: two.id, number: 5, pages: 2 })]
  const document = makeDocument(shelfList, { organisation: organisation(), day: '2027-03-01', boxes: [one, two], items })
  expect(bodyRows(document)).toEqual([['1', '2026', '永久', '', '2', '0003—0005', '2', '6', '20毫米'], ['2', '2027', '10年', '', '1', '空', '0', '0', '30毫米']])
  expect(documentText(document)).toContain('2盒，2件，6页，架长0.05米')
})
