import { expect, test } from 'vitest'
import { documentText } from '#shared/paper/text-of'
import { archiveStamp, archiveStampFields, archiveStampSheet } from './archive-stamp'
import { makeDocument } from './document'
import { archiveItem, organisation } from './testing'

const item = { ...archiveItem(1, { pages: 6 }), number: 12, topic: '' }
const facts = { organisation: organisation({ fondsCode: 'J001' }), item }

test('the stamp is 45 by 16 mm: fonds, year, number over topic, retention, pages', () => {
  const block = archiveStamp(archiveStampFields(facts))
  if (block.type !== 'overlay') throw new Error('a stamp is placed on the sheet')
  expect([block.width, block.height, block.table.widths.reduce((sum, one) => sum + one, 0)]).toEqual([45, 16, 45])
  expect(block.table.rows.map((row) => row.height)).toEqual([8, 8])
  expect(block.table.rows.map((row) => row.cells.map((cell) => cell.text))).toEqual([['J001', String(item.year), '0012'], ['', expect.stringMatching(/^(?:永久|\d+年)$/u) as string, '6']])
})

test('before anything is archived its cells stay empty', () => {
  expect(documentText(makeDocument(archiveStampSheet, { ...facts, item: null }))).not.toMatch(/undefined|null|0000/u)
})
