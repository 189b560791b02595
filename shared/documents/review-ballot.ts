import { inOrderOf, type OrderName } from '#shared/duties/ballot-order'
import { formOf, type BallotForm } from '#shared/duties/review-beside'
import type { Organisation } from '#shared/model/organisation'
import type { Review } from '#shared/model/review'
import { cell, gap, para, table, title, type RowInput } from '#shared/paper/blocks'
import { formWidth } from '#shared/paper/presets'
import type { RulePack } from '#shared/rules/pack'
import { current } from '#shared/rules/packs/current'
import { gradeName, isAssessed } from '#shared/rules/review-check'
import type { DocumentDefinition, FieldNames } from './document'
import { fittedForm } from './fit'
import { centred, fill, headCells, headLines, paperDay } from './sheet'

/**
 * 民主评议党员测评表 (D§3.5 A): one ballot, every member to be graded as a row, and for members the 支部班子 below; one for 群众代表, told apart by
 * its heading; one with sub-scores; one with codes for 存在问题. What is asked follows the session's rules. No voter's name, no number, no
 * mark: all ballots of an order are alike. Probationary members take part and are not graded, so they are not rows; who is exempt is not either.
 */
export type Electors = '党员' | '群众代表'
export type BallotFacts = { readonly organisation: Organisation; readonly review: Review; /** The session's own rules. */ readonly pack?: RulePack; readonly electors?: Electors; /** Which of the shuffled orders; null: as in the roster. */ readonly order?: OrderName | null }
type Fields = {
  readonly organisation: string; readonly heading: string; readonly year: string; readonly heldOn: string; readonly electors: string
  readonly grades: readonly string[]; readonly names: readonly string[]
  /** 甲: names stand in an order of their own; empty: as in the roster. */
  readonly order: string
  /** How the 支部班子 is rated; empty where these voters are not asked. */
  readonly committee: readonly string[]
  readonly subScores: readonly string[]; readonly subMarks: readonly string[]; readonly codes: readonly string[]
  /** What becomes of a row not filled in properly. */
  readonly validity: string
}

function fields({ organisation, review, pack = current, electors = '党员', order = null }: BallotFacts): Fields {
  const rows = inOrderOf(review.roster.filter((person) => isAssessed(person, pack)), review, order)
  return {
    organisation: organisation.name,
    heading: '民主评议党员测评表',
    year: `${review.year}年度`,
    heldOn: paperDay(review.heldOn),
    electors,
    grades: review.grades.map((grade) => gradeName(grade)),
    names: rows.map((person) => person.name),
    order: order ?? '',
    committee: electors === '党员' ? review.committeeScale : [],
    subScores: pack.review.subScores.value, subMarks: pack.review.subMarks.value, codes: pack.review.problemCodes.value,
    validity: pack.review.invalidRow.value === 'rowOnly' ? '这一行无效，其余各行照样有效' : '整张票作废',
  }
}

const blankNames = 15
/** More rows than this run on to a second page, which then carries its number. The same for every voter, it marks nobody. */
const onePage = 24

const nameRows = (field: Fields, blanks: number): readonly string[] => (field.names.length === 0 ? Array.from({ length: blanks }, () => '') : field.names)
const orderWords = (field: Fields, joint: string) => (field.order === '' ? '' : `${joint}${field.order}种次序`)
const boxes = (captions: readonly string[], joint: string) => captions.map((caption) => `☐${caption}`).join(joint)
const headOf = (field: Fields, landscape: boolean) => headLines([`党组织：${field.organisation}`, `日期：${field.heldOn}`], { landscape })

/** 支部班子 in one row under the names, its scale in one cell. */
function committeeRow(field: Fields, columns: number, height: number): readonly RowInput[] {
  return field.committee.length === 0 ? [] : [{ height, cells: [cell('党支部班子', { ...centred, face: '黑体', colSpan: 2 }), cell(boxes(field.committee, '　'), { ...centred, colSpan: columns - 2 })] }]
}

/** One row a member with a box for each grade; `problems` heads the last column. */
function gradesLayout(field: Fields, problems: string, more: readonly string[]) {
  // 基本合格 stands on one line at 12 pt: 4 characters and the cell's own air.
  const widths = fill([12, 28, ...field.grades.map(() => 21), 0], formWidth())
  const rows = nameRows(field, blankNames)
  return fittedForm(({ size, row }) => ({
    title: `${field.year}${field.heading}（${field.electors}用${orderWords(field, '，')}）`,
    author: field.organisation,
    pageNumber: rows.length > onePage ? 'outer' : 'none',
    blocks: [
      title(field.heading, { subtitle: `${field.year}　${field.electors}用${orderWords(field, '　')}` }),
      ...headOf(field, false),
      table({
        widths,
        headRows: 1,
        size,
        rows: [
          headCells(['序号', '姓名', ...field.grades, problems]),
          ...rows.map((name, index) => ({ height: row, cells: [cell(String(index + 1), centred), cell(name, centred), ...field.grades.map(() => cell('☐', { ...centred, size: size + 2 })), cell('')] })),
          ...committeeRow(field, widths.length, row),
        ],
      }),
      gap(0.4),
      para(`填表说明：每人只选一项，在方框内打“√”。一行没有选，或选了两项以上，${field.validity}。不写姓名，不作记号。`, { size: 10.5 }),
      ...more.map((text) => para(text, { size: 10.5 })),
    ],
  }))
}

/** Six sides of each member in three marks, then the grade: only the grade is counted. The boxes of a side stand in one cell. */
function scoredLayout(field: Fields) {
  const whole = formWidth({ landscape: true })
  // Of few sides none is lost in an empty sheet: they share the width, and their boxes are larger.
  const few = field.subScores.length <= 4
  const width = few ? Math.min(44, (whole - 36 - 62) / field.subScores.length) : Math.min(26.5, (whole - 36 - 34) / field.subScores.length)
  const widths = fill([12, 24, ...field.subScores.map(() => width), 0], whole)
  const rows = nameRows(field, 10)
  const choices = (captions: readonly string[]) => cell(boxes(captions, ' '), { ...centred, size: few ? 10.5 : 9 })
  return fittedForm(({ size, row }) => ({
    title: `${field.year}${field.heading}（分项，${field.electors}用${orderWords(field, '，')}）`,
    author: field.organisation,
    landscape: true,
    pageNumber: 'outer',
    blocks: [
      title(field.heading, { subtitle: `${field.year}　分项评价　${field.electors}用${orderWords(field, '　')}` }),
      ...headOf(field, true),
      table({
        widths,
        headRows: 1,
        size,
        rows: [
          headCells(['序号', '姓名', ...field.subScores, '总体评价']),
          ...rows.map((name, index) => ({ height: row, cells: [cell(String(index + 1), centred), cell(name, centred), ...field.subScores.map(() => choices(field.subMarks)), choices(field.grades)] })),
          ...committeeRow(field, widths.length, row),
        ],
      }),
      gap(0.4),
      para(`填表说明：每项只选一个，在方框内打“√”。计票只计总体评价；总体评价没有选，或选了两个以上，${field.validity}。不写姓名，不作记号。`, { size: 10.5 }),
    ],
  }), { largest: 11 })
}

const codesLine = (codes: readonly string[]) => `存在问题的代号：${codes.map((text, index) => `${index + 1} ${text}`).join('；')}。`

const names: FieldNames<Fields> = {
  organisation: '党组织', heading: '表名', year: '年度', heldOn: '评议日期', electors: '填表人身份', grades: '等次', names: '被评党员姓名', order: '次序', committee: '支部班子各档', subScores: '分项', subMarks: '分项各档', codes: '存在问题的代号', validity: '没填好的怎么算',
}
const asMasses = (facts: BallotFacts) => fields({ ...facts, electors: '群众代表' })

export const ballot: DocumentDefinition<BallotFacts, Fields> = { kind: 'ballot', name: '民主评议党员测评表', fields, names, layout: (field) => gradesLayout(field, '存在问题', []) }
export const massBallot: DocumentDefinition<BallotFacts, Fields> = { ...ballot, kind: 'massBallot', name: '民主评议党员测评表（群众代表用）', fields: asMasses }
export const codedBallot: DocumentDefinition<BallotFacts, Fields> = { kind: 'codedBallot', name: '民主评议党员测评表（填问题代号）', fields, names, layout: (field) => gradesLayout(field, '存在问题\n（填代号）', [codesLine(field.codes)]) }
export const scoredBallot: DocumentDefinition<BallotFacts, Fields> = { kind: 'scoredBallot', name: '民主评议党员测评表（分项）', fields, names, layout: scoredLayout }
export const ballotForms = { plain: ballot, coded: codedBallot, scored: scoredBallot } as const satisfies Readonly<Record<BallotForm, DocumentDefinition<BallotFacts, Fields>>>

/** The sheet a session is voted on, as it is filed: whatever it asks, it is the session's one 测评表. */
export function sessionBallot(review: Pick<Review, 'asks'>): DocumentDefinition<BallotFacts, Fields> {
  return { ...ballotForms[formOf(review)], kind: ballot.kind }
}
