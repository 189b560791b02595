import { expect, test } from 'vitest'
import { confirmReport, editReport, startReport } from '#shared/duties/analysis'
import { editOrganisation, foundOrganisation } from '#shared/duties/organisation'
import { draftPledge, propose } from '#shared/duties/pledge'
import { openRound, publish, withdrawPublication } from '#shared/duties/pledge-round'
import { closeTally, markAttendance, prepareReview, recordCounts, recordTally } from '#shared/duties/review'
import { prepareMassReview, publishMass, recordMassFigures } from '#shared/duties/mass-review'
import { openRectifications, settleRectification } from '#shared/duties/rectification'
import { decideVerdicts, recordVerdicts, sendVerdicts } from '#shared/duties/review-verdict'
import { after, codes, one, testContext, walls } from '#shared/duties/testing'
import { current } from '#shared/rules/packs/current'
import { editItem, fileAway, takeIn } from './file-away'
import { draftPaper, issuePaper, withdrawPaper } from '#shared/duties/official-paper'
import { documentOf, proposeItems, type ProposalFacts } from './proposals'

const context = testContext()
const [ma, he] = [context.newId(), context.newId()]
const names = new Map([[ma, '马小军'], [he, '何桂芳']])

/** A year in small: two pledges published (once withdrawn and published again), one report, one review. */
function aYear(): ProposalFacts {
  const organisation = one(foundOrganisation(context, { name: '中共梨坪村支部委员会', type: '党支部' }), 'organisation')
  const round = one(openRound(context, { year: 2026, title: '2026年度', from: '2026-01', to: '2026-12' }), 'pledgeRound')
  const items = [{ type: '岗位', text: '每月走访 3 户', measures: '', due: '2026-12', responsible: '马小军' } as const]
  const pledges = [null, ma].map((memberId) => one(propose(one(draftPledge(context, round, { memberId, who: '某', items }), 'pledge'), { round, pack: current, who: '某', on: '2026-02-10' }), 'pledge'))
  const sheet = { until: null, place: '', phone: '88' }
  const lines = (list: typeof pledges) => list.map((pledge) => ({ pledge, who: '某', post: '' }))
  const up = publish(round, { ...sheet, on: '2026-03-01', lines: lines(pledges) }, current)
  const down = withdrawPublication(one(up, 'pledgeRound'), after(up, 'pledge'), { number: 1, on: '2026-03-03', why: '错字' })
  const again = publish(one(down, 'pledgeRound'), { ...sheet, on: '2026-03-05', lines: lines([...after(down, 'pledge')]) }, current)
  const report = one(confirmReport(one(editReport(one(startReport(context, { memberId: ma, memberName: '马小军', year: 2026 }), 'analysisReport'), { parts: { problems: '学习不够' } }), 'analysisReport'), { on: '2026-12-15', who: '马小军' }), 'analysisReport')
  const people = [{ memberId: ma, name: '马小军', grade: 'full' as const, post: '' }, { memberId: he, name: '何桂芳', grade: 'probationary' as const, post: '' }]
  let review = one(prepareReview(context, { year: 2026, title: '2026年度民主评议', heldOn: '2027-01-08' }, people, current), 'review')
  review = one(recordCounts(one(markAttendance(review, [], current), 'review'), { issued: 2, returned: 2, valid: 2 }), 'review')
  review = one(closeTally(one(recordTally(review, [{ memberId: ma, votes: { excellent: 0, qualified: 2, basic: 0, unqualified: 0 }, blank: 0 }], current), 'review'), '2027-01-08', current), 'review')
  review = one(decideVerdicts(one(recordVerdicts(review, [{ memberId: ma, grade: 'qualified' }], current), 'review'), { on: '2027-01-10', by: '党员大会' }, current), 'review')
  return { organisation, pack: current, rounds: [one(again, 'pledgeRound')], pledges: after(again, 'pledge'), reports: [report], reviews: [review], massReviews: [], officials: [], feedback: [], rectifications: [], nameOf: (id) => names.get(id) ?? '', roster: { asOf: '2026-12-31', count: 2 } }
}

test('proposes one item a document, with title, author, date, retention and box', () => {
  expect(proposeItems(aYear()).map((each) => [each.document, each.title, each.author, each.date, each.year, each.retention, each.workingBox, each.note])).toEqual([
    ['rosterSheet', '中共梨坪村支部委员会党员花名册（2026年）', '中共梨坪村支部委员会', '2026-12-31', 2026, 'Y', '03', ''],
    ['branchPledge', '中共梨坪村支部委员会公开承诺书（2026年度）', '中共梨坪村支部委员会', '2026-02-10', 2026, 'D10', '09', ''],
    ['memberPledge', '马小军公开承诺书（2026年度）', '马小军', '2026-02-10', 2026, 'D10', '09', ''],
    ['pledgeNotice', '中共梨坪村支部委员会公开承诺公示表（2026年度，第1版）', '中共梨坪村支部委员会', '2026-03-01', 2026, 'D10', '09', '已于2026年3月3日撤回'],
    ['pledgeNotice', '中共梨坪村支部委员会公开承诺公示表（2026年度，第2版）', '中共梨坪村支部委员会', '2026-03-05', 2026, 'D10', '09', ''],
    ['pledgeLedger', '中共梨坪村支部委员会公开承诺事项登记表（2026年度）', '中共梨坪村支部委员会', '2026-12', 2026, 'D10', '09', ''],
    ['analysisReport', '马小军党性分析报告（2026年）', '马小军', '2026-12-15', 2026, 'D30', '07', ''],
    ['ballot', '中共梨坪村支部委员会2026年度民主评议测评表（样表）', '中共梨坪村支部委员会', '2027-01-08', 2027, 'D10', '08', ''],
    ['tallySheet', '中共梨坪村支部委员会2026年度民主评议测评汇总表', '中共梨坪村支部委员会', '2027-01-08', 2027, 'D30', '08', ''],
    ['reviewRegister', '马小军民主评议党员登记表（2026年度）', '中共梨坪村支部委员会', '2027-01-10', 2027, 'D30', '08', ''],
    ['reviewBook', '中共梨坪村支部委员会民主评议结果登记册（2026年度）', '中共梨坪村支部委员会', '2027-01-10', 2027, 'D30', '08', ''],
  ])
})

test('a slip is proposed once the verdict is out, the results of a 群众评议 once they are public', () => {
  const year = aYear()
  const { roster: _roster, ...rest } = { ...year, rounds: [], pledges: [], reports: [], officials: [] }
  const [review] = year.reviews
  if (review === undefined) throw new Error('the year has a review')
  const sent = one(sendVerdicts(review, '2027-01-12', current), 'review')
  const prepared = one(prepareMassReview(context, { year: 2026, title: '2026年度群众评议', heldOn: '2026-12-20' }, [], current), 'massReview')
  const counted = one(recordMassFigures(prepared, { heldOn: '2026-12-20', machine: null, parts: [{ source: '会议票', counts: { issued: 9, returned: 9, valid: 9, invalid: 0 }, aspects: prepared.aspects.map(() => ({ votes: [8, 1, 0, 0], blank: 0 })), members: [] }], satisfied: 2 }, current), 'massReview')
  const out = one(publishMass(counted, { on: '2026-12-28', way: '公开栏' }, current), 'massReview')
  expect(proposeItems({ ...rest, massReviews: [counted] }).map(({ document }) => document)).toEqual(['ballot', 'tallySheet', 'reviewRegister', 'reviewBook'])
  expect(proposeItems({ ...rest, reviews: [sent], massReviews: [out] }).slice(-2).map((each) => [each.document, each.title, each.date, each.retention, each.workingBox])).toEqual([
    ['reviewSlip', '马小军民主评议党员反馈单（2026年度）', '2027-01-12', 'D10', '08'],
    ['massResults', '中共梨坪村支部委员会2026年度群众评议结果', '2026-12-28', 'D10', '08'],
  ])
})

test('an issued 公文 is proposed with its number, one taken back says so, a draft waits', () => {
  const draft = (type: 'committeeMinutes' | 'request' | 'commendation') =>
    one(draftPaper(context, { type, year: 2026, content: { title: '关于换届的\n请示', body: '拟换届。', issuers: ['梨坪村党支部', ' '], docNo: ' 梨支发〔2026〕2号 ' } }), 'officialPaper')
  const issued = (type: Parameters<typeof draft>[0]) => one(issuePaper(draft(type), { on: '2027-01-05' }), 'officialPaper')
  const back = one(withdrawPaper(issued('commendation'), { on: '2027-01-06', why: '名字错了' }), 'officialPaper')
  const { roster: _roster, ...year } = aYear()
  const proposed = proposeItems({ ...year, rounds: [], reports: [], reviews: [], officials: [draft('request'), issued('request'), issued('committeeMinutes'), back] })
  expect(proposed.map((each) => [each.document, each.source.document, each.title, each.author, each.docNo, each.date, each.year, each.retention, each.workingBox, each.note])).toEqual([
    ['request', 'request', '关于换届的请示', '梨坪村党支部', '梨支发〔2026〕2号', '2027-01-05', 2027, 'D10', '01', ''],
    ['committeeMinutes', 'committeeMinutes', '关于换届的请示', '梨坪村党支部', '梨支发〔2026〕2号', '2027-01-05', 2027, 'D30', '05', ''],
    ['commendation', 'commendation', '关于换届的请示', '梨坪村党支部', '梨支发〔2026〕2号', '2027-01-05', 2027, 'D30', '11', '已于2027年1月6日撤回'],
  ])
  expect(after(takeIn(context, proposed, []), 'archiveItem')[0]).toMatchObject({ docNo: '梨支发〔2026〕2号', workingBox: '01' })
})

test('a branch that is a 机构 of its fonds puts its code on what it takes in, and with it into the 档号', () => {
  const year = aYear()
  const taken = (topicCode: string | undefined) => new Set(after(takeIn(context, proposeItems({ ...year, organisation: { ...year.organisation, topicCode } }), []), 'archiveItem').map(({ topic }) => topic))
  expect([taken('DZB'), taken(''), taken(undefined)]).toEqual([new Set(['DZB']), new Set(['']), new Set([''])])
  const refusal = editOrganisation(year.organisation, { topicCode: 'dz-b' })
  expect(walls(refusal)).toEqual(['badField@topicCode'])
})

test('a round without pledges and a report without a word propose nothing', () => {
  const year = aYear()
  expect(proposeItems({ ...year, pledges: [], reviews: [], reports: [one(startReport(context, { memberId: ma, memberName: '马小军', year: 2026 }), 'analysisReport')] }).map((each) => each.document)).toEqual(['rosterSheet'])
})

test('taken in once; renewed while unfiled, left alone once filed', () => {
  const year = aYear()
  const taken = after(takeIn(context, proposeItems(year), []), 'archiveItem')
  expect(taken).toHaveLength(11)
  const [register] = taken.filter((item) => documentOf(item)?.document === 'reviewRegister')
  expect(register === undefined ? null : documentOf(register)).toEqual({ document: 'reviewRegister', part: ma })
  expect(walls(takeIn(context, proposeItems(year), taken))).toEqual(['nothingNew@'])

  const [report] = year.reports
  if (report === undefined) throw new Error('a report')
  const later = proposeItems({ ...year, reports: [{ ...report, rev: report.rev + 1, title: '对照检查材料' }] })
  const kept = taken.map((item) => (item.source?.document === 'analysisReport' ? one(editItem(item, { retention: 'Y', pages: 3 }), 'archiveItem') : item))
  const renewed = one(takeIn(context, later, kept), 'archiveItem')
  expect(renewed).toMatchObject({ title: '马小军对照检查材料（2026年）', retention: 'Y', pages: 3, number: null })

  const filed = after(fileAway(context, { items: kept, allItems: kept, boxes: [], on: '2027-03-01', thickness: 30, arranger: '石玉兰', checker: '' }, current), 'archiveItem')
  const outcome = takeIn(context, later, filed)
  expect(outcome.ok).toBe(false)
  expect(codes(outcome)).toEqual(['nothingNew', 'changedAfterFiling'])
})

test('what was put right goes to the box as one 台账 of the branch and one of each member, once every line is settled', () => {
  const facts = aYear()
  const [report] = facts.reports
  if (report === undefined) throw new Error('a report')
  const line = (problem: string) => ({ problem, cause: '', measures: '每周看一次', responsible: '', due: '2026-12' })
  const own = after(openRectifications(context, report, '马小军', [line('走访少'), line('学得浅')], []), 'rectification')
  const [first, second] = own
  if (first === undefined || second === undefined) throw new Error('two lines')
  const settle = (line: typeof first, state: 'closed' | 'lasting') => one(settleRectification(line, { state, closedOn: '2026-12-20', result: '办了' }), 'rectification')
  const branch = settle({ ...first, id: context.newId(), memberId: null }, 'lasting')
  const ledgers = (rectifications: typeof own) => proposeItems({ ...facts, rectifications }).filter(({ document }) => document.endsWith('Rectification'))
  expect(ledgers([...own, branch]).map(({ document }) => document), 'an open line keeps its ledger in hand').toEqual(['branchRectification'])
  expect(ledgers([settle(first, 'closed'), settle(second, 'closed'), branch]).map((each) => [each.document, each.title, each.author, each.date, each.year, each.retention, each.workingBox, each.source.kind, each.source.document, each.source.rev])).toEqual([
    ['branchRectification', '中共梨坪村支部委员会整改台账（2026年度）', '中共梨坪村支部委员会', null, 2026, 'D30', '10', 'organisation', 'branchRectification:2026', 2],
    ['memberRectification', '马小军整改台账（2026年度）', '马小军', '2026-12-20', 2026, 'D30', '10', 'member', 'memberRectification:2026', 4],
  ])
})
