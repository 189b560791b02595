import { expect, test } from 'vitest'
import { openSample, sampleYearNumber } from '#shared/sample/year'
import { ofKind } from '#shared/model/kinds'
import { documentText } from '#shared/paper/text-of'
import { makeDocument } from './document'
import { feedbackForm, feedbackSummary } from './feedback-sheets'

const records = openSample(() => crypto.randomUUID()).records()
const organisation = records.find((record) => record.kind === 'organisation')
if (organisation === undefined) throw new Error('the sample has its organisation')
const members = ofKind(records, 'member')
const [first] = ofKind(records, 'feedback')
if (first === undefined) throw new Error('the sample has feedback')

test('a row says month and day, for the year stands above; a day of another year, or a year alone, is said whole', () => {
  const feedback = [{ ...first, memberId: null, on: '2026-11-18', text: '一' }, { ...first, memberId: null, on: '2025-12-30', text: '二' }, { ...first, memberId: null, on: '2026', text: '三' }]
  const facts = { organisation, year: sampleYearNumber, members, feedback }
  for (const document of [makeDocument(feedbackForm, { ...facts, memberId: null }), makeDocument(feedbackSummary, facts)]) {
    const text = documentText(document)
    expect(text).toMatch(/(?<!年)11月18日/u)
    expect(text).toContain('2025年12月30日')
    expect(text).toMatch(/2026年(?!度)/u)
  }
})
