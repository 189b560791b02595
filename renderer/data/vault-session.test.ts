import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { beforeEach, expect, test } from 'vitest'
import { foldCommits } from '#shared/commit/apply'
import { HouseError, toHostError } from '#shared/errors'
import { commitTo } from './commit'
import { dropNotice } from './session-store'
import { allRecordsIn, recordsIn } from './queries'
import { asideNames } from './replay'
import { makeStore, readHead, storeName } from './store'
import { createTestHost, type TestHost } from './test-host'
import { booksOf, creating, holder, profileOn, renaming, settled, testId, windowOn, type Profile, type TestWindow } from './test-window'
import { closeVault, forgetVault, purgeFields, rebuildVault, takeOver } from './vault-session'

let host: TestHost
let profile: Profile
let here: TestWindow

beforeEach(() => {
  host = createTestHost(testId())
  profile = profileOn(new IDBFactory(), IDBKeyRange)
  here = windowOn(host, profile)
})

async function agree(window: TestWindow): Promise<void> {
  const { store } = window.session()
  expect(await booksOf(store)).toEqual(foldCommits(host.entries))
  expect(await readHead(store)).toMatchObject({ ...host.head(), records: foldCommits(host.entries).size })
  expect((await store.log.orderBy('seq').toArray()).map(({ seq, title }) => ({ seq, title }))).toEqual(host.entries.map(({ seq, title }) => ({ seq, title })))
}

const noticesOf = (window: TestWindow) => window.state.getState().notices.map((notice) => notice.text)
const modeOf = (window: TestWindow) => window.state.getState().mode
async function fill(window: TestWindow, count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1) await commitTo(window.session(), creating(holder(`第${n}人`)))
}

test('new: an empty vault opens, its first commit stands', async () => {
  await here.open()
  expect(modeOf(here)).toEqual({ type: 'open' })
  expect(noticesOf(here)).toEqual([])
  await fill(here, 2)
  await agree(here)
  expect((await recordsIn(here.session(), 'postHolder')).map(({ name, createdSeq }) => [name, createdSeq])).toEqual([['第1人', 1], ['第2人', 2]])
})

test('space is asked before the store is opened', async () => {
  host.breakNext('vaults.open', { type: 'throws', error: new HouseError('lowSpace', { freeMb: 1, needMb: 50 }) })
  await expect(here.open()).rejects.toMatchObject({ code: 'lowSpace' })
  expect(await profile.indexedDB.databases()).toEqual([])
  expect(modeOf(here)).toEqual({ type: 'closed' })
  await here.open()
  expect(modeOf(here)).toEqual({ type: 'open' })
})

test('same: nothing is read again', async () => {
  await here.open()
  await fill(here, 3)
  closeVault(here.state)
  await settled()
  host.asked.length = 0
  await here.open()
  expect(host.asked).toEqual(['vaults.open', 'vaults.open'])
  await agree(here)
})

test('behind: what the store lacks is replayed, in pages, large entries staged', async () => {
  await here.open()
  await fill(here, 2)
  closeVault(here.state)
  const elsewhere = windowOn(host, profileOn(new IDBFactory(), IDBKeyRange), await here.ports.tab())
  host.leaseTab = null
  await elsewhere.open()
  await fill(elsewhere, 17)
  host.inlineBytes = 2000
  await commitTo(elsewhere.session(), creating(...Array.from({ length: 30 }, (_, n) => holder(`批${n}`))))
  await fill(elsewhere, 2)
  closeVault(elsewhere.state)
  await settled()
  host.leaseTab = null
  await here.open()
  expect(host.staged.size).toBeGreaterThan(0)
  expect(noticesOf(here)).toEqual([])
  await agree(here)
})

test('storeEmpty: an empty store beside a full journal is a fault, told and repaired', async () => {
  await here.open()
  await fill(here, 9)
  closeVault(here.state)
  await settled()
  await here.ports.deleteStore(storeName(host.vault))
  await here.open()
  await agree(here)
  expect(noticesOf(here)).toEqual([expect.stringContaining('9 笔都在')])
  dropNotice(here.state.getState().notices[0]?.id ?? 0, here.state)
  expect(noticesOf(here)).toEqual([])
})

test('a store that lost rows is noticed by its own count and rebuilt', async () => {
  await here.open()
  await fill(here, 5)
  const [first] = await here.session().store.records.toArray()
  await here.session().store.records.delete(first?.id ?? '')
  closeVault(here.state)
  await settled()
  await here.open()
  await agree(here)
  expect(noticesOf(here)).toEqual([expect.stringContaining('少了东西')])
})

test('forked: the old working copy is kept aside whole, the journal wins', async () => {
  await here.open()
  await fill(here, 6)
  const before = await booksOf(here.session().store)
  closeVault(here.state)
  await settled()
  host.cutTo(4)
  await here.open()
  await agree(here)
  const [name] = await asideNames({ ports: here.ports, id: host.vault })
  expect(name).toBe(`${storeName(host.vault)}-aside-1`)
  expect(noticesOf(here)).toEqual([expect.stringContaining(name ?? '-')])
  const aside = makeStore(name ?? '', { indexedDB: profile.indexedDB, IDBKeyRange: profile.keyRange })
  expect(await booksOf(aside)).toEqual(before)
  expect(await aside.log.count()).toBe(6)
  aside.close()
  // A second time it takes the next name.
  await fill(here, 2)
  closeVault(here.state)
  await settled()
  host.cutTo(3)
  await here.open()
  await agree(here)
  expect(await asideNames({ ports: here.ports, id: host.vault })).toHaveLength(2)
})

test('forked by another past of the same length', async () => {
  await here.open()
  await fill(here, 3)
  closeVault(here.state)
  await settled()
  const [, , third] = host.entries
  host.cutTo(2)
  if (third !== undefined) host.foreign({ ...third, id: testId(), title: '另一个过去' })
  await here.open()
  await agree(here)
  expect(await asideNames({ ports: here.ports, id: host.vault })).toHaveLength(1)
})

test('a journal that begins at a snapshot gives its whole state: what was removed before does not linger', async () => {
  const kept = holder('留下的')
  const gone = holder('去掉的')
  await here.open()
  await commitTo(here.session(), creating(kept, gone))
  closeVault(here.state)
  await settled()
  const other = windowOn(host, profileOn(new IDBFactory(), IDBKeyRange))
  host.leaseTab = null
  await other.open()
  await commitTo(other.session(), { title: '去掉了一个', final: false, records: [{ before: (await recordsIn(other.session(), 'postHolder')).find((record) => record.id === gone.id) ?? null, after: null }] })
  await fill(other, 3)
  closeVault(other.state)
  await settled()
  host.rebaseAt(4)
  host.leaseTab = null
  await here.open()
  expect(await booksOf(here.session().store)).toEqual(foldCommits(host.entries))
  expect((await readHead(here.session().store))?.records).toBe(4)
  await fill(here, 1)
  expect(await booksOf(here.session().store)).toEqual(foldCommits(host.entries))
})

test('two tabs: the second looks on, takes over, and the first is told', async () => {
  await here.open()
  await fill(here, 1)
  const there = windowOn(host, profile)
  await there.open()
  expect(modeOf(there)).toMatchObject({ type: 'readOnly', canTake: true, reason: { code: 'notWriter' } })
  await expect(commitTo(there.session(), creating(holder('乙')))).rejects.toMatchObject({ code: 'notWriter' })
  expect((await recordsIn(there.session(), 'postHolder')).map((record) => record.name)).toEqual(['第1人'])

  await takeOver(there.state)
  expect(modeOf(there)).toEqual({ type: 'open' })
  expect(modeOf(here)).toMatchObject({ type: 'readOnly', canTake: true })
  await commitTo(there.session(), creating(holder('乙')))
  await expect(commitTo(here.session(), creating(holder('丙')))).rejects.toMatchObject({ code: 'notWriter' })
  // Both read the one working copy.
  expect(await booksOf(here.session().store)).toEqual(await booksOf(there.session().store))
  await agree(there)
})

test('two tabs that both believe they write: one lock, no gap, no double', async () => {
  await here.open()
  const there = windowOn(host, profile, await here.ports.tab())
  await there.open()
  await Promise.all([fill(here, 5), fill(there, 5)])
  expect(host.entries.map((entry) => entry.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  await agree(here)
})

test('the journal cannot be written: open, read-only, with the reason', async () => {
  await here.open()
  await fill(here, 1)
  closeVault(here.state)
  await settled()
  host.readOnly = toHostError(new HouseError('noAccess', { path: '/books' }))
  host.repairs = ['第 3 笔没有写完，已经去掉。']
  await here.open()
  expect(modeOf(here)).toEqual({ type: 'readOnly', reason: host.readOnly, canTake: false })
  expect(noticesOf(here)).toEqual(host.repairs)
  await expect(commitTo(here.session(), creating(holder('乙')))).rejects.toMatchObject({ code: 'noAccess' })
  host.readOnly = null
  here.beat(true)
  await settled()
  expect(modeOf(here)).toEqual({ type: 'open' })
})

test('host gone by the heartbeat, and back: read-only with the reason, then caught up', async () => {
  await here.open()
  await fill(here, 1)
  host.down = true
  here.beat(false)
  expect(modeOf(here)).toMatchObject({ type: 'readOnly', reason: { code: 'hostGone' }, canTake: false })
  await expect(commitTo(here.session(), creating(holder('乙')))).rejects.toMatchObject({ code: 'hostGone' })
  host.down = false
  here.beat(true)
  await settled()
  expect(modeOf(here)).toEqual({ type: 'open' })
  await fill(here, 1)
  await agree(here)
})

test('the program was told to exit', async () => {
  await here.open()
  host.tell({ type: 'exit' })
  expect(modeOf(here)).toMatchObject({ type: 'readOnly', reason: { code: 'hostGone' } })
})

test('opening another vault closes this one; an opening that was overtaken gives way', async () => {
  await here.open()
  const slow = here.open()
  const quick = here.open()
  await expect(slow).rejects.toMatchObject({ code: 'cancelled' })
  const session = await quick
  expect(here.session()).toBe(session)
  expect(modeOf(here)).toEqual({ type: 'open' })
})

test('an unreadable journal is refused, nothing of the store changes', async () => {
  await here.open()
  await fill(here, 2)
  closeVault(here.state)
  await settled()
  host.breakNext('vaults.open', { type: 'throws', error: new HouseError('journalBroken', { seq: 2, good: 1 }) })
  await expect(here.open()).rejects.toMatchObject({ code: 'journalBroken' })
  await here.open()
  await agree(here)
})

test('a record that does not validate keeps its id as a tombstone, and heals when it is put right', async () => {
  const good = holder('好的')
  await here.open()
  await commitTo(here.session(), creating(good))
  closeVault(here.state)
  await settled()
  const bad = { ...holder('坏的'), name: 7 }
  const newer = { ...holder('新版的'), schema: 99 }
  const foreign = (records: readonly Record<string, unknown>[]) => host.foreign({ format: 1, id: testId(), actor: { name: '甲', post: '' }, title: '别处写的', final: false, answers: null, changes: records.map((after) => ({ before: null, after: after as never })) })
  foreign([bad, newer])
  await here.open()
  const { store } = here.session()
  expect((await store.quarantine.toArray()).map(({ id, kind, rev }) => ({ id, kind, rev })).sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual([bad, newer].map(({ id, kind, rev }) => ({ id, kind, rev })))
  expect((await allRecordsIn(here.session())).map((record) => record.id)).toEqual([good.id])
  await agree(here)
  // Its id is taken: nothing is created over it.
  await expect(commitTo(here.session(), creating({ ...holder('顶替'), id: bad.id }))).rejects.toMatchObject({ code: 'conflict' })

  closeVault(here.state)
  await settled()
  host.foreign({ format: 1, id: testId(), actor: { name: '甲', post: '' }, title: '改好了', final: false, answers: null, changes: [{ before: bad, after: { ...bad, name: '好了', rev: 2 } }] })
  await here.open()
  expect((await here.session().store.quarantine.toArray()).map((row) => row.id)).toEqual([newer.id])
  expect((await allRecordsIn(here.session())).length).toBe(2)
})

test('a row that went bad in the working copy is found when it is read', async () => {
  await here.open()
  await fill(here, 2)
  const { store } = here.session()
  const [row] = await store.records.toArray()
  if (row === undefined) throw new Error('no row')
  closeVault(here.state)
  await settled()
  const raw = makeStore(storeName(host.vault), { indexedDB: profile.indexedDB, IDBKeyRange: profile.keyRange })
  await raw.records.put({ ...row, body: 'rubbish' })
  raw.close()
  await here.open()
  expect(await recordsIn(here.session(), 'postHolder')).toHaveLength(1)
  await new Promise((resolve) => setTimeout(resolve, 0))
  await settled()
  expect((await here.session().store.quarantine.toArray()).map(({ id }) => id)).toEqual([row.id])
  await rebuildVault(host.vault, here.ports, here.state)
  expect(await recordsIn(here.session(), 'postHolder')).toHaveLength(2)
  expect(await here.session().store.quarantine.count()).toBe(0)
})

test('purged fields leave no trace in the working copy, even when the window dies half-way', async () => {
  const person = holder('身份证110101199001011234')
  await here.open()
  await commitTo(here.session(), creating(person))
  const stored = (await recordsIn(here.session(), 'postHolder'))[0]
  if (stored === undefined) throw new Error('not there')
  await commitTo(here.session(), renaming(stored, '王五'))
  // Found and purged in the past; the answer is lost, the window dies.
  host.breakNext('journal.purge', { type: 'lostAnswer' })
  await expect(purgeFields(person.id, ['post'], '填错了', here.state)).rejects.toMatchObject({ code: 'hostGone' })
  here.crash()
  await here.open()
  expect(await asideNames({ ports: here.ports, id: host.vault })).toEqual([])
  await agree(here)
  await purgeFields(person.id, ['name'], '填错了', here.state)
  expect(JSON.stringify([...(await booksOf(here.session().store)).values()])).not.toContain('王五')
})

test('forgetting a vault takes its working copies along', async () => {
  await here.open()
  await fill(here, 3)
  closeVault(here.state)
  await settled()
  host.cutTo(1)
  await here.open()
  await forgetVault(host.vault, here.ports, here.state)
  await settled()
  expect(await profile.indexedDB.databases()).toEqual([])
})
