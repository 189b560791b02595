import type { ExportedFile } from '#shared/host'
import type { ArchiveBox, ArchiveItem } from '#shared/model/archive'
import type { Organisation } from '#shared/model/organisation'
import { retentionNames } from './archive-code'
import { aboutBag } from './bag-info'
import { bagFolder, maxFile, maxFolder, namer } from './bag-names'
import { catalogueHead, catalogueHtml, catalogueRows, csvText, indexHtml } from './bag-pages'
import type { BagPlan, BagPlanFile } from './bag-plan'
import { bagRecordName, type BagRecord, type BagRecordItem } from './bag-record'
import { byShelf } from './boxes'
import { catalogueOf } from './catalogue'
import { byNumber } from './numbering'
import { filesOf, papersOf } from './parts'

/** One year's bag: `data/<期限>/<件号 题名>/<files>`, the sheets of the boxes, and the catalogue four times over (xlsx, csv, html, json). */
export type BagFacts = {
  readonly organisation: Organisation
  readonly year: number
  readonly items: readonly ArchiveItem[]
  readonly boxes: readonly ArchiveBox[]
  /** The year's papers as exported into 导出/<年度>/归档: the sheets of the boxes come from there. */
  readonly exported: readonly ExportedFile[]
  readonly software: string
}

const boxSheets: ReadonlySet<string> = new Set(['archiveCatalogue', 'boxCover', 'boxSpine', 'boxNote'])
const fileRoles = { original: '正本', copy: '复制件', made: '电子件' } as const
const roleOrder = { original: 0, made: 1, copy: 2 } as const
export function planBag({ organisation, year, items, boxes, exported, software }: BagFacts): BagPlan {
  const filed = items.filter((item) => item.year === year && item.number !== null).sort(byNumber)
  const standing = boxes.filter((box) => box.year === year).sort(byShelf)
  const name = namer()
  const files: BagPlanFile[] = []
  const { rows } = catalogueOf(filed, organisation.fondsCode)
  const recordItems = filed.map((item, index): BagRecordItem => {
    const row = rows[index]
    const shelf = `${retentionNames[item.retention]}${item.topic === '' ? '' : ` ${item.topic}`}`
    const folder = `${shelf}/${name(shelf, `${String(item.number).padStart(4, '0')} ${item.title}`, maxFolder)}`
    // As the papers lie in the 件, and of one paper the 正本 first; a number before the name keeps that order in every window of files.
    const own = papersOf(item).flatMap((paper, place) => [...filesOf(item, paper)].sort((a, b) => roleOrder[a.role] - roleOrder[b.role]).map(({ role, blob }) => {
      const inside = item.parts?.[place]?.role
      const file = { name: `${folder}/${name(folder, inside === undefined ? blob.name : `${place + 1} ${inside} ${blob.name}`, maxFile)}`, title: paper.title, sha256: blob.sha256, size: blob.size, from: 'blob' as const }
      files.push(file)
      return { name: file.name, role: inside === undefined ? fileRoles[role] : `${inside}，${fileRoles[role]}`, size: blob.size, sha256: blob.sha256 }
    }))
    return {
      code: row?.code ?? '', docNo: item.docNo, author: item.author, title: item.title, date: row?.date ?? '', secrecy: item.secrecy, pages: row?.pages ?? '', note: item.note,
      retention: item.retention, topic: item.topic, number: item.number ?? 0, box: standing.find((box) => box.id === item.boxId)?.number ?? null, files: own,
    }
  })
  const sheets = exported.filter(({ kind }) => boxSheets.has(kind)).map((file): BagPlanFile => ({
    name: `盒内各表/${name('盒内各表', file.file.split('/').at(-1) ?? file.file, maxFile)}`, title: file.title, sha256: file.sha256, size: file.size, from: { exported: file.file },
  }))
  files.push(...sheets)
  const record: BagRecord = {
    what: 'vanguard-box-bag', format: 1, year,
    organisation: { name: organisation.name, fondsName: organisation.fondsName, fondsCode: organisation.fondsCode },
    boxes: standing.map((box) => ({ number: box.number, retention: box.retention, topic: box.topic, thickness: box.thickness, notes: box.notes.map((note) => [note.on, note.text, note.arranger, note.checker].filter((part) => part !== null && part !== '').join('　')) })),
    items: recordItems, volumes: [],
  }
  const texts = [
    { name: '目录/归档文件目录.csv', title: '归档文件目录（csv）', text: csvText([catalogueHead, ...catalogueRows(record)]) },
    { name: '目录/归档文件目录.html', title: '归档文件目录（网页，可打印）', text: catalogueHtml(record) },
    { name: bagRecordName, title: '归档记录（给程序读的）', text: `${JSON.stringify(record, null, 1)}\n` },
  ]
  const sheet = { name: '目录/归档文件目录.xlsx', title: '归档文件目录（Excel）', tabs: [{ name: '归档文件目录', widths: [6, 26, 18, 20, 48, 11, 8, 7, 18, 10, 7, 60], rows: [[...catalogueHead], ...catalogueRows(record).map((row) => [...row])] }] }
  return {
    folder: bagFolder(organisation, `${year}年归档`),
    info: bagInfo(record, year, files, software),
    files, texts, sheet,
    index: indexHtml(record, [sheet, ...texts, ...sheets]),
  }
}

function bagInfo(record: BagRecord, year: number, files: readonly BagPlanFile[], software: string): BagPlan['info'] {
  const { organisation, items, boxes } = record
  const retention = [...new Set(items.map((item) => retentionNames[item.retention]))].join('、')
  const pages = items.reduce((all, item) => all + (Number(item.pages) || 0), 0)
  const secrecy = [...new Set(items.map((item) => item.secrecy).filter((one) => one !== ''))].join('、')
  return aboutBag({
    organisation, software, description: `${year}年度归档文件`, identifier: `WS·${year}`, level: '年度', files,
    content: [['年度', String(year)], ['保管期限', retention], ['密级', secrecy], ['起始档号', items[0]?.code ?? ''], ['终止档号', items.at(-1)?.code ?? ''], ['盒数', String(boxes.length)], ['件数', String(items.length)], ['页数', String(pages)]],
  })
}
