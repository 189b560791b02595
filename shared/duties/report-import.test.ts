import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sortReport } from './report-import'

test('parts by their headings, numbered or bare; title, name and date are shown as not recognised', () => {
  expect(sortReport(['党性分析报告', '何桂芳', '我2009年6月入党，现任村会计。', '一、存在的问题', '1. 账目公开不及时。', '2. 代办等人上门。', '二、原因剖析', '图方便。', '三、整改措施：', '每季度10日前贴出。', '中共梨坪村支部', '2026年12月2日'])).toEqual({
    parts: [{ part: 'opening', text: '我2009年6月入党，现任村会计。' }, { part: 'problems', text: '1. 账目公开不及时。\n2. 代办等人上门。' }, { part: 'causes', text: '图方便。' }, { part: 'measures', text: '每季度10日前贴出。' }],
    unrecognised: ['党性分析报告', '何桂芳', '中共梨坪村支部', '2026年12月2日'],
  })
  expect(sortReport(['基本情况', '我。', '主要问题', '慢。']).parts).toEqual([{ part: 'opening', text: '我。' }, { part: 'problems', text: '慢。' }])
})

test('a section of another name and a text without headings are shown whole', () => {
  expect(sortReport(['一、问题', '慢。', '二、廉洁自律', '没有收礼。']).unrecognised).toEqual(['二、廉洁自律', '没有收礼。'])
  expect(sortReport(['只有一段话，没有标题。'])).toEqual({ parts: [], unrecognised: ['只有一段话，没有标题。'] })
  expect(sortReport([])).toEqual({ parts: [], unrecognised: [] })
})

test('no paragraph is lost but the headings of the parts', () => {
  const line = fc.constantFrom('一、问题', '二、原因', '三、别的', '正文一句。', '（一）小题', '王兰', '2026年12月2日', '整改措施', '😀𠮷。', '')
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
      const { parts, unrecognised } = sortReport(lines)
      const kept = [...parts.flatMap((one) => one.text.split('\n')), ...unrecognised]
      const heads = new Set(['一、问题', '二、原因', '整改措施'])
      expect(kept.filter((one) => !heads.has(one)).sort()).toEqual(lines.filter((one) => one !== '' && !heads.has(one)).sort())
    }),
    { seed: 20261126, numRuns: 300 },
  )
})
