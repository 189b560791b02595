import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { bin, project, run, runKeeping } from './project.mjs'
import { buildStale } from './build.mjs'

/**
 * `npm test`: types, rules of the house, unit, then the whole app: end-to-end, paper, ballot, reliability. Closes with `N passed, N failed`.
 * A missing LibreOffice is said at the end; a missing Chromium is an error, since nothing about the app would have been tested.
 * `--full` runs the whole-app suites at full size.
 */
const full = process.argv.includes('--full')
const env = { ...process.env, VANGUARD_FULL: full ? '1' : '', NO_COLOR: '1', FORCE_COLOR: '0' }
const total = { passed: 0, failed: 0 }
const leftOut = []
const timing = []

async function step(name, work) {
  console.log(`\n== ${name}`)
  const began = Date.now()
  const { passed, failed } = await work()
  total.passed += passed
  total.failed += failed
  timing.push(`${name} ${((Date.now() - began) / 1000).toFixed(1)} s`)
}

const check = (command, args) => async () => ((await run(command, args, { env })) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 })

/** Counts from a runner's closing lines; a run that failed without counting is one failure. */
function counted({ code, output }, passedPattern, failedPattern) {
  const sum = (pattern) => [...output.matchAll(pattern)].reduce((all, match) => all + Number(match[1]), 0)
  const [passed, failed] = [sum(passedPattern), sum(failedPattern)]
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed }
}
const vitest = (config) => async () => counted(await runKeeping(bin('vitest'), ['run', '--config', config], { env }), /^\s*Tests .*?(\d+) passed/gm, /^\s*Tests .*?(\d+) failed/gm)

const which = (names) => names.find((name) => (process.env.PATH ?? '').split(':').some((folder) => existsSync(`${folder}/${name}`)))

if (process.platform === 'linux' && process.env.VANGUARD_CHROMIUM === undefined && which(['chromium', 'chromium-browser', 'google-chrome', 'microsoft-edge']) === undefined) {
  console.log('No Chromium found; installing one with this system’s package manager.')
  const code = await run('sh', [`${project}/build/install-chromium.sh`])
  if (code !== 0) {
    console.error('No Chromium could be installed. Install Chromium, Chrome or Edge, or name one in VANGUARD_CHROMIUM.')
    console.log('0 passed, 1 failed')
    process.exit(1)
  }
}

// Two at a time: neither takes more than one core.
await Promise.all([
  step('rules of the house', check(bin('eslint'), ['--config', 'build/eslint.config.mjs', '--max-warnings', '0', '.'])),
  step('types', check(bin('tsc'), ['--noEmit', '-p', 'tsconfig.json'])).then(() => step('types without DOM and Node', check(bin('tsc'), ['--noEmit', '-p', 'build/tsconfig.shared.json']))),
])
await step('build', async () => { await buildStale(); return { passed: 1, failed: 0 } })
await step('unit', vitest('build/vitest.config.ts'))
await step('end to end', async () => counted(await runKeeping(bin('playwright'), ['test', '--config', 'build/playwright.config.ts'], { env }), /^\s+(\d+) passed/gm, /^\s+(\d+) failed/gm))
const paperFaces = `${process.env.XDG_CACHE_HOME ?? `${homedir()}/.cache`}/vanguard-box/fonts/fonts.conf`
if (existsSync(paperFaces)) {
  if (which(['soffice', 'libreoffice']) === undefined) leftOut.push('paper in LibreOffice: no soffice on this machine')
  await step('paper', vitest('build/vitest.paper.config.ts'))
} else leftOut.push('the paper suite: no stand-ins for the official faces; run bash build/fonts/install-debian.sh')
await step('reliability', vitest('build/vitest.whole.config.ts'))

console.log(`\n${timing.join(' · ')}`)
for (const line of leftOut) console.log(`LEFT OUT: ${line}`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1
