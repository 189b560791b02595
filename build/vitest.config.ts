import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['{shared,electron,renderer,build}/**/*.test.{ts,tsx,mjs}'],
    pool: 'threads',
    maxWorkers: 2,
    // Against a test that hangs, not for its speed: the fuzz tests take four seconds here and six times that on a busy machine.
    testTimeout: 120_000,
  },
})
