import type { z } from 'zod'
import { analysisReportSchema } from './analysis-report'
import { archiveBoxSchema, archiveItemSchema } from './archive'
import { archiveVolumeSchema } from './archive-volume'
import { feedbackSchema } from './feedback'
import { handlingSchema } from './handling'
import { massReviewSchema } from './mass-review'
import { memberSchema } from './member'
import { officialPaperSchema } from './official-paper'
import { organisationSchema } from './organisation'
import { paperOriginalSchema } from './paper-original'
import { pledgeRoundSchema, pledgeSchema } from './pledge'
import { postHolderSchema } from './post-holder'
import { receivedBagSchema } from './received-bag'
import { rectificationSchema } from './rectification'
import { reviewSchema } from './review'
import { ruleOverrideSchema, rulePinSchema } from './rule-pin'
import { schemeSchema } from './scheme'
import { wordFormSchema } from './word-form'

/** Every kind of record: its schema, and its Chinese name as messages use it. A kind's name is never reused for something else. */
export const kinds = {
  organisation: { schema: organisationSchema, name: '党组织' },
  postHolder: { schema: postHolderSchema, name: '经办人' },
  member: { schema: memberSchema, name: '党员' },
  scheme: { schema: schemeSchema, name: '实施方案' },
  pledgeRound: { schema: pledgeRoundSchema, name: '承诺轮次' },
  pledge: { schema: pledgeSchema, name: '承诺书' },
  analysisReport: { schema: analysisReportSchema, name: '党性分析报告' },
  feedback: { schema: feedbackSchema, name: '征求到的意见' },
  rectification: { schema: rectificationSchema, name: '整改事项' },
  review: { schema: reviewSchema, name: '民主评议' },
  massReview: { schema: massReviewSchema, name: '群众评议' },
  handling: { schema: handlingSchema, name: '组织处置' },
  officialPaper: { schema: officialPaperSchema, name: '公文' },
  rulePin: { schema: rulePinSchema, name: '规则' },
  ruleOverride: { schema: ruleOverrideSchema, name: '规则改动' },
  archiveItem: { schema: archiveItemSchema, name: '归档文件' },
  paperOriginal: { schema: paperOriginalSchema, name: '正本' },
  wordForm: { schema: wordFormSchema, name: '上级的 Word 表' },
  archiveBox: { schema: archiveBoxSchema, name: '档案盒' },
  archiveVolume: { schema: archiveVolumeSchema, name: '案卷' },
  receivedBag: { schema: receivedBagSchema, name: '外来盒' },
} as const

export type Kind = keyof typeof kinds
export type RecordOf<K extends Kind> = Readonly<z.infer<(typeof kinds)[K]['schema']>>
export type AnyRecord = { [K in Kind]: RecordOf<K> }[Kind]

export function isKind(value: unknown): value is Kind {
  return typeof value === 'string' && Object.hasOwn(kinds, value)
}

/** The two indexed facts of a record's row, besides id and kind. No personal field is ever indexed. */
export function indexFacts(record: AnyRecord): { readonly state: string; readonly year: number } {
  return {
    state: 'state' in record ? record.state : '',
    year: 'year' in record ? record.year : 0,
  }
}

/** The records of one kind among many, with their own type. */
export function ofKind<K extends Kind>(records: readonly AnyRecord[], kind: K): Extract<AnyRecord, { readonly kind: K }>[] {
  return records.filter((record): record is Extract<AnyRecord, { readonly kind: K }> => record.kind === kind)
}
