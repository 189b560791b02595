import { expect, test } from 'vitest'
import { labelCells } from '#shared/paper/label-fit'
import { documentText } from '#shared/paper/text-of'
import { archiveCatalogue, boxCover, boxNote, boxSpine } from './archive-sheets'
import { makeDocument } from './document'
import { archiveItem, bodyRows, box, organisation, piecesOf, tableOf } from './testing'

const items = [archiveItem(2, { date: '2026-07', docNo: '梨党〔2026〕1号', title: '关于<修&路>的决定', secrecy: '内部' }), archiveItem(1), archiveItem(1, { id: '00000000-0000-4000-8000-000000009999', boxId: null, title: '别的盒的文件' })]
const facts = { organisation: organisation(), box: box(), items }

test('the catalogue: one row a 件 in the order of numbers, DA/T 22 columns, eight digits', () => {
  const document = makeDocument(archiveCatalogue, facts)
  expect(tableOf(document).rows[0]?.cells.map((cell) => (cell.text ?? '').replaceAll('　', ''))).toEqual(['序号', '档号', '文号', '责任者', '题名', '日期', '密级', '页数', '备注'])
  expect(bodyRows(document)).toEqual([
    ['1', '0217-WS·2026-D30-0001', '', '梨坪村党支部', '第1件文件', '20260701', '', '3', ''],
    ['2', '0217-WS·2026-D30-0002', '梨党〔2026〕1号', '梨坪村党支部', '关于<修&路>的决定', '20260700', '内部', '3', ''],
  ])
  expect(document.sections[0]?.paper).toEqual({ width: 297, height: 210 })
  for (const part of ['梨坪村', '0217', '2026', '30年']) expect(documentText(document)).toContain(part)
})

test('a note too long for its cell is explained in the 备考表, with or without other notes', () => {
  const note = '原件存县档案馆，这里放的是经核对的复印件'
  const long = { ...facts, items: [archiveItem(1, { note })] }
  expect(bodyRows(makeDocument(archiveCatalogue, long))[0]?.[8]).toBe('*')
  expect(documentText(makeDocument(boxNote, long))).toContain(`0217-WS·2026-D30-0001：${note}`)
  const noted = makeDocument(boxNote, { ...long, box: box({ notes: [{ on: '2027-01-20', text: '装入1件。', arranger: '', checker: '', checkedOn: null }] }) })
  expect(documentText(noted)).toContain(note)
  expect(documentText(noted)).toContain('2027年1月20日：装入1件。')
})

test('the 备考表 is a log; it is signed by those of its last entry, or left to hands', () => {
  const notes = [{ on: '2027-01-20', text: '装入2件。', arranger: '旧整理人', checker: '旧检查人', checkedOn: '2027-01-21' }, { on: '2027-03-01', text: '移出1件。', arranger: '白露', checker: '', checkedOn: null }]
  const text = documentText(makeDocument(boxNote, { ...facts, box: box({ notes }) }))
  for (const part of ['盒内文件情况说明', '装入2件。', '移出1件。', '整理人：白露', '整理日期：2027年3月1日', '检查人：', '检查日期：']) expect(text).toContain(part)
  expect(text).not.toContain('旧整理人')
  const blank = documentText(makeDocument(boxNote, facts))
  expect(blank).toContain('本盒共2件，6页。')
  expect(blank).toContain('整理人：\n整理日期：')
})

test('the cover stands on the fonds name over two lines, and sums the box up', () => {
  const document = makeDocument(boxCover, facts)
  const [name, ...lines] = document.sections[0]?.blocks ?? []
  expect(name?.type === 'paragraph' && name.runs[0]?.text).toBe('梨坪村')
  expect(lines.slice(0, 2).every((block) => block.type === 'paragraph' && block.runs.every((run) => run.text === '' && (run.rule ?? 0) > 150))).toBe(true)
  for (const part of ['0001—0002', '2件，6页', '30年']) expect(documentText(document)).toContain(part)
  expect(documentText(makeDocument(boxCover, { ...facts, organisation: organisation({ fondsName: '' }) }))).toContain('中共梨坪村支部委员会')
})

test('the spine: what DA/T 22 asks for, first 件 above last, inside 310 mm at every thickness', () => {
  for (const thickness of [20, 30, 40, 50] as const) {
    const document = makeDocument(boxSpine, { ...facts, box: box({ thickness, topic: 'BGS' }), items: items.map((item) => ({ ...item, topic: 'BGS' })) })
    const [label] = document.sections[0]?.blocks ?? []
    if (label?.type !== 'label') throw new Error('a spine is a label')
    expect([label.width, label.height]).toEqual([thickness, 310])
    expect(labelCells(label).reduce((sum, cell) => sum + cell.height, 0)).toBeCloseTo(310)
    expect(label.cells.map((cell) => [cell.caption, cell.text])).toEqual([['全宗号', '0217'], ['年度', '2026'], ['保管期限', '30年'], ['机构(问题)', 'BGS'], ['起件号', '0001'], ['止件号', '0002'], ['盒号', '2'], ['全宗名称', '梨坪村']])
  }
})

test('an empty box is four blank sheets, not four errors', () => {
  const empty = { ...facts, organisation: organisation({ fondsCode: '' }), items: [] }
  expect(bodyRows(makeDocument(archiveCatalogue, empty)).flat().join('')).toBe('')
  expect(bodyRows(makeDocument(archiveCatalogue, empty)).length).toBeGreaterThan(8)
  expect(documentText(makeDocument(boxNote, empty))).toContain('本盒共0件，0页。')
  expect(bodyRows(makeDocument(boxCover, empty)).find(([name]) => name === '起止件号')?.[1]).toBe('')
  expect(documentText(makeDocument(boxSpine, empty))).not.toMatch(/undefined|null|0000/)
})

test('500 件 are 500 rows', () => {
  const of = (count: number) => piecesOf(makeDocument(archiveCatalogue, { ...facts, items: Array.from({ length: count }, (_, index) => archiveItem(index + 1)) }))
  expect(of(500) - of(100)).toBe(400)
})
