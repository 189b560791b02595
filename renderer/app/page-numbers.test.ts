import { expect, test } from 'vitest'
import { tooOldForNumbers } from './page-numbers'

test.each([
  ['Mozilla/5.0 (Windows NT 6.1; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/108.0.0.0 Safari/537.36', 108],
  ['Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/130.0.1.2 Safari/537.36 Edg/130.0', 130],
  ['Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36', null],
  ['vanguard-box', null],
])('%s', (userAgent, version) => {
  expect(tooOldForNumbers(userAgent)).toBe(version)
})
