import { expect, test } from 'vitest'
import { draftPaper, type OfficialContent } from '#shared/duties/official-paper'
import { one, testContext } from '#shared/duties/testing'
import type { OfficialType } from '#shared/model/official-paper'
import type { Block } from '#shared/paper/print-document'
import { documentText } from '#shared/paper/text-of'
import { officialFields } from './official-fields'
import { officialLayout, proseLayout, vouchedLayout } from './official-layout'
import { organisation } from './testing'

const fieldsOf = (content: Partial<OfficialContent>, type: OfficialType = 'notice') => officialFields({
  organisation: organisation({ name: '中共梨坪村支部委员会' }),
  paper: one(draftPaper(testContext(), { type, year: 2026, content: { title: '关于开会的通知', body: '会议定在26日。', issuers: ['中共梨坪村支部委员会'], date: '2026-12-08', ...content } }), 'officialPaper'),
})
const official = (content: Partial<OfficialContent>) => officialLayout(fieldsOf(content))
const kinds = (blocks: readonly Block[]) => blocks.map((block) => block.type)
const blocksOf = (document: { readonly sections: readonly { readonly blocks: readonly Block[] }[] }) => document.sections.flatMap((section) => section.blocks)

test('what a hand typed beyond the text is not said twice', () => {
  const field = fieldsOf({ recipients: '各党小组:', note: '（联系人：何敏）', copyTo: '镇党委。', attachments: [{ name: '《名单》', text: '' }, { name: '表.', text: '' }], copies: 30, title: ' 关于(2026)年的通知 ' })
  expect(field).toMatchObject({ recipients: '各党小组：', note: '联系人：何敏', copyTo: '镇党委', attachments: [{ name: '名单' }, { name: '表' }], copies: '共印30份', date: '2026年12月8日' })
  expect(fieldsOf({ docNo: '梨支发[2026]3号' }).docNo).toBe('梨支发〔2026〕3号')
})

test('a 文稿 has neither recipients nor imprint, whatever stands in its record', () => {
  expect(fieldsOf({ recipients: '各党小组', copyTo: '镇党委', printedBy: '支部', copies: 9, redHead: true, sealed: true, signer: '何敏', note: '注' }, 'personalSummary')).toMatchObject({ recipients: '', copyTo: '', printedBy: '', copies: '', redHead: false, sealed: false, signer: '', note: '' })
})

test('the red head carries the number; without one it stands under the title', () => {
  expect(kinds(blocksOf(official({ redHead: true, docNo: '梨支发〔2026〕3号' })))[0]).toBe('masthead')
  const plain = blocksOf(official({ docNo: '梨支发〔2026〕3号' }))
  expect(plain[0]).toMatchObject({ type: 'title', subtitle: '梨支发〔2026〕3号' })
})

test.each([[1, ['附件：名单']], [2, ['附件：1. 名单', '2. 表']]] as const)('%i attachments are listed as 7.3.4 has it, each on a page of its own', (count, lines) => {
  const document = official({ attachments: [{ name: '名单', text: '一、甲' }, { name: '表', text: '一、乙' }].slice(0, count) })
  const text = documentText(document)
  for (const line of lines) expect(text).toContain(line)
  expect(kinds(blocksOf(document)).filter((kind) => kind === 'pageBreak')).toHaveLength(count)
  expect(text).toContain(count === 1 ? '\n附件\n' : '\n附件1\n')
})

test('the older layout: 主题词, the date alone over one seal, Arabic figures for a party organ and Chinese ones for an office', () => {
  const older = { layout: 'gb1999', sealed: true, keywords: '党建 通知', copies: 80, copyTo: '镇党委', printedBy: '支部', printedOn: '2010-06-12', date: '2010-06-12' } as const
  const document = official(older)
  const text = documentText(document)
  expect(text).toContain('主题词：党建　通知')
  expect(text).toContain('（共印80份）')
  const signed = blocksOf(document).find((block) => block.type === 'signature')
  expect(signed).toMatchObject({ place: 'sealed', lines: [{ label: '2010年6月12日' }] })
  expect(fieldsOf({ ...older, issuers: ['梨坪村村民委员会'] }).date).toBe('二〇一〇年六月十二日')
  expect(fieldsOf({ keywords: '党建' }).keywords).toBe('')
})

test('a joint document: three names a row at most, each with room for its seal, the date once', () => {
  const document = official({ sealed: true, issuers: ['甲支部', '乙支部', '丙支部', '丁支部'] })
  const seals = blocksOf(document).find((block) => block.type === 'table')
  expect(seals?.type === 'table' && seals.rows.map((row) => row.cells.map((cell) => cell.text))).toEqual([['甲支部', '乙支部', '丙支部'], ['丁支部', '', '']])
  expect(blocksOf(document).filter((block) => block.type === 'signature')).toHaveLength(1)
})

test('the text, the list of attachments, the signature and the note keep together', () => {
  const blocks = blocksOf(official({ attachments: [{ name: '名单', text: '' }], note: '联系人：何敏' }))
  expect(blocks.find((block) => block.type === 'paragraph' && block.runs.some((run) => run.text === '附件：'))).toMatchObject({ keepWithNext: true })
  expect(blocks.find((block) => block.type === 'paragraph' && block.runs.some((run) => run.text.includes('联系人')))).toMatchObject({ keepWithPrevious: true })
})

test('nothing typed: no empty caption, no empty page, room for a hand to write the date', () => {
  const text = documentText(official({ date: null, recipients: '', copyTo: '', printedBy: '' }))
  expect(text).not.toMatch(/抄送|印发|附件|主题词|undefined|null/u)
  expect(text).toMatch(/年　　月　　日/u)
  expect(documentText(proseLayout(fieldsOf({ date: null }, 'personalSummary'), 'under'))).toContain('本人签名：')
  expect(documentText(vouchedLayout(fieldsOf({}, 'deeds')))).toContain('（盖章）')
})
