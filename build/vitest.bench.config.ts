import { defineConfig } from 'vitest/config'

/** The Word writer side by side with another: in Node, apart from the bench of the whole app. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: { include: ['tests/bench/**/*.bench.test.ts'], pool: 'threads', maxWorkers: 1 },
})
