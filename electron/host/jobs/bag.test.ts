import path from 'node:path'
import { expect, test } from 'vitest'
import { bagFiles } from '#shared/archive/bagit'
import type { BagPlan } from '#shared/archive/bag-plan'
import type { JobRequest, JobState } from '#shared/host'
import { HouseError } from '#shared/errors'
import { aBytes, aPlan, sha } from '../bag/bag-testing'
import { verifyBag } from '../bag/verify-bag'
import { memoryFiles, type MemoryFiles } from '../memory-files'
import type { Files } from '../ports'
import { unfinishedEnding } from './bag'
import { aVault, testDesk, type TestDesk } from './testing'

const stick = '/media/stick'
const bagName = '梨坪村党支部 2026年归档'
const target = `${stick}/${bagName}`

type Room = { readonly desk: TestDesk; readonly files: MemoryFiles; readonly vault: { readonly id: string; readonly root: string }; readonly request: (plan: BagPlan) => Promise<JobRequest> }
async function room(wrap: (files: MemoryFiles) => Files = (files) => files): Promise<Room> {
  const files = memoryFiles()
  const desk = await testDesk({ files: wrap(files) })
  const vault = await aVault(desk, { records: 3, blobs: 2 })
  await files.makeFolder(stick)
  return {
    desk, files, vault,
    request: async (plan) => {
      const json = Buffer.from(JSON.stringify(plan))
      const staged = sha(json)
      await files.replace(path.join(desk.ports.stateRoot, 'staged', 'none', staged.slice(0, 2), staged), json)
      return { type: 'bag', vault: vault.id, year: 2026, place: desk.vaults.tokenFor(stick), plan: staged }
    },
  }
}
const outcomes = (job: JobState) => job.files.map(({ outcome }) => outcome)
const below = (files: MemoryFiles, folder: string) => files.paths().filter((file) => file.startsWith(`${folder}/`))

test('a bag is written, read back and named; once more, and it is recognised; with one more file it is the next edition beside it', async () => {
  const { desk, files, vault, request } = await room()
  const plan = await aPlan(files, vault.root, 6)
  const job = await desk.run(await request(plan))
  expect(job).toMatchObject({ state: 'done', failures: [], folder: target, summary: { files: 9, same: true, file: bagName } })
  expect(await verifyBag(files, target)).toMatchObject({ ok: true, files: 9 })
  expect(files.paths().some((file) => file.includes(unfinishedEnding))).toBe(false)
  const before = below(files, target)
  const again = await desk.run(await request(plan))
  expect(again).toMatchObject({ state: 'done', folder: target })
  expect(new Set(outcomes(again))).toEqual(new Set(['same']))
  expect(below(files, target)).toEqual(before)
  const next = await desk.run(await request(await aPlan(files, vault.root, 7)))
  expect(next).toMatchObject({ state: 'done', folder: `${target}（第2版）` })
  expect(below(files, target)).toEqual(before)
})

test('into the vault’s own exports when no place is chosen', async () => {
  const { desk, files, vault, request } = await room()
  const job = await desk.run({ ...(await request(await aPlan(files, vault.root, 1))), place: null } as JobRequest)
  expect(job).toMatchObject({ state: 'done', folder: path.join(vault.root, '导出/2026年度/移交包', bagName) })
})

test('damaged and lost files are named, all of them; there is no bag; with them back the rest is not written again', async () => {
  const { desk, files, vault, request } = await room()
  const plan = await aPlan(files, vault.root, 5)
  const blob = (n: number) => path.join(vault.root, 'blobs', sha(aBytes(n)).slice(0, 2), sha(aBytes(n)))
  files.damage(blob(1), (bytes) => bytes.map((byte, at) => (at === 3 ? byte ^ 1 : byte)))
  await files.remove(blob(4))
  const job = await desk.run(await request(plan))
  expect(job).toMatchObject({ state: 'failed', error: { code: 'bagSources', facts: { count: 2 } } })
  expect(job.failures.map(({ title }) => title)).toEqual([plan.files[1]?.name, plan.files[4]?.name])
  expect(await files.list(target)).toEqual([])
  expect(await files.size(`${target}${unfinishedEnding}/${bagFiles.declaration}`)).toBeNull()
  for (const n of [1, 4]) await files.replace(blob(n), aBytes(n))
  const again = await desk.run(await request(plan))
  expect(again.state).toBe('done')
  expect(again.files.filter(({ outcome }) => outcome === 'written')).toHaveLength(2)
})

test('no room is said before anything is written, a stick that is not there too, a path too long for Windows too', async () => {
  const { desk, files, vault, request } = await room()
  const plan = await aPlan(files, vault.root, 4)
  desk.setFree(1000)
  expect(await desk.run(await request(plan))).toMatchObject({ state: 'failed', error: { code: 'noRoom' } })
  expect(below(files, stick)).toEqual([])
  desk.setFree(1e12)
  expect(await desk.run({ ...(await request(plan)), place: desk.vaults.tokenFor('/gone/away') } as JobRequest)).toMatchObject({ state: 'failed', error: { code: 'placeGone' } })
  const deep = `${stick}/${'深'.repeat(200)}`
  await files.makeFolder(deep)
  expect(await desk.run({ ...(await request(plan)), place: desk.vaults.tokenFor(deep) } as JobRequest)).toMatchObject({ state: 'failed', error: { code: 'pathTooLong' } })
})

test.each([
  ['a name that leaves the bag', { texts: [{ name: '../x', title: '', text: '' }] }],
  ['a folder with a slash', { folder: 'a/b' }],
  ['two files of one name', { texts: [{ name: '目录/A.csv', title: '', text: '' }, { name: '目录/a.csv', title: '', text: '' }] }],
  ['an export from elsewhere', { files: [{ name: 'x', title: '', sha256: sha('x'), size: 1, from: { exported: '../../vault.json' } }] }],
] as const)('a plan with %s is refused', async (_name, change) => {
  const { desk, files, vault, request } = await room()
  expect(await desk.run(await request(await aPlan(files, vault.root, 1, change as Partial<BagPlan>)))).toMatchObject({ state: 'failed', error: { code: 'badInput' } })
  expect(below(files, stick)).toEqual([])
})

/** Every write on the stick counts; after so many the stick is gone: nothing there can be read, written or seen. */
function pullable(files: MemoryFiles): { readonly port: Files; readonly pullAfter: (writes: number) => void; readonly plugIn: () => void; readonly writes: () => number } {
  let [left, gone, count] = [Number.POSITIVE_INFINITY, false, 0]
  const onStick = (target: string) => target === stick || target.startsWith(`${stick}/`)
  function use(target: string, writes: boolean): void {
    if (!onStick(target)) return
    if (writes && !gone) {
      count += 1
      left -= 1
      if (left < 0) gone = true
    }
    if (gone) throw new HouseError('noAccess', { path: target }, 'EIO (pulled)')
  }
  const port: Files = {
    ...files,
    list: async (target) => {
      if (gone && onStick(target)) return []
      const entries = await files.list(target)
      return gone ? entries.filter((entry) => path.join(target, entry.name) !== stick) : entries
    },
    size: async (target) => (gone && onStick(target) ? null : files.size(target)),
    read: async (target) => (use(target, false), files.read(target)),
    readRange: async (target, start, length) => (use(target, false), files.readRange(target, start, length)),
    readStream: (target) => (async function* () {
      use(target, false)
      yield* files.readStream(target)
    })(),
    replace: async (target, bytes) => (use(target, true), files.replace(target, bytes)),
    move: async (from, to) => (use(to, true), files.move(from, to)),
    makeFolder: async (target) => (use(target, true), files.makeFolder(target)),
    remove: async (target) => (use(target, true), files.remove(target)),
    // Pulled while the bytes run: as on a real disk, a temporary is left behind and the name is not there.
    writeStream: async (target, chunks) => {
      try {
        use(target, true)
      } catch (thrown) {
        await files.replace(path.join(path.dirname(target), `.${sha(target).slice(0, 16)}.tmp`), Buffer.from('half'))
        throw thrown
      }
      return files.writeStream(target, chunks)
    },
  }
  return {
    port,
    pullAfter: (writes) => { [left, gone, count] = [writes, false, 0] },
    plugIn: () => { [left, gone] = [Number.POSITIVE_INFINITY, false] },
    writes: () => count,
  }
}

test('a stick pulled out at any write, 200 times: the old bag stands untouched, the new one is whole or not there, and the next run finishes it', async () => {
  let pull: ReturnType<typeof pullable> | undefined
  const { desk, files, vault, request } = await room((disk) => (pull = pullable(disk)).port)
  if (pull === undefined) throw new Error('no stick')
  const old = await request(await aPlan(files, vault.root, 3))
  pull.pullAfter(Number.POSITIVE_INFINITY)
  expect((await desk.run(old)).state).toBe('done')
  const oldFiles = new Map(await Promise.all(below(files, target).map(async (file) => [file, sha((await files.read(file)) ?? '')] as const)))
  let [pulled, at] = [0, 0]
  while (pulled < 200) {
    const fresh = await request(await aPlan(files, vault.root, 12, { info: [['run', String(pulled)]] }))
    const newer = `${target}（第2版）`
    pull.pullAfter(at)
    const job = await desk.run(fresh)
    pull.plugIn()
    for (const [file, was] of oldFiles) expect(sha((await files.read(file)) ?? ''), file).toBe(was)
    const there = below(files, newer).length > 0
    if (there) expect(await verifyBag(files, newer)).toMatchObject({ ok: true, files: 15 })
    expect(there).toBe(job.state === 'done')
    if (job.state === 'done') at = 0
    else {
      pulled += 1
      at += 1
      expect(job.error?.code).toBe('placeGone')
      // Every other time the next run must end it, keeping what is there.
      if (pulled % 2 === 0) {
        const next = await desk.run(fresh)
        expect(next.state).toBe('done')
        expect(next.files.filter(({ outcome }) => outcome === 'same').length).toBe(Math.max(0, job.files.length))
        expect(await verifyBag(files, newer)).toMatchObject({ ok: true, files: 15 })
        await files.remove(newer)
      }
    }
    if (there) await files.remove(newer)
    if (pulled % 3 === 0) await files.remove(`${newer}${unfinishedEnding}`)
  }
  expect(pulled).toBe(200)
}, 120_000)

test('stopped in the middle it goes on where it was', async () => {
  let [written, stop] = [0, (): void => undefined]
  const { desk, files, vault, request } = await room((disk) => ({
    ...disk,
    writeStream: (to, chunks) => {
      if (to.startsWith(stick) && (written += 1) === 8) stop()
      return disk.writeStream(to, chunks)
    },
  }))
  const plan = await aPlan(files, vault.root, 30)
  const id = await desk.jobs.start(await request(plan))
  stop = () => desk.jobs.cancel(id)
  const stopped = await desk.jobs.finished(id)
  expect(stopped).toMatchObject({ state: 'cancelled', files: { length: 7 } })
  expect(await files.list(target)).toEqual([])
  const job = await desk.run(await request(plan))
  expect(job.state).toBe('done')
  expect(job.files.filter(({ outcome }) => outcome === 'same')).toHaveLength(7)
})

test('a bag from elsewhere is checked, then kept by content; of one with a bad file nothing is kept', async () => {
  const { desk, files, vault, request } = await room()
  await desk.run(await request(await aPlan(files, vault.root, 4)))
  const other = await desk.vaults.create({ name: '乡党委', sample: false, place: null })
  const { root } = await desk.vaults.get(other.id)
  const take = { type: 'takeBag' as const, vault: other.id, place: desk.vaults.tokenFor(target) }
  const job = await desk.run(take)
  expect(job).toMatchObject({ state: 'done', summary: { files: 7, same: true } })
  expect(job.files.map(({ kind }) => kind)).toEqual(['bagList', 'bagRecord'])
  const kept = below(files, `${root}/blobs`)
  expect(kept).toHaveLength(8)
  expect(kept.some((file) => file.endsWith(sha(aBytes(2))))).toBe(true)

  files.damage(`${target}/data/目录/归档文件目录.csv`, (bytes) => bytes.map((byte, at) => (at === 0 ? byte ^ 1 : byte)))
  const third = await desk.vaults.create({ name: '县委', sample: false, place: null })
  const refused = await desk.run({ ...take, vault: third.id })
  expect(refused).toMatchObject({ state: 'failed', error: { code: 'bagBroken', facts: { count: 1 } } })
  expect(below(files, `${(await desk.vaults.get(third.id)).root}/blobs`)).toEqual([])
  expect(await desk.run({ ...take, place: desk.vaults.tokenFor(root) })).toMatchObject({ state: 'failed', error: { code: 'bagForeign' } })
})
