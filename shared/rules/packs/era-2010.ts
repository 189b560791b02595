import { rulePackSchema, type Certainty, type Cited, type RulePack } from '../pack'
import { current } from './current'

/*
 * 2010–2012, the years of 创先争优: three grades, five steps, and the papers of GB/T 9704—1999.
 *
 * - 中办发〔2010〕12号: the campaign, 五个好 and 五带头
 * - 《关于建立民主评议党员制度的意见》（1988）: five steps, three grades
 * - DA/T 22—2000, superseded by DA/T 22—2015; what is filed today is filed by the latter
 */
function says<T>(certainty: Certainty, source: string, value: T): Cited<T> {
  return { value, source, certainty }
}

const campaign = '中办发〔2010〕12号'
const reviewRules = '《关于建立民主评议党员制度的意见》（1988）'
const habit = '当时的通行做法，没有查到统一规定'
const layoutStandard = 'GB/T 9704—1999《国家行政机关公文格式》'

const source: RulePack = {
  ...current,
  id: 'era2010',
  version: 1,
  era: { from: '2010-04', to: '2012-11' },
  title: '创先争优活动（2010—2012）',
  note: '三个等次，五个步骤，旧公文格式。补录那几年的材料用这一套。',
  standards: {
    branch: says('rule', campaign, ['领导班子好', '党员队伍好', '工作机制好', '工作业绩好', '群众反映好']),
    member: says('rule', campaign, ['带头学习提高', '带头争创佳绩', '带头服务群众', '带头遵纪守法', '带头弘扬正气']),
  },
  organisation: {
    committeeFrom: says('custom', habit, 7),
    fewestFullMembers: says('custom', habit, 3),
    mostMembers: says('custom', habit, 50),
    mostUnits: says('custom', habit, 5),
  },
  pledge: {
    itemTypes: says('local', '各地活动方案', ['共性', '岗位', '实事']),
    branchThemes: says('local', '各地活动方案', ['创先目标', '重点任务', '时间进度', '具体措施']),
    memberThemes: says('local', '各地活动方案', ['学习', '工作', '自律', '服务']),
    mandatory: says('local', '各地活动方案', ['text', 'due', 'responsible']),
    reviewedBy: says('local', '各地活动方案', { branch: '上级党组织', member: '支委会' }),
  },
  review: {
    ...current.review,
    frequency: says('rule', reviewRules, '一般每年一次'),
    grades: says('local', `${reviewRules}；三个等次依各地办法`, [
      { id: 'excellent', name: '优秀' },
      { id: 'qualified', name: '合格' },
      { id: 'unqualified', name: '不合格' },
    ]),
    excellentCap: says('custom', '没有查到当时的统一比例；上级定过的，在设置里写上', null),
    approvedAbove: says('local', '各地办法：优秀和不合格报上级党组织审批', ['excellent', 'unqualified']),
    probationaryGraded: says('local', '各地办法：预备党员不评优秀', false),
    pollQuorum: says('custom', '没有查到当时的统一规定，按过半掌握', { share: { numerator: 1, denominator: 2 }, inclusive: true, base: 'dueLessExempt' }),
    meetingQuorum: says('custom', habit, { share: { numerator: 1, denominator: 2 }, inclusive: false, base: 'votingDue' }),
    meetingPass: says('custom', habit, { share: { numerator: 1, denominator: 2 }, inclusive: false, base: 'votingDue' }),
    correctWithin: says('custom', '没有查到当时的统一期限，参照后来的一年掌握', 12),
    steps: says('rule', reviewRules, [
      { id: 'study', name: '学习教育' },
      { id: 'self', name: '自我评价' },
      { id: 'count', name: '民主评议' },
      { id: 'verdict', name: '组织考察' },
      { id: 'feedback', name: '表彰和处理' },
    ]),
  },
  layout: {
    subjectWords: says('rule', layoutStandard, true),
    chineseDates: says('rule', layoutStandard, true),
    signatureAndPageNumber: says('rule', layoutStandard, false),
    ruleUnderEach: says('rule', layoutStandard, true),
  },
}

/** `era2010@1`. */
export const era2010: RulePack = rulePackSchema.parse(source)
