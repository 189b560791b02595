import { z } from 'zod'
import { dateOrNull, line, recordBase, text } from './record'

/** One round of pledges: a year, or one round of a campaign. */
export const pledgeRoundSchema = z.object({
  ...recordBase,
  kind: z.literal('pledgeRound'),
  year: z.int(),
  title: line.min(1),
  schemeId: z.uuid().nullable(),
  from: dateOrNull,
  to: dateOrNull,
  /** Each publication is frozen as an edition: what stood on the sheet, word for word. A final commit; answered only by a withdrawal. */
  editions: z.array(z.object({
    number: z.int().min(1),
    publishedOn: dateOrNull,
    until: dateOrNull,
    place: line,
    phone: line,
    withdrawnOn: dateOrNull,
    withdrawnWhy: text,
    lines: z.array(z.object({ pledgeId: z.uuid(), pledgeRev: z.int(), who: line, post: line, items: z.array(z.object({ text, measures: text, due: dateOrNull, responsible: line })) })),
  })),
})
export type PledgeRound = Readonly<z.infer<typeof pledgeRoundSchema>>

/** 共性 / 岗位 / 实事 */
export const pledgeItemTypes = ['共性', '岗位', '实事'] as const

/**
 * What one party (the branch, or one member) promises in one round.
 * States follow 提诺 审诺 公诺 践诺 评诺; steps never lock, so each step carries its own date and the state is the furthest one reached.
 */
export const pledgeStates = ['draft', 'proposed', 'returned', 'reviewed', 'published', 'fulfilled', 'evaluated'] as const
export const pledgeSchema = z.object({
  ...recordBase,
  kind: z.literal('pledge'),
  roundId: z.uuid(),
  year: z.int(),
  /** null for the branch's own pledge. */
  memberId: z.uuid().nullable(),
  state: z.enum(pledgeStates),
  proposedOn: dateOrNull,
  items: z.array(z.object({
    id: z.uuid(),
    type: z.enum(pledgeItemTypes),
    text: text.min(1),
    measures: text,
    due: dateOrNull,
    responsible: line,
    progress: z.array(z.object({ on: dateOrNull, note: text, percent: z.int().min(0).max(100) })),
    closedOn: dateOrNull,
    closedBy: line,
    unkeptReason: text,
  })),
  review: z.object({
    on: dateOrNull,
    /** The body that reviewed: 支委会, 党员大会, or the superior for the branch's own. */
    by: line,
    result: z.enum(['', 'passed', 'returned']),
    opinion: text,
    signedBy: line,
  }),
  history: z.array(z.object({ on: dateOrNull, act: line, who: line, note: text })),
})
export type Pledge = Readonly<z.infer<typeof pledgeSchema>>
export type PledgeItem = Pledge['items'][number]
