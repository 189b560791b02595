import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate'
import { expect, test, vi } from 'vitest'
import { HouseError } from '#shared/errors'
import { fillForm } from './fill-form'
import { tagsOf } from './form-tags'
import { openForm } from './open-form'

const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const types = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
const rels = (inner: string) => `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`
const root = rels('<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>')

const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`
const p = (...runs: string[]) => `<w:p>${runs.map(run).join('')}</w:p>`
const row = (...cells: string[]) => `<w:tr>${cells.map((cell) => `<w:tc>${cell}</w:tc>`).join('')}</w:tr>`
const docx = (body: string, more: Zippable = {}, type = types) =>
  zipSync({ '[Content_Types].xml': strToU8(type), '_rels/.rels': strToU8(root), 'word/document.xml': strToU8(`<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="${word}"><w:body>${body}</w:body></w:document>`), ...more })

const textOf = (bytes: Uint8Array) => strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array()).replace(/<\/w:p>/gu, '\n').replace(/<w:br\/>/gu, ' ').replace(/<[^>]+>/gu, '')
const refusal = (bytes: Uint8Array, data: Record<string, unknown> = {}) => {
  try {
    fillForm(bytes, '上级表.docx', data)
  } catch (thrown) {
    if (thrown instanceof HouseError) return thrown
    throw thrown
  }
  throw new Error('it was filled')
}

const data = { 承诺人: '石惊涛 <甲&乙>', 审核意见: '同意\n按期完成', 承诺事项: [{ 事项: '修渠', 完成时限: '2026年6月' }, { 事项: '巡河', 完成时限: '' }] }

test('a placeholder cut over runs is filled, a row repeats for every item, signs of XML stay words', () => {
  const form = docx(`${p('承诺人：{承', '诺', '人}。')}<w:tbl>${row(p('{#承诺', '事项}{事项}'), p('{完成时限}{/承诺事项}'))}</w:tbl>${p('{审核意见}')}`)
  expect(textOf(fillForm(form, '表.docx', data)).trim().split('\n')).toEqual(['承诺人：石惊涛 &lt;甲&amp;乙&gt;。', '修渠', '2026年6月', '巡河', '', '同意 按期完成'])
  const [now, later] = ['2026-11-27T08:00:00Z', '2026-11-27T09:30:02Z'].map((time) => {
    vi.setSystemTime(time)
    return fillForm(form, '表.docx', data)
  })
  vi.useRealTimers()
  expect(later).toEqual(now)
})

test('every placeholder is found with its place and the lists it stands in', () => {
  const form = docx(`${p('标题')}${p('姓名{承', '诺人}')}<w:tbl>${row(p('序号'), p('{#承诺事项}{事项}{/承诺事项}'))}</w:tbl>`)
  expect(tagsOf(openForm(form, '表.docx'))).toEqual({
    tags: [
      { name: '承诺人', inside: [], place: '第 2 段“姓名{承诺人}”' },
      { name: '承诺事项', inside: [], place: '第 1 个表第 1 行第 2 格“{#承诺事项}{事项}{/承诺事项}”' },
      { name: '事项', inside: ['承诺事项'], place: '第 1 个表第 1 行第 2 格“{#承诺事项}{事项}{/承诺事项}”' },
    ],
    problems: [],
  })
})

test.each([
  ['{身份证号}', '没有“身份证号”这一项'],
  ['{承诺人', '记号没有写完整'],
  ['承诺人}', '记号没有写完整'],
  ['{#承诺事项}{事项}', '没有收尾的 {/承诺事项}'],
  ['{/承诺事项}', '没有对应的 {#承诺事项}'],
  ['{@承诺人}', '认不得的记号'],
  ['{constructor}', '没有“constructor”这一项'],
])('%s is named with its place, and nothing is made', (text, what) => {
  const refused = refusal(docx(`${p('一段')}${p(text)}`), data)
  expect(refused.code).toBe('formTags')
  expect(refused.facts['what']).toContain(what)
  expect(refused.facts['place']).toContain('第 2 段')
})

test('a space inside the braces is nothing', () => {
  const form = docx(`<w:tbl>${row(p('{ #承诺事项 }{ 事', '项 }'), p('{　完成时限 }{/ 承诺事项}'))}</w:tbl>${p('{ 承诺人 }')}`)
  expect(textOf(fillForm(form, '表.docx', data)).split('\n').filter((line) => line !== '')).toEqual(['修渠', '2026年6月', '巡河', '石惊涛 &lt;甲&amp;乙&gt;'])
})

test('full-width braces, as a Chinese keyboard types them, are marks too, over runs; around other words they stay', () => {
  const form = docx(p('姓名：｛承', '诺', '人｝') + p('｛＃承诺事项｝｛事项}') + p('{／承诺事项｝') + p('注｛甲、乙｝'))
  expect(tagsOf(openForm(form, '表.docx')).tags.map(({ name }) => name)).toEqual(['承诺人', '承诺事项', '事项'])
  expect(textOf(fillForm(form, '表.docx', data)).split('\n').filter((line) => line !== '').slice(1)).toEqual(['修渠', '巡河', '注｛甲、乙｝'])
  expect(refusal(docx(p('｛身份证号｝')), data).facts['what']).toContain('没有“身份证号”这一项')
})

test('an item of a list with no rows today does not make the form unknown', () => {
  expect(textOf(fillForm(docx(p('有{#承诺事项}{事项}{/承诺事项}无')), '表.docx', { 承诺事项: [] })).trim()).toBe('有无')
})

const external = (type: string) => ({ 'word/_rels/document.xml.rels': strToU8(rels(`<Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="http://example.com/x" TargetMode="External"/>`)) })
test.each([
  ['words that are no file of Word', strToU8('hello'), '不是 Word 文件'],
  ['a ZIP of something else', zipSync({ 'a.txt': strToU8('a') }), '不是 Word 文件'],
  ['an old .doc', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]), '旧版 .doc'],
  ['a cut file', docx(p('一')).slice(0, 300), '坏了'],
  ['macros', docx(p('一'), { 'word/vbaProject.bin': new Uint8Array(8) }), '带宏'],
  ['a macro type', docx(p('一'), {}, types.replace('document.main', 'document.macroEnabled.main')), '带宏'],
  ['a template fetched from elsewhere', docx(p('一'), external('attachedTemplate')), '要从别处取'],
  ['an embedded program', docx(p('一'), { 'word/embeddings/oleObject1.bin': new Uint8Array(8) }), '嵌着'],
  ['a DTD', docx(p('一'), { 'word/styles.xml': strToU8('<!DOCTYPE x [<!ENTITY a "b">]><x/>') }), 'DTD'],
  ['a DTD in another encoding', docx(p('一'), { 'word/styles.xml': Buffer.from('<!DOCTYPE x>', 'utf16le') }), '坏了'],
  ['a bomb', docx(p('一'), { 'word/media/a.png': new Uint8Array(40 * 1024 ** 2) }), '大得不像'],
  ['a name that leaves the package', docx(p('一'), { '../a.xml': strToU8('<a/>') }), '坏了'],
])('%s is refused in one sentence', (_what, bytes, why) => {
  const refused = refusal(bytes)
  expect(refused.code).toBe('formRefused')
  expect(refused.facts['why']).toContain(why)
})

test('a link to click is no harm', () => {
  expect(textOf(fillForm(docx(p('{承诺人}'), external('hyperlink')), '表.docx', { 承诺人: '甲' })).trim()).toBe('甲')
})
