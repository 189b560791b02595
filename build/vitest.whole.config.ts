import { defineConfig } from 'vitest/config'

/** Whole-app suites that need no page: reliability, ballot, the command line. They run on the built host. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['tests/{reliability,ballot,cli}/**/*.test.ts'],
    globalSetup: ['tests/support/built.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
