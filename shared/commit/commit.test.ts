import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyCommit, foldCommits, type Books } from './apply'
import { checkCommit, sayConflicts } from './check'
import { commitDraftSchema, emptyHead, type Change, type JournalEntry, type StoredRecord } from './commit'
import { canUndo, invertCommit, sameBody, undoTitle, type Touched } from './invert'

const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const note = (n: number, rev: number, name: string, kind = 'member'): StoredRecord => ({ id: idOf(n), kind, rev, schema: 1, name })
const actor = { name: '王兰', post: '书记' }

function entry(seq: number, changes: Change[], more: Partial<JournalEntry> = {}): JournalEntry {
  return { format: 1, id: idOf(900_000 + seq), actor, title: `第 ${seq} 笔`, final: false, answers: null, changes, seq, prev: emptyHead.hash, at: '2026-03-01T08:00:00.000Z', ...more }
}

/** A tiny writer: makes valid entries from instructions, so that random sequences are lawful ones. */
type Act = { readonly who: number; readonly name: string; readonly how: 'put' | 'remove' | 'undo' }
function play(acts: readonly Act[]): { entries: JournalEntry[]; states: Books[] } {
  const entries: JournalEntry[] = []
  const states: Books[] = [new Map()]
  const topRev = new Map<string, number>()
  const lastTouch = new Map<string, number>()
  for (const act of acts) {
    const books = states.at(-1) ?? new Map<string, StoredRecord>()
    const seq = entries.length + 1
    const now = books.get(idOf(act.who)) ?? null
    const stands = (id: string) => books.get(id) ?? null
    const touchedSince = (target: number) => (id: string): Touched => ({ record: stands(id), later: (lastTouch.get(id) ?? 0) > target ? 'something' : 'nothing' })
    let made: JournalEntry
    if (act.how === 'undo') {
      const target = entries.toReversed().find((old) => canUndo(old, touchedSince(old.seq)).ok)
      if (target === undefined) continue
      made = { ...invertCommit(target, { id: idOf(900_000 + seq), actor }, stands), seq, prev: emptyHead.hash, at: '2026-03-01T08:00:00.000Z' }
    } else if (act.how === 'remove') {
      if (now === null) continue
      made = entry(seq, [{ before: now, after: null }])
    } else {
      if (now === null && topRev.has(idOf(act.who))) continue // an id is never used again
      made = entry(seq, [{ before: now, after: note(act.who, (now?.rev ?? 0) + 1, act.name) }])
    }
    expect(checkCommit(made, (id) => books.get(id) ?? null, null)).toEqual([])
    for (const change of made.changes) {
      const id = (change.after ?? change.before)?.id ?? ''
      lastTouch.set(id, seq)
      if (change.after !== null) {
        expect(change.after.rev).toBeGreaterThan(topRev.get(id) ?? 0)
        topRev.set(id, change.after.rev)
      }
    }
    entries.push(made)
    states.push(applyCommit(books, made))
  }
  return { entries, states }
}

const acts = fc.array(fc.record({ who: fc.integer({ min: 1, max: 6 }), name: fc.string({ maxLength: 4 }), how: fc.constantFrom('put' as const, 'put' as const, 'remove' as const, 'undo' as const) }), { maxLength: 40 })
const bodies = (books: Books) => Object.fromEntries([...books].map(([id, record]) => [id, { ...record, rev: 0 }]))

test('folding the journal gives what each step gave, from any point on', () => {
  fc.assert(
    fc.property(acts, fc.nat(), (list, cut) => {
      const { entries, states } = play(list)
      expect(foldCommits(entries)).toEqual(states.at(-1))
      const at = entries.length === 0 ? 0 : cut % (entries.length + 1)
      expect(foldCommits(entries.slice(at), states[at])).toEqual(states.at(-1))
    }),
    { seed: 71, numRuns: 300 },
  )
})

test('apply then undo gives the bodies back, and undoing that does it again', () => {
  fc.assert(
    fc.property(acts, (list) => {
      const { entries, states } = play(list)
      const last = entries.at(-1)
      if (last === undefined) return
      const after: Books = states.at(-1) ?? new Map<string, StoredRecord>()
      const before: Books = states.at(-2) ?? new Map<string, StoredRecord>()
      const undone = applyCommit(after, invertCommit(last, { id: idOf(1), actor }, (id) => after.get(id) ?? null))
      expect(bodies(undone)).toEqual(bodies(before))
      const undo: JournalEntry = { ...invertCommit(last, { id: idOf(1), actor }, (id) => after.get(id) ?? null), seq: last.seq + 1, prev: last.prev, at: last.at }
      expect(bodies(applyCommit(undone, invertCommit(undo, { id: idOf(2), actor }, (id) => undone.get(id) ?? null)))).toEqual(bodies(after))
    }),
    { seed: 72, numRuns: 300 },
  )
})

test('an inverted draft is a lawful commit draft', () => {
  const made = invertCommit(entry(3, [{ before: note(1, 1, '甲'), after: note(1, 2, '乙') }, { before: null, after: note(2, 1, '丙') }]), { id: idOf(5), actor }, (id) => (id === idOf(1) ? note(1, 2, '乙') : note(2, 1, '丙')))
  expect(commitDraftSchema.parse(made)).toEqual(made)
  expect(made).toMatchObject({ title: '撤销：第 3 笔', final: false, answers: { seq: 3, how: 'undo' } })
  expect(made.changes).toEqual([{ before: note(2, 1, '丙'), after: null }, { before: note(1, 2, '乙'), after: note(1, 3, '甲') }])
})

test('titles: undo, redo, and never longer than a title may be', () => {
  expect(undoTitle('添了王五')).toBe('撤销：添了王五')
  expect(undoTitle('撤销：添了王五')).toBe('重做：添了王五')
  expect(undoTitle('重做：添了王五')).toBe('撤销：添了王五')
  expect(undoTitle('长'.repeat(200))).toHaveLength(200)
})

test('canUndo: final, touched later, removed and come back', () => {
  const changed = entry(4, [{ before: note(1, 1, '甲'), after: note(1, 2, '乙') }])
  const at = (record: StoredRecord | null, later: Touched['later']) => () => ({ record, later })
  expect(canUndo(changed, at(note(1, 2, '乙'), 'nothing'))).toEqual({ ok: true })
  expect(canUndo({ ...changed, final: true }, at(note(1, 2, '乙'), 'nothing'))).toMatchObject({ ok: false, why: expect.stringContaining('定下来') })
  expect(canUndo(changed, at(note(1, 3, '丙'), 'something'))).toMatchObject({ ok: false, why: expect.stringContaining('党员“乙”后来又动过') })
  expect(canUndo(changed, at(note(1, 2, '乙'), 'something'))).toMatchObject({ ok: false })
  expect(canUndo(changed, at(null, 'nothing'))).toMatchObject({ ok: false })
  // Later edits that were undone again: the revs rose, the body is as it was left.
  expect(canUndo(changed, at(note(1, 4, '乙'), 'undone'))).toEqual({ ok: true })
  expect(canUndo(changed, at(note(1, 4, '丙'), 'undone'))).toMatchObject({ ok: false })
  const removal = entry(6, [{ before: note(1, 2, '乙'), after: null }])
  expect(canUndo(removal, at(null, 'nothing'))).toEqual({ ok: true })
  expect(canUndo(removal, at(null, 'undone'))).toMatchObject({ ok: false })
})

test('bodies are the same whatever the order of their fields', () => {
  const a = { ...note(1, 1, '甲'), list: [{ x: 1, y: [null, 'z'] }] }
  expect(sameBody(a, { list: [{ y: [null, 'z'], x: 1 }], ...note(1, 5, '甲') })).toBe(true)
  for (const other of [{ ...a, list: [] }, { ...a, list: [{ x: 1, y: [null] }] }, { ...a, more: undefined }, { ...a, list: { 0: a.list[0] } }]) expect(sameBody(a, other)).toBe(false)
})

test.each([
  ['moved', { before: note(1, 1, '甲'), after: note(1, 2, '乙') }, { rev: 2, kind: 'member' }],
  ['moved', { before: note(1, 1, '甲'), after: null }, { rev: 1, kind: 'pledge' }],
  ['gone', { before: note(1, 1, '甲'), after: null }, null],
  ['exists', { before: null, after: note(1, 1, '甲') }, { rev: 7, kind: 'member' }],
  ['wrongRev', { before: null, after: note(1, 2, '甲') }, null],
  ['wrongRev', { before: note(1, 1, '甲'), after: note(1, 3, '乙') }, { rev: 1, kind: 'member' }],
])('a conflict is named: %s', (type, change, standing) => {
  const found = checkCommit({ changes: [change], answers: null }, () => standing, null)
  expect(found).toMatchObject([{ type, id: idOf(1) }])
  expect(sayConflicts(found)).toContain('党员“')
})

test('one record twice in a commit, and a second organisation', () => {
  const created = { before: null, after: note(1, 1, '甲') }
  expect(checkCommit({ changes: [created, created], answers: null }, () => null, null)).toMatchObject([{ type: 'twice' }])
  const branch = { before: null, after: note(2, 1, '乙支部', 'organisation') }
  expect(checkCommit({ changes: [branch], answers: null }, () => null, null)).toEqual([])
  expect(checkCommit({ changes: [branch], answers: null }, () => null, idOf(9))).toMatchObject([{ type: 'secondOrganisation', name: '党组织“乙支部”' }])
  const old = note(9, 1, '甲支部', 'organisation')
  expect(checkCommit({ changes: [{ before: old, after: null }, branch], answers: null }, (id) => (id === idOf(9) ? old : null), idOf(9))).toEqual([])
  expect(checkCommit({ changes: [{ before: old, after: { ...old, rev: 2 } }], answers: null }, () => old, idOf(9))).toEqual([])
  expect(sayConflicts([])).toBe('')
})
