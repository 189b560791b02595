import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diffText, type DiffPiece } from './diff'

const without = (pieces: readonly DiffPiece[], kind: DiffPiece['kind']) => pieces.filter((piece) => piece.kind !== kind).map((piece) => piece.text).join('')

test('a figure changed in one paragraph shows only that', () => {
  expect(diffText('第一段。\n每月走访4户。\n末段。', '第一段。\n每月走访6户，年底交记录。\n末段。')).toEqual([
    { kind: 'same', text: '第一段。\n每月走访' }, { kind: 'removed', text: '4' }, { kind: 'added', text: '6' }, { kind: 'same', text: '户' }, { kind: 'added', text: '，年底交记录' }, { kind: 'same', text: '。\n末段。' },
  ])
})

test('a paragraph written anew stands whole, old before new', () => {
  expect(diffText('简报写得慢。', '到联系村少，全年只去两次。').map((piece) => piece.kind)).toEqual(['removed', 'added'])
  expect(diffText('', '新写的')).toEqual([{ kind: 'added', text: '新写的' }])
  expect(diffText('一样', '一样')).toEqual([{ kind: 'same', text: '一样' }])
})

test('nothing is lost or made up, whatever the texts', () => {
  const text = fc.string({ unit: fc.constantFrom('甲', '乙', '丙', '。', '\n', '𠮷', '😀'), maxLength: 80 })
  fc.assert(
    fc.property(text, text, (before, after) => {
      const pieces = diffText(before, after)
      expect(without(pieces, 'added')).toBe(before)
      expect(without(pieces, 'removed')).toBe(after)
    }),
    { seed: 20261126, numRuns: 400 },
  )
})

test('twenty thousand characters each are told apart without a table of their product', () => {
  const before = Array.from({ length: 20_000 }, (_, n) => String.fromCharCode(0x4e00 + (n % 5000))).join('')
  const after = Array.from({ length: 20_000 }, (_, n) => String.fromCharCode(0x4e00 + ((n * 7 + 3) % 5000))).join('')
  const pieces = diffText(before, after)
  expect(without(pieces, 'added')).toBe(before)
  expect(without(pieces, 'removed')).toBe(after)
})
