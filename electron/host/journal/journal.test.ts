import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CommitDraft, StoredRecord } from '#shared/commit/commit'
import { plainCodec } from '../codec'
import { memoryFiles, type MemoryFiles } from '../memory-files'
import { openSnapshots } from '../snapshots'
import { linesOf } from './line'
import { openJournal } from './journal'

const root = path.join(path.sep, 'v')
const first = path.join(root, 'journal', '000001.jsonl')
const id = (n: number) => `${String(n).padStart(8, '0')}-0000-4000-8000-000000000000`
const record = (n: number, rev: number, name: string): StoredRecord => ({ id: id(n), kind: 'thing', rev, schema: 1, name })
const draft = (n: number, changes?: CommitDraft['changes']): CommitDraft => ({
  format: 1, id: id(100_000 + n), actor: { name: '马小军', post: '书记' }, title: `第 ${n} 笔`, final: false, answers: null,
  changes: changes ?? [{ before: null, after: record(n, 1, `名${n}`) }],
})
const snapshotsOf = (files: MemoryFiles) => openSnapshots({ files, codec: plainCodec, folder: path.join(root, 'snapshots') })
const openOn = (files: MemoryFiles, maxFileBytes?: number) =>
  openJournal({ files, codec: plainCodec, clock: () => new Date('2010-01-01T00:00:00Z'), root, snapshots: snapshotsOf(files), ...(maxFileBytes === undefined ? {} : { maxFileBytes }) })

async function filled(count: number, maxFileBytes?: number) {
  const files = memoryFiles()
  const journal = await openOn(files, maxFileBytes)
  for (let n = 1; n <= count; n += 1) await journal.append(draft(n), n)
  return { files, journal }
}
async function titles(journal: Awaited<ReturnType<typeof openOn>>, after = 0) {
  const found: string[] = []
  for (let at = after; at < journal.head().seq;) {
    const answer = await journal.read(at, 2000)
    found.push(...answer.entries.map((entry) => entry.title))
    if (answer.large !== null) found.push((JSON.parse(Buffer.from(answer.large.json).toString('utf8')) as { title: string }).title)
    at = answer.last.seq
  }
  return found
}
/** Flips a bit in the middle of the nth line of a file. */
function spoil(files: MemoryFiles, file: string, n: number) {
  files.damage(file, (bytes) => {
    const line = [...linesOf(bytes)][n - 1]
    if (line === undefined) throw new Error('no such line')
    const at = line.start + 80
    bytes[at] = (bytes[at] ?? 0) ^ 1
    return bytes
  })
}

test('entries are numbered, chained, and read again as they were written', async () => {
  const { files, journal } = await filled(30, 4000)
  const again = await openOn(files, 4000)
  expect(again.head()).toEqual(journal.head())
  expect(again.repairs).toEqual([])
  expect(await titles(again)).toEqual(Array.from({ length: 30 }, (_, at) => `第 ${at + 1} 笔`))
  expect((await files.list(path.join(root, 'journal'))).length).toBeGreaterThan(2)
  const answer = await again.read(4, 100_000)
  expect(answer.entries[0]).toMatchObject({ ...draft(5), seq: 5, prev: again.hashAt(4) })
  expect(answer.last).toEqual(again.head())
  expect(again.hashAt(31)).toBeNull()
  expect((await again.state()).size).toBe(30)
})

test('compare and swap: another number than the next is refused, and nothing is written', async () => {
  const { files, journal } = await filled(3)
  const size = await files.size(first)
  for (const wrong of [1, 3, 5]) await expect(journal.append(draft(9), wrong)).rejects.toMatchObject({ code: 'wrongSeq' })
  expect(await files.size(first)).toBe(size)
})

test('of two at once for the same number, one wins', async () => {
  const { journal } = await filled(1)
  const both = await Promise.allSettled([journal.append(draft(2), 2), journal.append(draft(3), 2)])
  expect(both.map((one) => one.status)).toEqual(['fulfilled', 'rejected'])
  expect(journal.head().seq).toBe(2)
})

test('the same commit again gets the same answer and is not written twice, also after reopening', async () => {
  const { files, journal } = await filled(2)
  const answer = await journal.append(draft(3), 3)
  const size = await files.size(first)
  expect(await journal.append(draft(3), 3)).toEqual(answer)
  const again = await openOn(files)
  expect(await again.append(draft(3), 4)).toEqual(answer)
  expect(await files.size(first)).toBe(size)
})

test('a last line torn at any byte is cut, kept aside, and the journal goes on', async () => {
  const { files, journal } = await filled(3)
  const whole = (await files.read(first)) ?? new Uint8Array()
  const start = [...linesOf(whole)][2]?.start ?? 0
  const before = journal.hashAt(2)
  for (let length = start; length < whole.length; length += 1) {
    const torn = memoryFiles()
    await torn.replace(first, whole.slice(0, length))
    const again = await openOn(torn)
    expect(again.head()).toEqual({ seq: 2, hash: before })
    expect(again.repairs.length).toBe(length === start ? 0 : 1)
    const kept = await torn.list(path.join(root, 'damaged'))
    expect(kept.map((entry) => entry.size)).toEqual(length === start ? [] : [length - start])
    await again.append(draft(3), 3)
    expect((await openOn(torn)).head()).toEqual(journal.head())
  }
})

test('a last line whose hash does not fit is cut too', async () => {
  const { files } = await filled(3)
  spoil(files, first, 3)
  const again = await openOn(files)
  expect(again.head().seq).toBe(2)
  expect(again.repairs[0]).toContain('第 3 笔')
})

test('a bad middle without a snapshot is named, and nothing is touched', async () => {
  const { files } = await filled(5)
  spoil(files, first, 3)
  const before = await files.read(first)
  await expect(openOn(files)).rejects.toMatchObject({ code: 'journalBroken', facts: { seq: 3, good: 2 } })
  expect(await files.read(first)).toEqual(before)
})

test('a snapshot older than the bad middle does not help', async () => {
  const { files, journal } = await filled(2)
  await journal.writeSnapshot()
  for (let n = 3; n <= 6; n += 1) await journal.append(draft(n), n)
  spoil(files, first, 4)
  await expect(openOn(files)).rejects.toMatchObject({ code: 'journalBroken', facts: { seq: 4 } })
})

describe('a bad middle with a snapshot behind it', () => {
  async function broken() {
    const { files, journal } = await filled(6)
    await journal.writeSnapshot()
    for (let n = 7; n <= 9; n += 1) await journal.append(draft(n), n)
    const state = await journal.state()
    spoil(files, first, 3)
    return { files, head: journal.head(), state }
  }

  test('is restored: same head, same state, the rest of the entries, the damaged file kept', async () => {
    const { files, head, state } = await broken()
    const damaged = await files.read(first)
    const again = await openOn(files)
    expect(again.repairs).toHaveLength(1)
    expect(again.repairs[0]).toContain('第 3 笔')
    expect(again.head()).toEqual(head)
    expect(await again.state()).toEqual(state)
    const kept = await files.list(path.join(root, 'damaged'))
    expect(kept).toHaveLength(1)
    expect(await files.read(path.join(root, 'damaged', kept[0]?.name ?? ''))).toEqual(damaged)
    await again.append(draft(10), 10)
    const third = await openOn(files)
    expect(third.repairs).toEqual([])
    expect(third.head().seq).toBe(10)
    expect(third.hashAt(5)).toBeNull()
  })

  test('a reader that is older than the snapshot gets the state as one entry, then the rest', async () => {
    const { files, state, head } = await broken()
    const again = await openOn(files)
    const [one] = (await again.read(0, 100_000)).entries
    expect(one).toMatchObject({ title: '从快照恢复', seq: 6 })
    const records = new Map(one?.changes.map((change) => [change.after?.id, change.after]))
    let at = (await again.read(2, 100_000)).last
    expect(at.seq).toBe(6)
    const rest = await again.read(at.seq, 100_000)
    for (const entry of rest.entries) for (const change of entry.changes) records.set(change.after?.id, change.after)
    at = rest.last
    expect(at).toEqual(head)
    expect(records).toEqual(state)
    expect((await again.read(0, 10)).large?.seq).toBe(6)
  })

  test('survives a power cut between the fresh file and putting the old one aside', async () => {
    const { files, head } = await broken()
    const damaged = (await files.read(first)) ?? new Uint8Array()
    await openOn(files)
    await files.replace(first, damaged)
    const again = await openOn(files)
    expect(again.head()).toEqual(head)
    expect((await files.list(path.join(root, 'journal'))).map((entry) => entry.name)).toEqual(['000002.jsonl'])
  })

  test('the base snapshot outlives newer ones', async () => {
    const { files } = await broken()
    const again = await openOn(files)
    for (let n = 10; n <= 16; n += 1) {
      await again.append(draft(n), n)
      await again.writeSnapshot()
    }
    expect((await snapshotsOf(files).list()).map((entry) => entry.seq)).toEqual([16, 15, 14, 6])
  })

  test('on a disk that cannot be written the books are readable all the same', async () => {
    const { files, head, state } = await broken()
    files.faults.fail(1, 'noAccess')
    const again = await openOn(files)
    expect(again.readOnly()).toMatchObject({ code: 'noAccess' })
    expect(again.head()).toEqual(head)
    expect(await again.state()).toEqual(state)
    await expect(again.append(draft(10), 10)).rejects.toMatchObject({ code: 'noAccess' })
  })
})

test('a journal that lost its end is brought up to the newest snapshot', async () => {
  const { files, journal } = await filled(6)
  await journal.writeSnapshot()
  const head = journal.head()
  await files.remove(first)
  const again = await openOn(files)
  expect(again.head()).toEqual(head)
  expect((await again.state()).size).toBe(6)
  expect(again.repairs).toHaveLength(1)
})

test('two bad lines at the end were commits: never cut in silence', async () => {
  const { files } = await filled(5)
  spoil(files, first, 4)
  spoil(files, first, 5)
  await expect(openOn(files)).rejects.toMatchObject({ code: 'journalBroken', facts: { seq: 4, good: 3 } })
})

test('a damaged snapshot is passed over for an older one that still reaches', async () => {
  const { files, journal } = await filled(5)
  await journal.writeSnapshot()
  await journal.append(draft(6), 6)
  await journal.writeSnapshot()
  const newest = (await snapshotsOf(files).list())[0]?.name ?? ''
  files.damage(path.join(root, 'snapshots', newest), (bytes) => bytes.fill(32, 100, 120))
  spoil(files, first, 2)
  const again = await openOn(files)
  expect(again.from()).toBe(5)
  expect(again.head().seq).toBe(6)
})

test('a full disk: the commit is refused, nothing half-written stays, and it goes on when there is room', async () => {
  const { files, journal } = await filled(2)
  const before = await files.read(first)
  files.faults.fail(1, 'diskFull')
  await expect(journal.append(draft(3), 3)).rejects.toMatchObject({ code: 'diskFull' })
  await expect(journal.append(draft(3), 3)).rejects.toMatchObject({ code: 'diskFull' })
  expect(await files.read(first)).toEqual(before)
  expect(journal.head().seq).toBe(2)
  files.faults.heal()
  await journal.append(draft(3), 3)
  expect((await openOn(files)).head()).toEqual(journal.head())
})

test('a torn write that could not be cut back then is cut before the next one', async () => {
  const { files, journal } = await filled(2)
  files.faults.tear(50)
  await expect(journal.append(draft(3), 3)).rejects.toThrow()
  await journal.append(draft(3), 3)
  const again = await openOn(files)
  expect(again.head()).toEqual(journal.head())
  expect(again.repairs).toEqual([])
})

test('a stranger who wrote to the file, or took it away, is noticed before anything is written', async () => {
  const { files, journal } = await filled(2)
  const whole = (await files.read(first)) ?? new Uint8Array()
  await files.append(first, new TextEncoder().encode('x\n'))
  await expect(journal.append(draft(3), 3)).rejects.toMatchObject({ code: 'conflict' })
  await files.remove(first)
  await expect(journal.append(draft(3), 3)).rejects.toMatchObject({ code: 'vaultMissing' })
  await files.replace(first, whole)
  await journal.append(draft(3), 3)
})

test('the disk cannot be written: open, readable, with the reason', async () => {
  const { files } = await filled(3)
  files.faults.fail(1, 'noAccess')
  const again = await openOn(files)
  expect(again.readOnly()).toMatchObject({ code: 'noAccess' })
  expect(await titles(again)).toHaveLength(3)
  await again.writeSnapshot()
  expect(await snapshotsOf(files).list()).toEqual([])
})

test('an entry larger than a call comes alone, as bytes', async () => {
  const files = memoryFiles()
  const journal = await openOn(files)
  await journal.append(draft(1), 1)
  await journal.append(draft(2, Array.from({ length: 500 }, (_, n) => ({ before: null, after: record(n, 1, '长'.repeat(100)) }))), 2)
  await journal.append(draft(3), 3)
  expect((await journal.read(0, 5000)).entries.map((entry) => entry.seq)).toEqual([1])
  const large = await journal.read(1, 5000)
  expect(large).toMatchObject({ entries: [], last: { seq: 2 } })
  expect(JSON.parse(Buffer.from(large.large?.json ?? []).toString('utf8'))).toMatchObject({ seq: 2, title: '第 2 笔' })
  expect(await titles(journal)).toEqual(['第 1 笔', '第 2 笔', '第 3 笔'])
})

test('nothing is written while it has to be quiet', async () => {
  const { journal } = await filled(1)
  let release = () => {}
  const held = journal.quiet(() => new Promise<void>((resolve) => { release = resolve }))
  const appended = journal.append(draft(2), 2)
  // Reading goes on meanwhile.
  expect((await journal.state()).size).toBe(1)
  expect(journal.head().seq).toBe(1)
  release()
  await held
  expect((await appended).seq).toBe(2)
})

test('any journal cut anywhere reopens as the prefix that was acknowledged, and goes on from there', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ name: fc.string({ unit: 'binary', maxLength: 60 }), cut: fc.option(fc.nat(400), { nil: null, freq: 3 }) }), { minLength: 1, maxLength: 25 }), fc.integer({ min: 300, max: 3000 }), async (steps, limit) => {
      const files = memoryFiles()
      let journal = await openOn(files, limit)
      const acknowledged: string[] = []
      let n = 0
      for (const step of steps) {
        n += 1
        const answer = await journal.append(draft(n, [{ before: null, after: record(n, 1, step.name) }]), journal.head().seq + 1)
        acknowledged.push(answer.hash)
        if (step.cut === null) continue
        // Power goes while the next line is being written: some bytes of it are on the disk.
        files.faults.tear(step.cut)
        const next = draft(n + 1000, [{ before: null, after: record(n + 1000, 1, step.name) }])
        await expect(journal.append(next, journal.head().seq + 1)).rejects.toThrow()
        journal = await openOn(files, limit)
        const kept = acknowledged.map((_, at) => journal.hashAt(at + 1))
        expect(kept).toEqual(acknowledged)
        // Only a line that was written whole may stand behind them.
        expect(journal.head().seq - acknowledged.length).toBeLessThanOrEqual(1)
        if (journal.head().seq > acknowledged.length) acknowledged.push(journal.head().hash)
      }
      const last = await openOn(files, limit)
      expect(acknowledged.map((_, at) => last.hashAt(at + 1))).toEqual(acknowledged)
      expect(last.head().seq).toBe(acknowledged.length)
    }),
    { seed: 20100501, numRuns: 60 },
  )
})

test('truncated at random, a journal is a prefix of what it was', async () => {
  const { files, journal } = await filled(20)
  const whole = (await files.read(first)) ?? new Uint8Array()
  const hashes = Array.from({ length: 21 }, (_, seq) => journal.hashAt(seq))
  const ends = [...linesOf(whole)].map((line) => line.start + line.bytes.length + 1)
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length), async (length) => {
      const cut = memoryFiles()
      await cut.replace(first, whole.slice(0, length))
      const { head } = await openOn(cut)
      const seq = ends.filter((end) => end <= length).length
      expect(head()).toEqual({ seq, hash: hashes[seq] })
    }),
    { seed: 20120630, numRuns: 200 },
  )
})
