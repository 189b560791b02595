import { prepareMassReview, publishMass, recordMassFigures } from '#shared/duties/mass-review'
import { rosterAsOf } from '#shared/duties/roster'
import type { MassPart, MassReview } from '#shared/model/mass-review'
import { current } from '#shared/rules/packs/current'
import type { Book } from './book'

/** The sample's 群众评议: the meeting and those the branch serves rate it and its members. The figures mean nothing. */
const year = 2026
const heldOn = '2026-12-24'

const massReviewOf = (book: Book): MassReview => {
  const [found] = book.all('massReview')
  if (found === undefined) throw new Error('the sample has no 群众评议')
  return found
}

/** Adds up to the valid ballots, and no row is of one mind. */
function row(at: number, valid: number): MassPart['aspects'][number] {
  const content = Math.floor(valid * 0.6) + ((at * 5) % 7)
  const rather = Math.floor((valid - content) * 0.7)
  const against = at % 4 === 2 ? 1 : 0
  const blank = at % 5 === 4 ? 1 : 0
  return { votes: [content, rather, valid - content - rather - against - blank, against], blank }
}

export function askMasses(book: Book): void {
  const people = rosterAsOf(book.all('member'), heldOn).map(({ member }) => ({ memberId: member.id, name: member.name }))
  book.on('2026-12-10', (context) => prepareMassReview(context, { year, title: '2026年度群众评议', heldOn }, people, current))
}

export function countMasses(book: Book): void {
  const { aspects, members } = massReviewOf(book)
  const part = (source: string, counts: MassPart['counts'], turn: number): MassPart => ({ source, counts, aspects: aspects.map((_, at) => row(at + turn, counts.valid)), members: members.map((_, at) => row(at + turn + 3, counts.valid)) })
  const parts = [part('会议票', { issued: 32, returned: 31, valid: 30, invalid: 1 }, 0), part('服务对象问卷', { issued: 60, returned: 54, valid: 54, invalid: 0 }, 1)]
  book.on(heldOn, () => recordMassFigures(massReviewOf(book), { heldOn, satisfied: 2, parts, machine: null }, current))
}

export function tellMasses(book: Book): void {
  book.on('2027-01-06', () => publishMass(massReviewOf(book), { on: '2027-01-06', way: '局机关一楼公开栏' }, current))
}
