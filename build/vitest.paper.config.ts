import { defineConfig } from 'vitest/config'

/** Papers are rendered by LibreOffice and Chromium and measured: slow, so apart from the unit run. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['tests/paper/**/*.paper.test.ts'],
    pool: 'threads',
    maxWorkers: 1,
    testTimeout: 180_000,
    hookTimeout: 300_000,
  },
})
