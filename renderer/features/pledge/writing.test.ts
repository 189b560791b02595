import { expect, test } from 'vitest'
import { inputsOf, moved, newItem, readWriting, withItems, writingOf, type Writing } from './writing'

let count = 0
const newId = () => `new-${(count += 1)}`
const writing: Writing = { on: '2026-02-10', fromPaper: false, inWriting: false, items: [newItem(newId, [], '马小军')] }

test('it begins with one empty promise and the person as the one responsible', () => {
  expect(writingOf(null, newId, '2026-02-10', '马小军')).toMatchObject({ on: '2026-02-10', fromPaper: false, items: [{ type: '岗位', text: '', due: null, responsible: '马小军' }] })
})

test('each further one proposes a kind that is not there yet', () => {
  const first = newItem(newId, [], '')
  const second = newItem(newId, [first], '')
  const third = newItem(newId, [first, second], '')
  expect([first, second, third, newItem(newId, [first, second, third], '')].map((item) => item.type)).toEqual(['岗位', '实事', '共性', '实事'])
})

test('promises move up and down, and not beyond the ends', () => {
  expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b'])
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
  expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b'])
})

test('what was left blank is not handed in, unless nothing else is there', () => {
  const [blank] = writing.items
  if (blank === undefined) throw new Error('an item')
  const full = { ...blank, id: 'full', text: '走访 3 户' }
  expect(inputsOf({ ...writing, items: [blank, full] }).map((item) => item.id)).toEqual(['full'])
  expect(inputsOf(writing)).toEqual([blank])
  expect(inputsOf({ ...writing, items: [{ ...blank, due: '2026-10' }, full] })).toHaveLength(2)
})

test('a draft of another shape is no draft', () => {
  expect(readWriting(JSON.parse(JSON.stringify(writing)))).toEqual(writing)
  for (const body of [null, [], 'x', {}, { ...writing, items: [{ text: 'x' }] }, { ...writing, on: '2026-02-30' }, { ...writing, items: [{ ...writing.items[0], type: '别的' }] }]) expect(readWriting(body)).toBeNull()
})

test('a beginning takes the place of the empty line, last round\'s follow what is written', () => {
  const [blank] = writing.items
  if (blank === undefined) throw new Error('an item')
  const added = withItems([blank], [{ type: '实事', text: '每月看望 ＿＿ 位老人', theme: '服务' }], newId, '马小军')
  expect(added).toMatchObject([{ type: '实事', theme: '服务', text: '每月看望 ＿＿ 位老人', responsible: '马小军', due: null }])
  expect(withItems([{ ...blank, text: '修渠' }], [{ type: '岗位', text: '巡河' }], newId, '').map((item) => item.text)).toEqual(['修渠', '巡河'])
})
