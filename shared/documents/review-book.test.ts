import { expect, test } from 'vitest'
import { documentText } from '#shared/paper/text-of'
import { makeDocument } from './document'
import { reviewBook } from './review-book'
import { bodyRows, organisation, person, review } from './testing'

const facts = { organisation: organisation() }

test('grades in the order of the list and how they were made known; no votes', () => {
  const session = review({ roster: [person(2), person(1, { post: '书记' }), person(3, { grade: 'probationary' }), person(4, { attendance: 'exempt', reason: '长期卧床' })], published: { on: '2027-01-05', way: '党员大会通报', scope: '全体党员' } })
  const document = makeDocument(reviewBook, { ...facts, review: session })
  expect(bodyRows(document).slice(0, 4)).toEqual([['1', '党员2', '', '合格', '', ''], ['2', '党员1', '书记', '合格', '', ''], ['3', '党员3', '', '', '', '预备党员，不定等次'], ['4', '党员4', '', '', '', '免评：长期卧床']])
  const text = documentText(document)
  for (const part of ['优秀0人，合格2人', '2027年1月5日，党员大会通报，范围：全体党员', '支委会，2026年12月30日']) expect(text).toContain(part)
  expect(text).not.toMatch(/票/u)
})

test('before anything was decided it is a form', () => {
  expect(bodyRows(makeDocument(reviewBook, { ...facts, review: review({ roster: [], tally: [], verdicts: [], decidedOn: null, decidedBy: '' }) }))).toHaveLength(16)
})
