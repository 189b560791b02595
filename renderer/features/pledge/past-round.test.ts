import { expect, test } from 'vitest'
import { pledgeNotice } from '#shared/documents/pledge-sheets'
import { makeDocument } from '#shared/documents/document'
import { member as aMember, organisation, testId } from '#shared/documents/testing'
import { propose } from '#shared/duties/pledge'
import { writeAndPropose } from '#shared/duties/pledge-at-once'
import { openRound, publish } from '#shared/duties/pledge-round'
import { codes, one, testContext } from '#shared/duties/testing'
import type { RuleOverride } from '#shared/model/rule-pin'
import { packFor, packInUse } from '#shared/rules/pin'
import { current } from '#shared/rules/packs/current'
import { builtInPack, packIdOfYear } from '#shared/rules/packs/built-in'
import { buildBoard, dayFor, rosterDay, type BoardFacts } from './board'

/** A round of 2011 typed in today, in books that follow today's rules: its own rules, its own people, its own days. */
const context = testContext({ today: '2026-11-27' })
const branch = organisation({ era: 'current' })
const inUse = packInUse(context, packIdOfYear(2011, branch.era), [], [])
if (inUse === null) throw new Error('no pack')
const round = one(openRound({ ...context, rulePack: inUse.name }, { year: 2011, title: '迎接建党90周年', from: '2011-01-10', to: '2011-07-01' }), 'pledgeRound')
const lived = (from: string, to: string | null): ReturnType<typeof aMember>['standings'] => [{ from, to, standing: 'normal' }, ...(to === null ? [] : [{ from: to, to: null, standing: 'left' as const }])]
const members = [
  aMember(1, { name: '一直都在' }),
  aMember(2, { name: '后来转走', standings: lived('1990-07-01', '2015-03-01') }),
  aMember(3, { name: '后来入党', joined: '2019-07-01', becameFull: '2020-07-01', grades: [{ from: '2019-07-01', to: null, grade: 'full' }], standings: lived('2019-07-01', null) }),
]
const facts = (pledges: BoardFacts['pledges']): BoardFacts => ({ organisation: branch, members, round, pledges, pack: inUse.pack, today: context.today, drafted: new Set() })

test('the rules of those years, whatever the books follow today; a year outside keeps what was chosen', () => {
  expect([2009, 2010, 2011, 2012, 2013, 2026].map((year) => packIdOfYear(year, 'current'))).toEqual(['current', 'era2010', 'era2010', 'era2010', 'current', 'current'])
  expect(packIdOfYear(2026, 'era2010')).toBe('era2010')
  expect([round.rulePack, inUse.pin]).toEqual(['era2010@1', null])
  expect(inUse.pack.pledge.branchThemes.value).not.toEqual(current.pledge.branchThemes.value)
  // Laid over locally, what stood then is pinned with the round.
  const override: RuleOverride = { id: testId(7), rev: 1, schema: 1, rulePack: 'era2010@1', createdSeq: 1, kind: 'ruleOverride', pack: 'era2010', path: 'pledge.memberThemes', value: ['学习', '服务'], source: '乡里的方案', who: '白露', on: '2011-01-05' }
  const changed = packInUse(context, packIdOfYear(2011, 'current'), [override], [])
  const [pin] = [changed?.pin?.after].flatMap((record) => (record?.kind === 'rulePin' ? [record] : []))
  if (changed === null || pin === undefined) throw new Error('nothing pinned')
  expect(changed.name).toBe(`era2010@1#${pin.id}`)
  expect(packFor(changed.name, [pin])?.pledge.memberThemes.value).toEqual(['学习', '服务'])
})

const typedIn = () => one(writeAndPropose(context, { round, before: null, memberId: members[1]?.id ?? '', who: '后来转走', items: [{ type: '实事', text: '帮 3 户困难户修房', measures: '', due: '2011-06', responsible: '后来转走' }], pack: inUse.pack, fromPaper: true, others: [], on: '2011-01-15' }), 'pledge')

test('the roster is that of the last day of the round, not of today', () => {
  expect(rosterDay(round, context.today)).toBe('2011-07-01')
  expect(buildBoard(facts([])).rows.map((row) => row.party.name)).toEqual(['党支部', '一直都在', '后来转走'])
})

test('a form begins with today while the round is in hand; years later with no day, or the one typed last for the same step', () => {
  const evaluated = (on: string): BoardFacts['pledges'][number] => ({ ...typedIn(), history: [{ on, act: '评诺', who: '', note: '' }, { on: '2011-12-01', act: '销号', who: '', note: '' }] })
  expect(dayFor(facts([]), null)).toBeNull()
  expect(dayFor(facts([evaluated('2011-06-28'), evaluated('2011-06-20')]), '评诺')).toBe('2011-06-28')
  expect(dayFor(facts([evaluated('2011-06-28')]), '审诺')).toBeNull()
  for (const today of ['2011-03-01', '2012-02-01']) expect(dayFor({ ...facts([evaluated('2011-06-28')]), today }, '评诺')).toBe(today)
})

test('its own days are kept; today’s, left standing, is pointed out', () => {
  const base = { round, before: null, memberId: members[1]?.id ?? '', who: '后来转走', items: [{ type: '实事' as const, text: '帮 3 户困难户修房', measures: '', due: '2011-06', responsible: '后来转走' }], pack: inUse.pack, fromPaper: true, others: [] }
  expect(codes(writeAndPropose(context, { ...base, on: context.today }))).toContain('dayOfAnotherYear')
  const pledge = one(writeAndPropose(context, { ...base, on: '2011-01-15' }), 'pledge')
  expect(codes(propose(pledge, { round, pack: inUse.pack, who: '后来转走', on: '2011-01-15', fromPaper: true }))).not.toContain('dayOfAnotherYear')
  expect([pledge.proposedOn, pledge.year, pledge.rulePack]).toEqual(['2011-01-15', 2011, 'era2010@1'])
  const lines = [{ pledge, who: '后来转走', post: '' }]
  expect(codes(publish(round, { on: context.today, until: null, place: '', phone: '8', lines, fromPaper: true }, inUse.pack))).toContain('dayOfAnotherYear')
  const up = one(publish(round, { on: '2011-02-20', until: null, place: '公开栏', phone: '8', lines, fromPaper: true }, inUse.pack), 'pledgeRound')
  expect(up.history.map((line) => line.on)).toEqual([context.today, '2011-02-20'])
  expect(JSON.stringify(makeDocument(pledgeNotice, { organisation: branch, round: up, edition: 1 }))).toContain('2011年2月20日')
  expect(buildBoard(facts([{ ...pledge, state: 'published' }])).rows.find((row) => row.party.name === '后来转走')?.propose).toEqual({ mark: 'done', on: '2011-01-15' })
  expect(builtInPack(up.rulePack)?.id).toBe('era2010')
})
