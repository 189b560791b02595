import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeWebStream } from 'node:stream/web'
import { maxJsonBytes } from '#shared/host'

/**
 * Five ports, the first the usual one: the page's own store belongs to host name and port, so it should stay the same. `VANGUARD_PORT` names another
 * first one, where these belong to another program (and for tests side by side).
 */
export function shellPorts(named: string | undefined): readonly number[] {
  const first = /^\d{4,5}$/u.test(named ?? '') && Number(named) >= 1024 && Number(named) <= 65_531 ? Number(named) : 47_815
  return [0, 1, 2, 3, 4].map((step) => first + step)
}

export type Handle = (request: Request) => Promise<Response>
export type HttpServer = {
  readonly port: number
  /** Pages that listen for events now. */
  readonly streams: () => number
  /** No new requests; resolves when those under way are answered, or after `graceMs`. */
  readonly drain: (graceMs: number) => Promise<void>
  /** Ends every connection, event streams too. */
  readonly close: () => Promise<void>
}

/** Listens on 127.0.0.1 alone, at the first port of the list that nobody has. null when all are taken. */
export async function listenOnFirst(ports: readonly number[], makeHandle: (port: number) => Handle): Promise<HttpServer | null> {
  for (const port of ports) {
    const server = await listen(port, makeHandle)
    if (server !== null) return server
  }
  return null
}

function listen(wanted: number, makeHandle: (port: number) => Handle): Promise<HttpServer | null> {
  return new Promise((resolve, reject) => {
    let handle: Handle = async () => new Response(null, { status: 503 })
    let port = wanted
    const traffic = makeTraffic()
    const server = createServer((incoming, outgoing) => void serve(incoming, outgoing, port, (request) => handle(request), traffic))
    // A backup of a whole box of photos may come from a slow stick.
    server.requestTimeout = 0
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(null) : reject(error)))
    server.listen({ host: '127.0.0.1', port: wanted, exclusive: true }, () => {
      const address = server.address()
      if (typeof address === 'object' && address !== null) port = address.port
      handle = makeHandle(port)
      resolve({ port, streams: () => traffic.streams, drain: (graceMs) => drain(traffic, graceMs), close: () => close(server) })
    })
  })
}

type Traffic = { streams: number; requests: number; stopping: boolean; idle: () => void }
const makeTraffic = (): Traffic => ({ streams: 0, requests: 0, stopping: false, idle: () => undefined })

async function drain(traffic: Traffic, graceMs: number): Promise<void> {
  traffic.stopping = true
  if (traffic.requests === 0) return
  let stopTimer: () => void = () => undefined
  await new Promise<void>((resolve) => {
    traffic.idle = resolve
    const timer = setTimeout(resolve, graceMs)
    stopTimer = () => clearTimeout(timer)
  })
  stopTimer()
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

async function serve(incoming: IncomingMessage, outgoing: ServerResponse, port: number, handle: Handle, traffic: Traffic): Promise<void> {
  // Once it is ending, nothing new is answered: whoever asks hears of it when all is written and the connection is cut.
  // A second start that asked for a window thus waits until it may take over.
  if (traffic.stopping) return
  const gone = new AbortController()
  outgoing.once('close', () => gone.abort())
  traffic.requests += 1
  let stream = false
  const finish = (): void => {
    if (stream) traffic.streams -= 1
    else traffic.requests -= 1
    if (traffic.requests === 0) traffic.idle()
  }
  try {
    const response = await handle(await toRequest(incoming, port, gone.signal))
    outgoing.writeHead(response.status, [...response.headers].flat())
    if (response.headers.get('content-type')?.startsWith('text/event-stream') === true) {
      stream = true
      traffic.streams += 1
      traffic.requests -= 1
      if (traffic.requests === 0) traffic.idle()
      outgoing.flushHeaders()
    }
    if (response.body === null || incoming.method === 'HEAD') outgoing.end()
    else if (isJson(response.headers.get('content-type'))) outgoing.end(Buffer.from(await response.arrayBuffer()))
    else await pipeline(readableOf(response.body), outgoing)
  } catch {
    // The page went away, or a stream broke off: what was promised by then is all that can be said.
    if (!outgoing.headersSent) outgoing.writeHead(500)
    outgoing.destroy()
  } finally {
    finish()
  }
}

const isJson = (type: string | null | undefined): boolean => type?.startsWith('application/json') === true

/** A call is a few kilobytes and comes in one piece: two streams set up around it would cost a save more than the disk does. */
async function pieceOf(incoming: IncomingMessage): Promise<Buffer<ArrayBuffer> | null> {
  const length = Number(incoming.headers['content-length'])
  if (!isJson(incoming.headers['content-type']) || !(length <= maxJsonBytes)) return null
  const chunks: Uint8Array[] = []
  for await (const chunk of incoming) chunks.push(chunk as Uint8Array)
  return Buffer.concat(chunks)
}

/** The address is ours whatever the request line says; who is meant is the guard's question, by the Host header. */
async function toRequest(incoming: IncomingMessage, port: number, signal: AbortSignal): Promise<Request> {
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) for (const one of Array.isArray(value) ? value : [value]) headers.append(name, one)
  }
  const target = incoming.url ?? '/'
  const method = incoming.method ?? 'GET'
  const bare = method === 'GET' || method === 'HEAD'
  const init: RequestInit & { duplex?: 'half' } = { method, headers, signal, ...(bare ? {} : { body: (await pieceOf(incoming)) ?? webStream(incoming), duplex: 'half' }) }
  return new Request(`http://127.0.0.1:${port}${target.startsWith('/') ? target : `/${target}`}`, init)
}

/** Node's and the DOM's types of the same streams do not know each other. */
function webStream(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  return Readable.toWeb(incoming) as ReadableStream<Uint8Array>
}

/** Left early, it tells whoever fills the stream to stop, also in the middle of waiting for more. */
function readableOf(body: ReadableStream<Uint8Array>): Readable {
  return Readable.fromWeb(body as NodeWebStream<Uint8Array>)
}
