import { expect, test } from 'vitest'
import { label, overlay, para, table } from './blocks'
import { labels, prose } from './presets'
import { noOffset, settleOffset, withOffset } from './printer-offset'

test('labels and what is placed in mm move, running text does not', () => {
  const stamp = overlay({ x: 82, y: 3, width: 45, height: 16, table: table({ widths: [45], rows: [['J001']] }) })
  const document = prose({ title: '文', author: '', blocks: [stamp, para('字')] })
  const moved = withOffset(document, { right: -1.5, down: 2 })
  expect(moved.sections[0]?.blocks).toEqual([{ ...stamp, x: 80.5, y: 5 }, para('字')])
  expect(withOffset(labels({ title: '脊', author: '', labels: [label(20, 310, [])] }), { right: 1, down: 0 }).sections[0]?.blocks[0]).toMatchObject({ width: 20, shift: { right: 1, down: 0 } })
  expect(withOffset(document, noOffset)).toBe(document)
})

test.each([[1.26, 1.3], [99, 10], [-99, -10], [Number.NaN, 0], [-0.01, 0]])('%s is kept as %s', (typed, kept) => {
  expect(settleOffset(typed)).toBe(kept)
})
