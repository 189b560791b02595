import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ballotFormSchema, cellsMarked, totalsOf, type BallotMarks } from '#shared/ballot-box'
import type { MassReview } from '#shared/model/mass-review'
import { current } from '#shared/rules/packs/current'
import type { OpenedBox } from './machine-box'
import { figuresWithBox, massForm, massForms, partOfBox, recordMassBox, recordMassBoxMade, sayMassMachine, whyNoMassBox, whyNoRecount, type MassForm } from './mass-machine'
import { blankPart, isFromBox, machineSource, massFindings, partsToType, prepareMassReview, publishMass, recordMassFigures, rowBase, satisfactionRate } from './mass-review'
import { codes, one, stepOf, testContext, walls } from './testing'

const context = testContext()
const people = ['白露', '江月白', '顾清源'].map((name) => ({ memberId: context.newId(), name }))
const prepared = () => one(prepareMassReview(context, { year: 2026, title: '2026年度群众评议', heldOn: '2026-12-26' }, people, current), 'massReview')
const withBox = (electors: number, before = prepared()) => one(recordMassBoxMade(before, electors), 'massReview')
const by = ['甲', '乙'] as const
const looks = current.massReview.memberAspects.value

/** As the host would sum them up. */
function boxOf(review: MassReview, which: MassForm, ballots: readonly BallotMarks[], patch: Partial<OpenedBox> = {}): OpenedBox {
  const form = massForm(review, which, looks)
  const cells = new Uint32Array(2000)
  for (const marks of ballots) for (const cell of cellsMarked(form, marks)) cells[cell] = (cells[cell] ?? 0) + 1
  return { totals: totalsOf(form, ballots.length, cells), lost: [], dropped: 0, ...patch }
}
const alike = (review: MassReview, which: MassForm, count: number, choice: number) => Array.from({ length: count }, (): BallotMarks => massForm(review, which, looks).questions.map(() => [choice]))
const paper = (review: MassReview, source: string, votes: readonly number[], asked: MassForm = 'both') => {
  const valid = votes.reduce((sum, count) => sum + count, 0)
  const rows = (list: readonly unknown[], yes: boolean) => list.map(() => (yes ? { votes: [...votes], blank: 0 } : { votes: [0, 0, 0, 0], blank: 0 }))
  return { ...blankPart(source, review), counts: { issued: valid, returned: valid, valid, invalid: 0 }, aspects: rows(review.aspects, asked !== 'members'), members: rows(review.members, asked !== 'branch') }
}

test('what the machine asks: aspects and 总体评价, members, or both, on the scale of the rules', () => {
  const review = prepared()
  for (const which of massForms) expect(ballotFormSchema.safeParse(massForm(review, which, looks)).success).toBe(true)
  expect(massForm(review, 'both', looks).questions.map(({ label }) => label)).toEqual([...review.aspects.map(({ name }) => name), '白露', '江月白', '顾清源'])
  expect(massForm(review, 'branch', looks).questions).toHaveLength(6)
  expect(massForm(review, 'members', looks)).toMatchObject({ title: '2026年度群众评议满意度测评表', lead: '评党员看：参加创先争优活动、立足岗位履行职责、公开承诺和践诺、联系和服务群众。' })
  expect(massForm(review, 'branch', looks).questions[0]?.choices).toEqual(review.scale)
})

test('the sums of a box are its source, whatever was marked; the record is final and names both scrutineers', () => {
  const review = withBox(12)
  const width = massForm(review, 'both', looks).questions.length
  const ballot = fc.array(fc.option(fc.integer({ min: 0, max: 3 }), { nil: null }), { minLength: width, maxLength: width }).map((row): BallotMarks => row.map((choice) => (choice === null ? [] : [choice])))
  fc.assert(fc.property(fc.array(ballot, { minLength: 5, maxLength: 12 }), (ballots) => {
    const outcome = recordMassBox(review, boxOf(review, 'both', ballots), by, current)
    expect(stepOf(outcome).final).toBe(true)
    const after = one(outcome, 'massReview')
    const cast = (row: number, choice: number | null) => ballots.filter((marks) => (marks[row]?.[0] ?? null) === choice).length
    expect([...after.aspects, ...after.members].map((row) => [...row.votes, row.blank])).toEqual(Array.from({ length: width }, (_, row) => [0, 1, 2, 3, null].map((choice) => cast(row, choice))))
    expect(after).toMatchObject({ sources: [machineSource], counts: { issued: 12, returned: ballots.length, valid: ballots.length, invalid: 0 }, machine: { electors: 12, by, lost: [], dropped: 0 } })
    expect(massFindings(after)).toEqual([])
  }), { seed: 20261128, numRuns: 60 })
})

test('making a box is final, and says how many vote; one is made once', () => {
  const made = recordMassBoxMade(prepared(), 12)
  expect(stepOf(made)).toMatchObject({ final: true, title: '给2026年度群众评议设了票箱，12 人投票' })
  const review = withBox(12)
  expect(whyNoMassBox(review)).toBe('')
  const counted = one(recordMassBox(review, boxOf(review, 'both', alike(review, 'both', 6, 0)), by, current), 'massReview')
  expect(whyNoMassBox(counted)).toBe('这次评议机投过了')
  const published = one(publishMass(counted, { on: '2026-12-28', way: '公开栏' }, current), 'massReview')
  expect(whyNoMassBox(published)).toBe('结果已经公布，要改先收回公布')
})

test('what was given up at closing was cast and is not valid; what an interruption cost is said', () => {
  const review = withBox(12)
  const after = one(recordMassBox(review, boxOf(review, 'branch', alike(review, 'branch', 8, 1), { lost: [3], dropped: 2 }), by, current), 'massReview')
  expect(after.counts).toEqual({ issued: 12, returned: 10, valid: 8, invalid: 2 })
  expect(after.members.every((row) => row.blank === 0 && row.votes.every((count) => count === 0))).toBe(true)
  expect(sayMassMachine(after)).toBe('会议机投：无记名，监票人甲、乙；断过 1 次，3 张没有封存，请人重新投了；封箱时剩 2 张不足 5 张，作废')
  expect(sayMassMachine(prepared())).toBe('')
  expect(sayMassMachine(review)).toBe('')
})

test('beside what other sources gave: each its own part, and the box stays as it is', () => {
  const typed = one(recordMassFigures(prepared(), { heldOn: '2026-12-26', satisfied: 2, machine: null, parts: [paper(prepared(), '入户问卷', [9, 3, 0, 0])] }, current), 'massReview')
  const review = withBox(7, typed)
  const after = one(recordMassBox(review, boxOf(review, 'both', alike(review, 'both', 7, 1)), by, current), 'massReview')
  expect(after.parts.map(({ source, counts }) => [source, counts.valid])).toEqual([[machineSource, 7], ['入户问卷', 12]])
  expect(after.aspects[0]?.votes).toEqual([9, 10, 0, 0])
  const [box, ...others] = after.parts
  if (box === undefined) throw new Error('no box')
  expect([isFromBox(after, box), others.map((part) => isFromBox(after, part))]).toEqual([true, [false]])
  // The paper is corrected; what came out of the box is not.
  expect(recordMassFigures(after, { heldOn: after.heldOn, satisfied: 2, machine: after.machine, parts: [box, paper(review, '入户问卷', [8, 4, 0, 0])] }, current).ok).toBe(true)
  expect(walls(recordMassFigures(after, { heldOn: after.heldOn, satisfied: 2, machine: after.machine, parts: [{ ...box, aspects: box.aspects.map(() => ({ votes: [7, 0, 0, 0], blank: 0 })) }, ...others] }, current))).toEqual(['fromBox@rows'])
  expect(walls(recordMassFigures(after, { heldOn: after.heldOn, satisfied: 2, machine: after.machine, parts: [...others] }, current))).toContain('fromBox@rows')
  expect(whyNoRecount(after)).toBe('')
})

test('a source of that name is not typed by hand', () => {
  expect(walls(recordMassFigures(prepared(), { heldOn: null, satisfied: 2, machine: null, parts: [paper(prepared(), machineSource, [9, 3, 0, 0])] }, current))).toEqual(['boxName@sources'])
})

test('with a source of few ballots only the whole is kept; then nothing can be counted apart again', () => {
  const review = withBox(8)
  const opened = figuresWithBox(review, boxOf(review, 'both', alike(review, 'both', 8, 0)), by)
  if (!opened.ok) throw new Error('refused')
  expect(opened.figures.parts.map(({ source }) => source)).toEqual([machineSource, '会议票'])
  const whole = one(recordMassFigures(review, { ...opened.figures, parts: [...opened.figures.parts.slice(0, 1), paper(review, '意见箱', [3, 0, 0, 0])] }, current), 'massReview')
  expect([whole.parts, whole.sources, whole.counts.valid]).toEqual([[], [machineSource, '意见箱'], 11])
  expect(whyNoRecount(whole)).toContain('分不开')
  expect(partsToType(whole).some((part) => isFromBox(whole, part))).toBe(false)
  const alone = one(recordMassBox(review, boxOf(review, 'both', alike(review, 'both', 8, 0)), by, current), 'massReview')
  expect(whyNoRecount(alone)).toContain('没有票可以再数')
  expect(partsToType(alone).map((part) => isFromBox(alone, part))).toEqual([true])
})

test('while a box stands a handful on paper is not written down alone: beside its sums it would be that handful', () => {
  const review = withBox(8)
  const few = { heldOn: null, satisfied: 2, machine: review.machine, parts: [paper(review, '意见箱', [3, 0, 0, 0])] }
  expect(walls(recordMassFigures(review, few, current))).toEqual(['fewAlone@counts.valid'])
  expect(recordMassFigures(review, { ...few, parts: [paper(review, '意见箱', [6, 0, 0, 0])] }, current).ok).toBe(true)
})

test('rows that only one source asked are of its ballots alone', () => {
  const review = withBox(10)
  const box = partOfBox(review, boxOf(review, 'branch', alike(review, 'branch', 10, 0)))
  const parts = [box, paper(review, '入户问卷', [6, 0, 0, 6])]
  expect([rowBase(parts, 'aspects', 0), rowBase(parts, 'members', 0)]).toEqual([22, 12])
  const machine = { electors: 10, by: [...by], lost: [], dropped: 0 }
  const after = one(recordMassFigures(review, { heldOn: '2026-12-26', satisfied: 2, machine, parts }, current), 'massReview')
  expect(massFindings(after)).toEqual([])
  expect(satisfactionRate(after.members[0] ?? { votes: [], blank: 0 }, rowBase(after.parts, 'members', 0), 2).percent).toBe(50)
  expect(publishMass(after, { on: '2026-12-28', way: '公开栏' }, current).ok).toBe(true)
  // Where the one source that asked has too few, the row would tell them.
  expect(walls(recordMassFigures(review, { heldOn: null, satisfied: 2, machine, parts: [box, paper(review, '意见箱', [3, 0, 0, 0])] }, current))).toEqual(['rowFew@rows'])
  expect(codes(recordMassFigures(review, { heldOn: null, satisfied: 2, machine, parts: [box, paper(review, '意见箱', [3, 0, 0, 0], 'branch')] }, current))).toEqual(['partFew'])
})

test('a box of other rows is refused, and nothing is written', () => {
  const review = withBox(6)
  const other = boxOf(one(prepareMassReview(context, { year: 2026, title: '另一次', heldOn: null }, [{ memberId: context.newId(), name: '外人' }], current), 'massReview'), 'both', [])
  expect(walls(recordMassBox(review, other, by, current))).toEqual(['otherForm@rows'])
})
