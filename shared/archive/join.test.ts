import { expect, test } from 'vitest'
import { after, codes, one, stepOf, testContext, walls } from '#shared/duties/testing'
import { originalFiles, attachedTo, setOriginals } from '#shared/duties/paper-original'
import { draftPaper, type OfficialContent } from '#shared/duties/official-paper'
import type { ArchiveItem } from '#shared/model/archive'
import type { OfficialPaper, OfficialType } from '#shared/model/official-paper'
import { current } from '#shared/rules/packs/current'
import { fileAway, recordPages, takeIn } from './file-away'
import { freezeItems, isUnfrozen } from './freeze'
import { arrangeParts, inRuleOrder, joinItems, proposeJoins, splitItem } from './join'
import { madeFiles, paperKey } from './made-files'
import { filesOf, papersOf } from './parts'
import { planBag } from './plan-bag'
import { organisation } from '#shared/documents/testing'
import { testItem } from './testing'

const context = testContext({ seq: 9 })
const blob = (n: number, name: string) => ({ sha256: String(n).repeat(64).slice(0, 64), size: n, name, type: '' })
const source = (document: string) => ({ id: testItem().id, kind: 'officialPaper', rev: 1, document })
const request = testItem({ title: '关于修缮活动室的请示', docNo: '梨支发〔2026〕3号', date: '2026-03-01', pages: 2, source: source('request'), workingBox: '01' })
const reply = testItem({ title: '关于同意修缮活动室的批复', author: '白云镇党委', docNo: '白党批〔2026〕9号', date: '2026-03-20', pages: 1, files: [{ role: 'copy', blob: blob(1, '批复.pdf') }], workingBox: '01', retention: 'D30' })
const joined = () => one(joinItems(context, [{ item: request, role: '来文' }, { item: reply, role: '复文' }]), 'archiveItem')

test('来文 and 复文 as one 件: the 复文 in front speaks for it, the 来文 is mentioned, pages are those of both', () => {
  const outcome = joinItems(context, [{ item: request, role: '来文' }, { item: reply, role: '复文' }])
  expect(stepOf(outcome)).toMatchObject({ final: false, title: '2 件并成一件“关于同意修缮活动室的批复”' })
  expect(stepOf(outcome).records.map(({ before, after: then }) => [before?.id, then?.id ?? null])).toEqual([[reply.id, reply.id], [request.id, null]])
  expect(joined()).toMatchObject({ title: reply.title, author: '白云镇党委', docNo: '白党批〔2026〕9号', date: '2026-03-20', year: 2026, pages: 3, retention: 'D30', note: '附来文：关于修缮活动室的请示', source: null })
  expect(joined().parts?.map(({ role, title, pages }) => [role, title, pages])).toEqual([['复文', reply.title, 1], ['来文', request.title, 2]])
  expect(codes(outcome)).toEqual(['retentionDiffers'])
  const item = joined()
  expect(papersOf(item).map((paper) => filesOf(item, paper).map((file) => file.blob.name))).toEqual([['批复.pdf'], []])
})

test('apart again they are what they were', () => {
  const apart = after(splitItem(context, joined()), 'archiveItem')
  const facts = ({ title, author, docNo, date, pages, source: from, files, note, parts }: ArchiveItem) => ({ title, author, docNo, date, pages, source: from, files, note, parts })
  expect(apart.map(facts)).toEqual([reply, request].map(facts))
  expect(new Set(apart.map(({ id }) => id)).size).toBe(2)
  expect(walls(splitItem(context, request))).toEqual(['onePaper@parts'])
})

test('apart again, a total typed for the 件 goes to the one paper nobody had counted; where it cannot be shared out, it is said', () => {
  const uncounted = one(joinItems(context, [{ item: { ...request, pages: 0 }, role: '来文' }, { item: reply, role: '复文' }]), 'archiveItem')
  const split = (item: ArchiveItem) => {
    const outcome = splitItem(context, item)
    return [after(outcome, 'archiveItem').map(({ pages }) => pages), stepOf(outcome).title]
  }
  const plain = '“关于同意修缮活动室的批复”拆成 2 件'
  expect(split({ ...uncounted, pages: 5 })).toEqual([[1, 4], plain])
  expect(split(uncounted)).toEqual([[1, 0], plain])
  // Both counted before, or neither: five pages of both are nobody's alone.
  const said = '合计 5 页的“关于同意修缮活动室的批复”拆成 2 件，各件页数要另数'
  expect(split({ ...joined(), pages: 5 })).toEqual([[1, 2], said])
  expect(split({ ...uncounted, pages: 5, parts: uncounted.parts?.map((part) => ({ ...part, pages: 0 })) })).toEqual([[0, 0], said])
  expect(split({ ...uncounted, pages: 1, parts: uncounted.parts?.map((part, at) => ({ ...part, pages: at === 0 ? 3 : 0 })) })).toEqual([[3, 0], '合计 1 页的“关于同意修缮活动室的批复”拆成 2 件，各件页数要另数'])
})

test('another order: who comes first speaks; the rule’s order is a click away; nothing is lost on the way', () => {
  const item = joined()
  const [first, second] = item.parts ?? []
  if (first === undefined || second === undefined) throw new Error('two papers')
  const turned = one(arrangeParts(item, [second, first]), 'archiveItem')
  expect(turned).toMatchObject({ title: request.title, docNo: '梨支发〔2026〕3号', date: '2026-03-01', source: request.source, note: '', pages: 3 })
  expect(one(arrangeParts(turned, inRuleOrder(turned.parts ?? [])), 'archiveItem')).toMatchObject({ title: reply.title, note: item.note, files: item.files })
  expect(walls(arrangeParts(item, [first]))).toEqual(['partMissing@parts'])
})

test('a total that a person wrote for the 件 stays when its papers move, are counted, are joined by another or renewed', () => {
  const item = { ...joined(), pages: 5 }
  const [first, second] = item.parts ?? []
  if (first === undefined || second === undefined) throw new Error('two papers')
  expect(one(arrangeParts(item, [second, first]), 'archiveItem').pages).toBe(5)
  expect(one(arrangeParts({ ...item, pages: 3 }, [second, first]), 'archiveItem').pages).toBe(3)
  const counted = one(recordPages([{ item, part: second.id, pages: 7 }]), 'archiveItem')
  expect([counted.pages, counted.parts?.map(({ pages }) => pages)]).toEqual([5, [1, 7]])
  expect(one(joinItems(context, [{ item, role: '正文' }, { item: testItem({ title: '附件：预算表', pages: 2 }), role: '附件' }]), 'archiveItem').pages).toBe(7)
  // Nobody wrote a total where the papers had none to count: the count of the papers is the 件's.
  expect(one(recordPages([{ item: { ...item, pages: 0 }, part: second.id, pages: 7 }]), 'archiveItem').pages).toBe(8)
})

test('a minutes book of a year is one 件, by date, filed by the day it ends', () => {
  const meetings = ['2027-01-06', '2026-03-10', '2026-11-02'].map((date, n) => testItem({ title: `党员大会记录（第${n}次）`, date, year: 2026, pages: 4 }))
  const book = one(joinItems(context, meetings.map((item) => ({ item, role: '记录' as const })), '[2026年党员大会记录]'), 'archiveItem')
  expect(book).toMatchObject({ title: '[2026年党员大会记录]', date: '2027-01-06', year: 2027, pages: 12, docNo: '' })
  expect(book.parts?.map(({ date }) => date)).toEqual(['2026-03-10', '2026-11-02', '2027-01-06'])
})

test('one more goes into a 件 of several; filed ones, one alone and another 机构 are refused', () => {
  const item = joined()
  const sheet = testItem({ title: '附件：预算表', date: '2026-02-27', pages: 1 })
  expect(one(joinItems(context, [{ item, role: '正文' }, { item: sheet, role: '附件' }]), 'archiveItem').parts?.map(({ role }) => role)).toEqual(['复文', '附件', '来文'])
  expect(walls(joinItems(context, [{ item, role: '正文' }, { item: { ...sheet, number: 4 }, role: '附件' }]))).toEqual(['filed@parts'])
  expect(walls(joinItems(context, [{ item, role: '正文' }, { item, role: '附件' }]))).toEqual(['tooFew@parts'])
  expect(walls(joinItems(context, [{ item, role: '正文' }, { item: { ...sheet, topic: 'ZZ' }, role: '附件' }]))).toEqual(['topicDiffers@topic'])
  for (const act of [splitItem(context, { ...item, number: 1 }), arrangeParts({ ...item, number: 1 }, item.parts ?? [])]) expect(walls(act)).toEqual(['filed@parts'])
})

test('the standard’s proposals: 批复 with its 请示, 转发 with what it hands on, 正文 with its 附件, a year of minutes; nothing else', () => {
  const of = (...titles: readonly string[]) => proposeJoins(titles.map((title) => testItem({ title }))).map(({ why, joining, title }) => [why, joining.map(({ item, role }) => `${role} ${item.title}`), title])
  expect(proposeJoins([request, reply]).map(({ joining }) => joining.map(({ item, role }) => [role, item.id]))).toEqual([[['复文', reply.id], ['来文', request.id]]])
  expect(of('转发《关于做好防汛工作的通知》的通知', '关于做好防汛工作的通知')).toEqual([['转发文和被转发文', ['转发文 转发《关于做好防汛工作的通知》的通知', '被转发文 关于做好防汛工作的通知'], '']])
  expect(of('2026年创建方案', '2026年创建方案附件1')).toMatchObject([['正文和附件', ['正文 2026年创建方案', '附件 2026年创建方案附件1'], '']])
  expect(of('支委会会议纪要（3月）', '支委会会议纪要（4月）')).toMatchObject([['2026年的支委会记录，一年一本', { length: 2 }, '[2026年支委会记录]']])
  expect(of('关于修桥的请示', '关于修路的批复', '党员大会记录', '支委会记录', '全年总结', '奖状')).toEqual([])
  expect(proposeJoins([request, { ...reply, number: 3 }])).toEqual([])
  expect(proposeJoins([request, { ...reply, topic: 'ZZ' }])).toEqual([])
})

test('what our own papers say of others: attachments they list, a paper they pass on, and whom a 请示 went to', () => {
  const own = (document: OfficialType, content: Partial<OfficialContent>, item: Partial<ArchiveItem> = {}) => {
    const paper = one(draftPaper(context, { type: document, year: 2026, content }), 'officialPaper')
    return { paper, item: testItem({ title: content.title ?? '', date: '2026-03-01', source: { id: paper.id, kind: 'officialPaper', rev: 1, document }, ...item }) }
  }
  const offers = (papers: readonly { readonly paper: OfficialPaper; readonly item: ArchiveItem }[], items: readonly ArchiveItem[]) =>
    proposeJoins([...papers.map(({ item }) => item), ...items], papers.map(({ paper }) => paper)).map(({ why, joining }) => [why, joining.map(({ item, role }) => `${role} ${item.title}`)])

  const notice = own('notice', { title: '关于开展春季植树的通知', attachments: [{ name: '树苗分配表', text: '' }, { name: '带队名单', text: '' }] })
  expect(offers([notice], [testItem({ title: '[树苗分配表]' }), testItem({ title: '带队 名单' }), testItem({ title: '采购发票' })])).toEqual([['正文和附件', ['正文 关于开展春季植树的通知', '附件 [树苗分配表]', '附件 带队 名单']]])

  const passed = own('notice', { title: '转发县委组织部一个文件', body: '现将县委组织部《关于做好慰问的通知》（安组发〔2026〕 7号）转发给你们。' })
  expect(offers([passed], [testItem({ title: '慰问困难党员的意见', docNo: '安组发〔2026〕7号' }), testItem({ title: '关于做好慰问的通知' }), testItem({ title: '别的', docNo: '安组发〔2026〕8号' })])).toEqual([['转发文和被转发文', ['转发文 转发县委组织部一个文件', '被转发文 慰问困难党员的意见', '被转发文 关于做好慰问的通知']]])

  const [early, late] = ['2026-03-01', '2026-05-01'].map((date) => own('request', { title: `换届的请示${date}`, recipients: '中共白云镇委员会：' }, { date }))
  if (early === undefined || late === undefined) throw new Error('two requests')
  const answer = testItem({ title: '关于梨坪村党支部选举事项的批复', author: '白云镇党委', date: '2026-04-10' })
  expect(offers([early, late], [answer])).toEqual([['来文和复文，照主送机关和日期配的', ['复文 关于梨坪村党支部选举事项的批复', '来文 换届的请示2026-03-01']]])
  expect(offers([early], [{ ...answer, author: '黑水乡党委' }])).toEqual([])
  expect(offers([late], [answer])).toEqual([])
})

test('处理单, 定稿 and 复制件 of a paper go with it, each as the standard lays it', () => {
  const titles = ['关于修缮活动室的通知', '关于修缮活动室的通知文件处理单', '关于修缮活动室的通知附件：预算']
  const [offer] = proposeJoins(titles.map((title) => testItem({ title })))
  expect([offer?.why, offer?.joining.map(({ role }) => role)]).toEqual(['正文和处理单、附件', ['正文', '处理单', '附件']])
  expect(proposeJoins(['关于评选先进的决定', '关于评选先进的决定（定稿）'].map((title) => testItem({ title }))).map(({ why }) => why)).toEqual(['正本和定稿'])
  expect(proposeJoins(['关于评选先进的决定', '关于评选先进的决定（复印件）'].map((title) => testItem({ title }))).map(({ why }) => why)).toEqual(['原件和复制件'])
})

test('a paper within a 件 is still the record’s: renewed, counted, signed, kept and filed with it', () => {
  const item = joined()
  if (request.source === null) throw new Error('made here')
  const renewed = takeIn(context, [{ document: 'request', topic: '', year: 2026, retention: 'D10', title: '关于修缮活动室的请示（改）', author: '梨坪村党支部', docNo: '', date: '2026-03-02', workingBox: '01', note: '', source: { ...request.source, kind: 'officialPaper', rev: 2 } }], [item])
  expect(stepOf(renewed).title).toBe('收进了 0 件，更新了 1 件')
  const [fresh] = after(renewed, 'archiveItem')
  if (fresh === undefined) throw new Error('renewed')
  expect(fresh).toMatchObject({ id: item.id, title: reply.title, note: '附来文：关于修缮活动室的请示（改）', parts: [{ docNo: '白党批〔2026〕9号' }, { title: '关于修缮活动室的请示（改）', docNo: '梨支发〔2026〕3号', source: { rev: 2 } }] })
  const letter = fresh.parts?.[1]?.id ?? ''
  expect(one(recordPages([{ item: fresh, part: letter, pages: 5 }]), 'archiveItem')).toMatchObject({ pages: 6, parts: [{ pages: 1 }, { pages: 5 }] })
  expect(walls(recordPages([{ item: fresh, part: letter, pages: 2 }]))).toEqual(['nothingNew@'])

  const paper = attachedTo({ id: request.source.id, document: 'request' }, request.title, [], [fresh])
  const signed = after(setOriginals(context, paper, [blob(7, '签字.pdf')]), 'archiveItem')[0]
  if (signed === undefined) throw new Error('attached')
  expect(signed.files.map(({ role, part, blob: { name } }) => [role, part === letter, name])).toEqual([['original', true, '签字.pdf'], ['copy', false, '批复.pdf']])
  expect(originalFiles({ ...paper, item: signed }).map(({ name }) => name)).toEqual(['签字.pdf'])

  const filedStep = fileAway(context, { items: [signed], allItems: [signed], boxes: [], on: '2027-01-20', thickness: null, arranger: '', checker: '' }, current)
  const [filed, box] = [one(filedStep, 'archiveItem'), one(filedStep, 'archiveBox')]
  expect(isUnfrozen(filed)).toBe(true)
  const exported = [['docx', 8], ['pdf', 9]].map(([format, n]) => ({ kind: 'request', title: '', file: `公文/请示.${format ?? ''}`, sha256: blob(Number(n), '').sha256, size: 1, key: paperKey({ id: request.source?.id ?? '', document: 'request' }), outcome: 'written' as const, pages: 2 }))
  const kept = one(freezeItems(madeFiles([filed], exported, ['docx', 'pdf'])), 'archiveItem')
  expect(isUnfrozen(kept)).toBe(false)
  expect(kept.files.filter(({ part }) => part === letter)).toHaveLength(3)

  const plan = planBag({ organisation: organisation(), year: 2026, items: [kept], boxes: [box], exported: [], software: 'x' })
  expect(plan.files.map(({ name }) => name.split('/').at(-1))).toEqual(['1 复文 批复.pdf', '2 来文 签字.pdf', '2 来文 请示.docx', '2 来文 请示.pdf'])
})

test('papers whose words say surely what they are to one another: issued texts, letters, 批转, slips of a reply, translations', () => {
  const offers = (...titles: readonly string[]) => proposeJoins(titles.map((title) => testItem({ title }))).map(({ why, joining }) => [why, joining.map(({ item, role }) => `${role} ${item.title}`)])
  expect(offers('党员积分管理办法（试行）', '关于印发《党员积分管理办法（试行）》的通知', '党员积分公示')).toEqual([['正文和附件', ['正文 关于印发《党员积分管理办法（试行）》的通知', '附件 党员积分管理办法（试行）']]])
  expect(offers('关于印发创先争优活动实施方案的通知', '梨坪村党支部创先争优活动实施方案')).toEqual([['正文和附件', ['正文 关于印发创先争优活动实施方案的通知', '附件 梨坪村党支部创先争优活动实施方案']]])
  expect(offers('关于商请核查党员档案的函', '关于核查党员档案的复函')).toEqual([['来文和复文', ['复文 关于核查党员档案的复函', '来文 关于商请核查党员档案的函']]])
  expect(offers('关于成立果园党小组的申请', '关于同意成立果园党小组的批复')).toEqual([['来文和复文', ['复文 关于同意成立果园党小组的批复', '来文 关于成立果园党小组的申请']]])
  expect(offers('关于做好秋收帮扶工作的意见', '批转《关于做好秋收帮扶工作的意见》的通知')).toEqual([['转发文和被转发文', ['转发文 批转《关于做好秋收帮扶工作的意见》的通知', '被转发文 关于做好秋收帮扶工作的意见']]])
  // The slip of a reply is no reply: all that belongs to it is offered at once.
  expect(offers('关于修缮活动室的请示', '关于同意修缮活动室的批复', '关于同意修缮活动室的批复收文处理笺')).toEqual([['复文和来文、处理单', ['复文 关于同意修缮活动室的批复', '来文 关于修缮活动室的请示', '处理单 关于同意修缮活动室的批复收文处理笺']]])
  expect(offers('关于防火的通告事项', '关于防火的通告事项（藏文本）')).toEqual([['汉文本和民族文字本', ['汉文本 关于防火的通告事项', '民族文字本 关于防火的通告事项（藏文本）']]])
  expect(offers('关于修桥事项的请示', '关于印发学习计划的通知', '关于修渠事项的函', '学习笔记', '2025年学习计划', '关于群众来信的回复')).toEqual([])
})

test('a minutes book by whichever name its meetings go, and never by the name of the branch alone', () => {
  const offers = (...titles: readonly string[]) => proposeJoins(titles.map((title) => testItem({ title }))).map(({ why, joining }) => [why, joining.map(({ item }) => item.title)])
  expect(offers('党员大会记录（3月）', '支部大会记录（9月）')).toEqual([['2026年的党员大会记录，一年一本', ['支部大会记录（9月）', '党员大会记录（3月）']]])
  const branch = '中共梨坪村支部委员会'
  expect(offers(`${branch}会议纪要`, `${branch}扩大会议记录`, `${branch}党课记录`, `${branch}党员学习记录`, '支委会会议纪要')).toEqual([['2026年的支委会记录，一年一本', [`${branch}会议纪要`, `${branch}扩大会议记录`, '支委会会议纪要']]])
  expect(offers('与马小军谈心谈话记录', '与李桂英谈心谈话记录')).toEqual([])
})
