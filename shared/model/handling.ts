import { z } from 'zod'
import { gradeNames } from './review'
import { dateOrNull, line, recordBase, text } from './record'

/** 组织处置 of one graded 基本合格 or 不合格 (《中国共产党党员教育管理工作条例》第二十八至三十一条): what was asked, who helps, and how the branch closed it. */
export const handlingWays = ['talk', 'criticise', 'correct'] as const
export const handlingOutcomes = ['lifted', 'extended', 'persuaded', 'removed'] as const
const count = z.int().min(0).max(100_000)
export const handlingSchema = z.object({
  ...recordBase,
  kind: z.literal('handling'),
  year: z.int(),
  memberId: z.uuid(),
  name: line,
  reviewId: z.uuid(),
  grade: z.enum(gradeNames),
  way: z.enum(handlingWays),
  state: z.enum(['open', 'closed']),
  problem: text.min(1),
  measures: text,
  /** 帮教人. */
  helper: line,
  from: dateOrNull,
  due: dateOrNull,
  notes: z.array(z.object({ on: dateOrNull, text })),
  /** Each decision of the 党员大会, with its vote; the last one stands. */
  decisions: z.array(z.object({ on: dateOrNull, outcome: z.enum(handlingOutcomes), due: dateOrNull, entitled: count, present: count, yes: count, note: text })),
})
export type Handling = Readonly<z.infer<typeof handlingSchema>>
export type HandlingWay = Handling['way']
export type HandlingOutcome = (typeof handlingOutcomes)[number]
