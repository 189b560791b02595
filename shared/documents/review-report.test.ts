import { expect, test } from 'vitest'
import type { Handling } from '#shared/model/handling'
import type { Rectification } from '#shared/model/rectification'
import { makeDocument } from './document'
import { reviewReport } from './review-report'
import { bodyRows, organisation, person, review, testId } from './testing'

const verdict = (count: number, grade: 'excellent' | 'qualified' | 'unqualified') => ({ memberId: testId(100 + count), grade, selfSummary: '', peerOpinion: '', conduct: '', opinion: '', reason: '' })
const session = review({
  roster: [person(1), person(2), person(3, { attendance: 'leave', reason: '住院' }), person(4, { grade: 'probationary' }), person(5, { attendance: 'exempt', reason: '年老体弱卧床或长期生病' }), person(6, { attendance: 'absent' })],
  counts: { due: 6, present: 3, leave: 1, absent: 1, exempt: 1, issued: 3, returned: 3, valid: 3, invalid: 0 }, verdicts: [verdict(1, 'excellent'), verdict(2, 'qualified'), verdict(3, 'unqualified')],
})
const handling: Handling = {
  id: testId(900), rev: 1, schema: 1, rulePack: 'current@1', createdSeq: 1, kind: 'handling', year: 2026, memberId: testId(103), name: '党员3', reviewId: session.id, grade: 'unqualified', way: 'correct', state: 'closed', problem: '半年没参加组织生活', measures: '', helper: '党员1',
  from: '2027-01-10', due: '2028-01-10', notes: [], decisions: [{ on: '2028-01-20', outcome: 'persuaded', due: null, entitled: 5, present: 4, yes: 3, note: '' }],
}
const line: Rectification = { id: testId(901), rev: 1, schema: 1, rulePack: 'current@1', createdSeq: 1, kind: 'rectification', year: 2026, memberId: testId(103), source: '评定不合格', sourceId: session.id, problem: '半年没参加组织生活', cause: '', measures: '', responsible: '党员3', due: null, state: 'closed', closedOn: '2028-01-20', result: '劝退' }
const pairs = (document: Parameters<typeof bodyRows>[0]) => {
  const cells = bodyRows(document).flat()
  return (caption: string) => cells[cells.indexOf(caption) + 1]
}

test('the figures are the session\'s own list and verdicts, and every pair of them agrees', () => {
  const of = pairs(makeDocument(reviewReport, { organisation: organisation(), review: session, handlings: [handling], rectifications: [line, { ...line, id: testId(902), sourceId: testId(3), source: '党员1的《党性分析报告》', memberId: testId(101), state: 'open' }, { ...line, id: testId(903), year: 2025 }] }))
  expect(['党员总数', '正式党员', '预备党员', '参加评议', '未参加', '评定等次'].map(of)).toEqual(['6', '5', '1', '3', '3', '3'])
  expect(['优秀', '合格', '基本合格', '不合格'].map(of)).toEqual(['1', '1', '0', '1'])
  expect(['限期改正', '劝　退', '除　名', '查摆问题数', '完成整改数'].map(of)).toEqual(['1', '1', '0', '2', '1'])
  expect(of('未参加\n原　因')).toBe('党员3请假：住院；党员5免评：年老体弱卧床或长期生病；党员6缺席')
})

test('where only numbers were taken at the door, who did not come is what is left of the list', () => {
  const of = pairs(makeDocument(reviewReport, { organisation: organisation(), review: { ...session, roster: session.roster.map((one) => ({ ...one, attendance: 'present' as const, reason: '' })) } }))
  expect(['参加评议', '未参加'].map(of)).toEqual(['3', '3'])
})

test('before anybody is listed it is a form', () => {
  const of = pairs(makeDocument(reviewReport, { organisation: organisation(), review: review({ roster: [], verdicts: [], counts: { ...session.counts, due: 0, present: 0 } }) }))
  expect(['党员总数', '参加评议', '未参加', '评定等次', '优秀', '限期改正'].map(of)).toEqual(['', '', '', '', '', ''])
})
