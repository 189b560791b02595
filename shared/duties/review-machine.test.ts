import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ballotFormSchema, cellsMarked, totalsOf, type BallotMarks } from '#shared/ballot-box'
import type { Channel, Review } from '#shared/model/review'
import { current } from '#shared/rules/packs/current'
import { setChannels } from './review-count'
import { boxSession, machineChannels, machineForm, onPaper, recordBoxes, sayMachine, whyNoMachine, type BoxCount } from './review-machine'
import { closeTally, markAttendance, prepareReview, recordCounts, type ReviewPerson } from './review'
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
  const cells = new Uint32Array(200)
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
