import { z } from 'zod'
import { dateOrNull, line, recordBase, span, text } from './record'

/**
 * A party member as the branch's roster keeps one (fields of the national member form, D§11.1).
 * Whatever may change with time is a list of dated intervals, so that a past day can be asked: see `shared/duties/roster.ts`, `asOf`.
 * Intervals of one list do not overlap; `from` counts in, `to` does not; null is open.
 */
export const memberGrades = ['full', 'probationary'] as const
/** 党籍状态 */
export const standings = ['normal', 'suspended', 'removed', 'expelled', 'left', 'deceased'] as const
export const posts = ['书记', '副书记', '组织委员', '宣传委员', '纪检委员', '青年委员', '统战委员', '委员', '党小组长'] as const
/** What happens to a member. Each names a date and, where one was taken, the vote. */
export const memberEventTypes = [
  'transferIn', 'transferOut', 'admit', 'becomeFull', 'extendProbation', 'cancelProbation',
  'suspend', 'restore', 'remove', 'expel', 'die', 'goAway', 'comeBack', 'watch', 'unwatch',
] as const

export const memberSchema = z.object({
  ...recordBase,
  kind: z.literal('member'),
  name: line.min(1),
  gender: z.enum(['男', '女', '']),
  ethnicity: line,
  /** 公民身份号码: 18 characters with a valid check character (GB 11643), or empty. Shown masked in lists and never printed on public sheets. */
  idNumber: z.string().regex(/^(\d{17}[\dX])?$/),
  birth: dateOrNull,
  nativePlace: line,
  education: line,
  /** 参加工作日期 */
  startedWork: dateOrNull,
  /** 加入党组织日期 */
  joined: dateOrNull,
  /** 转为正式党员日期: the day the vote was taken; 党龄 counts from it. */
  becameFull: dateOrNull,
  workplace: line,
  jobTitle: line,
  phone: line,
  landline: line,
  address: line,
  note: text,
  /** Place in the roster as the branch orders it; smaller first. */
  order: z.number(),
  grades: z.array(z.object({ ...span, grade: z.enum(memberGrades) })),
  standings: z.array(z.object({ ...span, standing: z.enum(standings) })),
  groups: z.array(z.object({ ...span, groupId: z.uuid() })),
  units: z.array(z.object({ ...span, unitId: z.uuid() })),
  posts: z.array(z.object({ ...span, post: z.enum(posts) })),
  /** 流动: away since, to where, and each contact the branch made. */
  absences: z.array(z.object({ ...span, place: line, contacts: z.array(z.object({ on: dateOrNull, how: line, note: text })) })),
  /** 留党察看: a member still, without 表决权、选举权和被选举权 until these are given back. */
  watches: z.array(z.object(span)).default([]),
  events: z.array(z.object({
    id: z.uuid(),
    type: z.enum(memberEventTypes),
    on: dateOrNull,
    /** 票决日期, for what the 党员大会 votes on. */
    votedOn: dateOrNull,
    /** The other organisation of a transfer. */
    counterpart: line,
    /** extendProbation: the day the longer probation ends. */
    until: dateOrNull.optional(),
    note: text,
  })),
})
export type Member = Readonly<z.infer<typeof memberSchema>>
export type MemberEvent = Member['events'][number]
