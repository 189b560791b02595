import { expect, test } from 'vitest'
import type { Call } from '#shared/host'
import { assembleHost } from '../assemble-host'
import { aVault, testDesk } from '../jobs/testing'
import { testMachine, testParts } from '../testing'
import { boxesFolder, createBoxes } from './boxes'
import { marksOf, testForm, testSession } from './testing'
import { randomBytes } from 'node:crypto'

const realChance = (bytes: number) => new Uint8Array(randomBytes(bytes))

async function started() {
  const machine = testMachine()
  const ports = { ...machine.ports, random: realChance }
  const host = await assembleHost(ports, testParts)
  const call: Call = (name, input) => host.call(name, input) as never
  const { id: vault, path: root } = await call('vaults.create', { name: '石门村支部', sample: false, place: null })
  const box = { vault, session: testSession }
  return { machine, ports, host, call, box, root }
}
type Begun = Awaited<ReturnType<typeof started>>

async function vote({ call, box }: Begun, code: string, voter: number): Promise<void> {
  const { ticket } = await call('ballot.admit', { session: box.session, code })
  await call('ballot.cast', { session: box.session, ticket, marks: marksOf(voter).map((marks) => [...marks]) })
}

test('the whole way through the contract: no sum before closing, all of them after, then gone', async () => {
  const begun = await started()
  const { call, box, host, machine } = begun
  expect(await call('ballot.status', box)).toMatchObject({ state: 'none' })
  const { slips, codes } = await call('ballot.make', { ...box, form: testForm, electors: 12, way: 'slips' })
  expect([host.busy(), await call('ballot.booth', {})]).toEqual([false, { open: null, missing: '' }])
  await expect(call('ballot.admit', { session: box.session, code: codes[0] ?? '' })).rejects.toMatchObject({ code: 'boxState' })
  expect(await call('ballot.open', { ...box, slips })).toMatchObject({ state: 'open', cast: 0, electors: 12 })
  expect([host.busy(), (await call('ballot.booth', {})).open]).toEqual([true, { session: box.session, form: testForm, way: 'slips', ticket: null, paused: false }])
  for (const [voter, code] of codes.slice(0, 11).entries()) {
    await vote(begun, code, voter)
    await expect(call('ballot.read', { ...box, slips })).rejects.toMatchObject({ code: 'boxState' })
    expect(Object.keys(await call('ballot.status', box)).sort()).toEqual(['admitted', 'cast', 'dropped', 'electors', 'lost', 'paused', 'state', 'unused', 'way'])
  }
  await expect(call('ballot.clear', { ...box, giveUp: true })).rejects.toMatchObject({ code: 'boxState' })
  expect(await call('ballot.close', { ...box, drop: false })).toMatchObject({ state: 'closed', cast: 11 })
  expect(host.busy()).toBe(false)
  await expect(call('ballot.read', { ...box, slips: [slips[0], slips[0]] })).rejects.toMatchObject({ code: 'boxSlips' })
  const read = await call('ballot.read', { ...box, slips: [slips[1], slips[0]] })
  expect(read).toMatchObject({ ballots: 11, lost: [], dropped: 0 })
  for (const question of read.questions.slice(0, 3)) expect(question.counts.reduce((a, b) => a + b, question.blank)).toBe(11)
  await call('ballot.clear', { ...box, giveUp: false })
  expect(await call('ballot.status', box)).toMatchObject({ state: 'cleared', cast: 11 })
  await expect(call('ballot.make', { ...box, form: testForm, electors: 12, way: 'slips' })).rejects.toMatchObject({ code: 'boxNotMade' })
  expect(machine.files.paths().filter((file) => file.endsWith('box'))).toEqual([])
})

test('a locked box tells no sum either, whatever its slips; only one is open at a time', async () => {
  const { call, box } = await started()
  const { slips } = await call('ballot.make', { ...box, form: testForm, electors: 12, way: 'scrutineer' })
  await expect(call('ballot.read', { ...box, slips })).rejects.toMatchObject({ code: 'boxState' })
  const other = { ...box, session: '11111111-2222-4333-8444-555555555555' }
  const made = await call('ballot.make', { ...other, form: testForm, electors: 12, way: 'scrutineer' })
  await call('ballot.open', { ...box, slips })
  await expect(call('ballot.open', { ...other, slips: made.slips })).rejects.toMatchObject({ code: 'boxState' })
  expect(await call('ballot.letIn', { session: box.session, number: null })).toEqual({ number: 1 })
  const { open } = await call('ballot.booth', {})
  await call('ballot.cast', { session: box.session, ticket: open?.ticket ?? '', marks: [[0], [1], [], []] })
  expect(await call('ballot.status', box)).toMatchObject({ cast: 1, admitted: null })
})

test('paused, nobody more is let in, whoever is inside may cast; and the program does not end by itself', async () => {
  const begun = await started()
  const { call, box } = begun
  const { slips, codes } = await call('ballot.make', { ...box, form: testForm, electors: 12, way: 'slips' })
  await call('ballot.open', { ...box, slips })
  const { ticket } = await call('ballot.admit', { session: box.session, code: codes[0] ?? '' })
  await call('ballot.pause', { session: box.session, on: true })
  expect([(await call('ballot.status', box)).paused, (await call('ballot.booth', {})).open?.paused]).toEqual([true, true])
  await call('ballot.cast', { session: box.session, ticket, marks: marksOf(0).map((mine) => [...mine]) })
  await expect(vote(begun, codes[1] ?? '', 1)).rejects.toMatchObject({ code: 'notAdmitted', facts: { why: '投票暂停了' } })
  await call('ballot.pause', { session: box.session, on: false })
  await vote(begun, codes[1] ?? '', 1)
  await expect(call('app.exit', {})).rejects.toMatchObject({ code: 'boxState', facts: { next: '先封箱，再退出。' } })
})

test('a box nobody ever voted in may be given up and made anew; one that was used may not', async () => {
  const begun = await started()
  const { call, box } = begun
  const make = () => call('ballot.make', { ...box, form: testForm, electors: 12, way: 'slips' })
  const first = await make()
  await expect(make()).rejects.toMatchObject({ code: 'boxNotMade' })
  expect(await call('ballot.status', box)).toMatchObject({ state: 'locked', unused: true })
  await call('ballot.clear', { ...box, giveUp: true })
  expect(await call('ballot.status', box)).toMatchObject({ state: 'none' })
  const { slips, codes } = await make()
  await expect(call('ballot.open', { ...box, slips: first.slips })).rejects.toMatchObject({ code: 'boxSlips' })
  await call('ballot.open', { ...box, slips })
  await vote(begun, codes[0] ?? '', 0)
  await begun.host.close()
  const next = await assembleHost(begun.ports, testParts)
  expect(await next.call('ballot.status', box)).toMatchObject({ state: 'locked', cast: 1, unused: false })
  await next.call('ballot.clear', { ...box, giveUp: true })
  expect(await next.call('ballot.status', box)).toMatchObject({ state: 'cleared', cast: 0 })
  await expect(next.call('ballot.make', { ...box, form: testForm, electors: 12, way: 'slips' })).rejects.toMatchObject({ code: 'boxNotMade' })
})

test('where a blank row spoils the whole ballot, the box takes none with one', async () => {
  const { call, box } = await started()
  const { slips, codes } = await call('ballot.make', { ...box, form: { ...testForm, allRows: true }, electors: 12, way: 'slips' })
  await call('ballot.open', { ...box, slips })
  const { ticket } = await call('ballot.admit', { session: box.session, code: codes[0] ?? '' })
  await expect(call('ballot.cast', { session: box.session, ticket, marks: [[0], [], [1], []] })).rejects.toMatchObject({ code: 'badInput' })
  // Problem codes are no row: none of them is an answer.
  await call('ballot.cast', { session: box.session, ticket, marks: [[0], [3], [1], []] })
  expect(await call('ballot.status', box)).toMatchObject({ cast: 1 })
})

test('a refused ballot says nothing of what was marked', async () => {
  const { call, host, box } = await started()
  const { slips, codes } = await call('ballot.make', { ...box, form: testForm, electors: 12, way: 'slips' })
  await call('ballot.open', { ...box, slips })
  const { ticket } = await call('ballot.admit', { session: box.session, code: codes[0] ?? '' })
  for (const marks of [[[21], [], [], []], [['canary-21'], [], [], []], [[0, 1], [], [], []], 'canary-21', [[0.21], [], [], []]]) {
    const thrown = await host.call('ballot.cast', { session: box.session, ticket, marks }).then(() => null, (error: unknown) => error)
    expect(thrown).toMatchObject({ code: 'badInput' })
    expect(JSON.stringify([thrown, String(thrown)])).not.toMatch(/21|canary/u)
  }
})

test('the program ends while the box is open: what may be sealed is sealed', async () => {
  const begun = await started()
  const { call, box, host, ports } = begun
  const { slips, codes } = await call('ballot.make', { ...box, form: testForm, electors: 12, way: 'slips' })
  await call('ballot.open', { ...box, slips })
  for (const [voter, code] of codes.slice(0, 7).entries()) await vote(begun, code, voter)
  await host.close()
  const next = await assembleHost(ports, testParts)
  expect(await next.call('ballot.open', { ...box, slips })).toMatchObject({ state: 'open', cast: 7, lost: [] })
})

test('the box lies outside the books: no backup, snapshot or file of the vault holds a piece of it', async () => {
  const desk = await testDesk()
  const { files } = desk.ports
  const vault = await aVault(desk, { records: 3, blobs: 1 })
  const boxes = createBoxes({ ...desk.ports, random: realChance })
  const box = { vault: vault.id, session: testSession }
  const { slips, codes } = await boxes.make(vault.id, { session: box.session, form: testForm, electors: 12, way: 'slips' })
  await boxes.open(box, slips)
  for (const [voter, code] of codes.slice(0, 11).entries()) {
    const live = boxes.live(box.session)
    await live.cast((await live.admit({ code })).ticket, marksOf(voter))
  }
  const job = await desk.run({ type: 'backup', vault: vault.id, place: null })
  expect(job.state).toBe('done')
  const everything = async (folder: string): Promise<readonly string[]> => (await Promise.all((await files.list(folder)).map(async (entry) => (entry.folder ? everything(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`])))).flat()
  const ours = await everything(boxesFolder(desk.ports.stateRoot))
  expect(ours.map((file) => file.split('/').at(-1)).sort()).toEqual(['box', 'register'])
  const sealed = Buffer.from(await files.read(ours.find((file) => file.endsWith('box')) ?? '') ?? new Uint8Array())
  const holds = (bytes: Uint8Array) => [4200, 20_000, 60_000].some((at) => Buffer.from(bytes).includes(sealed.subarray(at, at + 16)))
  expect(holds(sealed)).toBe(true)
  const theirs = await everything(vault.root)
  expect(theirs.some((file) => file.endsWith('.vbox'))).toBe(true)
  for (const file of theirs) {
    const bytes = await files.read(file) ?? new Uint8Array()
    expect(holds(bytes), file).toBe(false)
    expect(Buffer.from(bytes).includes(box.session), file).toBe(false)
  }
})
