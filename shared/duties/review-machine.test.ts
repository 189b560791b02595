import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ballotFormSchema, cellsMarked, totalsOf, type BallotMarks } from '#shared/ballot-box'
import type { Channel, Review } from '#shared/model/review'
import { current } from '#shared/rules/packs/current'
import { chooseForm } from './review-beside'
import { keyOf, recordCount, setChannels, type Cells } from './review-count'
import { boxSession, cellsOfBox, machineChannels, machineForm, onPaper, recordBoxes, recountOf, sayMachine, whyNoMachine, type BoxCount } from './review-machine'
import { closeTally, markAttendance, prepareReview, recordCounts, reopenTally, type ReviewPerson } from './review'
import { codes, one, stepOf, testContext } from './testing'

const context = testContext()
const people: readonly ReviewPerson[] = Array.from({ length: 12 }, (_, index) => ({ memberId: context.newId(), name: `党员${index + 1}`, grade: index < 10 ? 'full' : 'probationary', post: '' }))
const masses: Channel = { id: context.newId(), voters: 'masses', way: 'meeting', people: 8, issued: 8 }
const mailbox: Channel = { id: context.newId(), voters: 'masses', way: 'box', people: 6, issued: 6 }
function prepared(channels: readonly Channel[] = []): Review {
  const issued = one(recordCounts(one(prepareReview(context, { year: 2026, title: '评议', heldOn: '2026-12-26' }, people, current), 'review'), { issued: 12 }), 'review')
  return channels.length === 0 ? issued : one(setChannels(issued, channels), 'review')
}
const room = (review: Review): Channel => machineChannels(review)[0] ?? masses
const by = ['甲', '乙'] as const

/** As the host would sum them up. */
function boxOf(review: Review, channel: Channel, ballots: readonly BallotMarks[], patch: Partial<BoxCount> = {}): BoxCount {
  const form = machineForm(review, channel, current)
  const cells = new Uint32Array(2000)
  for (const marks of ballots) for (const cell of cellsMarked(form, marks)) cells[cell] = (cells[cell] ?? 0) + 1
  return { channelId: channel.id, totals: totalsOf(form, ballots.length, cells), lost: [], dropped: 0, ...patch }
}
const ballotsOf = (review: Review, channel: Channel, count: number, choice = 0) => Array.from({ length: count }, (): BallotMarks => machineForm(review, channel, current).questions.map(() => [choice]))

test('the form: everyone to be graded, 支部班子 for members alone, a heading of its own for 群众代表', () => {
  const review = prepared([masses, mailbox])
  expect(machineChannels(review).map((channel) => channel.id)).toEqual(['room', masses.id])
  const form = machineForm(review, room(review), current)
  expect(ballotFormSchema.safeParse(form).success).toBe(true)
  expect(form.title).toBe('2026年度民主评议党员测评表（党员用）')
  expect(form.questions.map((question) => question.label)).toEqual([...people.slice(0, 10).map((person) => person.name), '党支部班子'])
  expect(form.questions.at(-1)?.choices).toEqual(review.committeeScale)
  expect(form.allRows).toBeUndefined()
  const theirs = machineForm(review, masses, { ...current, review: { ...current.review, invalidRow: { ...current.review.invalidRow, value: 'wholeBallot' } } })
  expect([theirs.title, theirs.questions.length, theirs.allRows]).toEqual(['2026年度民主评议党员测评表（群众代表用）', 10, true])
  expect([boxSession(review, room(review)), boxSession(review, masses)]).toEqual([review.id, masses.id])
})

test('who cannot vote by machine is told why', () => {
  const review = prepared()
  expect(whyNoMachine(review, room(review))).toBe('')
  const few = one(markAttendance(review, people.slice(4).map((person) => ({ memberId: person.memberId, attendance: 'leave' as const, reason: '出差' })), current), 'review')
  expect(whyNoMachine(few, room(few))).toBe('实到 4 人，不足 5 人，机投看得出是谁投的')
  expect(whyNoMachine(review, { ...masses, people: 3 })).toBe('群众代表 3 人，不足 5 人，机投看得出是谁投的')
  const counted = one(recordBoxes(review, { boxes: [boxOf(review, room(review), ballotsOf(review, room(review), 12))], by }, current), 'review')
  expect(whyNoMachine(counted, room(counted))).toContain('账上已经有票数')
  expect(whyNoMachine({ ...review, tallyClosedOn: '2026-12-26' }, room(review))).toBe('票已经定数')
})

test('the sums of a box are the tally, whatever was marked', () => {
  const review = prepared()
  const channel = room(review)
  const ballot = fc.array(fc.option(fc.integer({ min: 0, max: 3 }), { nil: null }), { minLength: 11, maxLength: 11 }).map((row): BallotMarks => row.map((choice) => (choice === null ? [] : [choice])))
  fc.assert(fc.property(fc.array(ballot, { minLength: 5, maxLength: 12 }), (ballots) => {
    const after = one(recordBoxes(review, { boxes: [boxOf(review, channel, ballots)], by }, current), 'review')
    const cast = (row: number, choice: number | null) => ballots.filter((marks) => (marks[row]?.[0] ?? null) === choice).length
    expect(after.tally.map((row) => [row.votes.excellent, row.votes.qualified, row.votes.basic, row.votes.unqualified, row.blank])).toEqual(Array.from({ length: 10 }, (_, row) => [cast(row, 0), cast(row, 1), cast(row, 2), cast(row, 3), cast(row, null)]))
    expect(after.committee).toEqual({ valid: ballots.length, votes: [0, 1, 2, 3].map((choice) => cast(10, choice)), blank: cast(10, null) })
    expect(after).toMatchObject({ countedHow: 'machine', countedBy: by, counts: { returned: ballots.length, valid: ballots.length, invalid: 0 } })
    expect(closeTally(after, '2026-12-26', current).ok).toBe(true)
  }))
})

test('what was given up at closing was cast and is not valid, and is noted with what an interruption cost', () => {
  const review = prepared()
  const outcome = recordBoxes(review, { boxes: [boxOf(review, room(review), ballotsOf(review, room(review), 7), { lost: [4], dropped: 3 })], by }, current)
  expect(stepOf(outcome).title).toBe('机投开了箱，有效票 7 张')
  const after = one(outcome, 'review')
  expect(after).toMatchObject({ counts: { issued: 12, returned: 10, valid: 7, invalid: 3 }, machine: [{ channelId: 'room', lost: [4], dropped: 3 }] })
  expect(sayMachine(after.machine, after)).toBe('机投断过 1 次，4 张没有封存，请人重新投了；封箱时剩 3 张不足 5 张，作废')
  expect(sayMachine([{ channelId: 'room', lost: [], dropped: 0 }], after)).toBe('')
})

test('two classes, two boxes, one commit; a class with too few is kept in the whole alone', () => {
  const review = prepared([masses])
  const both = (count: number) => one(recordBoxes(review, { boxes: [boxOf(review, room(review), ballotsOf(review, room(review), 12)), boxOf(review, masses, ballotsOf(review, masses, count, 1))], by }, current), 'review')
  expect(both(8).parts.map((part) => [part.channelId, part.valid])).toEqual([['room', 12], [masses.id, 8]])
  expect(both(8).tally[0]?.votes).toMatchObject({ excellent: 12, qualified: 8 })
  expect(both(8).committee?.valid).toBe(12)
  expect(both(4).parts).toEqual([])
})

test('a list changed after the box was made is refused with the names; nothing is written', () => {
  const review = prepared()
  const box = boxOf(review, room(review), ballotsOf(review, room(review), 12))
  const spared = one(markAttendance(review, [{ memberId: people[2]?.memberId ?? '', attendance: 'exempt', reason: '长期卧床', approval: '党员大会同意' }], current), 'review')
  const outcome = recordBoxes(spared, { boxes: [box], by }, current)
  expect(codes(outcome)).toEqual(['otherList'])
  expect(outcome.findings?.[0]?.text).toContain('票上有、现在不评的：党员3')
})

test('what has no box comes on paper, together with the boxes', () => {
  const review = prepared([masses, mailbox])
  expect(onPaper(review, [{ channelId: 'room' }, { channelId: masses.id }]).map((channel) => channel.id)).toEqual([mailbox.id])
  expect(onPaper(prepared(), [{ channelId: 'room' }])).toEqual([])
})

/** Boxes and paper of one session, as they are counted together. */
function merged(review: Review, boxes: readonly BoxCount[], paper: Cells, machine = boxes.map(({ channelId, lost, dropped }) => ({ channelId, lost: [...lost], dropped }))) {
  const cells = Object.assign({}, ...boxes.map((box) => cellsOfBox(review, box)), paper) as Cells
  return recordCount(review, { cells, how: 'twice', by, settled: [], opinions: [], machine }, current)
}
const paperOf = (review: Review, channel: Channel, count: number, grade = 'qualified'): Cells => Object.fromEntries([
  [keyOf(channel.id, 'ballots', 'returned'), count], [keyOf(channel.id, 'ballots', 'valid'), count], ...review.tally.map((row) => [keyOf(channel.id, row.memberId, grade), count]),
] as [string, number][])

test('counted again: what came out of boxes stands as it was, only the paper is counted anew', () => {
  const plain = one(setChannels(one(chooseForm(prepared(), 'coded', current), 'review'), [masses, mailbox]), 'review')
  const boxes = [boxOf(plain, room(plain), ballotsOf(plain, room(plain), 12), { lost: [3] }), boxOf(plain, masses, ballotsOf(plain, masses, 7, 1), { dropped: 1 })]
  const first = one(merged(plain, boxes, paperOf(plain, mailbox, 6)), 'review')
  expect(first.parts.map((part) => [part.channelId, part.valid])).toEqual([['room', 12], [masses.id, 7], [mailbox.id, 6]])
  const again = recountOf(first)
  if (again === null || 'why' in again) throw new Error('what the boxes held is not told apart')
  expect(again.machine).toEqual([{ channelId: 'room', lost: [3], dropped: 0 }, { channelId: masses.id, lost: [], dropped: 1 }])
  // The mailbox was misread: another grade, as many ballots.
  const second = one(recordCount(first, { cells: { ...again.cells, ...paperOf(plain, mailbox, 6, 'basic') }, how: 'twice', by, settled: [], opinions: [], machine: again.machine }, current), 'review')
  expect(second.tally[0]).toMatchObject({ votes: { excellent: 12, qualified: 7, basic: 6, unqualified: 0 }, blank: 0 })
  expect(second.counts).toEqual(first.counts)
  expect(second.committee).toEqual(first.committee)
  expect(second.beside).toEqual(first.beside)
  expect(second.beside?.ballots).toBe(19)
  expect(second.machine).toEqual(first.machine)
  expect(second.parts.slice(0, 2)).toEqual(first.parts.slice(0, 2))
  // A ballot found behind the mailbox: 26 beside 25 would tell it.
  const late = recordCount(first, { cells: { ...again.cells, ...paperOf(plain, { ...mailbox }, 5) }, how: 'twice', by, settled: [], opinions: [], machine: again.machine }, current)
  expect(codes(late)).toContain('addedFew')
  // Closed, reopened with a reason, and counted again: the rule holds across it.
  const reopened = one(reopenTally(one(closeTally(second, '2026-12-26', current), 'review'), { on: '2026-12-27', why: '意见箱少数了一张' }), 'review')
  const other = recountOf(reopened)
  if (other === null || 'why' in other) throw new Error('told apart before, not now')
  expect(codes(recordCount(reopened, { cells: { ...other.cells, ...paperOf(plain, mailbox, 5) }, how: 'twice', by, settled: [], opinions: [], machine: other.machine }, current))).toContain('addedFew')
  expect(recordCount(reopened, { cells: { ...other.cells, ...paperOf(plain, mailbox, 6) }, how: 'twice', by, settled: [], opinions: [], machine: other.machine }, current).ok).toBe(true)
})

test('where it cannot be counted again the reason is one sentence', () => {
  expect(recountOf(prepared())).toBeNull()
  const alone = prepared()
  expect(recountOf(one(recordBoxes(alone, { boxes: [boxOf(alone, room(alone), ballotsOf(alone, room(alone), 12))], by }, current), 'review'))).toEqual({ why: '票是机投的，开箱以后票箱已经销毁，没有票可以再数' })
  // Too few in the mailbox: only the whole is kept, and the boxes' part of it is not known any more.
  const review = prepared([mailbox])
  const few = one(merged(review, [boxOf(review, room(review), ballotsOf(review, room(review), 12))], paperOf(review, mailbox, 3)), 'review')
  expect(few.parts).toEqual([])
  expect(recountOf(few)).toEqual({ why: '机投的票和纸票只留了合计，分不开，不能只再数纸票；哪一格录错了，直接改那一格' })
  // 支部班子 rated in the room and by members' mailbox: one sum of two.
  const theirs: Channel = { ...mailbox, voters: 'members' }
  const members = prepared([theirs])
  const rated = one(merged(members, [boxOf(members, room(members), ballotsOf(members, room(members), 12))], { ...paperOf(members, theirs, 6), [keyOf(theirs.id, 'committee', '1')]: 6 }), 'review')
  expect(rated.committee?.valid).toBe(18)
  expect(recountOf(rated)).toHaveProperty('why')
})

test('whatever boxes and paper held, boxes read again from the books are the boxes', () => {
  const plain = one(setChannels(one(chooseForm(prepared(), 'scored', current), 'review'), [masses, mailbox]), 'review')
  const width = machineForm(plain, masses, current).questions.length
  const ballot = (length: number) => fc.array(fc.option(fc.integer({ min: 0, max: 2 }), { nil: null }), { minLength: length, maxLength: length }).map((row): BallotMarks => row.map((choice) => (choice === null ? [] : [choice])))
  fc.assert(fc.property(fc.array(ballot(width + 1), { minLength: 5, maxLength: 9 }), fc.array(ballot(width), { minLength: 5, maxLength: 8 }), (ours, theirs) => {
    const boxes = [boxOf(plain, room(plain), ours), boxOf(plain, masses, theirs)]
    const first = one(merged(plain, boxes, paperOf(plain, mailbox, 6)), 'review')
    const again = recountOf(first)
    if (again === null || 'why' in again) throw new Error('not told apart')
    const { tally, committee, beside, parts, counts, machine } = one(recordCount(first, { cells: { ...again.cells, ...paperOf(plain, mailbox, 6) }, how: 'twice', by, settled: [], opinions: [], machine: again.machine }, current), 'review')
    expect({ tally, committee, beside, parts, counts, machine }).toEqual({ tally: first.tally, committee: first.committee, beside: first.beside, parts: first.parts, counts: first.counts, machine: first.machine })
  }), { numRuns: 5, endOnFailure: true })
})
