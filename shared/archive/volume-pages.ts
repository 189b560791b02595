import { escapeHtml } from '#shared/paper/html-style'
import { fondsOf } from './bag-info'
import { filesCell, firstPage, page } from './bag-pages'
import type { BagRecord } from './bag-record'

/* The 案卷目录 of a bag for people, and every 卷内文件目录 in it; pages as in `bag-pages.ts`. */
export const volumeHead = ['序号', '档号', '案卷题名', '类目名称', '起止日期', '保管期限', '件数', '页数', '归档号', '备注'] as const
export const entryHead = ['档号', '案卷题名', '顺序号', '文号', '责任者', '题名', '日期', '页号', '备注'] as const

export function volumeRows({ volumes }: BagRecord): readonly (readonly string[])[] {
  return volumes.map((volume, index) => [
    String(index + 1), volume.code, volume.title, volume.category, volume.dates, volume.retention, volume.entries.length === 0 ? '' : String(volume.entries.length), volume.pages, volume.fileNo, volume.note,
  ])
}

export function entryRows({ volumes }: BagRecord): readonly (readonly string[])[] {
  return volumes.flatMap((volume) => volume.entries.map((entry, index) => [volume.code, volume.title, String(index + 1), entry.docNo, entry.author, entry.title, entry.date, entry.page, entry.note]))
}

function heading({ organisation, volumes }: BagRecord): string {
  const entries = volumes.reduce((all, volume) => all + volume.entries.length, 0)
  const pages = volumes.reduce((all, volume) => all + (Number(volume.pages) || 0), 0)
  return `<p>全宗名称：${escapeHtml(fondsOf(organisation))}　　全宗号：${escapeHtml(organisation.fondsCode)}　　${volumes.length} 卷 ${entries} 件 ${pages} 页</p>`
}

const tableOf = (head: readonly string[], rows: readonly string[]) => `<table>\n<thead><tr>${head.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead>\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table>`
const cells = (texts: readonly string[], narrow: readonly number[]) => texts.map((text, at) => `<td${narrow.includes(at) ? ' class="n"' : ''}>${escapeHtml(text)}</td>`).join('')

/** The list of volumes, each title leading to what lies in it, then each 卷内文件目录 with its 备考. `base`: where the files are; null: without files. */
function body(record: BagRecord, base: string | null): string {
  const list = volumeRows(record).map((row, index) => {
    const title = `<td><a href="#v${index + 1}">${escapeHtml(row[2] ?? '')}</a></td>`
    const files = record.volumes[index]
    return `<tr>${cells(row.slice(0, 2), [0, 1])}${title}${cells(row.slice(3), [2])}${base === null || files === undefined ? '' : `<td>${filesCell(files, base)}</td>`}</tr>`
  })
  const inside = record.volumes.map((volume, index) => {
    const rows = volume.entries.map((entry, at) => `<tr>${cells([String(at + 1), entry.docNo, entry.author, entry.title, entry.date, entry.page, entry.note], [0, 4, 5])}</tr>`)
    const notes = volume.notes.map((note) => `<li>${escapeHtml(note)}</li>`).join('')
    return `<h2 id="v${index + 1}">${escapeHtml(`${volume.code}　${volume.title}`)}</h2>\n${rows.length === 0 ? '<p>卷内文件目录没有登记。</p>' : tableOf(entryHead.slice(2), rows)}${notes === '' ? '' : `\n<p>备考：</p>\n<ul>${notes}</ul>`}`
  })
  return `${tableOf([...volumeHead, ...(base === null ? [] : ['文件'])], list)}\n${inside.join('\n')}`
}

export function volumeListHtml(record: BagRecord): string {
  return page('案卷目录', `<h1>案卷目录</h1>\n${heading(record)}\n${body(record, null)}`)
}

export function volumeIndexHtml(record: BagRecord, extras: readonly { readonly name: string; readonly title: string }[]): string {
  return firstPage(`${record.organisation.name} 案卷`, heading(record), body(record, 'data/'), '目录', extras)
}
