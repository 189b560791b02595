import { expect, test } from 'vitest'
import { lengthOf } from './text-length'

test.each([
  ['', { total: 0, han: 0, punctuation: 0, words: 0 }],
  ['我入党 20 年。', { total: 6, han: 4, punctuation: 1, words: 1 }],
  ['2026年', { total: 2, han: 1, punctuation: 0, words: 1 }],
  ['按 GB/T 9704 排版，3.5%', { total: 7, han: 3, punctuation: 1, words: 3 }],
  ['“为人民服务”——……', { total: 11, han: 5, punctuation: 6, words: 0 }],
  ['　　\n\n \t', { total: 0, han: 0, punctuation: 0, words: 0 }],
  ['𠮷', { total: 1, han: 1, punctuation: 0, words: 0 }],
])('%s', (text, length) => {
  expect(lengthOf(text)).toEqual(length)
})
