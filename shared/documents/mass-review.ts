import { cell, gap, para, table, title } from '#shared/paper/blocks'
import { form, formWidth } from '#shared/paper/presets'
import type { RulePack } from '#shared/rules/pack'
import { current } from '#shared/rules/packs/current'
import type { DocumentDefinition } from './document'
import { fittedForm } from './fit'
import { figure, rosterOf, roomFor, type FormFacts } from './hand-form'
import { centred, fill, headCells, headLines, sealSize } from './sheet'

/**
 * 群众评议 (D§7): 党组织 and 党员 each have an anonymous satisfaction ballot and a summary. Five dimensions for the branch, four for a member,
 * four grades, as the rules in use have them. Fields: the branch and, for members, its roster on the day; every figure is counted by hand. The
 * counted sheet of one 群众评议 is `mass-results.ts`.
 */
const voters = '☐党员　☐群众　☐服务对象　☐两代表一委员　☐离退休'
const voterNote = '填表说明：每行只选一项，在方框内打“√”。不写姓名，不作记号。'

export type MassFormFacts = FormFacts & { /** The rules in use. */ readonly pack?: RulePack }
type Fields = { readonly organisation: string; readonly year: string; readonly total: string; readonly full: string; readonly members: readonly string[]; readonly scale: readonly string[]; readonly branchAspects: readonly string[]; readonly memberAspects: readonly string[] }
const names = { organisation: '党组织', year: '年度', total: '党员总数', full: '正式党员数', members: '党员姓名', scale: '各档', branchAspects: '评党组织的内容', memberAspects: '评党员的内容' } as const

function fields(facts: MassFormFacts): Fields {
  const { scale, branchAspects, memberAspects } = (facts.pack ?? current).massReview
  const roster = rosterOf(facts)
  return {
    organisation: facts.organisation.name, year: `${facts.year}年度`, total: figure(roster.length),
    full: figure(roster.filter(({ then }) => then.grade === 'full').length), members: roster.map(({ member }) => member.name), scale: scale.value, branchAspects: branchAspects.value, memberAspects: memberAspects.value,
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
      ...headLines([`被评议党组织：${field.organisation}`, '日期：　　　年　　月　　日']),
      para(`评议人身份：${voters}`),
      table({
        widths: fill([14, 0, ...field.scale.map(() => 23)], formWidth()),
        headRows: 1,
        rows: [
          headCells(['序号', '评议内容', ...field.scale]),
          ...field.branchAspects.map((text, index) => ({ height: 15, cells: [cell(String(index + 1), centred), cell(text), ...boxes(field.scale.length)] })),
          { height: 15, cells: [cell('总体评价', { ...centred, face: '黑体', colSpan: 2 }), ...boxes(field.scale.length)] },
          { height: 70, cells: [cell('意见\n建议', { ...centred, face: '黑体' }), cell('', { colSpan: field.scale.length + 1 })] },
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
      ...headLines([`党组织：${field.organisation}`, '日期：　　　年　　月　　日']),
      para(`评议人身份：${voters}`),
      para(`评议内容：${field.memberAspects.join('、')}。`),
      table({
        widths: fill([14, 30, ...field.scale.map(() => (field.scale.length > 4 ? 18 : 22)), 0], formWidth()),
        headRows: 1,
        size,
        rows: [
          headCells(['序号', '姓名', ...field.scale, '意见建议']),
          ...rows.map((name, index) => ({ height: row, cells: [cell(String(index + 1), centred), cell(name, centred), ...boxes(field.scale.length, size + 2), cell('')] })),
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
      ...headLines([`被评议党组织：${field.organisation}`, '日期：　　　年　　月　　日'], { landscape: true }),
      table({
        widths: fill([14, 0, ...Array.from({ length: 2 * field.scale.length }, () => (field.scale.length > 4 ? 16 : 21))], formWidth({ landscape: true })),
        headRows: 2,
        rows: [
          [...headCells(['序号', '评议内容']).map((one) => ({ ...one, rowSpan: 2 })), ...headCells(field.scale).map((one) => ({ ...one, colSpan: 2 }))],
          headCells(field.scale.flatMap(() => ['票数', '得票率'])),
          ...[...field.branchAspects, '总体评价'].map((text, index) => ({ height: 11, cells: [cell(String(index + 1), centred), cell(text), ...Array.from({ length: 2 * field.scale.length }, () => '')] })),
          footing(field)([2 * field.scale.length - 2, 4]),
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
      ...headLines([`党组织：${field.organisation}`, '日期：　　　年　　月　　日'], { landscape: true }),
      table({
        widths: fill([14, 34, ...Array.from({ length: 2 * field.scale.length }, () => (field.scale.length > 4 ? 16 : 21)), 0], formWidth({ landscape: true })),
        headRows: 2,
        size,
        rows: [
          [...headCells(['序号', '姓名']).map((one) => ({ ...one, rowSpan: 2 })), ...headCells(field.scale).map((one) => ({ ...one, colSpan: 2 })), ...headCells(['备注']).map((one) => ({ ...one, rowSpan: 2 }))],
          headCells(field.scale.flatMap(() => ['票数', '得票率'])),
          ...rowsOf(field, 10).map((name, index) => ({ height: row, cells: [cell(String(index + 1), centred), cell(name, centred), ...Array.from({ length: 2 * field.scale.length + 1 }, () => '')] })),
          footing(field)([2 * field.scale.length - 1, 4]),
        ],
      }),
    ],
  }), { largest: 11 })
}

export const branchSatisfaction: DocumentDefinition<MassFormFacts, Fields> = { kind: 'branchSatisfaction', name: '党组织满意度测评表', fields, names, layout: branchBallot }
export const memberSatisfaction: DocumentDefinition<MassFormFacts, Fields> = { kind: 'memberSatisfaction', name: '党员满意度测评表', fields, names, layout: memberBallot }
export const branchSatisfactionTally: DocumentDefinition<MassFormFacts, Fields> = { kind: 'branchSatisfactionTally', name: '党组织满意度测评汇总表', fields, names, layout: branchTally }
export const memberSatisfactionTally: DocumentDefinition<MassFormFacts, Fields> = { kind: 'memberSatisfactionTally', name: '党员满意度测评汇总表', fields, names, layout: memberTally }
