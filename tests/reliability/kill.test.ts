import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { aCommit, readJournal } from '../support/commits'
import { chance, full } from '../support/random'
import { append, clearUp, kill, newHome, openBooks, readAll, type Books } from './vault'

afterEach(clearUp)

const kills = full ? 200 : 20
const seed = 20100401

/** Saves one after another until the process is gone; tells which were acknowledged. A draft is kept beside it, as while typing. */
async function saveUntilGone(books: Books, from: number, sizeOf: () => number): Promise<readonly number[]> {
  const acknowledged: number[] = []
  for (let n = from; ; n += 1) {
    try {
      void books.call('drafts.put', { vault: books.vault, draft: { form: 'f', at: `${n}`, title: '草稿', body: { text: '写到一半'.repeat(sizeOf()) } } }).catch(() => undefined)
      const { seq } = await append(books, n, sizeOf())
      expect(seq).toBe(n)
      acknowledged.push(n)
    } catch {
      return acknowledged
    }
  }
}

test(`killed ${kills} times while saving: every acknowledged save is there, the chain holds, no half line stays`, async () => {
  const home = await newHome()
  const random = chance(seed)
  const acknowledged = new Set<number>()
  let repairs = 0
  let root = ''
  for (let round = 0; round < kills; round += 1) {
    const books = await openBooks(home)
    root = books.root
    repairs += books.opened.repairs.length
    const { head } = books.opened
    const told = `round ${round}, seed ${seed}`
    // At most the one that was under way is there unacknowledged, and it counts from now on.
    expect(head.seq, told).toBeGreaterThanOrEqual(acknowledged.size)
    expect(head.seq, told).toBeLessThanOrEqual(acknowledged.size + 1)
    const entries = await readAll(books)
    expect(entries, told).toEqual(Array.from({ length: head.seq }, (_, index) => ({ seq: index + 1, id: aCommit(index + 1).id })))
    if (head.seq > acknowledged.size) {
      // Its sender asks again with the same id and gets the answer that was lost.
      expect(await append(books, head.seq), told).toMatchObject({ seq: head.seq, hash: head.hash })
      acknowledged.add(head.seq)
    }
    const writing = saveUntilGone(books, head.seq + 1, () => random.pick([20, 500, 5_000, 60_000]))
    const delay = random.upTo(400)
    await new Promise((resolve) => setTimeout(resolve, delay))
    await kill(books.server)
    for (const n of await writing) acknowledged.add(n)
    const { drafts } = JSON.parse(await readFile(path.join(root, 'drafts.json'), 'utf8').catch(() => '{"drafts":[]}')) as { drafts: unknown[] }
    expect(drafts.length, told).toBeLessThanOrEqual(1)
  }
  const last = await openBooks(home)
  repairs += last.opened.repairs.length
  const { entries, torn } = await readJournal(root)
  expect(torn).toBe(0)
  expect(entries.map((entry) => entry.seq)).toEqual(Array.from({ length: last.opened.head.seq }, (_, index) => index + 1))
  expect(entries.at(-1)?.hash).toBe(last.opened.head.hash)
  expect(acknowledged.size).toBeGreaterThan(kills)
  console.log(`${acknowledged.size} saves acknowledged over ${kills} kills, none lost; ${repairs} torn lines cut`)
}, full ? 1_200_000 : 240_000)

test('asked to end, it answers what is under way, leaves a snapshot and lets go of the books', async () => {
  const home = await newHome()
  const books = await openBooks(home)
  for (let n = 1; n <= 5; n += 1) await append(books, n)
  const under = append(books, 6, 200_000)
  await under
  await kill(books.server, 'SIGTERM')
  const again = await openBooks(home)
  expect(again.opened).toMatchObject({ head: { seq: 6 }, repairs: [], readOnly: null })
})
