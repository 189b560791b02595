import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keyOf } from '#shared/duties/review-count'
import { castInvalid, castSheet, isSpoilt, type Mark, type SheetRow } from './sheet-box'
import type { TypedCells } from './counting-desk'

const rows: readonly SheetRow[] = ['a', 'b', 'committee'].map((row) => ({ row, name: row, choices: ['excellent', 'qualified', 'basic'].map((column) => ({ column, name: column })) }))
const at = (cells: TypedCells, row: string, column: string) => Number(cells[keyOf('room', row, column)] ?? '0')

test('a row with nothing or two ticks loses that row; or, where the pack says so, the whole sheet', () => {
  const marks: readonly Mark[] = [0, 'blank', 'double']
  const rowOnly = castSheet({}, 'room', rows, marks, 'rowOnly')
  expect([at(rowOnly, 'ballots', 'returned'), at(rowOnly, 'ballots', 'valid'), at(rowOnly, 'a', 'excellent'), at(rowOnly, 'b', 'blank'), at(rowOnly, 'committee', 'blank')]).toEqual([1, 1, 1, 1, 1])
  expect(castSheet({}, 'room', rows, marks, 'wholeBallot')).toEqual(castInvalid({}, 'room'))
  expect([isSpoilt(marks, 'rowOnly'), isSpoilt(marks, 'wholeBallot'), isSpoilt([0, 1, 2], 'wholeBallot')]).toEqual([false, true, false])
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
