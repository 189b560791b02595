import path from 'node:path'
import { bin, run } from './project.mjs'
import { buildStale } from './build.mjs'

/**
 * `npm run test:ballot -- [--keep DIR] [--seed N]`: the proof of the machine ballot at full size. `--keep` leaves the voting window's profile, the
 * vault, the machine-local folder, every version of the box, both slips and `ballots.json` for a scan from outside.
 */
function option(name) {
  const at = process.argv.indexOf(name)
  return at === -1 ? undefined : process.argv[at + 1]
}

const [keep, seed] = [option('--keep'), option('--seed')]
await buildStale()
const env = { ...process.env, VANGUARD_FULL: '1', ...(keep === undefined ? {} : { VANGUARD_BALLOT_KEEP: path.resolve(process.env.INIT_CWD ?? '.', keep) }), ...(seed === undefined ? {} : { VANGUARD_BALLOT_SEED: seed }) }
process.exitCode = await run(bin('vitest'), ['run', '--config', 'build/vitest.whole.config.ts', 'tests/ballot'], { env })
