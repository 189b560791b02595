/** What the ballots of 民主评议 ask beside the grade. No regulation words it: a superior that has its own list lays it over. */
const habit = '通行做法，没有查到统一规定'

export const ballotRules = {
  subScores: { value: ['理想信念', '组织纪律', '廉洁自律', '联系服务群众', '政治理论素质', '模范作用'], source: habit, certainty: 'custom' },
  subMarks: { value: ['好', '一般', '差'], source: habit, certainty: 'custom' },
  problemCodes: {
    value: [
      '信念动摇，听信传播谣言', '不参加组织生活、不交党费、不做分配的工作', '不守组织纪律，自由散漫', '急难险重任务往后退', '闹不团结，影响工作',
      '与群众争利，群众意见大', '越级、无理上访', '信教或参加迷信活动', '不讲社会公德、家庭美德', '工作消极，不担当',
    ],
    source: habit, certainty: 'custom',
  },
} satisfies Readonly<Record<string, { readonly value: string[]; readonly source: string; readonly certainty: 'rule' | 'local' | 'custom' }>>
