import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { zipParts } from './zip-parts'

const at = new Date('2010-12-08T09:30:00Z')

test('another reader finds every part as it was given, packed anew or kept from before', () => {
  const parts = [{ name: '[Content_Types].xml', bytes: '<类型/>' }, { name: 'word/media/a.png', bytes: new Uint8Array([0, 255, 7]) }, { name: 'word/document.xml', bytes: '正文'.repeat(50_000) }, { name: '空.xml', bytes: '' }]
  const [first, again] = [zipParts(parts, at, new Set()), zipParts(parts, at, new Set())]
  expect(Buffer.from(again).equals(Buffer.from(first))).toBe(true)
  const read = unzipSync(first)
  expect(Object.keys(read)).toEqual(parts.map(({ name }) => name))
  for (const { name, bytes } of parts) expect(typeof bytes === 'string' ? strFromU8(read[name] ?? new Uint8Array()) : read[name], name).toEqual(bytes)
})

test('a part that changed under its old name is packed as it is now', () => {
  const of = (text: string) => strFromU8(unzipSync(zipParts([{ name: 'word/styles.xml', bytes: text }], at, new Set()))['word/styles.xml'] ?? new Uint8Array())
  expect([of('<甲/>'), of('<乙/>'), of('<甲/>')]).toEqual(['<甲/>', '<乙/>', '<甲/>'])
})
