import { dueYear, type Condemned } from '#shared/archive/appraisal'
import { formatArchiveCode, formatItemNumber, retentionNames } from '#shared/archive/archive-code'
import { byNumber, byPlace } from '#shared/archive/numbering'
import { volumeCode, volumeDue, yearsOf } from '#shared/archive/volumes'
import type { ArchiveItem } from '#shared/model/archive'
import type { Organisation } from '#shared/model/organisation'
import { blank, cell, gap, para, table, title } from '#shared/paper/blocks'
import { form, formWidth } from '#shared/paper/presets'
import type { DocumentDefinition, FieldNames } from './document'
import { fittedForm } from './fit'
import { blankRows, centred, fill, headCells, paperDay } from './sheet'

/**
 * Lists of the archive that are no part of a box (D§2.5, D§11.4): 目录封面, 盒内清单 of the working boxes, 交接清单, 到期鉴定表 and 销毁清册.
 * Fields: the year's archive items; what is judged, handed over or destroyed is decided and signed by hand.
 */
export type ArchiveListFacts = { readonly organisation: Organisation; readonly year: number; readonly items: readonly ArchiveItem[]; /** These and no others, of whatever year; a list for hand is filled with them. */ readonly listed?: Condemned }
type Row = { readonly title: string; readonly author: string; readonly date: string; readonly pages: string; readonly retention: string; readonly code: string; readonly due: string; readonly number: string; readonly workingBox: string; readonly note: string }
type Fields = { readonly organisation: string; readonly fondsName: string; readonly fondsCode: string; readonly year: string; readonly given: boolean; readonly sum: string; readonly rows: readonly Row[] }
const names: FieldNames<Fields> = {
  organisation: '党组织', fondsName: '全宗名称', fondsCode: '全宗号', year: '年度', given: '已选定', sum: '合计',
  rows: ['归档文件', { title: '题名', author: '责任者', date: '日期', pages: '页数', retention: '保管期限', code: '档号', due: '到期年度', number: '件号', workingBox: '资料盒', note: '备注' }],
}

const fieldsIn = (order: (a: ArchiveItem, b: ArchiveItem) => number) => ({ organisation, year, items, listed }: ArchiveListFacts): Fields => {
  const chosen = [...(listed?.items ?? items.filter((item) => item.year === year))].sort(order)
  const volumes = listed?.volumes ?? []
  return {
    organisation: organisation.name, fondsName: organisation.fondsName === '' ? organisation.name : organisation.fondsName, fondsCode: organisation.fondsCode, year: String(year), given: listed !== undefined, sum: `共${[[chosen.length, '件'], [volumes.length, '卷']].filter(([count]) => count !== 0).map((part) => part.join('')).join('、')}`,
    rows: [...chosen.map((item) => ({
      title: item.title, author: item.author, date: paperDay(item.date), pages: item.pages === 0 ? '' : String(item.pages), retention: retentionNames[item.retention],
      code: item.number === null ? '' : formatArchiveCode({ fondsCode: organisation.fondsCode, year: item.year, retention: item.retention, topic: item.topic, number: item.number }), due: String(dueYear(item) ?? ''),
      number: item.number === null ? '' : formatItemNumber(item.number), workingBox: item.workingBox, note: item.note,
    })), ...volumes.map((volume) => ({
      title: volume.title, author: '', date: yearsOf(volume), pages: volume.pages === 0 ? '' : String(volume.pages), retention: volume.retention, code: volumeCode(organisation.fondsCode, volume), due: String(volumeDue(volume) ?? ''),
      number: formatItemNumber(volume.number), workingBox: '', note: '整卷',
    }))],
  }
}

function coverLayout(field: Fields) {
  return form({
    title: `归档文件目录封面（${field.year}年度）`,
    author: field.organisation,
    landscape: true,
    margins: { top: 40 },
    blocks: [
      para('归档文件目录', { align: 'center', face: '小标宋', size: 36, pitch: 60 }),
      gap(2),
      ...[['　　全 宗 号', field.fondsCode], ['　　全宗名称', field.fondsName], ['　　年　　度', field.year], ['　　保管期限', ''], ['机构（问题）', '']].map(([caption, value]) => para([{ text: `${caption ?? ''}：` }, blank(120, value)], { align: 'center', size: 18, pitch: 40 })),
    ],
  })
}

/** `yearless`: of papers of any year, for hand or for those chosen. */
type List = { readonly yearless?: boolean; readonly heading: string; readonly widths: readonly number[]; readonly captions: readonly string[]; readonly cells: (row: Row) => readonly string[]; readonly filled: boolean; readonly closing: string }

function list({ yearless = false, heading, widths, captions, cells, filled, closing }: List) {
  return (field: Fields) => {
    const columns = fill(widths, formWidth({ landscape: true }))
    const rows = filled || field.given ? field.rows : []
    return fittedForm(({ size, row }) => ({
      title: `${heading}（${field.year}年度）`,
      author: field.organisation,
      landscape: true,
      pageNumber: 'outer',
      blocks: [
        title(heading),
        para([`全宗名称：${field.fondsName}`, `全宗号：${field.fondsCode}`, ...(yearless ? [] : [`年度：${field.year}`]), ...(rows.length === 0 ? [] : [field.sum])].join('　　'), { align: 'left' }),
        table({
          widths: columns,
          headRows: 1,
          size,
          rows: [
            headCells(['序号', ...captions]),
            ...(rows.length === 0 ? blankRows(9, columns.length, 11) : rows.map((one, index) => ({ height: row, cells: [String(index + 1), ...cells(one)].map((text, column) => cell(text, column === 1 || column === 2 ? {} : centred)) }))),
            { height: 20, cells: [cell(closing, { colSpan: columns.length, valign: 'top' })] },
          ],
        }),
      ],
    }), { largest: 10.5 })
  }
}

/** By the number each has on the shelf, those without one last; a working box by its theme. */
const byShelf = (a: ArchiveItem, b: ArchiveItem): number => Number(a.number === null) - Number(b.number === null) || byNumber(a, b) || byPlace(a, b)
const byTheme = (a: ArchiveItem, b: ArchiveItem): number => a.workingBox.localeCompare(b.workingBox, 'en') || byPlace(a, b)

const define = (kind: string, name: string, layout: (field: Fields) => ReturnType<typeof form>, order = byShelf): DocumentDefinition<ArchiveListFacts, Fields> => ({ kind, name, fields: fieldsIn(order), names, layout })

export const catalogueCover = define('catalogueCover', '归档文件目录封面', coverLayout)
export const workingBoxList = define('workingBoxList', '盒内清单', list({
  heading: '盒内清单', widths: [13, 0, 66, 34, 12, 14, 14], captions: ['题　　名', '责任者', '日期', '页数', '资料盒', '备注'], filled: true,
  cells: (row) => [row.title, row.author, row.date, row.pages, row.workingBox, row.note], closing: '整理人签名：　　　　　　　　检查人签名：　　　　　　　　日期：　　　年　　月　　日',
}), byTheme)
export const handoverList = define('handoverList', '档案交接清单', list({
  heading: '档案交接清单', widths: [13, 0, 66, 34, 18, 14, 12, 14], captions: ['题　　名', '责任者', '日期', '保管期限', '件号', '页数', '备注'], filled: true,
  cells: (row) => [row.title, row.author, row.date, row.retention, row.number, row.pages, row.note], closing: '交接事由：\n移交人签名：　　　　　　接收人签名：　　　　　　监交人签名：　　　　　　日期：　　　年　　月　　日',
}))
export const appraisalList = define('appraisalList', '到期档案鉴定表', list({
  yearless: true, heading: '到期档案鉴定表', widths: [13, 0, 42, 34, 20, 20, 40, 20], captions: ['题　　名', '责任者', '日期', '保管期限', '到期年度', '鉴定意见', '备注'], filled: false,
  cells: (row) => [row.title, row.author, row.date, row.retention, row.due, '', row.note], closing: '鉴定意见：延长保管或者销毁，逐件写明。\n鉴定人签名：　　　　　　　　负责人签名：　　　　　　　　日期：　　　年　　月　　日',
}))
export const destructionList = define('destructionList', '档案销毁清册', list({
  yearless: true, heading: '档案销毁清册', widths: [13, 0, 42, 34, 44, 20, 14, 20], captions: ['题　　名', '责任者', '日期', '档号', '保管期限', '页数', '备注'], filled: false,
  cells: (row) => [row.title, row.author, row.date, row.code, row.retention, row.pages, row.note], closing: '批准人签名：　　　　　　　　监销人签名（两人）：　　　　　　　　　　　　销毁日期：　　　年　　月　　日',
}))
