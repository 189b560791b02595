import { cp, rm } from 'node:fs/promises'
import path from 'node:path'
import { build } from 'vite'
import { buildStale } from './build.mjs'
import { bin, project, run } from './project.mjs'

/**
 * `npm run bench [-- --json FILE]`: ratios of interleaved runs through the real shell, in a copy of the build that holds one more page; then the Word
 * writer beside another (raw figures go to FILE with `.paper.json` in place of `.json`), and many reports compared (`.reports.json`).
 */
const at = process.argv.indexOf('--json')
const json = at === -1 ? '' : (process.argv[at + 1] ?? '')
if (at !== -1 && json === '') {
  console.error('--json wants a file name.')
  process.exit(1)
}
await buildStale(['renderer', 'host'])
const copy = `${project}/.cache/bench`
await rm(copy, { recursive: true, force: true })
for (const part of ['host', 'renderer']) await cp(`${project}/dist/${part}`, `${copy}/${part}`, { recursive: true })
await build({ configFile: `${project}/tests/bench/vite.config.mjs`, logLevel: 'warn' })
const env = { ...process.env, VANGUARD_DIST: copy, BENCH_JSON: json === '' ? '' : path.resolve(process.env.INIT_CWD ?? process.cwd(), json), NO_COLOR: '1', FORCE_COLOR: '0' }
const beside = (end) => (env.BENCH_JSON === '' ? '' : env.BENCH_JSON.replace(/(?:\.json)?$/u, end))
const whole = await run(bin('playwright'), ['test', '--config', `${project}/build/playwright.bench.config.ts`], { env })
const paper = await run(bin('vitest'), ['run', '--config', `${project}/build/vitest.bench.config.ts`], { env: { ...env, BENCH_PAPER_JSON: beside('.paper.json'), BENCH_REPORTS_JSON: beside('.reports.json') } })
process.exitCode = whole === 0 ? paper : whole
await rm(copy, { recursive: true, force: true })
