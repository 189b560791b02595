import { expect, test } from 'vitest'
import { linesOf, matches } from './table-lines'

const rows = [{ id: 'a', gap: true }, { id: 'b', gap: true }, { id: 'c', gap: false }]

test('a grey row stands wherever the group changes, and numbers go on through it', () => {
  const lines = linesOf(rows, (row) => row.id, (row) => (row.gap ? '有缺口，2 人' : '照期进行，1 人'))
  expect(lines.map((line) => ('group' in line ? line.group : `${line.index}${line.key}`))).toEqual(['有缺口，2 人', '0a', '1b', '照期进行，1 人', '2c'])
})

test('without groups, or with empty words, there are only rows', () => {
  expect(linesOf(rows, (row) => row.id, undefined)).toHaveLength(3)
  expect(linesOf(rows, (row) => row.id, () => '')).toHaveLength(3)
})

test('a search finds rows that have every word, in any order and case', () => {
  expect(matches('沈月娥 村妇联主席 U盘', '主席  沈')).toBe(true)
  expect(matches('沈月娥 村妇联主席 U盘', 'u盘')).toBe(true)
  expect(matches('沈月娥 村妇联主席', '沈 书记')).toBe(false)
})
