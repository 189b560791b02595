import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { beforeEach, expect, test } from 'vitest'
import { foldCommits } from '#shared/commit/apply'
import { HouseError } from '#shared/errors'
import type { PostHolder } from '#shared/model/post-holder'
import { commitTo, type CommitStep } from './commit'
import { historyOf, undoState } from './history'
import { recordIn, recordsIn } from './queries'
import { createTestHost, type TestHost } from './test-host'
import { booksOf, creating, holder, profileOn, renaming, settled, testId, windowOn, type Profile, type TestWindow } from './test-window'
import { redoLastIn, undoIn, undoLastIn } from './undo'
import { closeVault } from './vault-session'

let host: TestHost
let profile: Profile
let here: TestWindow

beforeEach(async () => {
  host = createTestHost(testId())
  profile = profileOn(new IDBFactory(), IDBKeyRange)
  here = windowOn(host, profile)
  await here.open()
})

const session = () => here.session()
const state = () => here.state.getState()
async function agree(): Promise<void> {
  expect(await booksOf(session().store)).toEqual(foldCommits(host.entries))
}
async function stored(id: string): Promise<PostHolder> {
  const record = await recordIn(session(), 'postHolder', id)
  if (record === null) throw new Error(`${id} is not there`)
  return record
}
async function added(name: string): Promise<PostHolder> {
  const person = holder(name)
  await commitTo(session(), creating(person))
  return stored(person.id)
}
async function renamed(id: string, name: string): Promise<PostHolder> {
  await commitTo(session(), renaming(await stored(id), name))
  return stored(id)
}
const names = async () => (await recordsIn(session(), 'postHolder')).map((record) => record.name)

test('a save is acknowledged with its number, the time, and what the strip says', async () => {
  expect(await commitTo(session(), creating(holder('王五')))).toEqual({ seq: 1 })
  expect(state().savedAt).toBe(host.entries[0]?.at)
  expect(state().lastAct).toEqual({ seq: 1, title: '添了王五', final: false, at: host.entries[0]?.at })
  expect(host.entries[0]).toMatchObject({ actor: { name: '王兰', post: '书记' }, answers: null })
  await agree()
})

test('without an actor nothing is saved, unless one is given with the commit', async () => {
  here.state.setState({ actor: null })
  await expect(commitTo(session(), creating(holder('王五')))).rejects.toMatchObject({ code: 'noActor' })
  await commitTo(session(), creating(holder('王五')), { actor: { name: '建账人', post: '' } })
  expect(host.entries).toMatchObject([{ actor: { name: '建账人' } }])
})

test('an invalid record never reaches the journal', async () => {
  await expect(commitTo(session(), creating(holder('')))).rejects.toMatchObject({ code: 'badInput' })
  await expect(commitTo(session(), { title: '空', final: false, records: [] })).rejects.toMatchObject({ code: 'badInput' })
  expect(host.entries).toEqual([])
  expect(state().mode).toEqual({ type: 'open' })
})

test('a stale form is refused by name, and the current record stays', async () => {
  const first = await added('王五')
  await renamed(first.id, '王武')
  await expect(commitTo(session(), renaming(first, '王舞'))).rejects.toMatchObject({ code: 'conflict', facts: { what: expect.stringContaining('经办人“王舞”') } })
  expect(await names()).toEqual(['王武'])
  await agree()
})

test('a second organisation is refused', async () => {
  const organisation = {
    id: testId(), kind: 'organisation', rev: 1, schema: 1, rulePack: 'current@1', createdSeq: 0, name: '红旗村党支部', shortName: '', type: '党支部', sector: '农村', superior: '', fondsName: '', fondsCode: '',
    era: 'current', founded: null, units: [], groups: [], terms: [], telephone: '', supervisionPhone: '', address: '', sample: false,
  } as const
  const found = (id: string): CommitStep => ({ title: '建立了支部', final: false, records: [{ before: null, after: { ...organisation, id, units: [], groups: [], terms: [] } }] })
  await commitTo(session(), found(testId()))
  await expect(commitTo(session(), found(testId()))).rejects.toMatchObject({ code: 'conflict', facts: { what: expect.stringContaining('只有一个党组织') } })
})

test('another writer was quicker: caught up, checked again, saved after it', async () => {
  const mine = await added('王五')
  host.foreign({ format: 1, id: testId(), actor: { name: '甲', post: '' }, title: '别处添的', final: false, answers: null, changes: [{ before: null, after: holder('别处的') }] })
  expect(await commitTo(session(), renaming(mine, '王武'))).toEqual({ seq: 3 })
  expect(await commitTo(session(), creating(holder('赵六')))).toEqual({ seq: 4 })
  expect((await names())).toEqual(expect.arrayContaining(['王武', '别处的', '赵六']))
  await agree()
})

test('what is created learns its true number though another was quicker', async () => {
  host.foreign({ format: 1, id: testId(), actor: { name: '甲', post: '' }, title: '别处添的', final: false, answers: null, changes: [{ before: null, after: holder('别处的') }] })
  const mine = holder('王五', { createdSeq: 1 })
  await commitTo(session(), creating(mine))
  expect((await stored(mine.id)).createdSeq).toBe(2)
})

test('another writer changed the same record: refused, the other one’s words stand', async () => {
  const mine = await added('王五')
  host.foreign({ format: 1, id: testId(), actor: { name: '甲', post: '' }, title: '别处改的', final: false, answers: null, changes: [{ before: mine, after: { ...mine, name: '别处改的', rev: 2 } }] })
  await expect(commitTo(session(), renaming(mine, '王武'))).rejects.toMatchObject({ code: 'conflict' })
  expect(await names()).toEqual(['别处改的'])
  await agree()
})

test('append failed: nothing is applied, read-only with the reason', async () => {
  host.breakNext('journal.append', { type: 'throws', error: new HouseError('diskFull', { drive: 'D 盘' }) })
  await expect(commitTo(session(), creating(holder('王五')))).rejects.toMatchObject({ code: 'diskFull' })
  expect(await names()).toEqual([])
  expect(state().mode).toMatchObject({ type: 'readOnly', reason: { code: 'diskFull', facts: { drive: 'D 盘' } } })
  here.beat(true)
  await settled()
  expect(state().mode).toEqual({ type: 'open' })
})

test('only the answer was lost: asked again with the same id, written once', async () => {
  host.breakNext('journal.append', { type: 'lostAnswer' })
  expect(await commitTo(session(), creating(holder('王五')))).toEqual({ seq: 1 })
  expect(host.entries).toHaveLength(1)
  await agree()
})

test('no answer at all though it was written: told as not saved, found and told when the host is back', async () => {
  host.breakNext('journal.append', { type: 'lostAnswer' }, { type: 'gone' })
  await expect(commitTo(session(), creating(holder('王五')))).rejects.toMatchObject({ code: 'hostGone' })
  expect(await names()).toEqual([])
  here.beat(true)
  await settled()
  expect(await names()).toEqual(['王五'])
  expect(state().notices.map((notice) => notice.text)).toEqual([expect.stringContaining('添了王五”其实已经存下了')])
  await agree()
})

test('appended but not applied: caught up from the journal at once', async () => {
  profile.failWrites = 1
  expect(await commitTo(session(), creating(holder('王五')))).toEqual({ seq: 1 })
  expect(state().mode).toEqual({ type: 'open' })
  await agree()
})

test('appended, and the working copy cannot be written: saved and told so, replayed at the next opening', async () => {
  profile.failWrites = 2
  expect(await commitTo(session(), creating(holder('王五')))).toEqual({ seq: 1 })
  expect(state().mode).toMatchObject({ type: 'readOnly', reason: { code: 'storeBehind' } })
  here.crash()
  profile.failWrites = 0
  await here.open()
  expect(await names()).toEqual(['王五'])
  await agree()
})

test('a large commit goes through a staged blob', async () => {
  const many = Array.from({ length: 1200 }, (_, n) => holder(`第${n}人`, { post: '很长的职务'.repeat(20) }))
  await commitTo(session(), { ...creating(...many), title: '导入了 1,200 人' })
  expect(host.staged.size).toBe(1)
  expect(await session().store.records.count()).toBe(1200)
  expect((await historyOf(session().store, many[700]?.id ?? '')).map((row) => row.title)).toEqual(['导入了 1,200 人'])
  // One commit, undone as one.
  await undoLastIn(session())
  expect(await session().store.records.count()).toBe(0)
  await redoLastIn(session())
  expect(await session().store.records.count()).toBe(1200)
  await agree()
})

test('undo, redo and undo again walk back and forth over edits of one record', async () => {
  const { id } = await added('一')
  for (const name of ['二', '三', '四']) await renamed(id, name)
  const seen: (string | undefined)[] = []
  for (let n = 0; n < 3; n += 1) {
    await undoLastIn(session())
    seen.push((await names())[0])
  }
  expect(seen).toEqual(['三', '二', '一'])
  await redoLastIn(session())
  await redoLastIn(session())
  expect(await names()).toEqual(['三'])
  await undoLastIn(session())
  expect(await names()).toEqual(['二'])
  await redoLastIn(session())
  await redoLastIn(session())
  expect(await names()).toEqual(['四'])
  await expect(redoLastIn(session())).rejects.toMatchObject({ code: 'cannotUndo' })
  for (let n = 0; n < 4; n += 1) await undoLastIn(session())
  expect(await names()).toEqual([])
  await expect(undoLastIn(session())).rejects.toMatchObject({ code: 'cannotUndo' })
  for (let n = 0; n < 4; n += 1) await redoLastIn(session())
  expect(await names()).toEqual(['四'])
  await agree()
})

test('undo of an undo does it again, under its own name', async () => {
  await added('王五')
  await undoIn(session(), 1)
  await undoIn(session(), 2)
  expect(host.entries.map((entry) => entry.title)).toEqual(['添了王五', '撤销：添了王五', '重做：添了王五'])
  expect(host.entries[2]).toMatchObject({ answers: { seq: 2, how: 'undo' } })
  expect(await names()).toEqual(['王五'])
  // rev went on rising
  expect((await recordsIn(session(), 'postHolder'))[0]?.rev).toBe(2)
})

test('something new closes redo', async () => {
  await added('一')
  await added('二')
  await undoLastIn(session())
  expect(await undoState(session().store)).toMatchObject({ undo: { seq: 1 }, redo: { seq: 3 } })
  await added('三')
  expect(await undoState(session().store)).toMatchObject({ undo: { seq: 4 }, redo: null })
  await undoLastIn(session())
  await undoLastIn(session())
  expect(await names()).toEqual([])
})

test('a commit that something later touched is not undone, by name', async () => {
  const { id } = await added('王五')
  await renamed(id, '王武')
  await expect(undoIn(session(), 1)).rejects.toMatchObject({ code: 'cannotUndo', facts: { why: expect.stringContaining('经办人“王五”后来又动过') } })
  await expect(undoIn(session(), 99)).rejects.toMatchObject({ code: 'cannotUndo' })
})

test('a removed record comes back as it was', async () => {
  const person = await added('王五')
  await commitTo(session(), { title: '去掉了王五', final: false, records: [{ before: person, after: null }] })
  expect(await names()).toEqual([])
  await undoLastIn(session())
  expect(await stored(person.id)).toEqual({ ...person, rev: 2 })
  await redoLastIn(session())
  expect(await names()).toEqual([])
  await agree()
})

test('a final commit is not undone, but answered by a named counter-act that leaves both visible', async () => {
  const person = await added('王五')
  const published = renaming(person, '公示了')
  await commitTo(session(), { ...published, title: '公示了承诺', final: true })
  await expect(undoLastIn(session())).rejects.toMatchObject({ code: 'cannotUndo', facts: { why: expect.stringContaining('定下来') } })
  await expect(undoIn(session(), 2)).rejects.toMatchObject({ code: 'cannotUndo' })

  const back = renaming(await stored(person.id), '撤回了')
  await commitTo(session(), { ...back, title: '撤回了公示', final: true, answers: { name: '撤回公示', recordId: person.id } })
  expect(host.entries[2]).toMatchObject({ answers: { seq: 2, how: 'counter', name: '撤回公示' }, final: true })
  expect((await historyOf(session().store, person.id)).map(({ title, actor }) => [title, actor.name])).toEqual([['撤回了公示', '王兰'], ['公示了承诺', '王兰'], ['添了王五', '王兰']])
  await agree()
})

test('a counter-act needs a final commit to answer', async () => {
  const person = await added('王五')
  const step = renaming(person, '撤回了')
  await expect(commitTo(session(), { ...step, answers: { name: '撤回公示', recordId: person.id } })).rejects.toMatchObject({ code: 'cannotUndo' })
  await expect(commitTo(session(), { ...step, answers: { name: '撤回公示', seq: 1 } })).rejects.toMatchObject({ code: 'cannotUndo' })
  expect(host.entries).toHaveLength(1)
})

test('undo works after a restart, from the journal alone', async () => {
  const { id } = await added('一')
  await renamed(id, '二')
  closeVault(here.state)
  await settled()
  const later = windowOn(host, profileOn(new IDBFactory(), IDBKeyRange), await here.ports.tab())
  await later.open()
  await undoLastIn(later.session())
  expect((await recordsIn(later.session(), 'postHolder')).map((record) => record.name)).toEqual(['一'])
})

test('undoing what a rebased journal no longer tells is refused', async () => {
  await added('一')
  await added('二')
  host.rebaseAt(2)
  await expect(undoIn(session(), 1)).rejects.toMatchObject({ code: 'cannotUndo', facts: { why: expect.stringContaining('不在流水账里') } })
})
