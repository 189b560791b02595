import { defineConfig } from '@playwright/test'

/** Measuring, not testing: alone on the machine, one run, its figures printed. See tests/bench. */
export default defineConfig({ testDir: '../tests/bench', testMatch: '**/*.spec.ts', outputDir: '../test-results/bench', timeout: 3_600_000, workers: 1, retries: 0, reporter: [['line']] })
