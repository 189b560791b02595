import { expect, test } from 'vitest'
import type { Handling } from '#shared/model/handling'
import { openSample } from '#shared/sample/year'
import { dueNext, gapsOf, lacksOf, type YearRecords } from './year-view'

function sample(): YearRecords {
  let count = 0
  const book = openSample(() => `00000000-0000-4000-8000-${String((count += 1)).padStart(12, '0')}`)
  return {
    organisation: book.all('organisation')[0] ?? null, members: book.all('member'), schemes: book.all('scheme'), rounds: book.all('pledgeRound'),
    pledges: book.all('pledge'), reports: book.all('analysisReport'), reviews: book.all('review'), handlings: book.all('handling'),
  }
}

test('the most pressing stands first, and a campaign of years ago is not late', () => {
  const due = dueNext(sample(), '2026-12-08')
  expect(due.length).toBeGreaterThan(5)
  expect(due.map((entry) => entry.late)).toEqual([...due.map((entry) => entry.late)].sort((a, b) => b - a))
  expect(due.filter((entry) => entry.fact === '动员部署')).toEqual([])
})

test('an unkept or closed promise is not due; an open one is, from its last day on', () => {
  const records = sample()
  const open = (today: string) => dueNext(records, today).filter((entry) => entry.room === 'pledge').map((entry) => [entry.title.slice(0, 8), entry.late])
  expect(open('2026-10-31')).toContainEqual(['给后山片25户装', 0])
  expect(open('2026-11-01')).toContainEqual(['给后山片25户装', 1])
  expect(open('2026-11-01').some(([title]) => title === '支部每月开展1次')).toBe(false)
})

test('a committee term is told six months ahead, a month is not late before it is over', () => {
  expect(dueNext(sample(), '2027-01-20').some((entry) => entry.title.includes('届满'))).toBe(true)
  const tasks = (today: string) => dueNext(sample(), today).filter((entry) => entry.title === '践诺记半年账').map((entry) => entry.late)
  expect(tasks('2026-06-30')).toEqual([0])
  expect(tasks('2026-07-01')).toEqual([1])
})

test('everybody of the branch is named with what they have', () => {
  const { people, pledgesBegun, reportsBegun } = lacksOf(sample(), 2026, '2026-12-31')
  expect([people.length, pledgesBegun, reportsBegun]).toEqual([25, true, true])
  expect(people.filter((one) => one.pledge === 'done').map((one) => one.member.name).sort()).toEqual(['方知夏', '江月白', '白露', '石惊涛', '许朝阳'].sort())
  expect(lacksOf(sample(), 2025, '2026-12-31')).toMatchObject({ pledgesBegun: false, reportsBegun: false })
})

test('a duty not begun this year makes no gap', () => {
  expect(gapsOf(sample(), 2026, '2026-12-08')).toMatchObject({ analysis: { word: '差', count: 23 } })
  expect(gapsOf(sample(), 2025, '2026-12-08').analysis).toBeUndefined()
})

test('限期改正 counts down on the desk, whatever year it was decided in, until it is closed', () => {
  const records = sample()
  const [review] = records.reviews
  if (review === undefined) throw new Error('the sample has no review')
  const handling: Handling = {
    id: '00000000-0000-4000-8000-000000999999', rev: 1, schema: 1, rulePack: 'current@1', createdSeq: 1, kind: 'handling', year: 2026, memberId: review.roster[0]?.memberId ?? '', name: '孟春归', reviewId: review.id, grade: 'unqualified',
    way: 'correct', state: 'open', problem: '半年没参加组织生活', measures: '', helper: '白露', from: '2027-01-10', due: '2028-01-10', notes: [], decisions: [],
  }
  const due = (handlings: readonly Handling[], today: string) => dueNext({ ...records, handlings }, today).filter((entry) => entry.room === 'review').map(({ title, fact, late, path }) => [title, fact, late, path.at(-1)])
  expect(due([handling], '2027-12-01')).toEqual([['孟春归限期改正到期', '处置　帮教人白露', -40, 'rectify']])
  expect(due([handling], '2028-01-12')).toEqual([['孟春归限期改正到期', '处置　帮教人白露', 2, 'rectify']])
  expect(due([{ ...handling, state: 'closed' }], '2028-01-12')).toEqual([])
  expect(gapsOf({ ...records, handlings: [handling] }, 2028, '2028-01-12').review).toEqual({ word: '逾', count: 1 })
})
