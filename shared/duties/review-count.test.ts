import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Channel, Review } from '#shared/model/review'
import { current } from '#shared/rules/packs/current'
import { borderline, countFindings, openFindings, tallyFindings } from '#shared/rules/review-check'
import { cellKeys, channelsOf, combine, differences, keyOf, partFindings, partsFrom, recordCount, recordOpinions, setChannels, shuffled, type Cells } from './review-count'
import { closeTally, markAttendance, prepareReview, recordCommittee, recordCounts, recordTally, reopenTally, type ReviewPerson } from './review'
import { keptSettled } from './review-stood'
import { codes, one, stepOf, testContext, walls } from './testing'

const context = testContext()
const people: readonly ReviewPerson[] = Array.from({ length: 12 }, (_, index) => ({ memberId: context.newId(), name: `党员${index + 1}`, grade: index < 10 ? 'full' : 'probationary', post: '' }))
const id = (index: number) => people[index]?.memberId ?? ''
const masses: Channel = { id: 'masses', voters: 'masses', way: 'meeting', people: 8, issued: 8 }
const box: Channel = { id: 'box', voters: 'masses', way: 'box', people: 6, issued: 6 }
const prepared = (channels: readonly Channel[] = []): Review => {
  const issued = one(recordCounts(one(prepareReview(context, { year: 2026, title: '评议', heldOn: '2026-12-26' }, people, current), 'review'), { issued: 12 }), 'review')
  return channels.length === 0 ? issued : one(setChannels(issued, channels), 'review')
}
/** Every member of the list gets `excellent` 优秀 and the rest 合格. */
function cast(review: Review, channelId: string, valid: number, excellent: number, invalid = 0): Cells {
  const cells: Record<string, number> = { [keyOf(channelId, 'ballots', 'returned')]: valid + invalid, [keyOf(channelId, 'ballots', 'valid')]: valid, [keyOf(channelId, 'ballots', 'invalid')]: invalid }
  for (const row of review.tally) {
    cells[keyOf(channelId, row.memberId, 'excellent')] = excellent
    cells[keyOf(channelId, row.memberId, 'qualified')] = valid - excellent
  }
  return cells
}
const by = ['甲', '乙'] as const
const count = (review: Review, cells: Cells, patch: Partial<Parameters<typeof recordCount>[1]> = {}) => recordCount(review, { cells, how: 'twice', by, settled: [], opinions: [], ...patch }, current)

test('one commit holds the whole count, with both names', () => {
  const review = prepared()
  const outcome = count(review, cast(review, 'room', 11, 4, 1))
  expect(stepOf(outcome)).toMatchObject({ title: '两人录完了票，有效票 11 张', records: [{ before: { rev: review.rev }, after: { rev: review.rev + 1 } }] })
  expect(one(outcome, 'review')).toMatchObject({ countedHow: 'twice', countedBy: ['甲', '乙'], counts: { issued: 12, returned: 12, valid: 11, invalid: 1 }, parts: [], tally: [{ votes: { excellent: 4, qualified: 7 } }, ...Array.from({ length: 9 }, () => ({ votes: { excellent: 4 } }))] })
  expect(walls(count(review, cast(review, 'room', 11, 4), { by: ['甲', ' 甲'] }))).toContain('oneCounter@by')
  expect(walls(count(review, cast(review, 'room', 11, 4), { by: ['甲', ''] }))).toContain('counterMissing@by')
})

test('more collected than issued, a row that does not add up and a vote for somebody not graded are refused with both numbers', () => {
  const review = prepared()
  const over = count(review, cast(review, 'room', 13, 4))
  expect(over.findings?.map((found) => found.text)).toContain('收回 13 张多于发出 12 张，请改其中一个')
  const short = count(review, { ...cast(review, 'room', 11, 4), [keyOf('room', id(3), 'qualified')]: 6 })
  expect(short.findings?.map((found) => found.text)).toEqual(['党员4各档加未填 10 票，有效票 11 张，请改这一行'])
  const spared = one(markAttendance(review, [{ memberId: id(2), attendance: 'exempt', reason: '长期卧床', approval: '12月1日党员大会同意' }], current), 'review')
  const exempt = count(spared, { ...cast(spared, 'room', 11, 4), [keyOf('room', id(2), 'excellent')]: 1 })
  expect(exempt.findings?.map((found) => found.text)).toEqual(['党员3不定等次，不计票'])
  expect(count(review, { ...cast(review, 'room', 11, 4), [keyOf('room', id(11), 'excellent')]: 1 }).findings?.map((found) => found.text)).toEqual(['党员12不定等次，不计票'])
})

test('differences are told cell by cell, and only where there are any', () => {
  const review = prepared([masses])
  const first = { ...cast(review, 'room', 11, 4), ...cast(review, 'masses', 8, 2) }
  expect(differences(review, first, first)).toEqual([])
  const second = { ...first, [keyOf('masses', id(0), 'excellent')]: 3, [keyOf('room', 'ballots', 'invalid')]: 1 }
  expect(differences(review, first, second).map(({ label, first: a, second: b }) => [label, a, b])).toEqual([['会场·党员，无效', 0, 1], ['会场·群众代表，党员1，优秀', 2, 3]])
})

test('a class or way under five is neither kept nor told: no part is, only the whole', () => {
  const review = prepared([masses, box])
  expect(channelsOf(review).map((channel) => channel.issued)).toEqual([12, 8, 6])
  const enough = one(count(review, { ...cast(review, 'room', 11, 4), ...cast(review, 'masses', 8, 2), ...cast(review, 'box', 5, 1) }), 'review')
  expect(enough.parts.map((part) => [part.channelId, part.valid])).toEqual([['room', 11], ['masses', 8], ['box', 5]])
  const few = count(review, { ...cast(review, 'room', 11, 4), ...cast(review, 'masses', 8, 2), ...cast(review, 'box', 4, 1), [keyOf('room', 'committee', '0')]: 11 }, { settled: [{ cell: '意见箱·群众代表，党员1，优秀', first: 1, second: 2, value: 1 }] })
  expect(codes(few)).toContain('partsWithheld')
  const stored = one(few, 'review')
  expect(stored).toMatchObject({ parts: [], settled: [], committee: { valid: 11, votes: [11, 0, 0, 0] }, counts: { valid: 23 } })
  expect(stored.tally[0]).toMatchObject({ votes: { excellent: 7, qualified: 16 } })
  expect(JSON.stringify(stored)).not.toContain('意见箱')
  expect(tallyFindings(stored, current)).toEqual([])
  expect(countFindings(stored)).toEqual([])
})

test('whatever the channels, the whole is their sum and no part is kept beside one under five', () => {
  const size = fc.integer({ min: 0, max: 9 })
  fc.assert(
    fc.property(size, size, size, fc.integer({ min: 0, max: 9 }), (room, other, third, excellent) => {
      const review = prepared([masses, box])
      const sizes = { room, masses: other, box: third }
      const cells = Object.entries(sizes).reduce<Cells>((all, [channel, valid]) => ({ ...all, ...cast(review, channel, valid, Math.min(excellent, valid)) }), {})
      const whole = combine(partsFrom(review, cells), 5)
      expect(whole.valid).toBe(room + other + third)
      for (const row of whole.tally) expect(row.votes.excellent + row.votes.qualified).toBe(whole.valid)
      const thin = Object.values(sizes).some((valid) => valid > 0 && valid < 5) && Object.values(sizes).filter((valid) => valid > 0).length > 1
      expect(whole.withheld).toBe(thin)
      if (whole.parts.length > 0) {
        expect(whole.parts.every((part) => part.valid >= 5)).toBe(true)
        expect(whole.parts.reduce((sum, part) => sum + part.valid, 0)).toBe(whole.valid)
      } else expect(thin || Object.values(sizes).filter((valid) => valid > 0).length < 2).toBe(true)
    }),
    { seed: 20261226, numRuns: 300 },
  )
})

test('a few ballots added to a count that is on the books would tell how they were filled in', () => {
  const review = prepared()
  const first = one(count(review, cast(review, 'room', 8, 3)), 'review')
  expect(walls(count(first, cast(review, 'room', 10, 4)))).toEqual(['addedFew@valid'])
  // A correction, and five or more, are told apart. Fewer of them tell as much as more.
  expect(count(first, cast(review, 'room', 8, 2)).ok).toBe(true)
  expect(count({ ...first, counts: { ...first.counts, issued: 20 } }, cast(review, 'room', 13, 3)).ok).toBe(true)
  expect(walls(count(first, cast(review, 'room', 7, 3)))).toEqual(['addedFew@valid'])
})

const rowOf = (review: Review, index: number, patch: Partial<Review['tally'][number]['votes']>, blank = 0) => {
  const row = review.tally[index]
  if (row === undefined) throw new Error('no such row')
  return { memberId: row.memberId, votes: { ...row.votes, ...patch }, blank }
}

test('a count closed, opened again and typed over cell by cell cannot take in one ballot more', () => {
  const review = prepared()
  const closed = one(closeTally(one(count(review, cast(review, 'room', 8, 3)), 'review'), '2026-12-26', current), 'review')
  const reopened = one(reopenTally(closed, { on: '2026-12-27', why: '有人补交' }), 'review')
  const more = one(recordCounts(reopened, { returned: 9, valid: 9 }), 'review')
  const refused = recordTally(more, [rowOf(more, 0, { excellent: 4 })], current)
  expect(walls(refused)).toEqual(['addedFew@tally'])
  expect(refused.findings?.[0]?.text).toBe('党员1账上是 8 票，改成了 9 票，只差 1 票，两次一比就看得出这 1 张票怎么填的，没有存。改错数的，合计要还是 8；后来补交、补判的 1 张不计，封存起来，写进备注')
  // Emptied first and typed anew: the eight are still in the journal.
  const emptied = one(recordTally(more, [rowOf(more, 0, { excellent: 0, qualified: 0 })], current), 'review')
  expect(walls(recordTally(emptied, [rowOf(emptied, 0, { excellent: 4, qualified: 5 })], current))).toEqual(['addedFew@tally'])
  // A correction and five more are let through; so is a ballot that says nothing of this person.
  expect(recordTally(more, [rowOf(more, 0, { excellent: 4, qualified: 4 })], current).ok).toBe(true)
  expect(recordTally(more, [rowOf(more, 0, {}, 1)], current).ok).toBe(true)
  expect(recordTally(more, [rowOf(more, 0, { excellent: 8 })], current).ok).toBe(true)
})

test('rows typed before 有效 is, or against it, are a count as soon as most of them agree: a late ballot would change every one', () => {
  const row = (review: Review, index: number, excellent: number) => recordTally(review, [{ memberId: id(index), votes: { excellent, qualified: 7 - 3, basic: 0, unqualified: 0 }, blank: 0 }], current)
  for (const valid of [0, 8]) {
    let review = valid === 0 ? prepared() : one(recordCounts(prepared(), { returned: valid, valid }), 'review')
    for (const index of [0, 1, 2, 3, 4]) review = one(row(review, index, 3), 'review')
    expect(walls(row(review, 0, 4)), `有效 ${valid}`).toEqual(['addedFew@tally'])
    // A slip of the hand in the next row is none of theirs.
    const slipped = one(row(review, 5, 2), 'review')
    expect(row(slipped, 5, 3).ok).toBe(true)
  }
})

test('where several classes vote, a handful of one is not typed as totals before the others are in it', () => {
  const review = prepared([masses])
  const three = (of: Review) => recordTally(of, [{ memberId: id(0), votes: { excellent: 3, qualified: 0, basic: 0, unqualified: 0 }, blank: 0 }], current)
  expect(walls(three(review))).toEqual(['classAlone@tally'])
  expect(three(prepared()).ok).toBe(true)
})

test('two counters who did not count the same number of ballots: how they differed is kept in numbers of ballots alone', () => {
  const review = prepared([masses])
  const [first, second] = [{ ...cast(review, 'room', 11, 4), ...cast(review, 'masses', 8, 2) }, { ...cast(review, 'room', 11, 4), ...cast(review, 'masses', 7, 1) }]
  const apart = differences(review, first, second).map((cell) => ({ ...cell, value: cell.first }))
  expect(apart.length).toBeGreaterThan(10)
  // The one ballot between them would stand there, row by row.
  expect(keptSettled(apart).map(({ cell }) => cell)).toEqual(['会场·群众代表，收回', '会场·群众代表，有效'])
  const within = differences(review, first, { ...first, [keyOf('room', id(0), 'excellent')]: 5, [keyOf('room', id(0), 'qualified')]: 6, [keyOf('masses', 'ballots', 'valid')]: 7 }).map((cell) => ({ ...cell, value: cell.first }))
  expect(keptSettled(within)).toEqual([{ cell: '会场·党员，党员1，优秀', first: 4, second: 5, value: 4 }, { cell: '会场·党员，党员1，合格', first: 7, second: 6, value: 7 }, { cell: '会场·群众代表，有效', first: 8, second: 7, value: 8 }])
})

test('rows that stood before this was remembered are remembered from what stands', () => {
  const review = prepared()
  const counted = one(count(review, cast(review, 'room', 8, 3)), 'review')
  const { stood, ...old } = counted
  expect(stood?.length).toBe(10)
  expect(walls(recordTally(old, [rowOf(counted, 0, { excellent: 4 })], current))).toEqual(['addedFew@tally'])
})

test('totals of one hand with 群众代表 among them: the 支部班子 is rated by members alone, on a base of its own', () => {
  const typed = (members: number) => {
    const figures = one(recordCounts(prepared([masses]), { present: 12, returned: 18, valid: 18, invalid: 0 }), 'review')
    const rows = one(recordTally(figures, figures.tally.map(({ memberId }) => ({ memberId, votes: { excellent: 8, qualified: 10, basic: 0, unqualified: 0 }, blank: 0 })), current), 'review')
    return recordCommittee(rows, { valid: members, votes: [members, 0, 0, 0], blank: 0 }, current)
  }
  expect(closeTally(one(typed(11), 'review'), '2026-12-26', current).ok).toBe(true)
  const over = closeTally(one(typed(13), 'review'), '2026-12-26', current)
  expect(over.findings?.find((found) => found.code === 'committeeOver')?.text).toBe('支部班子 13 票，多于发给党员的 12 张，请改这一行')
  expect(walls(typed(4))).toEqual(['committeeWithheld@committee'])
  expect(walls(typed(0))).toEqual(['committeeBase@committee'])
  const all = one(recordCounts(prepared(), { returned: 4, valid: 4, invalid: 0 }), 'review')
  expect(recordCommittee(all, { valid: 4, votes: [4, 0, 0, 0], blank: 0 }, current).ok).toBe(true)
})

test('what ballots say in words is taken beside totals of one hand, too; under five valid ballots it is not', () => {
  const of = (valid: number) => one(recordCounts(prepared(), { returned: valid, valid, invalid: 0 }), 'review')
  expect(one(recordOpinions(of(5), [' 多到村里走走 ', ''], current), 'review').opinions).toEqual(['多到村里走走'])
  expect(walls(recordOpinions(of(4), ['多到村里走走'], current))).toEqual(['opinionsWithheld@opinions'])
  expect(recordOpinions(of(4), [], current).ok).toBe(true)
  expect(walls(recordOpinions({ ...of(5), tallyClosedOn: '2026-12-26' }, ['甲'], current))).toEqual(['tallyClosed@tallyClosedOn'])
  // Corrected to a handful afterwards: gone with the figures that are fixed, and said.
  const told = one(recordOpinions(one(recordCounts(prepared(), { returned: 5, valid: 5, invalid: 0 }), 'review'), ['多到村里走走'], current), 'review')
  const handful = { ...told, counts: { ...told.counts, returned: 4, valid: 4 }, tally: told.tally.map((row) => ({ ...row, votes: { excellent: 4, qualified: 0, basic: 0, unqualified: 0 }, blank: 0 })) }
  const fixed = closeTally(handful, '2026-12-26', current)
  expect([codes(fixed).includes('opinionsDropped'), one(fixed, 'review').opinions]).toEqual([true, []])
  expect(one(closeTally({ ...handful, counts: { ...handful.counts, returned: 5, valid: 5 }, tally: handful.tally.map((row) => ({ ...row, blank: 1 })) }, '2026-12-26', current), 'review').opinions).toEqual(['多到村里走走'])
})

test('a class and the rating of the 支部班子 are held to the same', () => {
  const review = prepared([masses])
  const rated = (valid: number) => ({ ...cast(review, 'room', valid, 4), [keyOf('room', 'committee', '0')]: valid })
  const alone = one(count(review, rated(8)), 'review')
  // The members were the whole; with eight of 群众代表 the class of members would stand one beside it: it is kept within the whole, the rating is refused.
  expect(walls(count(alone, { ...rated(9), ...cast(review, 'masses', 8, 2) }))).toEqual(['addedFew@valid'])
  const { [keyOf('room', 'committee', '0')]: _, ...unrated } = rated(9)
  const both = count(one(count(review, cast(review, 'room', 8, 4)), 'review'), { ...unrated, ...cast(review, 'masses', 8, 2) })
  expect(codes(both)).toEqual(['partsTooClose'])
  expect(one(both, 'review').parts).toEqual([])
  expect(walls(recordCommittee(alone, { valid: 9, votes: [8, 1, 0, 0], blank: 0 }, current))).toEqual(['addedFew@committee'])
  expect(recordCommittee(alone, { valid: 8, votes: [7, 1, 0, 0], blank: 0 }, current).ok).toBe(true)
})

test('whatever is typed in whatever order, no two stored states tell of fewer than five ballots', () => {
  const few = fc.integer({ min: 0, max: 9 })
  const act = fc.oneof(
    fc.record({ what: fc.constant('count' as const), valid: few, excellent: few }),
    fc.record({ what: fc.constant('row' as const), index: fc.integer({ min: 0, max: 9 }), excellent: few, qualified: few }),
    fc.record({ what: fc.constant('valid' as const), valid: few }),
  )
  fc.assert(
    fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
      let now = prepared()
      const stored: Review[] = []
      for (const one of acts) {
        const outcome = one.what === 'count' ? count(now, cast(now, 'room', one.valid, Math.min(one.excellent, one.valid)))
          : one.what === 'row' ? recordTally(now, [rowOf(now, one.index, { excellent: one.excellent, qualified: one.qualified })], current)
            : recordCounts(now, { returned: one.valid, valid: one.valid })
        if (!outcome.ok) continue
        const next = outcome.step.records[0]?.after
        if (next?.kind !== 'review') throw new Error('no review')
        now = next
        stored.push(now)
      }
      const agreed = stored.map((review) => new Map(review.tally.map((row) => [row.memberId, row.votes.excellent + row.votes.qualified] as const).filter(([, sum]) => sum > 0 && sum === review.counts.valid)))
      for (const [index, one] of agreed.entries()) for (const other of agreed.slice(index + 1)) for (const [memberId, sum] of one) {
        const gap = Math.abs((other.get(memberId) ?? sum) - sum)
        expect(gap === 0 || gap >= 5).toBe(true)
      }
    }),
    { seed: 20261226, numRuns: 400 },
  )
})

test('a stored count is not undone, only counted again', () => {
  const review = prepared()
  expect(stepOf(count(review, cast(review, 'room', 8, 3))).final).toBe(true)
})

test('支部班子 is rated by members, adds up, and is not kept where members are the few', () => {
  const review = prepared([masses])
  const both = { ...cast(review, 'room', 11, 4), ...cast(review, 'masses', 8, 2) }
  const rated = { ...both, [keyOf('room', 'committee', '0')]: 9, [keyOf('room', 'committee', '1')]: 1, [keyOf('room', 'committee', 'blank')]: 1 }
  expect(one(count(review, rated), 'review').committee).toEqual({ valid: 11, votes: [9, 1, 0, 0], blank: 1 })
  expect(walls(count(review, { ...rated, [keyOf('room', 'committee', '0')]: 8 }))).toEqual(['committeeSum@room'])
  const fewMembers = { ...cast(review, 'room', 4, 1), ...cast(review, 'masses', 8, 2), [keyOf('room', 'committee', '0')]: 4 }
  expect(one(count(review, fewMembers), 'review').committee).toBeNull()
  expect(cellKeys(review).some((cell) => cell.channelId === 'masses' && cell.row === 'committee')).toBe(false)
})

test('figures typed over by one hand no longer say that two counted', () => {
  const review = prepared([masses])
  const counted = one(count(review, { ...cast(review, 'room', 11, 4), ...cast(review, 'masses', 8, 2) }), 'review')
  expect(counted.parts).toHaveLength(2)
  const over = one(recordTally(counted, [{ memberId: id(0), votes: { excellent: 19, qualified: 0, basic: 0, unqualified: 0 }, blank: 0 }], current), 'review')
  expect(over).toMatchObject({ parts: [], countedBy: [], countedHow: 'totals' })
  expect(one(recordCounts(counted, { valid: 18 }), 'review').countedBy).toEqual([])
  expect(one(recordCounts(counted, { issued: 20 }), 'review').countedBy).toEqual(['甲', '乙'])
})

test('words on ballots: none under five; the order is drawn', () => {
  const review = prepared()
  expect(one(count(review, cast(review, 'room', 11, 4), { opinions: [' 多开会 ', ''] }), 'review').opinions).toEqual(['多开会'])
  const few = count(review, cast(review, 'room', 4, 1), { opinions: ['多开会'] })
  expect([codes(few), one(few, 'review').opinions]).toEqual([['opinionsWithheld'], []])
  const drawn = shuffled([1, 2, 3, 4, 5, 6], (limit) => limit - 2 < 0 ? 0 : limit - 2)
  expect([...drawn].sort()).toEqual([1, 2, 3, 4, 5, 6])
  expect(drawn).not.toEqual([1, 2, 3, 4, 5, 6])
})

test('ballots for others: never more than people, one line each, and fixed once counted', () => {
  const review = prepared()
  expect(walls(setChannels(review, [{ ...masses, issued: 9 }]))).toEqual(['issuedOverPeople@channels'])
  expect(walls(setChannels(review, [masses, { ...masses, id: 'again' }]))).toEqual(['channelTwice@channels'])
  const both = one(setChannels(review, [masses, box]), 'review')
  expect([both.counts.issued, countFindings(both).map((found) => found.code)]).toEqual([26, []])
  expect(one(setChannels(both, []), 'review').counts.issued).toBe(12)
  expect(countFindings({ ...both, counts: { ...both.counts, issued: 27 } }).map((found) => found.text)).toEqual(['发出 27 张多于实到 12 人加群众代表和会外 14 人，请改其中一个'])
  expect(walls(setChannels(one(count(both, cast(both, 'room', 11, 4)), 'review'), []))).toEqual(['alreadyCounted@channels'])
})

test('a unanimous result and a thin poll are flagged before anything is published; a thin lead is listed', () => {
  const review = prepared()
  const alike = one(count(review, { ...cast(review, 'room', 11, 4), [keyOf('room', id(1), 'excellent')]: 11, [keyOf('room', id(1), 'qualified')]: 0, [keyOf('room', 'committee', '0')]: 11 }), 'review')
  expect(openFindings(alike, current).map((found) => found.text)).toEqual(['党员2全是优秀、支部班子全是好：票数一公布，每个人怎么填的也就公布了；只公布等次，不公布票数'])
  expect(openFindings(one(count(review, cast(review, 'room', 4, 1)), 'review'), current).map((found) => found.code)).toEqual(['fewBallots'])
  const close = one(count(review, { ...cast(review, 'room', 11, 4), [keyOf('room', id(4), 'excellent')]: 5, [keyOf('room', id(4), 'qualified')]: 6 }), 'review')
  expect(borderline(close)).toEqual([{ memberId: id(4), name: '党员5', said: '合格 6 票，优秀 5 票，只差 1 票' }])
})

test('a class of one mind, and a code on every ballot, are flagged as well', () => {
  const [first] = prepared().tally
  if (first === undefined) throw new Error('nobody to be graded')
  const votes = (excellent: number, qualified: number) => ({ excellent, qualified, basic: 0, unqualified: 0 })
  const session = { ...prepared(), channels: [masses], counts: { ...prepared().counts, valid: 15 }, tally: [{ ...first, votes: votes(11, 4) }], parts: [{ channelId: 'room', returned: 9, valid: 9, invalid: 0, tally: [{ memberId: first.memberId, votes: votes(5, 4), blank: 0 }] }, { channelId: masses.id, returned: 6, valid: 6, invalid: 0, tally: [{ memberId: first.memberId, votes: votes(6, 0), blank: 0 }] }] }
  const saying = (patch: Partial<typeof session>) => openFindings({ ...session, ...patch }, current).map((found) => found.text.split('：')[0])
  expect(saying({})).toEqual([`群众代表给${first.name}的全是优秀`])
  expect(saying({ parts: [], asks: { sides: [], marks: [], codes: ['散漫', '退缩'] }, beside: { ballots: 15, rows: [{ memberId: first.memberId, sides: [], codes: [2, 15] }] } })).toEqual([`每张票都给${first.name}写了代号 2`])
  expect(saying({ parts: [] })).toEqual([])
})

test('seeded sessions: what is accepted always adds up, what is refused changes nothing', () => {
  const small = fc.integer({ min: 0, max: 12 })
  fc.assert(
    fc.property(fc.array(fc.tuple(small, small, small, small, small), { minLength: 10, maxLength: 10 }), small, small, fc.boolean(), (rows, valid, invalid, forced) => {
      const review = prepared()
      const cells: Record<string, number> = { [keyOf('room', 'ballots', 'returned')]: valid + invalid, [keyOf('room', 'ballots', 'valid')]: valid, [keyOf('room', 'ballots', 'invalid')]: invalid }
      review.tally.forEach((row, index) => {
        const [excellent = 0, qualified = 0, basic = 0, unqualified = 0, blank = 0] = forced ? [valid] : (rows[index] ?? [])
        Object.entries({ excellent, qualified, basic, unqualified, blank }).forEach(([column, value]) => { cells[keyOf('room', row.memberId, column)] = value })
      })
      const before = JSON.stringify(review)
      const outcome = count(review, cells)
      expect(JSON.stringify(review)).toBe(before)
      expect(outcome.ok).toBe(partFindings(review, partsFrom(review, cells)).length === 0)
      if (outcome.ok) expect([...countFindings(one(outcome, 'review')), ...(valid === 0 ? [] : tallyFindings(one(outcome, 'review'), current))]).toEqual([])
    }),
    { seed: 20261226, numRuns: 200 },
  )
})
