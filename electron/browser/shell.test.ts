import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, request as httpRequest, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isAlive } from '#host/is-alive'
import { askProof, askToOpen, dropStale, lockHeader, lockName, makeNonce, readLock, releaseLock, writeLock, type Lock } from './lock'
import { lookEveryMs } from './lifecycle'
import { startShell, type Running, type ShellHost, type ShellParts, type Started } from './shell'

let stateRoot = ''
const running: Running[] = []
const servers: Server[] = []
beforeEach(async () => { stateRoot = await mkdtemp(path.join(tmpdir(), 'vanguard-shell-')) })
afterEach(async () => {
  await Promise.all(running.splice(0).map((shell) => shell.stop()))
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => { server.close(resolve); server.closeAllConnections() })))
  await rm(stateRoot, { recursive: true })
})

/** A shell around a host that notes what happens to it. */
function shell(change: Partial<ShellParts<ShellHost>> = {}) {
  const log: string[] = []
  const life = { now: Date.parse('2012-07-01T08:00:00Z'), look: null as (() => void) | null, beat: null as Date | null, busy: false }
  const parts: ShellParts<ShellHost> = {
    stateRoot,
    ports: [0],
    pid: process.pid,
    clock: () => new Date(life.now),
    every: (_, look) => { life.look = look; return () => { life.look = null } },
    isAlive,
    ask: (lock) => askToOpen(lock),
    makeHost: async (quit) => {
      log.push('host')
      quitHost = quit
      return { busy: () => life.busy, lastHeartbeat: () => life.beat, close: async () => { log.push('flushed') } }
    },
    makeHandler: () => async (request) => {
      const { pathname } = new URL(request.url)
      if (pathname === '/call/app.exit') { quitHost(); return Response.json({ ok: true, value: {} }) }
      if (pathname === '/call/echo') return new Response(request.body, { status: 200 })
      if (pathname === '/events') return new Response(new ReadableStream({ start: (to) => to.enqueue(Buffer.from(':\n\n')), cancel: () => { streamLeft() } }), { headers: { 'content-type': 'text/event-stream' } })
      return new Response('page')
    },
    openWindow: async (address) => { log.push(`window ${new URL(address).hostname}`) },
    finish: async () => { log.push('finished') },
    ...change,
  }
  let quitHost: () => void = () => undefined
  let streamLeft: () => void = () => undefined
  const left = new Promise<void>((resolve) => { streamLeft = resolve })
  const start = async (): Promise<Started> => {
    const started = await startShell(parts)
    if (started.kind === 'running') running.push(started)
    return started
  }
  const minutes = (count: number): void => {
    for (let passed = 0; passed < count * 60_000; passed += lookEveryMs) {
      life.now += lookEveryMs
      life.look?.()
    }
  }
  return { log, life, start, minutes, left }
}
async function up(change: Partial<ShellParts<ShellHost>> = {}) {
  const made = shell(change)
  const started = await made.start()
  if (started.kind !== 'running') throw new Error(`not running: ${started.kind}`)
  return { ...made, started, port: Number(new URL(started.address).port) }
}
async function stranger(answer: (path: string) => { readonly status: number; readonly body: string } = () => ({ status: 200, body: 'hello' })): Promise<number> {
  const server = createServer((incoming, outgoing) => {
    const { status, body } = answer(incoming.url ?? '')
    outgoing.writeHead(status).end(body)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}
const lockNow = async (): Promise<Lock> => {
  const lock = await readLock(stateRoot)
  if (lock === null || lock === 'broken') throw new Error('no lock')
  return lock
}
/** A pid that is certainly free: larger than any Linux gives out, legal everywhere. */
const nobody = 0x3ffffffe

test('it starts: lock, host, one window; it stops: flushed, finished, unlocked, code 0', async () => {
  const { log, started, port } = await up()
  expect(started.address).toBe(`http://127.0.0.1:${port}/`)
  expect(started.token).toMatch(/^[0-9a-f]{64}$/)
  expect(await lockNow()).toMatchObject({ pid: process.pid, port })
  await started.stop()
  expect(await started.ended).toBe(0)
  expect(log).toEqual(['host', 'window 127.0.0.1', 'flushed', 'finished'])
  expect(await readdir(stateRoot)).toEqual([])
})

test('the lock is readable by its owner only and holds no token', async () => {
  const { started } = await up()
  const text = await readFile(path.join(stateRoot, lockName), 'utf8')
  expect(text).not.toContain(started.token)
})

test('a second start asks the first for a window and goes away', async () => {
  const first = await up()
  const second = shell()
  expect(await second.start()).toEqual({ kind: 'second' })
  expect(first.log).toEqual(['host', 'window 127.0.0.1', 'window 127.0.0.1'])
  expect(second.log).toEqual([])
})

test('many starts at once: one runs, the others asked it', async () => {
  const shells = Array.from({ length: 5 }, () => shell())
  const kinds = (await Promise.all(shells.map((one) => one.start()))).map((one) => one.kind).sort()
  expect(kinds).toEqual(['running', 'second', 'second', 'second', 'second'])
  expect(shells.flatMap((one) => one.log).filter((line) => line === 'host')).toHaveLength(1)
  expect(shells.flatMap((one) => one.log).filter((line) => line.startsWith('window'))).toHaveLength(5)
})

test('a lock of a dead program is taken over, without asking anybody', async () => {
  await writeLock(stateRoot, { pid: nobody, port: 1, nonce: makeNonce() })
  const { port } = await up({ ask: async () => { throw new Error('asked') } })
  expect(await lockNow()).toMatchObject({ pid: process.pid, port })
})

test('many starts on one stale lock: still one runs', async () => {
  await writeLock(stateRoot, { pid: nobody, port: 1, nonce: makeNonce() })
  const shells = Array.from({ length: 5 }, () => shell())
  const kinds = (await Promise.all(shells.map((one) => one.start()))).map((one) => one.kind).sort()
  expect(kinds).toEqual(['running', 'second', 'second', 'second', 'second'])
})

test.each([['nobody listens', null], ['a stranger says yes', '{"lock":"yes"}'], ['a stranger talks of something else', '<html>']])('a lock whose pid lives on as another program is taken over: %s', async (_, body) => {
  const port = body === null ? 1 : await stranger(() => ({ status: 200, body }))
  await writeLock(stateRoot, { pid: process.ppid, port, nonce: makeNonce() })
  const { log } = await up()
  expect(log).toContain('host')
  expect((await lockNow()).pid).toBe(process.pid)
})

test.each(['', '{', '{"pid":0}', 'null'])('a lock that says %j is taken over', async (text) => {
  await writeFile(path.join(stateRoot, lockName), text)
  const { log } = await up()
  expect(log).toContain('host')
})

test('a fresh lock is not taken for the stale one seen before', async () => {
  const fresh = { pid: process.pid, port: 2, nonce: makeNonce() }
  await writeLock(stateRoot, fresh)
  await dropStale(stateRoot, { pid: nobody, port: 1, nonce: makeNonce() })
  await dropStale(stateRoot, 'broken')
  expect(await readLock(stateRoot)).toEqual(fresh)
  expect(await writeLock(stateRoot, { pid: 1, port: 1, nonce: makeNonce() })).toBe(false)
  await releaseLock(stateRoot, makeNonce())
  expect(await readLock(stateRoot)).toEqual(fresh)
})

test('a port taken by a stranger: the next one; all taken: said, nothing left behind', async () => {
  const taken = await stranger()
  const { port } = await up({ ports: [taken, 0] })
  expect(port).not.toBe(taken)
  await running.pop()?.stop()
  const log = shell({ ports: [taken, taken] })
  expect(await log.start()).toEqual({ kind: 'noPort' })
  expect([log.log, await readdir(stateRoot)]).toEqual([[], []])
})

test('nobody opens a window without the nonce, and no page at all', async () => {
  const { log, started } = await up()
  const { nonce } = await lockNow()
  const ask = (headers: Record<string, string>): Promise<number> => fetch(`${started.address}shell/open`, { method: 'POST', headers }).then((answer) => answer.status)
  expect(await ask({})).toBe(403)
  expect(await ask({ [lockHeader]: nonce })).toBe(403)
  expect(await ask({ [lockHeader]: askProof(nonce), origin: started.address.slice(0, -1) })).toBe(403)
  expect(await ask({ [lockHeader]: askProof(nonce), origin: 'http://evil.example' })).toBe(403)
  expect(log.filter((line) => line.startsWith('window'))).toHaveLength(1)
  expect(await ask({ [lockHeader]: askProof(nonce) })).toBe(200)
})

test('no page for three minutes: flush and exit 0', async () => {
  const { started, log, minutes } = await up()
  minutes(2.75)
  expect(log).not.toContain('flushed')
  minutes(0.25)
  expect(await started.ended).toBe(0)
  expect(log).toEqual(['host', 'window 127.0.0.1', 'flushed', 'finished'])
})

test('a running job keeps it; a heartbeat too', async () => {
  const { started, life, log, minutes } = await up()
  life.busy = true
  minutes(10)
  life.busy = false
  minutes(2)
  life.beat = new Date(life.now)
  minutes(2)
  expect(log).not.toContain('flushed')
  minutes(2)
  expect(await started.ended).toBe(0)
})

test('退出 is answered, then all is flushed, then it ends', async () => {
  const { started, log } = await up()
  const answer = await fetch(`${started.address}call/app.exit`, { method: 'POST', body: '{}', headers: { 'x-vanguard-token': started.token } })
  expect(await answer.json()).toEqual({ ok: true, value: {} })
  expect(await started.ended).toBe(0)
  expect(log).toEqual(['host', 'window 127.0.0.1', 'flushed', 'finished'])
  await expect(fetch(started.address)).rejects.toThrow()
})

test('a start while the first is ending waits, then runs itself: never two hosts at once', async () => {
  let flush: () => void = () => undefined
  const flushing = new Promise<void>((resolve) => { flush = resolve })
  let asked: () => void = () => undefined
  const asking = new Promise<void>((resolve) => { asked = resolve })
  const order: string[] = []
  const first = await up({ makeHost: async () => ({ busy: () => false, lastHeartbeat: () => null, close: async () => { await flushing; order.push('first flushed') } }) })
  const stopped = first.started.stop()
  const second = up({ ask: async (lock) => { asked(); return askToOpen(lock) }, makeHost: async () => { order.push('second host'); return { busy: () => false, lastHeartbeat: () => null, close: async () => undefined } } })
  await asking
  flush()
  await stopped
  await second
  expect(order).toEqual(['first flushed', 'second host'])
  expect(await lockNow()).toMatchObject({ port: (await second).port })
})

test('a host that cannot flush ends with code 1; one that cannot start leaves no lock', async () => {
  const { started } = await up({ makeHost: async () => ({ busy: () => false, lastHeartbeat: () => null, close: async () => { throw new Error('disk gone') } }) })
  await started.stop()
  expect(await started.ended).toBe(1)
  await expect(shell({ makeHost: async () => { throw new Error('no disk') } }).start()).rejects.toThrow('no disk')
  expect(await readdir(stateRoot)).toEqual([])
})

test('an open event stream keeps it alive; the page that leaves is noticed', async () => {
  const { started, log, minutes, left } = await up()
  const leave = new AbortController()
  const stream = await fetch(`${started.address}events`, { headers: { 'x-vanguard-token': started.token }, signal: leave.signal })
  expect(Buffer.from((await stream.body?.getReader().read())?.value ?? []).toString()).toBe(':\n\n')
  minutes(10)
  expect(log).not.toContain('flushed')
  leave.abort()
  await left
  // The connection is taken off the count in one of the next turns.
  await new Promise(setImmediate)
  await new Promise(setImmediate)
  minutes(3)
  expect(await started.ended).toBe(0)
})

test('the guard stands before everything; an authorised call sets the cookie for blobs', async () => {
  const { started, port } = await up()
  const call = (headers: Record<string, string>): Promise<Response> => fetch(`${started.address}call/echo`, { method: 'POST', body: '{"a":"先锋"}', headers })
  expect((await call({})).status).toBe(403)
  expect((await call({})).headers.get('set-cookie')).toBeNull()
  const answer = await call({ 'x-vanguard-token': started.token })
  expect(await answer.text()).toBe('{"a":"先锋"}')
  const cookie = /^vb\d+=[0-9a-f]{64}/.exec(answer.headers.get('set-cookie') ?? '')?.[0] ?? ''
  expect(cookie.startsWith(`vb${port}=`)).toBe(true)
  const blob = (headers: Record<string, string>): Promise<number> => fetch(`${started.address}blob/${'a'.repeat(64)}`, { headers }).then((got) => got.status)
  expect(await blob({ cookie, 'sec-fetch-site': 'same-origin' })).toBe(200)
  expect(await blob({ cookie })).toBe(403)
  expect((await call({ cookie })).status).toBe(403)
  expect(await (await fetch(started.address)).text()).toBe('page')
})

test('a foreign Host is refused, whatever the request line says', async () => {
  const { port } = await up()
  const raw = (target: string, host: string): Promise<number> =>
    new Promise((resolve, reject) => {
      httpRequest({ host: '127.0.0.1', port, path: target, headers: { host } }, (answer) => { answer.resume(); resolve(answer.statusCode ?? 0) }).on('error', reject).end()
    })
  expect(await raw('/', `127.0.0.1:${port}`)).toBe(200)
  expect(await raw('/', 'evil.example')).toBe(403)
  expect(await raw(`http://127.0.0.1:${port}/`, 'evil.example')).toBe(403)
  expect(await raw('/', `localhost:${port}`)).toBe(403)
})
