import { electronMissing, expect, test } from './shell'

/** Electron's runtime is fetched, not installed: where it is missing this says so, loudly, and the browser shell carries the suite. */
test('the desktop shell', ({ shellKind }) => {
  test.skip(electronMissing, 'SKIPPED: Electron’s runtime is not installed here; the desktop shell was tested against its mock only')
  expect(['browser', 'electron']).toContain(shellKind)
})
