import { formatItemNumber, retentionNames } from '#shared/archive/archive-code'
import { boxContents } from '#shared/archive/boxes'
import { cell, overlay, table } from '#shared/paper/blocks'
import { formSection } from '#shared/paper/presets'
import type { Section } from '#shared/paper/print-document'
import type { BoxFacts } from './archive-sheets'
import type { DocumentDefinition, FieldNames } from './document'
import { centred } from './sheet'

/**
 * 归档章 (DA/T 22—2015 5.4.3): 45 mm by 16 mm, six equal cells without captions: 全宗号, 年度, 件号 over 机构(问题), 保管期限, 页数; red lines, filled in
 * black, on the first page of each 件 in the blank at the top centre. One sheet for each 件 of a box, in its order: their first pages are put
 * into the printer's tray as they lie in the box.
 */
export const stampSize = { width: 45, height: 16 } as const
/** mm from the sheet's corner, where a text leaves its upper margin blank. */
const place = { x: (210 - stampSize.width) / 2, y: 10 } as const

type Fields = {
  readonly organisation: string
  readonly box: string
  readonly stamps: readonly { readonly fondsCode: string; readonly year: string; readonly number: string; readonly topic: string; readonly retention: string; readonly pages: string }[]
}

function fields({ organisation, box, items }: BoxFacts): Fields {
  const retention = retentionNames[box.retention]
  return {
    organisation: organisation.name,
    box: `${box.year}年${retention}盒${box.number}`,
    stamps: boxContents(box, items).items.map((item) => ({
      fondsCode: organisation.fondsCode, year: String(item.year), number: item.number === null ? '' : formatItemNumber(item.number), topic: item.topic, retention, pages: item.pages === 0 ? '' : String(item.pages),
    })),
  }
}

function sheet(stamp: Fields['stamps'][number]): Section {
  const row = (...texts: readonly string[]) => ({ height: stampSize.height / 2, cells: texts.map((text) => cell(text, centred)) })
  return formSection({ blocks: [overlay({
    ...place, ...stampSize, color: 'red',
    table: table({ widths: [15, 15, 15], frame: 0.35, lines: 0.25, size: 10.5, rows: [row(stamp.fondsCode, stamp.year, stamp.number), row(stamp.topic, stamp.retention, stamp.pages)] }),
  })] })
}

const blank: Fields['stamps'][number] = { fondsCode: '', year: '', number: '', topic: '', retention: '', pages: '' }
const names: FieldNames<Fields> = { organisation: '党组织', box: '档案盒', stamps: ['归档章', { fondsCode: '全宗号', year: '年度', number: '件号', topic: '机构（问题）', retention: '保管期限', pages: '页数' }] }

export const archiveStamps: DocumentDefinition<BoxFacts, Fields> = {
  kind: 'archiveStamps', name: '归档章', fields, names,
  layout: (field) => ({ title: `归档章（${field.box}）`, author: field.organisation, preset: '表格', sections: (field.stamps.length === 0 ? [blank] : field.stamps).map(sheet) }),
}
