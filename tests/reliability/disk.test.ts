import { execFileSync } from 'node:child_process'
import { mkdir, readFile, rm, statfs, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { sayError, type HouseError } from '#shared/errors'
import { readJournal } from '../support/commits'
import { jobEnd } from '../support/http-call'
import { filesUnder } from '../support/papers'
import { append, clearUp, newHome, openBooks, type Books } from './vault'

/** A disk that really is full: a small one in memory. Only root may mount it. */
const mounted: string[] = []
afterEach(async () => {
  await clearUpMounts()
  await clearUp()
})
async function clearUpMounts(): Promise<void> {
  for (const place of mounted.splice(0)) execFileSync('umount', ['-l', place])
}

async function smallDisk(megabytes: number): Promise<string | null> {
  const place = path.join(await newHome(), 'disk')
  await mkdir(place)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', place], { stdio: 'pipe' })
  } catch (thrown) {
    console.warn(`\n*** SKIPPED: no small disk can be mounted here (${thrown instanceof Error ? (thrown.message.split('\n').at(-2) ?? '') : ''}); a full disk was NOT tested. Run as root. ***\n`)
    return null
  }
  mounted.push(place)
  return place
}

async function leave(disk: string, bytes: number): Promise<string> {
  const filler = path.join(disk, 'filler')
  const { bavail, bsize } = await statfs(disk)
  await writeFile(filler, Buffer.alloc(Math.max(0, bavail * bsize - bytes), 1))
  return filler
}

const refusal = (work: Promise<unknown>) => work.then(() => null, (error: unknown) => error as HouseError)

function expectThreeLines(error: HouseError | null): void {
  const said = sayError(error ?? { code: '', facts: {}, technical: '' })
  for (const line of [said.title, said.what, said.data, said.next]) expect(line).toMatch(/\p{Script=Han}/u)
}

/** The books on the small disk; what the machine keeps for itself lies elsewhere, as a profile does. */
async function booksOn(disk: string): Promise<Books> {
  const state = path.join(await newHome(), 'state')
  const books = await openBooks(disk, { VANGUARD_HOME: state })
  expect(books.root.startsWith(disk)).toBe(true)
  return books
}

test('a full disk: the save fails in three lines, nothing half-written stays, and with room again it goes on', async (context) => {
  const disk = await smallDisk(64)
  if (disk === null) return context.skip()
  const books = await booksOn(disk)
  for (let n = 1; n <= 5; n += 1) await append(books, n, 1000)
  const journal = path.join(books.root, 'journal', '000001.jsonl')
  const before = await readFile(journal)
  const draft = { form: 'f', at: '2011-01-01T00:00:00Z', title: '草稿', body: '一' }
  await books.call('drafts.put', { vault: books.vault, draft })

  const filler = await leave(disk, 64 * 1024)
  const failed = await refusal(append(books, 6, 150_000))
  expect(failed?.code).toBe('diskFull')
  expectThreeLines(failed)
  expect(await readFile(journal)).toEqual(before)
  const failedDraft = await refusal(books.call('drafts.put', { vault: books.vault, draft: { ...draft, body: '二'.repeat(60_000) } }))
  expect(failedDraft?.code).toBe('diskFull')
  expect((await books.call('drafts.list', { vault: books.vault })).drafts).toEqual([draft])
  // Told again that it is full, not that anything is wrong with the books.
  expect((await refusal(append(books, 6, 150_000)))?.code).toBe('diskFull')
  const opening = await refusal(books.call('vaults.open', { vault: books.vault, tab: books.tab, store: null }))
  expect(opening).toMatchObject({ code: 'lowSpace', facts: { needMb: 50 } })

  await rm(filler)
  await append(books, 6, 150_000)
  const { entries, torn } = await readJournal(books.root)
  expect({ count: entries.length, torn }).toEqual({ count: 6, torn: 0 })
})

test('too little room to open safely: refused before anything of the books is touched, and said where', async (context) => {
  const disk = await smallDisk(80)
  if (disk === null) return context.skip()
  const books = await booksOn(disk)
  await append(books, 1)
  const filler = await leave(disk, 20 * 1024 ** 2)
  const refused = await refusal(books.call('vaults.open', { vault: books.vault, tab: books.tab, store: null }))
  expect(refused).toMatchObject({ code: 'lowSpace' })
  expect(Number(refused?.facts['freeMb'])).toBeLessThanOrEqual(20)
  expectThreeLines(refused)
  expect((await refusal(books.call('vaults.create', { name: '又一个', sample: false, place: null })))?.code).toBe('lowSpace')
  await rm(filler)
  expect((await books.call('vaults.open', { vault: books.vault, tab: books.tab, store: null })).head.seq).toBe(1)
})

test('a backup with no room for it leaves no half file, and says how much is needed', async (context) => {
  const disk = await smallDisk(80)
  if (disk === null) return context.skip()
  const books = await booksOn(disk)
  for (let n = 1; n <= 20; n += 1) await append(books, n, 60_000)
  const filler = await leave(disk, 512 * 1024)
  const { job } = await books.call('jobs.start', { job: { type: 'backup', vault: books.vault, place: null } })
  const ended = await jobEnd(books.server, job)
  expect(ended.state).toBe('failed')
  expect(['noRoom', 'diskFull']).toContain(ended.error?.code)
  expect((await filesUnder(path.join(books.root, '备份'))).filter((name) => name.endsWith('.vbox') || name.endsWith('.tmp'))).toEqual([])
  await rm(filler)
  const again = await books.call('jobs.start', { job: { type: 'backup', vault: books.vault, place: null } })
  expect((await jobEnd(books.server, again.job)).state).toBe('done')
})
