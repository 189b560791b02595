import { formatItemNumber, retentionNames } from '#shared/archive/archive-code'
import { boxContents } from '#shared/archive/boxes'
import { catalogueOf, type CatalogueRow } from '#shared/archive/catalogue'
import type { ArchiveBox, ArchiveItem } from '#shared/model/archive'
import type { Organisation } from '#shared/model/organisation'
import { blank, cell, gap, label, para, table, title, type RowInput } from '#shared/paper/blocks'
import { form, formWidth, labels } from '#shared/paper/presets'
import type { DocumentDefinition, FieldNames } from './document'
import { fittedForm } from './fit'
import { blankRows, centred, fill, headCells, paperDay } from './sheet'

/**
 * What stands on and in one archive box, by DA/T 22—2015:
 * 归档文件目录 (6.2; A4 landscape, one row a 件), 档案盒封面 (fonds name over a double line), 盒脊 (310 mm high, as wide as the box is thick:
 * 全宗号, 年度, 保管期限, 机构(问题), 起止件号, 盒号), 备考表 (the last sheet in the box).
 */
export type BoxFacts = { readonly organisation: Organisation; readonly box: ArchiveBox; readonly items: readonly ArchiveItem[] }

const padded = (number: number | null) => (number === null ? '' : formatItemNumber(number))

type BoxFields = {
  readonly organisation: string
  readonly fondsName: string
  readonly fondsCode: string
  readonly year: string
  readonly retention: string
  readonly topic: string
  readonly first: string
  readonly last: string
  readonly boxNumber: string
  readonly thickness: number
  readonly itemCount: number
  readonly pageCount: number
  readonly rows: readonly Omit<CatalogueRow, 'id'>[]
  readonly footnotes: readonly string[]
  readonly notes: readonly { readonly on: string; readonly text: string; readonly arranger: string; readonly checker: string; readonly checkedOn: string }[]
}

function fields({ organisation, box, items }: BoxFacts): BoxFields {
  const { items: inside, first, last, pages } = boxContents(box, items)
  const { rows, footnotes } = catalogueOf(inside, organisation.fondsCode)
  return {
    organisation: organisation.name,
    fondsName: organisation.fondsName === '' ? organisation.name : organisation.fondsName,
    fondsCode: organisation.fondsCode,
    year: String(box.year),
    retention: retentionNames[box.retention],
    topic: box.topic,
    first: padded(first),
    last: padded(last),
    boxNumber: String(box.number),
    thickness: box.thickness,
    itemCount: inside.length,
    pageCount: pages,
    rows,
    footnotes,
    notes: box.notes.map((note) => ({ on: paperDay(note.on), text: note.text, arranger: note.arranger, checker: note.checker, checkedOn: paperDay(note.checkedOn) })),
  }
}

const boxName = (field: BoxFields) => `${field.year}年${field.retention}盒${field.boxNumber}`

function catalogueLayout(field: BoxFields) {
  // 档号 stands on one line, with a topic's letters too; 文号 takes room only where there is one.
  const topic = Math.max(0, ...field.rows.map((row) => row.code.length - '0217-WS·2026-D30-0001'.length))
  const widths = fill([11, 50 + 3.5 * topic, field.rows.some((row) => row.docNo !== '') ? 39 : 22, 38, 0, 21, 11, 11, 18], formWidth({ landscape: true }))
  const facts = [`全宗名称：${field.fondsName}`, `全宗号：${field.fondsCode}`, `年度：${field.year}`, `保管期限：${field.retention}`, ...(field.topic === '' ? [] : [`机构（问题）：${field.topic}`]), `盒号：${field.boxNumber}`]
  return fittedForm(({ size, row }) => ({
    title: `归档文件目录（${boxName(field)}）`,
    author: field.organisation,
    landscape: true,
    pageNumber: 'outer',
    blocks: [
      title('归档文件目录'),
      para(facts.join('　　'), { align: 'left' }),
      table({
        widths,
        headRows: 1,
        size,
        rows: [
          headCells(['序号', '档　号', '文　号', '责任者', '题　　名', '日　期', '密级', '页数', '备注']),
          ...(field.rows.length === 0
            ? blankRows(11, widths.length, 11)
            : field.rows.map((one) => ({
                height: row,
                cells: [cell(String(one.no), centred), cell(one.code, centred), cell(one.docNo), cell(one.author), cell(one.title), cell(one.date, centred), cell(one.secrecy, centred), cell(one.pages, centred), cell(one.note)],
              }))),
        ],
      }),
    ],
  }), { largest: 10.5 })
}

/** The front of a box, 310 × 220 mm: fonds name over a double line. Printed on A4 it is pasted or slipped in. */
function coverLayout(field: BoxFields) {
  return form({
    title: `档案盒封面（${boxName(field)}）`,
    author: field.organisation,
    margins: { top: 60, right: 20, bottom: 30, left: 20 },
    blocks: [
      para(field.fondsName, { align: 'center', face: '小标宋', size: 30, pitch: 46 }),
      // DA/T 22—2015: a double line under the name; two blanks close together have no ends that would close it into a box.
      para([blank(168)], { align: 'center', size: 5, pitch: 7 }),
      para([blank(168)], { align: 'center', size: 5, pitch: 7 }),
      gap(3),
      table({
        widths: [50, 120],
        size: 16,
        rows: [
          ['全 宗 号', field.fondsCode], ['年　　度', field.year], ['保管期限', field.retention], ['机构（问题）', field.topic],
          ['起止件号', field.first === '' ? '' : `${field.first}—${field.last}`], ['盒　　号', field.boxNumber], ['件　　数', `${field.itemCount}件，${field.pageCount}页`],
        ].map(([name, value]) => ({ height: 14, cells: [...headCells([name ?? '']), cell(value ?? '', centred)] })),
      }),
    ],
  })
}

function spineLayout(field: BoxFields) {
  const size = field.thickness >= 40 ? 20 : field.thickness >= 30 ? 16 : 12
  return labels({
    title: `档案盒盒脊（${boxName(field)}，${field.thickness}毫米）`,
    author: field.organisation,
    labels: [
      label(field.thickness, 310, [
        { caption: '全宗号', text: field.fondsCode, height: 32, size },
        { caption: '年度', text: field.year, height: 32, size },
        { caption: '保管期限', text: field.retention, height: 36, size },
        { caption: '机构(问题)', text: field.topic, height: 36, size },
        { caption: '起件号', text: field.first, height: 30, size },
        { caption: '止件号', text: field.last, height: 30, size },
        { caption: '盒号', text: field.boxNumber, height: 30, size },
        { caption: '全宗名称', text: field.fondsName, height: 80, size, vertical: true },
      ]),
    ],
  })
}

function noteLayout(field: BoxFields) {
  const last = field.notes.at(-1)
  const about = [
    ...(field.notes.length === 0 ? [`本盒共${field.itemCount}件，${field.pageCount}页。`] : field.notes.map((note) => `${note.on === '' ? '' : `${note.on}：`}${note.text}`)),
    ...field.footnotes,
  ]
  const hand = (caption: string, value: string, more: string) => [{ text: caption }, blank(58, value), { text: more }]
  const signed: RowInput = {
    height: 80,
    cells: [cell([
      ...hand('整理人：', last?.arranger ?? '', '\n'), ...hand('整理日期：', last?.on ?? '', '\n\n'), ...hand('检查人：', last?.checker ?? '', '\n'), ...hand('检查日期：', last?.checkedOn ?? '', ''),
    ], { align: 'right', size: 14 })],
  }
  return form({
    title: `备考表（${boxName(field)}）`,
    author: field.organisation,
    margins: { top: 30, left: 25, right: 20 },
    blocks: [
      title('备　考　表'),
      para(`全宗号：${field.fondsCode}　　年度：${field.year}　　保管期限：${field.retention}　　盒号：${field.boxNumber}`, { align: 'left' }),
      table({ widths: [165], rows: [{ height: 125, cells: [cell(`盒内文件情况说明：\n${about.join('\n')}`, { valign: 'top', size: 14 })] }, signed] }),
    ],
  })
}

const names: FieldNames<BoxFields> = {
  organisation: '党组织', fondsName: '全宗名称', fondsCode: '全宗号', year: '年度', retention: '保管期限', topic: '机构（问题）', first: '起件号', last: '止件号', boxNumber: '盒号', thickness: '盒脊厚度', itemCount: '件数', pageCount: '总页数',
  rows: ['盒内文件', { no: '序号', code: '档号', docNo: '文号', author: '责任者', title: '题名', date: '日期', secrecy: '密级', pages: '页数', note: '备注' }],
  footnotes: '目录说明', notes: ['备考', { on: '日期', text: '情况说明', arranger: '整理人', checker: '检查人', checkedOn: '检查日期' }],
}

export const archiveCatalogue: DocumentDefinition<BoxFacts, BoxFields> = { kind: 'archiveCatalogue', name: '归档文件目录', fields, names, layout: catalogueLayout }
export const boxCover: DocumentDefinition<BoxFacts, BoxFields> = { kind: 'boxCover', name: '档案盒封面', fields, names, layout: coverLayout }
export const boxSpine: DocumentDefinition<BoxFacts, BoxFields> = { kind: 'boxSpine', name: '档案盒盒脊', fields, names, layout: spineLayout }
export const boxNote: DocumentDefinition<BoxFacts, BoxFields> = { kind: 'boxNote', name: '备考表', fields, names, layout: noteLayout }
