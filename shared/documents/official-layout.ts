import { bottom, cell, gap, heading, issued, masthead, pageBreak, para, run, signature, table, title } from '#shared/paper/blocks'
import { gbt9704 } from '#shared/paper/gbt9704'
import { emWidth } from '#shared/paper/measure'
import { prose } from '#shared/paper/presets'
import type { Block } from '#shared/paper/print-document'
import { reportBlocks } from '#shared/paper/report-text'
import type { OfficialFields } from './official-fields'

/** Where GB/T 9704—2012 (and, for the years before July 2012, its edition of 1999) puts each part of an official paper. */
type Paragraph = Extract<Block, { type: 'paragraph' }>

/** A line of label and text whose further lines stand under the text's first character; it keeps to the signature that follows. */
function hanging(label: string, text: string, face: '黑体' | '仿宋' = '仿宋', from: number = gbt9704.indent): Paragraph {
  const left = from + emWidth(label)
  return para([run(label, { face }), run(text)], { align: 'left', left, indent: -emWidth(label), keepWithNext: true })
}

/** 7.3.4 附件说明: one blank line under the text; names without a closing mark, wraps under the name. */
function attachmentList(attachments: OfficialFields['attachments']): Block[] {
  const [only] = attachments
  if (only === undefined) return []
  const label = '附件：'
  if (attachments.length === 1) return [gap(1), hanging(label, only.name)]
  const indent = gbt9704.indent + emWidth(label)
  return [gap(1), ...attachments.map(({ name }, index) => {
    const number = `${index + 1}. `
    return index === 0 ? hanging(label + number, name) : hanging(number, name, '仿宋', indent)
  })]
}

/** 7.3.7 附件: a page of its own before the 版记, its mark on the first line, its title on the third. */
function attachmentPages(attachments: OfficialFields['attachments']): Block[] {
  return attachments.flatMap(({ name, text }, index) => text.trim() === '' ? [] : [
    pageBreak(),
    para([run(attachments.length === 1 ? '附件' : `附件${index + 1}`, { face: gbt9704.attachment.face })], { align: 'left', indent: 0, keepWithNext: true }),
    gap(gbt9704.attachment.titleLine - 2),
    title(name),
    ...reportBlocks(text),
  ])
}

/** 10.3 纪要: who was there, one blank line under the text. */
function attendance({ present, leave, observers }: OfficialFields): Block[] {
  const lines = ([['出席：', present], ['请假：', leave], ['列席：', observers]] as const).filter(([, names]) => names !== '')
  return lines.length === 0 ? [] : [gap(1), ...lines.map(([label, names]) => hanging(label, names, '黑体'))]
}

const { overSeal, sealsInRow, sealLines } = gbt9704.signature

function closing(field: OfficialFields): Block[] {
  const date = field.date === '' ? '　　　　年　　月　　日' : field.date
  // GB/T 9704—1999: under the seal of a single body stood the date alone (D§1.9).
  const names = field.older && field.sealed && field.issuers.length === 1 ? [] : field.issuers
  if (!field.sealed) return [gap(1), issued('unsealed', names, date)]
  if (names.length <= 1) return [gap(overSeal), issued('sealed', names, date)]
  const width = gbt9704.typeArea.width
  const perRow = Math.min(sealsInRow, names.length)
  const rows = Array.from({ length: Math.ceil(names.length / perRow) }, (_, at) => names.slice(at * perRow, (at + 1) * perRow))
  return [
    gap(1),
    table({
      widths: Array.from({ length: perRow }, () => width / perRow), frame: 0, lines: 0, size: gbt9704.body.size,
      rows: rows.map((row) => ({ height: (sealLines - 1) * (gbt9704.typeArea.height / gbt9704.lines), cells: Array.from({ length: perRow }, (_, at) => cell(row[at] ?? '', { align: 'center', valign: 'bottom' })) })),
    }),
    issued('sealed', [], date),
  ]
}

/** 7.4 版记: on the last page, its last rule on the lower edge of the type area. */
function imprint(field: OfficialFields): Block[] {
  const { copyTo, printedBy, printedOn, copies, keywords, older } = field
  const { size, face, outerRule, innerRule } = gbt9704.imprint
  const small = { size, face, indent: 0 } as const
  const width = gbt9704.typeArea.width
  const right = [printedOn === '' ? '' : `${printedOn}印发`, !older && copies !== '' ? `（${copies}）` : ''].filter((part) => part !== '').join('\n')
  const rows = [
    ...(copyTo === '' ? [] : [[cell(`抄送：${copyTo}。`, { colSpan: 2 })]]),
    ...(printedBy === '' && right === '' ? [] : [[cell(printedBy, { valign: 'top' }), cell(right, { align: 'right', valign: 'top' })]]),
  ]
  const rules = older ? { frame: outerRule, lines: outerRule } : { frame: outerRule, lines: innerRule }
  const words = keywords === '' ? [] : [para([run(`主题词：${keywords}`, { face: '黑体', size: gbt9704.body.size })], { align: 'left', indent: 0 })]
  const printed = older && copies !== '' ? [para([run(`（${copies}）`)], { ...small, align: 'right', right: 1 })] : []
  if (rows.length === 0 && words.length === 0 && printed.length === 0) return []
  return [bottom([...words, ...(rows.length === 0 ? [] : [table({ widths: [width - 66, 66], size, face, ...rules, rows })]), ...printed])]
}

export function officialLayout(field: OfficialFields) {
  return prose({
    title: field.title.replace(/\s+/gu, ''),
    author: field.author,
    official: true,
    blocks: [
      ...(field.redHead ? [masthead(field.head, field.docNo, field.signer === '' ? undefined : field.signer)] : []),
      // Without a red head the number stands where a reader looks for it: under the title.
      title(field.title, !field.redHead && field.docNo !== '' ? { subtitle: field.docNo } : {}),
      ...(field.recipients === '' ? [] : [para(field.recipients, { align: 'left', indent: 0 })]),
      ...reportBlocks(field.body),
      ...attachmentList(field.attachments),
      ...closing(field),
      ...(field.note === '' ? [] : [para(`（${field.note}）`, { keepWithPrevious: true })]),
      ...attachmentPages(field.attachments),
      ...imprint(field),
    ],
  })
}

/** 文稿: title, text, who and when; no red head, no 版记 (D§1.6). The writer's name stands under the title where it is a person's own. */
export function proseLayout(field: OfficialFields, place: 'under' | 'end') {
  const names = field.issuers
  return prose({
    title: field.title.replace(/\s+/gu, ''),
    author: field.author,
    blocks: [
      title(field.title, place === 'under' && names.length > 0 ? { subtitle: [...names, field.date === '' ? '' : `（${field.date}）`].filter((part) => part !== '').join('　') } : {}),
      ...reportBlocks(field.body),
      ...attachmentList(field.attachments),
      ...attendance(field),
      ...(place === 'end' ? closing({ ...field, sealed: false }) : [gap(1), signature([{ label: '本人签名：', rule: 40 }, { label: '年　　月　　日' }])]),
      ...attachmentPages(field.attachments),
    ],
  })
}

/** A text whose writer signs nothing, such as 事迹材料 written of somebody: the branch vouches for it with its seal. */
export function vouchedLayout(field: OfficialFields) {
  return prose({
    title: field.title.replace(/\s+/gu, ''),
    author: field.author,
    blocks: [title(field.title), ...reportBlocks(field.body), ...attachmentPages(field.attachments), gap(1), heading(1, '党组织意见'), gap(overSeal + 2), signature([{ label: '（盖章）' }, { label: field.date === '' ? '年　　月　　日' : field.date }])],
  })
}
