import fc from 'fast-check'
import { expect, test } from 'vitest'
import { besideColumns } from '#shared/duties/review-beside'
import { keyOf, partsFrom } from '#shared/duties/review-count'
import { review } from '#shared/documents/testing'
import { castInvalid, castSheet, choiceKeys, isSpoilt, sheetRows, type Mark, type SheetRow } from './sheet-box'
import type { TypedCells } from './counting-desk'

const rows: readonly SheetRow[] = ['a', 'b', 'committee'].map((row) => ({ asks: 'grade', blank: 'blank', row, name: row, choices: ['excellent', 'qualified', 'basic'].map((column) => ({ column, name: column })) }))
const at = (cells: TypedCells, row: string, column: string) => Number(cells[keyOf('room', row, column)] ?? '0')

test('a row with nothing or two ticks loses that row; or, where the pack says so, the whole sheet', () => {
  const marks: readonly Mark[] = [0, 'blank', 'double']
  const rowOnly = castSheet({}, 'room', rows, marks, 'rowOnly')
  expect([at(rowOnly, 'ballots', 'returned'), at(rowOnly, 'ballots', 'valid'), at(rowOnly, 'a', 'excellent'), at(rowOnly, 'b', 'blank'), at(rowOnly, 'committee', 'blank')]).toEqual([1, 1, 1, 1, 1])
  expect(castSheet({}, 'room', rows, marks, 'wholeBallot')).toEqual(castInvalid({}, 'room'))
  expect([isSpoilt(rows, marks, 'rowOnly'), isSpoilt(rows, marks, 'wholeBallot'), isSpoilt(rows, [0, 1, 2], 'wholeBallot')]).toEqual([false, true, false])
})

test('whatever is ticked, each row adds up to the valid sheets and no sheet can be told from the sums in another order', () => {
  const mark = fc.oneof(fc.integer({ min: 0, max: 2 }), fc.constantFrom<'blank' | 'double'>('blank', 'double'))
  fc.assert(
    fc.property(fc.array(fc.tuple(mark, mark, mark), { maxLength: 12 }), fc.nat(3), (sheets, invalid) => {
      const cast = (order: readonly (readonly Mark[])[]) => order.reduce<TypedCells>((cells, marks) => castSheet(cells, 'room', rows, marks, 'rowOnly'), Array.from({ length: invalid }).reduce<TypedCells>((cells) => castInvalid(cells, 'room'), {}))
      const cells = cast(sheets)
      expect([at(cells, 'ballots', 'valid'), at(cells, 'ballots', 'returned')]).toEqual([sheets.length, sheets.length + invalid])
      for (const { row, choices } of rows) expect([...choices.map(({ column }) => column), 'blank'].reduce((sum, column) => sum + at(cells, row, column), 0)).toBe(sheets.length)
      expect(cast([...sheets].reverse())).toEqual(cells)
    }),
    { seed: 20261226, numRuns: 200 },
  )
})

test('sides and codes are read under each person, never spoil a sheet, and add up to what was read', () => {
  const ids = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222']
  const session = { ...review(), asks: { sides: [], marks: [], codes: ['散漫', '退缩', '不团结'] }, tally: ids.map((memberId, index) => ({ memberId, name: `党员${index}`, votes: { excellent: 0, qualified: 0, basic: 0, unqualified: 0 }, blank: 0 })) }
  const asked = sheetRows(session, { voters: 'masses' }, (grade) => grade, null, true)
  expect(asked.map(({ asks, name }) => `${asks} ${name}`)).toEqual(['grade 党员0', 'codes 党员0　存在问题', 'grade 党员1', 'codes 党员1　存在问题'])
  expect(sheetRows(session, { voters: 'masses' }, (grade) => grade).map(({ asks }) => asks)).toEqual(['grade', 'grade'])
  const read = [[0, [1, 2], 1, []], [0, [1], 0, [0]], [0, [], 0, []]] as const
  const cells = read.reduce<TypedCells>((sums, marks) => castSheet(sums, 'room', asked, marks, 'wholeBallot'), {})
  const numbers = Object.fromEntries(Object.entries(cells).map(([key, value]) => [key, Number(value)]))
  expect(partsFrom({ ...session, channels: [] }, numbers)[0]?.beside).toEqual({ ballots: 3, rows: [{ memberId: ids[0], sides: [], codes: [0, 2, 1] }, { memberId: ids[1], sides: [], codes: [1, 0, 0] }] })
  const scored = { ...session, asks: { sides: ['信念', '作风'], marks: ['好', '一般', '差'], codes: [] } }
  const sides = sheetRows(scored, { voters: 'masses' }, (grade) => grade, null, true)
  const once = castSheet({}, 'room', sides, [0, 2, 'double', 1, 0, 'blank'], 'wholeBallot')
  expect(partsFrom({ ...scored, channels: [] }, Object.fromEntries(Object.entries(once).map(([key, value]) => [key, Number(value)])))[0]?.beside?.rows.map(({ sides: counts }) => counts)).toEqual([[[0, 0, 1, 0], [0, 0, 0, 1]], [[1, 0, 0, 0], [0, 0, 0, 1]]])
  // One key a choice, however many the pack allows.
  expect(choiceKeys.length).toBeGreaterThanOrEqual(20)
  expect(besideColumns(session.asks)).toHaveLength(3)
})
