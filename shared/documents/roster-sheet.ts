import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import { rosterAsOf } from '#shared/duties/roster'
import { cell, para, table, title } from '#shared/paper/blocks'
import { formWidth } from '#shared/paper/presets'
import { formatDate } from '#shared/text/partial-date'
import type { DocumentDefinition, FieldNames } from './document'
import { fittedForm } from './fit'
import { blankRows, centred, fill, headCells, paperMonth, unitAndPost } from './sheet'

/**
 * 党员花名册 as of one day (D§11.1): who belonged to the branch on that day, in the roster's order. No ID number, no address:
 * what leaves the office names only what the sheet needs.
 */
export type RosterSheetFacts = { readonly organisation: Organisation; readonly members: readonly Member[]; readonly day: string }
type Row = { readonly name: string; readonly gender: string; readonly ethnicity: string; readonly birth: string; readonly education: string; readonly joined: string; readonly becameFull: string; readonly grade: string; readonly post: string; readonly job: string; readonly group: string }
type Fields = { readonly organisation: string; readonly day: string; readonly full: number; readonly probationary: number; readonly rows: readonly Row[] }

function fields({ organisation, members, day }: RosterSheetFacts): Fields {
  const groups = new Map(organisation.groups.map((group) => [group.id, group.name]))
  const here = rosterAsOf(members, day)
  return {
    organisation: organisation.name,
    day: formatDate(day, 'paper'),
    full: here.filter(({ then }) => then.grade === 'full').length,
    probationary: here.filter(({ then }) => then.grade === 'probationary').length,
    rows: here.map(({ member, then }) => ({
      name: member.name, gender: member.gender, ethnicity: member.ethnicity, birth: paperMonth(member.birth), education: member.education,
      joined: paperMonth(member.joined), becameFull: paperMonth(member.becameFull), grade: then.grade === 'probationary' ? '预备' : '正式',
      post: then.posts.join('、'), job: unitAndPost(member), group: then.groupId === null ? '' : (groups.get(then.groupId) ?? ''),
    })),
  }
}

function layout(field: Fields) {
  const widths = fill([11, 21, 11, 15, 24, 25, 24, 24, 12, 24, 0, 31], formWidth({ landscape: true }))
  const count = (people: number) => (field.rows.length === 0 ? '　　' : String(people))
  return fittedForm(({ size, row }) => ({
    title: `党员花名册（${field.day}）`,
    author: field.organisation,
    landscape: true,
    pageNumber: 'outer',
    blocks: [
      title('党员花名册'),
      para(`党组织：${field.organisation}　　截至${field.day}　　共${count(field.full + field.probationary)}人，其中正式党员${count(field.full)}人、预备党员${count(field.probationary)}人`, { align: 'left' }),
      table({
        widths,
        headRows: 1,
        size,
        rows: [
          headCells(['序号', '姓名', '性别', '民族', '出生年月', '学历', '入党时间', '转正时间', '类别', '党内职务', '单位及职务', '党小组']),
          ...(field.rows.length === 0
            ? blankRows(14, widths.length, 9)
            : field.rows.map((one, index) => ({
                height: row,
                cells: [String(index + 1), one.name, one.gender, one.ethnicity, one.birth, one.education, one.joined, one.becameFull, one.grade, one.post, one.job, one.group].map((text) => cell(text, centred)),
              }))),
        ],
      }),
    ],
  }), { largest: 10.5 })
}

const names: FieldNames<Fields> = {
  organisation: '党组织', day: '截至日期', full: '正式党员数', probationary: '预备党员数',
  rows: ['党员', { name: '姓名', gender: '性别', ethnicity: '民族', birth: '出生年月', education: '学历', joined: '入党时间', becameFull: '转正时间', grade: '类别', post: '党内职务', job: '单位及职务', group: '党小组' }],
}

export const rosterSheet: DocumentDefinition<RosterSheetFacts, Fields> = { kind: 'rosterSheet', name: '党员花名册', fields, names, layout }
