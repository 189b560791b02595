import { expect, test } from 'vitest'
import { editItems, propose, reviewPledge } from '#shared/duties/pledge'
import { publish, withdrawPublication } from '#shared/duties/pledge-round'
import { one, testContext } from '#shared/duties/testing'
import type { Pledge } from '#shared/model/pledge'
import { current } from '#shared/rules/packs/current'
import { openSample } from '#shared/sample/year'
import { buildBoard, isReviewStale, publishedOn, reviewerOf, rosterDay, type BoardFacts } from './board'

const context = testContext()
const book = openSample(context.newId)
const [organisation] = book.all('organisation')
const [round] = book.all('pledgeRound')
if (organisation === undefined || round === undefined) throw new Error('the sample has an organisation and a round')
const facts: BoardFacts = { organisation, members: book.all('member'), round, pledges: book.all('pledge'), pack: current, today: '2026-10-15', drafted: new Set() }
const memberNamed = (name: string) => {
  const member = facts.members.find((each) => each.name === name)
  if (member === undefined) throw new Error(name)
  return member
}
const row = (board: ReturnType<typeof buildBoard>, name: string) => {
  const found = board.rows.find((each) => each.party.name === name)
  if (found === undefined) throw new Error(name)
  return found
}
const pledgeOf = (name: string): Pledge => {
  const found = facts.pledges.find((pledge) => pledge.memberId === memberNamed(name).id)
  if (found === undefined) throw new Error(name)
  return found
}
const replaced = (pledge: Pledge): BoardFacts => ({ ...facts, pledges: facts.pledges.map((each) => (each.id === pledge.id ? pledge : each)) })

test('the branch stands first, then gaps, then the others, each in the order of the roster', () => {
  const { rows } = buildBoard(facts)
  expect(rows[0]?.party).toMatchObject({ key: 'branch', name: '党支部', reviewedBy: organisation.superior, sheetWho: organisation.name })
  const order = (gap: boolean) => rows.slice(1).filter((each) => each.gap === gap).map((each) => facts.members.find((member) => member.id === each.party.memberId)?.order ?? NaN)
  expect(rows.slice(1).map((each) => each.gap)).toEqual([...order(true).map(() => true), ...order(false).map(() => false)])
  for (const gap of [true, false]) expect(order(gap)).toEqual([...order(gap)].sort((a, b) => a - b))
  expect(rows).toHaveLength(1 + facts.members.length)
})

test('heads count who has come how far', () => {
  const { heads, missing } = buildBoard(facts)
  // Two are exempt: they are nobody's gap.
  const due = 1 + facts.members.length - 2
  expect(heads).toEqual({ propose: { done: 6, total: due }, review: { done: 6, total: due }, publish: { done: 6, total: due }, items: { done: 4, total: 11 }, evaluate: { done: 2, total: 6 } })
  expect(missing).toHaveLength(due - 6)
  expect(row(buildBoard(facts), '金石开')).toMatchObject({ gap: false, propose: { mark: 'exempt' }, party: { exempt: '离退休' } })
})

test('what is overdue is late by the last day meant, and is a gap', () => {
  expect(row(buildBoard({ ...facts, today: '2026-10-31' }), '许朝阳')).toMatchObject({ items: ['open', 'open'], late: 0, gap: false })
  expect(row(buildBoard({ ...facts, today: '2026-11-01' }), '许朝阳')).toMatchObject({ items: ['open', 'late'], late: 1, gap: true })
})

test('whoever has no pledge is missing; one half written is under way', () => {
  expect(row(buildBoard(facts), '顾清源')).toMatchObject({ pledge: null, propose: { mark: 'missing' }, review: { mark: 'none' }, publish: { mark: 'none' }, gap: true })
  expect(row(buildBoard({ ...facts, drafted: new Set([memberNamed('顾清源').id]) }), '顾清源').propose.mark).toBe('underway')
})

test('a withdrawn sheet is no publication, and what fell back waits for the next one', () => {
  const once = { ...round, editions: round.editions.slice(0, 1) }
  const down = withdrawPublication(once, facts.pledges, { number: 1, on: '2026-04-01', why: '电话错了' })
  if (!down.ok) throw new Error('withdrawn')
  const after = down.step.records.flatMap((record) => (record.after === null ? [] : [record.after]))
  const next = after.find((record) => record.kind === 'pledgeRound')
  if (next?.kind !== 'pledgeRound') throw new Error('a round')
  const pledges = after.flatMap((record) => (record.kind === 'pledge' ? [record] : []))
  const fallen = pledges.find((pledge) => pledge.id === pledgeOf('白露').id)
  if (fallen === undefined) throw new Error('a pledge')
  expect(publishedOn(pledgeOf('白露'), round)).toBe('2026-03-05')
  expect(publishedOn(fallen, next)).toBeNull()
  const board = buildBoard({ ...facts, round: next, pledges })
  expect(row(board, '白露').publish.mark).toBe('waiting')
  expect(board.toPublish.map((each) => each.party.name)).toContain('白露')
  // Once another sheet hangs, whoever is not on it is missing.
  const others = pledges.filter((pledge) => pledge.id !== fallen.id && pledge.state === 'reviewed').map((pledge) => ({ pledge, who: '某人', post: '' }))
  const again = one(publish(next, { on: '2026-04-05', until: null, place: '', phone: '1', lines: others }, current), 'pledgeRound')
  expect(row(buildBoard({ ...facts, round: again, pledges }), '白露').publish.mark).toBe('missing')
})

test('a sheet that took the place of another does not make it younger', () => {
  const line = { pledge: pledgeOf('白露'), who: '白露', post: '' }
  const second = one(publish(round, { on: '2026-06-01', until: null, place: '', phone: '1', lines: [line] }, current), 'pledgeRound')
  expect(publishedOn(pledgeOf('白露'), second)).toBe('2026-03-05')
})

test('returned, handed in again, passed, changed after that', () => {
  const [item] = pledgeOf('白露').items
  if (item === undefined) throw new Error('an item')
  const fresh: Pledge = { ...pledgeOf('白露'), state: 'proposed', review: { on: null, by: '', result: '', opinion: '', signedBy: '' }, history: [{ on: '2026-02-12', act: '提诺', who: '白露', note: '' }] }
  const review = { on: '2026-02-20', by: '支委会', opinion: '写明次数', signedBy: '顾清源', who: '白露' }
  const returned = one(reviewPledge(fresh, { ...review, result: 'returned' }), 'pledge')
  expect(row(buildBoard(replaced(fresh)), '白露').review.mark).toBe('waiting')
  expect(row(buildBoard(replaced(returned)), '白露').review).toEqual({ mark: 'returned', on: '2026-02-20' })
  const again = one(propose(returned, { round, pack: current, who: '白露', on: '2026-02-22' }), 'pledge')
  expect(row(buildBoard(replaced(again)), '白露').review.mark).toBe('waiting')
  const passed = one(reviewPledge(again, { ...review, result: 'passed' }), 'pledge')
  expect(isReviewStale(passed)).toBe(false)
  expect(row(buildBoard(replaced(passed)), '白露').review.mark).toBe('done')
  const changed = one(propose(one(editItems(context, passed, [{ ...item, text: '改了字，3 件' }]), 'pledge'), { round, pack: current, who: '白露', on: '2026-03-01' }), 'pledge')
  expect(isReviewStale(changed)).toBe(true)
  const board = buildBoard(replaced(changed))
  expect(row(board, '白露').review.mark).toBe('waiting')
  expect(board.toPublish.map((each) => each.party.name)).not.toContain('白露')
})

test('a pledge of somebody the roster lost, or who has left, is still there', () => {
  const gone: Pledge = { ...pledgeOf('白露'), id: context.newId(), memberId: context.newId() }
  expect(buildBoard({ ...facts, pledges: [...facts.pledges, gone] }).rows.map((each) => each.party.name)).toContain('名册里没有这个人')
  const left = facts.members.map((member) => (member.name === '白露' ? { ...member, standings: [{ from: null, to: '2026-05-01', standing: 'normal' as const }, { from: '2026-05-01', to: null, standing: 'left' as const }] } : member))
  expect(row(buildBoard({ ...facts, members: left }), '白露').pledge).not.toBeNull()
  expect(buildBoard({ ...facts, members: left, pledges: [] }).rows.some((each) => each.party.name === '白露')).toBe(false)
})

test('支委会 reviews where there is one, else the 党员大会; the superior the branch', () => {
  expect(reviewerOf(memberNamed('白露').id, facts)).toBe('支委会')
  expect(reviewerOf(memberNamed('白露').id, { ...facts, members: facts.members.slice(0, 6) })).toBe('党员大会')
  expect(reviewerOf(null, { ...facts, organisation: { ...organisation, superior: '' } })).toBe('上级党组织')
})

test('the roster is asked for the day of the round that is nearest to today', () => {
  const span = { year: 2026, from: '2026-02', to: '2026-11' }
  expect([rosterDay(span, '2026-06-01'), rosterDay(span, '2025-01-01'), rosterDay(span, '2030-01-01'), rosterDay({ year: 2011, from: null, to: null }, '2030-01-01')]).toEqual(['2026-06-01', '2026-02-01', '2026-11-30', '2011-12-31'])
})
