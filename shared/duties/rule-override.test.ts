import { expect, test } from 'vitest'
import type { RuleOverride } from '#shared/model/rule-pin'
import { changedSince, editableRules, localRules, sayLocal, sayRule, valuesOf } from '#shared/rules/editable-rules'
import { builtInPacks } from '#shared/rules/packs/built-in'
import { current } from '#shared/rules/packs/current'
import { era2010 } from '#shared/rules/packs/era-2010'
import { resolvePack } from '#shared/rules/resolve'
import { prepareReview } from './review'
import { layRule, takeBackRule, type RuleInput } from './rule-override'
import { codes, one, stepOf, testContext, walls } from './testing'

const fifth = { share: { numerator: 1, denominator: 5 }, of: 'fullMembers', rounding: 'floor', soft: true }
const input = (patch: Partial<RuleInput> = {}): RuleInput => ({ path: 'review.excellentCap', value: fifth, source: '梨坪镇党委通知', on: '2026-03-01', who: '郑守田', ...patch })
let seq = 0
const lay = (patch: Partial<RuleInput> = {}, standing: readonly RuleOverride[] = [], pack = current) => layRule(testContext({ seq: (seq += 1) }), input(patch), pack, standing)
const laid = (patch: Partial<RuleInput> = {}, standing: readonly RuleOverride[] = []) => one(lay(patch, standing), 'ruleOverride')

test('every rule offered is a cited value of every pack, and is said in words', () => {
  for (const pack of builtInPacks) for (const rule of editableRules) {
    const value = valuesOf(pack).get(rule.path)
    expect(value, rule.path).toBeDefined()
    expect(sayRule(rule, value?.value), rule.path).toMatch(/[\u4e00-\u9fff]/u)
  }
})

test('a cap of a fifth: named with its source and day, in the pack, and in what is prepared afterwards', () => {
  const cap = laid()
  const { pack } = resolvePack(current, [cap])
  expect(pack.review.excellentCap.value?.share).toEqual({ numerator: 1, denominator: 5 })
  expect(sayLocal(localRules(pack, [cap], ['review.excellentCap', 'review.grades']))).toBe('本支部按梨坪镇党委通知（2026年3月1日）：优秀的比例不超过正式党员的五分之一')
  // A pinned pack still says so when the override itself is gone; the built-in one says nothing.
  expect(sayLocal(localRules(pack, [], ['review.excellentCap']))).toBe('本支部按梨坪镇党委通知：优秀的比例不超过正式党员的五分之一')
  expect(localRules(current, [cap], ['review.excellentCap'])).toEqual([])
  const three = laid({ path: 'review.grades', value: [{ id: 'excellent', name: '优秀' }, { id: 'qualified', name: '合格' }, { id: 'unqualified', name: '不合格' }] })
  const prepared = one(prepareReview(testContext(), { year: 2026, title: '评议', heldOn: null }, [{ memberId: testContext().newId(), name: '甲', grade: 'full', post: '' }], resolvePack(current, [three]).pack), 'review')
  expect(prepared.grades).toEqual(['excellent', 'qualified', 'unqualified'])
})

test('a session keeps the rules it began with, and what was changed since is named: laid, and taken back', () => {
  const cap = laid()
  const pinned = resolvePack(current, [cap]).pack
  const paths = ['review.excellentCap', 'review.grades']
  expect(changedSince(current, [cap], paths).map(({ rule, said }) => [rule.name, said])).toEqual([['优秀的比例', '不超过正式党员的五分之一']])
  expect(changedSince(pinned, [], paths).map(({ said }) => said)).toEqual(['不超过正式党员的三分之一'])
  expect([changedSince(pinned, [cap], paths), changedSince(current, [cap], ['review.grades'])]).toEqual([[], []])
})

test('source, day and value are asked for, each at its field', () => {
  expect(walls(lay({ source: ' ' }))).toEqual(['sourceMissing@source'])
  expect(walls(lay({ on: null }))).toEqual(['dayMissing@on'])
  expect(walls(lay({ on: '2027-01-01' }))).toEqual(['dayAhead@on'])
  expect(walls(lay({ value: current.review.excellentCap.value }))).toEqual(['nothingNew@value'])
  expect(walls(lay({ value: { ...fifth, share: { numerator: 5, denominator: 3 } } }))).toEqual(['valueWrong@value'])
  expect(walls(lay({ path: 'massReview.scale', value: ['满意', ' ', '不满意'] }))).toEqual(['allSatisfied@value'])
  expect(walls(lay({ path: 'massReview.scale', value: ['好', '好', '差'] }))).toEqual(['lineTwice@value'])
  expect(walls(lay({ path: 'massReview.scale', value: ['好'] }))).toEqual(['valueWrong@value'])
  expect(walls(lay({ path: 'review.fewestShown', value: 3 }))).toEqual(['outOfRange@value'])
  expect(walls(lay({ path: 'review.grades', value: [{ id: 'qualified', name: '合格' }] }))).toEqual(['gradesFew@value'])
  expect(walls(lay({ path: 'standards.branch', value: ['好'] }))).toEqual(['ruleUnknown@value'])
  expect(codes(lay({ path: 'review.correctWithin', value: 6 }))).toEqual(['overRule'])
  expect(codes(lay({}, [], era2010))).toEqual([])
})

test('a later one wins, an older one is refused, and taking one back brings the one before', () => {
  const first = laid()
  const second = laid({ value: { ...fifth, share: { numerator: 1, denominator: 4 } }, on: '2026-06-01' }, [first])
  expect(walls(lay({ value: { ...fifth, share: { numerator: 1, denominator: 6 } }, on: '2026-05-01' }, [first, second]))).toEqual(['olderThanNow@on'])
  const step = stepOf(takeBackRule(second))
  expect(step.title).toBe('收回了本支部的规矩：优秀的比例')
  expect(step.final).toBe(false)
  expect(step.records).toEqual([{ before: second, after: null }])
  expect(resolvePack(current, [first]).pack.review.excellentCap.value?.share.denominator).toBe(5)
})

test('lines with marks of their own are told apart, hundredths are per cent, and rules of one source are said under it together', () => {
  const said = (path: string, value: unknown) => { const rule = editableRules.find((one) => one.path === path); return rule === undefined ? '' : sayRule(rule, value) }
  expect(said('review.problemCodes', ['不学习', '不请假'])).toBe('不学习、不请假')
  expect(said('review.problemCodes', ['不交党费、不做工作', '不请假'])).toBe('不交党费、不做工作；不请假')
  expect(said('review.excellentCap', { ...fifth, share: { numerator: 15, denominator: 100 } })).toBe('不超过正式党员的15%')
  const [cap, codesRule] = [laid(), laid({ path: 'review.problemCodes', value: ['不学习', '不请假'] })]
  const { pack } = resolvePack(current, [cap, codesRule])
  expect(sayLocal(localRules(pack, [cap, codesRule], ['review.excellentCap', 'review.problemCodes']))).toBe('本支部按梨坪镇党委通知（2026年3月1日）：优秀的比例不超过正式党员的五分之一；存在问题的代号：不学习、不请假')
})
