import { rulePackSchema, type Certainty, type Cited, type RulePack } from '../pack'
import { ballotRules } from '../ballot-rules'
import { massReviewRules } from '../mass-review-rules'
import { twelveBoxes } from './working-boxes'

/*
 * Rules in force, as of the autumn of 2026, by name and number. What no regulation fixes says so and is marked `local` or `custom`.
 *
 * - 《中国共产党支部工作条例（试行）》（2018）: size and committee; 第十一条 quorum and vote
 * - 《中国共产党党员教育管理工作条例》（2019）: 第十七、十八条 组织生活会 and 民主评议, 第二十二条 承诺践诺
 * - DA/T 22—2015《归档文件整理规则》
 * - GB/T 9704—2012《党政机关公文格式》
 */
function says<T>(certainty: Certainty, source: string, value: T): Cited<T> {
  return { value, source, certainty }
}

const branchRules = '《中国共产党支部工作条例（试行）》'
const memberRules = '《中国共产党党员教育管理工作条例》'
const yearlyNotice = '中央组织部关于召开组织生活会和开展民主评议党员的年度通知（据转载，用前请核对原文）'
const habit = '通行做法，没有查到统一规定'
const schedule = '通行做法；以本单位经批准的归档范围和保管期限表为准（国家档案局令第8号）'
const layoutStandard = 'GB/T 9704—2012《党政机关公文格式》'

const source: RulePack = {
  id: 'current',
  version: 1,
  era: { from: '2019', to: null },
  title: '现行规定',
  note: '四个等次。上级另有要求的，在设置里改，并写明依据。',
  standards: {
    branch: says('custom', habit, ['领导班子好', '党员队伍好', '工作机制好', '工作业绩好', '群众反映好']),
    member: says('custom', habit, ['带头学习提高', '带头争创佳绩', '带头服务群众', '带头遵纪守法', '带头弘扬正气']),
  },
  organisation: {
    committeeFrom: says('rule', branchRules, 7),
    fewestFullMembers: says('rule', branchRules, 3),
    mostMembers: says('rule', branchRules, 50),
    mostUnits: says('rule', branchRules, 5),
  },
  pledge: {
    itemTypes: says('custom', habit, ['共性', '岗位', '实事']),
    branchThemes: says('custom', habit, ['推动发展', '维护稳定', '办实事', '自身建设']),
    memberThemes: says('custom', `${habit}；承诺践诺见${memberRules}第二十二条`, ['学习', '工作', '自律', '服务']),
    mandatory: says('custom', habit, ['text', 'due', 'responsible']),
    reviewedBy: says('custom', habit, { branch: '上级党组织', member: '支委会' }),
  },
  analysis: {
    parts: says('custom', habit, [
      { id: 'opening', name: '基本情况', hint: '入党时间、现在做什么、这一段学了什么，简短几句' },
      { id: 'problems', name: '存在的问题与不足', hint: '对照党员义务、岗位职责和征求到的意见，说自己的，不说别人的' },
      { id: 'causes', name: '原因剖析', hint: '从思想和党性上找' },
      { id: 'measures', name: '努力方向和整改措施', hint: '做什么、到什么时候、谁来看' },
    ]),
    length: says('custom', '建议，没有查到统一规定', { few: 800, low: 1500, high: 2500, many: 4000 }),
  },
  review: {
    frequency: says('rule', `${memberRules}第十八条`, '一般每年一次，可以和组织生活会一起开'),
    grades: says('local', yearlyNotice, [
      { id: 'excellent', name: '优秀' },
      { id: 'qualified', name: '合格' },
      { id: 'basic', name: '基本合格' },
      { id: 'unqualified', name: '不合格' },
    ]),
    excellentCap: says('local', yearlyNotice, { share: { numerator: 1, denominator: 3 }, of: 'fullMembers', rounding: 'floor', soft: true }),
    approvedAbove: says('custom', '没有查到要报批的规定', []),
    probationaryGraded: says('local', yearlyNotice, false),
    pollQuorum: says('custom', '没有查到民主测评到会人数的统一规定，按过半掌握', { share: { numerator: 1, denominator: 2 }, inclusive: true, base: 'dueLessExempt' }),
    pollThin: says('local', '有的地方要求三分之二以上到会', { numerator: 2, denominator: 3 }),
    meetingQuorum: says('rule', `${branchRules}第十一条`, { share: { numerator: 1, denominator: 2 }, inclusive: true, base: 'votingDue' }),
    meetingPass: says('rule', `${branchRules}第十一条`, { share: { numerator: 1, denominator: 2 }, inclusive: false, base: 'votingDue' }),
    steps: says('rule', `${memberRules}第十八条；学习、征求意见、反馈和上报依年度通知`, [
      { id: 'study', name: '学习' },
      { id: 'talks', name: '征求意见、谈心' },
      { id: 'problems', name: '查摆问题' },
      { id: 'meeting', name: '组织生活会' },
      { id: 'self', name: '自评、互评' },
      { id: 'ballots', name: '发票、收票' },
      { id: 'count', name: '计票' },
      { id: 'verdict', name: '支委会评定' },
      { id: 'feedback', name: '反馈本人' },
      { id: 'report', name: '公布、上报' },
      { id: 'rectify', name: '转入整改' },
      { id: 'archive', name: '归档' },
    ]),
    invalidRow: says('custom', habit, 'rowOnly'),
    percentOf: says('custom', `${habit}，表上注明`, 'valid'),
    exemptions: says('local', '参照党员大会可以不计入应到会人数的几种情形，须经党员大会同意并报上级', [
      { id: 'ill', name: '因病不能表达意志' },
      { id: 'abroad', name: '自费出国半年以上' },
      { id: 'sentence', name: '服刑，未受留党察看以上处分' },
      { id: 'bedridden', name: '年老体弱卧床或长期生病' },
      { id: 'away', name: '外出工作半年以上，组织关系未转' },
    ]),
    committeeScale: says('custom', habit, ['好', '较好', '一般', '差']),
    fewestShown: says('custom', '票少了看得出是谁投的，不足 5 张不单列', 5),
    ...ballotRules,
    correctWithin: says('rule', `${memberRules}第三十条`, 12),
  },
  massReview: massReviewRules,
  notice: { days: says('local', '各地 5 天、7 天不等；没有要求的按 5 个工作日', { count: 5, working: true }) },
  archive: {
    retention: {
      rosterSheet: says('local', schedule, 'Y'),
      analysisReport: says('local', schedule, 'D30'),
      branchReport: says('local', schedule, 'D30'),
      feedbackSummary: says('local', schedule, 'D30'),
      ballot: says('local', `${schedule}；填好的票封存，不在归档文件之列`, 'D10'),
      tallySheet: says('local', schedule, 'D30'),
      reviewRegister: says('local', schedule, 'D30'),
      reviewBook: says('local', schedule, 'D30'),
      branchRectification: says('local', schedule, 'D30'),
      memberRectification: says('local', schedule, 'D30'),
      reviewSlip: says('local', schedule, 'D10'),
      massResults: says('local', schedule, 'D10'),
      branchPledge: says('local', schedule, 'D10'),
      memberPledge: says('local', schedule, 'D10'),
      pledgeNotice: says('local', schedule, 'D10'),
      pledgeLedger: says('local', schedule, 'D10'),
      pledgeProgress: says('local', schedule, 'D10'),
      pledgeEvaluation: says('local', schedule, 'D10'),
      pledgeResults: says('local', schedule, 'D10'),
      other: says('custom', schedule, 'D10'),
    },
    paper: says('custom', '按 70 克、80 克 A4 纸一张约 0.1 毫米、盒板和备考表占 2 毫米估计，没有查到统一规定，装得下为准', { sheetMicrons: 100, spareMm: 2, twoSided: false }),
    workingBoxes: says('custom', '建议，没有哪份规定定死盒数', [...twelveBoxes]),
  },
  layout: {
    subjectWords: says('rule', layoutStandard, false),
    chineseDates: says('rule', layoutStandard, false),
    signatureAndPageNumber: says('rule', layoutStandard, true),
    ruleUnderEach: says('rule', layoutStandard, false),
  },
}

/** `current@1`. Built-in packs never change: what is found wrong becomes version 2. */
export const current: RulePack = rulePackSchema.parse(source)
