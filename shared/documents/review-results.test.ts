import { expect, test } from 'vitest'
import type { Review } from '#shared/model/review'
import { documentText } from '#shared/paper/text-of'
import { makeDocument } from './document'
import { reviewRegister, tallySheet } from './review-results'
import { bodyRows, member, organisation, person, piecesOf, privateFacts, review, tableOf, testId } from './testing'

const facts = { organisation: organisation() }
const votes = (excellent: number, qualified: number, basic = 0, unqualified = 0) => ({ excellent, qualified, basic, unqualified })
const cast = (valid: number, invalid = 0) => ({ counts: { ...review().counts, issued: valid + invalid, returned: valid + invalid, valid, invalid } })
const line = (count: number, given: Review['tally'][number]['votes'], blank = 0) => ({ memberId: testId(100 + count), name: `党员${count}`, votes: given, blank })

test('counts, shares and grades stand in roster order, never by votes', () => {
  const rows = bodyRows(makeDocument(tallySheet, { ...facts, review: review({ ...cast(21), roster: [person(2), person(1)], tally: [line(1, votes(20, 1)), line(2, votes(7, 7, 7))], verdicts: [{ memberId: testId(101), grade: 'excellent', selfSummary: '', peerOpinion: '', conduct: '', opinion: '', reason: '' }] }) }))
  expect(rows[0]).toEqual(['1', '党员2', '7', '7', '7', '0', '33.4%', '33.3%', '33.3%', '0.0%', '', ''])
  expect(rows[1]).toEqual(['2', '党员1', '20', '1', '0', '0', '95.2%', '4.8%', '0.0%', '0.0%', '优秀', ''])
})

test('shares and what was left blank add up to 100.0, whatever the counts', () => {
  for (const [a, b, c, d, blank] of [[1, 1, 1, 0, 0], [5, 3, 2, 1, 2], [6, 6, 6, 1, 2], [0, 0, 0, 0, 7], [13, 0, 0, 1, 0]] as const) {
    const [row] = bodyRows(makeDocument(tallySheet, { ...facts, review: review({ ...cast(a + b + c + d + blank), roster: [person(1)], tally: [line(1, votes(a, b, c, d), blank)] }) }))
    const shown = (row ?? []).slice(6, 10).reduce((sum, text) => sum + Math.round(Number(text.replace('%', '')) * 10), 0)
    const base = a + b + c + d + blank
    expect(Math.abs(1000 - shown - (blank * 1000) / base)).toBeLessThan(1)
    if (blank === 0) expect(shown).toBe(1000)
    // What the printed shares lack of 100.0 stands in the same row.
    const said = /^未填(\d+)张，占([\d.]+)%$/u.exec(row?.[11] ?? '')
    expect([Number(said?.[1] ?? 0), shown + Math.round(Number(said?.[2] ?? 0) * 10)]).toEqual([blank, 1000])
  }
})

test('where the rules take the returned ballots as the base, the sheet says so and no row is made to sum to 100', () => {
  const document = makeDocument(tallySheet, { ...facts, review: review({ ...cast(20, 5), percentOf: 'returned', roster: [person(1)], tally: [line(1, votes(20, 0))] }) })
  expect(bodyRows(document)[0]?.slice(6, 10)).toEqual(['80.0%', '0.0%', '0.0%', '0.0%'])
  expect(documentText(document)).toContain('比例以收回的票为底数，无效票和没有填的票计在底数内')
  expect(documentText(document)).toContain('占收回的票的比例')
})

const channels = [{ id: 'm', voters: 'masses' as const, way: 'meeting' as const, people: 8, issued: 8 }]
const partsOf = (room: Review['tally'][number]['votes'], masses: Review['tally'][number]['votes']) => [{ channelId: 'room', valid: 12, given: room }, { channelId: 'm', valid: 8, given: masses }].map(({ channelId, valid, given }) => ({ channelId, returned: valid, valid, invalid: 0, tally: [{ memberId: testId(101), votes: given, blank: 0 }] }))

test('支部班子 and each class of ballots are on the sheet; where a class is too few, only how many went out', () => {
  const committee = { valid: 12, votes: [8, 3, 1, 0], blank: 0 }
  const both = review({ ...cast(20), channels, committee, roster: [person(1)], tally: [line(1, votes(13, 7))], parts: partsOf(votes(9, 3), votes(4, 4)) })
  const text = documentText(makeDocument(tallySheet, { ...facts, review: both }))
  for (const part of ['党员有效票12张：好8张，较好3张，一般1张，差0张，未填0张', '会场·群众代表发出8张，收回8张，有效8张，无效0张', '分类票数']) expect(text).toContain(part)
  const tables = makeDocument(tallySheet, { ...facts, review: both }).sections.flatMap((section) => section.blocks).filter((block) => block.type === 'table')
  expect(tables[1]?.rows.slice(1).map((row) => row.cells.map((one) => one.text))).toEqual([['党员1', '会场·党员', '9', '3', '0', '0', '0'], ['会场·群众代表', '4', '4', '0', '0', '0']])
  const few = documentText(makeDocument(tallySheet, { ...facts, review: { ...both, parts: [] } }))
  for (const part of ['会场·群众代表发出8张。', '各类票数不单列，只有合计。']) expect(few).toContain(part)
  expect(few).not.toContain('分类票数')
})

test('who was not graded is named with the reason, and has no figures', () => {
  const roster = [person(1, { grade: 'probationary' }), person(2, { attendance: 'exempt', reason: '长期卧病' }), person(3, { attendance: 'leave', reason: '住院' }), person(4, { attendance: 'absent', reason: '未请假' }), person(5, { grade: 'probationary', attendance: 'leave', reason: '出差' })]
  const rows = bodyRows(makeDocument(tallySheet, { ...facts, review: review({ roster, tally: [line(3, votes(1, 1)), line(4, votes(1, 1))], verdicts: [] }) }))
  expect(rows.slice(0, 5).map((row) => row[11])).toEqual(['预备党员，不定等次', '免评：长期卧病', '请假：住院', '缺席：未请假', '预备党员，不定等次；请假：出差'])
  expect(rows[0]?.slice(2, 11).join('')).toBe('')
})

test('the sums, the base, who decided and why the cap was passed are on the sheet, in the row that is signed and sealed', () => {
  const document = makeDocument(tallySheet, { ...facts, review: review({ counts: { due: 25, present: 22, leave: 2, absent: 0, exempt: 1, issued: 22, returned: 21, valid: 20, invalid: 1 }, capReason: '抗洪立功的多' }) })
  const text = documentText(document)
  for (const part of ['应到25人，实到22人，请假2人，缺席0人，免到1人', '发出22张，收回21张，有效20张，无效1张', '优秀0人，合格2人，基本合格0人，不合格0人', '支委会，2026年12月30日定', '抗洪立功的多', '以有效票为底数', '计票人签名', '监票人签名', '党支部书记签名', '（盖章）']) expect(text).toContain(part)
  expect(tableOf(document).rows.at(-1)?.height).toBeGreaterThanOrEqual(45)
  expect(tableOf(document).rows.at(-1)?.cells.at(-1)?.corner).toContain('（盖章）')
})

test('before anything was counted it is a form', () => {
  const document = makeDocument(tallySheet, { ...facts, review: review({ roster: [], tally: [], verdicts: [], heldOn: null, decidedOn: null, decidedBy: '', counts: { due: 0, present: 0, leave: 0, absent: 0, exempt: 0, issued: 0, returned: 0, valid: 0, invalid: 0 } }) })
  expect(bodyRows(document)).toHaveLength(13)
  expect(documentText(document)).not.toMatch(/[0-9]人|[0-9]张|评定结果/)
})

test('three grades of an older year fill the same width', () => {
  const { widths, rows } = tableOf(makeDocument(tallySheet, { ...facts, review: review({ grades: ['excellent', 'qualified', 'unqualified'] }) }))
  expect(widths).toHaveLength(10)
  expect(widths.every((width) => width > 8)).toBe(true)
  expect(rows.at(-1)?.cells.reduce((sum, cell) => sum + (cell.colSpan ?? 1), 0)).toBe(10)
})

test('500 people are 400 rows more than 100', () => {
  const of = (count: number) => piecesOf(makeDocument(tallySheet, { ...facts, review: review({ roster: Array.from({ length: count }, (_, index) => person(index + 1)) }) }))
  expect(of(500) - of(100)).toBe(400)
})

const someone = member(1, { name: '买买提·吐尔逊', ethnicity: '维吾尔族', workplace: '梨坪村', jobTitle: '会计', joined: '2005-07', posts: [{ from: '2020', to: '2026-12-27', post: '组织委员' }], ...privateFacts })

test('the register keeps to the session\'s own list, whatever the roster says since; who is exempt is said so', () => {
  const later = { ...someone, grades: [{ from: '2026-03', to: null, grade: 'probationary' as const }], posts: [] }
  const fields = reviewRegister.fields({ ...facts, review: review({ roster: [person(1, { post: '书记' })], verdicts: [] }), member: later })
  expect([fields.posts, fields.grade]).toEqual(['书记', ''])
  expect(reviewRegister.fields({ ...facts, review: review({ roster: [person(1, { attendance: 'exempt', reason: '长期卧病' })], tally: [], verdicts: [] }), member: someone }).grade).toBe('免评，不定等次')
})

test('the register says who the member was on the day, what was said, the poll and the grade', () => {
  const text = documentText(makeDocument(reviewRegister, { ...facts, review: review({ roster: [person(1, { post: '组织委员' })], tally: [line(1, votes(1, 0), 1)] }), member: someone }))
  for (const part of ['买买提·吐尔逊', '维吾尔族', '1980年5月', '大学本科', '2005年7月', '2006年7月', '组织委员', '梨坪村会计', '自评1', '互评1', '有效票2张：优秀1张，合格0张，基本合格0张，不合格0张，未填1张。', '支部意见1', '评定等次：合格']) expect(text).toContain(part)
  for (const secret of Object.values(privateFacts)) expect(text).not.toContain(secret)
})

test('a grade the poll did not give stands with its reason, for the superior who seals below; without a grade there is none', () => {
  const verdict = { memberId: testId(101), grade: 'unqualified' as const, selfSummary: '', peerOpinion: '', conduct: '', opinion: '', reason: '全年没有参加组织生活' }
  const opinionIn = (grade: typeof verdict.grade | null) => tableOf(makeDocument(reviewRegister, { ...facts, review: review({ verdicts: [{ ...verdict, grade }] }), member: someone })).rows[6]?.cells[1]?.text
  expect(opinionIn('unqualified')).toBe('评定等次：不合格\n与测评不同的理由：全年没有参加组织生活')
  expect(opinionIn(null)).toBe('')
})

test('a reason takes its room from 个人自评, so that the superior’s seal stays on the page; long words of one’s own keep theirs', () => {
  const heights = (patch: Partial<{ selfSummary: string; reason: string }>, blank = 0) => {
    const verdict = { memberId: testId(101), grade: 'qualified' as const, selfSummary: '完成了本职工作。', peerOpinion: '踏实。', conduct: '', opinion: '评为合格。', reason: '', ...patch }
    return tableOf(makeDocument(reviewRegister, { ...facts, review: review({ verdicts: [verdict], tally: [line(1, votes(1000, 1000), blank)] }), member: someone })).rows.slice(3).map(({ height = 0 }) => height)
  }
  const sum = (all: readonly number[]) => all.reduce((whole, height) => whole + height, 0)
  const [plain, reasoned, long] = [heights({}), heights({ reason: '结合平时表现研究确定。'.repeat(6) }), heights({ selfSummary: '自评'.repeat(200), reason: '结合平时表现研究确定。' })]
  expect(plain[0]).toBe(41)
  expect(reasoned[0]).toBeLessThan(41)
  // Ballots that take a second line have it anyway.
  expect(heights({}, 1000)).toEqual(plain)
  expect(sum(reasoned)).toBe(sum(plain))
  expect(long[0]).toBeGreaterThan(44)
})

test('the unit is not said twice, and the posts are those of the day', () => {
  const fields = (patch: Parameters<typeof member>[1], heldOn: string) => reviewRegister.fields({ ...facts, review: review({ heldOn, roster: [] }), member: { ...someone, ...patch } })
  expect(fields({ jobTitle: '梨坪村会计' }, '2026-12-26').job).toBe('梨坪村会计')
  expect(fields({}, '2026-12-27').posts).toBe('')
})

test('a probationary member has no grade; who took no part in the poll is said so', () => {
  const text = documentText(makeDocument(reviewRegister, { ...facts, review: review({ roster: [person(1, { grade: 'probationary' })], tally: [], verdicts: [] }), member: someone }))
  expect(text).toContain('评定等次：预备党员，不定等次')
  expect(text).toContain('不参加测评定等')
})

test('every seal has 45 mm under whatever was written, and the empty rows stay for hands', () => {
  const opinion = '履行义务，'.repeat(60)
  const verdicts = [{ memberId: testId(101), grade: 'qualified' as const, selfSummary: '', peerOpinion: '', conduct: '', opinion, reason: '' }]
  const rows = tableOf(makeDocument(reviewRegister, { ...facts, review: review({ verdicts }), member: someone })).rows
  const sealed = rows.filter((row) => row.cells[1]?.corner?.includes('（盖章）'))
  expect(sealed).toHaveLength(2)
  // 300 characters are at least 9 lines of 5.7 mm.
  expect(sealed[0]?.height).toBeGreaterThan(9 * 5.7 + 45)
  expect(sealed[1]?.height).toBeGreaterThanOrEqual(46)
})

test('bars stand in the order of the list, beside last year’s for those who were voted on then, and never without ballots', () => {
  const chartOf = (given: Partial<Review>, last: Review | null = null, order: 'roster' | 'strokes' = 'roster') => {
    const document = makeDocument(tallySheet, { ...facts, review: review(given), last, order })
    const tables = document.sections.flatMap((section) => section.blocks).filter((block) => block.type === 'table')
    return { count: tables.length, head: tables.at(-1)?.rows[0]?.cells.map((one) => one.text), bars: tables.at(-1)?.rows.slice(1).map((row) => row.cells.map((one) => one.bar?.said ?? one.text)), text: documentText(document) }
  }
  const now = { ...cast(10), roster: [person(2), person(1)], tally: [line(1, votes(10, 0)), line(2, votes(3, 4, 1, 1), 1)] }
  expect(chartOf(now)).toMatchObject({ count: 3, head: ['序号', '姓名', '各等次占有效票10张'], bars: [['1', '党员2', '优秀3张，合格4张，基本合格1张，不合格1张，其余1张'], ['2', '党员1', '优秀10张，合格0张，基本合格0张，不合格0张']] })
  const last = review({ ...cast(4), year: 2025, roster: [person(1)], tally: [line(1, votes(1, 3))] })
  expect(chartOf(now, last)).toMatchObject({ head: ['序号', '姓名', '各等次占有效票10张', '2025年度（占有效票4张）'], bars: [['1', '党员2', expect.any(String), ''], ['2', '党员1', expect.any(String), '优秀1张，合格3张，基本合格0张，不合格0张']] })
  expect(chartOf(now, last, 'strokes')).toMatchObject({ bars: [['1', '党员1', expect.any(String), expect.any(String)], ['2', '党员2', expect.any(String), '']] })
  expect(chartOf(now, last, 'strokes').text).toContain('以姓氏笔画为序')
  expect(chartOf({ ...now, ...cast(0), tally: [] }, last).count).toBe(1)
})

test('who counted and how stands on the sheet, with what a ballot box lost', () => {
  const said = (patch: Partial<Review>) => documentText(makeDocument(tallySheet, { ...facts, review: review({ ...cast(20), roster: [person(1)], tally: [line(1, votes(20, 0))], ...patch }) }))
  expect(said({})).not.toContain('计票：')
  expect(said({ countedHow: 'twice', countedBy: ['白露', '江月白'], settled: [{ cell: '党员1，优秀', first: 19, second: 20, value: 20 }] })).toContain('计票：两人独立录入：白露、江月白，有1处不一样，两人已定。')
  expect(said({ countedHow: 'machine', countedBy: ['白露', '江月白'], machine: [{ channelId: 'room', lost: [4], dropped: 2 }] })).toContain('计票：无记名机投，监票：白露、江月白；机投断过1次，4张没有封存，请人重新投了；封箱时剩2张不足5张，作废。')
})
