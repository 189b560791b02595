import { expect, test } from 'vitest'
import { documentText } from '#shared/paper/text-of'
import { makeDocument } from './document'
import { inOrderOf, ordersFor, orderNames } from '#shared/duties/ballot-order'
import { current } from '#shared/rules/packs/current'
import { ballot, codedBallot, massBallot, scoredBallot, sessionBallot } from './review-ballot'
import { bodyRows, organisation, person, piecesOf, review, tableOf } from './testing'

const facts = { organisation: organisation() }

test('who is graded is a row, nobody else; a box for each grade', () => {
  const document = makeDocument(ballot, { ...facts, review: review({ roster: [person(1, { name: '㛃' }), person(2, { grade: 'probationary' }), person(3, { attendance: 'exempt' }), person(4, { attendance: 'leave' })] }) })
  expect(bodyRows(document)).toEqual([['1', '㛃', '☐', '☐', '☐', '☐', ''], ['2', '党员4', '☐', '☐', '☐', '☐', ''], ['党支部班子', '☐好　☐较好　☐一般　☐差']])
  expect(tableOf(document).rows[0]?.cells.map((cell) => cell.text)).toEqual(['序号', '姓名', '优秀', '合格', '基本合格', '不合格', '存在问题'])
  expect(documentText(document)).toContain('2026年12月26日')
})

test('every ballot is alike: nothing asks for a voter or tells one from another', () => {
  const one = makeDocument(ballot, { ...facts, review: review() })
  expect(makeDocument(ballot, { ...facts, review: review() })).toEqual(one)
  expect(documentText(one)).not.toMatch(/签名|评议人|编号|No\./)
  expect(documentText(makeDocument(ballot, { ...facts, review: review(), electors: '群众代表' }))).toContain('群众代表用')
})

test('three grades of an older year give three columns that still fill the sheet', () => {
  const three = tableOf(makeDocument(ballot, { ...facts, review: review({ grades: ['excellent', 'qualified', 'unqualified'] }) }))
  expect(three.widths).toHaveLength(6)
  expect(three.widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(170, 6)
})

test('without a roster it is a form; a long one carries page numbers, a short one none', () => {
  const blank = bodyRows(makeDocument(ballot, { ...facts, review: review({ roster: [], heldOn: null }) }))
  expect(blank).toHaveLength(16)
  expect(blank.slice(0, 15).every((row) => row[1] === '' && row[2] === '☐')).toBe(true)
  const of = (count: number) => makeDocument(ballot, { ...facts, review: review({ roster: Array.from({ length: count }, (_, index) => person(index + 1)) }) })
  expect([of(12), of(60)].map((document) => document.sections[0]?.pageNumber)).toEqual(['none', 'outer'])
  expect(piecesOf(of(500)) - piecesOf(of(100))).toBe(400)
})

test('members rate the 支部班子 too, 群众代表 do not and have a heading of their own', () => {
  const masses = makeDocument(massBallot, { ...facts, review: review() })
  expect(documentText(masses)).not.toContain('支部班子')
  expect(masses.title).toContain('群众代表用')
  expect(documentText(makeDocument(scoredBallot, { ...facts, review: review() }))).toContain('☐较好')
})

test('the form follows the session\'s rules: codes, sides, what spoils a ballot', () => {
  const pack = { ...current, review: { ...current.review, problemCodes: { ...current.review.problemCodes, value: ['不交党费', '不服从分配'] }, subScores: { ...current.review.subScores, value: ['政治', '作风'] }, invalidRow: { ...current.review.invalidRow, value: 'wholeBallot' as const } } }
  const coded = makeDocument(codedBallot, { ...facts, review: review(), pack })
  expect(documentText(coded)).toContain('存在问题的代号：1 不交党费；2 不服从分配。')
  expect(documentText(coded)).toContain('选了两项以上，整张票作废')
  expect(documentText(makeDocument(ballot, { ...facts, review: review() }))).toContain('这一行无效，其余各行照样有效')
  expect(tableOf(makeDocument(scoredBallot, { ...facts, review: review(), pack })).rows[0]?.cells.map((one) => one.text)).toEqual(['序号', '姓名', '政治', '作风', '总体评价'])
})

test('a shuffled order is the same people, the same every time, and named on the sheet; each order has five sheets at least', () => {
  const session = review({ roster: Array.from({ length: 20 }, (_, index) => person(index + 1)) })
  const orders = orderNames.map((order) => bodyRows(makeDocument(ballot, { ...facts, review: session, order })).slice(0, 20).map((row) => row[1]))
  for (const [index, order] of orders.entries()) {
    expect([...order].sort()).toEqual(session.roster.map((one) => one.name).sort())
    expect(order).toEqual(inOrderOf(session.roster, session, orderNames[index] ?? null).map((one) => one.name))
  }
  expect(new Set(orders.map((order) => order.join())).size).toBe(orderNames.length)
  expect(makeDocument(ballot, { ...facts, review: session, order: '乙' }).title).toContain('乙种次序')
  const [first = []] = orders
  expect(inOrderOf(session.roster.filter((one) => one.name !== first[3]), session, '甲').map((one) => one.name)).toEqual(first.filter((name) => name !== first[3]))
  for (let sheets = 1; sheets < 60; sheets += 1) {
    const few = ordersFor(sheets, 5)
    expect(few.length === 1 || sheets / few.length >= 5).toBe(true)
  }
  expect([4, 9, 10, 24, 25, 60].map((sheets) => ordersFor(sheets, 5).length)).toEqual([1, 1, 2, 4, 5, 5])
})

test('what is filed is the ballot the session voted on, under the one name the archive knows it by', () => {
  const asked = { ...review(), asks: { sides: [], marks: [], codes: ['散漫'] } }
  expect([sessionBallot(review()), sessionBallot(asked)].map((one) => [one.kind, documentText(makeDocument(one, { ...facts, review: asked })).includes('填代号')])).toEqual([['ballot', false], ['ballot', true]])
})

test('of few sides the boxes share the sheet; a long name of the organisation has a line to itself, and no date is broken', () => {
  const own = { ...current, review: { ...current.review, subScores: { ...current.review.subScores, value: ['生产带头', '技术带头', '团结带头'] } } }
  const table = tableOf(makeDocument(scoredBallot, { ...facts, review: review(), pack: own }))
  expect(table.widths[2]).toBeGreaterThan(40)
  expect(table.widths.at(-1)).toBeGreaterThan(60)
  const lines = (name: string) => makeDocument(ballot, { ...facts, organisation: organisation({ name }), review: review() }).sections[0]?.blocks.flatMap((block) => (block.type === 'paragraph' ? block.runs.map((run) => run.text) : [])).filter((text) => /组织：|日期：/u.test(text))
  expect(lines('中共梨坪村支部委员会')).toEqual(['党组织：中共梨坪村支部委员会　　日期：2026年12月26日'])
  expect(lines('中共新疆维吾尔自治区喀什地区疏附县托克扎克镇阿瓦提村支部委员会')).toEqual(['党组织：中共新疆维吾尔自治区喀什地区疏附县托克扎克镇阿瓦提村支部委员会', '日期：2026年12月26日'])
})
