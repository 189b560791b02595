import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

const electron = new URL('../node_modules/electron/dist/electron', import.meta.url)

/** The whole app, in the shells that exist on this machine; see tests/e2e/shell.ts. Each test starts a shell of its own, each worker on its own ports. */
export default defineConfig<object, { readonly shellKind: 'browser' | 'electron' }>({
  testDir: '../tests/e2e',
  outputDir: '../test-results/e2e',
  timeout: 300_000,
  expect: { timeout: 20_000 },
  workers: 2,
  retries: 0,
  forbidOnly: true,
  reporter: [['list']],
  projects: [
    { name: 'browser', use: { shellKind: 'browser' as const } },
    // Where Electron's runtime is not installed its project says so in one skipped test, tests/e2e/electron.spec.ts.
    ...(existsSync(electron) ? [{ name: 'electron', use: { shellKind: 'electron' as const } }] : []),
  ],
  use: { locale: 'zh-CN', viewport: { width: 1366, height: 768 }, actionTimeout: 20_000 },
})
