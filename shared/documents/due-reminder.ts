import type { DueEntry } from '#shared/duties/year-view'
import type { Organisation } from '#shared/model/organisation'
import { cell, para, table, title } from '#shared/paper/blocks'
import { formWidth } from '#shared/paper/presets'
import type { DocumentDefinition, FieldNames } from './document'
import { fittedForm } from './fit'
import { blankRows, centred, fill, headCells, paperDay } from './sheet'

/** 工作提示: what is due, on one sheet for the wall; fields from `dueNext`. */
export type DueReminderFacts = { readonly organisation: Organisation; readonly today: string; readonly due: readonly DueEntry[] }
type Fields = { readonly organisation: string; readonly today: string; readonly rows: readonly { readonly due: string; readonly title: string; readonly fact: string; readonly late: string }[] }

function fields({ organisation, today, due }: DueReminderFacts): Fields {
  return {
    organisation: organisation.name,
    today: paperDay(today),
    rows: due.map((entry) => ({ due: paperDay(entry.due), title: entry.title, fact: entry.fact, late: entry.late > 0 ? `逾${entry.late}天` : '' })),
  }
}

function layout(field: Fields) {
  const widths = fill([12, 32, 0, 36, 17, 15], formWidth())
  return fittedForm(({ size, row }) => ({
    title: `工作提示（${field.today}）`,
    author: field.organisation,
    pageNumber: 'outer',
    blocks: [
      title('工作提示'),
      para(`党组织：${field.organisation}　　日期：${field.today}`, { align: 'left' }),
      table({
        widths,
        headRows: 1,
        size,
        rows: [
          headCells(['序号', '期限', '要办的事', '出处', '逾期', '办完']),
          ...(field.rows.length === 0
            ? blankRows(16, widths.length, 12)
            : field.rows.map((one, index) => ({ height: row, cells: [cell(String(index + 1), centred), cell(one.due, centred), cell(one.title), cell(one.fact), cell(one.late, centred), cell('')] }))),
        ],
      }),
    ],
  }), { largest: 11 })
}

const names: FieldNames<Fields> = { organisation: '党组织', today: '日期', rows: ['要办的事', { due: '期限', title: '事项', fact: '出处', late: '逾期' }] }

export const dueReminder: DocumentDefinition<DueReminderFacts, Fields> = { kind: 'dueReminder', name: '工作提示', fields, names, layout }
