import { expect, test } from 'vitest'
import { printDocumentSchema } from '#shared/paper/print-document'
import { documentText } from '#shared/paper/text-of'
import { makeDocument } from './document'
import { firstSteps } from './first-steps'
import { spreadOf } from './fit'

test('the first steps stand on one page and need no books', () => {
  const document = makeDocument(firstSteps, null)
  expect(printDocumentSchema.safeParse(document).success).toBe(true)
  expect(document.sections.map((section) => spreadOf(section).pages)).toEqual([1])
  const text = documentText(document)
  for (const word of ['建一个支部', '先看看示例', '导入一张表', 'Ctrl+Z', '从备份恢复', '不得录入涉密信息']) expect(text).toContain(word)
})
