import fc from 'fast-check'
import { expect, test } from 'vitest'
import { current } from '#shared/rules/packs/current'
import { prepareMassReview, publishMass, recallMass, recordMassFigures, satisfactionRate, sayDefinition } from './mass-review'
import { codes, one, stepOf, testContext, walls } from './testing'

const context = testContext()
const prepared = () => one(prepareMassReview(context, { year: 2026, title: '2026年度群众评议', heldOn: null }, [{ memberId: context.newId(), name: '白露' }], current), 'massReview')
const figures = (votes: readonly number[], blank = 0) => {
  const review = prepared()
  return { heldOn: '2026-12-26', counts: { issued: 30, returned: 30, valid: 30, invalid: 0 }, aspects: review.aspects.map((row) => ({ ...row, votes: [...votes], blank })), members: review.members, sources: ['会议票', '意见箱'], satisfied: 2 }
}

test('five aspects and the whole, four grades, from the pack', () => {
  expect(prepared().aspects.map((row) => row.name)).toEqual(['开展创先争优活动', '推动中心工作和重点任务完成', '公开承诺和践诺', '为群众办实事、解难事', '加强党组织和党员队伍建设', '总体评价'])
  expect(prepared().scale).toEqual(['满意', '比较满意', '基本满意', '不满意'])
})

test('figures that do not agree are refused with both numbers; rows not asked about stay empty', () => {
  expect(recordMassFigures(prepared(), figures([20, 6, 3, 1]), current).ok).toBe(true)
  expect(recordMassFigures(prepared(), figures([20, 6, 3]), current).findings?.[0]?.text).toBe('开展创先争优活动各档加未填 29 票，有效票 30 张，请改这一行')
  const over = figures([20, 6, 3, 1])
  expect(walls(recordMassFigures(prepared(), { ...over, counts: { ...over.counts, issued: 29 } }, current))).toEqual(['returnedOverIssued@counts.returned'])
  expect(walls(recordMassFigures(prepared(), { ...over, satisfied: 4 }, current))).toEqual(['allSatisfied@satisfied'])
  expect(codes(recordMassFigures(prepared(), { ...figures([4, 0, 0, 0]), counts: { issued: 4, returned: 4, valid: 4, invalid: 0 } }, current))).toEqual(['fewBallots'])
})

test('the rate follows its definition, lies between 0 and 100, and more grades never make it smaller', () => {
  expect(satisfactionRate({ name: '', votes: [20, 6, 3, 1], blank: 0 }, 30, 2)).toEqual({ satisfied: 26, base: 30, percent: 86.7 })
  expect(satisfactionRate({ name: '', votes: [20, 6, 3, 1], blank: 0 }, 30, 3).percent).toBe(96.7)
  expect(satisfactionRate({ name: '', votes: [0, 0, 0, 0], blank: 0 }, 30, 2).percent).toBeNull()
  expect(sayDefinition(prepared(), 2)).toBe('满意率＝（满意＋比较满意）÷有效票')
  fc.assert(fc.property(fc.array(fc.nat(60), { minLength: 4, maxLength: 4 }), fc.nat(20), (votes, blank) => {
    const valid = votes.reduce((sum, count) => sum + count, blank)
    const rates = [1, 2, 3].map((satisfied) => satisfactionRate({ name: '', votes, blank }, valid, satisfied).percent)
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
  const more = figures([21, 6, 3, 1])
  const grown = { ...more, counts: { issued: 31, returned: 31, valid: 31, invalid: 0 } }
  expect(recordMassFigures(counted, grown, current).findings?.[0]?.text).toContain('开展创先争优活动账上是 30 票，改成了 31 票，只差 1 票')
  expect(recordMassFigures(counted, figures([19, 7, 3, 1]), current).ok).toBe(true)
  expect(recordMassFigures(counted, { ...figures([25, 6, 3, 1]), counts: { issued: 35, returned: 35, valid: 35, invalid: 0 } }, current).ok).toBe(true)
})
