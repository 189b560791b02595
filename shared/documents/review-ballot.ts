import type { Organisation } from '#shared/model/organisation'
import type { Review } from '#shared/model/review'
import { cell, gap, para, table, title } from '#shared/paper/blocks'
import { formWidth } from '#shared/paper/presets'
import { gradeName } from '#shared/rules/review-check'
import type { DocumentDefinition, FieldNames } from './document'
import { fittedForm } from './fit'
import { centred, fill, headCells, paperDay } from './sheet'

/**
 * 民主评议党员测评表 (D§3.5 A): one ballot, every member to be graded as a row; one for 群众代表, told apart by its heading; one with sub-scores. No voter's name, no number, no mark: all ballots are alike.
 * Probationary members take part and are not graded, so they are not rows; who is exempt is not a row either.
 */
export type BallotFacts = { readonly organisation: Organisation; readonly review: Review; readonly electors?: '党员' | '群众代表' }
type Fields = { readonly organisation: string; readonly heading: string; readonly year: string; readonly heldOn: string; readonly electors: string; readonly grades: readonly string[]; readonly names: readonly string[] }

function fields({ organisation, review, electors = '党员' }: BallotFacts): Fields {
  return {
    organisation: organisation.name,
    heading: '民主评议党员测评表',
    year: `${review.year}年度`,
    heldOn: paperDay(review.heldOn),
    electors,
    grades: review.grades.map((grade) => gradeName(grade)),
    names: review.roster.filter((person) => person.grade === 'full' && person.attendance !== 'exempt').map((person) => person.name),
  }
}

const blankNames = 15
/** More rows than this run on to a second page, which then carries its number. The same for every voter, it marks nobody. */
const onePage = 24

function layout(field: Fields) {
  // 基本合格 stands on one line at 12 pt: 4 characters and the cell's own air.
  const widths = fill([12, 28, ...field.grades.map(() => 21), 0], formWidth())
  const rows = field.names.length === 0 ? Array.from({ length: blankNames }, () => '') : field.names
  return fittedForm(({ size, row }) => ({
    title: `${field.year}${field.heading}（${field.electors}用）`,
    author: field.organisation,
    pageNumber: rows.length > onePage ? 'outer' : 'none',
    blocks: [
      title(field.heading, { subtitle: `${field.year}　${field.electors}用` }),
      para(`党组织：${field.organisation}　　日期：${field.heldOn}`),
      table({
        widths,
        headRows: 1,
        size,
        rows: [
          headCells(['序号', '姓名', ...field.grades, '存在问题']),
          ...rows.map((name, index) => ({ height: row, cells: [cell(String(index + 1), centred), cell(name, centred), ...field.grades.map(() => cell('☐', { ...centred, size: size + 2 })), cell('')] })),
        ],
      }),
      gap(0.4),
      para('填表说明：每人只选一项，在方框内打“√”。一行没有选，或选了两项以上，这一行无效，其余各行照样有效。不写姓名，不作记号。', { size: 10.5 }),
    ],
  }))
}

const subScores = ['理想信念', '组织纪律', '廉洁自律', '联系服务群众', '政治理论素质', '模范作用'] as const
const marks = ['好', '一般', '差'] as const

/** Six sides of each member in three marks, then the grade: only the grade is counted. The three boxes of a side stand in one cell. */
function scoredLayout(field: Fields) {
  const widths = fill([12, 24, ...subScores.map(() => 26.5), 0], formWidth({ landscape: true }))
  const rows = field.names.length === 0 ? Array.from({ length: 10 }, () => '') : field.names
  const boxes = (captions: readonly string[]) => cell(captions.map((caption) => `☐${caption}`).join(' '), { ...centred, size: 9 })
  return fittedForm(({ size, row }) => ({
    title: `${field.year}${field.heading}（分项，${field.electors}用）`,
    author: field.organisation,
    landscape: true,
    pageNumber: 'outer',
    blocks: [
      title(field.heading, { subtitle: `${field.year}　分项评价　${field.electors}用` }),
      para(`党组织：${field.organisation}　　日期：${field.heldOn}`),
      table({
        widths,
        headRows: 1,
        size,
        rows: [
          headCells(['序号', '姓名', ...subScores, '总体评价']),
          ...rows.map((name, index) => ({ height: row, cells: [cell(String(index + 1), centred), cell(name, centred), ...subScores.map(() => boxes(marks)), boxes(field.grades)] })),
        ],
      }),
      gap(0.4),
      para('填表说明：每项只选一个，在方框内打“√”。计票只计总体评价；总体评价没有选，或选了两个以上，这一行无效，其余各行照样有效。不写姓名，不作记号。', { size: 10.5 }),
    ],
  }), { largest: 11 })
}

const names: FieldNames<Fields> = { organisation: '党组织', heading: '表名', year: '年度', heldOn: '评议日期', electors: '填表人身份', grades: '等次', names: '被评党员姓名' }

export const ballot: DocumentDefinition<BallotFacts, Fields> = { kind: 'ballot', name: '民主评议党员测评表', fields, names, layout }
export const massBallot: DocumentDefinition<BallotFacts, Fields> = { kind: 'massBallot', name: '民主评议党员测评表（群众代表用）', fields: (facts) => fields({ ...facts, electors: '群众代表' }), names, layout }
export const scoredBallot: DocumentDefinition<BallotFacts, Fields> = { kind: 'scoredBallot', name: '民主评议党员测评表（分项）', fields, names, layout: scoredLayout }
