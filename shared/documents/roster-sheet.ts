import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import { asOf } from '#shared/duties/roster'
import { cell, para, table, title } from '#shared/paper/blocks'
import { form, formWidth } from '#shared/paper/presets'
import { formatDate } from '#shared/text/partial-date'
import type { DocumentDefinition } from './document'

/**
 * 党员花名册 as of one day (D§11.1): who belonged to the branch on that day, in the roster's order. No ID number, no address:
 * what leaves the office names only what the sheet needs.
 */
export type RosterSheetFacts = { readonly organisation: Organisation; readonly members: readonly Member[]; readonly day: string }
type Row = { readonly name: string; readonly gender: string; readonly ethnicity: string; readonly birth: string; readonly education: string; readonly joined: string; readonly becameFull: string; readonly grade: string; readonly post: string; readonly job: string; readonly group: string }
type Fields = { readonly organisation: string; readonly day: string; readonly full: number; readonly probationary: number; readonly rows: readonly Row[] }

const month = (date: string | null) => (date === null ? '' : formatDate(date, 'month'))

function fields({ organisation, members, day }: RosterSheetFacts): Fields {
  const groups = new Map(organisation.groups.map((group) => [group.id, group.name]))
  const here = [...members].sort((a, b) => a.order - b.order).map((member) => ({ member, then: asOf(member, day) })).filter(({ then }) => then.active)
  return {
    organisation: organisation.name,
    day: formatDate(day, 'paper'),
    full: here.filter(({ then }) => then.grade === 'full').length,
    probationary: here.filter(({ then }) => then.grade === 'probationary').length,
    rows: here.map(({ member, then }) => ({
      name: member.name, gender: member.gender, ethnicity: member.ethnicity, birth: month(member.birth), education: member.education,
      joined: month(member.joined), becameFull: month(member.becameFull), grade: then.grade === 'probationary' ? '预备' : '正式',
      post: then.posts.join('、'), job: member.jobTitle, group: then.groupId === null ? '' : (groups.get(then.groupId) ?? ''),
    })),
  }
}

function layout(field: Fields) {
  const widths = [12, 22, 11, 14, 24, 26, 24, 24, 14, 30, 44, 24]
  const scale = formWidth({ landscape: true }) / widths.reduce((all, width) => all + width, 0)
  return form({
    title: `党员花名册（${field.day}）`,
    author: field.organisation,
    landscape: true,
    pageNumber: 'outer',
    blocks: [
      title('党员花名册'),
      para(`党组织：${field.organisation}　　截至${field.day}　　共${field.full + field.probationary}人，其中正式党员${field.full}人、预备党员${field.probationary}人`),
      table({
        widths: widths.map((width) => width * scale),
        headRows: 1,
        size: 10.5,
        rows: [
          ['序号', '姓名', '性别', '民族', '出生年月', '学历', '入党时间', '转正时间', '类别', '党内职务', '单位及职务', '党小组'].map((text) => cell(text, { align: 'center', face: '黑体' })),
          ...(field.rows.length === 0
            ? Array.from({ length: 15 }, () => ({ height: 9, cells: widths.map(() => '') }))
            : field.rows.map((row, index) => ({
                height: 8,
                cells: [String(index + 1), row.name, row.gender, row.ethnicity, row.birth, row.education, row.joined, row.becameFull, row.grade, row.post, row.job, row.group].map((text) => cell(text, { align: 'center' })),
              }))),
        ],
      }),
    ],
  })
}

export const rosterSheet: DocumentDefinition<RosterSheetFacts, Fields> = { kind: 'rosterSheet', name: '党员花名册', fields, layout }
