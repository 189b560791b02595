import { HouseError, toHostError, type HostError } from '#shared/errors'
import { maxJsonBytes, type HostEvent } from '#shared/host'
import type { Host } from './assemble-host'
import { mediaType } from './media-type'

export type HandlerOptions = {
  /** The shell's own checks (token, origin, host); a Response refuses. */
  readonly guard: (request: Request) => Response | null
  readonly serveStatic: (pathname: string) => Promise<Response | null>
}

const always = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }
/** Often enough that no one between takes the line for dead. */
const commentEvery = 15_000

/** The host as web requests: the same function on Node's http and on Electron's `protocol.handle`. */
export function createHandler(host: Host, options: HandlerOptions): (request: Request) => Promise<Response> {
  return async (request) => {
    const refused = options.guard(request)
    if (refused !== null) return refused
    const url = new URL(request.url)
    const [, first, second, third] = url.pathname.split('/')
    try {
      if (first === 'call' && second !== undefined && third === undefined) return await answerCall(host, request, second)
      if (first === 'blob' && second !== undefined && third === undefined) return await answerBlob(host, request, second, url.searchParams)
      if (url.pathname === '/events') return answerEvents(host, request, url.searchParams)
      if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'method')
      return (await options.serveStatic(url.pathname)) ?? new Response('', { status: 404, headers: always })
    } catch (thrown) {
      return json(200, { ok: false, error: toHostError(thrown) })
    }
  }
}

function json(status: number, body: { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: HostError }): Response {
  return new Response(JSON.stringify(body), { status, headers: { ...always, 'content-type': 'application/json; charset=utf-8' } })
}

function refuse(status: number, field: string): Response {
  return json(status, { ok: false, error: toHostError(new HouseError('badInput', { field })) })
}

async function answerCall(host: Host, request: Request, name: string): Promise<Response> {
  if (request.method !== 'POST') return refuse(405, 'method')
  if (!/^application\/json(;|$)/i.test(request.headers.get('content-type') ?? '')) return refuse(415, 'content-type')
  const bytes = await readAtMost(request.body, maxJsonBytes)
  if (bytes === null) return refuse(413, 'size')
  let input: unknown
  try {
    input = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return refuse(400, 'json')
  } finally {
    // A ballot may have been in it: no copy stays longer than it must.
    bytes.fill(0)
  }
  return json(200, { ok: true, value: await host.call(name, input) })
}

/** null as soon as more came than allowed, whatever a header said. */
async function readAtMost(body: ReadableStream<Uint8Array> | null, limit: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunksOf(body)) {
    size += chunk.length
    if (size > limit) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function* chunksOf(body: ReadableStream<Uint8Array> | null): AsyncIterable<Uint8Array> {
  if (body === null) return
  const reader = body.getReader()
  let ended = false
  try {
    for (;;) {
      const { done, value } = await reader.read()
      ended = done
      if (done) return
      yield value
    }
  } finally {
    // Whoever stops reading early tells the sender so.
    if (!ended) await reader.cancel().catch(() => undefined)
    reader.releaseLock()
  }
}

async function answerBlob(host: Host, request: Request, sha256: string, query: URLSearchParams): Promise<Response> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) return refuse(400, 'sha256')
  const address = { sha256, vault: query.get('vault'), stage: query.get('stage') === '1' }
  switch (request.method) {
    case 'PUT':
      return json(200, { ok: true, value: await host.putBlob({ ...address, body: chunksOf(request.body) }) })
    case 'GET':
      try {
        return await sendBlob(await host.getBlob(address))
      } catch (thrown) {
        const error = toHostError(thrown)
        return json(error.code === 'blobMissing' ? 404 : error.code === 'badInput' ? 400 : 500, { ok: false, error })
      }
    default:
      return refuse(405, 'method')
  }
}

async function sendBlob(chunks: AsyncIterable<Uint8Array>): Promise<Response> {
  const source = chunks[Symbol.asyncIterator]()
  const first = await source.next()
  let held: Uint8Array | null = first.done === true ? null : first.value
  const type = mediaType(held ?? new Uint8Array())
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next = held === null ? await source.next() : { done: false as const, value: held }
      held = null
      if (next.done === true) controller.close()
      else controller.enqueue(next.value)
    },
    cancel: async () => void (await source.return?.()),
  })
  return new Response(body, { status: 200, headers: { ...always, 'content-type': type } })
}

function answerEvents(host: Host, request: Request, query: URLSearchParams): Response {
  if (request.method !== 'GET') return refuse(405, 'method')
  const asked = Number(request.headers.get('last-event-id') ?? query.get('after') ?? '0')
  const after = Number.isInteger(asked) && asked >= 0 ? asked : 0
  const encoder = new TextEncoder()
  let stop = () => {}
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      const send = (text: string) => controller.enqueue(encoder.encode(text))
      const tell = (event: HostEvent) => send(`id: ${event.n}\ndata: ${JSON.stringify(event)}\n\n`)
      // Something at once, so that the headers go out and the page knows it is heard.
      send('retry: 1000\n: hello\n\n')
      for (const event of host.events.since(after)) tell(event)
      const timer = setInterval(() => send(': still here\n\n'), commentEvery)
      timer.unref()
      let unsubscribe = () => {}
      stop = () => {
        clearInterval(timer)
        unsubscribe()
      }
      unsubscribe = host.events.subscribe(tell, () => {
        clearInterval(timer)
        controller.close()
      })
    },
    cancel: () => stop(),
  })
  request.signal.addEventListener('abort', () => stop(), { once: true })
  return new Response(body, { status: 200, headers: { ...always, 'content-type': 'text/event-stream; charset=utf-8' } })
}
