import { strFromU8, unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gallery } from '#shared/documents/gallery'
import { cell, gap, heading, label, overlay, para, signature, table, title } from '#shared/paper/blocks'
import { form, labels, prose } from '#shared/paper/presets'
import { documentText } from '#shared/paper/text-of'
import { printable } from '#shared/paper/measure'
import type { PrintDocument } from '#shared/paper/print-document'
import { openSample, sampleToday, sampleYearNumber } from '#shared/sample/year'
import { beyondGb2312 } from './gb2312'
import { readReport } from './read-report'
import { writeDocx } from './write-docx'

const createdAt = new Date('2010-12-08T09:30:00Z')

async function parts(document: PrintDocument): Promise<Readonly<Record<string, string>>> {
  return Object.fromEntries(Object.entries(unzipSync(await writeDocx(document, { createdAt }))).map(([name, bytes]) => [name, strFromU8(bytes)]))
}

/** The text of a part in order, and that it is well-formed. */
function textOf(xml: string): string {
  let text = ''
  let inText = false
  const parser = new SaxesParser()
  parser.on('opentag', (tag) => { inText = tag.name === 'w:t' })
  parser.on('closetag', () => { inText = false })
  parser.on('text', (chunk) => { if (inText) text += chunk })
  parser.on('error', (error) => { throw error })
  parser.write(xml).close()
  return text
}

const report = (): PrintDocument => prose({ title: '党性分析报告', author: '河西村党支部', blocks: [
  title('党性分析报告', { subtitle: '王建国' }), heading(1, '一、情况'), para('我叫赵㛃，是党员。'), gap(1), signature([{ label: '签名：', rule: 40 }, { label: '2010年12月8日' }]),
] })

test('the same document and time give the same bytes', async () => {
  const [one, two] = [await writeDocx(report(), { createdAt }), await writeDocx(report(), { createdAt })]
  expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true)
  const form60 = form({ title: '表', author: '', pageNumber: 'outer', blocks: [table({ widths: [20, 30], headRows: 1, rows: [['甲', '乙'], ['丙', '丁']] })] })
  expect(Buffer.from(await writeDocx(form60, { createdAt })).equals(Buffer.from(await writeDocx(form60, { createdAt })))).toBe(true)
})

test('properties name the organisation and the time, and nobody else', async () => {
  const files = await parts(report())
  const core = files['docProps/core.xml'] ?? ''
  expect(core).toContain('<dc:creator>河西村党支部</dc:creator>')
  expect(core).toContain('<cp:lastModifiedBy>河西村党支部</cp:lastModifiedBy>')
  expect(core.match(/2010-12-08T09:30:00Z/gu)).toHaveLength(2)
  const all = Object.values(files).join('\n')
  expect(all).not.toMatch(/Un-named|\/home\/|\/root\/|[A-Z]:\\\\/u)
  for (const name of [process.env['USER'], process.env['HOME']]) if (name !== undefined && name.length > 4) expect(all).not.toContain(name)
  expect(all).not.toContain(new Date().toISOString().slice(0, 10))
})

test('the page, the pitch and the tracking of the standard', async () => {
  const xml = (await parts(report()))['word/document.xml'] ?? ''
  expect(xml).toMatch(/<w:pgSz w:w="11906" w:h="16838"/u)
  expect(xml).toMatch(/w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/u)
  expect(xml).toContain('w:line="579" w:lineRule="exact"')
  expect(xml).toContain('<w:spacing w:val="-5"/>')
  expect(xml).not.toContain('linesAndChars')
  // Widow control would leave the 22nd line empty: only the text before a signature has it.
  const paragraphs = xml.split('</w:p>')
  const controlled = paragraphs.filter((one) => /<w:widowControl w:val="(?:true|1)"\/>|<w:widowControl\/>/u.test(one))
  expect(controlled).toHaveLength(1)
  expect(controlled[0]).toContain('<w:keepNext/>')
})

test('every font slot is set, and rare characters are set in the larger cut', async () => {
  const files = await parts(report())
  for (const [fonts] of (files['word/document.xml'] ?? '').matchAll(/<w:rFonts[^>]*>/gu)) for (const slot of ['ascii', 'hAnsi', 'eastAsia', 'cs']) expect(fonts).toContain(`w:${slot}=`)
  expect(files['word/document.xml']).toMatch(/w:eastAsia="仿宋"[^>]*>(?:(?!<w:t[ >]).)*<w:t[^>]*>㛃</u)
  expect(files['word/fontTable.xml']).toContain('<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>')
})

test('a telephone number stands in Word as it was typed, and is read back so', async () => {
  const text = '电话0513-12345678，转0513-12345678-801、400-810-9988、138-0000-0000。档号0217-WS-2010-Y-0001，2010-12-08至2010-12-31，第21-40页，0513-123456。'
  const bytes = await writeDocx(prose({ title: '通知', author: '', blocks: [para(text), table({ widths: [60, 12], rows: [['0513-12345678', '0513-12345678']] })] }), { createdAt })
  const xml = strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array())
  expect(xml).not.toContain('noBreakHyphen')
  expect(xml.replace(/<[^>]*>/gu, '')).toContain(text)
  expect(JSON.stringify(readReport(bytes, '通知.docx'))).toContain(text)
})

test('page numbers stand on the outer side, by odd and even footers', async () => {
  const files = await parts(report())
  const footers = Object.entries(files).filter(([name]) => /^word\/footer\d/u.test(name)).map(([, xml]) => xml)
  expect(footers).toHaveLength(2)
  expect(footers.filter((xml) => xml.includes('<w:jc w:val="right"/>') && /w:right="280"/u.test(xml))).toHaveLength(1)
  expect(footers.filter((xml) => xml.includes('<w:jc w:val="left"/>') && /w:left="280"/u.test(xml))).toHaveLength(1)
  expect(files['word/settings.xml']).toContain('<w:evenAndOddHeaders/>')
})

test('tables have exact widths, repeated heads, whole rows, merged cells', async () => {
  const xml = (await parts(form({ title: '表', author: '', blocks: [table({ widths: [20, 30.5, 40], headRows: 1, rows: [
    [cell('甲', { colSpan: 2 }), cell('', { diagonal: ['下', '上'] })], { height: 12, cells: [cell('竖', { vertical: true, rowSpan: 2 }), '乙', cell('', { corner: ['（盖章）', '年　　月　　日'] })] }, ['丙', '丁'],
  ] })] })))['word/document.xml'] ?? ''
  expect([...xml.matchAll(/<w:gridCol w:w="(\d+)"/gu)].map((match) => Number(match[1]))).toEqual([1134, 1729, 2268])
  expect(xml).toContain('<w:tblLayout w:type="fixed"/>')
  expect(xml.match(/<w:tblHeader\/>/gu)).toHaveLength(1)
  expect(xml.match(/<w:cantSplit\/>/gu)).toHaveLength(3)
  expect(xml).toContain('<w:gridSpan w:val="2"/>')
  expect(xml).toContain('<w:vMerge w:val="restart"/>')
  expect(xml).toContain('<w:textDirection w:val="tbRl"/>')
  expect(xml).toMatch(/w:trHeight w:val="680" w:hRule="atLeast"/u)
  expect(xml).toContain('<w:tl2br ')
})

test('a stamp is placed from the sheet’s corner', async () => {
  const xml = (await parts(form({ title: '表', author: '', blocks: [overlay({ x: 82, y: 12, width: 45, height: 16, color: 'red', table: table({ widths: [15, 15, 15], rows: [['J001', '2010', '0001']] }) }), para('文')] })))['word/document.xml'] ?? ''
  expect(xml).toContain('<w:tblpPr w:tblpX="4649" w:tblpY="680" w:horzAnchor="page" w:vertAnchor="page"/>')
  expect(xml).toContain('w:color="E60000"')
})

test('labels are sections of their own true width, longer by Word’s last paragraph', async () => {
  const xml = (await parts(labels({ title: '盒脊', author: '', labels: [label(20, 310, [{ caption: '年度', text: '2010', height: 30 }]), label(50, 310, [])] })))['word/document.xml'] ?? ''
  expect([...xml.matchAll(/<w:pgSz w:w="(\d+)" w:h="(\d+)"/gu)].map((match) => [Number(match[1]), Number(match[2])])).toEqual([[1134, 17675], [2835, 17675]])
})

test('a picture of the vault goes into its cell, an unreadable one leaves the box empty', async () => {
  const png = Uint8Array.from(Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'))
  const document = form({ title: '表', author: '', blocks: [table({ widths: [30, 30], rows: [[cell('照片', { photo: { sha256: 'a', width: 26, height: 32 } }), cell('照片', { photo: { sha256: 'b', width: 26, height: 32 } })]] })] })
  const write = (): Promise<Uint8Array> => writeDocx(document, { createdAt, pictures: (sha256) => (sha256 === 'a' ? png : new Uint8Array([1, 2, 3])) })
  const files = unzipSync(await write())
  expect(Buffer.from(await write()).equals(Buffer.from(await write()))).toBe(true)
  expect(Object.keys(files).filter((name) => name.startsWith('word/media/'))).toHaveLength(1)
  expect(textOf(strFromU8(files['word/document.xml'] ?? new Uint8Array()))).toBe('照片')
})

test('whatever is typed, the file is well-formed and says it all', async () => {
  const hostile = fc.oneof(fc.constantFrom('</w:t>', '&amp;', '<!--', ']]>', '\u0000\u0007', '\ud800', '\ufffe', '\r\n', '\t', '\u2028', '"\'', '㛃', '☑'), fc.string({ unit: 'binary', maxLength: 12 }))
  await fc.assert(fc.asyncProperty(hostile, async (text) => {
    const document = form({ title: text === '' ? 'x' : text, author: text, blocks: [title(text), para(text), heading(2, text, text), table({ widths: [50, 40], headRows: 1, rows: [[text, cell([{ text, bold: true }])], [cell(text, { vertical: true }), text]] })] })
    const files = await parts(document)
    for (const name of ['docProps/core.xml', 'docProps/app.xml', 'word/styles.xml', 'word/fontTable.xml']) textOf(files[name] ?? '')
    const bare = (value: string): string => value.replace(/\s/gu, '')
    expect(bare(textOf(files['word/document.xml'] ?? ''))).toBe(bare(printable(documentText(document))))
  }), { seed: 2022, numRuns: 60 })
})

test('GB 2312 knows its 6,763 characters and no others', () => {
  expect(beyondGb2312('王㛃龙䶮')).toEqual([{ text: '王', rare: false }, { text: '㛃', rare: true }, { text: '龙', rare: false }, { text: '䶮', rare: true }])
  expect(beyondGb2312('二〇一〇年—☑A')).toEqual([{ text: '二〇一〇年—☑A', rare: false }])
})

test('of a frame that is known only the body is written anew, to the letter as docx does', async () => {
  const same = async (document: PrintDocument) => {
    const [whole, first, again] = [await writeDocx(document, { createdAt, whole: true }), await writeDocx(document, { createdAt }), await writeDocx(document, { createdAt })]
    expect(Buffer.from(first).equals(Buffer.from(whole)), document.title).toBe(true)
    expect(Buffer.from(again).equals(Buffer.from(whole)), document.title).toBe(true)
  }
  const documents = gallery({ records: openSample(() => crypto.randomUUID()).records(), year: sampleYearNumber, today: sampleToday })
  expect(documents.length).toBeGreaterThan(60)
  for (const { make } of documents) await same(make())
  await same(form({ title: '<&>"\'', author: 'A&B', blocks: [para('<w:p> & "\' \u0007\t］]]>'), para('')] }))
})
