import { cell, gap, para, table, title } from '#shared/paper/blocks'
import { form, formWidth } from '#shared/paper/presets'
import type { DocumentDefinition } from './document'
import { fittedForm } from './fit'
import { figure, rosterOf, roomFor, type FormFacts } from './hand-form'
import { centred, fill, headCells, sealSize } from './sheet'

/**
 * 群众评议 (D§7): 党组织 and 党员 each have an anonymous satisfaction ballot and a summary. Five dimensions for the branch, four for a member,
 * four grades. Fields: the branch and, for members, its roster on the day; every figure is counted by hand until the duty keeps it.
 */
export const branchDimensions = ['开展创先争优活动', '推动中心工作和重点任务完成', '公开承诺和践诺', '为群众办实事、解难事', '加强党组织和党员队伍建设'] as const
export const memberDimensions = ['参加创先争优活动', '立足岗位履行职责', '公开承诺和践诺', '联系和服务群众'] as const
const grades = ['满意', '比较满意', '基本满意', '不满意'] as const
const voters = '☐党员　☐群众　☐服务对象　☐两代表一委员　☐离退休'
const voterNote = '填表说明：每行只选一项，在方框内打“√”。不写姓名，不作记号。'

type Fields = { readonly organisation: string; readonly year: string; readonly total: string; readonly full: string; readonly members: readonly string[] }
const names = { organisation: '党组织', year: '年度', total: '党员总数', full: '正式党员数', members: '党员姓名' } as const

function fields(facts: FormFacts): Fields {
  const roster = rosterOf(facts)
  return {
    organisation: facts.organisation.name, year: `${facts.year}年度`, total: figure(roster.length),
    full: figure(roster.filter(({ then }) => then.grade === 'full').length), members: roster.map(({ member }) => member.name),
  }
}

const rowsOf = (field: Fields, blanks: number) => (field.members.length === 0 ? Array.from({ length: blanks }, () => '') : field.members)
const boxes = (count: number, size = 14) => Array.from({ length: count }, () => cell('☐', { ...centred, size }))

function branchBallot(field: Fields) {
  return form({
    title: `${field.year}党组织满意度测评表`,
    author: field.organisation,
    blocks: [
      title('党组织满意度测评表', { subtitle: field.year }),
      para(`被评议党组织：${field.organisation}　　日期：　　　年　　月　　日`),
      para(`评议人身份：${voters}`),
      table({
        widths: fill([14, 0, 23, 23, 23, 23], formWidth()),
        headRows: 1,
        rows: [
          headCells(['序号', '评议内容', ...grades]),
          ...branchDimensions.map((text, index) => ({ height: 15, cells: [cell(String(index + 1), centred), cell(text), ...boxes(grades.length)] })),
          { height: 15, cells: [cell('总体评价', { ...centred, face: '黑体', colSpan: 2 }), ...boxes(grades.length)] },
          { height: 70, cells: [cell('意见\n建议', { ...centred, face: '黑体' }), cell('', { colSpan: 5 })] },
        ],
      }),
      gap(0.4),
      para(voterNote, { size: 10.5 }),
    ],
  })
}

/** One member a row with an overall grade in four boxes; the dimensions to think of stand above, as the guidance words them. */
function memberBallot(field: Fields) {
  const rows = rowsOf(field, 15)
  return fittedForm(({ size, row }) => ({
    title: `${field.year}党员满意度测评表`,
    author: field.organisation,
    pageNumber: rows.length > 22 ? 'outer' : 'none',
    blocks: [
      title('党员满意度测评表', { subtitle: field.year }),
      para(`党组织：${field.organisation}　　日期：　　　年　　月　　日`),
      para(`评议人身份：${voters}`),
      para(`评议内容：${memberDimensions.join('、')}。`),
      table({
        widths: fill([14, 30, 22, 22, 22, 22, 0], formWidth()),
        headRows: 1,
        size,
        rows: [
          headCells(['序号', '姓名', ...grades, '意见建议']),
          ...rows.map((name, index) => ({ height: row, cells: [cell(String(index + 1), centred), cell(name, centred), ...boxes(grades.length, size + 2), cell('')] })),
        ],
      }),
      gap(0.4),
      para(voterNote, { size: 10.5 }),
    ],
  }))
}

/** The footnote of the layout proven in the field: who could take part, and who did. */
function footing(field: Fields) {
  const text = `党员总数${roomFor(field.total)}人，正式党员数${roomFor(field.full)}人，参评党员数　　　人，参评群众数　　　人。\n发出　　　张，收回　　　张，有效　　　张。得票率以有效票为底数。\n\n计票人签名：　　　　　　　　监票人签名：`
  return (spans: readonly [number, number]) => ({ height: sealSize + 2, cells: [cell(text, { colSpan: spans[0], valign: 'top' as const }), cell('', { colSpan: spans[1], corner: ['（盖章）', '年　　月　　日'] })] })
}

function branchTally(field: Fields) {
  return form({
    title: `${field.year}党组织满意度测评汇总表`,
    author: field.organisation,
    landscape: true,
    blocks: [
      title('党组织满意度测评汇总表', { subtitle: field.year }),
      para(`被评议党组织：${field.organisation}　　日期：　　　年　　月　　日`),
      table({
        widths: fill([14, 0, ...Array.from({ length: 8 }, () => 21)], formWidth({ landscape: true })),
        headRows: 2,
        rows: [
          [...headCells(['序号', '评议内容']).map((one) => ({ ...one, rowSpan: 2 })), ...headCells(grades).map((one) => ({ ...one, colSpan: 2 }))],
          headCells(grades.flatMap(() => ['票数', '得票率'])),
          ...[...branchDimensions, '总体评价'].map((text, index) => ({ height: 11, cells: [cell(String(index + 1), centred), cell(text), ...Array.from({ length: 8 }, () => '')] })),
          footing(field)([6, 4]),
        ],
      }),
    ],
  })
}

function memberTally(field: Fields) {
  return fittedForm(({ size, row }) => ({
    title: `${field.year}党员满意度测评汇总表`,
    author: field.organisation,
    landscape: true,
    pageNumber: 'outer',
    blocks: [
      title('党员满意度测评汇总表', { subtitle: field.year }),
      para(`党组织：${field.organisation}　　日期：　　　年　　月　　日`),
      table({
        widths: fill([14, 34, ...Array.from({ length: 8 }, () => 21), 0], formWidth({ landscape: true })),
        headRows: 2,
        size,
        rows: [
          [...headCells(['序号', '姓名']).map((one) => ({ ...one, rowSpan: 2 })), ...headCells(grades).map((one) => ({ ...one, colSpan: 2 })), ...headCells(['备注']).map((one) => ({ ...one, rowSpan: 2 }))],
          headCells(grades.flatMap(() => ['票数', '得票率'])),
          ...rowsOf(field, 10).map((name, index) => ({ height: row, cells: [cell(String(index + 1), centred), cell(name, centred), ...Array.from({ length: 9 }, () => '')] })),
          footing(field)([7, 4]),
        ],
      }),
    ],
  }), { largest: 11 })
}

export const branchSatisfaction: DocumentDefinition<FormFacts, Fields> = { kind: 'branchSatisfaction', name: '党组织满意度测评表', fields, names, layout: branchBallot }
export const memberSatisfaction: DocumentDefinition<FormFacts, Fields> = { kind: 'memberSatisfaction', name: '党员满意度测评表', fields, names, layout: memberBallot }
export const branchSatisfactionTally: DocumentDefinition<FormFacts, Fields> = { kind: 'branchSatisfactionTally', name: '党组织满意度测评汇总表', fields, names, layout: branchTally }
export const memberSatisfactionTally: DocumentDefinition<FormFacts, Fields> = { kind: 'memberSatisfactionTally', name: '党员满意度测评汇总表', fields, names, layout: memberTally }
