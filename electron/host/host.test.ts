import { createHash } from 'node:crypto'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { Call, HostEvent } from '#shared/host'
import { assembleHost, type Host } from './assemble-host'
import { once } from './paper-pdf'
import { testDraft, testDrive, testHome, testId, testMachine, testParts, type TestMachine } from './testing'

const zeros = '0'.repeat(64)
const [tabA, tabB] = [testId(1), testId(2)]
const sha = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const caller = (host: Host): Call => (name, input) => host.call(name, input) as never

async function started(machine: TestMachine = testMachine()) {
  const host = await assembleHost(machine.ports, testParts)
  return { machine, host, call: caller(host) }
}
async function withVault(machine?: TestMachine) {
  const begun = await started(machine)
  const info = await begun.call('vaults.create', { name: '城关镇第一支部', sample: false, place: null })
  return { ...begun, vault: info.id, info }
}
async function withCommits(count: number, machine?: TestMachine) {
  const begun = await withVault(machine)
  await begun.call('vaults.open', { vault: begun.vault, tab: tabA, store: null })
  const heads = [{ seq: 0, hash: zeros }]
  for (let n = 1; n <= count; n += 1) {
    const { seq, hash } = await begun.call('journal.append', { vault: begun.vault, tab: tabA, expectedSeq: n, commit: testDraft(n) })
    heads.push({ seq, hash })
  }
  return { ...begun, heads }
}

/** As little as says how many pages there are. */
function smallPdf(pages: number) {
  const [catalogue, tree] = ['%PDF-1.4\n', '1 0 obj\n<</Pages 2 0 R>>\nendobj\n']
  const body = `${catalogue}${tree}2 0 obj\n<</Count ${pages}>>\nendobj\n`
  const line = (offset: number) => `${String(offset).padStart(10, '0')} 00000 n \n`
  return Buffer.from(`${body}xref\n1 2\n${line(catalogue.length)}${line(catalogue.length + tree.length)}trailer\n<</Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF`, 'latin1')
}

test('unknown names and malformed inputs are refused by field', async () => {
  const { host } = await started()
  for (const name of ['no.such', '__proto__', 'constructor', 'toString']) await expect(host.call(name, {})).rejects.toMatchObject({ code: 'badInput' })
  await expect(host.call('vaults.open', { vault: 'x', tab: tabA, store: null })).rejects.toMatchObject({ code: 'badInput', facts: { field: 'vault' } })
  await expect(host.call('vaults.create', null)).rejects.toMatchObject({ code: 'badInput' })
  for (const hostile of ['../../etc/passwd', '..\\..\\x', 'C:\\Windows', '', 'a'.repeat(5000)]) await expect(host.call('places.open', { token: hostile })).rejects.toMatchObject({ code: 'unknownToken' })
  await expect(host.call('files.reveal', { token: '/' })).rejects.toMatchObject({ code: 'unknownToken' })
})

test('a file of the vault is copied out for its own program, once, and never over a changed copy', async () => {
  const { host, call, vault, info, machine } = await withVault()
  const bytes = Buffer.from('PK 改定稿')
  await host.putBlob({ sha256: sha(bytes), vault, stage: false, body: (async function* () { yield bytes })() })
  const wanted = { vault, sha256: sha(bytes), name: '通报/改定.docx', year: '2026年度' }
  const first = await call('files.copyOut', wanted)
  expect(first.folder).toBe(path.join(info.path, '导出', '2026年度', '正本'))
  expect(Buffer.from((await machine.files.read(path.join(first.folder, first.file))) ?? [])).toEqual(bytes)
  expect((await call('files.copyOut', wanted)).file).toBe(first.file)
  await machine.files.replace(path.join(first.folder, first.file), Buffer.from('自己又改了'))
  const second = await call('files.copyOut', wanted)
  expect(second.file).not.toBe(first.file)
  expect(Buffer.from((await machine.files.read(path.join(first.folder, first.file))) ?? []).toString()).toBe('自己又改了')
  await call('files.reveal', { token: second.folderToken })
  expect(machine.revealed).toEqual([first.folder])
  await expect(call('files.copyOut', { ...wanted, sha256: zeros })).rejects.toMatchObject({ code: 'blobMissing' })
})

test('a new vault stands on the first drive that is not the system’s, in a folder with its name', async () => {
  const { info, call, machine } = await withVault()
  expect(info.path).toBe(path.join(testDrive, '先锋档案盒', '城关镇第一支部'))
  const opened = await call('vaults.open', { vault: info.id, tab: tabA, store: null })
  expect(opened).toMatchObject({ relation: 'new', head: { seq: 0, hash: zeros }, lease: { mine: true, tab: tabA }, repairs: [], readOnly: null })
  expect((await machine.files.list(info.path)).map((entry) => entry.name)).toEqual(expect.arrayContaining(['journal', 'snapshots', 'blobs', '导出', '备份', 'vault.json']))
  const { vaults } = await call('vaults.list', {})
  expect(vaults).toMatchObject([{ id: info.id, name: '城关镇第一支部', commits: 0, lastOpenedAt: '2011-06-30T08:00:00.000Z' }])
})

test('with no other drive, or a full one, the home folder is proposed; names are made legal and unique', async () => {
  const machine = testMachine()
  machine.free.set(testDrive, 10 * 1024 ** 2)
  const { call } = await started(machine)
  const one = await call('vaults.create', { name: 'a/b:c', sample: true, place: null })
  const two = await call('vaults.create', { name: 'a/b:c', sample: true, place: null })
  expect(path.dirname(one.path)).toBe(path.join(testHome, '先锋档案盒'))
  expect(path.dirname(two.path)).toBe(path.dirname(one.path))
  expect(one.path).not.toBe(two.path)
  expect(path.basename(one.path)).not.toMatch(/[/:]/)
  expect(one.name).toBe('a/b:c')
})

test('a place is chosen by token; the picker goes down and up and never above a drive', async () => {
  const machine = testMachine()
  await machine.files.makeFolder(path.join(testDrive, '支部材料', '2011'))
  await machine.files.makeFolder(path.join(testDrive, '$RECYCLE.BIN'))
  const { call } = await started(machine)
  const { places } = await call('places.list', {})
  expect(places.map((place) => [place.label, place.recommended])).toEqual([['我的文件夹', false], ['D 盘', true]])
  const drive = await call('places.open', { token: places[1]?.token ?? '' })
  expect(drive.parent).toBeNull()
  expect(drive.folders.map((place) => place.label)).toEqual(['支部材料'])
  const folder = await call('places.open', { token: drive.folders[0]?.token ?? '' })
  expect(folder.parent).toBe(places[1]?.token)
  const chosen = await call('vaults.create', { name: '乙', sample: false, place: folder.place.token })
  expect(chosen.path).toBe(path.join(testDrive, '支部材料', '乙'))
  const root = await call('vaults.create', { name: '丙', sample: false, place: places[1]?.token ?? '' })
  expect(root.path).toBe(path.join(testDrive, '先锋档案盒', '丙'))
  await call('files.reveal', { token: folder.place.token })
  expect(machine.revealed).toEqual([path.join(testDrive, '支部材料')])
})

test('low space on either drive is refused before anything is opened', async () => {
  const { machine, call, vault, heads } = await withCommits(2)
  for (const drive of [testDrive, path.join(path.sep, 'state')]) {
    machine.free.set(drive, 30 * 1024 ** 2)
    const before = machine.files.paths()
    await expect(call('vaults.open', { vault, tab: tabA, store: heads[2] ?? null })).rejects.toMatchObject({ code: 'lowSpace', facts: { freeMb: 30, needMb: 50 } })
    expect(machine.files.paths()).toEqual(before)
    machine.free.clear()
  }
  machine.free.set(testDrive, 30 * 1024 ** 2)
  await expect(call('vaults.open', { vault, tab: tabA, store: null })).rejects.toMatchObject({ facts: { drive: 'D 盘' } })
})

test('a vault of a newer format is refused with both numbers, and not a byte of it is changed', async () => {
  const { machine, vault, info, host } = await withCommits(1)
  await host.close()
  const file = path.join(info.path, 'vault.json')
  await machine.files.replace(file, Buffer.from(JSON.stringify({ format: 7, id: vault, secret: true })))
  const again = await started(machine)
  const before = machine.files.paths().filter((name) => name.startsWith(info.path))
  await expect(again.call('vaults.open', { vault, tab: tabA, store: null })).rejects.toMatchObject({ code: 'vaultNewer', facts: { theirs: 7, ours: 1 } })
  expect(machine.files.paths().filter((name) => name.startsWith(info.path))).toEqual(before)
  expect((await again.call('vaults.list', {})).vaults).toHaveLength(1)
})

test('how the store stands to the journal', async () => {
  const { call, vault, heads } = await withCommits(4)
  const relation = async (store: { seq: number; hash: string } | null) => (await call('vaults.open', { vault, tab: tabA, store })).relation
  expect(await relation(heads[4] ?? null)).toBe('same')
  expect(await relation(heads[2] ?? null)).toBe('behind')
  expect(await relation(null)).toBe('storeEmpty')
  expect(await relation({ seq: 0, hash: zeros })).toBe('storeEmpty')
  expect(await relation({ seq: 9, hash: 'a'.repeat(64) })).toBe('forked')
  expect(await relation({ seq: 2, hash: 'a'.repeat(64) })).toBe('forked')
  expect(await relation({ seq: 4, hash: 'a'.repeat(64) })).toBe('forked')
})

test('an empty journal beside a store that knows more is a fork, not a first run', async () => {
  const { call, vault } = await withVault()
  expect((await call('vaults.open', { vault, tab: tabA, store: { seq: 3, hash: 'b'.repeat(64) } })).relation).toBe('forked')
})

test('two tabs: the second looks on until it is told to switch, then the first may not write', async () => {
  const { machine, host, call, vault } = await withCommits(1)
  const told: HostEvent[] = []
  host.events.subscribe((event) => told.push(event))
  expect((await call('vaults.open', { vault, tab: tabB, store: null })).lease).toMatchObject({ mine: false, tab: tabA })
  await expect(call('journal.append', { vault, tab: tabB, expectedSeq: 2, commit: testDraft(2) })).rejects.toMatchObject({ code: 'notWriter' })
  machine.pass(1000)
  await call('lease.take', { vault, tab: tabB })
  expect(told.map((one) => one.event)).toEqual([{ type: 'lease', vault, tab: tabB }])
  await expect(call('journal.append', { vault, tab: tabA, expectedSeq: 2, commit: testDraft(2) })).rejects.toMatchObject({ code: 'notWriter' })
  await expect(call('journal.purge', { vault, tab: tabA, id: testId(1), fields: ['text'], reason: '错', by: '马' })).rejects.toMatchObject({ code: 'notWriter' })
  await call('journal.append', { vault, tab: tabB, expectedSeq: 2, commit: testDraft(2) })
})

test('a hidden tab beats once a minute and may miss one: it keeps its lease; silent for two minutes and a half it has gone', async () => {
  const { machine, call, vault } = await withCommits(1)
  for (const passed of [60_000, 60_000, 120_000]) {
    machine.pass(passed)
    expect((await call('vaults.open', { vault, tab: tabB, store: null })).lease).toMatchObject({ mine: false, tab: tabA })
    await call('app.heartbeat', { tab: tabA })
  }
  machine.pass(149_000)
  expect((await call('vaults.open', { vault, tab: tabB, store: null })).lease.mine).toBe(false)
  machine.pass(1000)
  expect((await call('vaults.open', { vault, tab: tabB, store: null })).lease).toMatchObject({ mine: true, tab: tabB })
  await expect(call('journal.append', { vault, tab: tabA, expectedSeq: 2, commit: testDraft(2) })).rejects.toMatchObject({ code: 'notWriter' })
})

test('a tab that says it closes frees its lease at once, and no other one', async () => {
  const { call, vault } = await withCommits(1)
  await call('app.leave', { tab: tabB })
  expect((await call('vaults.open', { vault, tab: tabB, store: null })).lease.mine).toBe(false)
  await call('app.leave', { tab: tabA })
  expect((await call('vaults.open', { vault, tab: tabB, store: null })).lease).toMatchObject({ mine: true, tab: tabB })
})

test('append: wrong number refused, the same commit answered again, disk full named by drive and healed', async () => {
  const { machine, call, vault, heads } = await withCommits(2)
  await expect(call('journal.append', { vault, tab: tabA, expectedSeq: 2, commit: testDraft(3) })).rejects.toMatchObject({ code: 'wrongSeq' })
  expect(await call('journal.append', { vault, tab: tabA, expectedSeq: 2, commit: testDraft(2) })).toMatchObject(heads[2] ?? {})
  machine.files.faults.fail(1, 'diskFull')
  await expect(call('journal.append', { vault, tab: tabA, expectedSeq: 3, commit: testDraft(3) })).rejects.toMatchObject({ code: 'diskFull', facts: { drive: 'D 盘' } })
  machine.files.faults.heal()
  expect((await call('journal.append', { vault, tab: tabA, expectedSeq: 3, commit: testDraft(3) })).seq).toBe(3)
})

test('a large commit goes in by a staged blob and comes back by one', async () => {
  const { machine, host, call, vault } = await withCommits(1)
  const commit = testDraft(2, '长'.repeat(400_000))
  const bytes = Buffer.from(JSON.stringify(commit))
  await host.putBlob({ sha256: sha(bytes), vault, stage: true, body: once(bytes) })
  const { seq } = await call('journal.append', { vault, tab: tabA, expectedSeq: 2, commit: { staged: sha(bytes) } })
  expect(seq).toBe(2)
  const answer = await call('journal.read', { vault, after: 1 })
  expect(answer).toMatchObject({ entries: [], staged: { seq: 2 }, last: { seq: 2 }, head: { seq: 2 } })
  const parts: Uint8Array[] = []
  for await (const chunk of await host.getBlob({ sha256: answer.staged?.sha256 ?? '', vault, stage: true })) parts.push(chunk)
  expect(JSON.parse(Buffer.concat(parts).toString('utf8'))).toMatchObject({ ...commit, seq: 2 })
  const nonsense = Buffer.from('{"format":1}')
  await host.putBlob({ sha256: sha(nonsense), vault, stage: true, body: once(nonsense) })
  await expect(call('journal.append', { vault, tab: tabA, expectedSeq: 3, commit: { staged: sha(nonsense) } })).rejects.toMatchObject({ code: 'badInput', facts: { field: 'commit' } })
  await expect(call('journal.append', { vault, tab: tabA, expectedSeq: 3, commit: { staged: 'c'.repeat(64) } })).rejects.toMatchObject({ code: 'blobMissing' })
  await host.close()
  expect(machine.files.paths().filter((name) => name.includes('staged'))).toEqual([])
})

test('what lies staged from before is cleared when the host starts', async () => {
  const machine = testMachine()
  await machine.files.replace(path.join(machine.ports.stateRoot, 'staged', 'none', 'ab', 'x'), Buffer.from('old'))
  await started(machine)
  expect(machine.files.paths().filter((name) => name.includes('staged'))).toEqual([])
})

test('blobs: by content, streamed, refused when not what they say, with nothing left behind', async () => {
  const { machine, host, vault, info } = await withVault()
  const bytes = Buffer.from('照片')
  expect(await host.putBlob({ sha256: sha(bytes), vault, stage: false, body: once(bytes) })).toEqual({ size: 6 })
  expect(await host.putBlob({ sha256: sha(bytes), vault, stage: false, body: once(bytes) })).toEqual({ size: 6 })
  expect(machine.files.paths()).toContain(path.join(info.path, 'blobs', sha(bytes).slice(0, 2), sha(bytes)))
  const before = machine.files.paths()
  await expect(host.putBlob({ sha256: 'd'.repeat(64), vault, stage: false, body: once(bytes) })).rejects.toMatchObject({ code: 'blobMismatch' })
  await expect(host.putBlob({ sha256: sha(bytes), vault, stage: false, body: once(Buffer.from('另一张')) })).rejects.toMatchObject({ code: 'blobMismatch' })
  for (const name of ['../../x', '..', '', 'A'.repeat(64), `${'a'.repeat(63)}/`, `${'a'.repeat(64)}\0`, 'con']) {
    await expect(host.putBlob({ sha256: name, vault, stage: true, body: once(bytes) })).rejects.toMatchObject({ code: 'badInput' })
    await expect(host.getBlob({ sha256: name, vault, stage: false })).rejects.toMatchObject({ code: 'badInput' })
  }
  for (const name of ['../../etc', '..', 'none', '']) await expect(host.putBlob({ sha256: sha(bytes), vault: name, stage: true, body: once(bytes) })).rejects.toMatchObject({ code: 'badInput' })
  await expect(host.putBlob({ sha256: sha(bytes), vault: null, stage: false, body: once(bytes) })).rejects.toMatchObject({ code: 'badInput' })
  await expect(host.getBlob({ sha256: 'e'.repeat(64), vault, stage: false })).rejects.toMatchObject({ code: 'blobMissing' })
  expect(machine.files.paths()).toEqual(before)
})

test('a blob that would fill the drive is refused', async () => {
  const { machine, host, vault } = await withVault()
  const bytes = Buffer.alloc(5000)
  machine.free.set(testDrive, 50 * 1024 ** 2 + 100)
  await expect(host.putBlob({ sha256: sha(bytes), vault, stage: false, body: once(bytes) })).rejects.toMatchObject({ code: 'diskFull' })
  expect(machine.files.paths().filter((name) => name.includes('blobs'))).toEqual([])
  machine.free.clear()
  await host.putBlob({ sha256: sha(bytes), vault, stage: false, body: once(bytes) })
  expect(machine.files.paths().filter((name) => name.includes('blobs'))).toHaveLength(1)
})

test('drafts: put, replaced, dropped, there after a restart; a torn file is kept aside', async () => {
  const { machine, host, call, vault, info } = await withVault()
  const draft = (form: string, body: unknown) => ({ form, at: '2011-06-30T08:00:00Z', title: '承诺', body })
  await Promise.all([1, 2, 3].map((n) => call('drafts.put', { vault, draft: draft('pledge/1', { n }) })))
  await call('drafts.put', { vault, draft: draft('pledge/2', '二') })
  await host.close()
  const again = await started(machine)
  expect((await again.call('drafts.list', { vault })).drafts).toEqual([draft('pledge/1', { n: 3 }), draft('pledge/2', '二')])
  await again.call('drafts.drop', { vault, form: 'pledge/1' })
  await again.call('drafts.drop', { vault, form: 'never' })
  expect((await again.call('drafts.list', { vault })).drafts).toHaveLength(1)
  await again.host.close()
  machine.files.damage(path.join(info.path, 'drafts.json'), (bytes) => bytes.slice(0, 20))
  const third = await started(machine)
  expect((await third.call('drafts.list', { vault })).drafts).toEqual([])
  expect(machine.files.paths().filter((name) => name.includes(`damaged${path.sep}drafts`))).toHaveLength(1)
  await third.call('drafts.put', { vault, draft: draft('x', 1) })
})

test('a vault is taken off the list only by its exact name, and its folder is moved aside whole', async () => {
  const { machine, call, vault, info } = await withCommits(2)
  await expect(call('vaults.remove', { vault, name: '城关镇' })).rejects.toMatchObject({ code: 'nameMismatch' })
  const { keptAt } = await call('vaults.remove', { vault, name: info.name })
  expect(keptAt).toBe(path.join(testDrive, '先锋档案盒', '已移走', '城关镇第一支部 2011-06-30'))
  expect(machine.files.paths()).toContain(path.join(keptAt, 'journal', '000001.jsonl'))
  expect((await call('vaults.list', {})).vaults).toEqual([])
  await expect(call('vaults.open', { vault, tab: tabA, store: null })).rejects.toMatchObject({ code: 'vaultMissing' })
})

test('a vault that is not where it was is listed as missing, with its path, and found again', async () => {
  const { machine, call, host, vault, info } = await withCommits(2)
  await host.close()
  const aside = path.join(path.sep, 'aside')
  await machine.files.move(info.path, aside)
  const again = await started(machine)
  expect(await again.call('vaults.list', {})).toEqual({ vaults: [], missing: [{ id: vault, name: info.name, path: info.path }] })
  await expect(again.call('vaults.open', { vault, tab: tabA, store: null })).rejects.toMatchObject({ code: 'vaultMissing', facts: { path: info.path } })
  await machine.files.move(aside, info.path)
  expect((await again.call('vaults.list', {})).vaults).toMatchObject([{ id: vault, commits: 2 }])
  expect((await again.call('vaults.open', { vault, tab: tabA, store: null })).head.seq).toBe(2)
  expect(call).toBeTypeOf('function')
})

test('a stick pulled while its vault is open: appends are refused, nothing is made in its place, and plugged in it goes on', async () => {
  const { machine, host, call, vault, info, heads } = await withCommits(2)
  const aside = path.join(path.sep, 'aside')
  await machine.files.move(info.path, aside)
  const append = () => call('journal.append', { vault, tab: tabA, expectedSeq: 3, commit: testDraft(3) })
  await expect(append()).rejects.toMatchObject({ code: 'vaultMissing', facts: { path: info.path } })
  await expect(call('vaults.open', { vault, tab: tabA, store: heads[2] ?? null })).rejects.toMatchObject({ code: 'vaultMissing' })
  await host.vaults.close()
  expect(machine.files.paths().filter((name) => name.startsWith(info.path))).toEqual([])
  await machine.files.move(aside, info.path)
  expect(await call('vaults.open', { vault, tab: tabA, store: heads[2] ?? null })).toMatchObject({ relation: 'same' })
  expect((await append()).seq).toBe(3)
})

test('a drive that is gone altogether is a missing vault, not a bug', async () => {
  const { machine, vault, host } = await withCommits(1)
  await host.close()
  const gone = { ...machine.ports, freeBytes: async () => { throw new Error('ENOENT: E:') } }
  const again = await assembleHost(gone, testParts)
  await expect(again.call('vaults.open', { vault, tab: tabA, store: null })).rejects.toMatchObject({ code: 'vaultMissing' })
})

test('a lost list is made again from the usual places', async () => {
  const { machine, host, vault } = await withCommits(2)
  await host.close()
  machine.files.damage(path.join(machine.ports.stateRoot, 'vaults.json'), (bytes) => bytes.slice(0, 30))
  const again = await started(machine)
  expect((await again.call('vaults.list', {})).vaults).toMatchObject([{ id: vault, commits: 2 }])
})

test('a snapshot is taken every two hundred commits and at close', async () => {
  const { machine, host, info } = await withCommits(203)
  await host.close()
  const names = (await machine.files.list(path.join(info.path, 'snapshots'))).map((entry) => Number.parseInt(entry.name, 10))
  expect(names).toHaveLength(2)
  expect(names).toContain(203)
  expect(names[0]).toBeGreaterThanOrEqual(200)
})

test('a disk that cannot be written opens read-only with the reason, and is tried anew at the next opening', async () => {
  const { machine, host, vault } = await withCommits(2)
  await host.close()
  const again = await started(machine)
  await again.call('vaults.list', {})
  machine.files.faults.fail(1, 'noAccess')
  const open = () => again.host.vaults.get(vault)
  expect((await open()).journal.readOnly()).toMatchObject({ code: 'noAccess' })
  await expect(again.call('journal.append', { vault, tab: tabA, expectedSeq: 3, commit: testDraft(3) })).rejects.toMatchObject({ code: 'noAccess' })
  machine.files.faults.heal()
  expect(await again.call('vaults.open', { vault, tab: tabA, store: null })).toMatchObject({ readOnly: null, head: { seq: 2 } })
  await again.call('journal.append', { vault, tab: tabA, expectedSeq: 3, commit: testDraft(3) })
})

test('a torn tail and a bad middle are told in words when the vault is opened', async () => {
  const { machine, host, vault, info } = await withCommits(4)
  await host.close()
  const file = path.join(info.path, 'journal', '000001.jsonl')
  machine.files.damage(file, (bytes) => bytes.fill(7, 90, 100))
  const again = await started(machine)
  const opened = await again.call('vaults.open', { vault, tab: tabA, store: null })
  expect(opened.repairs).toHaveLength(1)
  expect(opened.head.seq).toBe(4)
  expect((await again.call('journal.read', { vault, after: 0 })).entries).toMatchObject([{ seq: 4, title: '从快照恢复' }])
})

test('adopting a restored folder; the same vault twice is refused while the first is there', async () => {
  const { machine, host, vault, info } = await withCommits(1)
  const copy = path.join(testDrive, 'copy')
  for (const file of machine.files.paths().filter((name) => name.startsWith(info.path))) await machine.files.replace(path.join(copy, path.relative(info.path, file)), (await machine.files.read(file)) ?? new Uint8Array())
  await expect(host.vaults.adopt(copy)).rejects.toMatchObject({ code: 'conflict' })
  await machine.files.remove(info.path)
  expect(await host.vaults.adopt(copy)).toMatchObject({ id: vault, path: copy, commits: 1 })
  await host.vaults.noteBackup(vault, '2011-07-01T00:00:00Z')
  await host.vaults.noteRehearsal(vault, '2011-07-02T00:00:00Z')
  expect((await host.vaults.list()).vaults).toMatchObject([{ lastBackupAt: '2011-07-01T00:00:00Z', lastRehearsalAt: '2011-07-02T00:00:00Z' }])
  await expect(host.vaults.adopt(path.join(testDrive, 'nothing'))).rejects.toMatchObject({ code: 'vaultMissing' })
})

test('a document becomes a staged PDF with its pages counted and its photographs inside', async () => {
  const machine = testMachine()
  const { host, call, vault } = await withVault(machine)
  const photo = Buffer.from('\x89PNG\r\n\x1a\nphoto', 'latin1')
  await host.putBlob({ sha256: sha(photo), vault, stage: false, body: once(photo) })
  const cell = { photo: { sha256: sha(photo), width: 30, height: 40 } }
  const document = {
    title: '登记表', author: '支部', preset: '表格' as const,
    sections: [{ paper: { width: 210, height: 297 }, margins: { top: 20, right: 20, bottom: 20, left: 20 }, pageNumber: 'none' as const, body: { face: '宋体' as const, size: 12, pitch: 20, indent: 0 },
      blocks: [{ type: 'table' as const, widths: [30], headRows: 0, rows: [{ cells: [cell] }] }] }],
  }
  machine.pdf.missing = '没有找到 Chrome'
  await expect(call('paper.pdf', { vault, document })).rejects.toMatchObject({ code: 'pdfMissing', facts: { why: '没有找到 Chrome' } })
  machine.pdf.missing = ''
  await expect(call('paper.pdf', { vault, document })).rejects.toMatchObject({ code: 'pdfFailed' })
  machine.pdf.bytes = smallPdf(3)
  const answer = await call('paper.pdf', { vault, document })
  expect(answer).toEqual({ staged: sha(machine.pdf.bytes), pages: 3 })
  expect(machine.rendered.at(-1)).toContain(`data:image/png;base64,${photo.toString('base64')}`)
})

test('a document too large for a call comes staged, and is checked like one that is not', async () => {
  const machine = testMachine()
  const { host, call, vault } = await withVault(machine)
  machine.pdf.bytes = smallPdf(2)
  const stage = async (json: unknown): Promise<string> => {
    const bytes = Buffer.from(JSON.stringify(json))
    await host.putBlob({ sha256: sha(bytes), vault, stage: true, body: once(bytes) })
    return sha(bytes)
  }
  const document = {
    title: '花名册', author: '支部', preset: '表格',
    sections: [{ paper: { width: 210, height: 297 }, margins: { top: 20, right: 20, bottom: 20, left: 20 }, pageNumber: 'none', body: { face: '宋体', size: 12, pitch: 20, indent: 0 }, blocks: [] }],
  }
  expect(await call('paper.pdf', { vault, staged: await stage(document) })).toEqual({ staged: sha(machine.pdf.bytes), pages: 2 })
  await expect(call('paper.pdf', { vault, staged: await stage({ ...document, preset: '画报' }) })).rejects.toMatchObject({ code: 'badInput', facts: { field: 'document' } })
  await expect(call('jobs.feed', { job: vault, vault, staged: await stage([]) })).rejects.toMatchObject({ code: 'badInput', facts: { field: 'documents' } })
})

test('a staged spreadsheet is read into a staged answer', async () => {
  const { host, call, vault } = await withVault()
  const bytes = Buffer.from('姓名')
  await host.putBlob({ sha256: sha(bytes), vault, stage: true, body: once(bytes) })
  const answer = await call('sheet.read', { vault, staged: sha(bytes), name: '名单.csv' })
  expect(answer).toMatchObject({ sheets: [{ name: '名单.csv', rows: 2 }], encoding: 'utf-8' })
  const parts: Uint8Array[] = []
  for await (const chunk of await host.getBlob({ sha256: answer.staged, vault, stage: true })) parts.push(chunk)
  expect(JSON.parse(Buffer.concat(parts).toString('utf8'))).toEqual({ sheets: [{ name: '名单.csv', rows: [['姓名'], ['二']] }] })
})

test('leaving: the page is told, the shell is asked to quit, later calls find nobody', async () => {
  const { machine, host, call } = await started()
  const told: HostEvent[] = []
  let ended = 0
  host.events.subscribe((event) => told.push(event), () => { ended += 1 })
  await call('app.exit', {})
  await new Promise((resolve) => setImmediate(resolve))
  expect(machine.quits()).toBe(1)
  expect(told.at(-1)?.event).toEqual({ type: 'exit' })
  await host.close()
  await host.close()
  expect(ended).toBe(1)
  await expect(host.call('app.state', {})).rejects.toMatchObject({ code: 'hostGone' })
  expect(host.lastHeartbeat()).toBeNull()
})

test('purging through the contract: the store is behind or forked, and the value is gone', async () => {
  const { machine, host, call, vault, heads } = await withCommits(3)
  expect(host.busy()).toBe(false)
  await call('journal.append', { vault, tab: tabA, expectedSeq: 4, commit: testDraft(4, '110101199003070011') })
  const head = await call('journal.purge', { vault, tab: tabA, id: testId(4), fields: ['text'], reason: '填错', by: '马小军' })
  expect(head.seq).toBe(5)
  expect((await call('vaults.open', { vault, tab: tabA, store: heads[3] ?? null })).relation).toBe('behind')
  for (const file of machine.files.paths()) expect(Buffer.from((await machine.files.read(file)) ?? []).includes('110101199003070011')).toBe(false)
  const { entries } = await call('journal.read', { vault, after: 3 })
  expect(entries.at(-1)?.title).toContain('清除了')
})
