import type { BoxState } from '#shared/archive/completeness'
import type { Organisation } from '#shared/model/organisation'
import { cell, para, table, title } from '#shared/paper/blocks'
import { formWidth } from '#shared/paper/presets'
import type { DocumentDefinition, FieldNames } from './document'
import { fittedForm } from './fit'
import { centred, fill, headCells, paperDay } from './sheet'

/** 缺件清单: what the year's working boxes still lack, to be carried round and ticked off by hand. The trade has no set form for it. */
export type MissingFacts = { readonly organisation: Organisation; readonly year: number; readonly day: string; readonly states: readonly BoxState[] }
type MissingFields = {
  readonly organisation: string
  readonly year: string
  readonly day: string
  readonly short: number
  readonly rows: readonly { readonly box: string; readonly name: string; readonly have: number; readonly want: number; readonly who: string }[]
}

function fields({ organisation, year, day, states }: MissingFacts): MissingFields {
  const rows = states.flatMap((state) => state.missing.map(({ name, have, want, who }) => ({ box: `${state.box.no} ${state.box.name}`, name, have, want, who: who.join('、') })))
  return { organisation: organisation.name, year: String(year), day: paperDay(day), short: rows.reduce((all, row) => all + row.want - row.have, 0), rows }
}

function layout(field: MissingFields) {
  const widths = fill([11, 32, 34, 11, 11, 11, 0, 22], formWidth())
  return fittedForm(({ size, row }) => ({
    title: `缺件清单（${field.year}年度）`,
    author: field.organisation,
    pageNumber: 'outer',
    blocks: [
      title('缺件清单'),
      para(`${field.organisation}　　${field.year}年度　　截至${field.day}，${field.short === 0 ? '不缺件' : `缺${field.short}件`}`, { align: 'left' }),
      table({
        widths,
        headRows: 1,
        size,
        rows: [
          headCells(['序号', '工作盒', '文件', '应有', '现有', '还缺', '缺谁的', '谁去补\n哪天补']),
          ...(field.rows.length === 0
            ? [{ height: 12, cells: [cell('各盒都齐了', { ...centred, colSpan: widths.length })] }]
            : field.rows.map((one, index) => ({
                height: row,
                cells: [cell(String(index + 1), centred), cell(one.box), cell(one.name), cell(String(one.want), centred), cell(String(one.have), centred), cell(String(one.want - one.have), centred), cell(one.who), cell('')],
              }))),
        ],
      }),
    ],
  }), { largest: 11 })
}

const names: FieldNames<MissingFields> = { organisation: '党组织', year: '年度', day: '截至日期', short: '缺几件', rows: ['缺件', { box: '工作盒', name: '文件', have: '现有', want: '应有', who: '缺谁的' }] }

export const missingSheet: DocumentDefinition<MissingFacts, MissingFields> = { kind: 'missingSheet', name: '缺件清单', fields, names, layout }
