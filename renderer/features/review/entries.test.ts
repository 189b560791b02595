import { expect, test } from 'vitest'
import type { BallotStatus } from '#shared/ballot-box'
import { closeTally, markAttendance, markStep, prepareReview, recordCounts, recordTally, type ReviewPerson } from '#shared/duties/review'
import { decideVerdicts, recordVerdicts, sendVerdicts } from '#shared/duties/review-verdict'
import type { Outcome } from '#shared/duties/transition'
import type { Review } from '#shared/model/review'
import type { RulePack } from '#shared/rules/pack'
import { current } from '#shared/rules/packs/current'
import { era2010 } from '#shared/rules/packs/era-2010'
import { entriesOf, firstOpen, withBoxes } from './entries'
import { rosterGap, sayGap } from './people'
import { blankShare, gradeShares, verdictRows } from './verdict-rows'
import { decideReason } from './decide-reason'

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const people: readonly ReviewPerson[] = [
  ...['郑守田', '罗家旺', '何桂芳', '石玉兰', '马小军'].map((name, index) => ({ memberId: uuid(index), name, grade: 'full' as const, post: '' })),
  { memberId: uuid(9), name: '沈月娥', grade: 'probationary', post: '' },
]

function after(outcome: Outcome): Review {
  if (!outcome.ok) throw new Error(outcome.findings.map((found) => found.text).join('；'))
  const record = outcome.step.records.find((one) => one.after?.kind === 'review')?.after
  if (record?.kind !== 'review') throw new Error('no review')
  return record
}

function prepared(pack: RulePack = current): Review {
  let next = 100
  const context = { newId: () => uuid(next++), today: '2026-12-26', rulePack: `${pack.id}@${pack.version}`, seq: 1 }
  return after(prepareReview(context, { year: 2026, title: '2026年度民主评议党员', heldOn: '2026-12-26' }, people, pack))
}

const kinds = (review: Review) => entriesOf(review).map((entry) => entry.kind)
const of = (review: Review, id: string) => {
  const entry = entriesOf(review).find((one) => one.id === id)
  if (entry === undefined) throw new Error(`no ${id}`)
  return entry
}

test('every era has its steps and all the work of its own', () => {
  expect(entriesOf(prepared()).map((entry) => entry.name)).toEqual(['学习', '征求意见、谈心', '查摆问题', '组织生活会', '自评、互评', '到会', '发票、收票', '计票', '支委会评定', '反馈本人', '公布、上报', '转入整改', '归档'])
  expect(kinds(prepared(era2010))).toEqual(['plain', 'plain', 'attendance', 'ballots', 'count', 'verdict', 'send'])
})

test('a session opens at the first step after the last done, and steps may be skipped', () => {
  const review = prepared()
  expect(firstOpen(entriesOf(review))?.id).toBe('study')
  const skipped = after(markStep(review, 'meeting', { on: '2026-12-26', offline: true, note: '' }))
  expect(firstOpen(entriesOf(skipped))?.id).toBe('self')
  expect(of(skipped, 'meeting')).toMatchObject({ done: true, left: '12月26日，线下已办' })
  expect(of(skipped, 'study').done).toBe(false)
})

test('the column says how the count stands until it is closed, decided and sent', () => {
  let review = prepared()
  expect(of(review, 'attendance').done).toBe(false)
  review = after(markAttendance(review, [{ memberId: uuid(4), attendance: 'leave', reason: '住院' }], current))
  expect(of(review, 'attendance')).toMatchObject({ done: true, left: '应到 6，实到 5' })
  // How many are valid is known when they are counted; till then nothing is wrong.
  review = after(recordCounts(review, { issued: 5, returned: 4 }))
  expect(of(review, 'ballots')).toMatchObject({ done: true, late: false, left: '发出 5，收回 4' })
  review = after(recordCounts(review, { issued: 5, returned: 4, valid: 4, invalid: 1 }))
  expect(of(review, 'ballots')).toMatchObject({ done: false, late: true, left: '数不合' })
  review = after(recordCounts(review, { returned: 5 }))
  expect(of(review, 'ballots')).toMatchObject({ done: true, left: '发出 5，收回 5' })
  const votes = (excellent: number, qualified: number) => ({ excellent, qualified, basic: 0, unqualified: 0 })
  review = after(recordTally(review, [{ memberId: uuid(0), votes: votes(4, 0), blank: 0 }, { memberId: uuid(1), votes: votes(4, 1), blank: 0 }], current))
  expect(of(review, 'count')).toMatchObject({ late: true, left: '还有 1 处要核' })
  review = after(recordTally(review, [{ memberId: uuid(1), votes: votes(1, 3), blank: 0 }], current))
  expect(of(review, 'count').left).toBe('计了 2/5 人')
  review = after(recordTally(review, [2, 3, 4].map((n) => ({ memberId: uuid(n), votes: votes(1, 3), blank: 0 })), current))
  review = after(closeTally(review, '2026-12-26', current))
  expect(of(review, 'count')).toMatchObject({ done: true, left: '12月26日定数' })

  review = after(recordVerdicts(review, [{ memberId: uuid(0), grade: 'qualified' }, ...[1, 2, 3, 4].map((n) => ({ memberId: uuid(n), grade: 'qualified' as const }))], current))
  const [first, second, , , , candidate] = verdictRows(review, current)
  expect(first?.differs).toBe('测评多数是优秀，评定为合格')
  expect(second?.differs).toBe('')
  expect(candidate?.ungraded).toBe('预备党员，不定等次')
  review = after(decideReason(review, uuid(0), '平时表现一般', current))
  expect(verdictRows(review, current)[0]).toMatchObject({ differs: '测评多数是优秀，评定为合格', verdict: { reason: '平时表现一般' } })
  review = after(decideVerdicts(review, { on: '2026-12-30', by: '党员大会' }, current))
  expect(of(review, 'verdict')).toMatchObject({ done: true, left: '12月30日 党员大会' })
  review = after(sendVerdicts(review, '2027-01-05', current))
  expect(of(review, 'feedback')).toMatchObject({ done: true, left: '2027年1月5日送出' })
  expect(decideReason(review, 'cap', '基层典型多', current).ok).toBe(false)
})

test('the list and the roster of the day are compared by person, grade, 流动 and 留党察看', () => {
  const { roster } = prepared()
  expect(rosterGap(roster, people)).toBeNull()
  const gap = rosterGap(roster, [...people.slice(1, 5), { memberId: uuid(9), name: '沈月娥', grade: 'full', post: '' }, { memberId: uuid(20), name: '林德顺', grade: 'full', post: '' }])
  expect(gap).toEqual({ missing: ['林德顺'], extra: ['郑守田'], regraded: ['沈月娥'], moved: [], watched: [] })
  expect(gap === null ? '' : sayGap(gap)).toContain('林德顺')
  // Who went away after the list was taken hands in 书面自评 like any other 流动党员.
  const away = rosterGap(roster, people.map((person, index) => (index === 0 ? { ...person, floating: true } : person)))
  expect(away?.moved).toEqual(['郑守田'])
  const watched = rosterGap(roster, people.map((person, index) => (index === 0 ? { ...person, watched: true } : person)))
  expect(watched === null ? '' : sayGap(watched)).toBe('是不是留党察看不一样：郑守田')
})

test('a ballot box that stands is said at its step: voting goes on at 发票收票, a sealed one waits at 计票', () => {
  const review = prepared()
  const box: BallotStatus = { state: 'open', way: 'slips', cast: 7, electors: 12, lost: [], admitted: null, dropped: 0, paused: false, unused: false, broken: '' }
  const said = (boxes: readonly BallotStatus[]) => withBoxes(entriesOf(review), boxes).filter((entry) => entry.kind === 'ballots' || entry.kind === 'count').map((entry) => [entry.left, entry.done])
  expect(withBoxes(entriesOf(review), [{ ...box, state: 'none' }, { ...box, state: 'cleared' }])).toEqual(entriesOf(review))
  expect(said([box])).toEqual([['票箱开着，已投 7 / 12', false], ['', false]])
  expect(said([{ ...box, state: 'closed' }])).toEqual([['机投，封了箱', false], ['封了箱，等开箱', false]])
  expect(said([{ ...box, state: 'closed' }, { ...box, state: 'locked', unused: true }])).toEqual([['票箱设好了，还没有打开', false], ['1 个票箱等开箱', false]])
  expect(said([{ ...box, state: 'broken', broken: '票箱文件不见了' }])[0]).toEqual(['票箱文件不见了', false])
})

test('公布、上报 says which of the two is still to do', () => {
  const review = prepared()
  const left = (patch: Partial<Review>) => entriesOf({ ...review, ...patch }).find((entry) => entry.id === 'report')?.left
  expect([left({}), left({ state: 'sent' }), left({ published: { on: '2027-01-05', way: '党员大会通报', scope: '' } })]).toEqual(['', '送出了，还没记公布', '公布了，还没送出'])
})

test('what is shown of a row of votes adds up to 100.0 with what was not filled in', () => {
  const review = { ...prepared(), counts: { ...prepared().counts, valid: 21 } }
  const row = { memberId: uuid(0), name: '郑守田', votes: { excellent: 10, qualified: 9, basic: 1, unqualified: 0 }, blank: 1 }
  const shares = [...gradeShares(row, review), blankShare(row, review)].map(({ share }) => Number(share.replace('%', '')))
  expect(Math.round(shares.reduce((sum, share) => sum + share * 10, 0))).toBe(1000)
  expect(blankShare(row, review)).toEqual({ votes: '1', share: '4.8%' })
  expect(blankShare({ ...row, votes: { ...row.votes, basic: 2 }, blank: 0 }, review)).toEqual({ votes: '0', share: '0.0%' })
})
