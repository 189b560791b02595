import fc from 'fast-check'
import { expect, test } from 'vitest'
import { documentNumber, documentNumberFaults, numberBrackets } from './document-number'

test.each(['水支发[2010]3号', '水支发(2010)3号', '水支发?2010?3号', '水支发【2010】第003号', '水支发（２０１０）０３号', '水支发〔2010〕3号'])('%s stands as 水支发〔2010〕3号', (typed) => {
  expect(documentNumber(typed)).toBe('水支发〔2010〕3号')
  expect(documentNumberFaults(typed)).toEqual([])
})

test('in running text only the brackets change', () => {
  expect(numberBrackets('根据中办发?2010?12号、市委[2011]第05号，他（2010）年')).toBe('根据中办发〔2010〕12号、市委〔2011〕第05号，他（2010）年')
})

test.each(['水支发〔10〕3号', '3号', '随便写'])('%s is asked about', (typed) => {
  expect(documentNumberFaults(typed)).toHaveLength(1)
})

test('put right twice is put right once, for any year and serial', () => {
  fc.assert(fc.property(fc.integer({ min: 1949, max: 2099 }), fc.integer({ min: 1, max: 99_999 }), fc.constantFrom('[]', '()', '（）', '【】', '??', '〔〕'), (year, serial, [open = '', close = '']) => {
    const set = documentNumber(`水支发${open}${year}${close}${serial}号`)
    expect(set).toBe(`水支发〔${year}〕${serial}号`)
    expect(documentNumber(set)).toBe(set)
  }), { seed: 20261126, numRuns: 200 })
})
