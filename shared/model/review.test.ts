import { expect, test } from 'vitest'
import { liftRecord } from './migrate'
import { reviewExtras } from './review'

const memberId = '00000000-0000-4000-8000-000000000101'
const first = {
  id: '00000000-0000-4000-8000-000000000001', rev: 4, schema: 1, rulePack: 'current@1', createdSeq: 7, kind: 'review', year: 2026, title: '评议', heldOn: '2026-12-26', place: '', chair: '', recorder: '', state: 'judged',
  grades: ['excellent', 'qualified'], steps: [], roster: [{ memberId, name: '白露', grade: 'full', post: '', attendance: 'exempt', reason: '长期卧床' }],
  counts: { due: 1, present: 0, leave: 0, absent: 0, exempt: 1, issued: 0, returned: 0, valid: 0, invalid: 0 }, tally: [], tallyClosedOn: null,
  verdicts: [{ memberId, grade: null, selfSummary: '自评', peerOpinion: '互评', opinion: '意见', reason: '' }], decidedOn: null, decidedBy: '', capReason: '',
}

test('a session of the first shape opens: nothing written is lost, what was not asked is empty', () => {
  const lifted = liftRecord(first)
  if (!lifted.ok || lifted.record.kind !== 'review') throw new Error(lifted.ok ? 'kind' : lifted.why)
  expect(lifted.record).toMatchObject({ ...reviewExtras, rev: 4, schema: 2, title: '评议' })
  expect(lifted.record.roster).toEqual([{ ...first.roster[0], approval: '', floating: false, writtenOn: null, watched: false }])
  expect(lifted.record.verdicts).toEqual([{ ...first.verdicts[0], conduct: '' }])
})

test('a session that is none keeps its reason', () => {
  expect(liftRecord({ ...first, roster: 'nobody' })).toMatchObject({ ok: false })
})
