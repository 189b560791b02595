import type { AnalysisPart, AnalysisReport } from '#shared/model/analysis-report'
import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import { gap, heading, signature, title } from '#shared/paper/blocks'
import { prose } from '#shared/paper/presets'
import { reportBlocks } from '#shared/paper/report-text'
import type { DocumentDefinition } from './document'
import { paperDay } from './sheet'

/**
 * 党性分析报告 (D§4.1, 4.3): the four parts as the member typed them, in the official layout, with the sign-off block.
 * Fields: the report's parts (or one frozen edition of them), the member's name, the branch.
 */
export const partHeadings: Readonly<Record<AnalysisPart, string>> = {
  opening: '一、基本情况',
  problems: '二、查找的问题与不足',
  causes: '三、剖析根源',
  measures: '四、努力方向和整改措施',
}

export type AnalysisReportFacts = { readonly organisation: Organisation; readonly report: AnalysisReport; readonly member: Member; readonly edition?: 'meeting' | 'final' }
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
}

const order: readonly AnalysisPart[] = ['opening', 'problems', 'causes', 'measures']

function fields({ organisation, report, member, edition }: AnalysisReportFacts): Fields {
  const frozen = edition === undefined ? undefined : report.editions.findLast((one) => one.label === edition)
  const parts = frozen?.parts ?? report.parts
  const date = frozen?.on ?? report.writtenOn
  return {
    title: report.title,
    subtitle: report.subtitle,
    name: member.name,
    organisation: organisation.name,
    parts: order.map((part) => ({ heading: partHeadings[part], text: parts[part] })),
    writtenOn: paperDay(date),
    reviewBy: report.review.by,
    reviewOpinion: [report.review.result === 'returned' ? '退回修改' : '', report.review.opinion].filter((part) => part !== '').join('：'),
    reviewOn: paperDay(report.review.on),
  }
}

/** Lines for a hand where nothing is typed. */
const toWrite = 4
/** Lines of 10 mm that, with the three of the signature, leave a seal its room. */
const aboveSeal = 2

function layout(field: Fields) {
  const opinion = [field.reviewBy, field.reviewOpinion].filter((part) => part !== '').join('：')
  return prose({
    title: `${field.title}（${field.name}）`,
    author: field.organisation,
    blocks: [
      title(field.title, { subtitle: field.subtitle === '' ? field.name : `${field.subtitle}　${field.name}` }),
      ...field.parts.flatMap((part) => [heading(1, part.heading), ...(part.text.trim() === '' ? [gap(toWrite)] : reportBlocks(part.text))]),
      gap(1),
      signature([{ label: '本人签名：', rule: 40 }, { label: field.organisation }, { label: '日期：', value: field.writtenOn, rule: 40 }]),
      gap(1),
      heading(1, '党支部审阅意见'),
      ...(opinion === '' ? [gap(toWrite)] : reportBlocks(opinion)),
      gap(aboveSeal),
      signature([{ label: '党支部书记签名：', rule: 40 }, { label: '日期：', value: field.reviewOn, rule: 40 }, { label: '（盖章）' }]),
    ],
  })
}

export const analysisReport: DocumentDefinition<AnalysisReportFacts, Fields> = { kind: 'analysisReport', name: '党性分析报告', fields, layout }
