import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { currentSchema, createHarness, liftRecord } from './migrate'
import { kinds } from './kinds'

// An invented kind with a past, not shipped: version 1 had one `who`, version 2 split it, version 3 made the day a partial date or null.
const noteSchema = z.object({ id: z.uuid(), kind: z.literal('note'), rev: z.int(), schema: z.int(), family: z.string().min(1), given: z.string(), day: z.string().nullable() })
const harness = createHarness<z.infer<typeof noteSchema>>(
  { note: { schema: noteSchema, name: '便条' } },
  {
    note: [
      (old) => {
        const { who, ...rest } = z.looseObject({ who: z.string() }).parse(old)
        return { ...rest, family: who.slice(0, 1), given: who.slice(1) }
      },
      (old) => {
        const record = z.looseObject({ day: z.string() }).parse(old)
        return { ...record, day: record.day === '' ? null : record.day }
      },
    ],
  },
)
const id = '3f2c1d9a-6a0e-4c1f-9a77-0a4b7d1a2c01'
const v1 = { id, kind: 'note', rev: 4, schema: 1, who: '马小军', day: '' }

test('an old record is lifted through every step, keeping id, kind and rev', () => {
  expect(harness.currentSchema('note')).toBe(3)
  expect(harness.lift(v1)).toEqual({ ok: true, record: { id, kind: 'note', rev: 4, schema: 3, family: '马', given: '小军', day: null } })
  expect(harness.lift({ id, kind: 'note', rev: 1, schema: 2, family: '王', given: '', day: '2010' })).toMatchObject({ ok: true, record: { schema: 3, day: '2010' } })
})

test('the stored record is not touched by being lifted', () => {
  const before = structuredClone(v1)
  harness.lift(v1)
  expect(v1).toEqual(before)
})

test('lifting what was lifted changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string(), (who, day) => {
      const once = harness.lift({ id, kind: 'note', rev: 1, schema: 1, who, day })
      if (!once.ok) throw new Error(once.why)
      expect(harness.lift(once.record)).toEqual(once)
    }),
    { seed: 20260721, numRuns: 200 },
  )
})

test('newer, unknown, unmigratable and invalid records are refused with a reason and kept as found', () => {
  const newer = { ...v1, schema: 4 }
  expect(harness.lift(newer)).toMatchObject({ ok: false, stored: newer, why: expect.stringContaining('第 4 版') })
  const unknown = { ...v1, kind: 'toString' }
  expect(harness.lift(unknown)).toMatchObject({ ok: false, stored: unknown, why: expect.stringContaining('不认得') })
  expect(harness.lift({ id, kind: 'note', rev: 1, schema: 1, day: '' })).toMatchObject({ ok: false, why: expect.stringContaining('转不过来') })
  const empty = { id, kind: 'note', rev: 1, schema: 3, family: '', given: '', day: null }
  expect(harness.lift(empty)).toMatchObject({ ok: false, stored: empty, why: expect.stringContaining('family') })
})

test('a migration that gives nothing back is refused', () => {
  const broken = createHarness({ note: { schema: noteSchema, name: '便条' } }, { note: [() => undefined] })
  expect(broken.lift(v1)).toMatchObject({ ok: false, why: expect.stringContaining('gave no record') })
})

test('shipped kinds: a sound record is lifted, a broken one refused', () => {
  const holder = { id, kind: 'postHolder', rev: 1, schema: currentSchema('postHolder'), rulePack: 'current@1', createdSeq: 1, name: '王兰', post: '书记', memberId: null, retired: false }
  expect(liftRecord(holder)).toEqual({ ok: true, record: holder })
  expect(liftRecord({ ...holder, name: '' })).toMatchObject({ ok: false, why: expect.stringContaining('经办人') })
  expect(Object.keys(kinds).length).toBeGreaterThan(0)
})

test('a report of version 1 gets its history from what it knew, and loses nothing', () => {
  const parts = { opening: '我', problems: '1. 慢', causes: '懒', measures: '快' }
  const old = {
    id, kind: 'analysisReport', rev: 7, schema: 1, rulePack: 'current@1', createdSeq: 3, memberId: '3f2c1d9a-6a0e-4c1f-9a77-0a4b7d1a2c02', year: 2026, title: '党性分析报告', subtitle: '', state: 'confirmed', parts,
    writtenOn: '2026-12-02', submittedOn: '2026-12-03', review: { on: '2026-12-08', by: '支委会', result: 'passed', opinion: '同意' }, readOn: '2026-12-26', editions: [{ label: 'meeting', on: '2026-12-26', parts }, { label: 'final', on: '2026-12-30', parts }],
  }
  const lifted = liftRecord(old)
  expect(lifted).toMatchObject({ ok: true, record: { ...old, schema: 3, comments: [], offline: [], setAside: [], opinion: { on: null, by: '', text: '' }, confirmedOn: '2026-12-30' } })
  expect(lifted.ok && lifted.record.kind === 'analysisReport' && lifted.record.history.map((event) => [event.on, event.act])).toEqual([['2026-12-03', '交支部审阅'], ['2026-12-08', '审阅通过'], ['2026-12-26', '会上宣读'], ['2026-12-30', '定稿']])
  expect(liftRecord({ ...old, state: 'draft', submittedOn: null, review: { on: null, by: '', result: '', opinion: '' }, editions: [], readOn: null })).toMatchObject({ ok: true, record: { history: [], confirmedOn: null } })
})

test('feedback of version 1 names no problem; a report of version 2 has nothing put away', () => {
  const old = { id, kind: 'feedback', rev: 2, schema: 1, rulePack: 'current@1', createdSeq: 4, year: 2026, on: '2026-11-24', way: '座谈', source: '', text: '账目公开慢', memberId: null, answer: { way: 'problem', on: '2026-11-30', note: '' } }
  expect(liftRecord(old)).toEqual({ ok: true, record: { ...old, schema: 2, answer: { ...old.answer, problem: '' } } })
})
