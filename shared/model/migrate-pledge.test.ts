import { expect, test } from 'vitest'
import type { StoredRecord } from '#shared/commit/commit'
import { liftRecord } from './migrate'
import type { Pledge, PledgeRound } from './pledge'

const id = (count: number) => `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`
const item = { id: id(3), type: '实事', text: '修好 9 处水闸', measures: '', due: '2026-11-30', responsible: '马小军', progress: [{ on: '2026-05', note: '修好 3 处', percent: 30 }], closedOn: null, closedBy: '', unkeptReason: '' }
const pledge = {
  id: id(1), kind: 'pledge', rev: 4, schema: 1, rulePack: 'current@1', createdSeq: 7, roundId: id(2), year: 2026, memberId: null, state: 'published', proposedOn: '2026-02-10', items: [item],
  review: { on: '2026-02-25', by: '镇党委', result: 'passed', opinion: '同意', signedBy: '郑守田' }, history: [{ on: '2026-02-10', act: '提诺', who: '党支部', note: '' }, { on: '2026-02-25', act: '审诺通过', who: '镇党委', note: '同意' }],
}
function lifted(stored: StoredRecord): Pledge {
  const done = liftRecord(stored)
  if (!done.ok || done.record.kind !== 'pledge') throw new Error(done.ok ? 'another kind' : done.why)
  return done.record
}

test('a version 1 pledge: its items were reviewed as the whole was, and nothing typed is lost', () => {
  const record = lifted(pledge)
  expect(record).toMatchObject({ ...pledge, schema: 2, items: [{ ...item, progress: [{ ...item.progress[0], files: [] }] }] })
  expect(record.items[0]?.reviews).toEqual([{ on: '2026-02-25', by: '镇党委', result: 'passed', reason: '' }])
  expect(record).toMatchObject({ inWriting: false, evaluation: { on: null, grade: '', asked: 0 } })
})

test('what was returned keeps its reason at each item; what was never reviewed has no review', () => {
  const returned = lifted({ ...pledge, state: 'returned', review: { ...pledge.review, result: 'returned', opinion: '写明次数' } })
  expect(returned.items[0]?.reviews).toMatchObject([{ result: 'returned', reason: '写明次数' }])
  expect(lifted({ ...pledge, state: 'proposed', review: { on: null, by: '', result: '', opinion: '', signedBy: '' } }).items[0]?.reviews).toEqual([])
})

test('a pass that version 1 kept after the words were changed is withdrawn', () => {
  const history = [...pledge.history, { on: '2026-03-01', act: '提诺', who: '党支部', note: '' }]
  const record = lifted({ ...pledge, state: 'reviewed', history })
  expect(record).toMatchObject({ state: 'proposed', review: { result: '', on: '2026-02-25' } })
  expect(record.items[0]?.reviews.map((one) => one.result)).toEqual(['passed', ''])
  // What is public was frozen: it stays so.
  expect(lifted({ ...pledge, history })).toMatchObject({ state: 'published', review: { result: 'passed' } })
})

test('the one sentence of 评诺 and the day of 没办成 are kept where they now belong', () => {
  const history = [...pledge.history, { on: '2026-12-01', act: '没办成', who: '', note: '汛期' }, { on: '2026-12-20', act: '评诺', who: '党员大会', note: '基本兑现' }]
  const record = lifted({ ...pledge, state: 'evaluated', items: [{ ...item, unkeptReason: '汛期' }], history })
  expect(record.evaluation).toMatchObject({ on: '2026-12-20', by: '党员大会', organisation: '基本兑现' })
  expect(record.items[0]).toMatchObject({ unkeptReason: '汛期', unkeptOn: '2026-12-01', unkeptCause: '' })
})

test('a version 1 round: nobody exempt, no photos, editions word for word', () => {
  const edition = { number: 1, publishedOn: '2026-03-05', until: null, place: '公开栏', phone: '88', withdrawnOn: null, withdrawnWhy: '', lines: [{ pledgeId: id(1), pledgeRev: 4, who: '党支部', post: '', items: [{ text: '修闸', measures: '', due: null, responsible: '' }] }] }
  const done = liftRecord({ id: id(2), kind: 'pledgeRound', rev: 2, schema: 1, rulePack: 'current@1', createdSeq: 6, year: 2026, title: '2026年度', schemeId: null, from: '2026-01', to: '2026-12', editions: [edition] })
  expect(done).toMatchObject({ ok: true, record: { schema: 3, exemptions: [], editions: [{ ...edition, photos: [] }], history: [{ on: '2026-03-05', act: '公示', who: '', note: '第 1 版，公开栏', memberId: null }] } satisfies Partial<PledgeRound> })
})

test('a version 2 round: its history is what it still knew', () => {
  const edition = { number: 1, publishedOn: '2026-03-05', until: null, place: '', phone: '88', withdrawnOn: '2026-04-01', withdrawnWhy: '电话错了', photos: [], lines: [] }
  const done = liftRecord({ id: id(2), kind: 'pledgeRound', rev: 2, schema: 2, rulePack: 'current@1', createdSeq: 6, year: 2026, title: '2026年度', schemeId: null, from: null, to: null, exemptions: [{ memberId: id(9), reason: '离退休', on: '2026-02-06' }], editions: [edition] })
  expect(done.ok && done.record.kind === 'pledgeRound' && done.record.history.map((one) => [one.on, one.act, one.note, one.memberId])).toEqual([['2026-02-06', '免诺', '离退休', id(9)], ['2026-03-05', '公示', '第 1 版', null], ['2026-04-01', '撤回公示', '第 1 版：电话错了', null]])
})
