import { escapeHtml } from '#shared/paper/html-style'
import { retentionNames } from './archive-code'
import { fondsOf } from './bag-info'
import type { BagRecord, BagRecordItem } from './bag-record'

/*
 * The catalogue of a bag for people: a csv any spreadsheet opens, and web pages that need neither this program nor a network, in thirty
 * years either: no script, no outside style, relative addresses only.
 */
export const catalogueHead = ['序号', '档号', '文号', '责任者', '题名', '日期', '密级', '页数', '备注', '保管期限', '盒号', '文件'] as const

export function catalogueRows({ items }: BagRecord): readonly (readonly string[])[] {
  return items.map((item, index) => [
    String(index + 1), item.code, item.docNo, item.author, item.title, item.date, item.secrecy, item.pages, item.note,
    retentionNames[item.retention], item.box === null ? '' : String(item.box), item.files.map((file) => `data/${file.name}`).join('\n'),
  ])
}

/** RFC 4180 with a byte order mark, without which Excel reads Chinese as something else. */
export function csvText(rows: readonly (readonly string[])[]): string {
  const field = (value: string) => (/[",\r\n]/.test(value) || value !== value.trim() ? `"${value.replace(/"/g, '""')}"` : value)
  return `\ufeff${rows.map((row) => row.map(field).join(',')).join('\r\n')}\r\n`
}

/** A relative address: every part encoded, so that `#`, `?` and `%` in a name stay part of it. */
export function addressOf(name: string): string {
  return name.split('/').map(encodeURIComponent).join('/')
}

const style = `body{margin:24px;font:16px/1.5 "Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#211e1a}h1{font-size:22px}table{border-collapse:collapse;width:100%}th,td{border:1px solid #8f877a;padding:5px 7px;text-align:left;vertical-align:top;overflow-wrap:anywhere}th{background:#f4f2ed;white-space:nowrap}.n{white-space:nowrap}ul{margin:0;padding:0;list-style:none}a{color:#1d4f86}@media print{@page{size:A4 landscape}a{color:inherit}thead{display:table-header-group}tr{break-inside:avoid}}`

export function page(title: string, body: string): string {
  return `<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n<title>${escapeHtml(title)}</title>\n<style>${style}</style>\n</head>\n<body>\n${body}\n</body>\n</html>\n`
}

export function filesCell({ files }: Pick<BagRecordItem, 'files'>, base: string): string {
  if (files.length === 0) return '只有纸质件'
  return `<ul>${files.map((file) => `<li><a href="${escapeHtml(addressOf(`${base}${file.name}`))}">${escapeHtml(file.name.split('/').at(-1) ?? file.name)}</a>${file.role === '电子件' ? '' : `　${escapeHtml(file.role)}`}</li>`).join('')}</ul>`
}

function table(record: BagRecord, base: string | null): string {
  const head = base === null ? catalogueHead.slice(0, 9) : [...catalogueHead.slice(0, 9), '文件']
  const rows = record.items.map((item, index) => {
    const cells = [String(index + 1), item.code, item.docNo, item.author, item.title, item.date, item.secrecy, item.pages, item.note]
    return `<tr>${cells.map((cell, at) => `<td${[0, 1, 5].includes(at) ? ' class="n"' : ''}>${escapeHtml(cell)}</td>`).join('')}${base === null ? '' : `<td>${filesCell(item, base)}</td>`}</tr>`
  })
  return `<table>\n<thead><tr>${head.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead>\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table>`
}

function heading(record: BagRecord): string {
  const { organisation, year, items } = record
  const pages = items.reduce((all, item) => all + (Number(item.pages) || 0), 0)
  return `<p>全宗名称：${escapeHtml(fondsOf(organisation))}　　全宗号：${escapeHtml(organisation.fondsCode)}　　年度：${year}　　${record.boxes.length} 盒 ${items.length} 件 ${pages} 页</p>`
}

/** 归档文件目录, its nine columns and nothing else. */
export function catalogueHtml(record: BagRecord): string {
  return page(`归档文件目录（${record.year}年度）`, `<h1>归档文件目录</h1>\n${heading(record)}\n${table(record, null)}`)
}

type Extra = { readonly name: string; readonly title: string }
/** `extras`: sheets, and the catalogues, below the table. */
export function firstPage(title: string, about: string, catalogue: string, extrasTitle: string, extras: readonly Extra[]): string {
  const links = extras.map(({ name, title: words }) => `<li><a href="${escapeHtml(addressOf(`data/${name}`))}">${escapeHtml(words)}</a></li>`).join('\n')
  return page(
    title,
    `<h1>${escapeHtml(title)}</h1>\n${about}\n<p>点文件名就打开。文件都在 data 文件夹里；manifest-sha256.txt 是每个文件的校验值（BagIt 1.0，RFC 8493），可用任何 SHA-256 工具核对。</p>\n${catalogue}\n<h2>${extrasTitle}</h2>\n<ul>\n${links}\n</ul>`,
  )
}

/** The first page of the bag: opened by a double click, every file one click away. */
export function indexHtml(record: BagRecord, extras: readonly Extra[]): string {
  return firstPage(`${record.organisation.name} ${record.year}年度归档文件`, heading(record), table(record, 'data/'), '目录和盒内各表', extras)
}
