import { expect, test } from 'vitest'
import type { AnyRecord } from '#shared/model/kinds'
import { openSample, sampleToday, sampleYearNumber } from '#shared/sample/year'
import { documentsOfYear, organisationOf, plansOfYear } from './of-year'
import { archiveItem, box, edition, member, organisation, pledge, report, review, round } from './testing'

const pledges = [pledge(2), pledge(0), pledge(1)]
const books: readonly AnyRecord[] = [organisation(), member(1), member(2), round({ editions: [edition(1, pledges, { withdrawnOn: '2026-04-01' }), edition(2, pledges)] }), ...pledges, report(), review(), box(), archiveItem(1)]
const kinds = (records: readonly AnyRecord[], year = 2026, today = '2027-01-20') => documentsOfYear(records, year, today).map((made) => made.kind)

test('the year in its order: pledges by roster, each edition, report, review, roster, box', () => {
  expect(kinds(books)).toEqual(['branchPledge', 'memberPledge', 'memberPledge', 'pledgeNotice', 'pledgeNotice', 'pledgeNoticeA3', 'pledgeLedger', 'analysisReport', 'ballot', 'tallySheet', 'reviewRegister', 'reviewSlip', 'reviewRegister', 'reviewSlip', 'reviewBook', 'rosterSheet', 'boxCover', 'boxSpine', 'archiveCatalogue', 'boxNote'])
})

test('papers of one record are told apart, and files of one folder have names of their own', () => {
  const made = documentsOfYear(books, 2026, '2027-01-20')
  expect(new Set(made.map((one) => `${one.kind} ${one.sourceId} ${one.part}`)).size).toBe(made.length)
  expect(new Set(made.map((one) => `${one.folder}/${one.name}`)).size).toBe(made.length)
  expect(made.every((one) => one.document.author === '中共梨坪村支部委员会')).toBe(true)
})

test('a paper of one member says whose it is, so that many members’ can be made at once', () => {
  const whose = new Map(plansOfYear(books, 2026, '2027-01-20').filter((plan) => plan.memberId !== null).map((plan) => [plan.kind, plan.memberId]))
  expect([...whose.keys()].sort()).toEqual(['analysisReport', 'memberPledge', 'reviewRegister', 'reviewSlip'])
  expect(whose.get('analysisReport')).toBe(report().memberId)
})

test('the roster is the year\'s last, or today\'s while the year runs', () => {
  const roster = (today: string) => documentsOfYear(books, 2026, today).find((made) => made.kind === 'rosterSheet')
  expect([roster('2027-01-20')?.title, roster('2027-01-20')?.part]).toEqual(['党员花名册（2026年12月31日）', '2026'])
  expect(roster('2026-06-01')?.title).toBe('党员花名册（2026年6月1日）')
})

test('another year has its roster only; a review under preparation its ballot only', () => {
  expect(kinds(books, 2025)).toEqual(['rosterSheet'])
  expect(kinds([organisation(), review({ state: 'preparing' })])).toEqual(['ballot', 'rosterSheet'])
  expect(() => organisationOf([])).toThrow('organisation')
})

test('every document of the year can fill a superior’s own form: each field has a name of its own in Chinese', () => {
  for (const { kind, words } of documentsOfYear(openSample(() => crypto.randomUUID()).records(), sampleYearNumber, sampleToday)) {
    const names = (words?.fields ?? []).map(({ name, inside }) => `${inside}/${name}`)
    expect(names.length, kind).toBeGreaterThan(2)
    expect(new Set(names).size, kind).toBe(names.length)
    for (const name of names) expect(name, kind).toMatch(/\p{Script=Han}/u)
  }
})
