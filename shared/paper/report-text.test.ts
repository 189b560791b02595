import fc from 'fast-check'
import { expect, test } from 'vitest'
import { heading, para } from './blocks'
import { putRight, readMarker, reportBlocks, unpaddedDates } from './report-text'
import { blockText } from './text-of'

test('levels come from the numbers as typed', () => {
  expect(reportBlocks('一、基本情况\n\n　　我是一名党员。\n（一）学习不够。平时忙于事务。\n1.读得少\n（1）只读标题。')).toEqual([
    heading(1, '一、基本情况'), para('我是一名党员。'), heading(2, '（一）学习不够。', '平时忙于事务。'), heading(3, '1.读得少'), para('（1）只读标题。'),
  ])
})

test.each([
  ['(一)学习', '（一）', 2], ['（ 二 ）作风', '（二）', 2], ['1、读书', '1.', 3], ['1．读书', '1.', 3], ['(3)细节', '（3）', 4], ['十二、打算', '十二、', 1],
])('%s is set as %s', (line, marker, level) => {
  expect(readMarker(line)).toMatchObject({ marker, level })
})

test.each(['1.5倍', '2010年以来', '一是学习', '（略）', '一、', '第一、学习'])('%s carries no number of a level', (line) => {
  expect(readMarker(line)).toBeNull()
})

test('a long sentence after a number is running text, not a heading', () => {
  const long = `（一）${'学'.repeat(60)}。`
  expect(reportBlocks(long)).toEqual([para(long)])
})

test('a numbered point that is a whole sentence is running text; a short heading with its full stop stays a heading', () => {
  expect(reportBlocks('一、每半年点评一次，意见在支部会上传达。\n二、工作要求\n三、严格程序。').map((block) => block.type)).toEqual(['paragraph', 'heading', 'heading'])
})

test('marks are put right, words stay', () => {
  expect(putRight('根据市组发[2010]12号、（２０１０）３月')).toBe('根据市组发〔2010〕12号、（2010）3月')
  expect(putRight('市委【2010】第5号')).toBe('市委〔2010〕第5号')
  expect(putRight('他（2010）年')).toBe('他（2010）年')
  expect(unpaddedDates('2026年07月01日至2026年12月08日、2026年10月')).toBe('2026年7月1日至2026年12月8日、2026年10月')
})

/** Only what putting right may change is taken out: white space, and the marks round a number. */
const bare = (text: string): string => putRight(text).replace(/[\s、，.．（）()]/gu, '')

test('no word of the text is lost', () => {
  const piece = fc.oneof(
    fc.constantFrom('一、', '（一）', '(二)', '1.', '1、', '２．', '（3）', '(4)', '\n', '\n\n', '　　', '。', '；', '党性', '分析', '[2010]3号', '〔2010〕', '\r\n', '<b>', '0.5'),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
  )
  fc.assert(fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
    const text = pieces.join('')
    expect(bare(reportBlocks(text).map(blockText).join('\n'))).toBe(bare(text))
  }), { seed: 20101208, numRuns: 500 })
})
