import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cellsMarked, marksFit, totalsOf, type BallotMarks } from '#shared/ballot-box'
import type { Channel, Review } from '#shared/model/review'
import { current } from '#shared/rules/packs/current'
import { chooseForm, codesOf, formOf, sideColumn } from './review-beside'
import { cellKeys, keyOf, recordCount, setChannels } from './review-count'
import { cellsOfBox, machineChannels, machineForm, recordBoxes, type BoxCount } from './review-machine'
import { prepareReview, recordCounts, recordTally, type ReviewPerson } from './review'
import { codes, one, testContext } from './testing'

const context = testContext()
const people: readonly ReviewPerson[] = Array.from({ length: 6 }, (_, index) => ({ memberId: context.newId(), name: `党员${index + 1}`, grade: 'full', post: '' }))
const masses: Channel = { id: context.newId(), voters: 'masses', way: 'meeting', people: 8, issued: 8 }
const by = ['甲', '乙'] as const

function session(form: 'plain' | 'coded' | 'scored', channels: readonly Channel[] = []): Review {
  const prepared = one(recordCounts(one(prepareReview(context, { year: 2026, title: '评议', heldOn: '2026-12-26' }, people, current), 'review'), { issued: 6 }), 'review')
  const asked = one(chooseForm(prepared, form, current), 'review')
  return channels.length === 0 ? asked : one(setChannels(asked, channels), 'review')
}
const room = (review: Review): Channel => machineChannels(review)[0] ?? masses

function boxOf(review: Review, channel: Channel, ballots: readonly BallotMarks[]): BoxCount {
  const form = machineForm(review, channel, current)
  const cells = new Uint32Array(2000)
  for (const marks of ballots) {
    expect(marksFit(form, marks)).toBe(true)
    for (const cell of cellsMarked(form, marks)) cells[cell] = (cells[cell] ?? 0) + 1
  }
  return { channelId: channel.id, totals: totalsOf(form, ballots.length, cells), lost: [], dropped: 0 }
}
/** Everyone 优秀, every side the same mark, these codes. */
const alike = (review: Review, channel: Channel, count: number, mark: number, given: readonly number[] = []): readonly BallotMarks[] =>
  Array.from({ length: count }, () => machineForm(review, channel, current).questions.map((question) => (question.several ? given : [question.below === undefined ? 0 : mark])))

test('a session says which ballot it votes on, in the words of its own pack; not once something is counted', () => {
  const plain = session('plain')
  expect([formOf(plain), formOf(session('coded')), formOf(session('scored'))]).toEqual(['plain', 'coded', 'scored'])
  expect(session('coded').asks).toEqual({ sides: [], marks: [], codes: current.review.problemCodes.value })
  expect(session('scored').asks).toEqual({ sides: current.review.subScores.value, marks: ['好', '一般', '差'], codes: [] })
  expect(formOf(one(chooseForm(session('scored'), 'plain', current), 'review'))).toBe('plain')
  const counted = one(recordCount(plain, { cells: cellsOfBox(plain, boxOf(plain, room(plain), alike(plain, room(plain), 6, 0))), how: 'machine', by, settled: [], opinions: [] }, current), 'review')
  expect(codes(chooseForm(counted, 'coded', current))).toEqual(['alreadyCounted'])
  expect(codes(chooseForm({ ...plain, tallyClosedOn: '2026-12-26' }, 'coded', current))).toEqual(['tallyClosed'])
})

test('the machine asks it below each person; a side or a code may stay blank where a grade may not', () => {
  const form = machineForm(session('scored'), room(session('scored')), { ...current, review: { ...current.review, invalidRow: { ...current.review.invalidRow, value: 'wholeBallot' } } })
  expect(form.questions.slice(0, 8).map((question) => question.label)).toEqual(['党员1', ...current.review.subScores.value, '党员2'])
  const grades = form.questions.map((question): readonly number[] => (question.below === undefined ? [0] : []))
  expect(marksFit(form, grades)).toBe(true)
  expect(marksFit(form, grades.map((mine, at) => (at === 0 ? [] : mine)))).toBe(false)
  const coded = machineForm(session('coded'), masses, current)
  expect(coded.questions).toHaveLength(12)
  expect(coded.questions[1]).toEqual({ id: `${people[0]?.memberId ?? ''}.codes`, label: '存在问题', choices: current.review.problemCodes.value, several: true, below: people[0]?.memberId })
})

test('whatever was marked, the books hold its sums: sides with 未填, codes, of all channels together', () => {
  for (const kind of ['coded', 'scored'] as const) {
    const review = session(kind, [masses])
    const ballot = (channel: Channel) => fc.tuple(...machineForm(review, channel, current).questions.map((question) => fc.subarray(question.choices.map((_, at) => at), { maxLength: question.several ? question.choices.length : 1 })))
    fc.assert(fc.property(fc.array(ballot(room(review)), { minLength: 5, maxLength: 6 }), fc.array(ballot(masses), { minLength: 0, maxLength: 8 }), (ours, theirs) => {
      const after = one(recordBoxes(review, { boxes: [boxOf(review, room(review), ours), boxOf(review, masses, theirs)], by }, current), 'review')
      const ballots = [...ours, ...theirs]
      const width = kind === 'coded' ? 2 : 7
      expect(after.beside?.ballots).toBe(ballots.length)
      people.forEach(({ memberId }, person) => {
        const row = after.beside?.rows.find((each) => each.memberId === memberId)
        if (kind === 'coded') expect(row).toEqual({ memberId, sides: [], codes: current.review.problemCodes.value.map((_, code) => ballots.filter((marks) => marks[person * width + 1]?.includes(code)).length) })
        else expect(row).toEqual({ memberId, codes: [], sides: current.review.subScores.value.map((_, side) => [0, 1, 2, null].map((mark) => ballots.filter((marks) => (marks[person * width + 1 + side]?.[0] ?? null) === mark).length)) })
      })
    }), { numRuns: 10 })
  }
})

test('what does not add up is refused with both numbers', () => {
  const review = session('scored')
  const cells = cellsOfBox(review, boxOf(review, room(review), alike(review, room(review), 6, 1)))
  const count = (more: Record<string, number>) => recordCount(review, { cells: { ...cells, ...more }, how: 'twice', by, settled: [], opinions: [] }, current)
  const first = people[0]?.memberId ?? ''
  expect(count({}).ok).toBe(true)
  expect(count({ [keyOf('room', first, sideColumn(2, 0))]: 1 }).findings?.[0]?.text).toBe('党员1“廉洁自律”各档加未填 7 票，计了 6 张，请改这一行')
  expect(codes(count({ [keyOf('room', 'ballots', 'beside')]: 7 }))).toContain('sideSum')
  const coded = session('coded')
  const given = cellsOfBox(coded, boxOf(coded, room(coded), alike(coded, room(coded), 6, 0, [1])))
  expect(codes(recordCount(coded, { cells: { ...given, [keyOf('room', first, 'code1')]: 7 }, how: 'twice', by, settled: [], opinions: [] }, current))).toEqual(['codeOver'])
  expect(codes(recordCount(coded, { cells: { ...given, [keyOf('room', 'ballots', 'beside')]: 7 }, how: 'twice', by, settled: [], opinions: [] }, current))).toContain('besideOverValid')
  expect(cellKeys(coded).find((cell) => cell.key === keyOf('room', first, 'code1'))?.label).toBe('党员1，存在问题 2 不参加组织生活、不交党费、不做分配的工作')
})

test('fewer than five are not kept, nor what stands a handful from what stood; typed over by hand, it is gone', () => {
  const review = session('coded', [masses])
  const boxes = (count: number, others = 0) => [boxOf(review, room(review), alike(review, room(review), count, 0, [0])), ...(others === 0 ? [] : [boxOf(review, masses, alike(review, masses, others, 0, [1]))])]
  const few = recordBoxes(review, { boxes: boxes(4), by }, current)
  expect(codes(few)).toContain('besideWithheld')
  expect(one(few, 'review').beside).toBeNull()

  const six = one(recordBoxes(review, { boxes: boxes(6), by }, current), 'review')
  expect(codesOf(six, people[0]?.memberId ?? '')).toEqual([{ number: 1, text: current.review.problemCodes.value[0], count: 6 }])
  expect(six.stood).toContainEqual({ row: 'beside', counts: [6, 0] })
  // The same ballots, but one of them not counted for its codes: the other would be told by subtraction.
  const again = (besides: number) => recordCount(six, { cells: { ...cellsOfBox(six, boxOf(six, room(six), alike(six, room(six), 6, 0, []))), [keyOf('room', 'ballots', 'beside')]: besides }, how: 'twice', by, settled: [], opinions: [] }, current)
  expect(codes(again(5))).toContain('besideTooClose')
  expect(one(again(5), 'review').beside).toBeNull()
  expect(codes(again(6))).not.toContain('besideTooClose')

  const typed = one(recordTally(six, six.tally.slice(0, 1), current), 'review')
  expect([typed.beside, typed.countedHow]).toEqual([null, 'totals'])
  expect(typed.stood).toContainEqual({ row: 'beside', counts: [6, 0] })
})

test('another kind of ballot chosen after the box was made is refused; nothing is written', () => {
  const review = session('coded')
  const box = boxOf(review, room(review), alike(review, room(review), 6, 0, [0]))
  expect(codes(recordBoxes(one(chooseForm(review, 'plain', current), 'review'), { boxes: [box], by }, current))).toEqual(['otherForm'])
  expect(codes(recordBoxes(one(chooseForm(review, 'scored', current), 'review'), { boxes: [box], by }, current))).toEqual(['otherForm'])
})
