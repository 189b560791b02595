import { rosterAsOf } from '#shared/duties/roster'
import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import type { Review } from '#shared/model/review'
import { cell, para, sealCorner, table, title } from '#shared/paper/blocks'
import { form, formWidth } from '#shared/paper/presets'
import { gradeName } from '#shared/rules/review-check'
import type { DocumentDefinition, FieldNames } from './document'
import { centred, dayOrBlank, fill, headCells, opinionRow, paperDay } from './sheet'

/**
 * 民主评议党员情况上报表 (D§3.5 D): what the branch tells its superior of one review. Fields: the roster of the day, the session's list and verdicts;
 * what the books do not keep (表彰, 处置, 整改) is written by hand.
 */
export type ReviewReportFacts = { readonly organisation: Organisation; readonly review: Review; readonly members: readonly Member[] }
type Fields = {
  readonly organisation: string; readonly superior: string; readonly year: string; readonly heldOn: string
  readonly total: string; readonly full: string; readonly probationary: string; readonly present: string; readonly absent: string; readonly reasons: string; readonly decidedOn: string
  readonly grades: readonly { readonly name: string; readonly count: string }[]
}
const names: FieldNames<Fields> = {
  organisation: '党组织', superior: '上级党组织', year: '年度', heldOn: '评议日期', total: '党员总数', full: '正式党员', probationary: '预备党员', present: '参加评议', absent: '未参加', reasons: '未参加原因', decidedOn: '评定日期',
  grades: ['评定等次', { name: '等次', count: '人数' }],
}

function fields({ organisation, review, members }: ReviewReportFacts): Fields {
  const roster = rosterAsOf(members, review.heldOn ?? `${review.year}-12-31`)
  const count = (grade: 'full' | 'probationary') => (roster.length === 0 ? '' : String(roster.filter(({ then }) => then.grade === grade).length))
  const away = review.roster.filter((person) => person.attendance !== 'present')
  const held = review.counts.due > 0
  const graded = review.verdicts.some((verdict) => verdict.grade !== null)
  return {
    organisation: organisation.name, superior: organisation.superior, year: `${review.year}年度`, heldOn: paperDay(review.heldOn), decidedOn: paperDay(review.decidedOn),
    total: roster.length === 0 ? '' : String(roster.length), full: count('full'), probationary: count('probationary'), present: held ? String(review.counts.present) : '', absent: held ? String(away.length) : '',
    reasons: away.map((person) => (person.reason === '' ? person.name : `${person.name}：${person.reason}`)).join('；'),
    grades: review.grades.map((grade) => ({ name: gradeName(grade), count: graded ? String(review.verdicts.filter((verdict) => verdict.grade === grade).length) : '' })),
  }
}

function layout(field: Fields) {
  const whole = formWidth()
  const pair = (caption: string, value: string) => [cell(caption, { ...centred, face: '黑体' }), cell(value, centred)]
  const cells = [...field.grades.flatMap((grade) => pair(grade.name, grade.count)), ...pair('表　彰', ''), ...pair('限期改正', ''), ...pair('劝　退', ''), ...pair('除　名', ''), ...pair('查摆问题数', ''), ...pair('完成整改数', '')]
  // Three pairs a row; what the last row lacks is one empty cell.
  const rows = Array.from({ length: Math.ceil(cells.length / 6) }, (_, index) => cells.slice(index * 6, index * 6 + 6)).map((row) => ({ height: 13, cells: [...row, ...(row.length < 6 ? [cell('', { colSpan: 6 - row.length })] : [])] }))
  return form({
    title: `${field.year}民主评议党员情况上报表`,
    author: field.organisation,
    blocks: [
      title('民主评议党员情况上报表', { subtitle: field.year }),
      para(`填报党组织：${field.organisation}　　评议日期：${field.heldOn}`),
      para(`报：${field.superior}　　单位：人、条`),
      table({
        widths: fill([28, 0, 28, 0, 28, 0], whole),
        rows: [
          { height: 13, cells: [...pair('党员总数', field.total), ...pair('正式党员', field.full), ...pair('预备党员', field.probationary)] },
          { height: 13, cells: [...pair('参加评议', field.present), ...pair('未参加', field.absent), cell('', { colSpan: 2 })] },
          { height: 20, cells: [...headCells(['未参加\n原　因']), cell(field.reasons, { colSpan: 5 })] },
          ...rows,
          { height: 40, cells: [...headCells(['需要说明\n的情况']), cell('', { colSpan: 5 })] },
          opinionRow({ label: '党支部', text: '', width: whole - 28, spans: [1, 5], height: 58, corner: ['书记签名：　　　　', sealCorner[0] ?? '', dayOrBlank(field.decidedOn)] }),
        ],
      }),
      para('填表人：　　　　　　　　联系电话：', { size: 10.5 }),
    ],
  })
}

export const reviewReport: DocumentDefinition<ReviewReportFacts, Fields> = { kind: 'reviewReport', name: '民主评议党员情况上报表', fields, names, layout }
