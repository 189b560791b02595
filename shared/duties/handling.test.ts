import { expect, test } from 'vitest'
import { current } from '#shared/rules/packs/current'
import { review as reviewOf, testId } from '#shared/documents/testing'
import { calledFor, closeHandling, countdown, decideHandling, noteHandling, openHandling, publishReview, voteFindings, type HandlingInput } from './handling'
import { sendVerdicts } from './review-verdict'
import type { Outcome } from './transition'
import { after, one, stepOf, testContext, walls } from './testing'

const context = testContext()
const base = reviewOf()
const review = reviewOf({ verdicts: base.verdicts.map((verdict, index) => ({ ...verdict, grade: index === 0 ? 'unqualified' : 'qualified' })) })
const input: HandlingInput = { way: 'correct', problem: '半年没参加组织生活', measures: '每月谈一次话', helper: '白露', from: '2027-01-10', due: '2028-01-10' }
const opened = () => after(openHandling(context, review, testId(101), input, [], current), 'handling')[0] ?? expect.fail('no handling')
const vote = { on: '2027-06-01', outcome: 'lifted' as const, due: null, entitled: 24, present: 20, yes: 13, note: '' }

test('only 基本合格 and 不合格 open it, once, and with a line in the 整改台账', () => {
  expect(calledFor(review).map((person) => [person.name, person.grade])).toEqual([['党员1', 'unqualified']])
  const outcome = openHandling(context, review, testId(101), input, [], current)
  expect(after(outcome, 'handling')).toMatchObject([{ name: '党员1', grade: 'unqualified', state: 'open', helper: '白露' }])
  expect(after(outcome, 'rectification')).toMatchObject([{ memberId: testId(101), sourceId: review.id, source: '2026年度民主评议党员，评定不合格', problem: input.problem, due: '2028-01-10', state: 'open' }])
  expect(walls(openHandling(context, review, testId(102), input, [], current))).toEqual(['notCalledFor@verdicts'])
  expect(walls(openHandling(context, review, testId(101), input, [opened()], current))).toEqual(['alreadyOpen@'])
})

test.each<[Partial<HandlingInput>, string]>([
  [{ due: '2028-01-11' }, 'tooLong@due'],
  [{ due: '2027-01-09' }, 'dueBeforeFrom@due'],
  [{ helper: ' ' }, 'helperMissing@helper'],
  [{ from: null }, 'fromMissing@from'],
  [{ due: null }, 'dueMissing@due'],
])('限期改正: a year at most, a helper, a beginning and an end: %j', (patch, found) => {
  expect(walls(openHandling(context, review, testId(101), { ...input, ...patch }, [], current))).toContain(found)
  expect(openHandling(context, review, testId(101), { ...input, ...patch, way: 'talk', due: '2027-02-01', from: '2027-01-10' }, [], current).ok).toBe(true)
})

test('the meeting decides by more than half of all entitled; an extension stays within the year', () => {
  expect(voteFindings({ entitled: 24, present: 12, yes: 12 }, current).map((found) => found.text)).toEqual(['赞成 12 票，应到 24 人，至少要 13 票才通过'])
  expect(voteFindings({ entitled: 24, present: 11, yes: 11 }, current)[0]?.code).toBe('meetingQuorum')
  expect(voteFindings({ entitled: 24, present: 25, yes: 1 }, current)[0]?.code).toBe('presentOverDue')
  expect(voteFindings({ entitled: 24, present: 20, yes: 21 }, current)[0]?.code).toBe('yesOverPresent')
  const closed = one(decideHandling(opened(), vote, current), 'handling')
  expect(closed).toMatchObject({ state: 'closed', decisions: [{ outcome: 'lifted', yes: 13 }] })
  expect(walls(decideHandling(closed, vote, current))).toEqual(['closed@'])
  expect(walls(noteHandling(closed, { on: '2027-07-01', text: '又谈' }))).toEqual(['closed@'])
  const short = { ...opened(), due: '2027-07-10' }
  expect(one(decideHandling(short, { ...vote, outcome: 'extended', due: '2027-12-31' }, current), 'handling')).toMatchObject({ state: 'open', due: '2027-12-31' })
  expect(walls(decideHandling(short, { ...vote, outcome: 'extended', due: '2028-02-01' }, current))).toEqual(['tooLong@due'])
  expect(walls(decideHandling(short, { ...vote, outcome: 'extended', due: '2027-07-01' }, current))).toEqual(['notLater@due'])
})

test('谈话 and 批评教育 end with what came of them, no meeting votes on them; 限期改正 does not', () => {
  const talk = after(openHandling(context, review, testId(101), { ...input, way: 'talk', helper: '' }, [], current), 'handling')[0] ?? expect.fail('no handling')
  const note = { on: '2027-02-01', text: '谈了两次，按时参加了' }
  const closed = closeHandling(talk, review, note, [])
  expect(one(closed, 'handling')).toMatchObject({ state: 'closed', notes: [note], decisions: [] })
  expect(stepOf(closed).title).toBe('党员1提醒谈话办结')
  expect(walls(closeHandling(talk, review, { ...note, text: ' ' }, []))).toEqual(['noteMissing@text'])
  expect(walls(decideHandling(talk, vote, current))).toEqual(['noVote@'])
  expect(walls(closeHandling(opened(), review, note, []))).toEqual(['meetingDecides@'])
  // 收回评定, and graded otherwise: what was opened for the old grade can be ended, and is not lost from sight meanwhile.
  const regraded = { ...review, verdicts: review.verdicts.map((verdict) => ({ ...verdict, grade: 'qualified' as const })) }
  expect(calledFor(regraded, [opened()]).map((person) => [person.name, person.grade])).toEqual([['党员1', null]])
  expect(one(closeHandling(opened(), regraded, note, []), 'handling').state).toBe('closed')
})

test('the line in the 整改台账 goes with it: closed when it ends, later when it is extended', () => {
  const both = openHandling(context, review, testId(101), { ...input, due: '2027-07-10' }, [], current)
  const [handling] = after(both, 'handling')
  const lines = after(both, 'rectification')
  if (handling === undefined) throw new Error('no handling')
  expect(after(decideHandling(handling, vote, current, lines), 'rectification')).toMatchObject([{ state: 'closed', closedOn: '2027-06-01', result: '党员大会决定：已经改正，解除' }])
  expect(after(decideHandling(handling, { ...vote, outcome: 'extended', due: '2027-12-31' }, current, lines), 'rectification')).toMatchObject([{ state: 'open', due: '2027-12-31' }])
  expect(after(closeHandling({ ...handling, way: 'talk' }, review, { on: '2027-02-01', text: '改了' }, lines), 'rectification')).toMatchObject([{ state: 'closed', result: '改了' }])
  expect(after(decideHandling(handling, vote, current, lines.map((line) => ({ ...line, state: 'closed' as const }))), 'rectification')).toEqual([])
})

test('the countdown says days, and that they are over', () => {
  expect(countdown(opened(), '2027-12-31')).toEqual({ said: '还有 10 天', late: false })
  expect(countdown(opened(), '2028-01-10').said).toBe('今天到期')
  expect(countdown(opened(), '2028-01-12')).toEqual({ said: '逾 2 天', late: true })
  expect(countdown({ ...opened(), state: 'closed' }, '2028-01-12').said).toBe('')
})

test('公布 wants a day and a way; the step 公布、上报 is done when both were, in either order', () => {
  expect(walls(publishReview(review, { on: null, way: ' ', scope: '' }))).toEqual(['dayMissing@on', 'wayMissing@way'])
  const steps = [{ id: 'report', name: '公布、上报', doneOn: null, doneOffline: false, note: '' }]
  const told = { on: '2027-01-08', way: '党员大会通报', scope: '全体党员' }
  const doneOn = (outcome: Outcome) => one(outcome, 'review').steps[0]?.doneOn
  expect(one(publishReview({ ...review, steps }, told), 'review')).toMatchObject({ published: { way: '党员大会通报' }, steps: [{ doneOn: '2027-01-08' }] })
  const judged = { ...review, steps, state: 'judged' as const }
  expect(doneOn(publishReview(judged, told))).toBeNull()
  expect(doneOn(sendVerdicts({ ...judged, verdicts: base.verdicts }, '2027-01-05', current))).toBeNull()
  expect(doneOn(sendVerdicts({ ...judged, verdicts: base.verdicts, published: told }, '2027-01-10', current))).toBe('2027-01-10')
})
