import { afterEach(() => {
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
