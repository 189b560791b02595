import fc from 'fast-check'
import { expect, test } from 'vitest'
import { current } from '#shared/rules/packs/current'
import { blankPart, massDifferences, massOpenFindings, partsToType, prepareMassReview, publishMass, recallMass, recordMassFigures, satisfactionRate, sayDefinition, settledParts, wholeOf } from './mass-review'
import { keptSettled } from './review-stood'
import { codes, one, stepOf, testContext, walls } from './testing'

const context = testContext()
const prepared = () => one(prepareMassReview(context, { year: 2026, title: '2026年度群众评议', heldOn: null }, [{ memberId: context.newId(), name: '白露' }], current), 'massReview')
const ballots = (valid: number, issued = valid) => ({ issued, returned: valid, valid, invalid: 0 })
const partOf = (source: string, votes: readonly number[], counts = ballots(30), blank = 0) => ({ ...blankPart(source, prepared()), counts, aspects: prepared().aspects.map(() => ({ votes: [...votes], blank })) })
const figures = (votes: readonly number[], counts = ballots(30)) => ({ heldOn: '2026-12-26', satisfied: 2, machine: null, parts: [partOf('会议票', votes, counts)] })

test('five aspects and the whole, four grades, from the pack', () => {
  expect(prepared().aspects.map((row) => row.name)).toEqual(['开展创先争优活动', '推动中心工作和重点任务完成', '公开承诺和践诺', '为群众办实事、解难事', '加强党组织和党员队伍建设', '总体评价'])
  expect(prepared().scale).toEqual(['满意', '比较满意', '基本满意', '不满意'])
})

test('figures that do not agree are refused with both numbers; rows not asked about stay empty', () => {
  expect(recordMassFigures(prepared(), figures([20, 6, 3, 1]), current).ok).toBe(true)
  expect(recordMassFigures(prepared(), figures([20, 6, 3]), current).findings?.[0]?.text).toBe('开展创先争优活动各档加未填 29 票，有效票 30 张，请改这一行')
  const over = figures([20, 6, 3, 1])
  expect(walls(recordMassFigures(prepared(), figures([20, 6, 3, 1], ballots(30, 29)), current))).toEqual(['returnedOverIssued@counts.returned'])
  expect(walls(recordMassFigures(prepared(), { ...over, satisfied: 4 }, current))).toEqual(['allSatisfied@satisfied'])
  expect(codes(recordMassFigures(prepared(), figures([4, 0, 0, 0], ballots(4)), current))).toEqual(['fewBallots'])
})

test('the rate follows its definition, lies between 0 and 100, and more grades never make it smaller', () => {
  expect(satisfactionRate({ votes: [20, 6, 3, 1], blank: 0 }, 30, 2)).toEqual({ satisfied: 26, base: 30, percent: 86.7 })
  expect(satisfactionRate({ votes: [20, 6, 3, 1], blank: 0 }, 30, 3).percent).toBe(96.7)
  expect(satisfactionRate({ votes: [0, 0, 0, 0], blank: 0 }, 30, 2).percent).toBeNull()
  expect(sayDefinition(prepared(), 1)).toBe('满意率＝满意÷有效票')
  expect(sayDefinition(prepared(), 2)).toBe('满意率＝（满意＋比较满意）÷有效票')
  fc.assert(fc.property(fc.array(fc.nat(60), { minLength: 4, maxLength: 4 }), fc.nat(20), (votes, blank) => {
    const valid = votes.reduce((sum, count) => sum + count, blank)
    const rates = [1, 2, 3].map((satisfied) => satisfactionRate({ votes, blank }, valid, satisfied).percent)
    if (valid === 0) expect(rates).toEqual([null, null, null])
    else rates.forEach((rate, index) => {
      expect(rate).toBeGreaterThanOrEqual(index === 0 ? 0 : (rates[index - 1] ?? 0))
      expect(rate).toBeLessThanOrEqual(100)
    })
  }), { seed: 20261226, numRuns: 200 })
})

test('published is final; 收回公布 opens it again', () => {
  const counted = one(recordMassFigures(prepared(), figures([20, 6, 3, 1]), current), 'massReview')
  expect(walls(publishMass(prepared(), { on: '2026-12-30', way: '公开栏' }, current))).toEqual(['noValidBallots@counts.valid'])
  expect(walls(publishMass(counted, { on: null, way: '公开栏' }, current))).toEqual(['wayMissing@on'])
  expect(walls(publishMass(counted, { on: '2026-12-30', way: ' ' }, current))).toEqual(['wayMissing@way'])
  expect(walls(publishMass(counted, { on: '2026-12-20', way: '公开栏' }, current))).toEqual(['tooEarly@on'])
  const alike = one(recordMassFigures(prepared(), figures([30, 0, 0, 0]), current), 'massReview')
  expect(codes(publishMass(alike, { on: '2026-12-30', way: '公开栏' }, current))).toEqual(['unanimous'])
  const out = one(publishMass(counted, { on: '2026-12-30', way: '公开栏' }, current), 'massReview')
  expect(walls(recordMassFigures(out, figures([20, 6, 3, 1]), current))).toEqual(['published@'])
  expect(one(recallMass(out), 'massReview').state).toBe('open')
  expect(walls(recallMass(counted))).toEqual(['notPublished@'])
})

test('a count that stands is final, and no later one differs from it by fewer than five ballots', () => {
  const first = recordMassFigures(prepared(), figures([20, 6, 3, 1]), current)
  expect(stepOf(first).final).toBe(true)
  const counted = one(first, 'massReview')
  const grown = figures([21, 6, 3, 1], ballots(31))
  expect(recordMassFigures(counted, grown, current).findings?.[0]?.text).toContain('开展创先争优活动账上是 30 票，改成了 31 票，只差 1 票')
  expect(recordMassFigures(counted, figures([19, 7, 3, 1]), current).ok).toBe(true)
  expect(recordMassFigures(counted, figures([25, 6, 3, 1], ballots(35)), current).ok).toBe(true)
})

test('each source is typed by itself and added up; it is kept so only where none has too few ballots', () => {
  const two = (few: number) => ({ heldOn: '2026-12-26', satisfied: 2, machine: null, parts: [partOf('会议票', [20, 6, 3, 1]), partOf('入户问卷', [few, 0, 0, 0], ballots(few, 8))] })
  const both = one(recordMassFigures(prepared(), two(5), current), 'massReview')
  expect([both.counts, both.aspects[0]?.votes, both.sources, both.parts.map(({ source, counts }) => [source, counts.valid])]).toEqual([{ issued: 38, returned: 35, valid: 35, invalid: 0 }, [25, 6, 3, 1], ['会议票', '入户问卷'], [['会议票', 30], ['入户问卷', 5]]])
  expect(partsToType(both)).toEqual(both.parts)
  const withheld = recordMassFigures(prepared(), two(4), current)
  expect(codes(withheld)).toEqual(['partFew'])
  const whole = one(withheld, 'massReview')
  expect([whole.parts, whole.counts.valid, JSON.stringify(whole.stood).includes('会议票')]).toEqual([[], 34, false])
  // Kept as a whole it is gone on with as a whole, under both names.
  expect(partsToType(whole).map(({ source, counts }) => [source, counts.valid])).toEqual([['会议票、入户问卷', 34]])
  expect(one(recordMassFigures(whole, { heldOn: null, satisfied: 2, machine: null, parts: [...partsToType(whole)] }, current), 'massReview').sources).toEqual(['会议票', '入户问卷'])
})

test('a handful of one source is not written down before the others are there', () => {
  const few = [partOf('意见箱', [3, 0, 0, 0], ballots(3)), { ...partOf('会议票', [0, 0, 0, 0], ballots(0)) }]
  expect(walls(recordMassFigures(prepared(), { heldOn: null, satisfied: 2, machine: null, parts: few }, current))).toEqual(['fewAlone@counts.valid'])
  // All there ever will be: the source without ballots is taken out, and the whole is kept with a warning.
  expect(codes(recordMassFigures(prepared(), { heldOn: null, satisfied: 2, machine: null, parts: few.slice(0, 1) }, current))).toEqual(['fewBallots'])
  expect(recordMassFigures(prepared(), { heldOn: null, satisfied: 2, machine: null, parts: [few[0] ?? partOf('', []), partOf('会议票', [20, 6, 3, 1])] }, current).ok).toBe(true)
})

test('a source that does not agree is named; a source that differs from what stood by a few is kept within the whole', () => {
  const parts = [partOf('会议票', [20, 6, 3, 1]), partOf('意见箱', [6, 0, 0, 0], ballots(7, 7))]
  expect(recordMassFigures(prepared(), { heldOn: null, satisfied: 2, machine: null, parts }, current).findings?.[0]?.text).toBe('意见箱：开展创先争优活动各档加未填 6 票，有效票 7 张，请改这一行')
  const meeting = one(recordMassFigures(prepared(), figures([20, 6, 3, 1]), current), 'massReview')
  // The meeting's thirty stood as the whole; thirty-one of the meeting would be one ballot told.
  const later = recordMassFigures(meeting, { heldOn: null, satisfied: 2, machine: null, parts: [partOf('会议票', [21, 6, 3, 1], ballots(31)), partOf('意见箱', [9, 0, 0, 0], ballots(9))] }, current)
  expect([codes(later), one(later, 'massReview').parts]).toEqual([['partFew'], []])
})

test('the whole is the sum of its sources, whatever was typed', () => {
  const review = prepared()
  const row = fc.record({ votes: fc.array(fc.nat(99), { minLength: 4, maxLength: 4 }), blank: fc.nat(99) })
  const part = fc.record({ counts: fc.record({ issued: fc.nat(99), returned: fc.nat(99), valid: fc.nat(99), invalid: fc.nat(99) }), aspects: fc.array(row, { minLength: 6, maxLength: 6 }), members: fc.array(row, { minLength: 1, maxLength: 1 }) })
  fc.assert(fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (typed) => {
    const whole = wholeOf(review, typed.map((one, at) => ({ ...one, source: `来源${at}` })))
    const grains = (rows: readonly { readonly votes: readonly number[]; readonly blank: number }[]) => rows.reduce((all, { votes, blank }) => all + blank + votes.reduce((sum, count) => sum + count, 0), 0)
    expect(grains([...whole.aspects, ...whole.members])).toBe(typed.reduce((all, one) => all + grains([...one.aspects, ...one.members]), 0))
    expect(whole.counts.valid).toBe(typed.reduce((all, { counts }) => all + counts.valid, 0))
  }), { seed: 20261127, numRuns: 200 })
})

test('two people apart: every cell that differs is named, and what both settle on stands with both names', () => {
  const review = prepared()
  const [first, second] = [[partOf('会议票', [20, 6, 3, 1]), partOf('意见箱', [6, 1, 0, 0], ballots(7))], [partOf('会议票', [20, 6, 3, 1]), { ...partOf('意见箱', [6, 1, 0, 0], ballots(7)), counts: { issued: 8, returned: 7, valid: 7, invalid: 0 } }]]
  second[0] = { ...partOf('会议票', [20, 6, 3, 1]), aspects: partOf('会议票', [20, 6, 3, 1]).aspects.map((row, at) => (at === 5 ? { votes: [19, 7, 3, 1], blank: 0 } : row)) }
  const differ = massDifferences(review, first, second)
  expect(differ.map(({ label, first: a, second: b }) => [label, a, b])).toEqual([['会议票，总体评价，满意', 20, 19], ['会议票，总体评价，比较满意', 6, 7], ['意见箱，发出', 7, 8]])
  expect(massDifferences(review, first, first)).toEqual([])
  const settled = Object.fromEntries(differ.map(({ key, second: b }) => [key, b]))
  expect(settledParts(first, settled)).toEqual(second)
  const counted = { countedBy: ['白露', '江月白'], settled: keptSettled(differ.map((cell) => ({ ...cell, value: cell.second }))) }
  const kept = one(recordMassFigures(review, { heldOn: null, satisfied: 2, machine: null, parts: [...settledParts(first, settled)] }, current, counted), 'massReview')
  expect([kept.countedBy, kept.settled.length, kept.counts.issued]).toEqual([['白露', '江月白'], 3, 38])
  // One sheet more in the second's hand: cell by cell it would be that sheet.
  const late = massDifferences(review, first, [partOf('会议票', [20, 7, 3, 1], ballots(31)), ...first.slice(1)])
  expect(late.length).toBeGreaterThan(5)
  expect(keptSettled(late.map((cell) => ({ ...cell, value: cell.second }))).map(({ cell }) => cell)).toEqual(['会议票，发出', '会议票，收回', '会议票，有效'])
  // Kept within the whole only: what was settled in a source would tell its figures.
  const few = one(recordMassFigures(review, { heldOn: null, satisfied: 2, machine: null, parts: [partOf('会议票', [20, 6, 3, 1]), partOf('意见箱', [3, 0, 0, 0], ballots(3))] }, current, counted), 'massReview')
  expect([few.countedBy, few.settled]).toEqual([['白露', '江月白'], []])
  expect(one(recordMassFigures(kept, figures([20, 6, 3, 1], ballots(30)), current), 'massReview').countedBy).toEqual([])
})

test('a source that is of one mind is flagged before publication, as the whole is', () => {
  const both = one(recordMassFigures(prepared(), { heldOn: '2026-12-26', satisfied: 2, machine: null, parts: [partOf('会议票', [20, 6, 3, 1]), partOf('意见箱', [0, 6, 0, 0], ballots(6))] }, current), 'massReview')
  expect(massOpenFindings(both, current).map(({ text }) => text.slice(0, 20))).toEqual(['意见箱里开展创先争优活动全是比较满意、意'])
  const agreed = one(recordMassFigures(prepared(), { heldOn: '2026-12-26', satisfied: 2, machine: null, parts: [partOf('会议票', [30, 0, 0, 0]), partOf('意见箱', [6, 0, 0, 0], ballots(6))] }, current), 'massReview')
  expect(massOpenFindings(agreed, current)[0]?.text).not.toContain('意见箱里')
})
