import type { Organisation } from '#shared/model/organisation'
import type { Finding } from '#shared/rules/findings'
import { cell, para, table, title } from '#shared/paper/blocks'
import { formWidth } from '#shared/paper/presets'
import type { DocumentDefinition, FieldNames } from './document'
import { fittedForm } from './fit'
import { centred, fill, headCells, paperDay } from './sheet'

/** 迎检自查表: what an inspector would find, to be carried round and put right by hand. The trade has no set form for it. */
export type InspectionSheetFacts = { readonly organisation: Organisation; readonly year: number; readonly day: string; readonly findings: readonly Finding[] }
type Fields = { readonly organisation: string; readonly year: string; readonly day: string; readonly rows: readonly { readonly text: string; readonly source: string }[] }
const names: FieldNames<Fields> = { organisation: '党组织', year: '年度', day: '自查日期', rows: ['查出的情况', { text: '情况', source: '依据' }] }

function fields({ organisation, year, day, findings }: InspectionSheetFacts): Fields {
  return { organisation: organisation.name, year: String(year), day: paperDay(day), rows: findings.map(({ text, source }) => ({ text, source })) }
}

function layout(field: Fields) {
  const widths = fill([12, 0, 34, 34], formWidth())
  return fittedForm(({ size, row }) => ({
    title: `迎检自查表（${field.year}年度）`,
    author: field.organisation,
    pageNumber: 'outer',
    blocks: [
      title('迎检自查表'),
      para(`${field.organisation}　　${field.year}年度　　${field.day}自查，${field.rows.length === 0 ? '没有查出问题' : `${field.rows.length}处要看`}`, { align: 'left' }),
      table({
        widths,
        headRows: 1,
        size,
        rows: [
          headCells(['序号', '查出的情况', '依　据', '谁改、哪天改好']),
          ...(field.rows.length === 0
            ? [{ height: 12, cells: [cell('没有查出问题', { ...centred, colSpan: widths.length })] }]
            : field.rows.map((one, index) => ({ height: row, cells: [cell(String(index + 1), centred), cell(one.text), cell(one.source), cell('')] }))),
        ],
      }),
    ],
  }), { largest: 11 })
}

export const inspectionSheet: DocumentDefinition<InspectionSheetFacts, Fields> = { kind: 'inspectionSheet', name: '迎检自查表', fields, names, layout }
