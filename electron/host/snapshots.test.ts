import path from 'node:path'
import { expect, test } from 'vitest'
import type { StoredRecord } from '#shared/commit/commit'
import { plainCodec } from './codec'
import { memoryFiles } from './memory-files'
import { fold, openSnapshots } from './snapshots'

const folder = path.join(path.sep, 'v', 'snapshots')
const record = (n: number, rev = 1): StoredRecord => ({ id: `0000000${n}-0000-4000-8000-000000000000`, kind: 'thing', rev, schema: 1, name: `名${n}` })
const state = (...records: readonly StoredRecord[]) => new Map(records.map((one) => [one.id, one]))
const head = (seq: number) => ({ seq, hash: String(seq % 10).repeat(64) })
function make() {
  const files = memoryFiles()
  return { files, snapshots: openSnapshots({ files, codec: plainCodec, folder }) }
}

test('what is written is read again', async () => {
  const { snapshots } = make()
  const name = await snapshots.write(head(3), state(record(1), record(2)), null)
  expect(await snapshots.read(name)).toEqual({ head: head(3), records: state(record(1), record(2)) })
})

test('the newest three stay, and the pinned one', async () => {
  const { snapshots } = make()
  const pinned = await snapshots.write(head(1), state(record(1)), null)
  for (let seq = 2; seq <= 6; seq += 1) await snapshots.write(head(seq), state(record(1, seq)), pinned)
  expect((await snapshots.list()).map((entry) => entry.seq)).toEqual([6, 5, 4, 1])
})

test('any changed byte and any cut is noticed', async () => {
  const { files, snapshots } = make()
  const name = await snapshots.write(head(3), state(record(1)), null)
  const file = path.join(folder, name)
  const whole = (await files.read(file)) ?? new Uint8Array()
  for (let at = 0; at < whole.length; at += 1) {
    // The space between hash and content carries nothing.
    if (at === 64) continue
    await files.replace(file, whole.map((byte, n) => (n === at ? byte ^ 1 : byte)))
    expect(await snapshots.read(name)).toBeNull()
    await files.replace(file, whole.slice(0, at))
    expect(await snapshots.read(name)).toBeNull()
  }
  for (const foreign of ['../vault.json', 'x', '']) expect(await snapshots.read(foreign)).toBeNull()
})

test('one that does not read back as written is not kept, and older ones stay', async () => {
  const { files } = make()
  const good = openSnapshots({ files, codec: plainCodec, folder })
  await good.write(head(1), state(record(1)), null)
  const lying = openSnapshots({ files: { ...files, read: async (target) => (await files.read(target))?.fill(0, 70, 75) ?? null }, codec: plainCodec, folder })
  await expect(lying.write(head(2), state(record(2)), null)).rejects.toThrow('read back')
  expect((await good.list()).map((entry) => entry.seq)).toEqual([1])
})

test('folding: made, changed, gone', () => {
  const records = new Map<string, StoredRecord>()
  fold(records, [{ before: null, after: record(1) }, { before: null, after: record(2) }])
  fold(records, [{ before: record(1), after: record(1, 2) }, { before: record(2), after: null }])
  expect([...records.values()]).toEqual([record(1, 2)])
})
