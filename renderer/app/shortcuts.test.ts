import { expect, test } from 'vitest'
import { keyOf } from './shortcuts'

const press = (key: string, more: Partial<Parameters<typeof keyOf>[0]> = {}) => keyOf({ key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more })

test('keys of the house are told from everything else', () => {
  expect(press('k', { ctrlKey: true })).toBe('Ctrl+K')
  expect(press('Z', { metaKey: true })).toBe('Ctrl+Z')
  expect(press('z', { ctrlKey: true, shiftKey: true })).toBeNull()
  expect(press('¡', { altKey: true, code: 'Digit1' })).toBe('Alt+1')
  expect(press('0', { altKey: true, code: 'Numpad0' })).toBe('Alt+0')
  expect(press('Home', { altKey: true })).toBe('Alt+Home')
  expect(press('1', { altKey: true, ctrlKey: true, code: 'Digit1' })).toBeNull()
  expect([press('Escape'), press('F1'), press('F8'), press('3'), press('a')]).toEqual(['Esc', 'F1', 'F8', '3', null])
})
