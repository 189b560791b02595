import { afterEach, expect, test } from 'vitest'
import { guardUnkept, setUnkept } from './unkept'

const review = { id: '11111111-1111-4111-8111-111111111111', kind: 'review' }
const other = { id: '22222222-2222-4222-8222-222222222222', kind: 'review' }
const mass = { id: '33333333-3333-4333-8333-333333333333', kind: 'massReview' }
const member = { id: '44444444-4444-4444-8444-444444444444', kind: 'member' }
const refusal = (what: string): unknown => expect.objectContaining({ code: 'counting', facts: { what } })

afterEach(() => {
  setUnkept('count', null)
  setUnkept('massReview', null)
})

test('what ballots under way belong to is not taken back; anything else is', () => {
  guardUnkept([review, mass])
  setUnkept('count', { what: '2026年度民主评议的票两人录入，录到一半', place: 'review', path: [review.id, 'count'], drop: () => undefined })
  expect(() => guardUnkept([member, review])).toThrow(refusal('2026年度民主评议的票两人录入，录到一半'))
  guardUnkept([member, other, mass])
  setUnkept('count', null)
  guardUnkept([review])
})

test('a room with one count under way names no record: nothing of its kind is taken back', () => {
  setUnkept('massReview', { what: '2026年度群众评议的票录到一半', place: 'massReview', path: [], drop: () => undefined })
  expect(() => guardUnkept([mass])).toThrow(refusal('2026年度群众评议的票录到一半'))
  guardUnkept([review, member])
})
