import path from 'node:path'
import { expect, test } from 'vitest'
import { manifestText } from '#shared/archive/bagit'
import type { StoredRecord } from '#shared/commit/commit'
import { aBytes, sha } from '../bag/bag-testing'
import { memoryFiles } from '../memory-files'
import { aCommit, aVault, testDesk, uuidOf } from './testing'

const blob = (n: number) => ({ sha256: sha(aBytes(n)), size: aBytes(n).length, name: `扫描件${n}.pdf`, type: 'application/pdf' })
const item = (n: number): StoredRecord => ({ id: uuidOf(500 + n), kind: 'archiveItem', rev: 1, schema: 1, title: `第${n}件`, files: [{ role: 'copy', blob: blob(n) }] })

async function books() {
  const files = memoryFiles()
  const desk = await testDesk({ files })
  const vault = await aVault(desk, { records: 2, blobs: 1 })
  const place = (sha256: string) => path.join(vault.root, 'blobs', sha256.slice(0, 2), sha256)
  for (let n = 0; n < 8; n += 1) await files.replace(place(blob(n).sha256), aBytes(n))
  await vault.append(aCommit(1, Array.from({ length: 6 }, (_, n) => item(n))), vault.head().seq + 1)
  // A bag from elsewhere names its files in its list alone.
  const list = Buffer.from(manifestText([6, 7].map((n) => ({ sum: blob(n).sha256, name: `永久/${n}.pdf` }))))
  await files.replace(place(sha(list)), list)
  const received: StoredRecord = {
    id: uuidOf(900), kind: 'receivedBag', rev: 1, schema: 1, rulePack: '', createdSeq: 2, title: '邻村的包', receivedOn: '2027-01-05', files: 2, bytes: 2, catalogue: null,
    list: { sha256: sha(list), size: list.length, name: 'manifest-sha256.txt', type: '' },
  }
  await vault.append(aCommit(2, [received]), vault.head().seq + 1)
  return { files, desk, vault, place }
}

test('everything whole', async () => {
  const { desk, vault } = await books()
  expect(await desk.run({ type: 'check', vault: vault.id })).toMatchObject({ state: 'done', failures: [], summary: { blobs: 10, files: 10, same: true } })
})

test('every bad and every lost file is named by the item that uses it; it does not stop at the first', async () => {
  const { files, desk, vault, place } = await books()
  const flip = (n: number) => files.damage(place(blob(n).sha256), (bytes) => bytes.map((byte, at) => (at === 9 ? byte ^ 1 : byte)))
  flip(1)
  flip(4)
  flip(7)
  await files.remove(place(blob(2).sha256))
  await files.remove(place(blob(6).sha256))
  const job = await desk.run({ type: 'check', vault: vault.id })
  expect(job).toMatchObject({ state: 'done', summary: { same: false, blobs: 8, files: 5 } })
  expect(job.failures.map(({ title, error }) => `${error.code} ${title}`).sort()).toEqual([
    'blobBroken 第1件：扫描件1.pdf', 'blobBroken 第4件：扫描件4.pdf', 'blobBroken 邻村的包：永久/7.pdf', 'blobMissing 第2件：扫描件2.pdf', 'blobMissing 邻村的包：永久/6.pdf',
  ])
})
