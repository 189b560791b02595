import { expect, test } from 'vitest'
import { one, stepOf, testContext } from './testing'
import { dropForm, keepForm } from './word-form'

const file = { sha256: 'a'.repeat(64), size: 9, name: '承诺书.docx', type: '' }

test('a form is kept once for a document, and can be put away', () => {
  const kept = one(keepForm(testContext(), { name: ' 局里的承诺书 ', document: 'memberPledge', file }, []), 'wordForm')
  expect(kept).toMatchObject({ name: '局里的承诺书', document: 'memberPledge', addedOn: '2026-12-26' })
  expect(keepForm(testContext(), { name: '又一份', document: 'memberPledge', file }, [kept])).toMatchObject({ ok: false, findings: [{ code: 'formTwice' }] })
  expect(keepForm(testContext(), { name: '支部的', document: 'branchPledge', file }, [kept]).ok).toBe(true)
  expect(stepOf(dropForm(kept)).records).toEqual([{ before: kept, after: null }])
})
