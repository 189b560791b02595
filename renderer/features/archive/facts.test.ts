import { expect, test } from 'vitest'
import { keyOfMade, paperKey } from '#shared/archive/made-files'
import { recordPages, takeIn } from '#shared/archive/file-away'
import { numberingFindings } from '#shared/archive/numbering'
import { planBag } from '#shared/archive/plan-bag'
import { documentsOfYear, organisationOf } from '#shared/documents/of-year'
import { ofKind, type AnyRecord } from '#shared/model/kinds'
import { headOf } from '#shared/duties/transition'
import { blankMassReview } from '#shared/duties/mass-review'
import { testContext } from '#shared/duties/testing'
import { builtInPack } from '#shared/rules/packs/built-in'
import { openSample } from '#shared/sample/year'
import { archiveFacts, madeByKey, nextAct, pagesToFill, rosterDayOf, toExport, toKeep } from './facts'

let count = 0
const newId = (): string => `00000000-0000-4000-8000-${String((count += 1)).padStart(12, '0')}`
const filed = openSample(newId).records()
const before = filed.filter(({ kind }) => kind !== 'archiveItem' && kind !== 'archiveBox')
const current = builtInPack('current')
const factsOf = (records: readonly AnyRecord[], year = 2026, today = '2027-02-01') => {
  if (current === null) throw new Error('no pack')
  return archiveFacts(records, organisationOf(records), current, year, today)
}

test('before anything was taken in: what the year left is proposed, the next thing is 收件', () => {
  const facts = factsOf(before)
  expect(facts.pending.length).toBeGreaterThan(8)
  expect(facts.pending.every(({ state }) => state === 'new')).toBe(true)
  expect([facts.unfiled.length, facts.boxes.length, nextAct(facts)]).toEqual([0, 0, 'takeIn'])
})

test('every proposal is the same paper as one that can be printed: kind, record and part agree', () => {
  const facts = factsOf(before)
  const made = madeByKey(facts)
  expect(facts.pending.filter(({ proposal }) => !made.has(paperKey(proposal.source))).map(({ proposal }) => proposal.title)).toEqual([])
})

test('taken in: the next thing is 归档; filed: 导出; nothing at all: none', () => {
  const facts = factsOf(before)
  const outcome = takeIn({ newId, today: facts.today, rulePack: 'current@1', seq: 1 }, facts.pending.map(({ proposal }) => proposal), [])
  const taken = outcome.ok ? outcome.step.records.flatMap(({ after }) => (after === null ? [] : [after])) : []
  const after = factsOf([...before, ...taken])
  expect([after.pending.length, after.unfiled.length, nextAct(after)]).toEqual([0, facts.pending.length, 'fileAway'])
  expect(nextAct(factsOf(filed))).toBe('export')
  expect(nextAct(factsOf(before.filter(({ kind }) => kind === 'organisation')))).toBe('none')
})

test('a record changed after its paper was filed is told apart from one changed before', () => {
  const [round] = ofKind(filed, 'pledgeRound')
  if (round === undefined) throw new Error('no round')
  const changed = filed.map((record) => (record.id === round.id ? { ...round, rev: round.rev + 1 } : record))
  // The circular of January waits for the box of its own year.
  const ofYear = (facts: readonly AnyRecord[]) => factsOf(facts).pending.filter(({ proposal }) => proposal.year === 2026).map(({ state }) => state)
  expect(new Set(ofYear(changed))).toEqual(new Set(['changed']))
  expect(nextAct(factsOf(changed))).toBe('export')
  const loose = changed.map((record) => (record.kind === 'archiveItem' ? { ...record, number: null, boxId: null, filedOn: null } : record))
  expect(new Set(ofYear(loose))).toEqual(new Set(['renewed']))
})

test('what belongs to another year stands last', () => {
  const years = factsOf(before, 2027).pending.map(({ proposal }) => proposal.year)
  expect([...years].sort((a, b) => Number(b === 2027) - Number(a === 2027))).toEqual(years)
  expect(nextAct(factsOf(before, 2025))).not.toBe('takeIn')
})

test('the roster of a past year stands for its last day, this year’s for today, one taken in for its own', () => {
  expect(rosterDayOf([], 2026, '2027-02-01')).toBe('2026-12-31')
  expect(rosterDayOf([], 2026, '2026-07-01')).toBe('2026-07-01')
  const taken = ofKind(filed, 'archiveItem').filter((item) => item.source?.document === 'rosterSheet:2026').map((item) => ({ ...item, date: '2026-10-10' }))
  expect(rosterDayOf(taken, 2026, '2027-02-01')).toBe('2026-10-10')
})

test('the export has every paper of the year and the sheets of its boxes, each under a key of its own', () => {
  const made = toExport(factsOf(filed))
  expect(new Set(made.map(keyOfMade)).size).toBe(made.length)
  expect(made).toHaveLength(documentsOfYear(filed, 2026, '2026-12-31').length)
  expect(new Set(made.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(13)
})

test('pages counted by the export go to the items they belong to, and only where they differ', () => {
  const facts = factsOf(filed)
  const made = toExport(facts)
  const files = made.map(({ kind, title }) => ({ kind, title, pages: 7 }))
  const fills = pagesToFill(facts.items, made, files)
  expect(fills.map(({ item }) => item.id).sort()).toEqual(facts.items.map(({ id }) => id).sort())
  const outcome = recordPages(fills)
  const after = outcome.ok ? outcome.step.records.flatMap(({ after: record }) => (record?.kind === 'archiveItem' ? [record] : [])) : []
  expect(pagesToFill(after, made, files)).toEqual([])
  expect(pagesToFill(facts.items, made, made.map(({ kind, title }) => ({ kind, title })))).toEqual([])
})

test('two papers of one name: no page count is given to either', () => {
  const facts = factsOf(filed)
  const [first, ...rest] = toExport(facts).filter(({ kind }) => kind === 'memberPledge')
  if (first === undefined) throw new Error('no letter')
  const twice = [first, ...rest.map((one, index) => (index === 0 ? { ...one, title: first.title } : one))]
  expect(pagesToFill(facts.items, twice, [{ kind: first.kind, title: first.title, pages: 9 }])).toEqual([])
})

test('thirty years of items in one fonds are looked over in the time of a glance', () => {
  const organisation = organisationOf(filed)
  const [item] = ofKind(filed, 'archiveItem')
  const [box] = ofKind(filed, 'archiveBox')
  if (item === undefined || box === undefined || current === null) throw new Error('the sample is filed')
  const id = (n: number) => `99999999-0000-4000-8000-${String(n).padStart(12, '0')}`
  const years = Array.from({ length: 30 }, (_, n) => 1997 + n)
  const boxes = years.flatMap((year, n) => [1, 2, 3, 4].map((number) => ({ ...box, id: id(n * 10 + number), year, number })))
  const items = years.flatMap((year, n) => Array.from({ length: 170 }, (_, at) => ({ ...item, id: id(100_000 + n * 1000 + at), year, number: at + 1, boxId: id(n * 10 + 1 + Math.floor(at / 43)), title: `${year}年第${at + 1}件` })))
  const records: readonly AnyRecord[] = [organisation, ...boxes, ...items]
  const begun = performance.now()
  const facts = archiveFacts(records, organisation, current, 2026, '2027-02-01')
  const plan = planBag({ organisation, year: 2026, items, boxes, exported: [], software: '' })
  const spent = performance.now() - begun
  expect([facts.items.length, facts.boxes.length, facts.unfiled.length]).toEqual([5100, 120, 0])
  expect(numberingFindings(items)).toEqual([])
  expect(plan.sheet.tabs[0]?.rows).toHaveLength(171)
  // Generous: it is some 100 ms on two cores.
  expect(spent).toBeLessThan(3000)
})

test('what 归档 leaves to keep is what was filed and made here, once; what no record gives any more is named', () => {
  const all = toKeep(factsOf(filed))
  expect(all.items.length).toBeGreaterThan(30)
  expect([all.made.map(keyOfMade), all.gone]).toEqual([all.items.map(({ source }) => paperKey(source ?? { id: '', document: '' })), []])
  const [one] = all.items
  if (one === undefined) throw new Error('nothing filed')
  expect(toKeep(factsOf(filed), new Set([one.id])).made.map(keyOfMade)).toEqual([paperKey(one.source ?? { id: '', document: '' })])
  const made = { role: 'made' as const, blob: { sha256: 'a'.repeat(64), size: 1, name: '书.pdf', type: '' } }
  expect(toKeep(factsOf(filed.map((record) => (record.id === one.id ? { ...one, files: [made] } : record)))).items.map(({ id }) => id)).not.toContain(one.id)
  const lost = { ...one, source: { id: one.id, kind: 'pledge', rev: 1, document: 'memberPledge' } }
  expect(toKeep(factsOf(filed.map((record) => (record.id === one.id ? lost : record)))).gone.map(({ id }) => id)).toEqual([one.id])
})

test('what became of the promises and what was said of people is proposed too; the edition read at the meeting is not: the final one is', () => {
  const { pending } = factsOf(before)
  const of = (document: string) => pending.filter(({ proposal }) => proposal.document === document)
  const evaluated = ofKind(before, 'pledge').filter(({ evaluation }) => evaluation.on !== null)
  expect([of('feedbackSummary').length, of('pledgeResults').length, of('branchReport').length]).toEqual([1, 1, 1])
  expect([of('pledgeEvaluation').length > 0, of('pledgeEvaluation').length]).toEqual([true, evaluated.length])
  expect(of('pledgeProgress').length).toBeGreaterThan(0)
  expect(of('feedbackSummary')[0]?.proposal).toMatchObject({ workingBox: '07', retention: 'D30' })
  expect(new Set(['pledgeProgress', 'pledgeEvaluation', 'pledgeResults'].flatMap(of).map(({ proposal }) => `${proposal.workingBox} ${proposal.retention}`))).toEqual(new Set(['09 D10']))
  expect(of('analysisReport').length).toBe(new Set(of('analysisReport').map(({ proposal }) => proposal.source.id)).size)
  expect(pending.some(({ proposal }) => proposal.source.document.includes('meeting'))).toBe(false)
})

test('a 群众评议, what was said and a 台账 of an earlier year, dated in this one, are found in the years of their own records', () => {
  if (current === null) throw new Error('no pack')
  const context = { ...testContext({}), newId }
  const mass = { ...blankMassReview(headOf(context), { year: 2024, title: '2024年度群众评议', heldOn: '2024-12-28' }, [], current), state: 'published' as const, counts: { issued: 9, returned: 9, valid: 9, invalid: 0 }, published: { on: '2026-01-08', way: '公开栏' } }
  const said = { ...headOf(context), kind: 'feedback' as const, year: 2023, on: '2026-01-05', way: '座谈' as const, source: '', text: '路灯坏了三盏', memberId: null, answer: { way: 'none' as const, on: null, note: '', problem: '' } }
  const line = { ...headOf(context), kind: 'rectification' as const, year: 2022, memberId: null, source: '', sourceId: null, problem: '路灯坏了三盏', cause: '', measures: '', responsible: '', due: null, state: 'closed' as const, closedOn: '2026-02-01', result: '' }
  const facts = factsOf([...before.filter(({ kind }) => kind === 'organisation' || kind === 'member'), mass, said, line])
  const made = madeByKey(facts)
  const wanted = facts.pending.filter(({ proposal }) => ['massResults', 'feedbackSummary', 'branchRectification'].includes(proposal.document))
  expect(wanted.map(({ proposal }) => [proposal.document, proposal.year])).toEqual([['feedbackSummary', 2026], ['branchRectification', 2026], ['massResults', 2026]])
  expect(wanted.filter(({ proposal }) => !made.has(paperKey(proposal.source))).map(({ proposal }) => proposal.title)).toEqual([])
})
