import { formatItemNumber, retentionNames } from '#shared/archive/archive-code'
import { boxContents, byShelf } from '#shared/archive/boxes'
import { standingVolumes, volumeCode, yearsOf } from '#shared/archive/volumes'
import type { ArchiveBox, ArchiveItem } from '#shared/model/archive'
import type { ArchiveVolume } from '#shared/model/archive-volume'
import type { Organisation } from '#shared/model/organisation'
import { cell, para, table, title } from '#shared/paper/blocks'
import { formWidth } from '#shared/paper/presets'
import type { DocumentDefinition, FieldNames } from './document'
import { fittedForm } from './fit'
import { centred, fill, headCells, paperDay } from './sheet'

/** 架上清单: the final boxes as they stand on the shelf, one row a spine, to hang at the end of it. The trade has no set form for it. */
export type ShelfFacts = { readonly organisation: Organisation; readonly day: string; readonly boxes: readonly ArchiveBox[]; readonly items: readonly ArchiveItem[]; readonly volumes?: readonly ArchiveVolume[] }
type Row = { readonly year: string; readonly retention: string; readonly topic: string; readonly box: string; readonly range: string; readonly count: string; readonly pages: string; readonly thickness: string }
type Fields = { readonly organisation: string; readonly fondsName: string; readonly fondsCode: string; readonly day: string; readonly sum: string; readonly rows: readonly Row[]; readonly volumes: readonly { readonly code: string; readonly title: string; readonly years: string; readonly retention: string; readonly pages: string; readonly thickness: string }[] }
const names: FieldNames<Fields> = {
  organisation: '党组织', fondsName: '全宗名称', fondsCode: '全宗号', day: '日期', sum: '合计',
  rows: ['归档盒', { year: '年度', retention: '保管期限', topic: '机构', box: '盒号', range: '起止件号', count: '件数', pages: '页数', thickness: '盒厚' }],
  volumes: ['案卷', { code: '档号', title: '案卷题名', years: '起止年度', retention: '保管期限', pages: '页数', thickness: '卷脊' }],
}

function fields({ organisation, day, boxes, items, volumes: known = [] }: ShelfFacts): Fields {
  const volumes = standingVolumes(known)
  const standing = [...boxes].sort(byShelf).map((box) => ({ box, inside: boxContents(box, items) }))
  const sum = (of: (one: (typeof standing)[number]) => number) => standing.reduce((all, one) => all + of(one), 0)
  return {
    organisation: organisation.name, fondsName: organisation.fondsName === '' ? organisation.name : organisation.fondsName, fondsCode: organisation.fondsCode, day: paperDay(day),
    sum: `${standing.length}盒，${sum(({ inside }) => inside.items.length)}件，${sum(({ inside }) => inside.pages)}页${volumes.length === 0 ? '' : `，案卷${volumes.length}卷`}，架长${((sum(({ box }) => box.thickness) + volumes.reduce((all, { thickness }) => all + thickness, 0)) / 1000).toFixed(2)}米`,
    volumes: volumes.map((volume) => ({ code: volumeCode(organisation.fondsCode, volume), title: volume.title, years: yearsOf(volume), retention: volume.retention, pages: volume.pages === 0 ? '' : String(volume.pages), thickness: `${volume.thickness}毫米` })),
    rows: standing.map(({ box, inside: { first, last, items: own, pages } }) => ({
      year: String(box.year), retention: retentionNames[box.retention], topic: box.topic, box: String(box.number), range: first === null || last === null ? '空' : `${formatItemNumber(first)}—${formatItemNumber(last)}`,
      count: String(own.length), pages: String(pages), thickness: `${box.thickness}毫米`,
    })),
  }
}

function layout(field: Fields) {
  const widths = fill([12, 14, 20, 28, 12, 0, 12, 12, 20], formWidth())
  return fittedForm(({ size, row }) => ({
    title: '架上清单',
    author: field.organisation,
    pageNumber: 'outer',
    blocks: [
      title('架上清单'),
      para(`全宗名称：${field.fondsName}　　全宗号：${field.fondsCode}　　${field.day}`, { align: 'left' }),
      para(field.sum, { align: 'left' }),
      table({
        widths,
        headRows: 1,
        size,
        rows: [
          headCells(['序号', '年度', '保管期限', '机构（问题）', '盒号', '起止件号', '件数', '页数', '盒厚']),
          ...(field.rows.length === 0
            ? [{ height: 12, cells: [cell('架上还没有归档的盒', { ...centred, colSpan: widths.length })] }]
            : field.rows.map((one, index) => ({ height: row, cells: [String(index + 1), one.year, one.retention, one.topic, one.box, one.range, one.count, one.pages, one.thickness].map((text) => cell(text, centred)) }))),
        ],
      }),
      ...(field.volumes.length === 0 ? [] : [
        para('案卷（按件归档以前的）', { align: 'left' }),
        table({
          widths: fill([12, 30, 0, 24, 18, 12, 18], formWidth()),
          headRows: 1,
          size,
          rows: [headCells(['序号', '档　号', '案 卷 题 名', '起止年度', '保管期限', '页数', '卷脊']), ...field.volumes.map((one, index) => ({ height: row, cells: [cell(String(index + 1), centred), cell(one.code, centred), cell(one.title), ...[one.years, one.retention, one.pages, one.thickness].map((text) => cell(text, centred))] }))],
        }),
      ]),
    ],
  }), { largest: 11 })
}

export const shelfList: DocumentDefinition<ShelfFacts, Fields> = { kind: 'shelfList', name: '架上清单', fields, names, layout }
