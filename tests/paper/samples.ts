import { makeDocument } from '#shared/documents/document'
import { tallySheet } from '#shared/documents/review-results'
import { organisation, person, review } from '#shared/documents/testing'
import { bottom, cell, checkbox, gap, heading, label, masthead, overlay, para, pageBreak, run, blank, signature, table, title, sealCorner, signCorner } from '#shared/paper/blocks'
import { form, formSection, formWidth, labels, prose, proseSection } from '#shared/paper/presets'
import { reportBlocks } from '#shared/paper/report-text'
import type { Block, PrintDocument } from '#shared/paper/print-document'

/** Papers to measure. The texts are made up; the long ones are cut so that they fill a known number of pages. */
const author = '河西村党支部'

/** Sentences without two marks in a row, so that no line is shortened by the rules about marks at its ends more than it must. */
const sentences = [
  '一年来本人在支部的帮助下坚持学习认真做事在思想上工作上都有一些进步也看到自己身上还有不少需要改进的地方',
  '平时忙于具体事务静下心来读书的时间少学得零散记得不牢联系实际不够紧密遇到新情况新问题时办法不多',
  '入户走访次数少了坐在办公室里听汇报多了对几户困难群众的家底说不准确解决问题有时停在口头上',
]

function filler(characters: number, seed: number): string {
  let text = ''
  for (let at = seed; text.length < characters; at++) text += sentences[at % sentences.length] ?? ''
  return text.slice(0, characters)
}

/** A 文稿 with a title, numbered parts and a signature, of about `lines` lines. */
export function essay(name: string, lines: number): PrintDocument {
  const text: string[] = []
  // Title, subtitle, blank line, signature.
  let left = lines - 7
  const parts = ['一、基本情况', '二、查找的问题与不足', '三、剖析根源', '四、努力方向和整改措施']
  const eachPart = Math.max(2, Math.floor(left / 4))
  for (const [index, part] of parts.entries()) {
    text.push(part)
    left -= 1
    let room = Math.min(left, index === 3 ? left : eachPart - 1)
    for (let at = 0; room > 0; at++) {
      const take = Math.min(room, 5 + ((at + index) % 6))
      text.push(at % 3 === 1 ? `（一）${filler(12, at)}。${filler(take * 28 - 14 - 2 - 5, at + index)}。` : `${filler(take * 28 - 2 - 10, at + index)}。`)
      room -= take
      left -= take
    }
  }
  return prose({ title: name, author, blocks: [
    title('个人党性分析报告', { subtitle: '王建国' }), ...reportBlocks(text.join('\n')), gap(1),
    signature([{ label: author }, { label: '2010年12月8日' }]),
  ] })
}

export const onePage = (): PrintDocument => essay('一页文稿', 20)
export const threePages = (): PrintDocument => essay('三页文稿', 60)
export const twentyPages = (): PrintDocument => essay('二十页文稿', 430)

export function longForm(): PrintDocument {
  const widths = [12, 20, 12, 12, 32, 50, formWidth() - 138]
  return form({ title: '党员花名册', author, header: `单位：${author}　　　2010年12月`, pageNumber: 'outer', blocks: [
    title('党员花名册'),
    table({
      widths, headRows: 2,
      rows: [
        [cell('序号', { rowSpan: 2 }), cell('姓名', { rowSpan: 2 }), cell('性别', { rowSpan: 2 }), cell('民族', { rowSpan: 2 }), cell('组织关系', { colSpan: 2 }), cell('备注', { rowSpan: 2 })],
        ['入党时间', '现任职务'],
        ...Array.from({ length: 60 }, (_, index) => ({ height: 9, cells: [
          cell(String(index + 1), { align: 'center' as const }), cell(`党员${index + 1}`, { align: 'center' as const }), cell(index % 3 === 0 ? '女' : '男', { align: 'center' as const }), cell('汉', { align: 'center' as const }),
          cell('2001年7月', { align: 'center' as const }), index % 7 === 0 ? '村民委员会委员、第二党小组组长、远程教育管理员，兼管档案和学习记录' : '党员', '',
        ] })),
      ],
    }),
    gap(1),
    signature([{ label: '填表人：', rule: 30 }, { label: '年　　月　　日' }]),
  ] })
}

const spine = (width: number) => label(width, 310, [
  { caption: '全宗号', text: 'J001', height: 22 },
  { caption: '年度', text: '2010', height: 22 },
  { caption: '保管期限', text: '30年', height: 26 },
  { caption: '', text: '中共河西村支部委员会民主评议党员材料', height: 150, vertical: true, face: '小标宋' },
  { caption: '起止件号', text: '0001\n0012', height: 40 },
  // What the cells leave of the strip is shared out.
  { caption: '盒号', text: '3', height: 46 },
])

export const spines = (): PrintDocument => labels({ title: '盒脊', author, labels: [20, 30, 40, 50].map(spine) })

/** A red-head document of three pages with 版记 at the foot of the last. */
export function redHead(): PrintDocument {
  const rule = (lines: number, frame: number) => ({ lines, frame })
  return prose({ title: '关于开展民主评议党员工作的通知', author, official: true, blocks: [
    masthead('中共河西镇委员会', '河委发〔2010〕12号'),
    title('中共河西镇委员会关于在创先争优活动中开展民主评议党员工作的通知'),
    para('各党支部：', { indent: 0 }),
    ...reportBlocks(`一、总体要求\n${filler(300, 0)}。\n（一）评议对象。${filler(120, 1)}。\n1.${filler(200, 2)}。\n二、方法步骤\n${filler(420, 1)}。`),
    gap(1), signature([{ label: '中共河西镇委员会' }, { label: '2010年12月8日' }]),
    bottom([table({ widths: [156], headRows: 0, size: 14, ...rule(0.25, 0.35), rows: [['抄送：县委组织部，县创先争优活动领导小组办公室。'], ['中共河西镇委员会办公室　　　　　　　2010年12月8日印发']] })]),
  ] })
}

/** A last paragraph of so many lines that the page ends within it or right behind it: the signature may not be alone on the next. */
export function lastWords(lines: number, above: number): PrintDocument {
  return prose({ title: '工作总结', author, blocks: [title('工作总结'), ...Array.from({ length: above }, () => para('短句。')), para('总'.repeat(28 * lines - 3)), gap(1), signature([{ label: author }, { label: '2010年12月8日' }])] })
}

/** Every block and every kind of cell once, with hostile text. */
export function everything(): PrintDocument {
  const stamp = (): Block => overlay({ x: 82, y: 3, width: 45, height: 16, color: 'red', table: table({ widths: [15, 15, 15], headRows: 0, size: 9, rows: [
    { height: 8, cells: [cell('J001', { align: 'center' }), cell('2010', { align: 'center' }), cell('0001', { align: 'center' })] },
    { height: 8, cells: [cell('', { align: 'center' }), cell('30年', { align: 'center' }), cell('3', { align: 'center' })] },
  ] }) })
  const width = formWidth()
  return form({ title: '民主评议党员登记表', author, blocks: [
    stamp(),
    title('民主评议党员登记表', { subtitle: '2010年度' }),
    para([run('党支部：'), blank(50, author), run('　　填表日期：'), blank(40)], { align: 'left', indent: 0 }),
    table({ widths: [20, 30, 20, 30, 20, 20, width - 140], headRows: 0, rows: [
      { height: 11, cells: [cell('姓名', { align: 'center' }), '王建国', cell('性别', { align: 'center' }), '男', cell('民族', { align: 'center' }), '汉', cell('照片', { rowSpan: 3, photo: { width: 26, height: 32 } })] },
      { height: 11, cells: [cell('出生年月', { align: 'center' }), '1962年3月', cell('入党时间', { align: 'center' }), '1985年7月', cell('学历', { align: 'center' }), '高中'] },
      { height: 11, cells: [cell('单位职务', { align: 'center' }), cell('河西村村民委员会 <b>主任</b> & "组长" \u0007', { colSpan: 5 })] },
      { height: 40, cells: [cell('个人总结', { vertical: true }), cell('一年来认真学习，完成了承诺的三件实事。\n还有不足：读书少。', { colSpan: 6, valign: 'top' })] },
      { height: 40, cells: [cell('党小组意见', { vertical: true }), cell('同意评为合格。', { colSpan: 6, corner: [...signCorner] })] },
      { height: 45, cells: [cell('党支部意见', { vertical: true }), cell('', { colSpan: 6, corner: [...sealCorner] })] },
    ] }),
    pageBreak(),
    title('民主测评票'),
    table({ widths: [40, 25, 25, 25, 25, width - 140], headRows: 1, rows: [
      { height: 14, cells: [cell('', { diagonal: ['姓名', '等次'] }), '优秀', '合格', '基本合格', '不合格', '备注'] },
      ...['赵㛃', '钱䶮', '孙𠮷', '欧阳建华'].map((name) => ({ height: 10, cells: [cell(name, { align: 'center' as const }), ...[true, false, false, false].map((one) => cell(checkbox(one), { align: 'center' as const })), cell('')] })),
    ] }),
    gap(0.5),
    heading(1, '一、说明'), heading(2, '（一）画票办法。', '在相应的格内画一个记号，多画无效。'), para('不记名，本人填写。'),
  ] })
}

/** A row higher than a page: it has to part, and may lose nothing. */
export function tallRow(): PrintDocument {
  return form({ title: '长格', author, blocks: [
    title('个人总结'), table({ widths: [20, 150], headRows: 1, rows: [['项目', '内容'], [cell('总结', { vertical: true }), '本人坚持学习认真做事，'.repeat(250)], ['备注', '']] }),
    signature([{ label: '签名：', rule: 40 }]),
  ] })
}

/** Sections of different shapes in one document, with and without page numbers. */
export function mixed(): PrintDocument {
  return { title: '合订', author, preset: '文稿', sections: [
    proseSection([title('承诺书'), para(filler(200, 0)), gap(1), signature([{ label: '本人签名：', rule: 40 }, { label: '日期：', value: '2010年12月8日', rule: 40 }])]),
    formSection({ blocks: [title('承诺台账')], landscape: true, paper: 'A3' }),
    ...spines().sections.slice(1, 2),
    proseSection([heading(1, '一、附记'), para(filler(60, 1))]),
  ] }
}

/** Stamps in the upper margin, in the left one, and moved against a printer: text, stamp of its own digits, text. */
export function stamps(): PrintDocument {
  const row = (...texts: readonly string[]) => ({ height: 8, cells: texts.map((text) => cell(text, { align: 'center' as const })) })
  const stamp = (x: number, y: number, digits: string) => overlay({ x, y, width: 45, height: 16, color: 'red', table: table({ widths: [15, 15, 15], headRows: 0, size: 9, rows: [row(`甲${digits}`, '2010', `乙${digits}`), row('丙', '永久', '丁')] }) })
  const page = (x: number, y: number, digits: string) => proseSection([stamp(x, y, digits), para('全文从这里开始，盖不盖章都在第一行。'), para('第二行。')])
  return { title: '章', author: '', preset: '文稿', sections: [page(82, 12, '1'), page(3, 12, '2'), page(150, 240, '3')] }
}

/** 1999's layout: the alone date over the seal, 主题词 above and 共印 under the rules at the foot. */
export function olderPaper(): PrintDocument {
  const small = { size: 14, indent: 0 } as const
  return prose({ title: '通知', author, official: true, blocks: [
    title('关于开展党性分析的通知'), para('各党小组：', { indent: 0 }), para(`${filler(500, 0)}。`), gap(2), signature([{ label: '2010年6月12日' }]),
    bottom([para([run('主题词：党建　创先争优　通知', { face: '黑体' })], { align: 'left', indent: 0 }), table({ widths: [90, 66], headRows: 0, size: 14, frame: 0.35, lines: 0.35, rows: [[cell('抄送：县委组织部。', { colSpan: 2 })], ['河西村党支部', cell('2010年6月12日印发', { align: 'right' })]] }), para([run('（共印80份）')], { ...small, align: 'right', right: 1 })]),
  ] })
}

/** Telephone numbers where lines end, in text and in cells, and one in a cell that has no room for it. */
export function telephones(): PrintDocument {
  const rows = Array.from({ length: 8 }, (_, n) => [`${'电'.repeat(n + 3)}0513-12345678转办公室`, '0513-12345678'])
  const text = Array.from({ length: 10 }, (_, n) => para(`${'电'.repeat(n + 14)}：0513-12345678-801，或者400-810-9988。`))
  return { ...prose({ title: '电话', author, blocks: [] }), sections: [proseSection(text), formSection({ blocks: [table({ widths: [52, 14], rows })] })] }
}

/** The 汇总表 of so many, with the year before beside it and a chart behind. */
export function tally(count: number): PrintDocument {
  const of = (year: number) => {
    const roster = Array.from({ length: count }, (_, index) => person(index + 1))
    const votes = (index: number) => ({ excellent: (index * 7) % count, qualified: count - ((index * 7) % count), basic: 0, unqualified: 0 })
    return review({
      year, roster, counts: { due: count, present: count, leave: 0, absent: 0, exempt: 0, issued: count, returned: count, valid: count, invalid: 0 }, committee: { valid: count, votes: [count, 0, 0, 0], blank: 0 },
      tally: roster.map(({ memberId, name }, index) => ({ memberId, name, votes: votes(index), blank: 0 })),
      verdicts: roster.map(({ memberId }) => ({ memberId, grade: 'qualified', selfSummary: '', peerOpinion: '', conduct: '', opinion: '', reason: '' })),
    })
  }
  return makeDocument(tallySheet, { organisation: organisation(), review: of(2026), last: of(2025) })
}
