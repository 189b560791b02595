/**
 * 群众评议: aspects, scale, and which grades count as satisfied. The five aspects of a branch and four of a member follow the guidance of the
 * 创先争优 campaign of 2011 as reported; which grades make the 满意率 was never fixed, so the definition is always printed beside the figure.
 */
const guidance = '创先争优活动群众评议的指导意见（2011年，据报道，用前请核对原文）'

export const massReviewRules = {
  scale: { value: ['满意', '比较满意', '基本满意', '不满意'], source: guidance, certainty: 'local' },
  branchAspects: { value: ['开展创先争优活动', '推动中心工作和重点任务完成', '公开承诺和践诺', '为群众办实事、解难事', '加强党组织和党员队伍建设'], source: guidance, certainty: 'local' },
  memberAspects: { value: ['参加创先争优活动', '立足岗位履行职责', '公开承诺和践诺', '联系和服务群众'], source: guidance, certainty: 'local' },
  /** How many grades from the top count as satisfied. */
  satisfied: { value: 2, source: '没有统一口径，一般按满意和比较满意合计', certainty: 'custom' },
} satisfies Readonly<Record<string, { readonly value: unknown; readonly source: string; readonly certainty: 'rule' | 'local' | 'custom' }>>
