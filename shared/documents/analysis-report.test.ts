import { expect, test } from 'vitest'
import { documentText } from '#shared/paper/text-of'
import { analysisReport } from './analysis-report'
import { makeDocument } from './document'
import { member, organisation, privateFacts, report } from './testing'

const facts = { organisation: organisation(), member: member(1, { name: '䶮春', ...privateFacts }) }

test('the four parts stand in order as typed, with the review and its day', () => {
  const text = documentText(makeDocument(analysisReport, { ...facts, report: report({ subtitle: '——在基层', parts: { opening: '我叫䶮春。\n住在村里。', problems: '1. 走访少。', causes: '图“省事”<&>。', measures: '（一）每月走访4户。' } }) }))
  const at = ['党性分析报告', '——在基层　䶮春', '一、基本情况', '我叫䶮春。', '住在村里。', '二、查找的问题与不足', '走访少。', '三、剖析根源', '图“省事”<&>。', '四、努力方向和整改措施', '每月走访4户。', '2026年12月2日', '党支部审阅意见', '支委会：问题找得准。', '2026年12月8日', '（盖章）'].map((part) => text.indexOf(part))
  expect(at.every((place) => place >= 0)).toBe(true)
  expect(at).toEqual([...at].sort((a, b) => a - b))
  for (const secret of Object.values(privateFacts)) expect(text).not.toContain(secret)
})

test('a frozen edition is printed as it was, under its own day; the latest of its label', () => {
  const parts = (opening: string) => ({ opening, problems: '', causes: '', measures: '' })
  const frozen = report({ editions: [{ label: 'meeting', on: '2026-12-20', parts: parts('会上念的。') }, { label: 'final', on: '2026-12-28', parts: parts('改过一次。') }, { label: 'final', on: '2026-12-30', parts: parts('改过两次。') }] })
  const of = (edition?: 'meeting' | 'final') => documentText(makeDocument(analysisReport, { ...facts, report: frozen, ...(edition === undefined ? {} : { edition }) }))
  expect(of('meeting')).toContain('会上念的。')
  expect(of('meeting')).toContain('2026年12月20日')
  expect(of('final')).toContain('改过两次。')
  expect(of('final')).not.toContain('改过一次。')
  expect(of()).toContain('我叫党员1。')
})

test('an empty report keeps its headings, with lines to write on and blanks to sign', () => {
  const empty = report({ parts: { opening: '', problems: ' ', causes: '', measures: '' }, writtenOn: null, review: { on: null, by: '', result: '', opinion: '' } })
  const document = makeDocument(analysisReport, { ...facts, report: empty })
  const blocks = document.sections[0]?.blocks ?? []
  const headings = blocks.flatMap((block, index) => (block.type === 'heading' ? [blocks[index + 1]] : []))
  expect(headings).toHaveLength(5)
  expect(headings.every((block) => block?.type === 'gap' && block.lines >= 3)).toBe(true)
  expect(documentText(document)).not.toMatch(/\d{4}年/)
})

test('a returned report says so, and the seal has its room', () => {
  const document = makeDocument(analysisReport, { ...facts, report: report({ review: { on: '2026-12-08', by: '支委会', result: 'returned', opinion: '问题太空' } }) })
  expect(documentText(document)).toContain('支委会：退回修改：问题太空')
  const blocks = document.sections[0]?.blocks ?? []
  const gap = blocks.at(-2)
  // Two lines and the three of the signature, each of 28.95 pt, are 51 mm.
  expect(gap?.type === 'gap' && gap.lines).toBe(2)
  expect(blocks.at(-1)?.type).toBe('signature')
})

test('500 paragraphs are 500 paragraphs', () => {
  const size = (count: number) => makeDocument(analysisReport, { ...facts, report: report({ parts: { opening: Array.from({ length: count }, (_, index) => `第${index}段写了一句话`).join('\n'), problems: '', causes: '', measures: '' } }) }).sections[0]?.blocks.length ?? 0
  expect(size(500) - size(100)).toBe(400)
})
