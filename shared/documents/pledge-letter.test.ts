import { expect, test } from 'vitest'
import { documentText } from '#shared/paper/text-of'
import { makeDocument } from './document'
import { branchPledge, memberPledge } from './pledge-letter'
import { edition, member, organisation, pledge, pledgeItem, privateFacts, round, tableOf, testId } from './testing'

const people = [member(1, { name: '赵㛃', jobTitle: '会计', posts: [{ from: '2020-01-01', to: '2026-06-01', post: '宣传委员' }, { from: '2026-06-01', to: null, post: '书记' }], ...privateFacts })]

test('every word of the pledge and its review stands on the letter', () => {
  const long = '走访'.repeat(150)
  const mine = pledge(1, { items: [pledgeItem(1, { measures: long }), pledgeItem(2, { type: '共性', due: '2026-09' })] })
  const document = makeDocument(memberPledge, { organisation: organisation(), round: round({ editions: [edition(1, [mine])] }), pledge: mine, members: people })
  const text = documentText(document)
  for (const part of ['党员公开承诺书', '2026年度', '赵㛃', '中共梨坪村支部委员会', '实事', '共性', '修好第1口井', `措施：${long}`, '2026年11月30日', '2026年9月', '责任人1', '责任人2', '2026年3月5日—2026年12月31日在村部公开栏公示', '0000-7654321', '支委会', '审核甲', '通过', '事项具体，同意公示', '2026年2月12日', '2026年2月25日']) expect(text).toContain(part)
  expect(document.title).toBe('党员公开承诺书（赵㛃）')
  for (const secret of Object.values(privateFacts)) expect(text).not.toContain(secret)
})

test('the post is that of the day of the promise', () => {
  const of = (proposedOn: string) => memberPledge.fields({ organisation: organisation(), round: round(), pledge: pledge(1, { proposedOn }), members: people }).post
  expect(of('2026-02-12')).toBe('宣传委员、会计')
  expect(of('2026-07-01')).toBe('书记、会计')
})

test('a pledge that hangs nowhere, or hangs no longer, leaves the notice open', () => {
  const mine = pledge(1)
  const withdrawn = edition(1, [mine], { withdrawnOn: '2026-04-01', withdrawnWhy: '写错' })
  const published = (editions: Parameters<typeof round>[0]) => memberPledge.fields({ organisation: organisation(), round: round(editions), pledge: mine, members: people }).published
  expect(published({})).toBe('')
  expect(published({ editions: [withdrawn] })).toBe('')
  expect(published({ editions: [withdrawn, edition(2, [mine], { publishedOn: '2026-04-02', until: null })] })).toBe('2026年4月2日')
})

test('nothing known is a form to fill in by hand', () => {
  const empty = pledge(1, { items: [], proposedOn: null, review: { on: null, by: '', result: '', opinion: '', signedBy: '' } })
  const document = makeDocument(memberPledge, { organisation: organisation({ supervisionPhone: '' }), round: round(), pledge: empty, members: people })
  const table = tableOf(document)
  expect(table.rows.slice(1, 4).every((row) => row.cells.length === 5 && row.cells.every((cell) => cell.text === '') && (row.height ?? 0) >= 25)).toBe(true)
  expect(documentText(document)).toContain('签名：')
  expect(documentText(document).match(/年　　月　　日/g)).toHaveLength(2)
  expect(documentText(document)).not.toMatch(/undefined|null|通过|退回/)
})

test('the branch signs by its head, and its superior reviews; the seal has its room under any opinion', () => {
  const opinion = '同意。'.repeat(200)
  const own = pledge(0, { review: { on: '2026-02-25', by: '中共石桥镇委员会', result: 'returned', opinion, signedBy: '' } })
  const document = makeDocument(branchPledge, { organisation: organisation(), round: round(), pledge: own, members: [] })
  expect(documentText(document)).toContain('承诺党组织：中共梨坪村支部委员会')
  expect(documentText(document)).toContain('退回修改')
  const last = tableOf(document).rows.at(-1)
  expect(last?.cells[0]?.text).toBe('上级党组织\n审核意见')
  expect(last?.cells[1]?.corner).toContain('（盖章）')
  // 600 characters are at least 17 lines of 5.7 mm on the width there is; under them 45 mm stay free.
  expect(last?.height).toBeGreaterThan(17 * 5.7 + 45)
})

test('a promiser the roster does not know is said so', () => {
  expect(memberPledge.fields({ organisation: organisation(), round: round(), pledge: pledge(9), members: people }).name).toBe('（名册里没有这个人）')
  expect(memberPledge.fields({ organisation: organisation(), round: round(), pledge: pledge(1, { memberId: testId(101) }), members: people }).name).toBe('赵㛃')
})
