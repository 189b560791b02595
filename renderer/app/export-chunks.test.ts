import { expect, test } from 'vitest'
import { chunksOf } from './export-chunks'

test('documents go in their order, as many to a call as fit', () => {
  const documents = Array.from({ length: 10 }, (_, n) => ({ n, text: '档'.repeat(10) }))
  const one = new TextEncoder().encode(JSON.stringify(documents[0])).length + 1
  const chunks = chunksOf(documents, one * 3)
  expect(chunks.map((chunk) => (chunk.type === 'inline' ? chunk.documents.map(({ n }) => n) : []))).toEqual([[0, 1, 2], [3, 4, 5], [6, 7, 8], [9]])
})

test('size is counted in bytes, not in characters', () => {
  expect(chunksOf([{ text: '档'.repeat(40) }], 100)).toMatchObject([{ type: 'staged' }])
  expect(chunksOf([{ text: 'a'.repeat(40) }], 100)).toMatchObject([{ type: 'inline' }])
})

test('one that fits no call goes staged, alone and in its place', () => {
  const [small, large] = [{ text: 'a' }, { text: 'b'.repeat(200) }]
  const chunks = chunksOf([small, large, small], 100)
  expect(chunks.map(({ type }) => type)).toEqual(['inline', 'staged', 'inline'])
  const staged = chunks[1]
  expect(staged?.type === 'staged' ? JSON.parse(new TextDecoder().decode(staged.json)) : null).toEqual([large])
})

test('nothing gives no call', () => {
  expect(chunksOf([])).toEqual([])
})
