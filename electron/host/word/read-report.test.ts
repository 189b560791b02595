import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { HouseError } from '#shared/errors'
import { readReport } from './read-report'

const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const p = (text: string, properties = '') => `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
const docx = (body: string, more: Record<string, string> = {}, head = '') =>
  zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': strToU8(`<?xml version="1.0"?>${head}<w:document ${w}><w:body>${body}</w:body></w:document>`), ...Object.fromEntries(Object.entries(more).map(([name, text]) => [name, strToU8(text)])) })
const sortOf = (text: string) => readReport(strToU8(text), '报告.txt').parts.map((one) => one.part)
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

const styles = `<w:styles ${w}><w:style w:type="paragraph" w:styleId="a"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="mine"><w:name w:val="我的标题"/><w:basedOn w:val="1"/></w:style><w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style></w:styles>`
const styled = (id: string) => `<w:pStyle w:val="${id}"/>`

test('headings by style alone, numbered by the style, of any length; a heading of another name is shown', () => {
  const numbering = `<w:numbering ${w}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>`
  const body = [p('党性分析报告', styled('1') + '<w:numPr><w:numId w:val="0"/></w:numPr>'), p('我2009年6月入党。'), p('对照党章党规和群众的要求，本人在思想上工作上存在的主要差距', styled('1')), p('学习方面', styled('2')), p('看得多用得少。'), p('产生以上这些情况的根源，主要有以下几个方面', styled('mine')), p('图方便。'), p('廉洁自律', styled('1')), p('没有收礼。'), p('今后', styled('1')), p('每月一次。')].join('')
  const read = readReport(docx(body, { 'word/numbering.xml': numbering, 'word/styles.xml': styles }), '报告.docx')
  expect(read.parts).toEqual([{ part: 'opening', text: '我2009年6月入党。' }, { part: 'problems', text: '学习方面\n看得多用得少。' }, { part: 'causes', text: '图方便。' }, { part: 'measures', text: '每月一次。' }])
  expect(read.unrecognised).toEqual(['党性分析报告', '三、廉洁自律', '没有收礼。'])
})

test('a form as a table: the cell that names a part is its heading; rare characters stay', () => {
  const row = (...cells: readonly string[]) => `<w:tr>${cells.map((text) => `<w:tc>${text.split('|').map((line) => p(line)).join('')}</w:tc>`).join('')}</w:tr>`
  const body = `${p('党性分析登记表')}<w:tbl>${row('姓名', '赵㛃')}${row('存在的主要问题', '1. 账目公开慢。|2. 走访少，𠮷家沟没去。')}${row('原因剖析', '图方便😀。')}${row('整改措施', '每月一次。')}${row('支部意见', '同意。')}</w:tbl>`
  expect(readReport(docx(body), '表.docx')).toEqual({
    parts: [{ part: 'problems', text: '1. 账目公开慢。\n2. 走访少，𠮷家沟没去。' }, { part: 'causes', text: '图方便😀。' }, { part: 'measures', text: '每月一次。' }], unrecognised: ['党性分析登记表', '姓名', '赵㛃', '支部意见', '同意。'],
  })
})

test('headings in brackets, with a colon, and running text after the name are told apart', () => {
  expect(sortOf('【存在问题】\n慢。\n原因分析：\n懒。\n整改措施\n快。')).toEqual(['problems', 'causes', 'measures'])
  expect(sortOf('存在问题：账目公开慢，走访少。\n原因：懒。\n措施：快。')).toEqual(['problems', 'causes', 'measures'])
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
