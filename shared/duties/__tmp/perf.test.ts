const test = (_: string, run: () => Promise<void>, __: number) => void run()
import { Session } from 'node:inspector'
import { dryRunImport } from '../roster-import'
import { testContext } from '../testing'
import { idCheckCharacter } from '../../text/id-number'
function idOf(order: number, birth: string): string { const body = `110105${birth}${String(order).padStart(3, '0')}`; return body + idCheckCharacter(body) }
test('perf', async () => {
  const rows = [['姓名', '性别', '公民身份证号', '入党时间', '转正时间', '党小组', '手机', '家庭住址'], ...Array.from({ length: 10000 }, (_, n) => [`王${String.fromCodePoint(0x4e00 + (n % 5000))}`, n % 2 === 0 ? '女' : '男', idOf(n % 1000, `19${60 + Math.floor(n / 1000)}0101`), '2010.07', '2011.07', `第${(n % 20) + 1}党小组`, `139${String(n).padStart(8, '0')}`, `东街 ${n} 号`])]
  const org = { id: 'x', kind: 'organisation', rev: 1, name: 'a', shortName: '', type: '党支部', groups: [], units: [] } as never
  const session = new Session(); session.connect()
  const post = (m: string) => new Promise<any>((res, rej) => session.post(m, (e: any, r: any) => e ? rej(e) : res(r)))
  const ctx = testContext()
  let t = process.cpuUsage(); const a = performance.now(); const d = dryRunImport(ctx, { name: 's', rows }, [], org); console.log('first', performance.now() - a, process.cpuUsage(t), d.counts)
  const members = d.rows.map((r) => r.record!)
  t = process.cpuUsage(); const b = performance.now(); const d2 = dryRunImport(ctx, { name: 's', rows }, members, { ...(org as any), groups: d.newGroups }); console.log('again', performance.now() - b, process.cpuUsage(t), d2.counts)
  await post('Profiler.enable'); await post('Profiler.start')
  dryRunImport(ctx, { name: 's', rows }, [], org)
  const { profile } = await post('Profiler.stop')
  const self = new Map<string, number>(); const byId = new Map(profile.nodes.map((n: any) => [n.id, n]))
  profile.samples.forEach((s: number, i: number) => { const n: any = byId.get(s); const k = `${n.callFrame.functionName}:${n.callFrame.url.split('/').pop()}:${n.callFrame.lineNumber}`; self.set(k, (self.get(k) ?? 0) + profile.timeDeltas[i]) })
  console.log([...self].sort((x, y) => y[1] - x[1]).slice(0, 22).map(([k, v]) => `${(v / 1000).toFixed(0)}ms ${k}`).join('\n'))
}, 120000)
