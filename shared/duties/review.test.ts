import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Review } from '#shared/model/review'
import { current } from '#shared/rules/packs/current'
import { era2010 } from '#shared/rules/packs/era-2010'
import { countFindings, countSums, excellentCap, fewest, pollGrade, quorumFindings, reaches } from '#shared/rules/review-check'
import { closeTally, closingFindings, editReviewHead, markAttendance, markStep, prepareReview, recordCounts, recordTally, renewRoster, reopenTally, type ReviewPerson } from './review'
import { decideVerdicts, recallVerdicts, recordVerdicts, sendVerdicts } from './review-verdict'
import { codes, one, stepOf, testContext, walls } from './testing'

const context = testContext()
/** 24 full members, the last of them exempt, and 2 on probation: 应到 26, as in the picture. */
const people: readonly ReviewPerson[] = Array.from({ length: 26 }, (_, index) => ({
  memberId: context.newId(), name: `党员${index + 1}`, grade: index < 24 ? 'full' : 'probationary', post: '', ...(index === 23 ? { exempt: '长期卧床' } : {}),
}))
const id = (index: number) => people[index]?.memberId ?? ''
const prepared = () => one(prepareReview(context, { year: 2026, title: '2026年度民主评议党员', heldOn: '2026-12-26' }, people, current), 'review')
const votes = (excellent: number, qualified: number, basic = 0, unqualified = 0) => ({ excellent, qualified, basic, unqualified })

function counted(): Review {
  const attended = one(markAttendance(prepared(), [{ memberId: id(5), attendance: 'leave', reason: '出差' }, { memberId: id(6), attendance: 'leave', reason: '生病' }], current), 'review')
  const figures = one(recordCounts(attended, { issued: 23, returned: 22, valid: 21, invalid: 1 }), 'review')
  return one(recordTally(figures, figures.tally.map((row) => ({ memberId: row.memberId, votes: votes(5, 16), blank: 0 })), current), 'review')
}
const closedReview = () => one(closeTally(counted(), '2026-12-26', current), 'review')

test('prepares from the roster of the day', () => {
  const review = prepared()
  expect(review).toMatchObject({ state: 'preparing', grades: ['excellent', 'qualified', 'basic', 'unqualified'], counts: { due: 26, present: 25, exempt: 1, issued: 0 } })
  // 预备党员 and those exempt are not put to the vote.
  expect(review.tally).toHaveLength(23)
  expect(review.steps.map((step) => step.name)).toHaveLength(12)
  expect(one(prepareReview(context, { year: 2011, title: '评议', heldOn: null }, people, era2010), 'review').grades).toEqual(['excellent', 'qualified', 'unqualified'])
  expect(walls(prepareReview(context, { year: 2026, title: ' ', heldOn: null }, [], current))).toEqual(['titleMissing@title', 'nobody@roster', 'badField@title'])
  const [first] = people
  if (first === undefined) throw new Error('people')
  expect(walls(prepareReview(context, { year: 2026, title: '评议', heldOn: '2026-12-32' }, [first, first], current))).toEqual(['personTwice@roster', 'badField@heldOn'])
})

test('the sums of the picture agree', () => {
  const review = counted()
  expect(review.counts).toEqual({ due: 26, present: 23, leave: 2, absent: 0, exempt: 1, issued: 23, returned: 22, valid: 21, invalid: 1 })
  expect(countSums(review.counts).map((sum) => [sum.whole.value, sum.parts.map((part) => part.value), sum.agrees])).toEqual([[26, [23, 2, 0, 1], true], [23, [22, 1], true], [22, [21, 1], true]])
  expect(closingFindings(review, current)).toEqual([])
})

test.each<[Partial<Review['counts']>, string, string]>([
  [{ present: 24 }, 'sum.attendance', '应到 26 人，实到 24 + 请假 2 + 缺席 0 + 免到 1 = 27 人，差 1 人，请改应到或其中一个'],
  [{ issued: 24 }, 'issuedOverPresent', '发出 24 张多于实到 23 人，请改其中一个'],
  [{ issued: 21 }, 'returnedOverIssued', '收回 22 张多于发出 21 张，请改其中一个'],
  [{ invalid: 0 }, 'sum.validity', '收回 22 张，有效 21 + 无效 0 = 21 张，差 1 张，请改收回或其中一个'],
  [{ present: 27 }, 'presentOverDue', '实到 27 人多于应到 26 人，请改其中一个'],
])('names the pair that fails: %j', (patch, code, text) => {
  const review = { ...counted(), counts: { ...counted().counts, ...patch } }
  const found = countFindings(review).find((candidate) => candidate.code === code)
  expect(found).toMatchObject({ severity: 'wall', text })
  expect(closeTally(review, '2026-12-26', current).ok).toBe(false)
  expect(recordCounts(counted(), patch).ok).toBe(true)
})

test('figures that add up close, and any single figure changed does not', () => {
  const figure = fc.integer({ min: 0, max: 40 })
  fc.assert(
    fc.property(fc.record({ present: figure, leave: figure, absent: figure, exempt: figure, kept: figure, lost: figure, invalid: figure }), fc.constantFrom('due', 'present', 'leave', 'absent', 'exempt', 'returned', 'valid', 'invalid'), (drawn, field) => {
      const issued = Math.max(0, drawn.present - drawn.kept)
      const returned = Math.max(0, issued - drawn.lost)
      const invalid = Math.min(drawn.invalid, returned)
      const counts: Review['counts'] = { due: drawn.present + drawn.leave + drawn.absent + drawn.exempt, present: drawn.present, leave: drawn.leave, absent: drawn.absent, exempt: drawn.exempt, issued, returned, valid: returned - invalid, invalid }
      expect(countFindings({ counts, roster: [] })).toEqual([])
      expect(countFindings({ counts: { ...counts, [field]: counts[field as keyof Review['counts']] + 1 }, roster: [] }).length).toBeGreaterThan(0)
    }),
    { seed: 20261226, numRuns: 300 },
  )
})

test('a row that does not add up is named with both numbers', () => {
  // Before it ever agreed; afterwards one ballot fewer would be one ballot told.
  const review = { ...counted(), tally: counted().tally.map((row) => (row.memberId === id(4) ? { ...row, votes: votes(0, 0), blank: 0 } : row)), stood: [] }
  const outcome = recordTally(review, [{ memberId: id(4), votes: votes(7, 11, 2), blank: 0 }], current)
  expect(outcome.findings).toMatchObject([{ severity: 'warning', text: '党员5：各档 20 + 未填 0 = 20 票，有效票 21 张，少 1 票，请改这一行', where: { field: 'tally.4' } }])
  expect(walls(closeTally(one(outcome, 'review'), '2026-12-26', current))).toEqual(['rowSum@tally.4'])
  expect(codes(recordTally(review, [{ memberId: id(4), votes: votes(7, 11, 2), blank: 1 }], current))).toEqual([])
  expect(walls(recordTally(review, [{ memberId: id(25), votes: votes(1, 0), blank: 0 }], current))).toEqual(['rowForeign@tally'])
  expect(walls(closeTally(one(recordCounts(review, { valid: 0, invalid: 22 }), 'review'), '2026-12-26', current))).toEqual(['noValidBallots@counts.valid'])
})

test('2010: a vote in a grade not offered is refused at closing', () => {
  const review = one(prepareReview(context, { year: 2011, title: '评议', heldOn: '2011-07-01' }, people.slice(0, 3), era2010), 'review')
  const figures = one(recordCounts(review, { issued: 3, returned: 3, valid: 3 }), 'review')
  const rows = figures.tally.map((row) => ({ memberId: row.memberId, votes: votes(1, 1, 1), blank: 0 }))
  expect(walls(closeTally(one(recordTally(figures, rows, era2010), 'review'), '2011-07-01', era2010))[0]).toBe('gradeNotOffered@tally.0.votes.basic')
})

test('attendance: reasons asked for, strangers refused, exempt people leave the tally', () => {
  expect(codes(markAttendance(prepared(), [{ memberId: id(3), attendance: 'absent', reason: '' }], current))).toEqual(['reasonMissing', 'approvalMissing'])
  expect(walls(markAttendance(prepared(), [{ memberId: context.newId(), attendance: 'leave', reason: '' }], current))).toEqual(['notOnRoster@roster'])
  const exempt = one(markAttendance(prepared(), [{ memberId: id(0), attendance: 'exempt', reason: '外出半年以上' }], current), 'review')
  expect([exempt.counts.exempt, exempt.tally.length]).toEqual([2, 22])
  const mismatch = recordCounts(prepared(), { present: 20, leave: 5 })
  expect(codes(mismatch)).toEqual(['rosterDiffers', 'rosterDiffers'])
  const renewed = one(renewRoster(counted(), people.slice(0, 10), current), 'review')
  expect([renewed.roster.length, renewed.counts.leave, renewed.tally[0]?.votes.excellent]).toEqual([10, 2, 5])
})

test('定数 is final; after it nothing moves until 重新计票', () => {
  expect(stepOf(closeTally(counted(), '2026-12-26', current))).toMatchObject({ final: true })
  const review = closedReview()
  expect(review).toMatchObject({ state: 'counted', tallyClosedOn: '2026-12-26' })
  expect(review.steps.find((step) => step.id === 'count')?.doneOn).toBe('2026-12-26')
  for (const outcome of [recordCounts(review, { issued: 1 }), recordTally(review, [], current), markAttendance(review, [], current), renewRoster(review, people, current), closeTally(review, '2026-12-27', current)]) expect(walls(outcome)).toEqual(['tallyClosed@tallyClosedOn'])
  expect(walls(reopenTally(review, { on: '2026-12-27', why: '' }))).toEqual(['whyMissing@why'])
  const reopened = reopenTally(review, { on: '2026-12-27', why: '第 2 捆看错行' })
  expect(stepOf(reopened)).toMatchObject({ final: true, answers: { name: '重新计票' } })
  expect(one(reopened, 'review')).toMatchObject({ state: 'preparing', tallyClosedOn: null, counts: review.counts })
  expect(one(reopened, 'review').steps.find((step) => step.id === 'count')?.note).toContain('第 2 捆看错行')
  expect(walls(reopenTally(counted(), { on: '2026-12-27', why: 'x' }))).toEqual(['tallyOpen@tallyClosedOn'])
})

test('quorum: a half is enough in whole numbers, and each finding has its source', () => {
  expect([reaches(12, 24, { numerator: 1, denominator: 2 }, true), reaches(12, 25, { numerator: 1, denominator: 2 }, true), reaches(12, 24, { numerator: 1, denominator: 2 }, false)]).toEqual([true, false, false])
  expect([fewest(25, { share: { numerator: 1, denominator: 2 }, inclusive: true }), fewest(24, { share: { numerator: 1, denominator: 2 }, inclusive: false })]).toEqual([13, 13])
  const base = counted()
  const few = quorumFindings({ ...base, counts: { ...base.counts, present: 12 } }, current)
  expect(few).toMatchObject([{ code: 'quorum', severity: 'warning', text: '实到 12 人，应到 25 人，至少要 13 人到会' }])
  expect(few[0]?.source).not.toBe('')
  expect(quorumFindings({ ...base, counts: { ...base.counts, present: 13 } }, current)).toMatchObject([{ code: 'quorumThin' }])
  // Only the number was taken at the door: no more of those with a vote can have come.
  expect(quorumFindings({ ...base, counts: { ...base.counts, present: 9 } }, current).map((found) => found.text)).toContain('有表决权的到会 9 人，应到 23 人，至少要 12 人')
  // 留党察看 has no vote, there or not.
  const watching = { ...base, roster: base.roster.map((person, index) => ({ ...person, watched: index < 2 })) }
  expect(quorumFindings({ ...watching, counts: { ...base.counts, present: 9 } }, current).map((found) => found.text)).toContain('有表决权的到会 9 人，应到 21 人，至少要 11 人')
  const marks = Array.from({ length: 12 }, (_, index) => ({ memberId: id(index), attendance: 'leave' as const, reason: '出差' }))
  expect(codes({ ok: false, findings: quorumFindings(one(markAttendance(prepared(), marks, current), 'review'), current) })).toEqual(['quorumThin', 'meetingQuorum'])
})

test('the poll names a grade only when one leads', () => {
  const row = (each: Review['tally'][number]['votes']) => ({ memberId: id(0), name: '甲', votes: each, blank: 0 })
  const offered = ['excellent', 'qualified', 'basic', 'unqualified'] as const
  expect(pollGrade(row(votes(5, 16)), offered)).toEqual({ grade: 'qualified', tied: [] })
  expect(pollGrade(row(votes(8, 8)), offered)).toEqual({ grade: null, tied: ['excellent', 'qualified'] })
  expect(pollGrade(row(votes(0, 0)), offered)).toEqual({ grade: null, tied: [] })
})

const allQualified = () => people.slice(0, 23).map((person) => ({ memberId: person.memberId, grade: 'qualified' as const, opinion: '合格' }))

test('verdicts: 预备 and exempt get none, and strangers are refused', () => {
  expect(walls(recordVerdicts(closedReview(), [{ memberId: id(25), grade: 'qualified' }], current))).toEqual(['notGraded@verdicts.0.grade'])
  expect(walls(recordVerdicts(closedReview(), [{ memberId: id(23), grade: 'qualified' }], current))).toEqual(['notGraded@verdicts.0.grade'])
  expect(walls(recordVerdicts(closedReview(), [{ memberId: context.newId(), grade: 'qualified' }], current))).toEqual(['verdictForeign@verdicts'])
  const written = one(recordVerdicts(closedReview(), [{ memberId: id(25), selfSummary: '一年来' }], current), 'review')
  expect(written.verdicts).toMatchObject([{ grade: null, selfSummary: '一年来' }])
})

test('a verdict that differs from the poll wants a reason before it is sent', () => {
  const changed = allQualified().map((verdict, index) => (index === 0 ? { ...verdict, grade: 'excellent' as const } : verdict))
  const recorded = recordVerdicts(closedReview(), changed, current)
  expect(codes(recorded)).toEqual(['differsFromPoll'])
  const judged = one(decideVerdicts(one(recorded, 'review'), { on: '2026-12-28', by: '支委会' }, current), 'review')
  expect(walls(sendVerdicts(judged, '2026-12-30', current))).toEqual(['differsFromPoll@verdicts.0.reason'])
  const explained = one(recordVerdicts(judged, [{ memberId: id(0), reason: '抗洪表现突出' }], current), 'review')
  expect(one(sendVerdicts(explained, '2026-12-30', current), 'review').state).toBe('sent')
  // By the local rules of 2010–2012 优秀 and 不合格 went up first: said, with how many, and never a lock.
  expect(codes(sendVerdicts(explained, '2026-12-30', current))).not.toContain('approvedAbove')
  const older = sendVerdicts(explained, '2026-12-30', { ...current, review: { ...current.review, approvedAbove: era2010.review.approvedAbove } })
  expect([older.ok, older.findings?.find((found) => found.code === 'approvedAbove')?.text]).toEqual([true, '优秀 1 人要报上级党组织审批，批下来再送本人'])
})

test('the cap is a third of the full members, rounded down: a warning with its source, and a reason asked', () => {
  const many = allQualified().map((verdict, index) => (index < 9 ? { ...verdict, grade: 'excellent' as const, reason: '表现突出' } : verdict))
  const recorded = one(recordVerdicts(closedReview(), many, current), 'review')
  expect(excellentCap(recorded, current)).toMatchObject({ fullMembers: 24, most: 8, excellent: 9, passed: true })
  const decided = decideVerdicts(recorded, { on: '2026-12-28', by: '支委会' }, current)
  expect(decided.findings).toMatchObject([{ code: 'capPassed', text: '优秀 9 人，一般不超过正式党员 24 人的三分之一，即 8 人' }, { code: 'capReasonMissing' }])
  expect(decided.findings?.[0]?.source).toContain('年度通知')
  expect(walls(sendVerdicts(one(decided, 'review'), '2026-12-30', current))).toEqual(['capReasonMissing@capReason'])
  const reasoned = decideVerdicts(recorded, { on: '2026-12-28', by: '支委会', capReason: '镇党委同意' }, current)
  expect(codes(sendVerdicts(one(reasoned, 'review'), '2026-12-30', current))).toEqual(['capPassed'])
  expect(excellentCap(recorded, era2010)).toMatchObject({ most: null, passed: false })
  const eight = one(recordVerdicts(recorded, [{ memberId: id(8), grade: 'qualified' }], current), 'review')
  expect(excellentCap(eight, current).passed).toBe(false)
})

test('deciding and sending: who decides, what is missing, and the way back', () => {
  const recorded = one(recordVerdicts(closedReview(), allQualified(), current), 'review')
  expect(walls(decideVerdicts(recorded, { on: '2026-12-28', by: '' }, current))).toEqual(['deciderMissing@decidedBy'])
  expect(walls(decideVerdicts(closedReview(), { on: '2026-12-28', by: '支委会' }, current))).toEqual(['noVerdicts@verdicts'])
  expect(walls(sendVerdicts(recorded, '2026-12-30', current))).toEqual(['notDecided@decidedOn'])
  const judged = one(decideVerdicts(recorded, { on: '2026-12-28', by: '支委会' }, current), 'review')
  expect(stepOf(sendVerdicts(judged, '2026-12-30', current)).final).toBe(true)
  const away = one(sendVerdicts(judged, '2026-12-30', current), 'review')
  for (const outcome of [recordVerdicts(away, [], current), decideVerdicts(away, { on: '2026-12-31', by: '支委会' }, current), sendVerdicts(away, '2026-12-31', current), editReviewHead(away, { place: '会议室' }), reopenTally(away, { on: '2026-12-31', why: 'x' })]) expect(walls(outcome)).toEqual(['sent@state'])
  expect(walls(recallVerdicts(away, { on: '2026-12-31', why: '' }))).toEqual(['whyMissing@why'])
  const back = recallVerdicts(away, { on: '2026-12-31', why: '镇里要求重议' })
  expect(stepOf(back)).toMatchObject({ final: true, answers: { name: '收回评定' } })
  expect(one(back, 'review')).toMatchObject({ state: 'judged' })
  expect(walls(recallVerdicts(judged, { on: '2026-12-31', why: 'x' }))).toEqual(['notSent@state'])
})

test('paper first: verdicts without a tally are taken, and said', () => {
  const recorded = one(recordVerdicts(prepared(), allQualified(), current), 'review')
  expect(codes(decideVerdicts(recorded, { on: '2026-12-30', by: '支委会' }, current))).toEqual(['tallyOpen'])
  const small = one(prepareReview(context, { year: 2026, title: '评议', heldOn: null }, people.slice(0, 5), current), 'review')
  const verdicts = one(recordVerdicts(small, people.slice(0, 5).map((person) => ({ memberId: person.memberId, grade: 'qualified' as const })), current), 'review')
  expect(codes(decideVerdicts(verdicts, { on: '2026-12-28', by: '支委会' }, current))).toEqual(['noCommittee', 'tallyOpen'])
})

test('steps are marked done, on paper or here', () => {
  const review = one(markStep(prepared(), 'study', { on: '2026-11-20', offline: true, note: '24 人到' }), 'review')
  expect(review.steps[0]).toMatchObject({ doneOn: '2026-11-20', doneOffline: true, note: '24 人到' })
  expect(one(markStep(review, 'study', { on: null, offline: true, note: '' }), 'review').steps[0]).toMatchObject({ doneOn: null, doneOffline: false })
  expect(walls(markStep(review, 'nothing', { on: null, offline: false, note: '' }))).toEqual(['stepMissing@steps'])
})

test('a day before the one it follows is refused with both days: a clock set back', () => {
  const review = counted()
  expect(walls(closeTally(review, '2026-12-25', current))).toEqual(['tooEarly@tallyClosedOn'])
  expect(closeTally(review, '2026-12-25', current).findings?.[0]?.text).toBe('定数日期2026年12月25日早于评议日期2026年12月26日，请改其中一个；要是电脑的日期不对，先把它调对')
  expect(closeTally(review, '2026-12', current).ok).toBe(true)
})
