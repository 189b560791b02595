import { expect, test } from 'vitest'
import { shellPorts } from './server'

test('five ports from the usual one, or from the one that is named; nonsense is not followed', () => {
  expect(shellPorts(undefined)).toEqual([47815, 47816, 47817, 47818, 47819])
  expect(shellPorts('48015')).toEqual([48015, 48016, 48017, 48018, 48019])
  for (const nonsense of ['', '80', '65535', '-1', '47815x', '0x1000']) expect(shellPorts(nonsense)[0]).toBe(47815)
})
