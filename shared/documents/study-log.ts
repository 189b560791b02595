import { blank, cell, gap, para, table, title } from '#shared/paper/blocks'
import { form, formWidth } from '#shared/paper/presets'
import { captionRow, gridRow, gridWidths, handForm, ruledRows, writingRow } from './hand-form'
import { fill, blankRows, headCells } from './sheet'

/**
 * 学习记录本 (D§9.3): a member's booklet of the year: cover, index with the year's total of 学时, and as many entry pages as it takes.
 * Fields: the branch and the year; who keeps it and what was learnt are written by hand.
 */
const names = {
  organisation: '所在党支部', year: '年度', person: '姓名', post: '党内职务', on: '日期', form: '学习形式', hours: '学时', place: '地点', subject: '学习主题', lecturer: '主讲领学', makeUp: '是否补课', content: '学习内容\n摘要', thoughts: '心得体会', check: '检查评语',
} as const
const known = ({ organisation, year }: { readonly organisation: { readonly name: string }; readonly year: number }) => ({
  organisation: organisation.name, year: `${year}年度`, form: '☐集中　☐自学　☐党课　☐培训　☐网络', makeUp: '☐是　☐否',
})

export const studyLogCover = handForm({
  kind: 'studyLogCover', name: '学习记录本封面', names, known,
  layout: (field) => form({
    title: `${field.year}学习记录本封面`,
    author: field.organisation,
    margins: { top: 70, right: 25, bottom: 40, left: 25 },
    blocks: [
      para('学习记录本', { align: 'center', face: '小标宋', size: 36, pitch: 60 }),
      para(field.year, { align: 'center', face: '楷体', size: 22, pitch: 40 }),
      gap(10),
      table({ widths: [50, 110], size: 16, rows: [[names.person, field.person], [names.organisation, field.organisation], [names.post, field.post]].map(([caption, value]) => ({ height: 16, cells: [...headCells([caption ?? '']), cell(value ?? '', { align: 'center' })] })) }),
    ],
  }),
})

export const studyLogIndex = handForm({
  kind: 'studyLogIndex', name: '学习记录本目录', names, known,
  layout: (field) => {
    const widths = fill([13, 28, 0, 30, 20, 20, 20], formWidth())
    return form({
      title: `${field.year}学习记录本目录`,
      author: field.organisation,
      blocks: [
        title('学习记录目录', { subtitle: field.year }),
        para([{ text: `党支部：${field.organisation}　　姓名：` }, blank(30, field.person)]),
        table({
          widths, headRows: 1,
          rows: [
            headCells(['序号', '日期', '学习主题', '学习形式', '学时', '补课', '页次']), ...blankRows(20, widths.length, 9),
            { height: 11, cells: [cell('全年学时合计', { align: 'center', face: '黑体', colSpan: 4 }), cell('', { colSpan: 3 })] },
          ],
        }),
      ],
    })
  },
})

export const studyLogPage = handForm({
  kind: 'studyLogPage', name: '学习记录本内页', names, known,
  layout: (field) => form({
    title: `${field.year}学习记录本内页`,
    author: field.organisation,
    blocks: [
      title('学习记录', { subtitle: field.year }),
      table({
        widths: gridWidths(),
        rows: [
          gridRow(names, field, ['on', 'hours', 'place']), gridRow(names, field, ['form']), gridRow(names, field, ['subject']), gridRow(names, field, ['lecturer', 'makeUp']),
          captionRow('学习内容摘要'), ...ruledRows(10), captionRow('心得体会'), ...ruledRows(6),
          writingRow(names.check, field.check, 24, ['检查人签名：　　　　', '年　　月　　日']),
        ],
      }),
    ],
  }),
})
