import { cell, para, table, title } from '#shared/paper/blocks'
import { form, formWidth } from '#shared/paper/presets'
import { handForm } from './hand-form'
import { blankRows, centred, fill, headCells } from './sheet'

/**
 * 整改台账 (D§10.2): the branch's own sheet on A3, where every column has room, and a member's on A4. Each line is closed by hand (销号).
 * Fields: the branch and the year; lines are written by hand until the duty keeps them.
 */
const names = { organisation: '党组织', year: '年度', person: '姓名', responsible: '责任领导' } as const
const sources = '来源：组织生活会、民主评议、群众评议、领导点评、巡察、自查。时限：立行立改、短期整改、长期坚持。改好一条，验收一条，销号一条。'

export const branchRectification = handForm({
  kind: 'branchRectification', name: '支部班子整改台账', names,
  known: ({ organisation, year }) => ({ organisation: organisation.name, year: `${year}年度` }),
  layout: (field) => {
    const widths = fill([13, 24, 0, 22, 40, 56, 22, 22, 26, 40, 26, 24, 20, 20], formWidth({ landscape: true, paper: 'A3' }))
    return form({
      title: `${field.year}支部班子整改台账`, author: field.organisation, landscape: true, paper: 'A3',
      blocks: [
        title('支部班子整改台账', { subtitle: field.year }),
        para(`党组织：${field.organisation}　　责任领导签名：　　　　　　　　填表日期：　　　年　　月　　日`),
        table({
          widths, headRows: 1, size: 12,
          rows: [headCells(['序号', '来源', '问题', '问题\n类别', '原因', '整改措施', '责任\n领导', '责任人', '整改\n时限', '完成情况', '佐证', '完成\n日期', '验收人', '销号\n日期']), ...blankRows(10, widths.length, 19)],
        }),
        para(sources, { size: 10.5 }),
      ],
    })
  },
})

export const memberRectification = handForm({
  kind: 'memberRectification', name: '党员个人整改台账', names,
  known: ({ organisation, year }) => ({ organisation: organisation.name, year: `${year}年度` }),
  layout: (field) => {
    const widths = fill([13, 24, 0, 52, 24, 44, 22, 22], formWidth({ landscape: true }))
    return form({
      title: `${field.year}党员个人整改台账`, author: field.organisation, landscape: true,
      blocks: [
        title('党员个人整改台账', { subtitle: field.year }),
        para(`党组织：${field.organisation}　　姓名：${field.person === '' ? '　　　　　　' : field.person}　　本人签名：`),
        table({
          widths, headRows: 1,
          rows: [
            headCells(['序号', '来源', '问题', '整改措施', '整改\n时限', '完成情况', '验收人', '销号\n日期']),
            ...Array.from({ length: 6 }, (_, index) => ({ height: 17, cells: [cell(String(index + 1), centred), '', '', '', '', '', '', ''] })),
          ],
        }),
        para(sources, { size: 10.5 }),
      ],
    })
  },
})
