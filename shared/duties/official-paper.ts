import { isProseType, officialTypeNames, type OfficialPaper, type OfficialType } from '#shared/model/official-paper'
import { advice, wall, warning, type Finding } from '#shared/rules/findings'
import { documentNumberFaults } from '#shared/paper/document-number'
import { created, finish, headOf, refused, removed, revised, type DutyContext, type Outcome } from './transition'

/**
 * 公文 and 文稿 of one's own: drafted, edited, issued (印发), and where it must be, taken back (撤回) with both acts left visible.
 * What is typed is kept as typed. Issued, a paper is what went out: it is changed only after 撤回, by a paper of its own.
 */
export type OfficialContent = Omit<OfficialPaper, 'id' | 'rev' | 'schema' | 'rulePack' | 'createdSeq' | 'kind' | 'type' | 'year' | 'state' | 'issuedOn' | 'withdrawnOn' | 'withdrawnWhy' | 'sourceId'>

const blank: OfficialContent = {
  layout: 'gb2012', title: '', docNo: '', recipients: '', body: '', attachments: [], issuers: [], date: null, sealed: false, redHead: false, head: '', signer: '', copyTo: '', printedBy: '', printedOn: null, copies: 0,
  keywords: '', note: '', attendance: { present: '', leave: '', observers: '' },
}

export const nameOf = (paper: Pick<OfficialPaper, 'title'>): string => `《${paper.title.replace(/\s+/gu, '')}》`

export function draftPaper(context: DutyContext, input: { readonly type: OfficialType; readonly year: number; readonly sourceId?: string | null; readonly content: Partial<OfficialContent> }): Outcome {
  const content = { ...blank, ...input.content }
  const title = content.title.trim() === '' ? officialTypeNames[input.type] : content.title
  const record: OfficialPaper = {
    ...headOf(context), kind: 'officialPaper', type: input.type, year: input.year, state: 'draft', ...content, title, sourceId: input.sourceId ?? null, issuedOn: null, withdrawnOn: null, withdrawnWhy: '',
  }
  return finish({ title: `起草了${nameOf(record)}`, records: [created(record)] })
}

export function editPaper(before: OfficialPaper, content: Partial<OfficialContent>): Outcome {
  const settled = settledWall(before)
  if (settled !== null) return refused(settled)
  const after = revised(before, content)
  return finish({ title: `改了${nameOf(after.after)}`, records: [after] })
}

/** Throws a draft away; undone like any other step. */
export function dropPaper(before: OfficialPaper): Outcome {
  if (before.state !== 'draft') return refused(wall('issued', '印发过的不能删，可以撤回', { recordId: before.id }))
  return finish({ title: `删了没印发的${nameOf(before)}`, records: [removed(before)] })
}

function settledWall(paper: OfficialPaper): Finding | null {
  if (paper.state === 'issued') return wall('issued', '已经印发，不能再改；发错了先撤回，再照这份另起一份', { recordId: paper.id, field: 'state' })
  if (paper.state === 'withdrawn') return wall('withdrawn', '已经撤回，留着备查，不能再改', { recordId: paper.id, field: 'state' })
  return null
}

/** Types whose superior reads them: a document upwards names its signer and has one recipient. */
const upward: readonly OfficialType[] = ['request', 'workReport']

/** What a reader at the superior's would send back. Nothing here stops the writing; an empty text or a blank spot stops the issue. */
export function paperFindings(paper: OfficialPaper, others: readonly OfficialPaper[] = []): readonly Finding[] {
  const at = (field: string, source = '') => ({ recordId: paper.id, field, source })
  const official = !isProseType(paper.type)
  const found: Finding[] = []
  if (official && paper.redHead && paper.docNo.trim() === '') found.push(warning('docNoMissing', '红头下面没有发文字号', at('docNo', 'GB/T 9704—2012 7.2.5')))
  found.push(...documentNumberFaults(paper.docNo).map((fault) => warning('docNoForm', fault, at('docNo', 'GB/T 9704—2012 7.2.5'))))
  const twin = paper.docNo.trim() === '' ? undefined : others.find((other) => other.id !== paper.id && other.state !== 'withdrawn' && other.docNo.trim() === paper.docNo.trim())
  if (twin !== undefined) found.push(warning('docNoTaken', `${nameOf(twin)}也用了这个发文字号`, at('docNo')))
  if (paper.date === null) found.push(warning('dateMissing', '没有成文日期，纸上留空', at('date')))
  else if (paper.date.length < 10 && official) found.push(warning('dateInexact', '成文日期要写到日', at('date', 'GB/T 9704—2012 7.3.5.4')))
  if (paper.issuers.every((issuer) => issuer.trim() === '')) found.push(warning('issuerMissing', '没有署名', at('issuers')))
  if (upward.includes(paper.type)) {
    if (paper.redHead && paper.signer.trim() === '') found.push(warning('signerMissing', '上行文的版头要写签发人', at('signer', 'GB/T 9704—2012 7.2.6')))
    if (/[，、；]/u.test(paper.recipients)) found.push(advice('manyRecipients', '请示、报告一般只主送一个上级机关，其他的用抄送', at('recipients', '党政机关公文处理工作条例第十五条')))
    if (paper.recipients.trim() === '') found.push(warning('recipientMissing', '没有写主送给哪个上级机关', at('recipients')))
  }
  if (paper.type === 'request' && /妥否|当否|请.{0,4}批[复示准]/u.test(paper.body) === false && paper.body.trim() !== '') found.push(advice('requestEnding', '请示的结尾一般写“妥否，请批示”这一类的话', at('body')))
  if (paper.layout === 'gb2012' && paper.keywords.trim() !== '') found.push(advice('keywordsGone', '现行格式没有主题词，纸上不印；要印就选 2010—2012 年的格式', at('keywords', 'GB/T 9704—2012 前言')))
  if (paper.type === 'committeeMinutes' && paper.attendance.present.trim() === '') found.push(warning('attendanceMissing', '纪要没有写谁出席', at('attendance.present', 'GB/T 9704—2012 10.3')))
  paper.attachments.forEach((attachment, index) => {
    if (attachment.name.trim() === '') found.push(warning('attachmentName', `附件${index + 1}没有名称`, at(`attachments.${index}.name`, 'GB/T 9704—2012 7.3.4')))
  })
  return found
}

/** Blank spots of a starting frame (【……】) that are still there. */
export function blankSpots(paper: Pick<OfficialPaper, 'title' | 'body' | 'recipients' | 'attachments'>): readonly string[] {
  return [paper.title, paper.recipients, paper.body, ...paper.attachments.flatMap(({ name, text }) => [name, text])].flatMap((typed) => typed.match(/【[^】]*】/gu) ?? [])
}

/** 印发: final; the paper stays as it went out. */
export function issuePaper(before: OfficialPaper, input: { readonly on: string }, others: readonly OfficialPaper[] = []): Outcome {
  const settled = settledWall(before)
  if (settled !== null) return refused(settled)
  const at = (field: string) => ({ recordId: before.id, field })
  const spots = blankSpots(before)
  return finish({
    title: `${isProseType(before.type) ? '定稿' : '印发'}了${nameOf(before)}`, final: true,
    records: [revised(before, { state: 'issued', issuedOn: input.on, date: before.date ?? input.on })],
    findings: [
      ...(before.body.trim() === '' ? [wall('bodyMissing', '正文还没有写', at('body'))] : []),
      ...(spots.length === 0 ? [] : [wall('spotsLeft', `还有 ${spots.length} 处没填：${spots.slice(0, 3).join('、')}${spots.length > 3 ? '……' : ''}`, at('body'))]),
      ...paperFindings({ ...before, date: before.date ?? input.on }, others),
    ],
  })
}

/** 撤回: answers the issue. The paper as issued stays in the books, marked. */
export function withdrawPaper(before: OfficialPaper, input: { readonly on: string; readonly why: string }): Outcome {
  if (before.state !== 'issued') return refused(wall('notIssued', before.state === 'draft' ? '还没有印发，没有可撤回的' : '已经撤回了', { recordId: before.id, field: 'state' }))
  return finish({
    title: `撤回了${nameOf(before)}`, final: true, answers: { name: '撤回', recordId: before.id },
    records: [revised(before, { state: 'withdrawn', withdrawnOn: input.on, withdrawnWhy: input.why })],
    findings: input.why.trim() === '' ? [wall('reasonMissing', '写明为什么撤回', { recordId: before.id, field: 'withdrawnWhy' })] : [],
  })
}

/** 照这份另起一份: the same text as a new draft, without number and date. */
export function draftAgain(context: DutyContext, before: OfficialPaper): Outcome {
  const { id: _id, rev: _rev, schema: _schema, rulePack: _pack, createdSeq: _seq, kind: _kind, type, year, state: _state, issuedOn: _issued, withdrawnOn: _withdrawn, withdrawnWhy: _why, sourceId, ...content } = before
  return draftPaper(context, { type, year, sourceId, content: { ...content, docNo: '', date: null, printedOn: null } })
}
