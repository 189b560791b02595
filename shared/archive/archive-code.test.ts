import fc from 'fast-check'
import { expect, test } from 'vitest'
import { retentions } from '#shared/model/archive'
import { formatArchiveCode, parseArchiveCode, type ArchiveCode } from './archive-code'

test('writes the standard form, with and without 全宗号 and 机构', () => {
  expect(formatArchiveCode({ fondsCode: '0194', year: 2016, retention: 'D30', topic: 'BGS', number: 1 })).toBe('0194-WS·2016-D30-BGS-0001')
  expect(formatArchiveCode({ fondsCode: '', year: 2026, retention: 'Y', topic: '', number: 12 })).toBe('WS·2026-Y-0012')
})

test('reads back what it writes', () => {
  const code: fc.Arbitrary<ArchiveCode> = fc.record({
    fondsCode: fc.constantFrom('', '0194', 'J001', 'BY12-03'), year: fc.integer({ min: 1850, max: 2200 }), retention: fc.constantFrom(...retentions),
    topic: fc.constantFrom('', 'BGS', 'A', 'ZZ01'), number: fc.integer({ min: 1, max: 9999 }),
  })
  fc.assert(fc.property(code, (each) => {
    expect(parseArchiveCode(formatArchiveCode(each))).toEqual({ ok: true, code: each, mended: false })
  }), { seed: 22, numRuns: 300 })
})

test.each(['WS.2016-D30-0001', 'ws•2016-D30-0001', ' WS·2016-D30-0001', 'WS．2016—D30—0001'])('reads %s and mends it', (written) => {
  const parsed = parseArchiveCode(written)
  expect(parsed).toMatchObject({ ok: true, mended: true })
  if (parsed.ok) expect(formatArchiveCode(parsed.code)).toBe('WS·2016-D30-0001')
})

test.each(['', 'WS2016-D30-0001', 'WS·16-D30-0001', 'WS·2016-D20-0001', 'WS·2016-D30-1', 'WS·2016-D30-0000', '-WS·2016-D30-0001', 'WS·2016-D30-ABCDE-0001'])('refuses “%s”', (written) => {
  expect(parseArchiveCode(written).ok).toBe(false)
})
