import fc from 'fast-check'
import { expect, test } from 'vitest'
import { current } from '#shared/rules/packs/current'
import { confirmReport, giveOpinion, markOffline, settleComment, unmarkOffline, editionOf, editReport, finalEdition, readAtMeeting, reopenReport, reportFindings, reportLengths, reviewReport, startReport, submitReport } from './analysis'
import { codes, one, testContext, walls } from './testing'

const context = testContext()
const memberId = context.newId()
const who = '马小军'
const start = () => one(startReport(context, { memberId, memberName: who, year: 2026 }), 'analysisReport')
const long = '我做得还不够。'.repeat(80)
const full = () => one(editReport(start(), { parts: { opening: long, problems: long, causes: long, measures: `${long}每月学习一次。` } }), 'analysisReport')

test('one report of a title, a member and a year', () => {
  expect(walls(startReport(context, { memberId, memberName: who, year: 2026 }, [start()]))).toEqual(['reportExists@'])
  expect(one(startReport(context, { memberId, memberName: who, year: 2026, title: '对照检查材料' }, [start()]), 'analysisReport').title).toBe('对照检查材料')
})

test('the text is kept exactly as typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (typed) => {
      expect(one(editReport(start(), { parts: { problems: typed } }), 'analysisReport').parts.problems).toBe(typed)
    }),
    { seed: 20261226, numRuns: 100 },
  )
  expect(walls(editReport(start(), { parts: { opening: '字'.repeat(20_001) } }))).toEqual(['badField@parts.opening'])
})

test('lengths are counted per part and as a whole', () => {
  const lengths = reportLengths({ opening: '我 2010 年入党。', problems: '', causes: '学习不够', measures: '每月 1 次' })
  expect(lengths.parts.opening.total).toBe(6)
  expect(lengths.whole).toEqual({ total: 14, han: 11, punctuation: 1, words: 2 })
})

test('guidance comes from the pack', () => {
  const say = (text: string) => reportFindings({ parts: { opening: text, problems: text, causes: text, measures: `${text}每月` } }, current).map((found) => found.code)
  expect(say('字'.repeat(100))).toEqual(['tooShort'])
  expect(say('字'.repeat(250))).toEqual(['lengthUnusual'])
  expect(say('字'.repeat(450))).toEqual([])
  expect(say('字'.repeat(1100))).toEqual(['tooLong'])
  expect(reportFindings({ parts: { opening: '', problems: '', causes: '', measures: '' } }, current).map((found) => found.where.field)).toEqual(['parts.opening', 'parts.problems', 'parts.causes', 'parts.measures'])
  expect(reportFindings({ parts: { ...full().parts, measures: `${long}今后努力。` } }, current).map((found) => found.code)).toEqual(['measuresVague'])
})

test('handed in, returned with a reason, handed in again, passed', () => {
  expect(walls(submitReport(start(), { on: '2026-11-20', who }, current))).toContain('nothingWritten@parts')
  const submitted = one(submitReport(full(), { on: '2026-11-20', who }, current), 'analysisReport')
  expect(submitted).toMatchObject({ state: 'submitted', submittedOn: '2026-11-20', writtenOn: '2026-11-20' })
  const review = { on: '2026-11-25', by: '支委会', who }
  expect(walls(reviewReport(submitted, { ...review, result: 'returned', opinion: '' }))).toEqual(['reasonMissing@opinion'])
  expect(walls(reviewReport(submitted, { ...review, by: '', result: 'passed', opinion: '' }))).toEqual(['reviewerMissing@by'])
  const returned = one(reviewReport(submitted, { ...review, result: 'returned', opinion: '多说自己' }), 'analysisReport')
  expect(returned).toMatchObject({ state: 'returned', review: { opinion: '多说自己' } })
  const again = one(submitReport(returned, { on: '2026-11-28', who }, current), 'analysisReport')
  expect(again).toMatchObject({ state: 'submitted', review: { result: '' } })
  expect(one(reviewReport(again, { ...review, result: 'passed', opinion: '同意' }), 'analysisReport').state).toBe('reviewed')
  expect(codes(reviewReport(full(), { ...review, result: 'passed', opinion: '' }))).toEqual(['notSubmitted'])
})

test('the meeting edition and the final one are both frozen and kept', () => {
  expect(walls(readAtMeeting(start(), { on: '2026-12-10', who }))).toEqual(['nothingWritten@parts'])
  expect(codes(readAtMeeting(full(), { on: '2026-12-10', who }))).toEqual(['notReviewed'])
  const read = one(readAtMeeting(full(), { on: '2026-12-10', who }), 'analysisReport')
  expect(walls(readAtMeeting(read, { on: '2026-12-11', who }))).toEqual(['alreadyRead@readOn'])
  expect(codes(finalEdition(read, { on: '2026-12-12', who }))).toEqual(['unchanged'])
  const edited = one(editReport(read, { parts: { causes: '会后补写' } }), 'analysisReport')
  const final = one(finalEdition(edited, { on: '2026-12-15', who }), 'analysisReport')
  expect(editionOf(final, 'meeting')?.parts.causes).toBe(long)
  expect(editionOf(final, 'final')?.parts.causes).toBe('会后补写')
  const confirmed = one(confirmReport(final, { on: '2026-12-16', who }), 'analysisReport')
  expect(confirmed).toMatchObject({ state: 'confirmed' })
  expect(confirmed.editions).toHaveLength(2)
  expect(walls(editReport(confirmed, { parts: { causes: '' } }))).toEqual(['confirmed@parts'])
  expect(walls(confirmReport(confirmed, { on: '2026-12-17', who }))).toEqual(['confirmed@state'])
  expect(one(reopenReport(confirmed, who), 'analysisReport').state).toBe('revised')
  expect(walls(reopenReport(final, who))).toEqual(['notConfirmed@state'])
})

test('a report written on paper may be confirmed at once: its text becomes the final edition', () => {
  const confirmed = one(confirmReport(full(), { on: '2011-07-05', who }), 'analysisReport')
  expect(confirmed.editions).toMatchObject([{ label: 'final', on: '2011-07-05' }])
  expect(codes(finalEdition(full(), { on: '2011-07-05', who }))).toEqual(['notRead'])
  expect(walls(confirmReport(start(), { on: '2011-07-05', who }))).toEqual(['nothingWritten@parts'])
})

test('a return may stand beside a paragraph; settled it stays with its day', () => {
  const submitted = one(submitReport(full(), { on: '2026-11-20', who }, current), 'analysisReport')
  const comment = { id: context.newId(), part: 'problems' as const, quote: '我做得还不够。', text: ' 哪件事、哪天？ ' }
  const returned = one(reviewReport(submitted, { result: 'returned', on: '2026-11-25', by: '支委会', opinion: '', who, comments: [comment, { ...comment, id: context.newId(), text: '  ' }] }), 'analysisReport')
  expect(returned.comments).toEqual([{ ...comment, text: '哪件事、哪天？', on: '2026-11-25', by: '支委会', settledOn: null }])
  const settled = one(settleComment(returned, comment.id, '2026-11-27', who), 'analysisReport')
  expect(settled.comments[0]?.settledOn).toBe('2026-11-27')
  expect(walls(settleComment(settled, comment.id, '2026-11-28', who))).toEqual(['alreadySettled@'])
  expect(walls(settleComment(settled, context.newId(), '2026-11-28', who))).toEqual(['commentGone@'])
  expect(settled.history.map((event) => event.act)).toEqual(['交支部审阅', '退回', '照批注改了'])
})

test('an opinion of the deciding body, said again; each with its line in the history', () => {
  const read = one(readAtMeeting(full(), { on: '2026-12-26', who }), 'analysisReport')
  expect(walls(giveOpinion(read, { on: '2026-12-28', by: ' ', text: '', who }))).toEqual(['opinionMissing@opinion', 'reviewerMissing@by'])
  const said = one(giveOpinion(read, { on: '2026-12-28', by: '党员大会', text: '问题准', who }), 'analysisReport')
  const again = one(giveOpinion(said, { on: '2026-12-29', by: '党员大会', text: '措施实', who }), 'analysisReport')
  expect(again.opinion).toEqual({ on: '2026-12-29', by: '党员大会', text: '措施实' })
  expect(again.history.slice(-2).map((event) => [event.act, event.note])).toEqual([['评议意见', '问题准'], ['评议意见', '措施实']])
  expect(codes(giveOpinion(full(), { on: '2026-12-28', by: '支委会', text: '好', who }))).toContain('notRead')
})

test('any step may be marked as done on paper, and the mark taken back', () => {
  expect(walls(markOffline(start(), 'learning', { on: null, note: ' ', who }))).toEqual(['offlineBare@note'])
  const marked = one(markOffline(start(), 'learning', { on: '2026-11-02', note: '签到在会议记录本', who }), 'analysisReport')
  const twice = one(markOffline(marked, 'learning', { on: '2026-11-03', note: '', who }), 'analysisReport')
  expect(twice.offline).toEqual([{ step: 'learning', on: '2026-11-03', note: '' }])
  expect(one(unmarkOffline(twice, 'learning', who), 'analysisReport').offline).toEqual([])
  expect(walls(unmarkOffline(twice, 'read', who))).toEqual(['notOffline@'])
})

test('the branch examines itself the same way', () => {
  const branch = one(startReport(context, { memberId: null, memberName: '党支部', year: 2026 }), 'analysisReport')
  expect(branch).toMatchObject({ title: '支部对照检查材料', memberId: null })
  expect(walls(startReport(context, { memberId: null, memberName: '党支部', year: 2026 }, [branch]))).toEqual(['reportExists@'])
})
