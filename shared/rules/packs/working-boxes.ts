import type { Retention } from '#shared/model/archive'
import type { WorkingBox } from '../pack'
import { archiveDocuments } from '../documents'

/**
 * The twelve working boxes of a year, by theme. No standard fixes the number: the sets met in practice differ, so this is a template
 * to be laid over. A working box is not the final box of DA/T 22—2015, which never mixes years or retentions.
 */
function box(no: string, name: string, contents: readonly string[], retention: Retention, ofEight: number, papers: readonly string[] = []): WorkingBox {
  const made = Object.entries(archiveDocuments).flatMap(([document, { name: title, per, box: theme }]) => (theme === no && per !== 'asMade' ? [{ document, name: title, per }] : []))
  return {
    no, name, contents: [...contents], retention, ofEight,
    expected: [
      ...made,
      ...papers.map((paper) => ({ document: paper, name: paper, per: 'branch' as const })),
    ],
  }
}

export const twelveBoxes: readonly WorkingBox[] = [
  box('01', '上级文件与请示报告', ['上级来文', '请示和批复', '转发文件'], 'D10', 1),
  box('02', '组织设置与班子建设', ['成立批复', '换届材料', '委员分工', '支委述职'], 'Y', 2),
  box('03', '党员名册与组织关系', ['花名册', '组织关系转接', '流动党员', '年报'], 'Y', 2),
  box('04', '计划总结与制度', ['全年计划', '半年和全年总结', '制度'], 'D30', 1, ['全年计划', '全年总结']),
  box('05', '三会一课记录', ['党员大会记录', '支委会记录', '党小组会记录', '党课记录'], 'D30', 3, ['党员大会记录', '党课记录']),
  box('06', '主题党日与党员学习', ['主题党日记录', '学习记录本', '学时登记'], 'D10', 4, ['主题党日记录']),
  box('07', '组织生活会与谈心谈话', ['方案', '征求意见', '党性分析报告和对照检查材料', '会议记录'], 'D30', 5, ['组织生活会记录']),
  box('08', '民主评议与群众评议', ['方案', '测评表', '汇总', '评定', '反馈'], 'D30', 5),
  box('09', '公开承诺与践诺', ['承诺书', '台账', '公示照片', '评诺'], 'D10', 6),
  box('10', '领导点评与整改台账', ['点评表', '问题清单', '整改清单', '销号'], 'D30', 6),
  box('11', '评选表彰与先进典型', ['推荐表', '事迹', '公示', '表彰决定', '奖状复印件'], 'D30', 7),
  box('12', '影像与活动资料', ['照片', '录像', '简报', '先锋岗'], 'D10', 8),
]

const eightNames = ['上级文件、计划总结与制度', '组织班子与党员名册', '三会一课记录', '主题党日与党员学习', '组织生活会与评议', '承诺践诺与点评整改', '评选表彰与先进典型', '影像与活动资料'] as const

/** The twelve put together where a branch keeps eight. */
export const eightBoxes: readonly WorkingBox[] = eightNames.map((name, index) => {
  const parts = twelveBoxes.filter(({ ofEight }) => ofEight === index + 1)
  return {
    no: String(index + 1).padStart(2, '0'), name, ofEight: index + 1,
    contents: parts.flatMap(({ contents }) => contents), retention: parts[0]?.retention ?? 'D10', expected: parts.flatMap(({ expected }) => expected),
  }
})

/** 2010–2012: a branch kept the papers of the campaign in a box of their own beside the others. */
const campaignBox = box('13', '创先争优活动', [
  '实施方案、动员材料', '学习计划、学习记录', '承诺书和公示', '党性分析报告', '评议票、汇总、通报', '领导点评表', '示范岗名册', '检查通报', '推荐、公示、表彰', '典型事迹', '对标整改', '总结', '信息简报、照片', '制度汇编',
], 'D30', 8, ['创先争优实施方案', '创先争优活动总结'])

export type BoxTemplate = { readonly id: 'twelve' | 'eight' | 'campaign'; readonly name: string; readonly boxes: readonly WorkingBox[] }
export const boxTemplates: readonly BoxTemplate[] = [
  { id: 'twelve', name: '十二盒', boxes: twelveBoxes },
  { id: 'eight', name: '八盒', boxes: eightBoxes },
  { id: 'campaign', name: '十二盒，另加创先争优专盒', boxes: [...twelveBoxes, campaignBox] },
]
