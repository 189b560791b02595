import { cell, para, sealCorner, table, title, type RowInput } from '#shared/paper/blocks'
import { form, formWidth } from '#shared/paper/presets'
import { rosterCounts } from '#shared/duties/roster'
import { figure, gridRow, gridWidths, handForm, rosterOf, roomFor, writingRow } from './hand-form'
import { blankRows, centred, fill, headCells, paperMonth } from './sheet'

/**
 * 推荐审批表 of the three awards and 评分表 (D§10.1). Two sides: who is recommended and why; then the opinions from the branch upward, each with its seal's room.
 * Fields: the branch, its superior, its strength on the day, who leads it and since when; the candidate is written by hand.
 */
const opinions = { branch: '党支部意见', consulted: '征求意见\n情况', publicNotice: '公示情况', committee: '基层党委\n意见', approval: '审批机关\n意见' } as const
const personNames = {
  organisation: '推荐单位', year: '年度', person: '姓名', gender: '性别', ethnicity: '民族', nativePlace: '籍贯', birth: '出生年月', joined: '入党时间', startedWork: '参加工作\n时间', education: '学历学位', phone: '联系电话',
  post: '单位及职务', partyPost: '党内职务', partyYears: '从事党务\n工作年限', career: '简历', record: '奖惩情况', grades: '近三年民主\n评议等次', deeds: '主要事迹', ...opinions,
} as const

const voteLine = '应到会有表决权党员　　人，实到　　人，赞成　　人。'

function opinionRows(field: Readonly<Record<keyof typeof opinions, string>>): RowInput[] {
  return [
    writingRow(opinions.branch, field.branch, 56, ['书记签名：　　　　', ...sealCorner]),
    writingRow(opinions.consulted, field.consulted, 24),
    writingRow(opinions.publicNotice, field.publicNotice, 20),
    writingRow(opinions.committee, field.committee, 56, sealCorner),
    writingRow(opinions.approval, field.approval, 56, sealCorner),
  ]
}

function personForm(kind: string, award: string, partyWorker: boolean) {
  const heading = `${award}推荐审批表`
  return handForm({
    kind, name: heading, names: personNames,
    known: ({ organisation, year }) => ({ organisation: organisation.name, year: `${year}年度`, branch: voteLine, publicNotice: '公示时间：　　月　　日至　　月　　日　　地点：\n公示结果：' }),
    layout: (field) => form({
      title: `${field.year}${heading}`,
      author: field.organisation,
      blocks: [
        title(heading, { subtitle: field.year }),
        para(`${personNames.organisation}：${field.organisation}`),
        table({
          widths: gridWidths(),
          rows: [
            gridRow(personNames, field, ['person', 'gender', 'ethnicity']),
            gridRow(personNames, field, ['nativePlace', 'birth', 'education']),
            gridRow(personNames, field, ['joined', 'startedWork', 'phone'], 12),
            partyWorker ? gridRow(personNames, field, ['post', 'partyPost', 'partyYears'], 12) : gridRow(personNames, field, ['post', 'partyPost'], 12),
            writingRow(personNames.career, field.career, 38),
            writingRow(personNames.record, field.record, 24),
            gridRow(personNames, field, ['grades'], 13),
            writingRow(personNames.deeds, field.deeds, 80),
            ...opinionRows(field),
          ],
        }),
      ],
    }),
  })
}

export const excellentMember = personForm('excellentMember', '优秀共产党员', false)
export const excellentWorker = personForm('excellentWorker', '优秀党务工作者', true)

const branchNames = {
  organisation: '党组织名称', superior: '上级党组织', year: '年度', sector: '类别', founded: '成立时间', secretary: '书记', full: '正式党员数', probationary: '预备党员数', committee: '支委人数', elected: '换届时间', contact: '联系人', phone: '联系电话', awards: '获奖情况',
  standards: '五个好\n自查', deeds: '主要事迹', consulted: '征求意见\n情况', publicNotice: '公示情况', committeeOpinion: '上级党组织\n意见', approval: '审批机关\n意见',
} as const
const branchStandards = ['领导班子好', '党员队伍好', '工作机制好', '工作业绩好', '群众反映好'] as const

export const advancedBranch = handForm({
  kind: 'advancedBranch', name: '先进基层党组织推荐审批表', names: branchNames,
  known: (facts) => {
    const { organisation, members, day, year } = facts
    const counts = rosterCounts(members, day)
    const posted = rosterOf(facts).filter(({ then }) => then.posts.some((post) => post !== '党小组长'))
    return {
      organisation: organisation.name, superior: organisation.superior, year: `${year}年度`, sector: organisation.sector, founded: paperMonth(organisation.founded),
      secretary: posted.find(({ then }) => then.posts.includes('书记'))?.member.name ?? '', full: figure(counts.full), probationary: counts.total === 0 ? '' : String(counts.probationary),
      committee: figure(posted.length), elected: paperMonth(organisation.terms.at(-1)?.elected ?? null), phone: organisation.telephone,
      standards: branchStandards.map((text) => `${text}：`).join('\n'), publicNotice: '公示时间：　　月　　日至　　月　　日　　地点：\n公示结果：',
    }
  },
  layout: (field) => form({
    title: `${field.year}先进基层党组织推荐审批表`,
    author: field.organisation,
    blocks: [
      title('先进基层党组织推荐审批表', { subtitle: field.year }),
      table({
        widths: gridWidths(),
        rows: [
          gridRow(branchNames, field, ['organisation']),
          gridRow(branchNames, field, ['superior']),
          gridRow(branchNames, field, ['sector', 'founded', 'secretary']),
          gridRow(branchNames, field, ['full', 'probationary', 'committee']),
          gridRow(branchNames, field, ['elected', 'contact', 'phone'], 12),
          writingRow(branchNames.awards, field.awards, 30),
          writingRow(branchNames.standards, field.standards, 50),
          writingRow(branchNames.deeds, field.deeds, 80),
          writingRow(branchNames.consulted, field.consulted, 35),
          writingRow(branchNames.publicNotice, field.publicNotice, 25),
          writingRow(branchNames.committeeOpinion, field.committeeOpinion, 75, sealCorner),
          writingRow(branchNames.approval, field.approval, 75, sealCorner),
        ],
      }),
    ],
  }),
})

const scoreNames = { organisation: '党组织', year: '年度', candidate: '被评对象', standards: '评分标准' } as const
const memberStandards = ['带头学习提高', '带头争创佳绩', '带头服务群众', '带头遵纪守法', '带头弘扬正气'] as const

/** The points of each line are the superior's to set: they are left open. */
export const scoreSheet = handForm({
  kind: 'scoreSheet', name: '评选先进评分表', names: scoreNames,
  known: ({ organisation, year }) => ({ organisation: organisation.name, year: `${year}年度`, standards: memberStandards.join('、') }),
  layout: (field) => form({
    title: `${field.year}评选先进评分表`,
    author: field.organisation,
    blocks: [
      title('评选先进评分表', { subtitle: field.year }),
      para(`${scoreNames.organisation}：${field.organisation}　　${scoreNames.candidate}：${roomFor(field.candidate, '　　　　　　')}`),
      table({
        widths: fill([14, 40, 0, 20, 20, 20], formWidth()),
        headRows: 1,
        rows: [
          headCells(['序号', '评分项目', '评分依据和事实', '满分', '自评分', '核定分']),
          ...field.standards.split('、').map((text, index) => ({ height: 24, cells: [cell(String(index + 1), centred), cell(text, centred), '', '', '', ''] })),
          ...blankRows(1, 6, 20),
          { height: 12, cells: [cell('合　　计', { ...centred, face: '黑体', colSpan: 3 }), '', '', ''] },
          { height: 26, cells: [cell('评分人', { ...centred, face: '黑体', colSpan: 2 }), cell('', { colSpan: 4, corner: ['签名：　　　　', '年　　月　　日'] })] },
        ],
      }),
      para('各项满分按上级当年的评分办法填写。', { size: 10.5 }),
    ],
  }),
})
