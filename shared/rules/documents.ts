import type { OfficialType } from '#shared/model/official-paper'
import type { WorkingBox } from './pack'

/**
 * The documents a branch's year leaves behind, by the kind the printed documents carry. `box` is the working box (theme) a document
 * goes into during the year; how long it is kept is a value of the rule pack. `asMade`: it belongs there where there is one, and nobody misses it where there is none.
 */
export const archiveDocuments = {
  rosterSheet: { name: '党员花名册', box: '03', per: 'branch' },
  analysisReport: { name: '党性分析报告', box: '07', per: 'member' },
  branchReport: { name: '支部对照检查材料', box: '07', per: 'branch' },
  feedbackSummary: { name: '征求意见汇总表', box: '07', per: 'branch' },
  ballot: { name: '民主评议党员测评表', box: '08', per: 'branch' },
  tallySheet: { name: '民主评议党员测评汇总表', box: '08', per: 'branch' },
  reviewRegister: { name: '民主评议党员登记表', box: '08', per: 'fullMember' },
  reviewBook: { name: '民主评议结果登记册', box: '08', per: 'asMade' },
  branchRectification: { name: '支部班子整改台账', box: '10', per: 'branch' },
  memberRectification: { name: '党员个人整改台账', box: '10', per: 'asMade' },
  reviewSlip: { name: '民主评议党员反馈单', box: '08', per: 'asMade' },
  massResults: { name: '群众评议结果', box: '08', per: 'asMade' },
  branchPledge: { name: '党组织公开承诺书', box: '09', per: 'branch' },
  memberPledge: { name: '党员公开承诺书', box: '09', per: 'member' },
  pledgeNotice: { name: '公开承诺公示表', box: '09', per: 'branch' },
  pledgeLedger: { name: '公开承诺事项登记表（台账）', box: '09', per: 'branch' },
  pledgeProgress: { name: '践诺情况登记表', box: '09', per: 'asMade' },
  pledgeEvaluation: { name: '评诺表', box: '09', per: 'asMade' },
  pledgeResults: { name: '承诺结果公开表', box: '09', per: 'branch' },
} as const satisfies Record<string, { readonly name: string; readonly box: string; readonly per: WorkingBox['expected'][number]['per'] | 'asMade' }>

export type ArchiveDocument = keyof typeof archiveDocuments

/** Which of the twelve boxes 公文 and 文稿 of one's own go into. None of them is expected: a year may need no 请示. */
export const officialBoxes: Readonly<Record<OfficialType, string>> = {
  request: '01', workReport: '01', notice: '01', implementationScheme: '04', workSummary: '04', branchSummary: '04', personalSummary: '04', committeeMinutes: '05',
  reviewCircular: '08', inspectionCircular: '10', publicNotice: '11', commendation: '11', deeds: '11',
}

export function isArchiveDocument(kind: string): kind is ArchiveDocument {
  return Object.hasOwn(archiveDocuments, kind)
}
