import { expect, test } from 'vitest'
import type { Pledge, PledgeRound } from '#shared/model/pledge'
import { current } from '#shared/rules/packs/current'
import { isCheckable } from '#shared/rules/pledge-check'
import { closeItem, draftPledge, editItems, markUnkept, propose, recordEvaluation, recordProgress, reopenItem, reviewPledge, type PledgeItemInput } from './pledge'
import { editRound, openRound, publish, standingEdition, withdrawPublication } from './pledge-round'
import { markOf } from './pledge-state'
import { codes, one, stepOf, testContext, walls } from './testing'

const context = testContext()
const ma = context.newId()
const item: PledgeItemInput = { type: '实事', text: '帮 3 户困难户修缮房屋', measures: '每户不少于两次', due: '2026-10', responsible: '马小军' }
const round = one(openRound(context, { year: 2026, title: '2026年度公开承诺', from: '2026-01', to: '2026-12' }), 'pledgeRound')
const draft = (items: readonly PledgeItemInput[] = [item]) => one(draftPledge(context, round, { memberId: ma, who: '马小军', items }), 'pledge')
const checked = { round, pack: current, who: '马小军' }
const passed = { result: 'passed', on: '2026-02-20', by: '支委会', opinion: '同意', signedBy: '郑守田', who: '马小军' } as const

function published(): { readonly round: PledgeRound; readonly pledge: Pledge } {
  const reviewed = one(reviewPledge(one(propose(draft(), { ...checked, on: '2026-02-10' }), 'pledge'), passed), 'pledge')
  const outcome = publish(round, { on: '2026-03-01', until: '2026-12-31', place: '村务公开栏', phone: '88', lines: [{ pledge: reviewed, who: '马小军', post: '党小组长' }] }, current)
  return { round: one(outcome, 'pledgeRound'), pledge: one(outcome, 'pledge') }
}

test('a round may not end before it begins', () => {
  expect(walls(openRound(context, { year: 2026, title: ' ', from: '2026-03', to: '2026-02' }))).toContain('titleMissing@title')
  expect(walls(editRound(round, { to: '2025-12' }))).toEqual(['roundBackwards@to'])
})

test('提诺 checks at the field', () => {
  const on = '2026-02-10'
  expect(walls(propose(draft([]), { ...checked, on }))).toEqual(['noItems@items'])
  expect(walls(propose(draft([{ ...item, due: '2025-12' }]), { ...checked, on }))).toEqual(['dueBeforeStart@items.0.due'])
  expect(walls(propose(draft([item, { ...item, responsible: ' ' }]), { ...checked, on }))).toEqual(['responsibleMissing@items.1.responsible'])
  expect(walls(draftPledge(context, round, { memberId: ma, who: '马小军', items: [{ ...item, due: '2026-02-30' }] }))).toContain('badField@items.0.due')
  expect(codes(propose(draft([{ ...item, due: null }]), { ...checked, on }))).toEqual(['dueMissing'])
  expect(codes(propose(draft([{ ...item, due: '2026' }]), { ...checked, on }))).toEqual([])
  expect(codes(propose(draft([{ ...item, due: '2027-01' }]), { ...checked, on }))).toEqual(['dueAfterEnd'])
})

test('what cannot be checked is pointed out, not refused', () => {
  const outcome = propose(draft([{ ...item, text: '认真学习，提高素质', measures: '坚持不懈' }]), { ...checked, on: '2026-02-10' })
  expect(codes(outcome)).toEqual(['hardToCheck'])
  expect(outcome.findings?.[0]).toMatchObject({ severity: 'advice', where: { field: 'items.0.text' } })
  expect(['服务群众', '每月走访一次', '给孤寡老人送药', '年底前办完', '修路２公里', '全心全意'].map((text) => isCheckable({ text, measures: '' }))).toEqual([false, true, true, true, true, false])
})

test('from an old paper, a missing 责任人 is a warning and the date is its own', () => {
  const outcome = propose(draft([{ ...item, responsible: '' }]), { ...checked, on: '2011-02-10', fromPaper: true })
  expect(codes(outcome)).toEqual(['responsibleMissing'])
  expect(one(outcome, 'pledge')).toMatchObject({ state: 'proposed', proposedOn: '2011-02-10' })
})

test('one party has one pledge a round', () => {
  expect(walls(draftPledge(context, round, { memberId: ma, who: '马小军', items: [] }, [draft()]))).toEqual(['pledgeExists@'])
})

test('审诺 returns with a reason, and what comes back is reviewed again', () => {
  const proposed = one(propose(draft(), { ...checked, on: '2026-02-10' }), 'pledge')
  expect(walls(reviewPledge(proposed, { ...passed, result: 'returned', opinion: '' }))).toEqual(['reasonMissing@opinion'])
  expect(walls(reviewPledge(proposed, { ...passed, by: '' }))).toEqual(['reviewerMissing@by'])
  expect(codes(reviewPledge(proposed, { ...passed, signedBy: '' }))).toEqual(['unsigned'])
  const returned = one(reviewPledge(proposed, { ...passed, result: 'returned', opinion: '写明次数' }), 'pledge')
  expect(returned).toMatchObject({ state: 'returned', review: { result: 'returned', opinion: '写明次数' } })
  const again = one(propose(one(editItems(context, returned, [{ ...item, text: '每月走访 5 户' }]), 'pledge'), { ...checked, on: '2026-02-15' }), 'pledge')
  expect(again).toMatchObject({ state: 'proposed', review: { result: '' } })
  expect(again.history.map((line) => line.act)).toEqual(['提诺', '退回', '提诺'])
  expect(codes(editItems(context, one(reviewPledge(again, passed), 'pledge'), [item]))).toEqual(['reviewedBefore'])
})

test('公诺 freezes word for word and is final', () => {
  const { round: after, pledge } = published()
  expect(after.editions).toEqual([{
    number: 1, publishedOn: '2026-03-01', until: '2026-12-31', place: '村务公开栏', phone: '88', withdrawnOn: null, withdrawnWhy: '',
    lines: [{ pledgeId: pledge.id, pledgeRev: pledge.rev, who: '马小军', post: '党小组长', items: [{ text: item.text, measures: item.measures, due: '2026-10', responsible: '马小军' }] }],
  }])
  expect(pledge.state).toBe('published')
  expect(stepOf(publish(round, { on: '2026-03-01', until: null, place: '', phone: '1', lines: [{ pledge: draft(), who: '马小军', post: '' }] }, current)).final).toBe(true)
  expect(walls(editItems(context, pledge, []))).toEqual(['published@items'])
  expect(walls(reviewPledge(pledge, { ...passed, result: 'returned', opinion: '再想想' }))).toEqual(['published@result'])
  expect(walls(propose(pledge, { ...checked, on: '2026-04-01' }))).toEqual(['published@state'])
})

test('公诺 without 审诺 is a warning; an empty, double or foreign sheet is refused', () => {
  const base = { on: '2026-03-01', until: null, place: '', phone: '' }
  const pledge = draft()
  expect(codes(publish(round, { ...base, lines: [{ pledge, who: '马小军', post: '' }] }, current))).toEqual(['phoneMissing', 'notReviewed'])
  expect(walls(publish(round, { ...base, lines: [] }, current))).toEqual(['nothingToPublish@lines'])
  const line = { pledge, who: '马小军', post: '' }
  expect(walls(publish(round, { ...base, lines: [line, line] }, current))).toEqual(['publishedTwice@lines'])
  expect(walls(publish({ ...round, id: context.newId() }, { ...base, lines: [line] }, current))).toEqual(['otherRound@lines'])
  expect(walls(publish(round, { ...base, until: '2026-02-01', lines: [line] }, current))).toEqual(['untilBeforeOn@until'])
  expect(walls(publish(round, { ...base, lines: [{ ...line, pledge: draft([]) }] }, current))).toEqual(['noItems@items'])
})

test('撤回公示 answers it and leaves both visible', () => {
  const up = published()
  expect(walls(withdrawPublication(up.round, [up.pledge], { number: 1, on: '2026-03-02', why: '' }))).toEqual(['whyMissing@why'])
  expect(walls(withdrawPublication(up.round, [up.pledge], { number: 2, on: '2026-03-02', why: '错' }))).toEqual(['editionMissing@number'])
  expect(walls(withdrawPublication(up.round, [up.pledge], { number: 1, on: '2026-02', why: '错' }))).toEqual(['withdrawnBeforePublished@on'])
  const outcome = withdrawPublication(up.round, [up.pledge], { number: 1, on: '2026-03-05', why: '写错一户' })
  const [down, pledge] = [one(outcome, 'pledgeRound'), one(outcome, 'pledge')]
  expect(stepOf(outcome)).toMatchObject({ final: true, answers: { name: '撤回公示', recordId: round.id } })
  expect(down.editions).toMatchObject([{ number: 1, publishedOn: '2026-03-01', withdrawnOn: '2026-03-05', withdrawnWhy: '写错一户' }])
  expect(pledge.state).toBe('reviewed')
  expect(standingEdition(down)).toBeNull()
  expect(walls(withdrawPublication(down, [pledge], { number: 1, on: '2026-03-06', why: '再撤' }))).toEqual(['alreadyWithdrawn@number'])
  const again = one(publish(down, { on: '2026-03-08', until: null, place: '', phone: '88', lines: [{ pledge, who: '马小军', post: '' }] }, current), 'pledgeRound')
  expect(standingEdition(again)?.number).toBe(2)
})

test('a pledge that stands in another edition stays published', () => {
  const up = published()
  const twice = publish(up.round, { on: '2026-04-01', until: null, place: '', phone: '88', lines: [{ pledge: up.pledge, who: '马小军', post: '' }] }, current)
  const down = withdrawPublication(one(twice, 'pledgeRound'), [one(twice, 'pledge')], { number: 1, on: '2026-04-02', why: '换新版' })
  expect(one(down, 'pledge').state).toBe('published')
  expect(codes(withdrawPublication(one(twice, 'pledgeRound'), [], { number: 1, on: '2026-04-02', why: '换新版' }))).toEqual(['pledgeGone'])
})

test('践诺, 销号, 没办成, 评诺', () => {
  const { pledge } = published()
  const id = pledge.items[0]?.id ?? ''
  expect(walls(recordProgress(pledge, id, { on: '2026-05', note: '', percent: 10 }))).toEqual(['noteMissing@note'])
  expect(walls(recordProgress(pledge, 'nobody', { on: '2026-05', note: '办了', percent: 10 }))).toEqual(['itemMissing@items'])
  expect(walls(recordProgress(pledge, id, { on: '2026-05', note: '办了', percent: 101 }))).toEqual(['badField@items.0.progress.0.percent'])
  const under = one(recordProgress(pledge, id, { on: '2026-05', note: '修好 1 户', percent: 30 }), 'pledge')
  expect(codes(recordProgress(under, id, { on: '2026-06', note: '返工', percent: 20 }))).toEqual(['percentFell'])
  expect(codes(closeItem(pledge, id, { on: '2026-09-30', by: '' }))).toEqual(['closerMissing', 'noEvidence'])
  const done = one(closeItem(under, id, { on: '2026-09-30', by: '郑守田' }), 'pledge')
  expect(done).toMatchObject({ state: 'fulfilled', items: [{ closedOn: '2026-09-30', closedBy: '郑守田' }] })
  expect(walls(closeItem(done, id, { on: '2026-10', by: '郑守田' }))).toEqual(['alreadyClosed@closedOn'])
  expect(one(reopenItem(done, id, { on: '2026-10', why: '返工' }), 'pledge')).toMatchObject({ state: 'published', items: [{ closedOn: null }] })
  expect(walls(reopenItem(under, id, { on: '2026-10', why: '' }))).toEqual(['notClosed@closedOn'])
  expect(walls(markUnkept(under, id, { on: '2026-12', reason: ' ' }))).toEqual(['reasonMissing@unkeptReason'])
  const unkept = one(markUnkept(under, id, { on: '2026-12', reason: '汛期冲毁，明年再办' }), 'pledge')
  expect(unkept).toMatchObject({ state: 'fulfilled', items: [{ unkeptReason: '汛期冲毁，明年再办' }] })
  expect(codes(recordEvaluation(under, { on: '2026-12', by: '党员大会', note: '基本兑现', who: '马小军' }))).toEqual(['openItems'])
  expect(one(recordEvaluation(done, { on: '2026-12', by: '党员大会', note: '兑现', who: '马小军' }), 'pledge').state).toBe('evaluated')
  expect(walls(recordEvaluation(done, { on: '2026-12', by: '党员大会', note: '', who: '马小军' }))).toEqual(['noteMissing@note'])
})

test('editing keeps the progress of items that stay', () => {
  const started = draft()
  const id = started.items[0]?.id ?? ''
  const moved = one(recordProgress(started, id, { on: '2026-05', note: '办了', percent: 10 }), 'pledge')
  expect(one(editItems(context, moved, [{ ...item, id, text: '改了字' }]), 'pledge').items[0]).toMatchObject({ id, text: '改了字', progress: [{ note: '办了' }] })
  expect(codes(editItems(context, moved, [item]))).toEqual(['progressDropped'])
})

test('an item is open, late, closed or unkept', () => {
  const [open] = draft().items
  if (open === undefined) throw new Error('an item')
  expect([markOf(open, '2026-10-31', '2026-10-31'), markOf(open, '2026-10-31', '2026-11-01'), markOf({ ...open, closedOn: '2026-11-02' }, '2026-10-31', '2026-12-01'), markOf({ ...open, unkeptReason: '汛期' }, null, '2026-12-01')]).toEqual(['open', 'late', 'closed', 'unkept'])
})
