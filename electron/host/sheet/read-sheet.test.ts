import { strToU8, zipSync, type Zippable } from 'fflate'
import { deflateRawSync } from 'node:zlib'
import writeExcelFile from 'write-excel-file/node'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HouseError, sayError } from '#shared/errors'
import { sheetFileSchema } from '#shared/text/sheet'
import { readSheet } from './read-sheet'

const bytesOf = (buffer: Buffer) => new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
/** What a person reads when a file is refused. */
async function refusal(bytes: Uint8Array, name: string): Promise<{ readonly code: string; readonly what: string }> {
  try {
    await readSheet(bytes, name)
  } catch (thrown) {
    if (!(thrown instanceof HouseError)) throw thrown
    const said = sayError(thrown)
    return { code: thrown.code, what: said.what }
  }
  throw new Error('it was not refused')
}

const namespace = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const relation = (id: string, type: string, target: string) => `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`
const relations = (...inside: string[]) => `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inside.join('')}</Relationships>`
type Parts = { readonly sheets: readonly { readonly name: string; readonly state?: string; readonly xml: string }[]; readonly styles?: string; readonly strings?: string; readonly book?: string; readonly more?: Zippable }
function workbook({ sheets, styles, strings, book = '', more = {} }: Parts): Uint8Array {
  return zipSync({
    '_rels/.rels': strToU8(relations(relation('r0', 'officeDocument', 'xl/workbook.xml'))),
    'xl/workbook.xml': strToU8(`<?xml version="1.0"?><workbook ${namespace}>${book}<sheets>${sheets.map(({ name, state }, index) => `<sheet name="${name}" sheetId="${index + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="s${index}"/>`).join('')}</sheets></workbook>`),
    'xl/_rels/workbook.xml.rels': strToU8(relations(...sheets.map((_, index) => relation(`s${index}`, 'worksheet', `worksheets/sheet${index}.xml`)), relation('st', 'styles', '/xl/styles.xml'), relation('ss', 'sharedStrings', 'sharedStrings.xml'))),
    ...Object.fromEntries(sheets.map(({ xml }, index) => [`xl/worksheets/sheet${index}.xml`, strToU8(`<?xml version="1.0"?><worksheet ${namespace}>${xml}</worksheet>`)])),
    ...(styles === undefined ? {} : { 'xl/styles.xml': strToU8(`<styleSheet ${namespace}>${styles}</styleSheet>`) }),
    ...(strings === undefined ? {} : { 'xl/sharedStrings.xml': strToU8(`<sst ${namespace}>${strings}</sst>`) }),
    ...more,
  })
}
const one = (xml: string, rest: Partial<Parts> = {}) => workbook({ sheets: [{ name: '名册', xml }], ...rest })

test('a workbook written by another library: text, numbers apart from text, dates by their format, rare characters', async () => {
  const file = await writeExcelFile([
    [{ value: '姓名' }, { value: '身份证号' }, { value: '入党时间' }, { value: '转正时间' }, { value: '序号' }],
    [{ value: '㛃䶮𠮷' }, { value: '11010519491231002X', type: String }, { value: new Date(Date.UTC(2010, 6, 1)), type: Date, format: 'yyyy-mm-dd' }, { value: new Date(Date.UTC(2011, 6, 1)), type: Date, format: 'yyyy"年"m"月"' }, { value: 1, type: Number }],
    [{ value: '王丽' }, { value: 110105194912310000, type: Number }, { value: '2010.07', type: String }, { value: 2010.1, type: Number }],
  ]).toBuffer()
  const read = await readSheet(bytesOf(file), '名册.xlsx')
  expect(read.encoding).toBe('xlsx')
  expect(read.sheets[0]?.rows).toEqual([
    ['姓名', '身份证号', '入党时间', '转正时间', '序号'],
    ['㛃䶮𠮷', '11010519491231002X', '2010-07-01', '2011-07', '1'],
    ['王丽', '110105194912310000', '2010.07', '2010.1'],
  ])
  expect(read.sheets[0]?.numeric).toEqual([[false, false, false, false, false], [false, false, false, false, true], [false, true, false, true]])
  expect(sheetFileSchema.safeParse(read).success).toBe(true)
})

test('formulas give their saved value, rich and phonetic text its plain one, gaps stay where they are', async () => {
  const read = await readSheet(one(
    `<sheetData><row r="2"><c r="B2" t="str"><f>A1&amp;"x"</f><v>张三</v></c><c r="D2"><f>1+1</f><v>2</v></c><c r="E2"><f>NOW()</f></c></row><row r="4"><c r="A4" t="s"><v>0</v></c><c t="inlineStr"><is><r><t>李</t></r><r><t xml:space="preserve"> 四</t></r></is></c><c r="C4" t="b"><v>1</v></c><c r="D4" t="e"><v>#N/A</v></c></row><row r="9"><c r="A9" s="3"/></row></sheetData>`,
    { strings: '<si><r><t>王_x000D_</t></r><r><t>五</t></r><rPh sb="0" eb="1"><t>wang</t></rPh></si>' },
  ), 'a.xlsx')
  expect(read.sheets[0]?.rows).toEqual([[], ['', '张三', '', '2'], [], ['王\n五', '李 四', '是', '#N/A']])
})

test('dates of every kind of format, in both day counts', async () => {
  const styles = '<numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="171" formatCode="[$-804]yyyy/m/d;@"/><numFmt numFmtId="172" formatCode="0.00&quot;元/day&quot;"/><numFmt numFmtId="173" formatCode="[Red]General"/><numFmt numFmtId="174" formatCode="00000000"/><numFmt numFmtId="175" formatCode="m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="176" formatCode="yyyy.mm"/><numFmt numFmtId="177" formatCode="h:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    + `<cellXfs>${[0, 14, 57, 31, 170, 171, 172, 173, 174, 175, 176, 177].map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs>`
  const row = (serial: number | string) => `<row>${Array.from({ length: 12 }, (_, style) => `<c s="${style}"><v>${serial}</v></c>`).join('')}</row>`
  const read = await readSheet(one(`<sheetData>${row(40360)}${row(60)}${row(59)}<row><c t="d"><v>2010-07-01T00:00:00</v></c></row></sheetData>`, { styles }), 'a.xlsx')
  expect(read.sheets[0]?.rows[0]).toEqual(['40360', '2010-07-01', '2010-07', '2010-07-01', '2010-07', '2010-07-01', '40360', '40360', '00040360', '2010-07-01', '2010-07', '40360'])
  expect(read.sheets[0]?.rows[1]?.[1]).toBe('60')
  expect(read.sheets[0]?.rows[2]?.[1]).toBe('1900-02-28')
  expect(read.sheets[0]?.rows[3]).toEqual(['2010-07-01'])
  expect(read.sheets[0]?.numeric?.[0]).toEqual([true, false, false, false, false, false, true, true, true, false, false, true])
  const mac = await readSheet(one(`<sheetData>${row(38898)}</sheetData>`, { styles, book: '<workbookPr date1904="1"/>' }), 'a.xlsx')
  expect(mac.sheets[0]?.rows[0]?.[1]).toBe('2010-07-01')
})

test('merged areas speak once; hidden sheets come last', async () => {
  const data = (text: string) => `<sheetData><row r="1"><c r="A1" t="str"><v>${text}</v></c><c r="B1" t="str"><v>旧</v></c></row><row r="2"><c r="A2" t="str"><v>旧</v></c><c r="C2" t="str"><v>留</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>`
  const read = await readSheet(workbook({ sheets: [{ name: '藏', state: 'hidden', xml: data('一') }, { name: '很藏', state: 'veryHidden', xml: data('二') }, { name: '明', xml: data('三') }] }), 'a.xlsx')
  expect(read.sheets.map((sheet) => sheet.name)).toEqual(['明', '藏', '很藏'])
  expect(read.sheets[0]?.rows).toEqual([['三', ''], ['', '', '留']])
})

const text = '姓名,民族,备注\r\n㛃䶮𠮷,汉,"说""好"",\n第二行"\r\n王丽,回,\r\n\r\n'
const table = [['姓名', '民族', '备注'], ['㛃䶮𠮷', '汉', '说"好",\n第二行'], ['王丽', '回', '']]
/** By hand: U+36C3, U+4DAE and U+20BB7 in GB18030. */
const rareGb = [0x82, 0x30, 0xb7, 0x31, 0xfe, 0x9f, 0x95, 0x34, 0xb2, 0x35]
const gb = Uint8Array.from([0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xc3, 0xf1, 0xd7, 0xe5, 0x2c, 0xb1, 0xb8, 0xd7, 0xa2, 0x0d, 0x0a, ...rareGb, 0x2c, 0xba, 0xba, 0x2c, 0x22, 0xcb, 0xb5, 0x22, 0x22, 0xba, 0xc3, 0x22, 0x22, 0x2c, 0x0a, 0xb5, 0xda, 0xb6, 0xfe, 0xd0, 0xd0, 0x22, 0x0d, 0x0a, 0xcd, 0xf5, 0xc0, 0xf6, 0x2c, 0xbb, 0xd8, 0x2c, 0x0d, 0x0a])
const wide = (little: boolean) => Uint8Array.from([...(little ? [0xff, 0xfe] : [0xfe, 0xff]), ...[...Buffer.from(text, 'utf16le').valueOf()].map((_, index, all) => all[little ? index : index ^ 1] ?? 0)])
test.each([
  ['UTF-8', strToU8(text), 'utf-8'], ['UTF-8 with a mark', Uint8Array.from([0xef, 0xbb, 0xbf, ...strToU8(text)]), 'utf-8'], ['GB18030', gb, 'gb18030'], ['UTF-16', wide(true), 'utf-16le'], ['UTF-16, big end first', wide(false), 'utf-16be'],
])('a .csv in %s loses no character', async (_, bytes, encoding) => {
  expect(await readSheet(bytes, '名册.csv')).toEqual({ sheets: [{ name: '名册', rows: table }], encoding })
})

test.each([['\t'], [';'], ['|'], [',']])('the mark between cells is found: %j', async (mark) => {
  const rows = [['姓名', '住址', '备注'], ['张三', '"东街, 1; 号"', ''], ['李四', '', '在']]
  const read = await readSheet(strToU8(rows.map((row) => row.join(mark)).join('\n')), '导出.xls')
  expect(read.sheets[0]?.rows).toEqual([['姓名', '住址', '备注'], ['张三', '东街, 1; 号', ''], ['李四', '', '在']])
})

test('one column of names, and the line that names the mark', async () => {
  expect((await readSheet(strToU8('姓名\n张三\n李四\n'), 'a.csv')).sheets[0]?.rows).toEqual([['姓名'], ['张三'], ['李四']])
  expect((await readSheet(strToU8('sep=;\n姓名;民族\n张三;汉\n'), 'a.csv')).sheets[0]?.rows).toEqual([[], ['姓名', '民族'], ['张三', '汉']])
})

const compound = (...streams: string[]) => Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(504), ...streams.flatMap((stream) => [...Buffer.from(stream.padEnd(32, '\0'), 'utf16le'), ...new Uint8Array(64)])])
test.each([
  ['nothing', new Uint8Array(0), '空.xlsx', 'sheetEmpty', '空.xlsx里没有内容'],
  ['blanks', strToU8(' \n\n,,\n'), '空.csv', 'sheetEmpty', '没有内容'],
  ['a workbook without cells', one('<sheetData/>'), '空.xlsx', 'sheetEmpty', '没有内容'],
  ['an old workbook', compound('Root Entry', 'Workbook'), '名册.xls', 'sheetOld', '名册.xls是 .xls（旧版 Excel） 格式'],
  ['an old workbook named .xlsx', compound('Root Entry', 'Book'), '名册.xlsx', 'sheetOld', '.xls（旧版 Excel）'],
  ['a WPS table', compound('Root Entry', 'Workbook'), '名册.et', 'sheetOld', '.et（WPS 表格）'],
  ['an encrypted workbook', compound('Root Entry', 'EncryptionInfo', 'EncryptedPackage'), '名册.xlsx', 'sheetLocked', '名册.xlsx加了密码'],
  ['an old Word document', compound('Root Entry', 'WordDocument'), '名册.xls', 'sheetUnreadable', '不是能读的表格'],
  ['a page named .xls', strToU8('\ufeff<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>姓名</td></tr></table></html>'), '名册.xls', 'sheetOld', '网页（HTML）'],
  ['a bare table', strToU8('\n <TABLE border=1><tr><td>姓名'), '名册.xls', 'sheetOld', '网页（HTML）'],
  ['a saved mail page', strToU8('MIME-Version: 1.0\nContent-Type: multipart/related'), '名册.xls', 'sheetOld', '网页（MHTML）'],
  ['XML of 2003', strToU8('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'), '名册.xls', 'sheetOld', 'XML 表格'],
  ['OpenDocument', zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'), 'content.xml': strToU8('<a/>') }), '名册.ods', 'sheetOld', '.ods'],
  ['a binary workbook', zipSync({ 'xl/workbook.bin': strToU8('x') }), '名册.xlsb', 'sheetOld', '.xlsb'],
  ['a letter named .xlsx', zipSync({ '_rels/.rels': strToU8(relations(relation('r', 'officeDocument', 'word/document.xml'))), 'word/document.xml': strToU8('<w:document xmlns:w="w"/>') }), '名册.xlsx', 'sheetUnreadable', '不是能读的表格'],
  ['a PDF', strToU8('%PDF-1.7 …'), '名册.xlsx', 'sheetUnreadable', '不是能读的表格'],
  ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0xff]), '名册.csv', 'sheetUnreadable', '不是能读的表格'],
  ['a quote never closed', strToU8('姓名,备注\n张三,"说\n李四,好\n'), '名册.csv', 'sheetUnreadable', '不是能读的表格'],
  ['a workbook cut off', one('<sheetData><row><c t="str"><v>张三</v></c></row></sheetData>').subarray(0, 900), '名册.xlsx', 'sheetUnreadable', '不是能读的表格'],
  ['a document type inside', one('<sheetData><row><c t="str"><v>张三</v></c></row></sheetData>', { more: { 'xl/sharedStrings.xml': strToU8('<!DOCTYPE x [<!ENTITY a "b">]><sst><si><t>&a;</t></si></sst>') } }), '名册.xlsx', 'sheetUnreadable', '不是能读的表格'],
  ['broken XML', one('<sheetData><row><c t="str"><v>张三</c></row></sheetData>'), '名册.xlsx', 'sheetUnreadable', '不是能读的表格'],
  ['a line far below', one('<sheetData><row r="1048576"><c r="A1048576" t="str"><v>张三</v></c></row></sheetData>'), '名册.xlsx', 'sheetTooMuch', '1048576 行'],
  ['a column far right', one('<sheetData><row r="1"><c r="XFD1" t="str"><v>张三</v></c></row></sheetData>'), '名册.xlsx', 'sheetTooMuch', '16384 列'],
  ['200 MB', new Uint8Array(200 * 1024 ** 2), '名册.xlsx', 'tooLarge', '名册.xlsx有 200 MB，最多 20 MB'],
  ['a bomb of zeros', zipSync({ 'xl/workbook.xml': new Uint8Array(60 * 1024 ** 2) }, { level: 9 }), '名册.xlsx', 'tooLarge', '60 MB'],
  ['an entry too large', zipSync({ 'xl/workbook.xml': new Uint8Array(65 * 1024 ** 2) }, { level: 1 }), '名册.xlsx', 'tooLarge', '65 MB'],
  ['thousands of entries', zipSync(Object.fromEntries(Array.from({ length: 2001 }, (_, n) => [`${n}`, new Uint8Array(0)]))), '名册.xlsx', 'sheetUnreadable', '不是能读的表格'],
])('%s is refused with a sentence', async (_, bytes, name, code, what) => {
  const said = await refusal(bytes, name)
  expect(said.code).toBe(code)
  expect(said.what).toContain(what)
})

test('a locked entry is told from a broken one', async () => {
  const bytes = one('<sheetData/>').slice()
  const view = new DataView(bytes.buffer)
  for (let at = 0; at + 10 < bytes.length; at += 1) if (view.getUint32(at, true) === 0x02014b50) view.setUint16(at + 8, view.getUint16(at + 8, true) | 1, true)
  expect((await refusal(bytes, '名册.xlsx')).code).toBe('sheetLocked')
})

test('a directory that lies about a size is not believed', async () => {
  const packed = deflateRawSync(new Uint8Array(50 * 1024 ** 2))
  const name = strToU8('xl/workbook.xml')
  const local = new DataView(new ArrayBuffer(30))
  local.setUint32(0, 0x04034b50, true)
  local.setUint16(26, name.length, true)
  const entry = new DataView(new ArrayBuffer(46))
  entry.setUint32(0, 0x02014b50, true)
  entry.setUint16(10, 8, true)
  entry.setUint32(20, packed.length, true)
  entry.setUint32(24, 100, true)
  entry.setUint16(28, name.length, true)
  const end = new DataView(new ArrayBuffer(22))
  end.setUint32(0, 0x06054b50, true)
  end.setUint16(8, 1, true)
  end.setUint16(10, 1, true)
  end.setUint32(12, 46 + name.length, true)
  end.setUint32(16, 30 + name.length + packed.length, true)
  const bytes = Uint8Array.from(Buffer.concat([new Uint8Array(local.buffer), name, packed, new Uint8Array(entry.buffer), name, new Uint8Array(end.buffer)]))
  await expect(readSheet(bytes, '名册.xlsx')).rejects.toMatchObject({ code: 'sheetUnreadable', technical: expect.stringContaining('xl/workbook.xml') })
})

test('any bytes, and any workbook with bytes flipped, are read or refused, never a crash', async () => {
  const good = one('<sheetData><row r="1"><c r="A1" t="str"><v>姓名</v></c></row><row><c s="1"><v>40360</v></c></row></sheetData>', { styles: '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>' })
  const flipped = fc.array(fc.tuple(fc.integer({ min: 0, max: good.length - 1 }), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 8 }).map((changes) => {
    const bytes = good.slice()
    for (const [at, value] of changes) bytes[at] = value
    return bytes
  })
  await fc.assert(fc.asyncProperty(fc.oneof(flipped, fc.uint8Array({ maxLength: 300 }), fc.string({ unit: 'binary' }).map((any) => strToU8(any))), async (bytes) => {
    try {
      const read = await readSheet(bytes, '名册.xlsx')
      expect(sheetFileSchema.safeParse(read).success).toBe(true)
    } catch (thrown) {
      expect(thrown).toBeInstanceOf(HouseError)
    }
  }), { seed: 376, numRuns: 300 })
})

test('any table written as .csv comes back', async () => {
  const cell = fc.oneof(fc.constantFrom('张三', '㛃', '𠮷', 'a,b', '"', '', '多\n行', ';', '\t', '2010.07'), fc.string({ unit: 'grapheme-composite', maxLength: 8 }).map((any) => any.replace(/[\0-\x1f\ufeff]/gu, '')))
  await fc.assert(fc.asyncProperty(fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { maxLength: 8 }), async (body) => {
    const rows = [['姓名', '民族', '备注'], ...body]
    while ((rows.at(-1) ?? []).every((part) => part.trim() === '')) rows.pop()
    const written = rows.map((row) => row.map((part) => `"${part.replaceAll('"', '""')}"`).join(',')).join('\r\n')
    expect((await readSheet(strToU8(written), 'a.csv')).sheets[0]?.rows).toEqual(rows)
  }), { seed: 4180, numRuns: 200 })
})
