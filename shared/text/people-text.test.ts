import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromChineseNumeral, toChineseDigits, toChineseNumeral } from './chinese-numerals'
import { idCheckCharacter, maskIdNumber, readIdNumber } from './id-number'
import { nameMatchKey, normaliseName, spreadName } from './names'
import { byStrokes, compareNames } from './stroke-order'

test.each([[0, '零'], [1, '一'], [10, '十'], [12, '十二'], [20, '二十'], [21, '二十一'], [100, '一百'], [101, '一百零一'], [110, '一百一十'], [999, '九百九十九'], [1001, '一千零一'], [1010, '一千零一十'], [2010, '二千零一十'], [9999, '九千九百九十九']])('%i is %s', (value, written) => {
  expect(toChineseNumeral(value)).toBe(written)
})

test('every numeral to 9999 is read back, counted and digit by digit', () => {
  for (let value = 0; value <= 9999; value += 1) {
    expect(fromChineseNumeral(toChineseNumeral(value))).toBe(value)
    expect(fromChineseNumeral(toChineseDigits(value))).toBe(value)
  }
  expect(toChineseDigits('2010')).toBe('二〇一〇')
  expect(() => toChineseNumeral(10_000)).toThrow(RangeError)
  expect(() => toChineseNumeral(1.5)).toThrow(RangeError)
})

test.each(['', '十十', '百', '一百二', '一十百', '零十', '一百零零一', '一零二十', '几', '一二三四五', '一百零'])('%j is no numeral', (text) => {
  expect(fromChineseNumeral(text)).toBeNull()
})

test('an ID number: the example of the standard, its facts and its mask', () => {
  expect(readIdNumber('11010519491231002X')).toEqual({ ok: true, number: '11010519491231002X', birth: '1949-12-31', gender: '女' })
  expect(readIdNumber(' 440524 18800101 0014 ')).toEqual({ ok: true, number: '440524188001010014', birth: '1880-01-01', gender: '男' })
  expect(readIdNumber("'１１０１０５１９４９１２３１００２ｘ")).toMatchObject({ ok: true, number: '11010519491231002X' })
  expect(maskIdNumber('110105194912311234')).toBe('110***********1234')
  expect(maskIdNumber('123')).toBe('***')
})

test.each([
  ['110105491231002', 'old'], ['11010519491231002', 'length'], ['110105194912310021', 'check'], ['11010519490230002X', 'noSuchDay'], ['1.10105E+17', 'digitsLost'], ['1.10105194912E17', 'digitsLost'], ['11010519491231X02', 'length'],
  ['11010519491231X021', 'letters'], ['没有', 'letters'],
])('%s is refused as %s, with a sentence', (typed, code) => {
  const reading = readIdNumber(typed)
  expect(reading).toMatchObject({ ok: false, code })
  expect(reading.ok ? '' : reading.why).toMatch(/[\u4e00-\u9fff]{4}/)
})

const validId = fc.tuple(fc.integer({ min: 110_000, max: 659_999 }), fc.integer({ min: 1900, max: 2020 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), fc.integer({ min: 0, max: 999 })).map(([place, year, month, day, order]) => {
  const body = `${place}${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}${String(order).padStart(3, '0')}`
  return body + idCheckCharacter(body)
})

test('any one wrong digit, and any two neighbours swapped, are noticed', () => {
  fc.assert(fc.property(validId, fc.integer({ min: 0, max: 17 }), fc.integer({ min: 1, max: 9 }), (id, at, shift) => {
    expect(readIdNumber(id)).toMatchObject({ ok: true, number: id })
    const wrong = at === 17 ? id.slice(0, 17) + '10X98765432'[('10X98765432'.indexOf(id[17] ?? '') + shift) % 11] : id.slice(0, at) + String((Number(id[at]) + shift) % 10) + id.slice(at + 1)
    expect(readIdNumber(wrong).ok).toBe(false)
    if (at < 16 && id[at] !== id[at + 1]) expect(readIdNumber(id.slice(0, at) + (id[at + 1] ?? '') + (id[at] ?? '') + id.slice(at + 2)).ok).toBe(false)
  }), { seed: 11643, numRuns: 1000 })
})

test('names lose spaces and marks of tables, and no character', () => {
  expect(normaliseName('王　丽')).toBe('王丽')
  expect(normaliseName(' 欧 阳 明 ')).toBe('欧阳明')
  expect(normaliseName('买买提 • 艾力')).toBe('买买提·艾力')
  expect(normaliseName('\u200b张\u200f三\ufeff')).toBe('张三')
  expect(normaliseName('John  Smith')).toBe('John Smith')
  for (const rare of ['㛃', '䶮', '𠮷', '\ue863', '龔', '\uf9dc']) expect(normaliseName(`李 ${rare}`)).toBe(`李${rare}`)
  expect(nameMatchKey('买买提·艾力')).toBe(nameMatchKey('买买提艾力'))
  expect(nameMatchKey('葛\u{e0100}')).toBe('葛')
  expect(spreadName('王丽')).toBe('王　丽')
  expect(spreadName('王小丽')).toBe('王小丽')
})

test('people stand by strokes: fewest first, ties by name, then by id', () => {
  const people = ['赵一', '丁二', '欧阳三', '王五', '马四', '王二', '李六', '丁二'].map((name, index) => ({ id: `id${9 - index}`, name }))
  expect([...people].sort(byStrokes).map(({ name, id }) => `${name}${name === '丁二' ? id : ''}`)).toEqual(['丁二id2', '丁二id8', '马四', '王二', '王五', '李六', '欧阳三', '赵一'])
})

test('the fallback agrees with the collation on common surnames', () => {
  const surnames = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜丁于马方石白叶江']
  expect([...surnames].sort((a, b) => compareNames(a, b, true))).toEqual([...surnames].sort((a, b) => compareNames(a, b)))
})

test('both orders are total and hold together', () => {
  const name = fc.array(fc.constantFrom('王', '李', '㛃', '䶮', '𠮷', '丁', '·', 'A', '欧', '阳'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''))
  fc.assert(fc.property(name, name, name, fc.boolean(), (a, b, c, fallback) => {
    const order = (x: string, y: string) => Math.sign(compareNames(x, y, fallback))
    expect(order(a, b) + order(b, a)).toBe(0)
    expect(order(a, b) === 0).toBe(a === b)
    if (order(a, b) < 0 && order(b, c) < 0) expect(order(a, c)).toBe(-1)
  }), { seed: 20261208, numRuns: 1000 })
})
