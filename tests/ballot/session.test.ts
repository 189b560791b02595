import { cp, stat } from 'node:fs/promises'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { cellsMarked, totalsOf, type BallotForm, type BallotMarks } from '#shared/ballot-box'
import { openSlots, readHeader } from '../../electron/host/ballot/box-file'
import { deriveKeys } from '../../electron/host/ballot/box-keys'
import { aCommit } from '../support/commits'
import { chance } from '../support/random'
import { vote } from '../support/voting-window'
import { keep, openPlace } from './place'
import { keepFolder, seed } from './run'
import { filesBelow, piecesOf, scanFolder } from './scan'

const random = chance(seed)
const voters = 30
const names = ['马春', '撒哈', '丁秀兰', '杨国栋', '马文清', '海兰', '虎成', '妥志明', '白玉', '金花']
/** As long a ballot as any: grades, below each two sides and the problem codes of the rules, 支部班子 at the end. */
const form: BallotForm = {
  title: '石门村支部2026年度民主评议党员', lead: '',
  questions: [
    ...names.flatMap((label, at) => [
      { id: `m${at}`, label, choices: ['优秀', '合格', '基本合格', '不合格'], several: false },
      ...['组织纪律', '模范作用'].map((side, place) => ({ id: `m${at}.side${place}`, label: side, choices: ['好', '一般', '差'], several: false, below: `m${at}` })),
      { id: `m${at}.codes`, label: '存在问题', choices: ['信念动摇', '不参加组织生活', '自由散漫', '往后退', '闹不团结', '与群众争利', '越级上访', '参加迷信活动', '不讲公德', '工作消极'], several: true, below: `m${at}` },
    ]),
    { id: 'committee', label: '党支部班子', choices: ['好', '较好', '一般', '差'], several: false },
  ],
}
const ballots: readonly { readonly marks: BallotMarks }[] = Array.from({ length: voters }, () => ({
  marks: form.questions.map((question) => (question.several ? question.choices.map((_, at) => at).filter(() => random.upTo(8) === 0) : random.upTo(10) === 0 ? [] : [random.upTo(question.choices.length)])),
}))

test(`${voters} voters on a real Chromium: nothing of a ballot anywhere on the disk, no two versions of the box nearer than five`, { timeout: 600_000 }, async () => {
  const place = await openPlace()
  onTestFinished(() => place.stop())
  const { call, vault, session } = place
  const box = { vault, session }
  const tab = crypto.randomUUID()
  await call('vaults.open', { vault, tab, store: null })
  const { slips, codes } = await call('ballot.make', { ...box, form, electors: voters, way: 'slips' })
  await call('ballot.open', { ...box, slips })
  const page = await place.openWindow()
  const bodies: string[] = []
  page.on('request', (request) => { if (request.url().endsWith('/call/ballot.cast')) bodies.push(request.postData() ?? '') })
  const refusedStores = await page.evaluate(async () => ({ local: localStorage.length, session: sessionStorage.length, databases: (await indexedDB.databases()).length, workers: (await navigator.serviceWorker.getRegistrations()).length, caches: (await caches.keys()).length }))
  for (const [voter, { marks }] of ballots.entries()) {
    await vote(page, form, codes[voter] ?? '', marks)
    // The desk goes on working meanwhile: the journal grows, a backup is made in the middle.
    if (voter % 5 === 4) await call('journal.append', { vault, tab, expectedSeq: (voter + 1) / 5, commit: aCommit((voter + 1) / 5) })
    if (voter === 16) {
      expect(await call('ballot.status', box)).toMatchObject({ cast: 17, electors: voters })
      await place.backUp()
    }
  }
  expect(refusedStores).toEqual({ local: 0, session: 0, databases: 0, workers: 0, caches: 0 })
  expect(await page.evaluate(() => ({ fields: document.querySelectorAll('input, textarea, select, form, button').length, local: localStorage.length, session: sessionStorage.length, cookie: document.cookie }))).toEqual({ fields: 0, local: 0, session: 0, cookie: '' })

  // The profile as it lies while the window is still open: the richest it will ever be.
  const profile = path.join(place.root, 'profile-copy')
  await cp(place.profile, profile, { recursive: true, filter: (from) => !/Singleton|DevToolsActivePort/u.test(path.basename(from)) })
  await call('ballot.close', { ...box, drop: false })
  await expect(stat(place.profile)).rejects.toThrow('ENOENT')
  await place.backUp()

  const read = await call('ballot.read', { ...box, slips: [slips[0], slips[1]] })
  const cells = new Uint32Array(1000)
  for (const { marks } of ballots) for (const cell of cellsMarked(form, marks)) cells[cell] = (cells[cell] ?? 0) + 1
  expect(read).toEqual({ ...totalsOf(form, voters, cells), lost: [], dropped: 0 })

  // Every version, opened with both slips.
  const keys = await deriveKeys(slips, readHeader(place.versions[0] ?? Buffer.alloc(0), session).salt)
  const held = place.versions.map((bytes) => openSlots(bytes, keys).map((slot) => slot?.sums.ballots ?? -1).reduce((a, b) => Math.max(a, b)))
  expect(held).toEqual([0, 5, 10, 15, 20, 25, 30])
  expect(new Set(place.versions.map((bytes) => bytes.length)).size).toBe(1)
  let nearest = Infinity
  for (const [at, a] of held.entries()) for (const b of held.slice(at + 1)) nearest = Math.min(nearest, Math.abs(a - b))
  expect(nearest).toBeGreaterThanOrEqual(5)

  // The bodies as they were sent, every eight bytes of what was marked and of what let in, the codes, the slips.
  expect(bodies).toHaveLength(voters)
  const tickets = bodies.map((body) => (JSON.parse(body) as { ticket: string }).ticket)
  const marked = [...new Set(ballots.flatMap(({ marks }) => piecesOf(JSON.stringify(marks))))]
  const needles = [...bodies, ...tickets, ...marked, ...codes, ...slips]
  const all = await Promise.all([profile, place.vaultRoot, path.join(place.root, 'state'), place.temporary, place.home].map(async (folder) => ({ folder: path.relative(place.root, folder), files: (await filesBelow(folder)).length, hits: await scanFolder(folder, needles) })))
  console.log(all.map(({ folder, files, hits }) => `${folder}: ${files} files, ${hits.length} hits`).join('\n'), `\n${needles.length} needles`)
  if (keepFolder !== null) await keep(keepFolder, place, profile, { slips, ballots: ballots.map(({ marks }, voter) => ({ code: codes[voter], marks })) })
  for (const { folder, files, hits } of all) {
    if (folder !== 'temp' && folder !== 'home') expect(files, folder).toBeGreaterThan(0)
    expect(hits.slice(0, 10), folder).toEqual([])
  }
})
