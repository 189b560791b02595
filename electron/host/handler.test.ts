import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { answerSchema, maxJsonBytes } from '#shared/host'
import { assembleHost, type Host } from './assemble-host'
import { createHandler } from './handler'
import { testDraft, testId, testMachine, testParts } from './testing'

const sha = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex')
let host: Host
let handle: (request: Request) => Promise<Response>
let vault = ''
const at = (target: string) => `http://127.0.0.1:4860${target}`
const post = (name: string, body: string, type = 'application/json') => handle(new Request(at(`/call/${name}`), { method: 'POST', body, headers: { 'content-type': type } }))
const answerOf = async (response: Response) => answerSchema.parse(await response.json())

beforeEach(async () => {
  host = await assembleHost(testMachine().ports, testParts)
  vault = (await host.vaults.create({ name: '甲', sample: false, place: null })).id
  handle = createHandler(host, {
    guard: (request) => (request.headers.get('x-stranger') === null ? null : new Response('no', { status: 403 })),
    serveStatic: async (pathname) => (pathname === '/' ? new Response('page') : null),
  })
})
afterEach(() => host.close())

/** A body that comes in pieces, counting how many were asked for. */
function pieces(count: number, piece: Uint8Array) {
  const asked = { n: 0, cancelled: false }
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      asked.n += 1
      if (asked.n > count) controller.close()
      else controller.enqueue(piece)
    },
    cancel: () => { asked.cancelled = true },
  })
  return { asked, body }
}

test('a call is answered with its value, a refusal with its error; neither is cached or sniffed', async () => {
  const good = await post('vaults.list', '{}')
  expect(good.status).toBe(200)
  expect(good.headers.get('cache-control')).toBe('no-store')
  expect(good.headers.get('x-content-type-options')).toBe('nosniff')
  expect(await answerOf(good)).toMatchObject({ ok: true, value: { vaults: [{ id: vault, name: '甲' }] } })
  expect(await answerOf(await post('vaults.remove', JSON.stringify({ vault, name: '乙' })))).toMatchObject({ ok: false, error: { code: 'nameMismatch' } })
  expect(await answerOf(await post('no.such', '{}'))).toMatchObject({ ok: false, error: { code: 'badInput' } })
})

test('only POST, only JSON, only what parses', async () => {
  expect((await handle(new Request(at('/call/vaults.list')))).status).toBe(405)
  expect((await post('vaults.list', '{}', 'text/plain')).status).toBe(415)
  expect((await post('vaults.list', '{}', 'application/jsonx')).status).toBe(415)
  expect((await post('vaults.list', '{}', 'application/json; charset=utf-8')).status).toBe(200)
  expect((await post('vaults.list', '{"a"')).status).toBe(400)
  const broken = new Request(at('/call/vaults.list'), { method: 'POST', body: new Uint8Array([0x22, 0xff, 0x22]), headers: { 'content-type': 'application/json' } })
  expect((await handle(broken)).status).toBe(400)
})

/** A body that streams needs `duplex`, which the page's types do not know. */
function streamed(init: RequestInit): RequestInit {
  return { ...init, ...{ duplex: 'half' } }
}

test('more than a megabyte is refused while it is read, not after', async () => {
  const { asked, body } = pieces(100, new Uint8Array(maxJsonBytes / 4).fill(32))
  const response = await handle(new Request(at('/call/vaults.list'), streamed({ method: 'POST', body, headers: { 'content-type': 'application/json' } })))
  expect(response.status).toBe(413)
  expect(asked.n).toBeLessThan(10)
  expect(asked.cancelled).toBe(true)
  const fits = `{"x":"${'a'.repeat(maxJsonBytes - 8)}"}`
  expect((await post('vaults.list', fits)).status).toBe(200)
  expect((await post('vaults.list', `${fits} `)).status).toBe(413)
})

test('a blob goes in and comes out, with a type only where it is harmless', async () => {
  const cases: readonly (readonly [Buffer, string])[] = [
    [Buffer.from('%PDF-1.4 …'), 'application/pdf'],
    [Buffer.from('\x89PNG\r\n\x1a\n…', 'latin1'), 'image/png'],
    [Buffer.from('<script>alert(1)</script>'), 'application/octet-stream'],
    [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'application/octet-stream'],
    [Buffer.alloc(0), 'application/octet-stream'],
  ]
  for (const [bytes, type] of cases) {
    const put = await handle(new Request(at(`/blob/${sha(bytes)}?vault=${vault}`), { method: 'PUT', body: new Uint8Array(bytes) }))
    expect(await answerOf(put)).toEqual({ ok: true, value: { size: bytes.length } })
    const got = await handle(new Request(at(`/blob/${sha(bytes)}?vault=${vault}`)))
    expect(got.headers.get('content-type')).toBe(type)
    expect(got.headers.get('x-content-type-options')).toBe('nosniff')
    expect(Buffer.from(await got.arrayBuffer())).toEqual(bytes)
  }
})

test('a large blob streams through in pieces', async () => {
  const piece = Buffer.alloc(100_000, 'x')
  const hash = sha(Buffer.concat(Array.from({ length: 20 }, () => piece)))
  const { body } = pieces(20, piece)
  const put = await handle(new Request(at(`/blob/${hash}?vault=${vault}&stage=1`), streamed({ method: 'PUT', body })))
  expect(await answerOf(put)).toEqual({ ok: true, value: { size: 2_000_000 } })
  const got = await handle(new Request(at(`/blob/${hash}?vault=${vault}&stage=1`)))
  expect((await got.arrayBuffer()).byteLength).toBe(2_000_000)
})

test('what is not what it says, what is missing and hostile names are refused', async () => {
  const mismatch = await handle(new Request(at(`/blob/${'a'.repeat(64)}?vault=${vault}`), { method: 'PUT', body: 'x' }))
  expect(await answerOf(mismatch)).toMatchObject({ ok: false, error: { code: 'blobMismatch' } })
  const missing = await handle(new Request(at(`/blob/${'a'.repeat(64)}?vault=${vault}`)))
  expect(missing.status).toBe(404)
  expect(await answerOf(missing)).toMatchObject({ ok: false, error: { code: 'blobMissing' } })
  for (const name of ['x', 'A'.repeat(64), '%2e%2e%2f%2e%2e', `${'a'.repeat(64)}%00`]) expect((await handle(new Request(at(`/blob/${name}?vault=${vault}`)))).status).toBe(400)
  expect((await handle(new Request(at(`/blob/${'a'.repeat(64)}`)))).status).toBe(400)
  expect((await handle(new Request(at(`/blob/${'a'.repeat(64)}?vault=../..&stage=1`)))).status).toBe(400)
  expect((await handle(new Request(at(`/blob/${'a'.repeat(64)}?vault=${vault}`), { method: 'DELETE' }))).status).toBe(405)
})

test('the guard comes first; what is no call is a page or 404', async () => {
  for (const target of ['/', '/call/vaults.list', '/events', `/blob/${'a'.repeat(64)}`]) expect((await handle(new Request(at(target), { headers: { 'x-stranger': '1' } }))).status).toBe(403)
  expect(await (await handle(new Request(at('/')))).text()).toBe('page')
  expect((await handle(new Request(at('/nothing')))).status).toBe(404)
  expect((await handle(new Request(at('/'), { method: 'POST', body: 'x' }))).status).toBe(405)
})

test('events: those missed first, then live ones, numbered; cancelling ends it, closing ends it', async () => {
  const tabs = [testId(1), testId(2)] as const
  const lease = (tab: string) => host.call('lease.take', { vault, tab })
  await lease(tabs[0])
  await lease(tabs[1])
  await lease(tabs[0])
  const response = await handle(new Request(at('/events?after=1')))
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let seen = ''
  const until = async (words: string) => {
    while (!seen.includes(words)) {
      const next = await reader?.read()
      if (next?.done !== false) break
      seen += next.value
    }
  }
  await until('id: 2')
  expect(seen).not.toContain('id: 1\n')
  await lease(tabs[1])
  await until('id: 3')
  expect(seen).toContain(`"tab":"${tabs[1]}"`)
  const other = await handle(new Request(at('/events'), { headers: { 'last-event-id': '3' } }))
  await other.body?.cancel()
  await host.close()
  await until('never')
  expect(seen).toContain('"type":"exit"')
})

test('a silent line is kept alive by comments', async () => {
  vi.useFakeTimers()
  try {
    const response = await handle(new Request(at('/events')))
    const reader = response.body?.getReader()
    await reader?.read()
    const next = reader?.read()
    await vi.advanceTimersByTimeAsync(15_000)
    expect(new TextDecoder().decode((await next)?.value)).toBe(': still here\n\n')
    await reader?.cancel()
    expect(vi.getTimerCount()).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})

test('a commit through the wire', async () => {
  const tab = testId(1)
  await post('vaults.open', JSON.stringify({ vault, tab, store: null }))
  const answer = await answerOf(await post('journal.append', JSON.stringify({ vault, tab, expectedSeq: 1, commit: testDraft(1, '汉字') })))
  expect(answer).toMatchObject({ ok: true, value: { seq: 1 } })
})
