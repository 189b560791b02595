import type { BoxState } from '#shared/archive/completeness'
import type { Organisation } from '#shared/model/organisation'
import { cell, para, table, title } from '#shared/paper/blocks'
import { form, formWidth } from '#shared/paper/presets'
import { formatDate } from '#shared/text/partial-date'
import type { DocumentDefinition } from './document'

/** 缺件清单: what the year's working boxes still lack, to be carried round and ticked off by hand. The trade has no set form for it. */
export type MissingFacts = { readonly organisation: Organisation; readonly year: number; readonly day: string; readonly states: readonly BoxState[] }
type MissingFields = {
  readonly organisation: string
  readonly year: string
  readonly day: string
  readonly short: number
  readonly rows: readonly { readonly box: string; readonly name: string; readonly have: number; readonly want: number }[]
}

function fields({ organisation, year, day, states }: MissingFacts): MissingFields {
  const rows = states.flatMap((state) => state.missing.map(({ name, have, want }) => ({ box: `${state.box.no} ${state.box.name}`, name, have, want })))
  return { organisation: organisation.name, year: String(year), day: formatDate(day, 'paper'), short: rows.reduce((all, row) => all + row.want - row.have, 0), rows }
}

function layout(field: MissingFields) {
  const fixed = [12, 46, 0, 16, 16, 16, 34]
  const whole = formWidth()
  const widths = fixed.map((width) => (width === 0 ? whole - fixed.reduce((all, one) => all + one, 0) : width))
  const centred = { align: 'center' as const }
  return form({
    title: `缺件清单（${field.year}年度）`,
    author: field.organisation,
    pageNumber: 'outer',
    blocks: [
      title('缺件清单'),
      para(`${field.organisation}　　${field.year}年度　　截至${field.day}，缺${field.short}件`),
      table({
        widths,
        headRows: 1,
        size: 10.5,
        rows: [
          ['序号', '工作盒', '文件', '应有', '现有', '还缺', '谁去补、哪天补'].map((text) => cell(text, { ...centred, face: '黑体' })),
          ...field.rows.map((row, index) => ({
            height: 10,
            cells: [cell(String(index + 1), centred), row.box, row.name, cell(String(row.want), centred), cell(String(row.have), centred), cell(String(row.want - row.have), centred), ''],
          })),
        ],
      }),
    ],
  })
}

export const missingSheet: DocumentDefinition<MissingFacts, MissingFields> = { kind: 'missingSheet', name: '缺件清单', fields, layout }
