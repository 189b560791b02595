import { z } from 'zod'
import { dateOrNull, line, recordBase, text } from './record'

/** 征求意见 (D§4.3): one thing somebody said of the branch or of one member, and what became of it. */
export const feedbackWays = ['座谈', '问卷', '个别谈话', '意见箱'] as const
export const feedbackAnswers = ['none', 'problem', 'open', 'handled', 'notNeeded'] as const
export const feedbackSchema = z.object({
  ...recordBase,
  kind: z.literal('feedback'),
  year: z.int(),
  on: dateOrNull,
  way: z.enum(feedbackWays),
  /** Who said it, or of what standing; empty: 不记名. */
  source: line,
  text: text.min(1),
  /** null: of the branch. */
  memberId: z.uuid().nullable(),
  /**
   * 处理: nobody has said (`none`: then the text is looked at), taken up as a problem of the report (`problem` is how that problem begins, as it was typed),
   * looked at and not taken up (`open`), dealt with otherwise, or praise that asks for nothing. What a person said stands over what the text seems to say.
   */
  answer: z.object({ way: z.enum(feedbackAnswers), on: dateOrNull, note: text, problem: line }),
})
export type Feedback = Readonly<z.infer<typeof feedbackSchema>>

/** Version 2: which problem takes it up. Shipped: never changed. */
export function liftFeedback(old: unknown): unknown {
  const record = z.looseObject({ answer: z.looseObject({}) }).parse(old)
  return { ...record, answer: { ...record.answer, problem: '' } }
}
