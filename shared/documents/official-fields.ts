import type { OfficialPaper } from '#shared/model/official-paper'
import { isProseType } from '#shared/model/official-paper'
import type { Organisation } from '#shared/model/organisation'
import { documentNumber } from '#shared/paper/document-number'
import { putRight } from '#shared/paper/report-text'
import { toChineseDigits, toChineseNumeral } from '#shared/text/chinese-numerals'
import type { FieldNames } from './document'
import { paperDay } from './sheet'

/** What a 公文 or 文稿 says, and what each of it is called. Everything comes from the paper's own record; the organisation is its author. */
export type OfficialFacts = { readonly organisation: Organisation; readonly paper: OfficialPaper }

export type OfficialFields = {
  readonly author: string
  readonly title: string
  readonly redHead: boolean
  readonly head: string
  readonly docNo: string
  readonly signer: string
  readonly recipients: string
  readonly body: string
  readonly attachments: readonly { readonly name: string; readonly text: string }[]
  readonly issuers: readonly string[]
  readonly date: string
  readonly sealed: boolean
  readonly note: string
  readonly keywords: string
  readonly copyTo: string
  readonly printedBy: string
  readonly printedOn: string
  readonly copies: string
  readonly present: string
  readonly leave: string
  readonly observers: string
  /** The layout of before July 2012. */
  readonly older: boolean
}

export const officialNames: FieldNames<OfficialFields> = {
  author: '党组织名称', title: '标题', redHead: '有红头', head: '发文机关标志', docNo: '发文字号', signer: '签发人', recipients: '主送机关', body: '正文',
  attachments: ['附件', { name: '附件名称', text: '附件内容' }], issuers: '署名', date: '成文日期', sealed: '盖章', note: '附注', keywords: '主题词', copyTo: '抄送机关', printedBy: '印发机关', printedOn: '印发日期',
  copies: '印数', present: '出席', leave: '请假', observers: '列席', older: '按2012年7月前的格式',
}

/** Without the full stop or the brackets a hand may have typed where the layout sets its own. */
const bare = (text: string): string => text.trim().replace(/[。；;.]+$/u, '')
const unbracketed = (text: string): string => text.trim().replace(/^[（(]([\s\S]*)[）)]$/u, '$1')

/** GB/T 9704—1999, 8.2.10: the date of an administrative office in Chinese numerals; party organs wrote Arabic ones already (D§1.9). */
function olderDay(paper: OfficialPaper): string {
  const day = paperDay(paper.date)
  if (paper.issuers.some((issuer) => /[党共团]/u.test(issuer))) return day
  return day.replace(/^(\d{4})/u, (year) => toChineseDigits(year)).replace(/\d+/gu, (number) => toChineseNumeral(Number(number)))
}

export function officialFields({ organisation, paper }: OfficialFacts): OfficialFields {
  const prose = isProseType(paper.type)
  const older = paper.layout === 'gb1999' && !prose
  const recipients = paper.recipients.trim().replace(/[:：]+$/u, '')
  const attachments = paper.attachments.map(({ name, text }) => ({ name: bare(putRight(name)).replace(/^《([^《》]*)》$/u, '$1'), text }))
  return {
    author: organisation.name,
    title: putRight(paper.title.trim()),
    redHead: paper.redHead && !prose,
    head: paper.head.trim() === '' ? (paper.issuers[0] ?? organisation.name) : paper.head.trim(),
    docNo: documentNumber(paper.docNo),
    signer: prose ? '' : paper.signer.trim(),
    recipients: recipients === '' || prose ? '' : `${putRight(recipients)}：`,
    body: paper.body,
    attachments: attachments.filter(({ name, text }) => name !== '' || text.trim() !== ''),
    issuers: paper.issuers.map((issuer) => issuer.trim()).filter((issuer) => issuer !== ''),
    date: older ? olderDay(paper) : paperDay(paper.date),
    sealed: paper.sealed && !prose,
    note: prose ? '' : unbracketed(paper.note),
    keywords: older ? paper.keywords.trim().split(/[\s\u3000;；,，、]+/u).filter((word) => word !== '').join('　') : '',
    copyTo: prose ? '' : bare(paper.copyTo),
    printedBy: prose ? '' : paper.printedBy.trim(),
    printedOn: prose ? '' : paperDay(paper.printedOn),
    copies: paper.copies > 0 && !prose ? `共印${paper.copies}份` : '',
    present: paper.attendance.present.trim(),
    leave: paper.attendance.leave.trim(),
    observers: paper.attendance.observers.trim(),
    older,
  }
}
