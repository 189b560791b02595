import { expect, test } from 'vitest'
import { findIn, replaceIn } from './finding'

const parts = { opening: '慢慢来', problems: '慢。𠮷慢', causes: '', measures: '不慢' }

test('every place in reading order; nothing for nothing', () => {
  expect(findIn(parts, '慢').map((hit) => [hit.part, hit.from])).toEqual([['opening', 0], ['opening', 1], ['problems', 0], ['problems', 4], ['measures', 1]])
  expect(findIn(parts, '慢慢').map((hit) => hit.to)).toEqual([2])
  expect(findIn(parts, '')).toEqual([])
})

test('replaced as typed, signs of patterns too', () => {
  expect(replaceIn(parts, '慢', '$&快')).toEqual({ opening: '$&快$&快来', problems: '$&快。𠮷$&快', causes: '', measures: '不$&快' })
  expect(replaceIn(parts, '', '快')).toBe(parts)
})
