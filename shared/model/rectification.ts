import { z } from 'zod'
import { dateOrNull, line, recordBase, text } from './record'

/** One line of the 整改台账 (D§10.2), thin for now: where a problem came from, what is done about it, by whom and until when. */
export const rectificationStates = ['open', 'underway', 'closed', 'lasting'] as const
export const rectificationSchema = z.object({
  ...recordBase,
  kind: z.literal('rectification'),
  year: z.int(),
  /** null: the branch's own. */
  memberId: z.uuid().nullable(),
  /** In words, and the record it came from. */
  source: line,
  sourceId: z.uuid().nullable(),
  problem: text.min(1),
  cause: text,
  measures: text,
  responsible: line,
  due: dateOrNull,
  state: z.enum(rectificationStates),
  closedOn: dateOrNull,
  /** What became of it, as people say it: 今年 9 次. */
  result: text,
})
export type Rectification = Readonly<z.infer<typeof rectificationSchema>>
