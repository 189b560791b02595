import { afterEach, expect, test } from 'vitest'
import { guardUnkept, setUnkept } from './unkept'

const [review, other, mass, member] = ['11', '22', '33', '44'].map((id) => ({ id })) as [{ id: string }, { id: string }, { id: string }, { id: string }]
const refusal = (what: string): unknown => expect.objectContaining({ code: 'counting', facts: { what } })

afterEach(() => {
  setUnkept('count', null)
  setUnkept('massReview', null)
})

test('what ballots under way belong to is not taken back; anything else is', () => {
  guardUnkept([review, mass])
  setUnkept('count', { what: '2026年度民主评议的票两人录入，录到一半', place: 'review', path: [review.id, 'count'], drop: () => undefined })
  setUnkept('massReview', { what: '2026年度群众评议的票录到一半', place: 'massReview', path: [mass.id], drop: () => undefined })
  expect(() => guardUnkept([member, review])).toThrow(refusal('2026年度民主评议的票两人录入，录到一半'))
  expect(() => guardUnkept([mass])).toThrow(refusal('2026年度群众评议的票录到一半'))
  guardUnkept([member, other])
  setUnkept('count', null)
  guardUnkept([review])
})
