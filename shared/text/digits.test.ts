import { expect, test } from 'vitest'
import { digitsTyped, halfWidthDigits } from './digits'

test('full-width digits become plain ones; of what is typed into a count only digits stay', () => {
  expect(halfWidthDigits('第１２号')).toBe('第12号')
  expect(['１６票', '-3.5', '1234567', ''].map(digitsTyped)).toEqual(['16', '35', '12345', ''])
})
