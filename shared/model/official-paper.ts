import { z } from 'zod'
import { dateOrNull, line, recordBase, text } from './record'

/**
 * 公文 and 文稿 of one's own writing. The text is kept exactly as typed: what paper puts right (brackets, digits, dates) is put right on paper.
 * A value once shipped stays; which documents each type makes is in `shared/documents`.
 */
export const officialTypes = [
  'implementationScheme', 'notice', 'reviewCircular', 'inspectionCircular', 'publicNotice', 'commendation', 'workSummary', 'request', 'workReport',
  'committeeMinutes', 'personalSummary', 'branchSummary', 'deeds',
] as const
export const officialStates = ['draft', 'issued', 'withdrawn'] as const
/** `gb2012`: GB/T 9704—2012. `gb1999`: the layout of 2010–2012, with 主题词. */
export const officialLayouts = ['gb2012', 'gb1999'] as const

export const officialPaperSchema = z.object({
  ...recordBase,
  kind: z.literal('officialPaper'),
  type: z.enum(officialTypes),
  year: z.int(),
  state: z.enum(officialStates),
  layout: z.enum(officialLayouts),
  title: line.min(1),
  /** 发文字号, as typed. */
  docNo: line,
  /** 主送机关. */
  recipients: line,
  body: text,
  /** `text` empty: the attachment is a sheet of its own that only the list of attachments names. */
  attachments: z.array(z.object({ name: line, text })),
  /** 发文机关署名; several of a joint document in their order. Of a 个人总结 the writer. */
  issuers: z.array(line),
  /** 成文日期. */
  date: dateOrNull,
  /** Room for a seal over name and date; else placed as an unsealed paper. */
  sealed: z.boolean(),
  redHead: z.boolean(),
  /** 发文机关标志 of the red head: 中共……支部委员会文件. */
  head: line,
  /** 签发人 of a document to a superior. */
  signer: line,
  /** 抄送机关. */
  copyTo: line,
  printedBy: line,
  printedOn: dateOrNull,
  /** 共印 n 份; 0 is not said. */
  copies: z.int().min(0).max(100_000),
  /** 主题词; only the older layout has them. */
  keywords: line,
  /** 附注, without its brackets. */
  note: line,
  /** Of 纪要: 出席, 请假, 列席. */
  attendance: z.object({ present: text, leave: text, observers: text }),
  /** The record whose figures the text was started from. */
  sourceId: z.uuid().nullable(),
  issuedOn: dateOrNull,
  withdrawnOn: dateOrNull,
  withdrawnWhy: line,
})
export type OfficialPaper = Readonly<z.infer<typeof officialPaperSchema>>
export type OfficialType = (typeof officialTypes)[number]

export const officialTypeNames: Readonly<Record<OfficialType, string>> = {
  implementationScheme: '实施方案', notice: '通知', reviewCircular: '评议结果通报', inspectionCircular: '检查通报', publicNotice: '公示', commendation: '表彰决定', workSummary: '工作总结',
  request: '请示', workReport: '报告', committeeMinutes: '支委会纪要', personalSummary: '个人阶段总结', branchSummary: '支部阶段总结', deeds: '事迹材料',
}
/** 文稿: title, text and page number; never a red head nor 版记 (D§1.6). */
export const proseTypes: readonly OfficialType[] = ['committeeMinutes', 'personalSummary', 'branchSummary', 'deeds']
export const isProseType = (type: OfficialType): boolean => proseTypes.includes(type)
