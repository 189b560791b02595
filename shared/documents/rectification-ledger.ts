import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import type { Rectification } from '#shared/model/rectification'
import { cell, para, table, title } from '#shared/paper/blocks'
import { formWidth } from '#shared/paper/presets'
import { byDate } from '#shared/text/partial-date'
import type { DocumentDefinition, FieldNames } from './document'
import { fittedForm } from './fit'
import { blankRows, centred, fill, headCells, paperDay } from './sheet'

/**
 * 整改台账 (D§10.2): the branch's own sheet on A3, where every column has room, and a member's on A4. Lines are what the books know of the year; what
 * only a hand can say (类别, 佐证, 验收) stays open, and a sheet without lines is a form to write on.
 */
export type RectificationFacts = { readonly organisation: Organisation; readonly year: number; readonly rectifications: readonly Rectification[]; /** Whose; null: the branch's own. */ readonly member: Member | null }
type Row = { readonly source: string; readonly problem: string; readonly cause: string; readonly measures: string; readonly responsible: string; readonly due: string; readonly became: string; readonly closedOn: string }
type Fields = { readonly organisation: string; readonly year: string; readonly person: string; readonly rows: readonly Row[] }
const names: FieldNames<Fields> = {
  organisation: '党组织', year: '年度', person: '姓名',
  rows: ['整改事项', { source: '来源', problem: '问题', cause: '原因', measures: '整改措施', responsible: '责任人', due: '整改时限', became: '完成情况', closedOn: '销号日期' }],
}
/** mm: what is proved, accepted and crossed off is written and signed by hand. */
const handRow = 16
const sources = '来源：组织生活会、民主评议、群众评议、领导点评、巡察、自查。时限：立行立改、短期整改、长期坚持。改好一条，验收一条，销号一条。'
const stateWords: Readonly<Record<Rectification['state'], string>> = { open: '', underway: '正在整改', lasting: '长期坚持', closed: '已整改' }

/** The lines of one ledger, what is due first; the branch's own, or one member's. */
export function ledgerLines(rectifications: readonly Rectification[], year: number, memberId: string | null): readonly Rectification[] {
  return rectifications.filter((one) => one.year === year && one.memberId === memberId).sort((a, b) => byDate(a.due, b.due) || a.createdSeq - b.createdSeq)
}

function fields({ organisation, year, rectifications, member }: RectificationFacts): Fields {
  return {
    organisation: organisation.name, year: `${year}年度`, person: member?.name ?? '',
    rows: ledgerLines(rectifications, year, member?.id ?? null).map(({ source, problem, cause, measures, responsible, due, state, result, closedOn }) => ({
      source, problem, cause, measures, responsible, due: state === 'lasting' ? '长期坚持' : paperDay(due), became: result === '' ? stateWords[state] : result, closedOn: paperDay(closedOn),
    })),
  }
}

const branchLayout = (field: Fields) => fittedForm(({ size, row }) => {
  const widths = fill([12, 26, 0, 18, 40, 62, 18, 20, 26, 38, 20, 22, 18, 24], formWidth({ landscape: true, paper: 'A3' }))
  return {
    title: `${field.year}支部班子整改台账`, author: field.organisation, landscape: true, paper: 'A3', pageNumber: 'outer',
    blocks: [
      title('支部班子整改台账', { subtitle: field.year }),
      para(`党组织：${field.organisation}　　责任领导签名：　　　　　　　　填表日期：　　　年　　月　　日`),
      table({
        widths, headRows: 1, size,
        rows: [
          headCells(['序号', '来源', '问题', '问题\n类别', '原因', '整改措施', '责任\n领导', '责任人', '整改\n时限', '完成情况', '佐证', '完成\n日期', '验收人', '销号\n日期']),
          ...(field.rows.length === 0 ? blankRows(10, widths.length, 19) : field.rows.map((one, index) => ({
            height: Math.max(row, handRow), cells: [cell(String(index + 1), centred), cell(one.source), cell(one.problem), '', cell(one.cause), cell(one.measures), '', cell(one.responsible, centred), cell(one.due, centred), cell(one.became), '', '', '', cell(one.closedOn, centred)],
          }))),
        ],
      }),
      para(sources, { size: 10.5 }),
    ],
  }
})

const memberLayout = (field: Fields) => fittedForm(({ size, row }) => {
  const widths = fill([13, 30, 0, 62, 26, 36, 20, 26], formWidth({ landscape: true }))
  return {
    title: `${field.year}党员个人整改台账${field.person === '' ? '' : `（${field.person}）`}`, author: field.organisation, landscape: true, pageNumber: 'outer',
    blocks: [
      title('党员个人整改台账', { subtitle: field.year }),
      para(`党组织：${field.organisation}　　姓名：${field.person === '' ? '　　　　　　' : field.person}　　本人签名：`),
      table({
        widths, headRows: 1, size,
        rows: [
          headCells(['序号', '来源', '问题', '整改措施', '整改\n时限', '完成情况', '验收人', '销号\n日期']),
          ...(field.rows.length === 0
            ? Array.from({ length: 6 }, (_, index) => ({ height: 17, cells: [cell(String(index + 1), centred), '', '', '', '', '', '', ''] }))
            : field.rows.map((one, index) => ({ height: Math.max(row, handRow), cells: [cell(String(index + 1), centred), cell(one.source), cell(one.problem), cell(one.measures), cell(one.due, centred), cell(one.became), '', cell(one.closedOn, centred)] }))),
        ],
      }),
      para(sources, { size: 10.5 }),
    ],
  }
})

export const branchRectification: DocumentDefinition<RectificationFacts, Fields> = { kind: 'branchRectification', name: '支部班子整改台账', fields, names, layout: branchLayout }
export const memberRectification: DocumentDefinition<RectificationFacts, Fields> = { kind: 'memberRectification', name: '党员个人整改台账', fields, names, layout: memberLayout }
