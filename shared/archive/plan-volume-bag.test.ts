import { expect, test } from 'vitest'
import { makeDocument } from '#shared/documents/document'
import { organisation } from '#shared/documents/testing'
import { volumePapers } from '#shared/documents/volume-papers'
import { one, testContext } from '#shared/duties/testing'
import type { ExportedFile } from '#shared/host'
import { volumeCover } from '#shared/documents/archive-volume'
import { addressOf } from './bag-pages'
import { bagRecordName, bagRecordSchema } from './bag-record'
import { keyOfMade } from './made-files'
import { planVolumeBag } from './plan-volume-bag'
import { emptyEntry, registerVolume, type VolumeInput } from './volumes'

const context = testContext({ seq: 3 })
const sha = (n: number) => n.toString(16).padStart(64, '0')
const scan = (n: number, name: string) => ({ role: 'copy' as const, blob: { sha256: sha(n), size: 10 + n, name, type: '' } })
const volume = (patch: Partial<VolumeInput>) => one(registerVolume(context, {
  catalogueNo: '2', number: 12, title: '会议记录', category: '党群类', from: '1998-03', to: '1999-12-20', retention: '长期', fileNo: '', pages: 40, thickness: 15, entries: [{ ...emptyEntry, title: '关于<修渠>的请示', docNo: '梨支〔1999〕1号', date: '1999-05', page: '21' }], ...patch,
}, []), 'archiveVolume')
const volumes = [volume({ number: 13, title: 'CON', files: [scan(1, '全卷.pdf'), scan(2, `${'名'.repeat(300)}.PDF`)] }), volume({ number: 1, title: '题'.repeat(300), from: null, to: null }), volume({ files: [scan(3, '../../越狱.pdf')] })]
const exported: readonly ExportedFile[] = volumePapers(organisation(), volumes).flatMap((made, n) => ['docx', 'pdf'].map((format, k) => ({ kind: made.kind, title: made.title, file: `案卷/${n}.${format}`, sha256: sha(100 + 2 * n + k), size: 5, key: keyOfMade(made), outcome: 'written' as const })))
const plan = planVolumeBag({ organisation: organisation(), volumes, exported, software: 'test 1' })

test('every 案卷 goes out with its scans and sheets under names any machine keeps, in the order of the shelf', () => {
  expect(plan.folder).toMatch(/ 案卷$/u)
  expect(plan.files.filter(({ from }) => from === 'blob').map(({ sha256, name }) => [sha256, name.split('/').slice(0, 2).join('/')])).toEqual([[sha(3), '案卷/2-0012 会议记录'], [sha(1), '案卷/2-0013 CON'], [sha(2), '案卷/2-0013 CON']])
  // Cover, contents and 备考表 of three volumes and the list of all, each as Word and PDF.
  expect(plan.files.filter(({ from }) => from !== 'blob')).toHaveLength(20)
  expect(new Set(plan.files.map(({ name }) => name.toLowerCase())).size).toBe(plan.files.length)
  for (const { name } of plan.files) {
    expect(name.length, name).toBeLessThanOrEqual(130)
    for (const part of name.split('/')) expect(part).not.toMatch(/[<>:"\\|?*\p{Cc}]|[. ]$|^\.|^(?:con|aux)(?:\.|$)/iu)
  }
})

test('the first page shows every volume, what lies in it and every file of it; markup in a title is text', () => {
  const { index, files } = plan
  for (const part of ['党群类', '1998年3月—1999年12月20日', '梨支〔1999〕1号', '19990500', '关于&#60;修渠&#62;的请示', '3 卷 3 件 120 页']) expect(index).toContain(part)
  const addresses = new Set([...index.matchAll(/href="(data\/[^"]+)"/gu)].map(([, address]) => address))
  for (const { name } of files) expect(addresses, name).toContain(addressOf(`data/${name}`))
  for (const [, target] of index.matchAll(/href="#([^"]+)"/gu)) expect(index).toContain(`id="${target}"`)
  expect(index).not.toMatch(/<script|https?:|<修渠>/u)
})

test('a program and a spreadsheet read the same: volumes and what lies in them', () => {
  const record = bagRecordSchema.parse(JSON.parse(plan.texts.find(({ name }) => name === bagRecordName)?.text ?? ''))
  expect([record.year, record.items, record.volumes.map(({ code, files }) => [code, files.length])]).toEqual([null, [], [['0217-2-0001', 6], ['0217-2-0012', 7], ['0217-2-0013', 8]]])
  expect(plan.sheet.tabs.map(({ name, rows, widths }) => [name, rows.length, new Set([widths.length, ...rows.map((row) => row.length)]).size])).toEqual([['案卷目录', 4, 1], ['卷内文件目录', 4, 1]])
  const info = new Map(plan.info)
  expect(['聚合层次', '年度', '起始档号', '终止档号', '卷数', '件数', '页数'].map((label) => info.get(label))).toEqual(['案卷', '1998—1999', '0217-2-0001', '0217-2-0013', '3', '3', '120'])
  expect(makeDocument(volumeCover, { organisation: organisation(), volume: volumes[2] ?? null }).title).toBe('案卷封面（12，会议记录）')
})
