import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { beforeEach, expect, test } from 'vitest'
import { HouseError } from '#shared/errors'
import { commitTo } from './commit'
import { dropDraft, findDraft, keepDraft, listDrafts, mirrorMs, pauseMs, type DraftKept } from './drafts'
import { createTestHost, type TestHost } from './test-host'
import { creating, holder, profileOn, settled, testId, windowOn, type Profile, type TestWindow } from './test-window'
import { closeVault } from './vault-session'
import { likeInitial } from './use-draft'

let host: TestHost
let profile: Profile
let here: TestWindow
const form = 'pledge:new'

beforeEach(async () => {
  host = createTestHost(testId())
  profile = profileOn(new IDBFactory(), IDBKeyRange)
  here = windowOn(host, profile)
  await here.open()
})

const keeper = (told?: (kept: DraftKept) => void) => keepDraft(here.session(), form, '马小军的承诺书', told)

test('kept at the pause, mirrored after it, within two seconds in all', async () => {
  expect(pauseMs + mirrorMs).toBeLessThanOrEqual(2000)
  const kept: DraftKept[] = []
  const keep = keeper((now) => kept.push(now))
  keep.save({ text: '一' })
  keep.save({ text: '一二' })
  expect(await findDraft(here.session(), form)).toBeNull()
  await here.runTimers()
  expect(await here.session().store.drafts.get(form)).toMatchObject({ body: { text: '一二' }, title: '马小军的承诺书' })
  expect(host.drafts.size).toBe(0)
  await here.runTimers()
  expect(host.drafts.get(form)).toMatchObject({ body: { text: '一二' } })
  expect(kept.map((now) => now.failed)).toEqual([null, null])
})

test('leaving the window writes at once what waits', async () => {
  const keep = keeper()
  keep.save({ text: '还没停笔' })
  await keep.flush()
  expect(host.drafts.get(form)?.body).toEqual({ text: '还没停笔' })
  expect((await findDraft(here.session(), form))?.body).toEqual({ text: '还没停笔' })
})

test('found again after a crash, and after the working copy is gone', async () => {
  const keep = keeper()
  keep.save({ text: '写到一半' })
  await here.runTimers()
  await here.runTimers()
  here.crash()
  await here.open()
  expect(await findDraft(here.session(), form)).toMatchObject({ title: '马小军的承诺书', body: { text: '写到一半' } })
  here.crash()
  await here.ports.deleteStore(`vb-${host.vault}`)
  await here.open()
  expect(await findDraft(here.session(), form)).toMatchObject({ body: { text: '写到一半' } })
})

test('the newest of both wins, whichever side it is on', async () => {
  const keep = keeper()
  keep.save({ text: '旧' })
  await here.runTimers()
  await here.runTimers()
  keep.save({ text: '新' })
  await here.runTimers()
  expect(host.drafts.get(form)?.body).toEqual({ text: '旧' })
  expect((await findDraft(here.session(), form))?.body).toEqual({ text: '新' })
  host.drafts.set(form, { form, at: '2099-01-01T00:00:00.000Z', title: 't', body: { text: '别处更新' } })
  expect((await listDrafts(here.session())).map((draft) => draft.body)).toEqual([{ text: '别处更新' }])
})

test('gone with the commit, on both sides, and what waited does not come back', async () => {
  const keep = keeper()
  keep.save({ text: '写好了' })
  await here.runTimers()
  await here.runTimers()
  keep.save({ text: '写好了。' })
  await commitTo(here.session(), creating(holder('王五')), { form })
  await here.runTimers()
  await here.runTimers()
  expect(await findDraft(here.session(), form)).toBeNull()
  expect(host.drafts.size).toBe(0)
})

test('a commit that failed leaves the draft', async () => {
  const keep = keeper()
  keep.save({ text: '写好了' })
  await here.runTimers()
  host.breakNext('journal.append', { type: 'throws', error: new HouseError('diskFull') })
  await expect(commitTo(here.session(), creating(holder('王五')), { form })).rejects.toMatchObject({ code: 'diskFull' })
  expect((await findDraft(here.session(), form))?.body).toEqual({ text: '写好了' })
  // And it still keeps what is typed, though the books are only looked at.
  keep.save({ text: '再写一点' })
  await here.runTimers()
  expect((await findDraft(here.session(), form))?.body).toEqual({ text: '再写一点' })
})

test('a crash between append and apply: the draft is done with when its commit turns up', async () => {
  const keep = keeper()
  keep.save({ text: '写好了' })
  await here.runTimers()
  await here.runTimers()
  host.breakNext('journal.append', { type: 'lostAnswer' }, { type: 'gone' })
  await expect(commitTo(here.session(), creating(holder('王五')), { form })).rejects.toMatchObject({ code: 'hostGone' })
  expect((await findDraft(here.session(), form))?.body).toEqual({ text: '写好了' })
  here.crash()
  await here.open()
  expect(host.entries).toHaveLength(1)
  expect(await findDraft(here.session(), form)).toBeNull()
})

test('the host does not answer: kept here, mirrored with the next pause', async () => {
  const keep = keeper()
  host.down = true
  keep.save({ text: '一' })
  await here.runTimers()
  await here.runTimers()
  expect((await findDraft(here.session(), form))?.body).toEqual({ text: '一' })
  host.down = false
  keep.save({ text: '二' })
  await here.runTimers()
  await here.runTimers()
  expect(host.drafts.get(form)?.body).toEqual({ text: '二' })
})

test('the working copy cannot be written: said so, and the host has it', async () => {
  const kept: DraftKept[] = []
  const keep = keeper((now) => kept.push(now))
  profile.failWrites = 1
  keep.save({ text: '一' })
  await here.runTimers()
  expect(kept).toMatchObject([{ at: null, failed: expect.stringContaining('full') }])
  await here.runTimers()
  expect(kept.at(-1)).toMatchObject({ failed: null })
  expect(host.drafts.get(form)?.body).toEqual({ text: '一' })
})

test('thrown away: an older copy that the host still has is not taken for news', async () => {
  const keep = keeper()
  keep.save({ text: '一' })
  await here.runTimers()
  await here.runTimers()
  host.breakNext('drafts.drop', { type: 'gone' })
  await keep.drop()
  expect(host.drafts.size).toBe(1)
  expect(await findDraft(here.session(), form)).toBeNull()
  keep.save({ text: '又写' })
  await here.runTimers()
  expect((await findDraft(here.session(), form))?.body).toEqual({ text: '又写' })
  await dropDraft(here.session(), form)
  expect(await listDrafts(here.session())).toEqual([])
})

test('closing the vault keeps what waits', async () => {
  keeper().save({ text: '没停笔就关了' })
  closeVault(here.state)
  await settled()
  await here.open()
  expect((await findDraft(here.session(), form))?.body).toEqual({ text: '没停笔就关了' })
})

test('a draft of an older form is not forced into this one', () => {
  const initial = { name: '', items: [] as string[], due: null as string | null, place: { from: '' } }
  const good = { name: '王五', items: ['a'], due: '2010', place: { from: 'x', more: 1 } }
  expect(likeInitial(initial, good)).toBe(good)
  for (const bad of [null, 'x', [], {}, { ...good, name: 3 }, { ...good, items: {} }, { ...good, place: {} }]) expect(likeInitial<unknown>(initial, bad) === bad && bad !== null, JSON.stringify(bad)).toBe(false)
})
