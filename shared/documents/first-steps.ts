import { cell, para, table, title } from '#shared/paper/blocks'
import { form, formWidth } from '#shared/paper/presets'
import type { DocumentDefinition, FieldNames } from './document'
import { centred, fill, headCells } from './sheet'

/** 上手说明: one sheet to lie beside the keyboard for who has never seen the app. It needs no books: it is printed before there are any. */
type Fields = {
  readonly begin: readonly string[]
  readonly year: readonly { readonly when: string; readonly where: string; readonly what: string; readonly papers: string }[]
  readonly always: readonly string[]
}

function fields(): Fields {
  return {
    begin: [
      '1. 打开先锋档案盒，按“建一个支部”。全称和公章一样，写上经办人的姓名；资料放在哪里，用它提议的盘就行。',
      '2. 想先看看，按“先看看示例”：里面是编出来的支部，随便改，看完到“设置”的“关于”里删掉。',
      '3. 到“党员名册”添人：有现成的 Excel 表就按“导入一张表”，先看会添哪些人，看好了才写进去；没有就按“添一名党员”，只有姓名必填。',
    ],
    year: [
      { when: '年初', where: '方案与计划（Alt+1）', what: '采用一个现成的方案，改成自己的', papers: '工作提示' },
      { when: '年初', where: '公开承诺（Alt+2）', what: '写承诺，审诺，公示；办一件记一件', papers: '承诺书、公示表、台账' },
      { when: '照安排', where: '党性分析（Alt+4）', what: '本人写，支部审阅', papers: '党性分析报告' },
      { when: '年底', where: '民主评议（Alt+5）', what: '印测评票，会后填张数和票数，评定', papers: '测评表、汇总表、登记表' },
      { when: '次年初', where: '档案盒（Alt+0）', what: '收件，归档，导出，打印', papers: '封面、盒脊、目录、备考表' },
    ],
    always: [
      '1. 不用按保存：写的随时留着草稿，按了“存下”“记下”就存在这台电脑里。',
      '2. 办错了按 Ctrl+Z 撤销。已经公示、定数、送出、归档的不能撤销，用“撤回公示”“移出归档”这样的另一笔来纠正，两笔都留着。',
      '3. 每星期到“数据安全”备份一次，存到 U 盘；换电脑就把那一个 .vbox 文件带过去，按“从备份恢复”。',
      '4. 出了差错，先看“您的资料”那一行：它说什么还在。不知道按哪个键，按 F1。',
    ],
  }
}

function layout({ begin, year, always }: Fields) {
  const widths = fill([24, 50, 0, 42], formWidth())
  // Read at arm's length, beside a keyboard.
  const line = (text: string) => para(text, { size: 14, pitch: 22, indent: 0 })
  const head = (text: string) => para([{ text, face: '黑体' }], { size: 15, pitch: 30, indent: 0, keepWithNext: true })
  return form({
    title: '上手说明',
    author: '先锋档案盒',
    blocks: [
      title('先锋档案盒上手说明'),
      line('一个支部一年的工作，从承诺到归档。照着做一遍，以后每年都一样。'),
      head('一、开头'),
      ...begin.map((text) => line(text)),
      head('二、一年里做什么'),
      table({ widths, headRows: 1, size: 13, rows: [headCells(['什么时候', '到哪里', '做什么', '出什么纸']), ...year.map((row) => ({ height: 12, cells: [cell(row.when, centred), cell(row.where), cell(row.what), cell(row.papers)] }))] }),
      head('三、平时'),
      ...always.map((text) => line(text)),
      para([{ text: '不得录入涉密信息。', face: '黑体' }, { text: '这里不联网，只放支部日常工作的资料。' }], { size: 14, pitch: 30, indent: 0 }),
    ],
  })
}

const names: FieldNames<Fields> = { begin: '开头怎么做', year: ['一年的事', { when: '什么时候', where: '在哪里', what: '做什么', papers: '出什么' }], always: '平时记住' }

export const firstSteps: DocumentDefinition<null, Fields> = { kind: 'firstSteps', name: '上手说明', fields, names, layout }
