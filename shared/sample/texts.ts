import type { AnalysisParts } from '#shared/duties/analysis'
import type { PledgeItemInput } from '#shared/duties/pledge'

/** What the people of the sample wrote. All invented; plain words a water bureau would use, with numbers, dates and somebody served. */
export const branchItems: readonly PledgeItemInput[] = [
  { type: '实事', theme: '办实事', text: '年底前为青澜河沿岸6个村修好漏水的放水闸9处，每处修完请村里验收。', measures: '建设管理科4月底前查清漏点，按先急后缓排次序，每月通报一次进度。', due: '2026-11-30', responsible: '邵景行' },
  { type: '岗位', theme: '推动发展', text: '取水许可从受理到办结不超过12个工作日，比上年缩短3个工作日。', measures: '水资源科一次讲清要交的材料，缺件当天告知；每季度抽查10件并公布结果。', due: '2026-12-31', responsible: '秦若兰' },
  { type: '共性', theme: '自身建设', text: '支部每月开展1次主题党日，全年组织党员到联系村服务不少于6次。', measures: '年初排出日程上墙，因公误了的次月补上。', due: '2026-12-20', responsible: '顾清源' },
]

type MemberPledge = { readonly name: string; readonly items: readonly PledgeItemInput[]; readonly inWriting?: boolean }
export const memberItems: readonly MemberPledge[] = [
  {
    name: '石惊涛',
    items: [
      { type: '岗位', theme: '工作', text: '汛期每周巡河2次，4月至9月巡河不少于48次，发现乱占乱倒3天内处理。', measures: '每次记巡河日志，拍处理前后的情况备查。', due: '2026-09-30', responsible: '石惊涛' },
      { type: '实事', text: '帮青石渡村17户补齐河堤护栏用地的手续。', measures: '上门收材料，6月底前办完。', due: '2026-06-30', responsible: '石惊涛' },
    ],
  },
  {
    name: '方知夏',
    items: [
      { type: '岗位', text: '8月底前编完2027年小型水库除险加固计划，涉及水库11座，初稿先征求乡镇意见。', measures: '5月前跑完现场，一库一表。', due: '2026-08-31', responsible: '方知夏' },
      { type: '共性', theme: '学习', text: '全年学习不少于32学时，给支部讲1次水利规划的常识课。', measures: '每季度末自查学时，误了的当季补。', due: '2026-12-15', responsible: '方知夏' },
    ],
  },
  {
    name: '许朝阳',
    items: [
      { type: '岗位', text: '供水热线转来的停水投诉2小时内到场，全年满意率不低于95%。', measures: '与自来水公司排值班表，回访每一件。', due: '2026-12-31', responsible: '许朝阳' },
      { type: '实事', text: '给后山片23户装一户一表，10月底前通水。', measures: '分三批施工，每批完工请住户签字。', due: '2026-10-31', responsible: '许朝阳' },
    ],
  },
  {
    name: '江月白',
    inWriting: true,
    items: [{ type: '岗位', text: '汛期每天8时前报出水情，4月至9月迟报不超过2次。', measures: '驻站期间与值班室对表，误报漏报当天补正。', due: '2026-09-30', responsible: '江月白' }],
  },
  {
    name: '白露',
    items: [{ type: '岗位', text: '3月底前把全局干部的工龄核对一遍，差错当月改完。', measures: '逐人与档案核对，本人签字确认。', due: '2026-03-31', responsible: '白露' }],
  },
]

/** As it was first handed in: returned, because nobody could have said whether it was done. */
export const returnedItem = { name: '许朝阳', index: 1, text: '努力解决后山片群众吃水难问题。', reason: '写明多少户、到什么时候通水。' } as const
/** Changed after it was published: two households more. The sheet got a second edition. */
export const amendedItem = { name: '许朝阳', index: 1, text: '给后山片25户装一户一表，10月底前通水。' } as const

export const reports: readonly { readonly name: string; readonly parts: AnalysisParts }[] = [
  {
    name: '石惊涛',
    parts: {
      opening: '我1999年12月入党，2018年起任河道管理科科长，现任支部纪检委员。今年参加集中学习11次、41学时，带队巡河52次。会前支部为我征求到意见3条，顾清源同志和我谈话1次。现对照党员义务和岗位职责，把检查出来的问题和打算报告如下。',
      problems: '1. 处理乱占河道手软。青石渡村口的砂石料堆5月就发现了，碍于熟人情面，拖到7月18日才下通知，村民两次打电话来问。\n2. 巡河日志补记多。查4月至9月的日志，52次里有9次是月底一起补的，有的天气都记错了。\n3. 带年轻人少。科里两名新同志来了一年，我只带他们跑过3次现场，水政执法的文书还是我一个人写。',
      causes: '砂石料堆拖了两个月，说到底是怕得罪人，把人情放在了规矩前面，忘了河道是大家的河道。日志补记，是觉得巡了就行、记不记无所谓，没有把记录当成对后来人负责的事。不带年轻人，是图省事，总想着自己写快一些，没有想过科里的担子早晚要交出去。',
      measures: '1. 凡发现乱占乱倒，当天登记，3天内下通知，每月5日前把办理情况贴在科室门口，由秦若兰同志监督，从2027年1月起执行。\n2. 巡河日志当天写完，每周五下班前由值班员核对一次；2026年12月底前把补记的9次注明。\n3. 2027年上半年带两名新同志各跑现场不少于10次，6月底前让他们各独立办结1件执法案。',
    },
  },
  {
    name: '白露',
    parts: {
      opening: '我2011年6月入党，现任人事科副科长、支部宣传委员。今年参加集中学习12次、46学时，写支部简报8期。会前支部为我征求到意见2条。',
      problems: '1. 简报写得慢。主题党日办完十天半月才登出来，等大家看到时已经凉了。\n2. 到联系村少。全年只去过2次，都是跟着大队去，没有单独走访过一户。',
      causes: '简报慢，是总想写得漂亮，反复改标题，没有想着看的人要的是快和实。下村少，是把人事科的事当作全部，觉得联系群众是业务科室的事，宗旨意识淡了。',
      measures: '1. 从2027年1月起，主题党日结束后3个工作日内出简报，顾清源同志审。\n2. 2027年每季度单独走访联系村4户，走访记录年底交支部。',
    },
  },
]

export const selfSummaries: Readonly<Record<string, string>> = {
  顾清源: '带班子开会12次，承诺的3件事办成2件，下村服务还差1次。对年轻党员谈得少。',
  秦若兰: '取水许可平均11个工作日办结。对窗口人员要求严，耐心不够。',
  石惊涛: '巡河52次，处理乱占6起。5月那处砂石料堆拖了两个月，教训要记住。',
  方知夏: '11座水库跑完了现场，计划按时交稿。讲课讲得不够活。',
  许朝阳: '热线投诉都到了场，有2次超过2小时。',
}
