import type { ExportedFile } from '#shared/host'
import type { ArchiveVolume } from '#shared/model/archive-volume'
import type { Organisation } from '#shared/model/organisation'
import { formatDate, yearOf } from '#shared/text/partial-date'
import { aboutBag } from './bag-info'
import { bagFolder, maxFile, maxFolder, namer } from './bag-names'
import { csvText } from './bag-pages'
import type { BagPlan, BagPlanFile } from './bag-plan'
import { bagRecordName, type BagRecord, type BagRecordVolume } from './bag-record'
import { eightDigits } from './catalogue'
import { entryHead, entryRows, volumeHead, volumeIndexHtml, volumeListHtml, volumeRows } from './volume-pages'
import { byVolume, volumeCode, volumeRemark } from './volumes'

/**
 * The bag of all 案卷 of before 2016. They stand by 目录号 and 案卷号, run over years and are handed over together, so they are in no year's bag:
 * `data/案卷/<目录号-案卷号 题名>/<scans and sheets>`, the 案卷目录 and every 卷内文件目录 as xlsx, csv, html and json.
 */
export type VolumeBagFacts = {
  readonly organisation: Organisation
  readonly volumes: readonly ArchiveVolume[]
  /** Sheets of the volumes as exported (`shared/documents/volume-papers.ts`). */
  readonly exported: readonly ExportedFile[]
  readonly software: string
}

export function planVolumeBag({ organisation, volumes, exported, software }: VolumeBagFacts): BagPlan {
  const name = namer()
  const files: BagPlanFile[] = []
  const take = (folder: string, given: string, role: string, file: Pick<BagPlanFile, 'title' | 'sha256' | 'size' | 'from'>) => {
    const placed = { ...file, name: `${folder}/${name(folder, given, maxFile)}` }
    files.push(placed)
    return { name: placed.name, role, size: placed.size, sha256: placed.sha256 }
  }
  const standing = [...volumes].sort(byVolume)
  const inBag = standing.map((volume): BagRecordVolume => {
    const folder = `案卷/${name('案卷', `${volumeCode('', volume)} ${volume.title}`, maxFolder)}`
    const scans = (volume.files ?? []).map(({ blob }, place) => take(folder, `${place + 1} ${blob.name}`, '扫描件', { title: volume.title, sha256: blob.sha256, size: blob.size, from: 'blob' }))
    const sheets = exported.filter(({ key }) => key?.startsWith(`${volume.id} `) === true).map((file) => take(folder, baseName(file), '卷内各表', { title: file.title, sha256: file.sha256, size: file.size, from: { exported: file.file } }))
    return {
      code: volumeCode(organisation.fondsCode, volume), title: volume.title, category: volume.category, dates: datesOf(volume), retention: volume.retention, pages: volume.pages === 0 ? '' : String(volume.pages), fileNo: volume.fileNo, note: volumeRemark(volume),
      entries: volume.entries.map((entry) => ({ ...entry, date: eightDigits(entry.date) })),
      notes: volume.notes.map((note) => [note.on, note.text, note.arranger, note.checker].filter((part) => part !== null && part !== '').join('　')),
      files: [...scans, ...sheets],
    }
  })
  const lists = exported.filter(({ kind }) => kind === 'volumeList').map((file) => {
    const { name: placed } = take('目录', baseName(file), '', { title: file.title, sha256: file.sha256, size: file.size, from: { exported: file.file } })
    return { name: placed, title: `${file.title}（${placed.endsWith('.pdf') ? 'PDF' : 'Word'}）` }
  })
  const record: BagRecord = { what: 'vanguard-box-bag', format: 1, year: null, organisation: { name: organisation.name, fondsName: organisation.fondsName, fondsCode: organisation.fondsCode }, boxes: [], items: [], volumes: inBag }
  const texts = [
    { name: '目录/案卷目录.csv', title: '案卷目录（csv）', text: csvText([volumeHead, ...volumeRows(record)]) },
    { name: '目录/卷内文件目录.csv', title: '卷内文件目录（csv）', text: csvText([entryHead, ...entryRows(record)]) },
    { name: '目录/案卷目录.html', title: '案卷目录和卷内文件目录（网页，可打印）', text: volumeListHtml(record) },
    { name: bagRecordName, title: '归档记录（给程序读的）', text: `${JSON.stringify(record, null, 1)}\n` },
  ]
  const tab = (title: string, widths: number[], rows: readonly (readonly string[])[]) => ({ name: title, widths, rows: rows.map((row) => [...row]) })
  const sheet = {
    name: '目录/案卷目录.xlsx', title: '案卷目录和卷内文件目录（Excel）',
    tabs: [tab('案卷目录', [6, 18, 48, 16, 30, 10, 7, 7, 12, 18], [volumeHead, ...volumeRows(record)]), tab('卷内文件目录', [18, 30, 8, 18, 20, 48, 11, 9, 18], [entryHead, ...entryRows(record)])],
  }
  const years = standing.flatMap(({ from, to }) => [from, to].flatMap((date) => (date === null ? [] : [yearOf(date)])))
  const sum = (of: (volume: ArchiveVolume) => number) => String(standing.reduce((all, volume) => all + of(volume), 0))
  return {
    folder: bagFolder(organisation, '案卷'),
    info: aboutBag({
      organisation: record.organisation, software, description: '案卷', identifier: '案卷', level: '案卷', files,
      content: [
        ['年度', years.length === 0 ? '' : [...new Set([Math.min(...years), Math.max(...years)])].join('—')], ['保管期限', [...new Set(standing.map(({ retention }) => retention))].join('、')],
        ['起始档号', inBag[0]?.code ?? ''], ['终止档号', inBag.at(-1)?.code ?? ''], ['卷数', String(standing.length)], ['件数', sum(({ entries }) => entries.length)], ['页数', sum(({ pages }) => pages)],
      ],
    }),
    files, texts, sheet,
    index: volumeIndexHtml(record, [sheet, ...texts, ...lists]),
  }
}

const baseName = ({ file }: ExportedFile): string => file.split('/').at(-1) ?? file

function datesOf({ from, to }: Pick<ArchiveVolume, 'from' | 'to'>): string {
  return [...new Set([from, to].flatMap((date) => (date === null ? [] : [formatDate(date, 'paper')])))].join('—')
}
