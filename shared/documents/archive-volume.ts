import { byVolume, volumeCode, volumeDue, volumeRemark, yearsOf } from '#shared/archive/volumes'
import type { ArchiveVolume } from '#shared/model/archive-volume'
import type { Organisation } from '#shared/model/organisation'
import { eightDigits } from '#shared/archive/catalogue'
import { blank, cell, gap, label, para, table, title, type RowInput } from '#shared/paper/blocks'
import { form, formWidth, labels } from '#shared/paper/presets'
import type { DocumentDefinition, FieldNames } from './document'
import { fittedForm } from './fit'
import { blankRows, centred, fill, headCells, paperDay } from './sheet'

/**
 * What stands on and in a 案卷 (GB/T 9705—2008): 案卷封面, 卷内文件目录, 卷内备考表; and the 案卷目录 of all of them. null: a blank sheet to write on.
 * Fields: the volume as it was catalogued.
 */
export type VolumeFacts = { readonly organisation: Organisation; readonly volume: ArchiveVolume | null }
type Fields = {
  readonly organisation: string
  readonly fondsName: string
  readonly code: string
  readonly fondsCode: string
  readonly catalogueNo: string
  readonly number: string
  readonly title: string
  readonly category: string
  readonly from: string
  readonly to: string
  readonly retention: string
  readonly fileNo: string
  readonly count: string
  readonly pages: string
  readonly thickness: number
  readonly entries: readonly { readonly docNo: string; readonly author: string; readonly title: string; readonly date: string; readonly page: string; readonly note: string }[]
  readonly notes: readonly { readonly on: string; readonly text: string; readonly arranger: string; readonly checker: string; readonly checkedOn: string }[]
}
const names: FieldNames<Fields> = {
  organisation: '党组织', fondsName: '全宗名称', code: '档号', fondsCode: '全宗号', catalogueNo: '目录号', number: '案卷号', title: '案卷题名', category: '类目名称', from: '自', to: '至', retention: '保管期限', fileNo: '归档号', count: '件数', pages: '页数', thickness: '卷脊',
  entries: ['卷内文件', { docNo: '文号', author: '责任者', title: '题名', date: '日期', page: '页号', note: '备注' }],
  notes: ['备考', { on: '日期', text: '情况说明', arranger: '整理人', checker: '检查人', checkedOn: '检查日期' }],
}

const fondsOf = (organisation: Organisation) => (organisation.fondsName === '' ? organisation.name : organisation.fondsName)
const figure = (value: number) => (value === 0 ? '' : String(value))

function fields({ organisation, volume }: VolumeFacts): Fields {
  const given = { organisation: organisation.name, fondsName: fondsOf(organisation), fondsCode: organisation.fondsCode }
  if (volume === null) return { ...given, code: '', catalogueNo: '', number: '', title: '', category: '', from: '', to: '', retention: '', fileNo: '', count: '', pages: '', thickness: 20, entries: [], notes: [] }
  return {
    ...given, code: volumeCode(organisation.fondsCode, volume), catalogueNo: volume.catalogueNo, number: String(volume.number), title: volume.title, category: volume.category,
    from: paperDay(volume.from), to: paperDay(volume.to), retention: volume.retention, fileNo: volume.fileNo, count: figure(volume.entries.length), pages: figure(volume.pages), thickness: volume.thickness,
    entries: volume.entries.map(({ docNo, author, title: name, date, page, note }) => ({ docNo, author, title: name, date: eightDigits(date), page, note })),
    notes: volume.notes.map((note) => ({ on: paperDay(note.on), text: note.text, arranger: note.arranger, checker: note.checker, checkedOn: paperDay(note.checkedOn) })),
  }
}

const named = (sheet: string, field: Fields) => `${sheet}${field.title === '' ? '' : `（${field.number}，${field.title}）`}`

function coverLayout(field: Fields) {
  const line = (name: string, value: string): RowInput => ({ height: 14, cells: [...headCells([name]), cell(value, centred)] })
  return form({
    title: named('案卷封面', field), author: field.organisation, margins: { top: 45, right: 20, bottom: 25, left: 25 },
    blocks: [
      para(field.fondsName, { align: 'center', face: '小标宋', size: 26, pitch: 42 }),
      para(field.category === '' && field.title === '' ? [{ text: '类目名称：' }, blank(90)] : field.category, { align: 'center', size: 16, pitch: 30 }),
      gap(2),
      para(field.title === '' ? [{ text: '案卷题名：' }, blank(120)] : field.title, { align: 'center', size: 22, pitch: 36 }),
      gap(2),
      para([{ text: '自　' }, blank(50, field.from), { text: '　至　' }, blank(50, field.to)], { align: 'center', size: 14, pitch: 30 }),
      gap(1),
      table({ widths: [50, 115], size: 14, rows: [line('保管期限', field.retention), line('件数、页数', `${field.count === '' ? '　　' : field.count}件　${field.pages === '' ? '　　' : field.pages}页`), line('归 档 号', field.fileNo), line('全 宗 号', field.fondsCode), line('目 录 号', field.catalogueNo), line('案 卷 号', field.number)] }),
    ],
  })
}

function contentsLayout(field: Fields) {
  const widths = fill([14, 28, 26, 0, 22, 14, 16], formWidth())
  return fittedForm(({ size, row }) => ({
    title: named('卷内文件目录', field), author: field.organisation, pageNumber: 'outer',
    blocks: [
      title('卷内文件目录'),
      para(`档号：${field.code}`, { align: 'left' }),
      table({
        widths, headRows: 1, size,
        rows: [
          headCells(['顺序号', '文　号', '责任者', '题　　名', '日　期', '页号', '备注']),
          ...(field.entries.length === 0 ? blankRows(18, widths.length, 11) : field.entries.map((one, index) => ({ height: row, cells: [cell(String(index + 1), centred), cell(one.docNo), cell(one.author), cell(one.title), cell(one.date, centred), cell(one.page, centred), cell(one.note)] }))),
        ],
      }),
    ],
  }), { largest: 10.5 })
}

function noteLayout(field: Fields) {
  const last = field.notes.at(-1)
  const about = field.notes.length === 0 ? '' : field.notes.map((note) => `${note.on === '' ? '' : `${note.on}：`}${note.text}`).join('\n')
  const hand = (caption: string, value: string, more: string) => [{ text: caption }, blank(58, value), { text: more }]
  return form({
    title: named('卷内备考表', field), author: field.organisation, margins: { top: 30, left: 25, right: 20 },
    blocks: [
      title('卷 内 备 考 表'),
      para(`档号：${field.code}`, { align: 'left' }),
      table({ widths: [165], rows: [
        { height: 125, cells: [cell(`本卷情况说明：\n${about}`, { valign: 'top', size: 14 })] },
        { height: 80, cells: [cell([...hand('立卷人：', last?.arranger ?? '', '\n'), ...hand('立卷时间：', last?.on ?? '', '\n\n'), ...hand('检查人：', last?.checker ?? '', '\n'), ...hand('检查时间：', last?.checkedOn ?? '', '')], { align: 'right', size: 14 })] },
      ] }),
    ],
  })
}

const longestOnBack = 50
/** For a back that is worn or was never written on: as wide as it is, inside 2 mm at either end of the 310 mm. */
function spineLayout(field: Fields) {
  const size = field.thickness >= 20 ? 12 : field.thickness >= 15 ? 10.5 : 8
  const year = (date: string) => date.slice(0, 4)
  // A line down the back takes no more; the whole title stands on the cover.
  const title = [...field.title].length > longestOnBack ? `${[...field.title].slice(0, longestOnBack - 1).join('')}…` : field.title
  // Two characters a line is all that 10 mm take.
  const captioned = (caption: string, short: string) => (field.thickness < 15 ? short : caption)
  const cells = [[captioned('全宗号', '全宗'), field.fondsCode, 26], [captioned('目录号', '目录'), field.catalogueNo, 24], [captioned('案卷号', '案卷'), field.number, 24], ['起年', year(field.from), 24], ['止年', year(field.to === '' ? field.from : field.to), 24], [captioned('保管期限', '期限'), field.retention, 28]] as const
  return labels({
    title: named('案卷卷脊', field), author: field.organisation,
    labels: [label(field.thickness, 310, [...cells.map(([caption, text, height]) => ({ caption, text, height, size })), { caption: captioned('案卷题名', '题名'), text: title, height: 156, size, vertical: true }])],
  })
}

export type VolumeListFacts = { readonly organisation: Organisation; readonly volumes: readonly ArchiveVolume[] }
type ListFields = { readonly organisation: string; readonly fondsName: string; readonly fondsCode: string; readonly rows: readonly { readonly code: string; readonly title: string; readonly years: string; readonly retention: string; readonly count: string; readonly pages: string; readonly due: string; readonly fileNo: string; readonly note: string }[] }

function listFields({ organisation, volumes }: VolumeListFacts): ListFields {
  return {
    organisation: organisation.name, fondsName: fondsOf(organisation), fondsCode: organisation.fondsCode,
    rows: [...volumes].sort(byVolume).map((volume) => ({
      code: volumeCode(organisation.fondsCode, volume), title: volume.title, years: yearsOf(volume), retention: volume.retention, count: figure(volume.entries.length), pages: figure(volume.pages), due: String(volumeDue(volume) ?? ''), fileNo: volume.fileNo, note: volumeRemark(volume),
    })),
  }
}

function listLayout(field: ListFields) {
  const widths = fill([13, 34, 0, 26, 20, 13, 13, 20, 18, 28], formWidth({ landscape: true }))
  return fittedForm(({ size, row }) => ({
    title: '案卷目录', author: field.organisation, landscape: true, pageNumber: 'outer',
    blocks: [
      title('案卷目录'),
      para(`全宗名称：${field.fondsName}　　全宗号：${field.fondsCode}`, { align: 'left' }),
      table({
        widths, headRows: 1, size,
        rows: [
          headCells(['序号', '档　号', '案 卷 题 名', '起止年度', '保管期限', '件数', '页数', '到期年度', '归档号', '备注']),
          ...(field.rows.length === 0 ? blankRows(11, widths.length, 11) : field.rows.map((one, index) => ({ height: row, cells: [cell(String(index + 1), centred), cell(one.code, centred), cell(one.title), ...[one.years, one.retention, one.count, one.pages, one.due, one.fileNo, one.note].map((text) => cell(text, centred))] }))),
        ],
      }),
    ],
  }), { largest: 10.5 })
}

const define = (kind: string, name: string, layout: (field: Fields) => ReturnType<typeof form>): DocumentDefinition<VolumeFacts, Fields> => ({ kind, name, fields, names, layout })
export const volumeCover = define('volumeCover', '案卷封面', coverLayout)
export const volumeSpine = define('volumeSpine', '案卷卷脊', spineLayout)
export const volumeContents = define('volumeContents', '卷内文件目录', contentsLayout)
export const volumeNote = define('volumeNote', '卷内备考表', noteLayout)
export const volumeList: DocumentDefinition<VolumeListFacts, ListFields> = {
  kind: 'volumeList', name: '案卷目录', fields: listFields, layout: listLayout,
  names: { organisation: '党组织', fondsName: '全宗名称', fondsCode: '全宗号', rows: ['案卷', { code: '档号', title: '案卷题名', years: '起止年度', retention: '保管期限', count: '件数', pages: '页数', due: '到期年度', fileNo: '归档号', note: '备注' }] },
}
