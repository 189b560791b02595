import { para, signCorner, table, title } from '#shared/paper/blocks'
import { form } from '#shared/paper/presets'
import { gridRow, gridWidths, handForm, writingRow } from './hand-form'

/**
 * 领导点评表 (D§6): one a member every half-year: achievements, problems, direction; the last row is left open and written at the year's end.
 * Fields: the branch and the year; everything else is said at the meeting and written by hand.
 */
const names = {
  organisation: '所在党组织', year: '年度', commented: '被点评人', post: '党内职务', commentator: '点评人', commentatorPost: '点评人职务', on: '点评时间', place: '地点场合', way: '点评方式',
  activity: '参加活动', work: '立足岗位', pledge: '承诺践诺', service: '联系群众', achievements: '主要成绩', problems: '存在问题', direction: '努力方向', answer: '被点评人\n表态', measures: '整改措施', outcome: '整改落实\n（年末填）',
} as const

export const superiorComment = handForm({
  kind: 'superiorComment', name: '领导点评表', names,
  known: ({ organisation, year }) => ({ organisation: organisation.name, year: `${year}年度`, way: '☐会议　☐现场　☐个别谈话' }),
  layout: (field) => form({
    title: `${field.year}领导点评表`,
    author: field.organisation,
    blocks: [
      title('党员创先争优活动领导点评表', { subtitle: `${field.year}　☐上半年　☐下半年` }),
      para(`${names.organisation}：${field.organisation}`),
      table({
        widths: gridWidths(),
        rows: [
          gridRow(names, field, ['commented', 'post', 'on']),
          gridRow(names, field, ['commentator', 'commentatorPost', 'place']),
          gridRow(names, field, ['way']),
          gridRow(names, field, ['activity', 'work'], 12),
          gridRow(names, field, ['pledge', 'service'], 12),
          writingRow(names.achievements, field.achievements, 22),
          writingRow(names.problems, field.problems, 22),
          writingRow(names.direction, field.direction, 18, signCorner.map((line) => `点评人${line}`).slice(0, 1).concat(signCorner[1] ?? '')),
          writingRow(names.answer, field.answer, 26, signCorner),
          writingRow(names.measures, field.measures, 22),
          writingRow(names.outcome, field.outcome, 26, ['点评人确认签名：　　　　', '年　　月　　日']),
        ],
      }),
    ],
  }),
})
