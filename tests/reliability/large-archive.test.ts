import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { full } from '../support/random'
import { jobEnd } from '../support/http-call'
import { clearUp, newHome, openBooks } from './vault'

/** An archive of many years: every file read beside the window's own calls, and what is bad named. The files are sparse: 20 GB to read, nothing to store. */
const items = full ? 5000 : 500
const fileBytes = 4 * 1024 ** 2

afterEach(clearUp)

/** Files of nothing, each a byte longer than the last, so that no two have one sum; the sums are those of one running digest. */
async function sparseFiles(root: string): Promise<readonly { readonly sha256: string; readonly size: number }[]> {
  const running = createHash('sha256').update(Buffer.alloc(fileBytes))
  const made: { sha256: string; size: number }[] = []
  for (let n = 0; n < items; n += 1) {
    const [sha256, size] = [running.copy().digest('hex'), fileBytes + n]
    const folder = path.join(root, 'blobs', sha256.slice(0, 2))
    await mkdir(folder, { recursive: true })
    const file = await open(path.join(folder, sha256), 'w')
    await file.truncate(size)
    await file.close()
    made.push({ sha256, size })
    running.update(Buffer.alloc(1))
  }
  return made
}

test(`${items} items with ${Math.round((items * fileBytes) / 1024 ** 3)} GB are checked while every other call is answered at once; two flipped and one lost are named`, async () => {
  const books = await openBooks(await newHome())
  const { server, call, vault, tab, root } = books
  const blobs = await sparseFiles(root)
  const perCommit = 250
  for (let at = 0; at < items; at += perCommit) {
    const changes = blobs.slice(at, at + perCommit).map((blob, index) => ({
      before: null,
      after: { id: randomUUID(), kind: 'archiveItem', rev: 1, schema: 1, title: `第${at + index + 1}件`, files: [{ role: 'copy', blob: { ...blob, name: `扫描件${at + index + 1}.pdf`, type: '' } }] },
    }))
    await call('journal.append', { vault, tab, expectedSeq: at / perCommit + 1, commit: { format: 1, id: randomUUID(), actor: { name: '马小军', post: '书记' }, title: '归档', final: true, answers: null, changes } })
  }
  const flip = async (n: number) => {
    const file = await open(path.join(root, 'blobs', (blobs[n]?.sha256 ?? '').slice(0, 2), blobs[n]?.sha256 ?? ''), 'r+')
    await file.write(Buffer.from([1]), 0, 1, 1000)
    await file.close()
  }
  await flip(3)
  await flip(items - 1)
  const lost = { sha256: createHash('sha256').update('lost').digest('hex'), size: 4, name: '丢了的.pdf', type: '' }
  await call('journal.append', { vault, tab, expectedSeq: items / perCommit + 1, commit: { format: 1, id: randomUUID(), actor: { name: '马小军', post: '书记' }, title: '归档', final: true, answers: null, changes: [{ before: null, after: { id: randomUUID(), kind: 'archiveItem', rev: 1, schema: 1, title: '丢了的一件', files: [{ role: 'copy', blob: lost }] } }] } })

  const begun = performance.now()
  const { job } = await call('jobs.start', { job: { type: 'check', vault } })
  let over = false
  const ended = jobEnd(server, job).finally(() => { over = true })
  const waits: number[] = []
  while (!over) {
    const from = performance.now()
    await call('drafts.list', { vault })
    waits.push(performance.now() - from)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const state = await ended
  const seconds = (performance.now() - begun) / 1000
  waits.sort((a, b) => a - b)
  const typical = waits[Math.floor(waits.length * 0.95)] ?? 0
  console.info(`checked ${items} files, ${((items * fileBytes) / 1024 ** 3).toFixed(1)} GB in ${seconds.toFixed(1)} s; another call meanwhile: 95 % under ${typical.toFixed(0)} ms, the longest ${(waits.at(-1) ?? 0).toFixed(0)} ms (${waits.length} calls)`)
  expect(state).toMatchObject({ state: 'done', summary: { same: false, blobs: items, files: items - 2 } })
  expect(state.failures.map(({ title }) => title).sort()).toEqual(['丢了的一件：丢了的.pdf', `第${items}件：扫描件${items}.pdf`, '第4件：扫描件4.pdf'].sort())
  expect(waits.length).toBeGreaterThan(5)
  expect(typical).toBeLessThan(250)
}, full ? 900_000 : 180_000)
