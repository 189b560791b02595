import { expect, test } from 'vitest'
import { cellsMarked, totalsOf, type BallotTotals } from '#shared/ballot-box'
import { openBox, type Box } from './box'
import { readHeader, openSlots, boxBytes, headerBytes, slotBytes } from './box-file'
import { addBallots, noSums } from './box-sums'
import { deriveKeys } from './box-keys'
import { boxFile } from './register'
import { makeBox, unlock } from './stored-box'
import { marksOf, testFolder, testForm, testPlace, testSession, type TestPlace } from './testing'

type Made = { readonly slips: readonly [string, string]; readonly codes: readonly string[] }
const make = (place: TestPlace, electors: number, way: 'slips' | 'scrutineer' = 'slips'): Promise<Made> => makeBox(place.ports, testFolder, { session: testSession, form: testForm, electors, way })
const open = (place: TestPlace, { slips }: Made): Promise<Box> => openBox(place.ports, testFolder, testSession, slips)
const code = (made: Made, voter: number): { readonly code: string } => ({ code: made.codes[voter] ?? '' })

async function vote(box: Box, made: Made, voter: number): Promise<void> {
  const { ticket } = await box.admit(made.codes.length > 0 ? code(made, voter) : { number: null })
  await box.cast(ticket, marksOf(voter))
}
async function totals(place: TestPlace, made: Made): Promise<BallotTotals> {
  const { register, sums } = await unlock(place.ports, testFolder, testSession, made.slips)
  return totalsOf(register.form, sums.ballots, sums.cells)
}
function expected(voters: readonly number[]): BallotTotals {
  const sums = addBallots(noSums(), voters.map((voter) => ({ admission: voter, cells: Uint32Array.from(cellsMarked(testForm, marksOf(voter))) })))
  return totalsOf(testForm, voters.length, sums.cells)
}
const range = (count: number) => Array.from({ length: count }, (_, at) => at)
/** How many ballots each version of the box holds, opened with both slips. */
async function counted({ versions }: TestPlace, made: Made): Promise<readonly number[]> {
  const keys = await deriveKeys(made.slips, readHeader(versions[0] ?? new Uint8Array(), testSession).salt)
  return versions.map((bytes) => Math.max(...openSlots(bytes, keys).map((slot) => slot?.sums.ballots ?? -1)))
}

test('thirty voters: sealed five at a time once ten wait, the rest at closing, the sums right', async () => {
  const place = testPlace()
  const made = await make(place, 30)
  const box = await open(place, made)
  for (const voter of range(30)) {
    await vote(box, made, voter)
    expect(box.status()).toMatchObject({ state: 'open', cast: voter + 1, electors: 30, lost: [] })
  }
  await box.close(false)
  expect(await counted(place, made)).toEqual([0, 5, 10, 15, 20, 25, 30])
  expect(new Set(place.versions.map((bytes) => bytes.length))).toEqual(new Set([boxBytes]))
  expect(await totals(place, made)).toEqual(expected(range(30)))
  await expect(open(place, made)).rejects.toMatchObject({ code: 'boxState' })
})

test('under ten electors nothing is sealed before closing', async () => {
  const place = testPlace()
  const made = await make(place, 9)
  const box = await open(place, made)
  for (const voter of range(9)) await vote(box, made, voter)
  expect(await counted(place, made)).toEqual([0])
  await box.close(false)
  expect(await counted(place, made)).toEqual([0, 9])
  expect(await totals(place, made)).toEqual(expected(range(9)))
})

test('under five electors there is no machine vote; a session has one box', async () => {
  const place = testPlace()
  await expect(make(place, 4)).rejects.toMatchObject({ code: 'boxNotMade' })
  expect(place.files.paths()).toEqual([])
  await make(place, 5)
  await expect(make(place, 5)).rejects.toMatchObject({ code: 'boxNotMade', facts: { why: '这次测评已经有一个票箱，不能再设一个' } })
})

test('one admission, one cast: unknown, used and sealed codes, stale tickets, guessing', async () => {
  const place = testPlace()
  const made = await make(place, 12)
  const box = await open(place, made)
  await expect(box.cast('x', marksOf(0))).rejects.toMatchObject({ code: 'notAdmitted' })
  const first = await box.admit(code(made, 0))
  const second = await box.admit(code(made, 1))
  await expect(box.cast(first.ticket, marksOf(0))).rejects.toMatchObject({ code: 'notAdmitted' })
  await expect(box.cast(second.ticket, [[9], [], [], []])).rejects.toMatchObject({ code: 'badInput', facts: { field: 'marks' } })
  await box.cast(second.ticket, marksOf(1))
  await expect(box.cast(second.ticket, marksOf(1))).rejects.toMatchObject({ code: 'notAdmitted' })
  await expect(box.admit(code(made, 1))).rejects.toMatchObject({ facts: { why: '这张小条已经投过' } })
  for (const voter of [0, ...range(10).slice(2)]) await vote(box, made, voter)
  const whys = await Promise.all(range(10).map((voter) => box.admit(code(made, voter)).catch((thrown: { facts: { why: string } }) => thrown.facts.why)))
  expect(whys.filter((why) => why === '这张小条的票已经封存')).toHaveLength(5)
  expect(whys.filter((why) => why === '这张小条已经投过')).toHaveLength(5)
  box.leave()
  const wrong = range(100).map((n) => String(n).padStart(8, '0')).filter((one) => !made.codes.includes(one)).slice(0, 5)
  for (const one of wrong) await expect(box.admit({ code: one })).rejects.toMatchObject({ facts: { why: '没有这个号' } })
  await expect(box.admit(code(made, 10))).rejects.toMatchObject({ facts: { why: '连着输错 5 次' } })
  place.pass(31_000)
  // A slip in the hand, used or not, buys no more guesses.
  const more = range(200).slice(100).map((n) => String(n).padStart(8, '0')).filter((one) => !made.codes.includes(one)).slice(0, 5)
  for (const [at, one] of more.entries()) {
    if (at === 4) {
      await expect(box.admit(code(made, 1))).rejects.toMatchObject({ code: 'notAdmitted' })
      await box.admit(code(made, 10))
      box.leave()
    }
    await expect(box.admit({ code: one })).rejects.toMatchObject({ facts: { why: '没有这个号' } })
  }
  await expect(box.admit(code(made, 10))).rejects.toMatchObject({ facts: { why: '连着输错 5 次' } })
  place.pass(31_000)
  await vote(box, made, 10)
  await expect(box.admit({ number: null })).rejects.toMatchObject({ code: 'badInput' })
})

test('the scrutineer lets in by number, one at a time', async () => {
  const place = testPlace()
  const made = await make(place, 6, 'scrutineer')
  expect(made.codes).toEqual([])
  const box = await open(place, made)
  const { ticket, number } = await box.admit({ number: null })
  expect(number).toBe(1)
  expect(box.ticket()).toBe(ticket)
  await expect(box.admit({ number: null })).rejects.toMatchObject({ facts: { why: '里面还有人在投' } })
  await expect(box.close(false)).rejects.toMatchObject({ code: 'boxState' })
  box.leave()
  await expect(box.cast(ticket, marksOf(0))).rejects.toMatchObject({ code: 'notAdmitted' })
  for (const voter of range(6)) await vote(box, made, voter)
  await expect(box.admit({ number: null })).rejects.toMatchObject({ facts: { why: '实到 6 人都已经放行' } })
  await expect(box.admit({ number: 3 })).rejects.toMatchObject({ facts: { why: '3 号已经投过' } })
  await box.close(false)
  expect(await totals(place, made)).toEqual(expected(range(6)))
})

test('after a power cut the number not sealed is exact, and each of those votes once more', async () => {
  const place = testPlace()
  const made = await make(place, 20)
  const box = await open(place, made)
  for (const voter of range(17)) await vote(box, made, voter)
  // The process is gone; nothing is said to it.
  const again = await open(place, made)
  expect(again.status()).toMatchObject({ cast: 10, lost: [7] })
  let sealed = 0
  for (const voter of range(17)) {
    try {
      await vote(again, made, voter)
    } catch (thrown) {
      expect(thrown).toMatchObject({ code: 'notAdmitted', facts: { why: '这张小条的票已经封存' } })
      sealed += 1
    }
  }
  expect(sealed).toBe(10)
  for (const voter of [17, 18, 19]) await vote(again, made, voter)
  await again.close(false)
  expect(await totals(place, made)).toEqual(expected(range(20)))
  const held = await counted(place, made)
  expect(held).toEqual([0, 5, 10, 15, 20])
})

test('by the scrutineer’s list: whoever was not sealed votes again by number', async () => {
  const place = testPlace()
  const made = await make(place, 12, 'scrutineer')
  const box = await open(place, made)
  for (const voter of range(11)) await vote(box, made, voter)
  const again = await open(place, made)
  expect(again.status().lost).toEqual([6])
  let revoted = 0
  for (const voter of range(11)) {
    const let_in = await again.admit({ number: voter + 1 }).catch(() => null)
    if (let_in === null) continue
    await again.cast(let_in.ticket, marksOf(voter))
    revoted += 1
  }
  expect(revoted).toBe(6)
  await expect(again.admit({ number: 14 })).rejects.toMatchObject({ code: 'notAdmitted' })
  expect((await again.admit({ number: null })).number).toBe(12)
  again.leave()
  await again.close(false)
  expect(await totals(place, made)).toEqual(expected(range(11)))
})

test('fewer than five left over are not sealed by themselves, but may be given up aloud', async () => {
  const place = testPlace()
  const made = await make(place, 12)
  const box = await open(place, made)
  for (const voter of range(10)) await vote(box, made, voter)
  const again = await open(place, made)
  expect(again.status().lost).toEqual([5])
  for (const voter of [10, 11]) await vote(again, made, voter)
  await expect(again.close(false)).rejects.toMatchObject({ code: 'boxRestFew', facts: { count: 2 } })
  await again.close(true)
  expect(again.status()).toMatchObject({ state: 'closed', cast: 5, dropped: 2 })
  expect(await counted(place, made)).toEqual([0, 5])
})

test('asked to end, it seals five or more and keeps nothing back; the box opens again', async () => {
  const place = testPlace()
  const made = await make(place, 12)
  const box = await open(place, made)
  for (const voter of range(8)) await vote(box, made, voter)
  await box.letGo()
  const again = await open(place, made)
  expect(again.status()).toMatchObject({ cast: 8, lost: [] })
})

test('a full disk: the voter is told and nothing counts; a box that cannot be written lets nobody in and loses nothing', async () => {
  const place = testPlace()
  const made = await make(place, 12)
  const box = await open(place, made)
  for (const voter of range(9)) await vote(box, made, voter)
  const { ticket } = await box.admit(code(made, 9))
  place.files.faults.fail(1, 'diskFull')
  await expect(box.cast(ticket, marksOf(9))).rejects.toMatchObject({ code: 'diskFull' })
  expect(box.status().cast).toBe(9)
  // The note fits, the sealing does not: the ballot is in all the same.
  place.files.faults.fail(2, 'diskFull')
  await expect(box.cast(ticket, marksOf(9))).rejects.toMatchObject({ code: 'boxStuck' })
  expect(box.status().cast).toBe(10)
  await expect(box.cast(ticket, marksOf(9))).rejects.toMatchObject({ code: 'notAdmitted' })
  await expect(box.admit(code(made, 10))).rejects.toMatchObject({ code: 'boxStuck' })
  await expect(box.close(false)).rejects.toMatchObject({ code: 'diskFull' })
  place.files.faults.heal()
  await vote(box, made, 10)
  await box.close(false)
  expect(await totals(place, made)).toEqual(expected(range(11)))
})

test('a slot torn while it was written: the one before counts', async () => {
  for (const kept of [0, 3, 16, 40, 5000, slotBytes - 1]) {
    const place = testPlace()
    const made = await make(place, 12)
    const box = await open(place, made)
    for (const voter of range(9)) await vote(box, made, voter)
    const { ticket } = await box.admit(code(made, 9))
    place.files.faults.tear(kept)
    await box.cast(ticket, marksOf(9))
    const again = await open(place, made)
    expect(again.status(), `${kept} bytes`).toMatchObject({ cast: 0, lost: [10] })
    for (const voter of range(10)) await vote(again, made, voter)
    await again.close(false)
    expect(await totals(place, made)).toEqual(expected(range(10)))
  }
})

test('cut after the slot, before the register: the new slot counts, and so does the cast it came with', async () => {
  const place = testPlace()
  const made = await make(place, 12)
  const box = await open(place, made)
  for (const voter of range(9)) await vote(box, made, voter)
  const { ticket } = await box.admit(code(made, 9))
  place.files.faults.fail(3, 'diskFull')
  await box.cast(ticket, marksOf(9))
  place.files.faults.heal()
  expect((await open(place, made)).status()).toMatchObject({ cast: 5, lost: [5] })
})

test('after a failed write the same five follow: no version differs from it by an exchange', async () => {
  const place = testPlace()
  const made = await make(place, 12)
  const box = await open(place, made)
  for (const voter of range(9)) await vote(box, made, voter)
  const { ticket } = await box.admit(code(made, 9))
  // All of it reaches the disk, and yet the call fails: the worst a disk can do.
  place.files.faults.tear(slotBytes)
  await box.cast(ticket, marksOf(9))
  await vote(box, made, 10)
  const keys = await deriveKeys(made.slips, readHeader(place.versions[0] ?? new Uint8Array(), testSession).salt)
  const sealed = place.versions.map((bytes) => openSlots(bytes, keys).map((slot) => slot?.sums.admitted).reduce((a, b) => ((a?.size ?? 0) > (b?.size ?? 0) ? a : b)))
  expect(place.versions).toHaveLength(3)
  expect(sealed[1]?.size).toBe(5)
  expect(sealed[2]).toEqual(sealed[1])
})

test.each<[string, (bytes: Uint8Array) => Uint8Array, string]>([
  ['truncated', (bytes) => bytes.subarray(0, bytes.length - 1), 'boxDamaged'],
  ['empty', () => new Uint8Array(), 'boxDamaged'],
  ['longer', (bytes) => Buffer.concat([bytes, Buffer.alloc(1)]), 'boxDamaged'],
  ['header', (bytes) => flip(bytes, 40), 'boxDamaged'],
  ['padding', (bytes) => flip(bytes, 2000), 'boxDamaged'],
  ['slot 0', (bytes) => flip(bytes, headerBytes + 900), 'boxDamaged'],
  ['slot 1', (bytes) => flip(bytes, headerBytes + slotBytes + 9), 'boxDamaged'],
  ['slots exchanged', (bytes) => Buffer.concat([bytes.subarray(0, headerBytes), bytes.subarray(headerBytes + slotBytes), bytes.subarray(headerBytes, headerBytes + slotBytes)]), 'boxDamaged'],
])('a box %s is refused and left as it is', async (_, change, code_) => {
  const place = testPlace()
  const made = await make(place, 12)
  const box = await open(place, made)
  for (const voter of range(10)) await vote(box, made, voter)
  const before = await place.files.read(boxFile(testFolder))
  place.files.damage(boxFile(testFolder), change)
  await expect(open(place, made)).rejects.toMatchObject({ code: code_ })
  // Put back, nothing is lost.
  place.files.damage(boxFile(testFolder), () => before ?? new Uint8Array())
  expect((await open(place, made)).status()).toMatchObject({ cast: 5, lost: [5] })
})

function flip(bytes: Uint8Array, at: number): Uint8Array {
  const changed = Uint8Array.from(bytes)
  changed[at] = (changed[at] ?? 0) ^ 1
  return changed
}

test('an older copy, another session’s file, wrong slips, a clock set back, a changed register', async () => {
  const place = testPlace()
  const made = await make(place, 12)
  const box = await open(place, made)
  const old = await place.files.read(boxFile(testFolder)) ?? new Uint8Array()
  for (const voter of range(10)) await vote(box, made, voter)
  const current = await place.files.read(boxFile(testFolder)) ?? new Uint8Array()
  const refused = async (bytes: Uint8Array) => {
    place.files.damage(boxFile(testFolder), () => bytes)
    const why = await open(place, made).catch((thrown: { code: string }) => thrown.code)
    place.files.damage(boxFile(testFolder), () => current)
    return why
  }
  expect(await refused(old)).toBe('boxDamaged')
  const other = testPlace()
  await makeBox(other.ports, testFolder, { session: '11111111-2222-4333-8444-555555555555', form: testForm, electors: 12, way: 'slips' })
  expect(await refused(await other.files.read(boxFile(testFolder)) ?? new Uint8Array())).toBe('boxForeign')
  const stranger = await make(testPlace(), 12)
  const [one, two] = made.slips
  for (const slips of [stranger.slips, [one, stranger.slips[1]], [one, one]] as const) await expect(open(place, { ...made, slips })).rejects.toMatchObject({ code: 'boxSlips' })
  place.pass(-86_400_000)
  await expect(open(place, made)).rejects.toMatchObject({ code: 'boxClock' })
  place.pass(86_400_000)
  place.files.damage(`${testFolder}/register`, (bytes) => Buffer.from(Buffer.from(bytes).toString('utf8').replace('"cast":10', '"cast":11')))
  await expect(open(place, made)).rejects.toMatchObject({ code: 'boxDamaged' })
  place.files.damage(`${testFolder}/register`, (bytes) => Buffer.from(Buffer.from(bytes).toString('utf8').replace('"cast":11', '"cast":10')))
  expect((await open(place, { ...made, slips: [two.toLowerCase(), one] })).status().lost).toEqual([5])
})

test('on the disk: no code in the clear, no mark, no slip', async () => {
  const place = testPlace()
  const made = await make(place, 12)
  const box = await open(place, made)
  for (const voter of range(11)) await vote(box, made, voter)
  for (const file of place.files.paths()) {
    const text = Buffer.from(await place.files.read(file) ?? new Uint8Array()).toString('latin1')
    for (const secret of [...made.codes, ...made.slips]) expect(text.includes(secret), file).toBe(false)
  }
})
