import { expect, test } from 'vitest'
import { sectors } from '#shared/model/organisation'
import { pledgeRoundSchema } from '#shared/model/pledge'
import { current } from './packs/current'
import { checkPledge } from './pledge-check'
import { hasBlank, startsFor } from './pledge-starts'

test('every sector has beginnings for the branch and for its members, each with a blank, each under a theme of the pack', () => {
  for (const sector of sectors) {
    for (const isBranch of [true, false]) {
      const starts = startsFor(sector, isBranch)
      expect(starts.length, sector).toBeGreaterThanOrEqual(2)
      for (const start of starts) {
        expect(hasBlank(start.text), start.text).toBe(true)
        expect([...current.pledge.branchThemes.value, ...current.pledge.memberThemes.value]).toContain(start.theme)
      }
    }
  }
})

test('a beginning handed in as it is, is told', () => {
  const [start] = startsFor('农村', false)
  const round = pledgeRoundSchema.pick({ from: true, to: true }).parse({ from: null, to: null })
  const check = (text: string) => checkPledge({ round, pack: current, items: [{ text, measures: '', due: '2026', responsible: '甲' }] }).map((found) => found.code)
  expect(check(start?.text ?? '')).toContain('blankLeft')
  expect(check('每月上门看望 4 位独居老人')).toEqual([])
})
