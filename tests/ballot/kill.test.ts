import { afterEach, expect, test } from 'vitest'
import { cellsMarked, totalsOf, type BallotForm, type BallotMarks } from '#shared/ballot-box'
import { HouseError } from '#shared/errors'
import type { Call } from '#shared/host'
import { chance } from '../support/random'
import { clearUp, kill, newHome, openBooks } from '../reliability/vault'
import { kills, seed } from './run'

afterEach(clearUp)

const electors = 1000
const form: BallotForm = {
  title: '民主评议党员', lead: '',
  questions: Array.from({ length: 12 }, (_, at) => ({ id: `m${at}`, label: `党员${at + 1}`, choices: ['优秀', '合格', '基本合格', '不合格'], several: false })),
}
const session = '5a1e2b3c-4d5f-4a6b-8c7d-9e8f7a6b5c4d'
const marksOf = (voter: number): BallotMarks => form.questions.map((_, at) => [(voter * 7 + at * (1 + (voter % 3))) % 4])

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** One after the other until the process is gone. A cast is told before it is answered: it may have counted unheard. */
async function castUntilGone(call: Call, codes: readonly string[], tell: (voter: number, answered: boolean) => void, next: () => number): Promise<void> {
  for (;;) {
    const voter = next()
    try {
      const { ticket } = await call('ballot.admit', { session, code: codes[voter] ?? '' })
      tell(voter, false)
      await call('ballot.cast', { session, ticket, marks: marksOf(voter).map((mine) => [...mine]) })
      tell(voter, true)
    } catch (thrown) {
      if (thrown instanceof HouseError && thrown.code === 'notAdmitted') continue
      return
    }
  }
}

test(`killed ${kills} times while voting: no sealed ballot lost, the number not sealed exact, everyone counted once`, { timeout: 900_000 }, async () => {
  const home = await newHome()
  const random = chance(seed)
  const first = await openBooks(home)
  const box = { vault: first.vault, session }
  const { slips, codes } = await first.call('ballot.make', { ...box, form, electors, way: 'slips' })
  await kill(first.server)
  const everyone = new Set<number>()
  let sealed = 0
  let answered = 0
  let doubtful = 0
  let [told, most, unheard] = [0, 0, 0]
  for (let round = 0; round <= kills; round += 1) {
    const { call, server } = await openBooks(home)
    const locked = await call('ballot.status', box)
    const opened = await call('ballot.open', { ...box, slips })
    const lost = opened.lost.slice(locked.lost.length).reduce((a, b) => a + b, 0)
    const cast = opened.cast + lost
    const why = `round ${round}, seed ${seed}`
    // What was sealed is there; what was not is told to the ballot; a cast whose answer was cut off counts on one side or the other.
    expect(opened.cast, why).toBeGreaterThanOrEqual(sealed)
    expect(cast, why).toBeGreaterThanOrEqual(sealed + answered)
    expect(cast, why).toBeLessThanOrEqual(sealed + answered + doubtful)
    expect(lost, why).toBeLessThanOrEqual(9)
    told += lost
    most = Math.max(most, lost)
    unheard += cast - sealed - answered
    sealed = opened.cast
    answered = 0
    doubtful = 0
    if (round === kills) {
      // The end of the day: everyone who ever voted comes once more with their slip, and is let in or told that theirs is sealed.
      let [again, inside] = [0, 0]
      for (const voter of everyone) {
        try {
          const { ticket } = await call('ballot.admit', { session, code: codes[voter] ?? '' })
          await call('ballot.cast', { session, ticket, marks: marksOf(voter).map((mine) => [...mine]) })
          again += 1
        } catch (thrown) {
          expect(thrown, why).toMatchObject({ code: 'notAdmitted', facts: { why: '这张小条的票已经封存' } })
          inside += 1
        }
      }
      expect(inside, why).toBe(sealed)
      expect(sealed, 'enough was sealed for this to mean something').toBeGreaterThanOrEqual(kills)
      // Enough more for the rest to be five.
      for (let voter = 0, more = 0; more < 10 && voter < electors; voter += 1) {
        if (everyone.has(voter)) continue
        const { ticket } = await call('ballot.admit', { session, code: codes[voter] ?? '' })
        await call('ballot.cast', { session, ticket, marks: marksOf(voter).map((mine) => [...mine]) })
        everyone.add(voter)
        more += 1
      }
      await call('ballot.close', { ...box, drop: false })
      const read = await call('ballot.read', { ...box, slips })
      const cells = new Uint32Array(1000)
      for (const voter of everyone) for (const cell of cellsMarked(form, marksOf(voter))) cells[cell] = (cells[cell] ?? 0) + 1
      expect({ ballots: read.ballots, questions: read.questions }).toEqual(totalsOf(form, everyone.size, cells))
      expect(read.lost.reduce((a, b) => a + b, 0)).toBe(told)
      console.log(`${kills} kills, ${everyone.size} voters, ${read.ballots} counted once each; ${told} told as not sealed (at most ${most} at once), ${unheard} casts counted though their answer was cut off, ${again} voted again at the end`)
      await kill(server)
      return
    }
    const voting = castUntilGone(call, codes, (voter, heard) => {
      if (heard) {
        answered += 1
        doubtful = 0
      } else {
        // Whoever came stands on the paper list, though no answer was heard: the ballot may be in.
        doubtful = 1
        everyone.add(voter)
      }
    }, () => random.upTo(electors))
    // After some casts, at any point within the next: so it does not hang on how fast this machine is.
    const enough = random.upTo(16)
    while (answered < enough) await pause(1)
    await pause(random.upTo(14))
    await kill(server)
    await voting
  }
})
