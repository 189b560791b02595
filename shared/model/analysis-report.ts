import { z } from 'zod'
import { dateOrNull, line, recordBase, text } from './record'

/** The four parts of a 党性分析报告 (D§4.1). The text of each is kept exactly as typed. */
export const analysisParts = ['opening', 'problems', 'causes', 'measures'] as const
export const analysisStates = ['draft', 'submitted', 'returned', 'reviewed', 'read', 'revised', 'confirmed'] as const
/** The life of a report (D§4.3). Any step may be taken out of turn or marked as done on paper. */
export const analysisSteps = ['learning', 'feedback', 'draft', 'review', 'read', 'final', 'opinion', 'confirm', 'archive'] as const
const parts = z.object({ opening: text, problems: text, causes: text, measures: text })
export const analysisReportSchema = z.object({
  ...recordBase,
  kind: z.literal('analysisReport'),
  /** null: the branch's own 支部对照检查材料. */
  memberId: z.uuid().nullable(),
  year: z.int(),
  title: line.min(1),
  subtitle: line,
  state: z.enum(analysisStates),
  parts,
  writtenOn: dateOrNull,
  submittedOn: dateOrNull,
  review: z.object({ on: dateOrNull, by: line, result: z.enum(['', 'passed', 'returned']), opinion: text }),
  /** What the branch wrote beside a paragraph; `quote` is the paragraph as it stood then. */
  comments: z.array(z.object({ id: z.uuid(), part: z.enum(analysisParts), quote: text, text: text.min(1), on: dateOrNull, by: line, settledOn: dateOrNull })),
  readOn: dateOrNull,
  /** Frozen texts: the meeting edition and the final edition are both kept. */
  editions: z.array(z.object({ label: z.enum(['meeting', 'final']), on: dateOrNull, parts })),
  /** 评议意见 of the 支委会, or of the 党员大会 where there is none. */
  opinion: z.object({ on: dateOrNull, by: line, text }),
  confirmedOn: dateOrNull,
  /** 线下已办: steps that were done on paper, with their day and a note. */
  offline: z.array(z.object({ step: z.enum(analysisSteps), on: dateOrNull, note: text })),
  /** 不再提醒: advice somebody put away, by what it said; kept here so that it is away on every machine, and can come back. */
  setAside: z.array(z.object({ key: line.min(1), said: line, on: dateOrNull, who: line })),
  history: z.array(z.object({ on: dateOrNull, act: line, who: line, note: text })),
})
export type AnalysisReport = Readonly<z.infer<typeof analysisReportSchema>>
export type AnalysisPart = (typeof analysisParts)[number]
export type AnalysisStepId = (typeof analysisSteps)[number]
export type ReportComment = AnalysisReport['comments'][number]

const firstShape = z.looseObject({
  memberId: z.string(), state: z.string(), submittedOn: dateOrNull, readOn: dateOrNull,
  review: z.looseObject({ on: dateOrNull, by: z.string(), result: z.string(), opinion: z.string() }),
  editions: z.array(z.looseObject({ label: z.string(), on: dateOrNull })),
})

/** Version 2: comments, opinion, steps on paper and a history. The history says what version 1 still knew; nothing is made up. */
export function liftAnalysisReport(old: unknown): unknown {
  const record = firstShape.parse(old)
  const event = (on: string | null, act: string, who = '', note = '') => ({ on, act, who, note })
  const last = record.editions.filter((edition) => edition.label === 'final').at(-1)?.on ?? null
  return {
    ...record,
    comments: [],
    opinion: { on: null, by: '', text: '' },
    confirmedOn: record.state === 'confirmed' ? last : null,
    offline: [],
    history: [
      ...(record.submittedOn === null ? [] : [event(record.submittedOn, '交支部审阅')]),
      ...(record.review.result === '' ? [] : [event(record.review.on, record.review.result === 'returned' ? '退回' : '审阅通过', record.review.by, record.review.opinion)]),
      ...record.editions.map((edition) => event(edition.on, edition.label === 'meeting' ? '会上宣读' : '定稿')),
    ],
  }
}

/** Version 3: what was put away. On version 2 that stood with the machine alone and is not known here. Shipped: never changed. */
export function liftAnalysisReportTo3(old: unknown): unknown {
  return { ...z.looseObject({}).parse(old), setAside: [] }
}
