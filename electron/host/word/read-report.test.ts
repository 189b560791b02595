import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { HouseError } from '#shared/errors'
import { readReport } from './read-report'

const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const p = (text: string, properties = '') => `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
const docx = (body: string, more: Record<string, string> = {}, head = '') =>
  zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': strToU8(`<?xml version="1.0"?>${head}<w:document ${w}><w:body>${body}</w:body></w:document>`), ...Object.fromEntries(Object.entries(more).map(([name, text]) => [name, strToU8(text)])) })
const why = (bytes: Uint8Array, name = '报告.docx') => {
  try {
    readReport(bytes, name)
  } catch (thrown) {
    if (thrown instanceof HouseError) return `${thrown.code} ${thrown.facts['why'] ?? ''}`
    throw thrown
  }
  return 'read'
}

test('paragraphs as plain text; numbers Word counts by itself are written out', () => {
  const numbering = `<w:numbering ${w}><w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="3"/></w:num></w:numbering>`
  const at = (level: number) => `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr>`
  const body = [p('党性分析报告'), p('存在的问题', at(0)), p('账目公开不及时。', at(1)), p('代办等人上门。', at(1)), p('原因剖析', at(0)), p('图方便。', at(1)), '<w:p><w:del><w:r><w:delText>删了的</w:delText></w:r></w:del><w:r><w:t>𠮷😀</w:t><w:br/><w:t>换行。</w:t></w:r></w:p>'].join('')
  expect(readReport(docx(body, { 'word/numbering.xml': numbering }), '报告.docx')).toEqual({
    parts: [{ part: 'problems', text: '1.账目公开不及时。\n2.代办等人上门。' }, { part: 'causes', text: '1.图方便。\n𠮷😀\n换行。' }], unrecognised: ['党性分析报告'],
  })
})

test('plain text in UTF-8 and GB18030', () => {
  const text = '一、问题\r\n慢。'
  const gb = Uint8Array.from([0xd2, 0xbb, 0xa1, 0xa2, 0xce, 0xca, 0xcc, 0xe2, 0x0a, 0xc2, 0xfd, 0xa1, 0xa3])
  for (const bytes of [strToU8(text), strToU8(`\ufeff${text}`), gb]) expect(readReport(bytes, '报告.txt')).toEqual({ parts: [{ part: 'problems', text: '慢。' }], unrecognised: [] })
})

test('what is no report is refused with its reason', () => {
  expect(why(strToU8('只是文字'))).toBe('reportUnreadable 不是能读的 Word 文件，也不是纯文字')
  expect(why(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]))).toContain('旧版的 .doc')
  expect(why(zipSync({ 'xl/workbook.xml': strToU8('<a/>') }))).toContain('不是 Word 文件')
  expect(why(docx('').slice(0, 60))).toContain('不是能读的 Word 文件')
  expect(why(docx(''))).toContain('没有文字')
  expect(why(new Uint8Array(), '空.txt')).toContain('没有文字')
})

test('hostile: entities are refused, a bomb is not unpacked', () => {
  expect(why(docx(p('&x;'), {}, '<!DOCTYPE w:document [<!ENTITY x "boom">]>'))).toContain('不是能读的 Word 文件')
  expect(why(zipSync({ 'word/document.xml': new Uint8Array(70 * 1024 ** 2) }, { level: 9 }))).toContain('展开后大得不像一份报告')
})
