import { formatItemNumber, retentionNames } from '#shared/archive/archive-code'
import type { ArchiveItem } from '#shared/model/archive'
import type { Organisation } from '#shared/model/organisation'
import { cell, gap, overlay, para, table } from '#shared/paper/blocks'
import { form } from '#shared/paper/presets'
import type { Block } from '#shared/paper/print-document'
import type { DocumentDefinition } from './document'

/**
 * 归档章 (DA/T 22—2015, 5.4.2; D§2.4): 45 × 16 mm in six equal cells, 全宗号 年度 件号 over 机构(问题) 保管期限 页数, in red on the first page's upper blank.
 * Fields: one archived item. The sheet is for trying: laid over a first page against the light it shows whether the printer puts the stamp where it belongs.
 */
export type ArchiveStampFacts = { readonly organisation: Organisation; readonly item: ArchiveItem | null }
export type ArchiveStampFields = { readonly organisation: string; readonly fondsCode: string; readonly year: string; readonly number: string; readonly topic: string; readonly retention: string; readonly pages: string }

export const stampSize = { width: 45, height: 16 } as const
/** The middle of an A4 sheet, in the blank over the type area. */
export const stampPlace = { x: (210 - stampSize.width) / 2, y: 12 } as const

export function archiveStampFields({ organisation, item }: ArchiveStampFacts): ArchiveStampFields {
  return {
    organisation: organisation.name, fondsCode: organisation.fondsCode, year: item === null ? '' : String(item.year), number: item?.number == null ? '' : formatItemNumber(item.number),
    topic: item?.topic ?? '', retention: item === null ? '' : retentionNames[item.retention], pages: item === null || item.pages === 0 ? '' : String(item.pages),
  }
}

/** The stamp itself, `at` mm from the sheet's upper left corner. The captions are no part of it. */
export function archiveStamp(field: ArchiveStampFields, at: { readonly x: number; readonly y: number } = stampPlace): Block {
  const rows = [[field.fondsCode, field.year, field.number], [field.topic, field.retention, field.pages]]
  return overlay({
    ...at, ...stampSize, color: 'red',
    table: table({ widths: [15, 15, 15], size: 9, face: '宋体', rows: rows.map((row) => ({ height: 8, cells: row.map((text) => cell(text, { align: 'center' })) })) }),
  })
}

function layout(field: ArchiveStampFields) {
  const line = (text: string) => para(text, { align: 'left' })
  return form({
    title: `归档章试印（${field.number === '' ? '空白' : field.number}）`,
    author: field.organisation,
    margins: { top: 37 },
    blocks: [
      archiveStamp(field),
      para('归档章试印', { align: 'center', face: '小标宋', size: 22, pitch: 40 }),
      gap(0.5),
      line('上边是一枚归档章，长45毫米，宽16毫米，分六格：上排全宗号、年度、件号，下排机构（问题）、保管期限、页数。'),
      line('1. 打印时选“实际大小”，量外框：长45毫米、宽16毫米，左右居中，上边离纸边12毫米。'),
      line('2. 印偏了，先印“打印校准页”，把量得的数填到“设置—打印”，再试这一页。'),
      line('3. 把这一页和文件首页叠起来对着光看：章要落在首页上端的空白处，不压字。首页上端没有空白的，换一处空白。'),
    ],
  })
}

export const archiveStampSheet: DocumentDefinition<ArchiveStampFacts, ArchiveStampFields> = {
  kind: 'archiveStamp', name: '归档章试印', fields: archiveStampFields, layout,
  names: { organisation: '党组织', fondsCode: '全宗号', year: '年度', number: '件号', topic: '机构（问题）', retention: '保管期限', pages: '页数' },
}
