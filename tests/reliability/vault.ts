import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Call, CallOutput } from '#shared/host'
import { aCommit } from '../support/commits'
import { httpCall } from '../support/http-call'
import { startServer, stopServer, type Server } from '../support/server'

/** The built browser host on one home, spoken to over HTTP by one tab. */
export type Books = { readonly server: Server; readonly call: Call; readonly vault: string; readonly root: string; readonly tab: string; readonly opened: CallOutput<'vaults.open'> }

const running = new Set<Server>()
const homes: string[] = []

export async function newHome(): Promise<string> {
  const home = await mkdtemp(path.join(tmpdir(), 'vanguard-reliable-'))
  homes.push(home)
  return home
}

export async function started(home: string, more: Readonly<Record<string, string>> = {}): Promise<Server> {
  const server = await startServer(home, more)
  running.add(server)
  return server
}

/** Starts on a home and opens its books; makes them when there are none. */
export async function openBooks(home: string, more: Readonly<Record<string, string>> = {}): Promise<Books> {
  const server = await started(home, more)
  const call = httpCall(server)
  const { vaults } = await call('vaults.list', {})
  const info = vaults[0] ?? (await call('vaults.create', { name: '可靠村支部', sample: false, place: null }))
  const tab = crypto.randomUUID()
  return { server, call, vault: info.id, root: info.path, tab, opened: await call('vaults.open', { vault: info.id, tab, store: null }) }
}

export function append({ call, vault, tab }: Books, n: number, chars?: number): Promise<CallOutput<'journal.append'>> {
  return call('journal.append', { vault, tab, expectedSeq: n, commit: aCommit(n, chars) })
}

/** Every entry the host gives, in order. */
export async function readAll({ call, vault }: Pick<Books, 'call' | 'vault'>): Promise<readonly { readonly seq: number; readonly id: string }[]> {
  const found: { seq: number; id: string }[] = []
  for (let after = 0; ;) {
    const { entries, last, head } = await call('journal.read', { vault, after })
    found.push(...entries.map(({ seq, id }) => ({ seq, id })))
    if (last.seq >= head.seq) return found
    after = last.seq
  }
}

export const kill = (server: Server, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> => {
  running.delete(server)
  return stopServer(server.process, signal)
}

/** After each test: nothing keeps running, nothing is left behind. */
export async function clearUp(): Promise<void> {
  for (const server of running) await stopServer(server.process)
  running.clear()
  for (const home of homes.splice(0)) await rm(home, { recursive: true, force: true, maxRetries: 3 })
}
