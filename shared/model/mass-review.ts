import { z } from 'zod'
import { dateOrNull, line, recordBase } from './record'

/** 群众评议 (创先争优活动): the branch by its aspects, and members one by one, on a scale of satisfaction. Only whole sums are kept, none by source; opinions are `feedback` records. */
const count = z.int().min(0).max(100_000)
const row = { votes: z.array(count).max(6), blank: count }
export const massReviewSchema = z.object({
  ...recordBase,
  kind: z.literal('massReview'),
  year: z.int(),
  title: line.min(1),
  heldOn: dateOrNull,
  state: z.enum(['open', 'published']),
  /** 会议票, 入户问卷, 意见箱…: where the sheets came from. */
  sources: z.array(line),
  scale: z.array(line).min(2).max(6),
  /** How many grades from the top count as satisfied; chosen, and printed beside every rate. */
  satisfied: z.int().min(1).max(6),
  counts: z.object({ issued: count, returned: count, valid: count, invalid: count }),
  aspects: z.array(z.object({ name: line, ...row })),
  members: z.array(z.object({ memberId: z.uuid(), name: line, ...row })),
  published: z.object({ on: dateOrNull, way: line }),
  /** As in `review.ts`: rows that once agreed with their ballots. */
  stood: z.array(z.object({ row: line, counts: z.array(count).max(7) })).optional(),
})
export type MassReview = Readonly<z.infer<typeof massReviewSchema>>
export type MassRow = Pick<MassReview['aspects'][number], 'name' | 'votes' | 'blank'>
