import { expect, test } from 'vitest'
import { para } from './blocks'
import { joinDocuments } from './join-documents'
import { form } from './presets'
import { documentText } from './text-of'

const page = (text: string) => form({ title: text, author: '测试支部', blocks: [para(text)] })

test('joined papers keep their words, their order and a section each', () => {
  const joined = joinDocuments('合订', [page('甲'), page('乙'), page('丙')])
  expect(joined?.title).toBe('合订')
  expect(joined?.sections.map(({ pageNumber }) => pageNumber)).toEqual(['none', 'none', 'none'])
  expect(joined === null ? '' : documentText(joined)).toBe('甲\n乙\n丙')
  expect(joinDocuments('合订', [])).toBeNull()
})
