import type { BuiltInScheme, BuiltInTask, TaskDuty } from './built-in'

/*
 * A branch's ordinary year today. 《中国共产党支部工作条例（试行）》: 党员大会 once a quarter, 支委会 and 党小组会 once a month, 主题党日 on a fixed
 * day each month. 《中国共产党党员教育管理工作条例》第十七、十八条: 组织生活会 at least, 民主评议 generally once a year; 第二十二条: 承诺践诺.
 * The half-yearly comment and the months are habit. 归档 in the first half of the year after.
 */
export function ordinaryYear(year: number): BuiltInScheme {
  const on = (month: number, day?: number) => `${year}-${String(month).padStart(2, '0')}${day === undefined ? '' : `-${String(day).padStart(2, '0')}`}`
  const task = (title: string, detail: string, duty: TaskDuty, due: string | null = null): BuiltInTask => ({ title, detail, duty, due })
  const assembly = (quarter: number) => task(`第${['一', '二', '三', '四'][quarter - 1] ?? ''}季度党员大会`, '一般每季度一次，记好应到、实到、请假和表决。', 'meeting', on(quarter * 3))
  return {
    id: 'ordinary-year',
    version: 1,
    title: `${year}年度支部工作安排`,
    issuer: '',
    issuedOn: null,
    docNo: '',
    purpose: '年初承诺，年中点评，年末评议，事后归档；三会一课和主题党日按月按季开。',
    branchStandard: ['领导班子好', '党员队伍好', '工作机制好', '工作业绩好', '群众反映好'],
    memberStandard: ['带头学习提高', '带头争创佳绩', '带头服务群众', '带头遵纪守法', '带头弘扬正气'],
    stages: [
      {
        name: '年初承诺', from: on(1), to: on(3),
        tasks: [
          task('定全年计划', '工作要点、三会一课和主题党日的日子。', 'scheme', on(1)),
          task('核对党员名册', '转入转出、预备期、流动党员、届满日期。', 'roster', on(1)),
          task('提诺、审诺', '支部和党员各写承诺事项，写明措施、时限、责任人，支委会逐条看。', 'pledge', on(2)),
          task('公诺', '上公开栏，留监督电话。', 'pledge', on(3)),
          assembly(1),
        ],
      },
      {
        name: '半年点评', from: on(4), to: on(7),
        tasks: [assembly(2), task('践诺记半年账', '每条承诺记一笔进展。', 'pledge', on(6)), task('七一前后讲党课', '书记讲一次党课。', 'study', on(7, 1)), task('半年点评', '对每个党员说成绩、说问题、说方向。', 'superiorComment', on(7))],
      },
      {
        name: '下半年推进', from: on(8), to: on(10),
        tasks: [assembly(3), task('整改回头看', '点评和上年评议指出的问题，逐条看改了没有。', 'rectification', on(9)), task('查学时', '党员每年不少于 32 学时。', 'study', on(10))],
      },
      {
        name: '年末评议', from: on(11), to: on(12),
        tasks: [
          task('征求意见、谈心谈话', '支委之间、支委和党员、党员之间都要谈到。', 'meeting', on(11)),
          task('党性分析', '每人写一份，先交支部看。', 'analysisReport', on(11)),
          task('组织生活会', '查问题，批评和自我批评。', 'meeting', on(12)),
          task('民主评议党员', '自评、互评、测评，支委会结合平时表现定等次，反馈本人。', 'democraticReview', on(12)),
          task('评诺、销号', '承诺办没办成，说给群众听；没办成的写明原因。', 'pledge', on(12)),
          assembly(4),
        ],
      },
      {
        name: '整改归档', from: `${year + 1}-01`, to: `${year + 1}-06`,
        tasks: [
          task('列整改清单', '评议指出的问题写进台账，到期销号。', 'rectification', `${year + 1}-01`),
          task('半年点评', '年末点评一次，记入点评表。', 'superiorComment', `${year + 1}-01`),
          task('归档', '上年材料分年度、保管期限编件号，装盒上架。', 'archive', `${year + 1}-06`),
        ],
      },
    ],
  }
}
