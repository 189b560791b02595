import { expect, test } from 'vitest'
import { blankSpots, draftPaper, issuePaper } from '#shared/duties/official-paper'
import { one, testContext, walls } from '#shared/duties/testing'
import { ofKind } from '#shared/model/kinds'
import { officialTypes } from '#shared/model/official-paper'
import { openSample, sampleToday, sampleYearNumber } from '#shared/sample/year'
import { frameOf, gradeFigures, type FrameBooks } from './official-frames'
import { organisationOf } from './of-year'
import { organisation } from './testing'

const records = openSample(() => crypto.randomUUID()).records()
const full: FrameBooks = { organisation: organisationOf(records), year: sampleYearNumber, today: sampleToday, members: ofKind(records, 'member'), reviews: ofKind(records, 'review'), rounds: ofKind(records, 'pledgeRound') }
const empty: FrameBooks = { organisation: organisation({ groups: [] }), year: 2026, today: '2026-07-01', members: [], reviews: [], rounds: [] }

test.each(officialTypes)('%s: a frame leaves to its writer what only he knows, and is not issued so', (type) => {
  for (const books of [full, empty]) {
    const { content } = frameOf(type, books)
    expect(`${content.title}${content.body}`).not.toMatch(/undefined|null|NaN|\[object/u)
    const paper = one(draftPaper(testContext(), { type, year: books.year, content }), 'officialPaper')
    expect(blankSpots(paper).length).toBeGreaterThan(0)
    expect(walls(issuePaper(paper, { on: '2026-12-31' })).length).toBeGreaterThan(0)
  }
})

test('what the books hold is filled in: counts, grades and names of the review', () => {
  const [review] = full.reviews
  if (review === undefined) throw new Error('the sample has a review')
  const { content, sourceId } = frameOf('reviewCircular', full)
  expect(sourceId).toBe(review.id)
  const { issued, returned, valid } = review.counts
  expect(content.body).toContain(`发出测评票${issued}张，收回${returned}张，有效${valid}张。`)
  expect(content.body).toContain(gradeFigures(review))
  for (const { memberId } of review.verdicts.filter(({ grade }) => grade === 'excellent')) expect(content.body).toContain(review.roster.find((person) => person.memberId === memberId)?.name ?? '?')
})

test('upwards to the one superior, inside to the groups; before 2012 in the older layout', () => {
  expect(frameOf('request', full).content.recipients).toBe(full.organisation.superior)
  expect(frameOf('notice', full).content.recipients).toMatch(/，全体党员$/u)
  expect(frameOf('notice', empty).content.recipients).toBe('全体党员')
  expect(frameOf('notice', { ...empty, year: 2010 }).content.layout).toBe('gb1999')
  expect(frameOf('notice', empty).content.layout).toBe('gb2012')
})
