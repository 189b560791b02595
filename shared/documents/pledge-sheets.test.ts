import { expect, test } from 'vitest'
import { documentText } from '#shared/paper/text-of'
import { makeDocument } from './document'
import { pledgeLedger, pledgeNotice } from './pledge-sheets'
import { bodyRows, edition, member, organisation, piecesOf, pledge, pledgeItem, privateFacts, round, tableOf } from './testing'

const people = [member(1, { order: 2, ...privateFacts }), member(2, { order: 1 }), member(3, { order: 3 })]
const pledges = [pledge(1), pledge(0), pledge(2)]

test('the notice says exactly what was frozen, whatever became of the pledges', () => {
  const frozen = edition(1, [pledge(1, { items: [pledgeItem(1, { text: '<b>修&桥</b>', measures: '走访'.repeat(150) })] })], { phone: '0000-1112222' })
  const document = makeDocument(pledgeNotice, { organisation: organisation({ supervisionPhone: '0000-9999999' }), round: round({ editions: [frozen] }), edition: 1 })
  const text = documentText(document)
  for (const part of ['公开承诺公示表', '2026年度', '承诺人201', '支部委员', '<b>修&桥</b>', '走访'.repeat(150), '2026年11月30日', '责任人1', '2026年3月5日—2026年12月31日', '村部公开栏', '0000-1112222']) expect(text).toContain(part)
  expect(text).not.toContain('0000-9999999')
  expect(text).not.toMatch(/第\d+版|撤回/)
  expect(document.title).toBe('2026年度承诺公示表')
})

test('a later edition and a withdrawn one say so', () => {
  const editions = [...Array.from({ length: 11 }, (_, index) => edition(index + 1, pledges, { withdrawnOn: '2026-04-01', withdrawnWhy: `第${index + 1}次写错时限` })), edition(12, pledges)]
  const made = (number: number) => makeDocument(pledgeNotice, { organisation: organisation(), round: round({ editions }), edition: number })
  expect(made(11).title).toBe('2026年度承诺公示表（第11版）')
  expect(documentText(made(11))).toContain('本版已于2026年4月1日撤回，原因：第11次写错时限')
  expect(documentText(made(12))).toContain('第12版，以本版为准')
  expect(documentText(made(12))).not.toContain('撤回')
})

test('one name stands beside all its promises', () => {
  const document = makeDocument(pledgeNotice, { organisation: organisation(), round: round({ editions: [edition(1, pledges)] }), edition: 1 })
  const rows = tableOf(document).rows.slice(1)
  expect(rows.map((row) => row.cells.length)).toEqual([6, 4, 6, 4, 6, 4])
  expect(rows.map((row) => row.cells[0]?.rowSpan ?? 0)).toEqual([2, 0, 2, 0, 2, 0])
})

test('an edition that is not there is a blank sheet for the board and claims no number', () => {
  const document = makeDocument(pledgeNotice, { organisation: organisation(), round: round(), edition: 3 })
  expect(bodyRows(document)).toHaveLength(8)
  expect(bodyRows(document).flat().join('')).toBe('')
  expect(documentText(document)).not.toContain('第3版')
  expect(documentText(document)).toContain('0000-7654321')
})

test('the ledger: branch first, then the roster, an item a line, with how each ended', () => {
  const kept = pledge(1, { items: [pledgeItem(1, { closedOn: '2026-10-01', closedBy: '王销' }), pledgeItem(2, { unkeptReason: '发大水，明年补上' })] })
  const returned = pledge(2, { review: { on: '2026-02-26', by: '支委会', result: 'returned', opinion: '', signedBy: '' }, items: [pledgeItem(3, { due: null })] })
  const document = makeDocument(pledgeLedger, { organisation: organisation(), round: round({ editions: [edition(1, [kept])] }), pledges: [kept, returned, pledge(0)], members: people })
  const rows = bodyRows(document)
  expect(rows.map((row) => [row[0], row[1]])).toEqual([['1', '党支部'], ['2', '党支部'], ['3', '党员2'], ['4', '党员1'], ['5', '党员1']])
  expect(rows[2]).toEqual(['3', '党员2', '实事', '修好第3口井', '分3天做完', '责任人3', '2026年2月26日退回', ''])
  expect(rows[3]).toEqual(['4', '党员1', '实事', '修好第1口井', '分1天做完', '2026年11月30日\n责任人1', '2026年2月25日通过\n2026年3月5日公示', '2026年10月1日\n王销销号'])
  expect(rows[4]?.[7]).toBe('未兑现：发大水，明年补上')
  for (const secret of Object.values(privateFacts)) expect(documentText(document)).not.toContain(secret)
})

test('a ledger without pledges is a form', () => {
  const document = makeDocument(pledgeLedger, { organisation: organisation(), round: round(), pledges: [], members: [] })
  expect(bodyRows(document).length).toBeGreaterThan(6)
  expect(bodyRows(document).flat().join('')).toBe('')
})

test('500 promises are 500 lines and nothing more', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => pledge(index + 1, { items: [pledgeItem(index)] }))
  const size = (count: number) => piecesOf(makeDocument(pledgeLedger, { organisation: organisation(), round: round(), pledges: many(count), members: [] }))
  expect(size(500) - size(100)).toBe(400)
  const notice = (count: number) => piecesOf(makeDocument(pledgeNotice, { organisation: organisation(), round: round({ editions: [edition(1, many(count))] }), edition: 1 }))
  expect(notice(500) - notice(100)).toBe(400)
})
