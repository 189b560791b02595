import fc from 'fast-check'
import { expect, test } from 'vitest'
import { manyReports } from '../../tests/support/reports'
import { alikePassages, alikeTo } from './similarity'

const copied = '账目贴得晚，根子上是觉得早几天晚几天没关系，没有站在群众想看明白账的位置上想。'

test('a passage copied with other punctuation is found, with its place in both', () => {
  const a = `我是会计。${copied}以后改。`
  const b = `开头不一样的一句话。${copied.replaceAll('，', '、')}完了。`
  const [found, ...more] = alikePassages([{ id: 'a', text: a }, { id: 'b', text: b }])
  expect(more).toEqual([])
  expect(found).toMatchObject({ a: 'a', b: 'b' })
  expect(a.slice(found?.inA.from, found?.inA.to)).toContain('账目贴得晚，根子上是觉得')
  expect(b.slice(found?.inB.from, found?.inB.to)).toContain('账目贴得晚、根子上是觉得')
})

test('different texts, a text with itself and short agreement say nothing', () => {
  expect(alikePassages([{ id: 'a', text: `${copied}${copied}` }])).toEqual([])
  expect(alikePassages([{ id: 'a', text: '每月走访群众四户，年底交走访记录。' }, { id: 'b', text: '每月走访群众六户，季度末交支部看。' }])).toEqual([])
  expect(alikePassages([{ id: 'a', text: '' }, { id: 'b', text: '' }])).toEqual([])
})

test('any common run of the least length is found, wherever it stands', () => {
  const letters = fc.integer({ min: 0x4e00, max: 0x8fff }).map((code) => String.fromCharCode(code))
  const text = (min: number, max: number) => fc.array(letters, { minLength: min, maxLength: max }).map((all) => all.join(''))
  fc.assert(
    fc.property(text(20, 60), text(0, 50), text(0, 50), text(0, 50), text(0, 50), (shared, a1, a2, b1, b2) => {
      const [a, b] = [`${a1}${shared}${a2}`, `${b1}${shared}${b2}`]
      const found = alikePassages([{ id: 'a', text: a }, { id: 'b', text: b }])
      expect(found.length).toBeGreaterThan(0)
      for (const one of found) expect(a.slice(one.inA.from, one.inA.to)).toBe(b.slice(one.inB.from, one.inB.to))
      expect(found.some((one) => one.inA.from <= a1.length && one.inA.to >= a1.length + shared.length)).toBe(true)
    }),
    { seed: 20261126, numRuns: 200 },
  )
})

test('one against the others: what the others share among themselves is not looked at', () => {
  const [own, other, third] = [{ id: 'own', text: `甲。${copied}` }, { id: 'b', text: `乙乙。${copied}` }, { id: 'c', text: `丙丙丙。${copied}` }]
  expect(alikePassages([own, other, third]).map((one) => `${one.a}${one.b}`).sort()).toEqual(['bc', 'ownb', 'ownc'])
  expect(alikeTo(own, [other, third]).map((one) => `${one.a}${one.b}`)).toEqual(['ownb', 'ownc'])
  expect(alikeTo(own, [])).toEqual([])
})

test('one copied passage among two hundred reports of three thousand characters is found, and nothing else', () => {
  const texts = manyReports(200, 3000)
  const [first, last] = [texts[0]?.text ?? '', texts[199]?.text ?? '']
  const found = alikePassages([...texts.slice(0, 199), { id: '199', text: last.slice(0, 1000) + first.slice(500, 700) + last.slice(1200) }])
  expect(found.filter((one) => one.length >= 100).map(({ a, b }) => [a, b])).toEqual([['0', '199']])
})
