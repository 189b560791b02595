import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { slipAlphabet } from '#shared/ballot-box'
import { drawBelow, drawPlaces, makeCodes, makeSlips, readSlip } from './slips'

const random = (bytes: number) => new Uint8Array(randomBytes(bytes))

test('every character of a slip is as likely as every other', () => {
  const counts = new Map<string, number>()
  for (let n = 0; n < 3000; n += 1) for (const slip of makeSlips(random)) for (const character of slip) counts.set(character, (counts.get(character) ?? 0) + 1)
  expect([...counts.keys()].sort().join('')).toBe([...slipAlphabet].sort().join(''))
  const expected = (3000 * 24) / slipAlphabet.length
  const chi = [...counts.values()].reduce((sum, seen) => sum + (seen - expected) ** 2 / expected, 0)
  // 30 degrees of freedom: beyond 80 once in a million runs.
  expect(chi).toBeLessThan(80)
})

test('a draw beyond the last whole multiple is thrown away, never folded back', () => {
  const drawn = [0xff, 0xff, 0xff, 0xff]
  let given = 0
  expect(drawBelow(31, () => (given++ === 0 ? Uint8Array.from(drawn) : Uint8Array.from([5, 0, 0, 0])))).toBe(5)
  expect(given).toBe(2)
})

test('a slip is read however it was typed; another length or letter is refused without saying which slip', () => {
  expect(readSlip(' abcd-efgh jkmn ')).toBe('ABCDEFGHJKMN')
  for (const typed of ['', 'ABCDEFGHJKM', 'ABCDEFGHJKMNP', 'ABCDEFGHJKM0', 'ABCDEFGHJKML']) expect(() => readSlip(typed)).toThrow('boxSlips')
})

test('codes are all different; places are drawn without repeats and without favour', () => {
  const codes = makeCodes(1000, random)
  expect(new Set(codes).size).toBe(1000)
  expect(codes.every((code) => /^\d{8}$/u.test(code))).toBe(true)
  const hits = Array.from({ length: 10 }, () => 0)
  for (let n = 0; n < 4000; n += 1) {
    const places = drawPlaces(5, 10, random)
    expect(new Set(places).size).toBe(5)
    for (const place of places) hits[place] = (hits[place] ?? 0) + 1
  }
  for (const hit of hits) expect(Math.abs(hit - 2000)).toBeLessThan(250)
})
