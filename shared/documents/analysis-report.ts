import type { AnalysisPart, AnalysisReport } from '#shared/model/analysis-report'
import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import { gap, heading, signature, title } from '#shared/paper/blocks'
import { prose } from '#shared/paper/presets'
import { reportBlocks } from '#shared/paper/report-text'
import type { DocumentDefinition, FieldNames } from './document'
import { paperDay } from './sheet'

/**
 * 党性分析报告 and 支部对照检查材料 (D§4.1, 4.3): the four parts as typed, in the official layout, with the sign-off block; the text of today, the
 * edition read at the meeting, or the final one.
 * Fields: the report's parts (or one frozen edition of them), the member's name (none for the branch's own), the branch.
 */
export const partHeadings: Readonly<Record<AnalysisPart, string>> = {
  opening: '一、基本情况',
  problems: '二、查找的问题与不足',
  causes: '三、剖析根源',
  measures: '四、努力方向和整改措施',
}

export type AnalysisReportFacts = { readonly organisation: Organisation; readonly report: AnalysisReport; readonly member: Member | null; readonly edition?: 'meeting' | 'final' }
type Fields = {
  readonly title: string
  readonly subtitle: string
  readonly name: string
  readonly organisation: string
  readonly parts: readonly { readonly heading: string; readonly text: string }[]
  readonly writtenOn: string
  readonly reviewBy: string
  readonly reviewOpinion: string
  readonly reviewOn: string
  readonly opinionBy: string
  readonly opinion: string
  readonly opinionOn: string
  readonly edition: string
}
const names: FieldNames<Fields> = {
  title: '题目', subtitle: '副题', name: '姓名', organisation: '党组织', parts: ['各部分', { heading: '标题', text: '正文' }], writtenOn: '写成日期', reviewBy: '审阅人', reviewOpinion: '审阅意见', reviewOn: '审阅日期',
  opinionBy: '评议意见提出人', opinion: '评议意见', opinionOn: '评议意见日期', edition: '稿次',
}

const order: readonly AnalysisPart[] = ['opening', 'problems', 'causes', 'measures']

function fields({ organisation, report, member, edition }: AnalysisReportFacts): Fields {
  const frozen = edition === undefined ? undefined : report.editions.findLast((one) => one.label === edition)
  const parts = frozen?.parts ?? report.parts
  const date = frozen?.on ?? report.writtenOn
  return {
    title: report.title,
    subtitle: report.subtitle,
    name: member?.name ?? '',
    organisation: organisation.name,
    parts: order.map((part) => ({ heading: partHeadings[part], text: parts[part] })),
    writtenOn: paperDay(date),
    reviewBy: report.review.by,
    reviewOpinion: [report.review.result === 'returned' ? '退回修改' : '', report.review.opinion].filter((part) => part !== '').join('：'),
    reviewOn: paperDay(report.review.on),
    opinionBy: report.opinion.by,
    opinion: report.opinion.text,
    opinionOn: paperDay(report.opinion.on),
    edition: edition === 'meeting' ? '会上稿' : '',
  }
}

/** Lines for a hand where nothing is typed. */
const toWrite = 4
/** Lines of 10 mm that, with the three of the signature, leave a seal its room. */
const aboveSeal = 2

function body(field: Fields) {
  return field.parts.flatMap((part) => [heading(1, part.heading), ...(part.text.trim() === '' ? [gap(toWrite)] : reportBlocks(part.text))])
}

/** One opinion with its hand and date; lines for a hand where nothing is typed. */
function said(caption: string, by: string, text: string, lines: Parameters<typeof signature>[0]) {
  const whole = [by, text].filter((part) => part !== '').join('：')
  return [gap(1), heading(1, caption), ...(text === '' ? [gap(toWrite)] : reportBlocks(whole)), gap(aboveSeal), signature(lines)]
}

function layout(field: Fields) {
  const subtitle = [field.subtitle, field.name, field.edition].filter((part) => part !== '').join('　')
  return prose({
    title: `${field.title}（${field.name}）${field.edition}`,
    author: field.organisation,
    blocks: [
      title(field.title, subtitle === '' ? {} : { subtitle }),
      ...body(field),
      gap(1),
      signature([{ label: '本人签名：', rule: 40 }, { label: field.organisation }, { label: '日期：', value: field.writtenOn, rule: 40 }]),
      ...said('党支部审阅意见', field.reviewBy, field.reviewOpinion, [{ label: '党支部书记签名：', rule: 40 }, { label: '日期：', value: field.reviewOn, rule: 40 }, { label: '（盖章）' }]),
      ...(field.opinion === '' ? [] : said('评议意见', field.opinionBy, field.opinion, [{ label: '党支部书记签名：', rule: 40 }, { label: '日期：', value: field.opinionOn, rule: 40 }])),
    ],
  })
}

/** The branch's own has no member to sign: the branch puts its name, seal and date. */
function branchLayout(field: Fields) {
  const subtitle = [field.subtitle, field.edition].filter((part) => part !== '').join('　')
  return prose({
    title: `${field.title}${field.edition}`,
    author: field.organisation,
    blocks: [
      title(field.title, subtitle === '' ? {} : { subtitle }),
      ...body(field),
      gap(aboveSeal),
      signature([{ label: field.organisation }, { label: field.writtenOn === '' ? '年　　月　　日' : field.writtenOn }, { label: '（盖章）' }]),
      ...(field.opinion === '' ? [] : said('评议意见', field.opinionBy, field.opinion, [{ label: '党支部书记签名：', rule: 40 }, { label: '日期：', value: field.opinionOn, rule: 40 }])),
    ],
  })
}

export const analysisReport: DocumentDefinition<AnalysisReportFacts, Fields> = { kind: 'analysisReport', name: '党性分析报告', fields, names, layout }
/** The same paper of the frozen text that was read out. */
export const meetingReport: DocumentDefinition<AnalysisReportFacts, Fields> = { kind: 'meetingReport', name: '党性分析报告（会上稿）', fields: (facts) => fields({ ...facts, edition: 'meeting' }), names, layout }
export const branchReport: DocumentDefinition<AnalysisReportFacts, Fields> = { kind: 'branchReport', name: '支部对照检查材料', fields, names, layout: branchLayout }
