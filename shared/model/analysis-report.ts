import { z } from 'zod'
import { dateOrNull, line, recordBase, text } from './record'

/** The four parts of a 党性分析报告 (D§4.1). The text of each is kept exactly as typed. */
export const analysisParts = ['opening', 'problems', 'causes', 'measures'] as const
export const analysisStates = ['draft', 'submitted', 'returned', 'reviewed', 'read', 'revised', 'confirmed'] as const
export const analysisReportSchema = z.object({
  ...recordBase,
  kind: z.literal('analysisReport'),
  memberId: z.uuid(),
  year: z.int(),
  title: line.min(1),
  subtitle: line,
  state: z.enum(analysisStates),
  parts: z.object({ opening: text, problems: text, causes: text, measures: text }),
  writtenOn: dateOrNull,
  submittedOn: dateOrNull,
  review: z.object({ on: dateOrNull, by: line, result: z.enum(['', 'passed', 'returned']), opinion: text }),
  readOn: dateOrNull,
  /** Frozen texts: the meeting edition and the final edition are both kept. */
  editions: z.array(z.object({ label: z.enum(['meeting', 'final']), on: dateOrNull, parts: z.object({ opening: text, problems: text, causes: text, measures: text }) })),
})
export type AnalysisReport = Readonly<z.infer<typeof analysisReportSchema>>
export type AnalysisPart = (typeof analysisParts)[number]
