import { randomBytes } from 'node:crypto'
import { blobCookie, foreignSender, makeGuard, same, tokenHeader, type GuardSecrets } from './guard'
import { watchLife } from './lifecycle'
import { answerProof, askProof, dropStale, lockHeader, makeNonce, readLock, releaseLock, writeLock, type Lock } from './lock'
import { listenOnFirst, type Handle, type HttpServer } from './server'

/** What the shell needs to know of the host. */
export type ShellHost = { readonly busy: () => boolean; readonly lastHeartbeat: () => Date | null; readonly close: () => Promise<void> }
export type Guard = (request: Request) => Response | null

export type ShellParts<H extends ShellHost> = {
  readonly stateRoot: string
  readonly ports: readonly number[]
  readonly pid: number
  readonly clock: () => Date
  readonly every: (ms: number, work: () => void) => () => void
  readonly isAlive: (pid: number) => boolean
  /** Asks the shell behind a lock to show another window. */
  readonly ask: (lock: Lock) => Promise<boolean>
  /** `votingAddress`: of the voting page, with the key that opens nothing else. */
  readonly makeHost: (quit: () => void, votingAddress: string) => Promise<H>
  readonly makeHandler: (host: H, guard: Guard) => Handle
  readonly openWindow: (address: string, token: string) => Promise<void>
  /** Ends what else runs for the shell: the printing browser, the windows. */
  readonly finish: () => Promise<void>
}

export type Running = {
  readonly kind: 'running'
  readonly address: string
  readonly token: string
  readonly stop: () => Promise<void>
  /** Resolves with the exit code once all is written and closed. */
  readonly ended: Promise<number>
}
export type Started =
  | Running
  /** Another start runs already and was asked for a window. */
  | { readonly kind: 'second' }
  | { readonly kind: 'noPort' }

const answerGraceMs = 3000

export async function startShell<H extends ShellHost>(parts: ShellParts<H>): Promise<Started> {
  if (await openFirst(parts)) return { kind: 'second' }
  const token = randomBytes(32).toString('hex')
  const cookie = randomBytes(32).toString('hex')
  const booth = randomBytes(32).toString('hex')
  const nonce = makeNonce()
  let giveHandler: (handle: Handle) => void = () => undefined
  const ready = new Promise<Handle>((resolve) => { giveHandler = resolve })

  const server = await listenOnFirst(parts.ports, (port) => shellHandle({ port, token, cookie, booth }, nonce, ready, () => parts.openWindow(addressOf(port), token)))
  if (server === null) return { kind: 'noPort' }
  // It listens before the lock is written, so a lock nobody answers for is a stale one.
  if (!(await takeLock(parts, { pid: parts.pid, port: server.port, nonce }))) {
    await server.close()
    return { kind: 'second' }
  }
  return run(parts, server, { token, cookie, booth, nonce }, giveHandler)
}

export const addressOf = (port: number): string => `http://127.0.0.1:${port}/`

async function run<H extends ShellHost>(parts: ShellParts<H>, server: HttpServer, secrets: { token: string; cookie: string; booth: string; nonce: string }, giveHandler: (handle: Handle) => void): Promise<Running> {
  let end: (code: number) => void = () => undefined
  const ended = new Promise<number>((resolve) => { end = resolve })
  let stopping: Promise<void> | null = null
  let host: H | null = null
  let stopWatch: () => void = () => undefined

  const close = async (): Promise<void> => {
    stopWatch()
    // What was asked for is answered first, 退出 itself among it; then everything is flushed, then the pages are let go.
    await server.drain(answerGraceMs)
    const outcome = await Promise.allSettled([host?.close()])
    await Promise.allSettled([server.close(), parts.finish()])
    await releaseLock(parts.stateRoot, secrets.nonce)
    end(outcome.every((one) => one.status === 'fulfilled') ? 0 : 1)
  }
  const stop = (): Promise<void> => (stopping ??= close())

  try {
    host = await parts.makeHost(() => void stop(), `${addressOf(server.port)}vote.html#${secrets.booth}`)
  } catch (error) {
    await stop()
    throw error
  }
  const open = host
  const guard = makeGuard({ port: server.port, ...secrets })
  giveHandler(parts.makeHandler(open, guard))
  stopWatch = watchLife({
    clock: parts.clock, every: parts.every, lastHeartbeat: open.lastHeartbeat, busy: open.busy, streams: server.streams, end: () => void stop(),
  })
  const address = addressOf(server.port)
  await parts.openWindow(address, secrets.token)
  return { kind: 'running', address, token: secrets.token, stop, ended }
}

function shellHandle(secrets: GuardSecrets, nonce: string, ready: Promise<Handle>, open: () => Promise<void>): Handle {
  const guard = makeGuard(secrets)
  return async (request) => {
    const { pathname } = new URL(request.url)
    if (pathname === '/shell/open' && request.method === 'POST') {
      // A page cannot send this: it would show its origin, and it does not know the nonce.
      const mine = foreignSender(secrets.port, request) === null && request.headers.get('origin') === null && same(request.headers.get(lockHeader) ?? '', askProof(nonce))
      if (!mine) return new Response(null, { status: 403 })
      await ready
      await open()
      return Response.json({ lock: answerProof(nonce) })
    }
    const refused = guard(request)
    if (refused !== null) return refused
    const response = await (await ready)(request)
    if (pathname.startsWith('/call/') && !same(request.headers.get(tokenHeader) ?? '', secrets.booth)) response.headers.append('set-cookie', blobCookie(secrets))
    return response
  }
}

/** Puts a stale lock aside; true when a living shell opened a window instead. */
async function openFirst<H extends ShellHost>(parts: ShellParts<H>): Promise<boolean> {
  const lock = await readLock(parts.stateRoot)
  if (lock === null) return false
  if (lock !== 'broken' && parts.isAlive(lock.pid) && (await parts.ask(lock))) return true
  await dropStale(parts.stateRoot, lock)
  return false
}

/** Two starts at once: one writes the lock, the other finds it and asks that one. */
async function takeLock<H extends ShellHost>(parts: ShellParts<H>, mine: Lock): Promise<boolean> {
  for (;;) {
    if (await writeLock(parts.stateRoot, mine)) return true
    if (await openFirst(parts)) return false
  }
}
