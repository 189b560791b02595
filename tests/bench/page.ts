import { draftPledge } from '#shared/duties/pledge'
import { openRound } from '#shared/duties/pledge-round'
import { newMember } from '#shared/duties/roster-member'
import { confirmImport, dryRunImport } from '#shared/duties/roster-import'
import { together } from '#shared/duties/together'
import type { Sheet } from '#shared/text/sheet'
import type { ArchiveBox, ArchiveItem } from '#shared/model/archive'
import type { Member } from '#shared/model/member'
import { carryOut, closeVault, currentVault, dutyContext } from '../../renderer/app/session'
import { commit } from '../../renderer/data/commit'
import { call } from '../../renderer/data/host-client'
import { listRecords } from '../../renderer/data/queries'
import { foundBranch } from '../../renderer/features/start/found'
import { emptyFound } from '../../renderer/features/start/found-fields'

/**
 * The page's own data layer beside raw IndexedDB, in one page of one browser: what is measured is what the app adds. Not part of the app;
 * `build/bench.mjs` builds it into a copy of what is shipped.
 */
export type Bench = {
  /** Founds a branch and leaves it open; its vault and who works in it. */
  readonly found: (name: string) => Promise<{ readonly vault: string; readonly actor: { readonly name: string; readonly post: string } }>
  /** So many saves, raw puts and bare calls to the host, one after the other in turn; milliseconds each. */
  readonly saves: (count: number) => Promise<{ readonly save: readonly number[]; readonly put: readonly number[]; readonly call: readonly number[] }>
  /** Imports so many members into the open books, and puts the same records raw; milliseconds, and the longest stretch the window was held up by the import. */
  readonly importing: (count: number) => Promise<{ readonly import: number; readonly puts: number; readonly held: number }>
  /** A round in which every member of the open books has written three items. */
  readonly pledging: () => Promise<number>
  /** Files so many items of thirty years in boxes of fifty; the id of one of the boxes. */
  readonly filing: (count: number) => Promise<string>
}
declare global {
  var bench: Bench | undefined
}

const actor = { name: '韩长河', post: '书记' }

function opened(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(name, 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore('rows', { keyPath: 'id' })
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error ?? new Error('not opened'))
  })
}

function removed(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.deleteDatabase(name)
    asked.onsuccess = () => resolve()
    asked.onerror = () => reject(asked.error ?? new Error('not removed'))
  })
}

/** One transaction that is on the disk when it ends. */
function rawPuts(database: IDBDatabase, rows: readonly { readonly id: string }[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction('rows', 'readwrite', { durability: 'strict' })
    const store = transaction.objectStore('rows')
    for (const row of rows) store.put(row)
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new Error('not put'))
  })
}

async function took(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** The longest time between two messages of a window that sends itself one after the other: so long a key would have waited. */
async function longestHold(work: () => Promise<unknown>): Promise<number> {
  const { port1, port2 } = new MessageChannel()
  let [last, longest] = [performance.now(), 0]
  port1.onmessage = () => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
    port2.postMessage(null)
  }
  port2.postMessage(null)
  await work()
  longest = Math.max(longest, performance.now() - last)
  port1.close()
  return longest
}

function aMember(name: string): Member {
  const facts = { name, gender: '男', ethnicity: '汉族', birth: '1980-05', education: '大学', workplace: '柳溪村', phone: '13000000000', joined: '2001-07', becameFull: '2002-07' } as const
  return newMember(dutyContext(), facts, 1)
}

function sheetOf(count: number): Sheet {
  const rows = Array.from({ length: count }, (_, index) => [`测${String.fromCodePoint(0x4e00 + (index % 5000))}${String.fromCodePoint(0x5e00 + Math.floor(index / 5000))}`, index % 2 === 0 ? '男' : '女', '汉族', '1980.05', '2005年6月', '200607', '正式党员', '柳溪村', '13000000000'])
  return { name: '花名册', rows: [['姓名', '性别', '民族', '出生年月', '入党时间', '转正时间', '人员类别', '工作单位', '联系电话'], ...rows] }
}

globalThis.bench = {
  found: async (name) => {
    if (currentVault() !== null) closeVault()
    await foundBranch({ ...emptyFound, name, shortName: name, holderName: actor.name, holderPost: actor.post }, null, null)
    const vault = currentVault()
    if (vault === null) throw new Error('no vault')
    return { vault: vault.id, actor }
  },
  saves: async (count) => {
    const raw = await opened('raw-saves')
    const [save, put, reach]: [number[], number[], number[]] = [[], [], []]
    for (let n = 0; n < count; n += 1) {
      const member = aMember(`测${n}`)
      const copy = { ...member, id: crypto.randomUUID() }
      const measureSave = async () => save.push(await took(() => commit({ title: '添了一名党员', final: false, records: [{ before: null, after: member }] })))
      const measurePut = async () => put.push(await took(() => rawPuts(raw, [copy])))
      const measureCall = async () => reach.push(await took(() => call('app.state', {})))
      // Whoever comes second finds a warm disk: in turn.
      for (const measure of n % 2 === 0 ? [measureSave, measurePut, measureCall] : [measureCall, measurePut, measureSave]) await measure()
    }
    raw.close()
    await removed('raw-saves')
    return { save, put, call: reach }
  },
  importing: async (count) => {
    const [organisation] = await listRecords('organisation')
    if (organisation === undefined) throw new Error('no organisation')
    const dryRun = dryRunImport(dutyContext(), sheetOf(count), [], organisation)
    if (dryRun.counts.add !== count) throw new Error(`only ${dryRun.counts.add} to add: ${dryRun.rows.find((row) => row.outcome !== 'add')?.why ?? ''}`)
    let whole = 0
    const held = await longestHold(async () => {
      whole = await took(() => carryOut(confirmImport(dryRun)))
    })
    const there = await listRecords('member')
    if (there.length !== count) throw new Error(`${there.length} members, not ${count}`)
    const raw = await opened('raw-import')
    const puts = await took(() => rawPuts(raw, there))
    raw.close()
    await removed('raw-import')
    return { import: whole, puts, held }
  },
  pledging: async () => {
    const context = dutyContext()
    const year = Number(context.today.slice(0, 4))
    const opening = openRound(context, { year, title: `${year}年度`, from: null, to: null })
    await carryOut(opening)
    const [round] = await listRecords('pledgeRound')
    if (round === undefined) throw new Error('no round')
    const items = ['每月走访两户困难群众，记在民情本上。', '带头清理门前河道，春汛前清完三百米，并把清理前后的照片贴在公示栏。', '完成村道养护，做到路面平整、边沟通畅，年底请群众代表看。'].map((text) => ({ type: '岗位' as const, text, measures: '分片包干，列出清单，办一件销一件。', due: `${year}-11`, responsible: '本人' }))
    const members = await listRecords('member')
    await carryOut(together('起草了承诺书', members.map(({ id, name }) => draftPledge(context, round, { memberId: id, who: name, items }))))
    return members.length
  },
  filing: async (count) => {
    const last = Number(dutyContext().today.slice(0, 4))
    const head = () => ({ id: crypto.randomUUID(), rev: 1, schema: 1, rulePack: '', createdSeq: 1 })
    const perBox = 50
    const numbers = new Map<number, number>()
    let some = ''
    for (let at = 0; at < count; at += perBox) {
      const year = last - 30 + ((at / perBox) % 30)
      const from = numbers.get(year) ?? 0
      const box: ArchiveBox = { ...head(), kind: 'archiveBox', year, retention: 'D10', topic: '', number: from / perBox + 1, thickness: 20, notes: [] }
      some = box.id
      const items = Array.from({ length: Math.min(perBox, count - at) }, (_, index): ArchiveItem => ({
        ...head(), kind: 'archiveItem', year, retention: 'D10', topic: '', number: from + index + 1, title: `${year}年度党员公开承诺书和兑现情况登记（第${from + index + 1}份）`, author: '柳溪村党支部', docNo: '', date: `${year}-03-${String((index % 28) + 1).padStart(2, '0')}`, pages: 2, secrecy: '', note: '', workingBox: '09', boxId: box.id, source: null, files: [], filedOn: `${year + 1}-01-20`,
      }))
      numbers.set(year, from + items.length)
      await commit({ title: `归档 ${items.length} 件`, final: true, records: [box, ...items].map((after) => ({ before: null, after })) })
    }
    return some
  },
}
document.title = 'ready'
