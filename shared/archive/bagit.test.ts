import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bagInfoText, decodeBagName, encodeBagName, escapes, manifestText, parseBagInfo, parseManifest } from './bagit'

const sum = 'a'.repeat(64)

test('CR, LF and % are percent-encoded in a manifest and nothing else is', () => {
  expect(encodeBagName('data/100% 一\r\n二 #?.txt')).toBe('data/100%25 一%0D%0A二 #?.txt')
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (name) => {
    expect(encodeBagName(name)).not.toMatch(/[\r\n]/)
    expect(decodeBagName(encodeBagName(name))).toBe(name)
  }), { seed: 8493 })
  // What others left alone stays as it is.
  expect(decodeBagName('a%20b%0a')).toBe('a%20b\n')
})

test('a manifest is read as it was written, whatever its line ends; every bad line is named and hides none', () => {
  const lines = [{ sum, name: 'data/乙.pdf' }, { sum: 'b'.repeat(64), name: 'data/a%\n.txt' }]
  expect(parseManifest(manifestText(lines), 64)).toEqual({ lines: [lines[1], lines[0]], bad: [] })
  expect(parseManifest(`${sum} *data/x\r\n${sum}\tdata/y z\r${sum}  ./data/w\n`, 64).lines.map(({ name }) => name)).toEqual(['data/x', 'data/y z', 'data/w'])
  const { lines: good, bad } = parseManifest(`${sum}\nxyz  data/a\n${sum}  data/b\n${'a'.repeat(63)}  data/c\n`, 64)
  expect(good).toEqual([{ sum, name: 'data/b' }])
  expect(bad.map(({ line }) => line)).toEqual([1, 2, 4])
})

test('names that would leave the bag are known', () => {
  for (const name of ['/etc/passwd', '../x', 'data/../../x', 'data//x', '~root/x', 'C:/x', 'data\\..\\x', 'data/./x', 'data/\0']) expect(escapes(name), name).not.toBeNull()
  for (const name of ['data/a..b', 'data/…/x', 'data/a:b', 'bagit.txt']) expect(escapes(name), name).toBeNull()
})

test('bag-info keeps one element a line and reads lines that go on', () => {
  expect(bagInfoText([['题名', '一\n二: 三'], ['密级', ' ']])).toBe('题名: 一 二: 三\n')
  expect(parseBagInfo('A: 一\n  二\r\nPayload-Oxum: 3.1\n')).toEqual([['A', '一 二'], ['Payload-Oxum', '3.1']])
})
