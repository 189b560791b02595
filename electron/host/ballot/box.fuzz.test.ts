import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cellsMarked, totalsOf } from '#shared/ballot-box'
import { openBox, type Box } from './box'
import { openSlots, readHeader } from './box-file'
import { deriveKeys, type BoxKeys } from './box-keys'
import { addBallots, noSums, type BoxSums } from './box-sums'
import { codeMark, makeBox, unlock } from './stored-box'
import { marksOf, testFolder, testForm, testPlace, testSession, type TestPlace } from './testing'

const real = (bytes: number) => new Uint8Array(randomBytes(bytes))

/** What can happen on a day of voting; a voter who is refused goes home and comes back with a later step. */
const step = fc.oneof(
  { weight: 12, arbitrary: fc.record({ do: fc.constant('vote' as const), voter: fc.nat(39) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cut' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('end' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('fail' as const), nth: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('tear' as const), kept: fc.constantFrom(0, 20, 4000, 48_000, 48_157, 48_161) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('walkOff' as const), voter: fc.nat(39) }) },
)

function newest(bytes: Uint8Array, keys: BoxKeys): BoxSums | null {
  const sums = openSlots(bytes, keys).flatMap((slot) => (slot === null ? [] : [slot.sums]))
  return sums.reduce<BoxSums | null>((most, one) => (most === null || one.ballots > most.ballots ? one : most), null)
}

/** Two versions hold the same, or differ by five ballots or more, all of them added. */
function apart(versions: readonly Uint8Array[], keys: BoxKeys): readonly number[] {
  const held = versions.map((bytes) => newest(bytes, keys))
  const distances: number[] = []
  held.forEach((a, at) => held.slice(at + 1).forEach((b) => {
    if (a === null || b === null) throw new Error('a version without any slot')
    const [less, more] = a.ballots <= b.ballots ? [a, b] : [b, a]
    for (const place of less.admitted) if (!more.admitted.has(place)) distances.push(1)
    less.cells.forEach((count, cell) => { if (count > (more.cells[cell] ?? 0)) distances.push(1) })
    // A write that failed leaves the version before; the same one twice tells nothing.
    if (more.ballots !== less.ballots) distances.push(more.ballots - less.ballots)
  }))
  return distances
}

async function day(place: TestPlace, electors: number, steps: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[]): Promise<void> {
  const made = await makeBox(place.ports, testFolder, { session: testSession, form: testForm, electors, way: 'slips' })
  let box: Box = await openBox(place.ports, testFolder, testSession, made.slips)
  /** Who cast and was told so, since the box was last opened; and how many were sealed then. */
  let accepted = new Set<number>()
  let before = 0
  const votes = new Set<number>()
  /** The disk refused both the box and the count: the voter was told so, and a cut just then may lose the count of this one. */
  let doubt = 0
  const reopen = async () => {
    place.files.faults.heal()
    const lostBefore = box.status().lost.length
    const told = box.status().cast
    box = await openBox(place.ports, testFolder, testSession, made.slips)
    const { cast, lost } = box.status()
    // Exact: all that were told they had cast are either sealed or among those told of.
    const found = cast + (lost.length > lostBefore ? lost.at(-1) ?? 0 : 0)
    expect(found).toBeLessThanOrEqual(told)
    expect(found).toBeGreaterThanOrEqual(told - doubt)
    doubt = 0
    before = cast
    accepted = new Set()
  }
  for (const one of steps) {
    if (one.do === 'cut') await reopen()
    else if (one.do === 'end') {
      const told = box.status().cast
      await box.letGo().catch(() => undefined)
      place.files.faults.heal()
      box = await openBox(place.ports, testFolder, testSession, made.slips)
      expect(box.status().cast).toBeLessThanOrEqual(told)
      before = box.status().cast
      accepted = new Set()
    } else if (one.do === 'fail') place.files.faults.fail(one.nth, 'diskFull')
    else if (one.do === 'tear') place.files.faults.tear(one.kept)
    else {
      const code = made.codes[one.voter % electors] ?? ''
      const ticket = await box.admit({ code }).then((let_in) => let_in.ticket, () => null)
      if (ticket === null) place.files.faults.heal()
      else if (one.do === 'walkOff') box.leave()
      else if (await box.cast(ticket, marksOf(one.voter % electors)).then(() => { doubt = 0; return true }, (thrown: { code?: string }) => { if (thrown.code === 'boxStuck') doubt = 1; return thrown.code === 'boxStuck' })) {
        accepted.add(one.voter % electors)
        votes.add(one.voter % electors)
      } else {
        place.files.faults.heal()
        box.leave()
      }
      expect(box.status().cast).toBe(before + accepted.size)
    }
  }
  place.files.faults.heal()
  box.leave()
  await box.close(true)
  const { register, sums, keys } = await unlock(place.ports, testFolder, testSession, made.slips)
  // Every sealed ballot is of someone who cast, once, with what they marked.
  expect(sums.admitted.size).toBe(sums.ballots)
  const sealed = [...sums.admitted].map((at) => sealedVoter(made.codes, register.codes, keys, at))
  for (const voter of sealed) expect(votes.has(voter)).toBe(true)
  const right = addBallots(noSums(), sealed.map((voter) => ({ admission: voter, cells: Uint32Array.from(cellsMarked(testForm, marksOf(voter))) })))
  expect(totalsOf(testForm, sums.ballots, sums.cells)).toEqual(totalsOf(testForm, sealed.length, right.cells))
  const again = await deriveKeys(made.slips, readHeader(place.versions[0] ?? new Uint8Array(), testSession).salt)
  expect(Math.min(5, ...apart(place.versions, again))).toBe(5)
}

function sealedVoter(codes: readonly string[], marks: readonly string[], keys: BoxKeys, at: number): number {
  return codes.findIndex((code) => codeMark(keys, code) === marks[at])
}

test('days of voting with power cuts, torn slots and full disks', { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 5, max: 40 }), fc.array(step, { minLength: 10, maxLength: 90 }), (electors, steps) => day(testPlace(real), electors, steps)),
    { seed: 20261226, numRuns: 12 },
  )
})

test('any byte changed in a box at rest, anywhere: refused, never read', { timeout: 120_000 }, async () => {
  const place = testPlace(real)
  const made = await makeBox(place.ports, testFolder, { session: testSession, form: testForm, electors: 12, way: 'slips' })
  const keys = await deriveKeys(made.slips, readHeader(place.versions[0] ?? new Uint8Array(), testSession).salt)
  const bytes = place.versions[0] ?? new Uint8Array()
  expect(openSlots(bytes, keys).every((slot) => slot !== null)).toBe(true)
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const changed = Uint8Array.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ change
      try {
        readHeader(changed, testSession)
      } catch {
        return true
      }
      return openSlots(changed, keys).some((slot) => slot === null)
    }),
    { seed: 20261226, numRuns: 2000 },
  )
})
