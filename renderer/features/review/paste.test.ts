import { expect, test } from 'vitest'
import { cellsOf, columnsOf } from './counting'
import { isBlock, pasteInto } from './paste'

const columns = columnsOf(['excellent', 'qualified', 'basic', 'unqualified'])
const empty = cellsOf({ memberId: '', name: '', votes: { excellent: 0, qualified: 0, basic: 0, unqualified: 0 }, blank: 0 })
const rows = ['郑守田', '罗家旺', '王　丽'].map((name, index) => ({ memberId: `m${index}`, name, cells: empty }))
const at = { row: 0, column: 0 }
const cellsIn = (text: string, where = at) => {
  const pasted = pasteInto(text, rows, columns, where)
  if (!pasted.ok) throw new Error(pasted.why)
  return pasted.filled
}
const refusal = (text: string, where = at) => {
  const pasted = pasteInto(text, rows, columns, where)
  return pasted.ok ? '' : pasted.why
}

test('a single figure is typing, a block is not', () => {
  expect(isBlock('16')).toBe(false)
  expect(isBlock('16\r\n')).toBe(false)
  expect(isBlock('16\t5')).toBe(true)
  expect(isBlock('16\n5')).toBe(true)
})

test('figures fill downwards from the cell the hand stands in', () => {
  const filled = cellsIn('16\t5\r\n12\t9\r\n')
  expect(filled.get('m0')).toMatchObject({ excellent: '16', qualified: '5', basic: '' })
  expect(filled.get('m1')).toMatchObject({ excellent: '12', qualified: '9' })
  expect(cellsIn('7', { row: 2, column: 1 }).get('m2')).toMatchObject({ excellent: '', qualified: '7' })
})

test('names are found whatever their order, number and head row beside them', () => {
  const filled = cellsIn('序号\t姓名\t优秀\t合格\n1\t王丽\t１０\t11票\n2\t郑守田\t16\t5\n')
  expect(filled.size).toBe(2)
  expect(filled.get('m2')).toMatchObject({ excellent: '10', qualified: '11' })
  expect(filled.get('m0')).toMatchObject({ excellent: '16' })
})

test('empty cells at the end of a line are not columns', () => {
  expect(cellsIn('郑守田\t16\t5\t0\t0\t0\t\t').get('m0')?.blank).toBe('0')
})

test('what does not fit is refused whole, and says where', () => {
  expect(refusal('16\t5\n12\t76.2%')).toBe('第 2 行的“76.2%”不是票数')
  expect(refusal('1\n2\n3\n4')).toBe('贴来 4 行，从这里起只有 3 人')
  expect(refusal('1\t2\t3', { row: 0, column: 3 })).toBe('第 1 行有 3 格，从这里起只有 2 格')
  expect(refusal('郑守田\t16\n马小军\t3')).toBe('第 2 行的人不在这张表上')
  expect(refusal('郑守田\t16\n郑守田\t3')).toBe('郑守田有两行，留一行')
  expect(refusal('123456\t1')).toContain('不是票数')
  expect(refusal('\t\n\t')).toBe('贴来的没有票数')
})

test('two people of one name cannot be told apart by name', () => {
  const twins = [...rows, { memberId: 'm9', name: '郑守田', cells: empty }]
  expect(pasteInto('郑守田\t1', twins, columns, at)).toMatchObject({ ok: false, why: '名单里有同名的人，不能按姓名贴，只贴数字那几列' })
  expect(pasteInto('1\t2', twins, columns, at).ok).toBe(true)
})
