import type { Organisation } from '#shared/model/organisation'
import type { PledgeItem } from '#shared/model/pledge'

/**
 * Where people of a sector usually begin. Each has its blanks, and a blank left standing is pointed out: these are beginnings to be
 * rewritten, never sentences to be handed in.
 */
export type PledgeStart = { readonly for: 'branch' | 'member'; readonly type: PledgeItem['type']; readonly theme: string; readonly text: string }

export const blankMark = '＿＿'

const branch = (type: PledgeItem['type'], theme: string, text: string): PledgeStart => ({ for: 'branch', type, theme, text })
const member = (type: PledgeItem['type'], theme: string, text: string): PledgeStart => ({ for: 'member', type, theme, text })

const everywhere: readonly PledgeStart[] = [
  branch('共性', '自身建设', '每月开展 ＿＿ 次主题党日，全年发展党员 ＿＿ 名'),
  member('共性', '学习', '全年学习 ＿＿ 学时，给 ＿＿ 讲一次课'),
  member('共性', '自律', '按月交党费，＿＿ 事项主动向支部报告'),
]
const bySector: Readonly<Record<Organisation['sector'], readonly PledgeStart[]>> = {
  农村: [branch('实事', '办实事', '＿＿ 月底前修好 ＿＿ 组的 ＿＿（路、渠、灯），＿＿ 户受益'), branch('岗位', '推动发展', '帮 ＿＿ 户种养 ＿＿ 亩（头），找好销路'), branch('岗位', '维护稳定', '每月排查一次矛盾，＿＿ 天内有答复'), member('实事', '服务', '每月上门看望 ＿＿ 位独居老人'), member('岗位', '工作', '带 ＿＿ 户种 ＿＿ 亩，教会 ＿＿ 技术')],
  街道社区: [branch('实事', '办实事', '＿＿ 月底前给 ＿＿ 号楼办成 ＿＿（加梯、充电、照明）'), branch('岗位', '维护稳定', '居民来电 ＿＿ 小时内上门'), member('实事', '服务', '包 ＿＿ 单元 ＿＿ 户，每月走一遍'), member('岗位', '工作', '每周到 ＿＿ 志愿服务 ＿＿ 小时')],
  党政机关: [branch('岗位', '推动发展', '＿＿ 事项由 ＿＿ 个工作日压到 ＿＿ 个工作日'), branch('实事', '办实事', '帮联系村 ＿＿ 办成 ＿＿ 件事'), member('岗位', '工作', '＿＿ 业务当日受理，＿＿ 天内办结'), member('实事', '服务', '每季度到 ＿＿ 村走访 ＿＿ 户')],
  国有企业: [branch('岗位', '推动发展', '＿＿ 指标比上年提高（降低）＿＿'), branch('实事', '办实事', '给 ＿＿ 班组职工解决 ＿＿'), member('岗位', '工作', '所在班组 ＿＿ 全年不超过 ＿＿ 次'), member('实事', '服务', '带 ＿＿ 名徒弟，＿＿ 月前能独立上岗')],
  非公企业: [branch('岗位', '推动发展', '组织党员攻关 ＿＿，省下 ＿＿'), branch('实事', '办实事', '帮 ＿＿ 名职工解决 ＿＿'), member('岗位', '工作', '＿＿ 工序次品率不超过 ＿＿'), member('实事', '服务', '结对帮 ＿＿ 名新工人')],
  学校: [branch('实事', '办实事', '给 ＿＿ 名学生落实 ＿＿'), branch('岗位', '推动发展', '＿＿ 年级 ＿＿ 提高到 ＿＿'), member('岗位', '工作', '每周辅导 ＿＿ 名学生 ＿＿ 次'), member('实事', '服务', '家访 ＿＿ 户')],
  其他事业单位: [branch('实事', '办实事', '到 ＿＿ 义诊（送技术、送文化）＿＿ 次'), branch('岗位', '推动发展', '＿＿ 等候时间缩到 ＿＿ 分钟'), member('岗位', '工作', '＿＿ 差错全年不超过 ＿＿ 次'), member('实事', '服务', '对 ＿＿ 位服务对象每 ＿＿ 回访一次')],
  社会组织: [branch('实事', '办实事', '为 ＿＿ 家会员办成 ＿＿'), branch('岗位', '推动发展', '＿＿ 月前完成 ＿＿ 标准（调研）'), member('岗位', '工作', '＿＿ 日内答复会员的 ＿＿'), member('实事', '服务', '参加公益 ＿＿ 次，帮助 ＿＿')],
  其他: [branch('实事', '办实事', '＿＿ 月底前为 ＿＿ 办成 ＿＿'), member('岗位', '工作', '＿＿ 月底前完成 ＿＿'), member('实事', '服务', '帮 ＿＿ 办 ＿＿ 件事')],
}

export function startsFor(sector: Organisation['sector'], isBranch: boolean): readonly PledgeStart[] {
  return [...bySector[sector], ...everywhere].filter((start) => start.for === (isBranch ? 'branch' : 'member'))
}

/** A blank of a beginning still stands in it. */
export function hasBlank(text: string): boolean {
  return text.includes(blankMark)
}
