import { z } from 'zod'
import { blobRef, dateOrNull, line, recordBase, text } from './record'

/** One round of pledges: a year, or one round of a campaign. */
export const pledgeRoundSchema = z.object({
  ...recordBase,
  kind: z.literal('pledgeRound'),
  year: z.int(),
  title: line.min(1),
  schemeId: z.uuid().nullable(),
  from: dateOrNull,
  to: dateOrNull,
  /** 免诺: who need not promise in this round, and why (retired, ill). They may all the same: then it is of their own accord. */
  exemptions: z.array(z.object({ memberId: z.uuid(), reason: line.min(1), on: dateOrNull })),
  /** Each publication is frozen as an edition: what stood on the sheet, word for word. A final commit; answered only by a withdrawal. Photos of the board come afterwards. */
  editions: z.array(z.object({
    number: z.int().min(1),
    publishedOn: dateOrNull,
    until: dateOrNull,
    place: line,
    phone: line,
    withdrawnOn: dateOrNull,
    withdrawnWhy: text,
    photos: z.array(blobRef),
    lines: z.array(z.object({ pledgeId: z.uuid(), pledgeRev: z.int(), who: line, post: line, items: z.array(z.object({ text, measures: text, due: dateOrNull, responsible: line })) })),
  })),
  /** 经过 of the round itself: opened, exempt, published, photos, withdrawn. `memberId`: the one it was about. */
  history: z.array(z.object({ on: dateOrNull, act: line, who: line, note: text, memberId: z.uuid().nullable() })),
})
export type PledgeRound = Readonly<z.infer<typeof pledgeRoundSchema>>
export type PledgeEdition = PledgeRound['editions'][number]

/** 共性 / 岗位 / 实事 */
export const pledgeItemTypes = ['共性', '岗位', '实事'] as const

/** How the whole pledge was kept, as 评诺 says it. No rule fixes the words; these are the habit of the trade. */
export const pledgeGrades = ['好', '较好', '一般', '差'] as const

/** Why an item was not kept: an objective cause is explained to the people, anything else is criticised. */
export const unkeptCauses = ['objective', 'own'] as const

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
  /** 书面承诺: handed in in writing by somebody who is away. */
  inWriting: z.boolean(),
  items: z.array(z.object({
    id: z.uuid(),
    type: z.enum(pledgeItemTypes),
    theme: line,
    text: text.min(1),
    measures: text,
    due: dateOrNull,
    responsible: line,
    /** 审诺 of this item, oldest first; the last one stands. An empty result: its words were changed after it had been reviewed. */
    reviews: z.array(z.object({ on: dateOrNull, by: line, result: z.enum(['', 'passed', 'returned']), reason: text })),
    progress: z.array(z.object({ on: dateOrNull, note: text, percent: z.int().min(0).max(100), files: z.array(blobRef) })),
    closedOn: dateOrNull,
    closedBy: line,
    unkeptReason: text,
    unkeptOn: dateOrNull,
    unkeptCause: z.enum(['', ...unkeptCauses]),
    /** What was told to the people about it. */
    unkeptTold: text,
  })),
  /** The last 审诺 of the whole; `result` is that of its items together. */
  review: z.object({
    on: dateOrNull,
    /** The body that reviewed: 支委会, 党员大会, or the superior for the branch's own. */
    by: line,
    result: z.enum(['', 'passed', 'returned']),
    opinion: text,
    signedBy: line,
  }),
  /** 评诺: what each side said, and the grade of the whole. */
  evaluation: z.object({
    on: dateOrNull,
    by: line,
    self: text,
    peers: text,
    organisation: text,
    masses: text,
    /** Of so many people asked, so many were satisfied; 0 asked: nobody was counted. */
    asked: z.int().min(0),
    satisfied: z.int().min(0),
    grade: z.enum(['', ...pledgeGrades]),
    publishedOn: dateOrNull,
  }),
  history: z.array(z.object({ on: dateOrNull, act: line, who: line, note: text })),
})
export type Pledge = Readonly<z.infer<typeof pledgeSchema>>
export type PledgeItem = Pledge['items'][number]
export type PledgeEvaluation = Pledge['evaluation']

/** What a promise has when nothing has become of it yet. */
export const freshItem = {
  theme: '', reviews: [], progress: [], closedOn: null, closedBy: '', unkeptReason: '', unkeptOn: null, unkeptCause: '', unkeptTold: '',
} as const satisfies Partial<PledgeItem>
export const noReview = { on: null, by: '', result: '', opinion: '', signedBy: '' } as const satisfies Pledge['review']
export const noEvaluation = { on: null, by: '', self: '', peers: '', organisation: '', masses: '', asked: 0, satisfied: 0, grade: '', publishedOn: null } as const satisfies PledgeEvaluation
