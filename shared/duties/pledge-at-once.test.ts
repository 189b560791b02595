import { expect, test } from 'vitest'
import { draftPledge, reviewPledge, type PledgeItemInput } from './pledge'
import { openRound } from './pledge-round'
import { after, codes, one, stepOf, testContext, walls } from './testing'
import type { Pledge } from '#shared/model/pledge'
import { current } from '#shared/rules/packs/current'
import { checkCommit } from '#shared/commit/check'
import { passAll, writeAndPropose, type Proposal } from './pledge-at-once'
import { together } from './together'

const context = testContext()
const ma = context.newId()
const item: PledgeItemInput = { type: '实事', text: '帮 3 户困难户修缮房屋', measures: '', due: '2026-10', responsible: '马小军' }
const round = one(openRound({ ...context, rulePack: 'current@1#pin' }, { year: 2026, title: '2026年度', from: '2026-01', to: '2026-12' }), 'pledgeRound')
const base: Proposal = { round, before: null, memberId: ma, who: '马小军', items: [item], on: '2026-02-10', pack: current, fromPaper: false, others: [] }
const written = (input: Partial<Proposal> = {}): Pledge => one(writeAndPropose(context, { ...base, ...input }), 'pledge')
const conflicts = (outcome: Parameters<typeof stepOf>[0], standing: readonly Pledge[]) =>
  checkCommit({ changes: [...stepOf(outcome).records], answers: null }, (id) => { const found = standing.find((pledge) => pledge.id === id); return found === undefined ? null : { rev: found.rev, kind: found.kind } }, null)

test('writing a new pledge and handing it in is one record of one commit', () => {
  const outcome = writeAndPropose(context, base)
  const step = stepOf(outcome)
  expect(step.title).toBe('马小军提诺，1 条')
  expect(step.records).toHaveLength(1)
  expect(step.records[0]).toMatchObject({ before: null, after: { rev: 1, state: 'proposed', proposedOn: '2026-02-10', rulePack: 'current@1#pin' } })
  expect(conflicts(outcome, [])).toEqual([])
})

test('changing one and handing it in again revises it once', () => {
  const before = written()
  const [own] = before.items
  const outcome = writeAndPropose(context, { ...base, before, items: [{ ...item, id: own?.id ?? '', text: '  每月走访 5 户  ' }], on: '2026-02-20' })
  expect(stepOf(outcome).records).toHaveLength(1)
  expect(one(outcome, 'pledge')).toMatchObject({ id: before.id, rev: before.rev + 1, items: [{ id: own?.id, text: '每月走访 5 户' }], proposedOn: '2026-02-20' })
  expect(conflicts(outcome, [before])).toEqual([])
})

test('an empty text is said as the rules say it, once, at its field', () => {
  const outcome = writeAndPropose(context, { ...base, items: [item, { ...item, text: ' ', responsible: '' }] })
  expect(walls(outcome)).toEqual(['textMissing@items.1.text', 'responsibleMissing@items.1.responsible'])
  expect(walls(writeAndPropose(context, { ...base, items: [{ ...item, due: '2025-12-01' }] }))).toEqual(['dueBeforeStart@items.0.due'])
  expect(codes(writeAndPropose(context, { ...base, items: [{ ...item, responsible: '' }], fromPaper: true }))).toEqual(['responsibleMissing'])
})

test('one party has one pledge, also when two windows write it', () => {
  expect(walls(writeAndPropose(context, { ...base, others: [written()] }))).toContain('pledgeExists@')
})

test('all that was handed in is passed in one commit, each by its own body', () => {
  const [branch, member] = [written({ memberId: null, who: '党支部' }), written({ memberId: context.newId(), who: '曾丽娟' })]
  const outcome = passAll({ pledges: [{ pledge: branch, who: '党支部', by: '镇党委' }, { pledge: member, who: '曾丽娟', by: '支委会' }], on: '2026-02-25', opinion: '同意', signedBy: '' })
  expect(stepOf(outcome)).toMatchObject({ title: '审过了 2 份承诺书', final: false })
  expect(after(outcome, 'pledge').map((pledge) => [pledge.state, pledge.review.by])).toEqual([['reviewed', '镇党委'], ['reviewed', '支委会']])
  expect(codes(outcome)).toEqual(['unsigned'])
  expect(conflicts(outcome, [branch, member])).toEqual([])
})

test('one refused act refuses all', () => {
  const empty = one(draftPledge(context, round, { memberId: ma, who: '马小军', items: [] }), 'pledge')
  const outcome = passAll({ pledges: [{ pledge: written(), who: '马小军', by: '支委会' }, { pledge: empty, who: '无事项', by: '支委会' }], on: '2026-02-25', opinion: '', signedBy: '书记' })
  expect(walls(outcome)).toEqual(['noItems@items'])
  expect(walls(together('', [reviewPledge(empty, { result: 'passed', on: '2026-02-25', by: '', opinion: '', signedBy: '', who: '' })]))).toContain('reviewerMissing@by')
})
