import path from 'node:path'
import { expect, test } from 'vitest'
import type { Call } from '#shared/host'
import { sayError } from '#shared/errors'
import { assembleHost } from './assemble-host'
import type { Self } from './ports'
import { testDraft, testId, testMachine, testParts, type TestMachine } from './testing'
import { foreignLapsesAfter, ownLapsesAfter, vaultLockName } from './vault-lock'

const [tabA, tabB] = [testId(1), testId(2)]
/** Another host on the same disk: a shell of this computer, or one of another computer on a shared drive. */
async function hostOn(machine: TestMachine, shell: 'browser' | 'desktop', self: Partial<Self> & { readonly pid: number }) {
  const host = await assembleHost({ ...machine.ports, shell, self: { machine: 'wang-pc', bootedAt: () => new Date(0), isAlive: () => true, ...self } }, testParts)
  const call: Call = (name, input) => host.call(name, input) as never
  const open = (vault: string, tab: string) => call('vaults.open', { vault, tab, store: null })
  const append = (vault: string, tab: string, n: number) => call('journal.append', { vault, tab, expectedSeq: n, commit: testDraft(n) })
  return { host, call, open, append }
}
async function twoHosts(second: Partial<Self> & { readonly pid: number } = { pid: 2 }) {
  const machine = testMachine()
  const one = await hostOn(machine, 'browser', { pid: 1 })
  const { id, path: root } = await one.call('vaults.create', { name: '城关镇第一支部', sample: false, place: null })
  await one.open(id, tabA)
  await one.append(id, tabA, 1)
  return { machine, one, id, root, two: await hostOn(machine, 'desktop', second) }
}
const lockOf = (root: string) => path.join(root, vaultLockName)

test('a second host looks on and changes nothing, and writes as soon as the first has gone', async () => {
  const { machine, one, two, id, root } = await twoHosts()
  const before = machine.files.paths().filter((name) => name.startsWith(root))
  const seen = await two.open(id, tabB)
  expect(seen).toMatchObject({ head: { seq: 1 }, readOnly: { code: 'vaultBusy', facts: {} }, repairs: [] })
  await expect(two.append(id, tabB, 2)).rejects.toMatchObject({ code: 'vaultBusy' })
  await expect(two.call('journal.purge', { vault: id, tab: tabB, id: testId(1), fields: ['text'], reason: '错', by: '马' })).rejects.toMatchObject({ code: 'vaultBusy' })
  await expect(two.call('drafts.put', { vault: id, draft: { form: 'f', at: 'x', title: '', body: 1 } })).rejects.toMatchObject({ code: 'vaultBusy' })
  await expect(two.call('vaults.remove', { vault: id, name: '城关镇第一支部' })).rejects.toMatchObject({ code: 'vaultBusy' })
  expect(machine.files.paths().filter((name) => name.startsWith(root))).toEqual(before)

  await one.append(id, tabA, 2)
  expect(await two.open(id, tabB)).toMatchObject({ head: { seq: 2 }, readOnly: { code: 'vaultBusy' } })
  await one.host.close()
  expect(await machine.files.read(lockOf(root))).toBeNull()
  expect(await two.open(id, tabB)).toMatchObject({ head: { seq: 2 }, readOnly: null })
  await two.append(id, tabB, 3)
})

test('the one that looks on does not cut a line the other is just writing', async () => {
  const { machine, two, id, root } = await twoHosts()
  const journal = path.join(root, 'journal', '000001.jsonl')
  machine.files.damage(journal, (bytes) => Buffer.concat([bytes, Buffer.from('half a line')]))
  const before = await machine.files.read(journal)
  expect(await two.open(id, tabB)).toMatchObject({ head: { seq: 1 }, repairs: [], readOnly: { code: 'vaultBusy' } })
  expect(await machine.files.read(journal)).toEqual(before)
})

test.each([
  ['its program is gone', { pid: 2, isAlive: (pid: number) => pid !== 1 }],
  ['the computer was started anew since', { pid: 2, bootedAt: () => new Date('2011-06-30T08:00:01Z') }],
  ['its number is now ours', { pid: 1 }],
])('a lock is stale when %s; the one it was taken from writes no more', async (_why, second) => {
  const { one, two, id } = await twoHosts(second)
  expect(await two.open(id, tabB)).toMatchObject({ readOnly: null })
  await two.append(id, tabB, 2)
  await expect(one.append(id, tabA, 2)).rejects.toMatchObject({ code: 'vaultBusy' })
  await one.host.close()
  await two.append(id, tabB, 3)
  // It finds its way back by opening again, once the other has gone.
  await two.host.close()
  expect(await one.open(id, tabA).catch((thrown: unknown) => thrown)).toMatchObject({ code: 'hostGone' })
})

test('whoever was overtaken opens again, read-only, and sees what the other wrote', async () => {
  const { one, two, id } = await twoHosts({ pid: 2, isAlive: (pid: number) => pid !== 1 })
  await two.open(id, tabB)
  await two.append(id, tabB, 2)
  expect(await one.open(id, tabA)).toMatchObject({ head: { seq: 2 }, readOnly: { code: 'vaultBusy' } })
  await two.host.close()
  expect(await one.open(id, tabA)).toMatchObject({ head: { seq: 2 }, readOnly: null })
  await one.append(id, tabA, 3)
})

test('another computer’s lock holds while it beats, names the computer, and lapses when it falls silent', async () => {
  const { machine, one, two, id } = await twoHosts({ pid: 1, machine: 'li-pc', isAlive: () => false })
  const refused = (await two.open(id, tabB)).readOnly
  expect(refused).toMatchObject({ code: 'vaultBusy', facts: { machine: 'wang-pc' } })
  expect(sayError(refused ?? { code: '', facts: {}, technical: '' }).what).toContain('电脑“wang-pc”')
  for (let minute = 0; minute < 10; minute += 1) {
    machine.pass(60_000)
    await one.call('app.heartbeat', { tab: tabA })
  }
  expect((await two.open(id, tabB)).readOnly).toMatchObject({ code: 'vaultBusy' })
  machine.pass(foreignLapsesAfter)
  expect((await two.open(id, tabB)).readOnly).toBeNull()
  await one.call('app.heartbeat', { tab: tabA })
  await expect(one.append(id, tabA, 2)).rejects.toMatchObject({ code: 'vaultBusy' })
})

test('a number that some other program got after a crash does not lock the books for long', async () => {
  const { machine, two, id } = await twoHosts()
  machine.pass(ownLapsesAfter - 1)
  expect((await two.open(id, tabB)).readOnly).toMatchObject({ code: 'vaultBusy' })
  machine.pass(1)
  expect((await two.open(id, tabB)).readOnly).toBeNull()
})

test('a lock nobody can read is no lock; one taken away by hand is written again before the next save', async () => {
  const { machine, one, two, id, root } = await twoHosts()
  await machine.files.remove(lockOf(root))
  await one.append(id, tabA, 2)
  expect((await two.open(id, tabB)).readOnly).toMatchObject({ code: 'vaultBusy' })
  await machine.files.replace(lockOf(root), Buffer.from('{"pid":'))
  expect((await two.open(id, tabB)).readOnly).toBeNull()
})

test('a full disk is said as such, not as another host; with room again the books are taken', async () => {
  const { machine, one, id, root } = await twoHosts()
  await one.host.close()
  const again = await hostOn(machine, 'browser', { pid: 3 })
  machine.files.faults.fail(1, 'diskFull')
  expect((await again.host.vaults.fresh(id)).journal.readOnly()).toMatchObject({ code: 'diskFull' })
  machine.files.faults.heal()
  expect((await again.open(id, tabA)).readOnly).toBeNull()
  expect(await machine.files.read(lockOf(root))).not.toBeNull()
  await again.append(id, tabA, 2)
})

test('two hosts on one list of vaults do not drop each other’s', async () => {
  const { one, two } = await twoHosts()
  const made = await two.call('vaults.create', { name: '第二支部', sample: false, place: null })
  await one.call('vaults.create', { name: '第三支部', sample: false, place: null })
  await two.open(made.id, tabB)
  await two.host.close()
  expect((await one.call('vaults.list', {})).vaults.map((vault) => vault.name).sort()).toEqual(['城关镇第一支部', '第三支部', '第二支部'].sort())
})
