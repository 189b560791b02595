import { cp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { sayError, type HouseError } from '#shared/errors'
import { aCommit, readJournal } from '../support/commits'
import { chance, full } from '../support/random'
import { append, clearUp, kill, newHome, openBooks, readAll } from './vault'

afterEach(clearUp)

const commits = 40
const cuts = full ? 100 : 8
const seed = 20120630

/** Books with forty commits, ended by a kill (no snapshot) or in order (with one), and a copy of them to come back to. */
async function writtenBooks(signal: 'SIGKILL' | 'SIGTERM') {
  const home = await newHome()
  const random = chance(seed)
  const books = await openBooks(home)
  for (let n = 1; n <= commits; n += 1) await append(books, n, random.pick([20, 300, 4_000]))
  await kill(books.server, signal)
  const kept = path.join(home, 'kept')
  await cp(books.root, kept, { recursive: true })
  const file = path.join(books.root, 'journal', '000001.jsonl')
  const bytes = await readFile(file)
  /** As it was, without any trace of the last try. */
  const back = async () => {
    await rm(books.root, { recursive: true })
    await cp(kept, books.root, { recursive: true })
  }
  return { home, root: books.root, file, bytes, random, back }
}
const newlines = (bytes: Uint8Array) => bytes.reduce((sum, byte) => sum + (byte === 10 ? 1 : 0), 0)
const numbered = (count: number) => Array.from({ length: count }, (_, index) => ({ seq: index + 1, id: aCommit(index + 1).id }))

test(`a journal cut at ${cuts} random places: what stands before the cut is there, the torn line is kept aside, and it goes on`, async () => {
  const { home, root, file, bytes, random, back } = await writtenBooks('SIGKILL')
  for (let round = 0; round < cuts; round += 1) {
    await back()
    // Once exactly between two lines: nothing is torn then.
    const offset = round === 0 ? bytes.indexOf(10, Math.floor(bytes.length / 2)) + 1 : random.upTo(bytes.length)
    await truncate(file, offset)
    const whole = newlines(bytes.subarray(0, offset))
    const torn = offset > 0 && bytes[offset - 1] !== 10
    const told = `cut at ${offset}, seed ${seed}`
    const books = await openBooks(home)
    expect(books.opened.head.seq, told).toBe(whole)
    expect(books.opened.readOnly, told).toBeNull()
    expect(await readAll(books), told).toEqual(numbered(whole))
    if (torn) {
      expect(books.opened.repairs, told).toHaveLength(1)
      expect(books.opened.repairs[0], told).toContain(`第 ${whole + 1} 笔`)
      expect(books.opened.repairs[0], told).toMatch(/\p{Script=Han}/u)
      const [kept] = await readdir(path.join(root, 'damaged'))
      expect(bytes.includes(await readFile(path.join(root, 'damaged', kept ?? ''))), told).toBe(true)
    } else expect(books.opened.repairs, told).toEqual([])
    await append(books, whole + 1)
    await kill(books.server)
    expect((await readJournal(root)).entries, told).toHaveLength(whole + 1)
  }
}, full ? 600_000 : 120_000)

test('with a snapshot from an orderly end, even what was cut away is there again', async () => {
  const { home, file, bytes, random, back } = await writtenBooks('SIGTERM')
  for (let round = 0; round < Math.ceil(cuts / 4); round += 1) {
    await back()
    const offset = 1 + random.upTo(bytes.length - 2)
    await truncate(file, offset)
    const books = await openBooks(home)
    const told = `cut at ${offset}, seed ${seed}`
    expect(books.opened.head.seq, told).toBe(commits)
    expect(books.opened.repairs.join(), told).toMatch(/快照补好/u)
    // The past before the snapshot comes as one entry with everything in it.
    const { entries } = await books.call('journal.read', { vault: books.vault, after: 0 })
    expect(entries.flatMap((entry) => entry.changes.map((change) => change.after?.id)).sort(), told).toEqual(numbered(commits).map((_, index) => aCommit(index + 1).changes[0]?.after?.id).sort())
    await append(books, commits + 1)
    await kill(books.server)
  }
}, 120_000)

test('a bad byte in the middle and no snapshot behind it: named, refused, and not a byte is changed', async () => {
  const { home, file, bytes } = await writtenBooks('SIGKILL')
  const damaged = Buffer.from(bytes)
  const middle = bytes.indexOf(10, Math.floor(bytes.length / 2)) + 200
  damaged[middle] = (damaged[middle] ?? 0) ^ 1
  await writeFile(file, damaged)
  const good = newlines(bytes.subarray(0, middle))
  const thrown = await openBooks(home).then(() => null, (error: unknown) => error as HouseError)
  expect(thrown).toMatchObject({ code: 'journalBroken', facts: { seq: good + 1, good } })
  const said = sayError(thrown ?? { code: '', facts: {}, technical: '' })
  expect([said.what, said.data, said.next].every((line) => /\p{Script=Han}/u.test(line))).toBe(true)
  expect(said.what).toContain(`第 ${good + 1} 笔`)
  expect(await readFile(file)).toEqual(damaged)
})
