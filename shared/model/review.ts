import { z } from 'zod'
import { dateOrNull, line, recordBase, text } from './record'

/**
 * One 民主评议 session. Three things are kept apart: the ballots (never records), the tally (counts only) and the verdict (the branch decides).
 * The roster of the day is copied in, so a later change of the roster never changes a closed session.
 */
export const gradeNames = ['excellent', 'qualified', 'basic', 'unqualified'] as const
export const reviewStates = ['preparing', 'counted', 'judged', 'sent'] as const
/** Who filled a ballot in, and how it came back. */
export const voterClasses = ['members', 'masses'] as const
export const ballotWays = ['meeting', 'box', 'visit'] as const
/** totals: one hand typed sums · twice: 两人独立录入 · sheets: sheet by sheet, one reading out and one watching · machine: out of ballot boxes, two scrutineers opening them. */
export const countedHows = ['totals', 'twice', 'sheets', 'machine'] as const
const count = z.int().min(0).max(100_000)
const votes = z.object({ excellent: count, qualified: count, basic: count, unqualified: count })
/** 支部班子, rated by members on a scale of its own: votes in the order of `committeeScale`. */
const committee = z.object({ valid: count, votes: z.array(count).max(6), blank: count })
const ballots = { returned: count, valid: count, invalid: count }
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
    /** Of one who is exempt: the meeting and the superior's consent that say so. */
    approval: line,
    /** 流动党员 away on the day: takes part by a written self-assessment. */
    floating: z.boolean(),
    writtenOn: dateOrNull,
    /** 留党察看 on the day: present and graded, but without 表决权. */
    watched: z.boolean().default(false),
  })),
  /** Ballots other than those of the members in the room, each with how many people it is for and how many went out; part of `counts.issued`. */
  channels: z.array(z.object({ id: line.min(1), voters: z.enum(voterClasses), way: z.enum(ballotWays), people: count, issued: count })),
  counts: z.object({ due: count, present: count, leave: count, absent: count, exempt: count, issued: count, returned: count, valid: count, invalid: count }),
  tally: z.array(z.object({ memberId: z.uuid(), name: line, votes, blank: count })),
  /** What the percentages are taken of, from the pinned pack. */
  percentOf: z.enum(['valid', 'returned']),
  committeeScale: z.array(line),
  /** What the ballots ask of each person beside the grade, in the words of the pinned pack: sides and the marks they are given, codes for 存在问题. Nothing: the grade alone. */
  asks: z.object({ sides: z.array(line).max(8), marks: z.array(line).max(4), codes: z.array(line).max(20) }).default({ sides: [], marks: [], codes: [] }),
  committee: committee.nullable(),
  /** One a channel (`room` is the members in the meeting room); empty where any has fewer than five valid ballots, for then only the whole is kept. */
  parts: z.array(z.object({ channelId: line, ...ballots, tally: z.array(z.object({ memberId: z.uuid(), votes, blank: count })) })),
  /** What ballots said beside the grades: of each person the marks a side got (未填 last) and how often each code was given. Of the whole alone, and only from five ballots on. */
  beside: z.object({ ballots: count, rows: z.array(z.object({ memberId: z.uuid(), sides: z.array(z.array(count).max(5)).max(8), codes: z.array(count).max(20) })) }).nullable().default(null),
  countedHow: z.enum(countedHows),
  /** 无记名机投: of each box what every interruption cost (those voted again) and how many ballots were given up at closing. */
  machine: z.array(z.object({ channelId: line, lost: z.array(count), dropped: count })).default([]),
  /** Rows that once agreed with their ballots, one for each total they had: a later count must not differ from them by a handful (`duties/review-stood.ts`). */
  stood: z.array(z.object({ row: line, counts: z.array(count).max(7) })).optional(),
  /** Those who counted, by name. */
  countedBy: z.array(line),
  /** Cells the two entries differed in, and what both settled on. */
  settled: z.array(z.object({ cell: line, first: count, second: count, value: count })),
  /** What ballots said in words, in an order drawn by chance; none under five ballots. */
  opinions: z.array(text),
  /** Set when the tally is closed: a final commit. */
  tallyClosedOn: dateOrNull,
  verdicts: z.array(z.object({
    memberId: z.uuid(),
    grade: z.enum(gradeNames).nullable(),
    selfSummary: text,
    peerOpinion: text,
    /** 平时表现: the second input beside the poll. */
    conduct: text,
    opinion: text,
    /** Asked for when the verdict differs from the poll, or the cap is passed. */
    reason: text,
  })),
  decidedOn: dateOrNull,
  decidedBy: line,
  /** Why more were graded excellent than the cap allows, when they were. */
  capReason: text,
  /** 公布: registered, and made known in a suitable way. */
  published: z.object({ on: dateOrNull, way: line, scope: line }),
})
export type Review = Readonly<z.infer<typeof reviewSchema>>
export type GradeName = (typeof gradeNames)[number]
export type Channel = Review['channels'][number]
export type Committee = NonNullable<Review['committee']>
export type Beside = NonNullable<Review['beside']>

/** What a session of the first shape lacks; its figures were typed by one hand. */
export const reviewExtras: Pick<Review, 'channels' | 'percentOf' | 'committeeScale' | 'committee' | 'asks' | 'parts' | 'beside' | 'countedHow' | 'machine' | 'countedBy' | 'settled' | 'opinions' | 'published'> = {
  channels: [], percentOf: 'valid', committeeScale: ['好', '较好', '一般', '差'], committee: null, asks: { sides: [], marks: [], codes: [] }, parts: [], beside: null, countedHow: 'totals', machine: [], countedBy: [], settled: [], opinions: [], published: { on: null, way: '', scope: '' },
}
export const personExtras = { approval: '', floating: false, writtenOn: null } as const satisfies Partial<Review['roster'][number]>

const loose = z.looseObject({ roster: z.array(z.looseObject({})), verdicts: z.array(z.looseObject({})) })
export function reviewToVersion2(old: unknown): unknown {
  const record = loose.parse(old)
  return { ...record, ...reviewExtras, roster: record.roster.map((person) => ({ ...person, ...personExtras })), verdicts: record.verdicts.map((verdict) => ({ ...verdict, conduct: '' })) }
}
