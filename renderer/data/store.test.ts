import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { beforeEach, expect, test } from 'vitest'
import { currentSchema } from '#shared/model/migrate'
import { applyEntries, logRow, StaleHead } from './apply-entries'
import { plainCodec, type Codec } from './codec'
import { openBooks } from './books'
import { makeStore, readHead, storeVersions, type QuarantineRow, type RecordRow, type StoreVersion } from './store'
import { creating, holder, testId } from './test-window'
import type { JournalEntry } from '#shared/commit/commit'

let options: { indexedDB: IDBFactory; IDBKeyRange: typeof IDBKeyRange }
beforeEach(() => {
  options = { indexedDB: new IDBFactory(), IDBKeyRange }
})

const row = (n: number): RecordRow => ({ id: testId(), kind: 'postHolder', rev: 1, seq: n, state: '', year: 0, body: null })
function entryOf(seq: number, ...names: string[]): JournalEntry {
  const { title, final, records } = creating(...names.map((name) => holder(name)))
  return { format: 1, id: testId(), actor: { name: '甲', post: '' }, title, final, answers: null, seq, prev: '0'.repeat(64), at: '2026-03-01T08:00:00.000Z', changes: records.map(({ after }) => ({ before: null, after })) }
}

test('no personal field is an index', () => {
  const store = makeStore('a', options)
  expect(Object.fromEntries(store.tables.map((table) => [table.name, [table.schema.primKey.name, ...table.schema.indexes.map((index) => index.name)]]))).toEqual({
    records: ['id'], log: ['seq', 'few', 'bulk'], meta: ['key'], quarantine: ['id'], drafts: ['form'],
  })
})

test('a store written by an older version opens in a newer one, its rows lifted by the upgrade', async () => {
  const versions: readonly StoreVersion[] = [
    ...storeVersions,
    {
      version: 3, stores: { records: 'id, state' },
      upgrade: (transaction) => transaction.table<RecordRow>('records').toCollection().modify((record) => {
        Object.assign(record, { state: 'lifted' })
      }),
    },
  ]
  const old = makeStore('b', { ...options, versions, upTo: 1 })
  await old.records.bulkPut([row(1), row(2)])
  old.close()
  const today = makeStore('b', { ...options, versions })
  expect(await today.records.where('state').equals('lifted').count()).toBe(2)
  today.close()
})

test('entries are applied whole or not at all, and only on the head they follow', async () => {
  const store = makeStore('c', options)
  const room = { store, codec: plainCodec, books: openBooks(store, plainCodec, () => undefined) }
  const head = await applyEntries(room, [entryOf(1, '一')], { seq: 1, hash: 'h1' }, { from: null, whole: false, delta: null })
  expect(head).toMatchObject({ seq: 1, hash: 'h1', records: 1 })
  await expect(applyEntries(room, [entryOf(1, '二')], { seq: 1, hash: 'hx' }, { from: null, whole: false, delta: null })).rejects.toBeInstanceOf(StaleHead)
  expect(await store.records.count()).toBe(1)
  expect(await readHead(store)).toEqual(head)
  store.close()
})

test('many ids are not indexed one by one', () => {
  expect(logRow(entryOf(1, '一', '二')).few).toHaveLength(2)
  const large = logRow(entryOf(2, ...Array.from({ length: 101 }, (_, n) => `第${n}人`)))
  expect([large.few, large.bulk, large.ids.length]).toEqual([undefined, 1, 101])
})

test('bodies pass the codec both ways; one that does not open is reported', async () => {
  const turned: Codec = {
    id: 'turned',
    seal: async (bodies) => bodies.map((body) => [...JSON.stringify(body)].reverse().join('')),
    open: async (sealed) => sealed.map((body) => {
      try {
        return JSON.parse([...String(body)].reverse().join('')) as unknown
      } catch {
        return null
      }
    }),
  }
  const store = makeStore('d', options)
  const bad: QuarantineRow[] = []
  const reading = () => openBooks(store, turned, (found) => bad.push(...found))
  const entry = entryOf(1, '王五')
  await applyEntries({ store, codec: turned, books: reading() }, [entry], { seq: 1, hash: 'h' }, { from: null, whole: false, delta: 1 })
  const rows = await store.records.toArray()
  expect(JSON.stringify(rows)).not.toContain('王五')
  const books = reading()
  expect(await books.now()).toMatchObject({ seq: 1, records: 1 })
  const [first] = books.all()
  expect(first).toMatchObject({ name: '王五', schema: currentSchema('postHolder') })
  // The same list the next time: React sees that nothing changed.
  const list = books.of('postHolder')
  await books.now()
  expect(books.of('postHolder')).toBe(list)
  await store.records.bulkPut(rows.map((one) => ({ ...one, body: 'x' })))
  books.clear()
  await books.now()
  expect(books.all()).toEqual([])
  expect(bad).toMatchObject([{ id: rows[0]?.id, why: expect.stringContaining('读不出来') }])
  store.close()
})
