import { z } from 'zod'
import { retentions } from '#shared/model/archive'
import { pledgeItemTypes } from '#shared/model/pledge'
import { analysisParts } from '#shared/model/analysis-report'
import { gradeNames } from '#shared/model/review'
import { ballotRules } from './ballot-rules'
import { massReviewRules } from './mass-review-rules'

/**
 * A rule pack: everything that differs by superior or by year, as data. Every value says where it comes from and how firm that is:
 *
 * - `rule`: written in a regulation or a standard, cited by name and number;
 * - `local`: a superior's notice or schedule, or a yearly notice; another superior may say otherwise;
 * - `custom`: the habit of the trade or this program's own suggestion; no rule was found.
 */
export const certainties = ['rule', 'local', 'custom'] as const
export type Certainty = (typeof certainties)[number]

function cited<S extends z.ZodType>(value: S) {
  return z.strictObject({ value, source: z.string().min(1), certainty: z.enum(certainties) })
}

const share = z
  .strictObject({ numerator: z.int().min(1).max(100), denominator: z.int().min(1).max(100) })
  .refine((value) => value.numerator <= value.denominator, { error: '比例不能大于 1' })
export type Share = Readonly<z.infer<typeof share>>

const quorum = z.strictObject({
  share,
  /** true: exactly the share is enough (半数以上含半数); false: more than it. */
  inclusive: z.boolean(),
  /** What the share is taken of: 应到, or 应到 less those exempt. */
  base: z.enum(['due', 'dueLessExempt', 'votingDue']),
})
export type QuorumRule = Readonly<z.infer<typeof quorum>>

const named = z.strictObject({ id: z.string().min(1), name: z.string().min(1) })
const nonEmpty = <S extends z.ZodType>(item: S) => z.array(item).min(1)
const count = z.int().min(0).max(20_000)

export const workingBoxSchema = z.strictObject({
  /** Two digits, the place on the shelf. */
  no: z.string().regex(/^\d{2}$/),
  name: z.string().min(1),
  /** What belongs in it, as the inside of the lid says it. */
  contents: z.array(z.string().min(1)).min(1),
  retention: z.enum(retentions),
  /** Which of eight boxes it falls into where a branch keeps eight. */
  ofEight: z.int().min(1).max(8),
  /** What a full year leaves in it; `per` says how many. Kinds are those of `documents.ts`, or a plain name for paper from elsewhere. */
  expected: z.array(z.strictObject({ document: z.string().min(1), name: z.string().min(1), per: z.enum(['branch', 'member', 'fullMember']) })),
})
export type WorkingBox = Readonly<z.infer<typeof workingBoxSchema>>

export const rulePackSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.int().min(1),
  era: z.strictObject({ from: z.string().min(4), to: z.string().min(4).nullable() }),
  title: z.string().min(1),
  note: z.string(),
  standards: z.strictObject({ branch: cited(z.array(z.string())), member: cited(z.array(z.string())) }),
  organisation: z.strictObject({
    /** At or above this number of full members a branch elects a 支委会; below it the 党员大会 decides. */
    committeeFrom: cited(z.int().min(1)),
    fewestFullMembers: cited(z.int().min(1)),
    mostMembers: cited(z.int().min(1)),
    mostUnits: cited(z.int().min(2)),
  }),
  pledge: z.strictObject({
    itemTypes: cited(nonEmpty(z.enum(pledgeItemTypes))),
    branchThemes: cited(nonEmpty(z.string().min(1))),
    memberThemes: cited(nonEmpty(z.string().min(1))),
    /** What each item must name. */
    mandatory: cited(z.array(z.enum(['text', 'due', 'responsible']))),
    reviewedBy: cited(z.strictObject({ branch: z.string().min(1), member: z.string().min(1) })),
  }),
  analysis: z.strictObject({
    parts: cited(z.array(z.strictObject({ id: z.enum(analysisParts), name: z.string().min(1), hint: z.string() })).length(analysisParts.length)),
    length: cited(
      z
        .strictObject({ few: count, low: count, high: count, many: count })
        .refine((value) => value.few <= value.low && value.low <= value.high && value.high <= value.many, { error: '四个数要从小到大' }),
    ),
  }),
  review: z.strictObject({
    frequency: cited(z.string().min(1)),
    grades: cited(nonEmpty(z.strictObject({ id: z.enum(gradeNames), name: z.string().min(1) }))),
    /** null: no cap known; a local one can be laid over. */
    excellentCap: cited(z.strictObject({ share, of: z.literal('fullMembers'), rounding: z.literal('floor'), soft: z.literal(true) }).nullable()),
    /** Grades that stand only once the body above approved them. Pins made before it was asked for have none. */
    approvedAbove: cited(z.array(z.enum(gradeNames))).default({ value: [], source: '没有要报批的规定', certainty: 'custom' }),
    probationaryGraded: cited(z.boolean()),
    /** The poll itself. */
    pollQuorum: cited(quorum),
    /** Below this the poll stands but is marked thin. */
    pollThin: cited(share),
    /** The 党员大会 that decides. */
    meetingQuorum: cited(quorum),
    meetingPass: cited(quorum),
    steps: cited(nonEmpty(named)),
    /** A row with no tick or more than one: only that row is invalid, the ballot stays valid. */
    invalidRow: cited(z.enum(['rowOnly', 'wholeBallot'])),
    percentOf: cited(z.enum(['valid', 'returned'])),
    exemptions: cited(z.array(named)),
    /** How members rate the 支部班子, best first. Pins made before it was asked for have none. */
    committeeScale: cited(z.array(z.string().min(1)).min(2).max(6)).default({ value: ['好', '较好', '一般', '差'], source: '通行做法，没有查到统一规定', certainty: 'custom' }),
    /** Ballots of a class or a way under this number are only kept within the whole. */
    fewestShown: cited(z.int().min(1).max(50)).default({ value: 5, source: '票少了看得出是谁投的，不足 5 张不单列', certainty: 'custom' }),
    /** Sides of a person on the ballot with sub-scores, and the marks each is given; only the grade is counted. */
    subScores: cited(z.array(z.string().min(1)).min(1).max(8)).default(ballotRules.subScores),
    subMarks: cited(z.array(z.string().min(1)).min(2).max(4)).default(ballotRules.subMarks),
    /** What is meant by 存在问题, by number, on the ballot with codes. */
    problemCodes: cited(z.array(z.string().min(1)).min(1).max(20)).default(ballotRules.problemCodes),
    /** 限期改正, at most so many months. */
    correctWithin: cited(z.int().min(1).max(36)).default({ value: 12, source: '《中国共产党党员教育管理工作条例》第三十条', certainty: 'rule' }),
  }),
  /** Pins made before 群众评议 was kept here have none. */
  massReview: z
    .strictObject({
      scale: cited(z.array(z.string().min(1)).min(2).max(6)),
      branchAspects: cited(nonEmpty(z.string().min(1))),
      memberAspects: cited(nonEmpty(z.string().min(1))),
      satisfied: cited(z.int().min(1).max(5)),
    })
    .default(massReviewRules),
  notice: z.strictObject({ days: cited(z.strictObject({ count: z.int().min(1).max(60), working: z.boolean() })) }),
  archive: z.strictObject({
    /** By kind of document; `other` is for what has no line of its own. */
    retention: z.record(z.string(), cited(z.enum(retentions))).refine((value) => value['other'] !== undefined, { error: '缺“其他”一行' }),
    /** How thick paper lies: µm a sheet, mm of a box its board and the 备考表 take, and whether a paper nobody said anything of is printed on both sides. */
    paper: cited(z.strictObject({ sheetMicrons: z.int().min(30).max(500), spareMm: z.int().min(0).max(15), twoSided: z.boolean() })),
    workingBoxes: cited(nonEmpty(workingBoxSchema).refine((boxes) => new Set(boxes.map((box) => box.no)).size === boxes.length, { error: '盒号有重复' })),
  }),
  layout: z.strictObject({
    /** 主题词 in the 版记, as before GB/T 9704—2012. */
    subjectWords: cited(z.boolean()),
    /** 成文日期 in Chinese numerals. */
    chineseDates: cited(z.boolean()),
    /** 页码 and 署名 as elements of their own. */
    signatureAndPageNumber: cited(z.boolean()),
    /** A rule under every element of the 版记. */
    ruleUnderEach: cited(z.boolean()),
  }),
})
export type RulePack = Readonly<z.infer<typeof rulePackSchema>>
export type Cited<T> = { readonly value: T; readonly source: string; readonly certainty: Certainty }

export function packName(pack: RulePack): string {
  return `${pack.id}@${pack.version}`
}

/** How long a document is kept, by the pack. */
export function retentionOf(pack: RulePack, document: string): RulePack['archive']['retention'][string] {
  const rule = pack.archive.retention[document] ?? pack.archive.retention['other']
  if (rule === undefined) throw new Error('a rule pack always has a retention for other documents')
  return rule
}

/** 支委会, or the 党员大会 where the branch is too small to have one. */
export function decidingBody(pack: RulePack, fullMembers: number): '支委会' | '党员大会' {
  return fullMembers >= pack.organisation.committeeFrom.value ? '支委会' : '党员大会'
}
