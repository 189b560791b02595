import { z } from 'zod'
import { dateOrNull, line, recordBase, text } from './record'

/**
 * One 民主评议 session. Three things are kept apart: the ballots (never records), the tally (counts only) and the verdict (the branch decides).
 * The roster of the day is copied in, so a later change of the roster never changes a closed session.
 */
export const gradeNames = ['excellent', 'qualified', 'basic', 'unqualified'] as const
export const reviewStates = ['preparing', 'counted', 'judged', 'sent'] as const
const count = z.int().min(0).max(100_000)
export const reviewSchema = z.object({
  ...recordBase,
  kind: z.literal('review'),
  year: z.int(),
  title: line.min(1),
  heldOn: dateOrNull,
  place: line,
  chair: line,
  recorder: line,
  state: z.enum(reviewStates),
  /** Grades offered, from the pinned pack: four today, three in 2010–2012. */
  grades: z.array(z.enum(gradeNames)),
  steps: z.array(z.object({ id: line, name: line, doneOn: dateOrNull, doneOffline: z.boolean(), note: text })),
  roster: z.array(z.object({
    memberId: z.uuid(),
    name: line,
    grade: z.enum(['full', 'probationary']),
    post: line,
    attendance: z.enum(['present', 'leave', 'absent', 'exempt']),
    reason: text,
  })),
  counts: z.object({ due: count, present: count, leave: count, absent: count, exempt: count, issued: count, returned: count, valid: count, invalid: count }),
  tally: z.array(z.object({ memberId: z.uuid(), name: line, votes: z.object({ excellent: count, qualified: count, basic: count, unqualified: count }), blank: count })),
  /** Set when the tally is closed: a final commit. */
  tallyClosedOn: dateOrNull,
  verdicts: z.array(z.object({
    memberId: z.uuid(),
    grade: z.enum(gradeNames).nullable(),
    selfSummary: text,
    peerOpinion: text,
    opinion: text,
    /** Asked for when the verdict differs from the poll, or the cap is passed. */
    reason: text,
  })),
  decidedOn: dateOrNull,
  decidedBy: line,
  /** Why more were graded excellent than the cap allows, when they were. */
  capReason: text,
})
export type Review = Readonly<z.infer<typeof reviewSchema>>
export type GradeName = (typeof gradeNames)[number]
