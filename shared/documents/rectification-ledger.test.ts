import { expect, test } from 'vitest'
import { openSample } from '#shared/sample/year'
import { ofKind } from '#shared/model/kinds'
import { documentText } from '#shared/paper/text-of'
import { makeDocument } from './document'
import { documentsOfYear } from './of-year'
import { branchRectification, ledgerLines, memberRectification } from './rectification-ledger'
import { bodyRows, organisation, tableOf } from './testing'

let count = 0
const records = openSample(() => `00000000-0000-4000-8000-${String((count += 1)).padStart(12, '0')}`).records()
const lines = ofKind(records, 'rectification')
const [line] = lines
if (line === undefined) throw new Error('the sample puts something right')

test('what was put right stands in the ledger of whose it is, first what is due first', () => {
  const own = lines.filter(({ memberId }) => memberId === line.memberId)
  const member = ofKind(records, 'member').find(({ id }) => id === line.memberId) ?? null
  const document = makeDocument(memberRectification, { organisation: organisation(), year: 2026, rectifications: lines, member })
  expect(bodyRows(document)).toHaveLength(own.length)
  for (const { problem, measures } of own) for (const text of [problem, measures]) expect(documentText(document)).toContain(text)
  const dated = [null, '2026-12', '2026-03-01'].map((due, index) => ({ ...line, id: `${index}`, due }))
  expect(ledgerLines(dated, 2026, line.memberId).map(({ due }) => due)).toEqual(['2026-03-01', '2026-12', null])
  expect(ledgerLines(dated, 2025, line.memberId)).toEqual([])
})

test('a line says what became of it: its result, 长期坚持, 正在整改, or nothing yet', () => {
  const row = (patch: Partial<typeof line>) => bodyRows(makeDocument(branchRectification, { organisation: organisation(), year: 2026, rectifications: [{ ...line, memberId: null, due: '2026-11-30', result: '', ...patch }], member: null }))[0] ?? []
  expect([8, 9, 13].map((at) => row({ state: 'closed', closedOn: '2026-11-20', result: '装好路灯12盏' })[at])).toEqual(['2026年11月30日', '装好路灯12盏', '2026年11月20日'])
  expect([8, 9, 13].map((at) => row({ state: 'lasting' })[at])).toEqual(['长期坚持', '长期坚持', ''])
  expect([row({ state: 'underway' })[9], row({ state: 'open' })[9]]).toEqual(['正在整改', ''])
})

test('without lines it is a form to write on; the year has one ledger of each who has lines', () => {
  expect(tableOf(makeDocument(branchRectification, { organisation: organisation(), year: 2026, rectifications: [], member: null })).rows.length).toBeGreaterThan(8)
  expect(documentsOfYear(records, 2026, '2026-12-31').filter(({ kind }) => kind === 'memberRectification')).toHaveLength(new Set(lines.flatMap(({ memberId }) => memberId ?? [])).size)
})
