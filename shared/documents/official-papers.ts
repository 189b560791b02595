import { officialTypeNames, type OfficialType } from '#shared/model/official-paper'
import { committeeMinutes } from './committee-minutes'
import type { DocumentDefinition } from './document'
import { officialFields, officialNames, type OfficialFacts, type OfficialFields } from './official-fields'
import { officialLayout } from './official-layout'
import { branchSummary, deeds, personalSummary } from './own-writing'

/**
 * 公文 (GB/T 9704—2012, D§1): what the branch sends out under its own name, with or without a red head. Each is one paper record; a starting
 * text with the facts the books hold comes from `official-frames.ts`.
 *
 * - 实施方案: 指导思想, 目标, 步骤, 要求 of a campaign or a year. - 通知: what is to be done, by whom, by when.
 * - 评议结果通报: the result of a 民主评议 to the members. - 检查通报: what an inspection found, and what is to be put right.
 * - 公示: names or results laid open, with term and telephone. - 表彰决定: who is commended, for what.
 * - 工作总结: the branch's year. - 请示: one matter, one superior, asked before. - 报告: what was done, told afterwards, asking nothing.
 */
export type OfficialDefinition = DocumentDefinition<OfficialFacts, OfficialFields>

function official(kind: OfficialType): OfficialDefinition {
  return { kind, name: officialTypeNames[kind], fields: officialFields, names: officialNames, layout: officialLayout }
}

export const officialDefinitions: Readonly<Record<OfficialType, OfficialDefinition>> = {
  implementationScheme: official('implementationScheme'),
  notice: official('notice'),
  reviewCircular: official('reviewCircular'),
  inspectionCircular: official('inspectionCircular'),
  publicNotice: official('publicNotice'),
  commendation: official('commendation'),
  workSummary: official('workSummary'),
  request: official('request'),
  workReport: official('workReport'),
  committeeMinutes,
  personalSummary,
  branchSummary,
  deeds,
}
