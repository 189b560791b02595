import { expect, test } from 'vitest'
import type { BoxState, Missing } from '#shared/archive/completeness'
import { current } from '#shared/rules/packs/current'
import { documentText } from '#shared/paper/text-of'
import { makeDocument } from './document'
import { missingSheet } from './missing-sheet'
import { bodyRows, organisation } from './testing'

const [workingBox] = current.archive.workingBoxes.value
if (workingBox === undefined) throw new Error('the pack has working boxes')
const state = (missing: readonly Missing[]): BoxState => ({ box: workingBox, items: [], missing, short: missing.reduce((sum, line) => sum + line.want - line.have, 0), gauge: 0 })
const facts = { organisation: organisation(), year: 2026, day: '2026-12-01' }

test('what each working box lacks, and how many in all', () => {
  const missing = [{ document: 'memberPledge', name: '党员公开承诺书', have: 1, want: 3, who: ['马小军', '何桂芳'] }, { document: 'pledgeLedger', name: '台账', have: 0, want: 1, who: [] }]
  const document = makeDocument(missingSheet, { ...facts, states: [state(missing)] })
  const name = `${workingBox.no} ${workingBox.name}`
  expect(bodyRows(document)).toEqual([['1', name, '党员公开承诺书', '3', '1', '2', '马小军、何桂芳', ''], ['2', name, '台账', '1', '0', '1', '', '']])
  expect(documentText(document)).toContain('截至2026年12月1日，缺3件')
})

test('nothing missing is said in words', () => {
  const text = documentText(makeDocument(missingSheet, { ...facts, states: [state([])] }))
  expect(text).toContain('不缺件')
  expect(text).toContain('各盒都齐了')
})
