import { full } from '../support/random'

/** How `npm run test:ballot -- --keep DIR --seed N` reaches the tests (build/test-ballot.mjs). */
export const seed: number = Number(process.env['VANGUARD_BALLOT_SEED'] ?? '20261226')
export const keepFolder: string | null = process.env['VANGUARD_BALLOT_KEEP'] ?? null
export const kills: number = full ? 100 : 12
