import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldCommits } from '#shared/commit/apply'
import type { JournalEntry, StoredRecord } from '#shared/commit/commit'
import { invertCommit } from '#shared/commit/invert'
import type { AnyRecord } from '#shared/model/kinds'
import { liftRecord } from '#shared/model/migrate'
import { noEvaluation, type Pledge, type PledgeRound } from '#shared/model/pledge'
import { current } from '#shared/rules/packs/current'
import { closeItem, draftPledge, editItems, markUnkept, propose, recordProgress, reopenItem, reviewPledge, type PledgeItemInput } from './pledge'
import { changesOf, differsFromSheet } from './pledge-edition'
import { recordEvaluation } from './pledge-evaluate'
import { openRound, publish, standingEdition, withdrawPublication } from './pledge-round'
import { isPublic, isSettled, resultOf } from './pledge-state'
import { one, testContext } from './testing'
import type { Outcome } from './transition'

/** Whatever is done to a round in whatever order: states tell the truth, what hung stays word for word, and an undo leaves what was before. */
const acts = ['edit', 'add', 'drop', 'propose', 'pass', 'returnOne', 'returnAll', 'publish', 'publishBoth', 'withdraw', 'progress', 'close', 'unkept', 'reopen', 'evaluate'] as const
const script = fc.array(fc.record({ act: fc.constantFrom(...acts), party: fc.nat({ max: 1 }), item: fc.nat({ max: 2 }), day: fc.integer({ min: 1, max: 28 }) }), { minLength: 1, maxLength: 40 })
type Act = typeof script extends fc.Arbitrary<readonly (infer A)[]> ? A : never

function play(script: readonly Act[], after: (before: readonly AnyRecord[], outcome: Outcome) => void): void {
  const context = testContext()
  const item = (text: string): PledgeItemInput => ({ type: '实事', text, measures: '', due: '2026-10-31', responsible: '马小军' })
  let round = one(openRound(context, { year: 2026, title: '2026年度', from: '2026-01', to: '2026-12' }), 'pledgeRound')
  let pledges = [null, context.newId()].map((memberId) => one(draftPledge(context, round, { memberId, who: '甲', items: [item('走访 3 户'), item('修路 2 公里')] }), 'pledge'))
  for (const [index, { act, party, item: which, day }] of script.entries()) {
    const pledge = pledges[party]
    if (pledge === undefined) throw new Error('two parties')
    const on = `2026-03-${String(day).padStart(2, '0')}`
    const outcome = carry({ act, pledge, round, pledges, which, on, text: `第 ${index} 稿，走访 ${index} 户`, context, item })
    after([round, ...pledges], outcome)
    if (!outcome.ok) continue
    for (const { after: record } of outcome.step.records) {
      if (record?.kind === 'pledgeRound') round = record
      if (record?.kind === 'pledge') pledges = pledges.map((one) => (one.id === record.id ? record : one))
    }
  }
}

type Carry = { readonly act: Act['act']; readonly pledge: Pledge; readonly round: PledgeRound; readonly pledges: readonly Pledge[]; readonly which: number; readonly on: string; readonly text: string; readonly context: ReturnType<typeof testContext>; readonly item: (text: string) => PledgeItemInput }

function carry({ act, pledge, round, pledges, which, on, text, context, item }: Carry): Outcome {
  const itemId = pledge.items[which]?.id ?? round.id
  const review = { on, by: '支委会', opinion: '同意', signedBy: '书记', who: '甲' }
  const sheet = (lines: readonly Pledge[]) => publish(round, { on, until: null, place: '公开栏', phone: '88', lines: lines.map((one) => ({ pledge: one, who: one.memberId === null ? '党支部' : '甲', post: '' })) }, current)
  switch (act) {
    case 'edit':
      return editItems(context, pledge, pledge.items.map((one, index) => (index === which ? { ...one, text } : one)))
    case 'add':
      return editItems(context, pledge, [...pledge.items, item(text)])
    case 'drop':
      return editItems(context, pledge, pledge.items.filter((_, index) => index !== which))
    case 'propose':
      return propose(pledge, { round, pack: current, who: '甲', on })
    case 'pass':
      return reviewPledge(pledge, { ...review, result: 'passed' })
    case 'returnOne':
      return reviewPledge(pledge, { ...review, result: 'returned', returned: [{ itemId, reason: '写明次数' }] })
    case 'returnAll':
      return reviewPledge(pledge, { ...review, result: 'returned' })
    case 'publish':
      return sheet([pledge])
    case 'publishBoth':
      return sheet(pledges)
    case 'withdraw':
      return withdrawPublication(round, pledges, { number: standingEdition(round)?.number ?? 1, on: '2026-04', why: '写错' })
    case 'progress':
      return recordProgress(pledge, itemId, { on, note: '办了', percent: 40 })
    case 'close':
      return closeItem(pledge, itemId, { on, by: '书记' })
    case 'unkept':
      return markUnkept(pledge, itemId, { on, reason: '汛期', cause: 'objective', told: '说明了' })
    case 'reopen':
      return reopenItem(pledge, itemId, { on, why: '接着办' })
    case 'evaluate':
      return recordEvaluation(pledge, { ...noEvaluation, who: '甲', on, organisation: '兑现', grade: '较好' })
  }
}

test('states tell the truth after any acts in any order', () => {
  fc.assert(fc.property(script, (acts) => {
    play(acts, (_, outcome) => {
      if (!outcome.ok) return expect(outcome.findings.some((found) => found.severity === 'wall' && found.text !== '')).toBe(true)
      for (const { after } of outcome.step.records) {
        if (after === null) continue
        expect(liftRecord(after)).toEqual({ ok: true, record: after })
        if (after.kind !== 'pledge') continue
        expect(after.review.result).toBe(resultOf(after.items))
        if (after.state === 'reviewed') expect(after.review.result).toBe('passed')
        if (after.state === 'fulfilled') expect(after.items.every(isSettled)).toBe(true)
        if (after.state === 'evaluated') expect(after.evaluation.grade).not.toBe('')
        for (const item of after.items) expect(item.closedOn !== null && item.unkeptReason !== '').toBe(false)
      }
    })
  }), { seed: 20261126, numRuns: 300 })
})

test('what hung is never another word; numbers run on; whatever is newly public stands on the sheet', () => {
  fc.assert(fc.property(script, (acts) => {
    play(acts, (before, outcome) => {
      if (!outcome.ok) return
      const was = before.find((record) => record.kind === 'pledgeRound')
      const now = outcome.step.records.map(({ after }) => after).find((record) => record?.kind === 'pledgeRound')
      if (was?.kind !== 'pledgeRound' || now?.kind !== 'pledgeRound') return
      was.editions.forEach((edition, index) => expect(now.editions[index]?.lines).toEqual(edition.lines))
      expect(now.editions.map((edition) => edition.number)).toEqual(now.editions.map((_, index) => index + 1))
      expect(outcome.step.final).toBe(true)
      for (const { after } of outcome.step.records) if (after?.kind === 'pledge' && now.editions.length > was.editions.length) expect([isPublic(after.state), differsFromSheet(after, now)]).toEqual([true, false])
      for (const edition of now.editions) for (const change of changesOf(now, edition.number)) expect(change.items.every((place) => place >= 1)).toBe(true)
    })
  }), { seed: 20261127, numRuns: 300 })
})

const by = { id: '00000000-0000-4000-8000-000000000009', actor: { name: '书记', post: '书记' } }

test('undo restores: the inverse of every act leaves exactly what was before', () => {
  fc.assert(fc.property(script, (acts) => {
    play(acts, (before, outcome) => {
      if (!outcome.ok) return
      const { title, final, records } = outcome.step
      const standing = new Map<string, StoredRecord>(records.flatMap(({ after }) => (after === null ? [] : [[after.id, after]])))
      const entry: JournalEntry = { format: 1, id: by.id, seq: 1, at: '2026-03-01T00:00:00+08:00', prev: '0'.repeat(64), actor: by.actor, title, final, answers: null, changes: records.map(({ before, after }) => ({ before, after })) }
      const undone = foldCommits([invertCommit(entry, by, (id) => standing.get(id) ?? null)], standing)
      for (const old of before) if (standing.has(old.id)) expect({ ...undone.get(old.id), rev: old.rev }).toEqual(old)
    })
  }), { seed: 20261128, numRuns: 100 })
})
