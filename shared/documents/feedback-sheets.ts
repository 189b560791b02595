import type { Feedback } from '#shared/model/feedback'
import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import { cell, para, table, title } from '#shared/paper/blocks'
import { formWidth } from '#shared/paper/presets'
import { byDate } from '#shared/text/partial-date'
import type { DocumentDefinition, FieldNames } from './document'
import { fittedForm } from './fit'
import { blankRows, centred, fill, headCells, paperDay } from './sheet'

/**
 * 征求意见表 and 征求意见汇总表 (D§4.3: 时间, 方式, 征求对象（可匿名）, 意见, 归类, 处理). The first is handed out blank or shows what one member, or the
 * branch, was told; the second puts the whole year together, branch first, then in roster order.
 * Fields: the feedback of the year, names from the roster.
 */
type Row = { readonly whose: string; readonly on: string; readonly way: string; readonly source: string; readonly text: string; readonly answer: string }
const rowNames = { whose: '对谁', on: '时间', way: '方式', source: '征求对象', text: '意见', answer: '处理' } as const
const answers: Readonly<Record<Feedback['answer']['way'], string>> = { none: '', problem: '写进报告', open: '', handled: '已办', notNeeded: '不需要回应' }

/** The year stands in the head: in its rows the month and the day are enough, and leave room for what was said. */
function rowOf(one: Feedback, members: readonly Member[], year: number): Row {
  const day = paperDay(one.on)
  const head = `${year}年`
  return {
    whose: one.memberId === null ? '党支部' : (members.find((member) => member.id === one.memberId)?.name ?? ''),
    on: day.startsWith(head) && day !== head ? day.slice(head.length) : day, way: one.way, source: one.source === '' ? '不记名' : one.source, text: one.text,
    answer: [answers[one.answer.way], one.answer.note].filter((part) => part !== '').join('：'),
  }
}

export type FeedbackFormFacts = { readonly organisation: Organisation; readonly year: number; readonly members: readonly Member[]; readonly feedback: readonly Feedback[]; /** null: of the branch; undefined: a blank form. */ readonly memberId?: string | null }
type FormFields = { readonly organisation: string; readonly year: string; readonly whose: string; readonly rows: readonly Row[] }
const formNames: FieldNames<FormFields> = { organisation: '党组织', year: '年度', whose: '对谁', rows: ['意见', rowNames] }

function formFields({ organisation, year, members, feedback, memberId }: FeedbackFormFacts): FormFields {
  const own = memberId === undefined ? [] : feedback.filter((one) => one.memberId === memberId).sort((a, b) => byDate(a.on, b.on))
  const whose = memberId === undefined ? '' : memberId === null ? organisation.name : (members.find((member) => member.id === memberId)?.name ?? '')
  return { organisation: organisation.name, year: String(year), whose, rows: own.map((one) => rowOf(one, members, year)) }
}

/** Lines to write on where nothing is known yet. */
const openRows = 9

function formLayout(field: FormFields) {
  const widths = fill([12, 24, 18, 26, 0, 32], formWidth())
  return fittedForm(({ size, row }) => ({
    title: `征求意见表（${field.whose === '' ? '空白' : field.whose}，${field.year}年度）`,
    author: field.organisation,
    pageNumber: 'outer',
    blocks: [
      title('征求意见表'),
      para(`${field.organisation}　　${field.year}年度　　征求对${field.whose === '' ? '＿＿＿＿＿＿' : field.whose}的意见`, { align: 'left' }),
      table({
        widths, headRows: 1, size,
        rows: [
          headCells(['序号', '时间', '方式', '征求对象', '意见建议', '处理情况']),
          ...field.rows.map((one, index) => ({ height: row, cells: [cell(String(index + 1), centred), cell(one.on, centred), cell(one.way, centred), cell(one.source, centred), cell(one.text), cell(one.answer)] })),
          ...(field.rows.length === 0 ? blankRows(openRows, widths.length, 20) : []),
        ],
      }),
      para('注：可以不记名，征求对象一栏写“党员”“群众”“服务对象”也行；方式写座谈、问卷、个别谈话或意见箱。', { align: 'left' }),
    ],
  }), { largest: 12 })
}
export const feedbackForm: DocumentDefinition<FeedbackFormFacts, FormFields> = { kind: 'feedbackForm', name: '征求意见表', fields: formFields, names: formNames, layout: formLayout }

export type FeedbackSummaryFacts = { readonly organisation: Organisation; readonly year: number; readonly members: readonly Member[]; readonly feedback: readonly Feedback[] }
type SummaryFields = { readonly organisation: string; readonly year: string; readonly count: string; readonly ways: string; readonly rows: readonly Row[] }
const summaryNames: FieldNames<SummaryFields> = { organisation: '党组织', year: '年度', count: '条数', ways: '各种方式条数', rows: ['意见', rowNames] }

function summaryFields({ organisation, year, members, feedback }: FeedbackSummaryFacts): SummaryFields {
  const place = new Map(members.map((member) => [member.id, member.order]))
  const rows = feedback.toSorted((a, b) => (a.memberId === null ? -1 : (place.get(a.memberId) ?? 1e6)) - (b.memberId === null ? -1 : (place.get(b.memberId) ?? 1e6)) || byDate(a.on, b.on))
  const ways = ['座谈', '问卷', '个别谈话', '意见箱'].flatMap((way) => {
    const count = rows.filter((one) => one.way === way).length
    return count === 0 ? [] : [`${way}${count}条`]
  })
  return { organisation: organisation.name, year: String(year), count: String(rows.length), ways: ways.join('，'), rows: rows.map((one) => rowOf(one, members, year)) }
}

function summaryLayout(field: SummaryFields) {
  const widths = fill([12, 22, 24, 22, 36, 0, 58], formWidth({ landscape: true }))
  return fittedForm(({ size, row }) => ({
    title: `征求意见汇总表（${field.year}年度）`,
    author: field.organisation,
    landscape: true,
    pageNumber: 'outer',
    blocks: [
      title('征求意见汇总表'),
      para(`${field.organisation}　　${field.year}年度　　共${field.count}条${field.ways === '' ? '' : `：${field.ways}`}`, { align: 'left' }),
      table({
        widths, headRows: 1, size,
        rows: [
          headCells(['序号', '对谁', '时间', '方式', '征求对象', '意见建议', '处理情况']),
          ...field.rows.map((one, index) => ({ height: row, cells: [cell(String(index + 1), centred), cell(one.whose, centred), cell(one.on, centred), cell(one.way, centred), cell(one.source, centred), cell(one.text), cell(one.answer)] })),
          ...(field.rows.length === 0 ? blankRows(openRows, widths.length, 20) : []),
        ],
      }),
    ],
  }), { largest: 11 })
}
export const feedbackSummary: DocumentDefinition<FeedbackSummaryFacts, SummaryFields> = { kind: 'feedbackSummary', name: '征求意见汇总表', fields: summaryFields, names: summaryNames, layout: summaryLayout }
