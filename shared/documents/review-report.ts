import type { Handling } from '#shared/model/handling'
import type { Organisation } from '#shared/model/organisation'
import type { Rectification } from '#shared/model/rectification'
import type { Review } from '#shared/model/review'
import { cell, para, sealCorner, table, title } from '#shared/paper/blocks'
import { form, formWidth } from '#shared/paper/presets'
import { gradeName } from '#shared/rules/review-check'
import type { DocumentDefinition, FieldNames } from './document'
import { absenceWords } from './review-results'
import { centred, dayOrBlank, fill, headCells, headLines, opinionRow, paperDay } from './sheet'

/**
 * 民主评议党员情况上报表 (D§3.5 D): what the branch tells its superior of one review. Fields: the session's own list, attendance and verdicts, so that
 * every pair agrees whatever the roster has become since; 处置 and 整改 where the books keep them; 表彰 is written by hand.
 */
export type ReviewReportFacts = { readonly organisation: Organisation; readonly review: Review; readonly handlings?: readonly Handling[]; readonly rectifications?: readonly Rectification[] }
type Fields = {
  readonly organisation: string; readonly superior: string; readonly year: string; readonly heldOn: string
  readonly total: string; readonly full: string; readonly probationary: string; readonly present: string; readonly absent: string; readonly reasons: string; readonly graded: string; readonly decidedOn: string
  readonly correcting: string; readonly persuaded: string; readonly removed: string; readonly problems: string; readonly mended: string
  readonly grades: readonly { readonly name: string; readonly count: string }[]
}
const names: FieldNames<Fields> = {
  organisation: '党组织', superior: '上级党组织', year: '年度', heldOn: '评议日期', total: '党员总数', full: '正式党员', probationary: '预备党员', present: '参加评议', absent: '未参加', reasons: '未参加原因', graded: '评定等次人数', decidedOn: '评定日期', correcting: '限期改正', persuaded: '劝退', removed: '除名', problems: '查摆问题数', mended: '完成整改数',
  grades: ['评定等次', { name: '等次', count: '人数' }],
}

function fields({ organisation, review, handlings, rectifications }: ReviewReportFacts): Fields {
  const handled = handlings?.filter((one) => one.reviewId === review.id)
  const decided = (outcome: 'persuaded' | 'removed') => (handled === undefined ? '' : String(handled.filter((one) => one.decisions.at(-1)?.outcome === outcome).length))
  // What reports of that year list as problems was found out for this review, too.
  const lines = rectifications?.filter((one) => one.year === review.year)
  const { roster } = review
  const listed = roster.length > 0
  const count = (grade: 'full' | 'probationary') => (listed ? String(roster.filter((person) => person.grade === grade).length) : '')
  const held = review.counts.due > 0
  const graded = review.verdicts.filter((verdict) => verdict.grade !== null)
  return {
    organisation: organisation.name, superior: organisation.superior, year: `${review.year}年度`, heldOn: paperDay(review.heldOn), decidedOn: paperDay(review.decidedOn),
    correcting: handled === undefined ? '' : String(handled.filter((one) => one.way === 'correct').length), persuaded: decided('persuaded'), removed: decided('removed'),
    problems: lines === undefined ? '' : String(lines.length), mended: lines === undefined ? '' : String(lines.filter((one) => one.state === 'closed').length),
    total: listed ? String(roster.length) : '', full: count('full'), probationary: count('probationary'), present: held ? String(review.counts.present) : '', absent: held ? String(review.counts.due - review.counts.present) : '',
    reasons: roster.filter((person) => person.attendance !== 'present').map((person) => `${person.name}${absenceWords(person)}`).join('；'),
    graded: graded.length > 0 ? String(graded.length) : '',
    grades: review.grades.map((grade) => ({ name: gradeName(grade), count: graded.length > 0 ? String(graded.filter((verdict) => verdict.grade === grade).length) : '' })),
  }
}

function layout(field: Fields) {
  const whole = formWidth()
  const pair = (caption: string, value: string) => [cell(caption, { ...centred, face: '黑体' }), cell(value, centred)]
  const cells = [...field.grades.flatMap((grade) => pair(grade.name, grade.count)), ...pair('表　彰', ''), ...pair('限期改正', field.correcting), ...pair('劝　退', field.persuaded), ...pair('除　名', field.removed), ...pair('查摆问题数', field.problems), ...pair('完成整改数', field.mended)]
  // Three pairs a row; what the last row lacks is one empty cell.
  const rows = Array.from({ length: Math.ceil(cells.length / 6) }, (_, index) => cells.slice(index * 6, index * 6 + 6)).map((row) => ({ height: 13, cells: [...row, ...(row.length < 6 ? [cell('', { colSpan: 6 - row.length })] : [])] }))
  return form({
    title: `${field.year}民主评议党员情况上报表`,
    author: field.organisation,
    blocks: [
      title('民主评议党员情况上报表', { subtitle: field.year }),
      ...headLines([`填报党组织：${field.organisation}`, `评议日期：${field.heldOn}`]),
      ...headLines([`报：${field.superior}`, '单位：人、条']),
      table({
        widths: fill([28, 0, 28, 0, 28, 0], whole),
        rows: [
          { height: 13, cells: [...pair('党员总数', field.total), ...pair('正式党员', field.full), ...pair('预备党员', field.probationary)] },
          { height: 13, cells: [...pair('参加评议', field.present), ...pair('未参加', field.absent), ...pair('评定等次', field.graded)] },
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
