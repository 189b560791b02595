import { z } from 'zod'
import { dateOrNull, line, recordBase } from './record'

/**
 * 群众评议 (创先争优活动): the branch by its aspects, and members one by one, on a scale of satisfaction. Sums only: of the whole, and of each
 * source where none has fewer ballots than may be shown. Opinions are `feedback` records.
 */
const count = z.int().min(0).max(100_000)
const row = { votes: z.array(count).max(6), blank: count }
const counts = z.object({ issued: count, returned: count, valid: count, invalid: count })
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
  counts,
  aspects: z.array(z.object({ name: line, ...row })),
  members: z.array(z.object({ memberId: z.uuid(), name: line, ...row })),
  /** One a source; empty where there is one only, or where any has too few ballots, for then only the whole is kept. Rows stand as in the whole. */
  parts: z.array(z.object({ source: line.min(1), counts, aspects: z.array(z.object(row)), members: z.array(z.object(row)) })).default([]),
  /** 两人独立录入: who, and the cells the two differed in with what both settled on; empty where one hand typed it. */
  countedBy: z.array(line).max(2).default([]),
  settled: z.array(z.object({ cell: line, first: count, second: count, value: count })).default([]),
  /** 无记名机投: a box was made for so many. `by` is empty until what came out of it stands in the books; then who opened it, and what it lost. */
  machine: z.object({ electors: count, by: z.array(line).max(2), lost: z.array(count), dropped: count }).nullable().default(null),
  published: z.object({ on: dateOrNull, way: line }),
  /** As in `review.ts`: rows that once agreed with their ballots; of a source as `source|row`. */
  stood: z.array(z.object({ row: line, counts: z.array(count).max(7) })).optional(),
})
export type MassReview = Readonly<z.infer<typeof massReviewSchema>>
export type MassRow = Pick<MassReview['aspects'][number], 'name' | 'votes' | 'blank'>
/** What came from one source, typed by itself. */
export type MassPart = MassReview['parts'][number]
