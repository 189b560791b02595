import path from 'node:path'
import { expect, test } from 'vitest'
import type { CommitDraft, StoredRecord } from '#shared/commit/commit'
import { kinds } from '#shared/model/kinds'
import { plainCodec } from '../codec'
import { memoryFiles, type MemoryFiles } from '../memory-files'
import { openSnapshots } from '../snapshots'
import { openJournal } from './journal'
import { linesOf } from './line'

const root = path.join(path.sep, 'v')
const secret = '110101199003070011'
const id = (n: number) => `${String(n).padStart(8, '0')}-0000-4000-8000-000000000000`
const member = (rev: number, facts: Readonly<Record<string, unknown>>): StoredRecord => ({ id: id(7), kind: 'thing', rev, schema: 1, name: '赵前进', ...facts })
const draft = (n: number, changes: CommitDraft['changes']): CommitDraft => ({ format: 1, id: id(100_000 + n), actor: { name: '马小军', post: '' }, title: `第 ${n} 笔`, final: false, answers: null, changes })
const other = (n: number): StoredRecord => ({ id: id(n + 50), kind: 'thing', rev: 1, schema: 1, name: `别人 ${n}` })
const openOn = (files: MemoryFiles) =>
  openJournal({ files, codec: plainCodec, clock: () => new Date('2010-01-01T00:00:00Z'), root, maxFileBytes: 900, snapshots: openSnapshots({ files, codec: plainCodec, folder: path.join(root, 'snapshots') }) })

async function filled() {
  const files = memoryFiles()
  const journal = await openOn(files)
  await journal.append(draft(1, [{ before: null, after: other(1) }]), 1)
  await journal.append(draft(2, [{ before: null, after: member(1, { note: secret, phone: '1' }) }]), 2)
  await journal.append(draft(3, [{ before: null, after: other(3) }]), 3)
  await journal.append(draft(4, [{ before: member(1, { note: secret, phone: '1' }), after: member(2, { note: '', phone: '2' }) }]), 4)
  await journal.writeSnapshot()
  await journal.append(draft(5, [{ before: null, after: other(5) }]), 5)
  return { files, journal }
}
async function holding(files: MemoryFiles, words: string) {
  const found: string[] = []
  for (const file of files.paths()) if (Buffer.from((await files.read(file)) ?? []).includes(words)) found.push(file)
  return found
}
const request = { id: id(7), commitId: id(999_999), fields: ['note'], reason: '身份证号填进了备注', by: '马小军' }

test('a purged value is nowhere in the vault any more; everything else is as it was, and a line says so', async () => {
  const { files, journal } = await filled()
  expect((await holding(files, secret)).length).toBeGreaterThan(0)
  const before = [journal.hashAt(1), journal.hashAt(2)]
  const head = await journal.purge(request)
  expect(await holding(files, secret)).toEqual([])
  expect(head.seq).toBe(6)
  expect(journal.head()).toEqual(head)
  // The chain is the old one up to the first entry that knew the record.
  expect(journal.hashAt(1)).toBe(before[0])
  expect(journal.hashAt(2)).not.toBe(before[1])
  const entries = (await journal.read(0, 100_000)).entries
  expect(entries.map((entry) => entry.title).slice(0, 5)).toEqual(['第 1 笔', '第 2 笔', '第 3 笔', '第 4 笔', '第 5 笔'])
  expect(entries[5]).toMatchObject({ final: true, actor: { name: '马小军' } })
  expect(entries[5]?.title).toContain('清除了')
  expect((await journal.state()).get(id(7))).toEqual({ id: id(7), kind: 'thing', rev: 3, schema: 1, name: '赵前进', phone: '2' })
  expect((await journal.state()).size).toBe(4)
  const again = await openOn(files)
  expect(again.head()).toEqual(head)
  expect(again.repairs).toEqual([])
  expect((await files.list(root)).map((entry) => entry.name).sort()).toEqual(['journal', 'snapshots'])
  await again.append(draft(8, [{ before: null, after: other(8) }]), 7)
})

test('a record that is gone can be purged too', async () => {
  const { files, journal } = await filled()
  await journal.append(draft(6, [{ before: member(2, { note: '', phone: '2' }), after: null }]), 6)
  await journal.purge({ ...request, fields: ['note', 'name'] })
  expect(await holding(files, secret)).toEqual([])
  expect(await holding(files, '赵前进')).toEqual([])
  expect((await journal.state()).has(id(7))).toBe(false)
})

test('a purged vault that stands on a snapshot is purged there as well', async () => {
  const { files } = await filled()
  const file = path.join(root, 'journal', '000001.jsonl')
  files.damage(file, (bytes) => {
    const line = [...linesOf(bytes)][0]
    bytes[(line?.start ?? 0) + 90] = 1
    return bytes
  })
  const based = await openOn(files)
  expect(based.from()).toBe(4)
  await based.purge({ ...request, fields: ['note', 'phone'] })
  expect(await holding(files, secret)).toEqual([])
  expect(await holding(files, '"phone"')).toEqual([])
  const again = await openOn(files)
  expect(again.head().seq).toBe(6)
  expect((await again.state()).get(id(7))).toMatchObject({ rev: 3, name: '赵前进' })
})

test('what holds a record together may not be purged, nor what nobody knows', async () => {
  const { journal } = await filled()
  for (const field of ['id', 'kind', 'rev', 'schema']) await expect(journal.purge({ ...request, fields: [field] })).rejects.toMatchObject({ code: 'badInput' })
  await expect(journal.purge({ ...request, id: id(12_345) })).rejects.toMatchObject({ code: 'badInput' })
  expect(journal.head().seq).toBe(5)
})

test('a record of a known kind stays valid: the field is emptied as its kind allows, or the purge is refused', async () => {
  const files = memoryFiles()
  const journal = await openOn(files)
  const holder = (rev: number, name: string): StoredRecord => ({ id: id(7), kind: 'postHolder', rev, schema: 1, rulePack: 'x@1', createdSeq: 1, name, post: '书记', memberId: null, retired: false })
  await journal.append(draft(1, [{ before: null, after: holder(1, '错名') }]), 1)
  const state = async () => (await journal.state()).get(id(7))
  // Guard of the test itself: the record has to be a valid one, whatever the model becomes.
  expect(kinds.postHolder.schema.safeParse(await state()).error?.issues ?? []).toEqual([])
  await expect(journal.purge({ ...request, fields: ['name'] })).rejects.toMatchObject({ code: 'badInput', facts: { field: 'name' } })
  await journal.purge({ ...request, fields: ['post'] })
  expect(kinds.postHolder.schema.safeParse(await state()).success).toBe(true)
  expect(await state()).not.toMatchObject({ post: '书记' })
})

test('a power cut at any write of a purge leaves the old books or the new, never a mixture', async () => {
  const { journal: plain } = await filled()
  const done = await plain.purge(request)
  const outcomes = new Set<number>()
  for (let nth = 1; nth < 40; nth += 1) {
    const { files, journal } = await filled()
    const old = journal.head()
    files.faults.fail(nth, 'diskFull')
    const answer = await journal.purge(request).catch(() => null)
    files.faults.heal()
    const again = await openOn(files)
    expect(again.repairs).toEqual([])
    expect(again.readOnly()).toBeNull()
    const head = again.head()
    outcomes.add(head.seq)
    if (head.seq === done.seq) {
      expect(head).toEqual(done)
      expect(await holding(files, secret)).toEqual([])
    } else {
      expect(answer).toBeNull()
      expect(head).toEqual(old)
    }
    expect((await again.state()).size).toBe(4)
    expect((await files.list(root)).some((entry) => entry.name !== 'journal' && entry.name !== 'snapshots' && entry.name !== 'damaged')).toBe(false)
  }
  expect([...outcomes].sort()).toEqual([5, 6])
})
