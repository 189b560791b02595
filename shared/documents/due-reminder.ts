import type { DueEntry } from '#shared/duties/year-view'
import type { Organisation } from '#shared/model/organisation'
import { cell, para, table, title } from '#shared/paper/blocks'
import { form, formWidth } from '#shared/paper/presets'
import { formatDate } from '#shared/text/partial-date'
import type { DocumentDefinition } from './document'

/** 工作提示: what is due, on one sheet for the wall; fields from `dueNext`. */
export type DueReminderFacts = { readonly organisation: Organisation; readonly today: string; readonly due: readonly DueEntry[] }
type Fields = { readonly organisation: string; readonly today: string; readonly rows: readonly { readonly due: string; readonly title: string; readonly fact: string; readonly late: string }[] }

function fields({ organisation, today, due }: DueReminderFacts): Fields {
  return {
    organisation: organisation.name,
    today: formatDate(today, 'paper'),
    rows: due.map((entry) => ({ due: formatDate(entry.due, 'paper'), title: entry.title, fact: entry.fact, late: entry.late > 0 ? `逾${entry.late}天` : '' })),
  }
}

function layout(field: Fields) {
  const fixed = [12, 36, 44, 18, 24]
  const whole = formWidth()
  const widths = [12, 36, whole - fixed.reduce((all, width) => all + width, 0), 44, 18, 24]
  return form({
    title: `工作提示（${field.today}）`,
    author: field.organisation,
    pageNumber: 'outer',
    blocks: [
      title('工作提示'),
      para(`党组织：${field.organisation}　　日期：${field.today}`),
      table({
        widths,
        headRows: 1,
        size: 10.5,
        rows: [
          ['序号', '期限', '要办的事', '出处', '逾期', '办完'].map((text) => cell(text, { align: 'center', face: '黑体' })),
          ...field.rows.map((row, index) => ({ height: 9, cells: [cell(String(index + 1), { align: 'center' }), cell(row.due, { align: 'center' }), cell(row.title), cell(row.fact), cell(row.late, { align: 'center' }), cell('')] })),
        ],
      }),
    ],
  })
}

export const dueReminder: DocumentDefinition<DueReminderFacts, Fields> = { kind: 'dueReminder', name: '工作提示', fields, layout }
