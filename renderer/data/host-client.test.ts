import { expect, test } from 'vitest'
import type { DesktopBridge, HostEvent } from '#shared/host'
import { createHostClient, type HostParts } from './host-client'
import { eventStream, listen } from './host-events'
import { tabOf, takeToken } from './page-keys'

const tab = '3f2c1d9a-6a0e-4c1f-9a77-0a4b7d1a2c01'
const vault = '3f2c1d9a-6a0e-4c1f-9a77-0a4b7d1a2c02'
const sha256 = 'a'.repeat(64)

type Seen = { readonly path: string; readonly init: RequestInit }
function partsWith(answer: (seen: Seen) => Response | Promise<Response>, more: Partial<HostParts> = {}) {
  const seen: Seen[] = []
  const timers: (() => void)[] = []
  const shown: (() => void)[] = []
  const left: (() => void)[] = []
  const parts: HostParts = {
    fetch: async (path, init) => {
      const one = { path: typeof path === 'string' ? path : '', init: init ?? {} }
      seen.push(one)
      return answer(one)
    },
    bridge: null, token: () => 'the-token', tab: async () => tab,
    every: (_ms, work) => {
      timers.push(work)
      return () => void timers.splice(timers.indexOf(work), 1)
    },
    wait: () => new Promise(() => undefined),
    onShown: (listener) => {
      shown.push(listener)
      return () => void shown.splice(shown.indexOf(listener), 1)
    },
    onLeave: (listener) => {
      left.push(listener)
      return () => void left.splice(left.indexOf(listener), 1)
    },
    ...more,
  }
  return { parts, seen, timers, shown, left }
}
const ok = (value: unknown) => Response.json({ ok: true, value })
const turn = () => new Promise((resolve) => setTimeout(resolve, 0))

test('a call carries the token in a header and its input as JSON; the answer is checked', async () => {
  const { parts, seen } = partsWith(() => ok({ since: 'now', more: 1 }))
  expect(await createHostClient(parts).call('lease.take', { vault, tab })).toEqual({ since: 'now' })
  expect(seen).toMatchObject([{ path: '/call/lease.take', init: { method: 'POST', body: JSON.stringify({ vault, tab }), headers: { 'x-vanguard-token': 'the-token', 'content-type': 'application/json' } } }])
})

test.each([
  ['a refusal keeps its code', () => Response.json({ ok: false, error: { code: 'wrongSeq', facts: {}, technical: 'x' } }), 'wrongSeq'],
  ['a code nobody knows is a bug', () => Response.json({ ok: false, error: { code: 'novel', facts: {}, technical: 'x' } }), 'bug'],
  ['an answer of another shape is a bug', () => ok({ since: 7 }), 'bug'],
  ['no envelope is a bug', () => Response.json({ since: 'now' }), 'bug'],
  ['an old token: the host is gone to this page', () => Response.json({ ok: false, error: { code: 'hostGone', facts: {}, technical: 'refused' } }, { status: 403 }), 'hostGone'],
  ['no JSON: someone else answers', () => new Response('<html>', { status: 502 }), 'hostGone'],
  ['no network', () => Promise.reject(new TypeError('Failed to fetch')), 'hostGone'],
])('%s', async (_name, answer, code) => {
  const { parts } = partsWith(answer)
  await expect(createHostClient(parts).call('lease.take', { vault, tab })).rejects.toMatchObject({ name: 'HouseError', code })
})

test('in the desktop shell calls go over the bridge, and a dead bridge is a gone host', async () => {
  const { parts, seen } = partsWith(() => ok({}))
  let asked: unknown[] = []
  const bridge: DesktopBridge = {
    shell: 'desktop',
    call: async (...args) => {
      asked = args
      return { ok: true, value: { since: 'now' } }
    },
    onEvent: () => () => undefined,
  }
  expect(await createHostClient({ ...parts, bridge }).call('lease.take', { vault, tab })).toEqual({ since: 'now' })
  expect(asked).toEqual(['lease.take', { vault, tab }])
  expect(seen).toEqual([])
  const dead = { ...bridge, call: () => Promise.reject(new Error('no handler')) }
  await expect(createHostClient({ ...parts, bridge: dead }).call('lease.take', { vault, tab })).rejects.toMatchObject({ code: 'hostGone' })
})

test('content is hashed here, put staged or for good, and read back', async () => {
  const { parts, seen } = partsWith(({ init }) => (init.method === 'PUT' ? ok({ size: 3 }) : new Response(new Uint8Array([1, 2, 3]))))
  const client = createHostClient(parts)
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  expect(await client.putStaged(new TextEncoder().encode('abc'), vault)).toBe(abc)
  expect(await client.putStaged(new Blob(['abc']), null)).toBe(abc)
  expect(await client.putBlob(new Blob(['abc']), vault)).toBe(abc)
  expect([...(await client.getStaged(sha256, vault))]).toEqual([1, 2, 3])
  expect(seen.map(({ path }) => path)).toEqual([`/blob/${abc}?vault=${vault}&stage=1`, `/blob/${abc}?stage=1`, `/blob/${abc}?vault=${vault}`, `/blob/${sha256}?vault=${vault}&stage=1`])
})

test('content that is not there, and content that was refused', async () => {
  const missing = partsWith(() => Response.json({ ok: false, error: { code: 'blobMissing', facts: {}, technical: '' } }, { status: 404 }))
  await expect(createHostClient(missing.parts).getBlob(sha256, vault)).rejects.toMatchObject({ code: 'blobMissing' })
  const full = partsWith(() => Response.json({ ok: false, error: { code: 'diskFull', facts: {}, technical: '' } }))
  await expect(createHostClient(full.parts).putBlob(new Blob(['x']), vault)).rejects.toMatchObject({ code: 'diskFull' })
})

test('a draft outlives the window, when it is small enough', async () => {
  const { parts, seen } = partsWith(() => ok({}))
  const client = createHostClient(parts)
  await client.call('drafts.put', { vault, draft: { form: 'f', at: '', title: '', body: '短' } })
  await client.call('drafts.put', { vault, draft: { form: 'f', at: '', title: '', body: '长'.repeat(40_000) } })
  expect(seen.map(({ init }) => init.keepalive ?? false)).toEqual([true, false])
})

test('heartbeats: at start, by the timer, when shown again; listeners hear whether the host answered', async () => {
  let down = false
  const { parts, timers, shown } = partsWith(({ path }) => {
    if (down) throw new TypeError('Failed to fetch')
    return path.startsWith('/events') ? new Response(null, { status: 500 }) : ok(path === '/call/jobs.list' ? { jobs: [], lastEvent: 0 } : {})
  })
  const client = createHostClient(parts)
  const beats: boolean[] = []
  const silence = client.onBeat((alive) => beats.push(alive))
  const stop = client.start()
  await turn()
  down = true
  timers[0]?.()
  await turn()
  down = false
  shown[0]?.()
  await turn()
  expect(beats).toEqual([true, false, true])
  silence()
  stop()
  expect([timers.length, shown.length]).toEqual([0, 0])
})

test('a window that closes says so in a call that outlives it', async () => {
  const { parts, seen, left } = partsWith(({ path }) => ok(path === '/call/jobs.list' ? { jobs: [], lastEvent: 0 } : {}))
  const stop = createHostClient(parts).start()
  await turn()
  left[0]?.()
  await turn()
  expect(seen.filter(({ path }) => path === '/call/app.leave')).toMatchObject([{ init: { keepalive: true, body: JSON.stringify({ tab }) } }])
  stop()
  expect(left).toEqual([])
})

const eventOf = (n: number): HostEvent => ({ n, event: { type: 'lease', vault, tab } })
const block = (event: HostEvent) => `id: ${event.n}\ndata: ${JSON.stringify(event)}\n\n`
function streamOf(...chunks: string[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk))
      controller.close()
    },
  })
}

test('events are read however the stream is cut; comments and rubbish are passed over', async () => {
  const text = `retry: 1000\n: hello\n\n${block(eventOf(1))}: still here\n\ndata: {"n":"x"}\n\ndata: not json\n\n${block(eventOf(2)).replaceAll('\n', '\r\n')}data: {"half":`
  for (const size of [1, 3, 7, 1000]) {
    const chunks = Array.from({ length: Math.ceil(text.length / size) }, (_, at) => text.slice(at * size, at * size + size))
    const heard: number[] = []
    for await (const { n } of eventStream(streamOf(...chunks))) heard.push(n)
    expect(heard, `chunks of ${size}`).toEqual([1, 2])
  }
})

test('reconnects with the last number, and from the beginning when the host was started anew', async () => {
  const asked: number[] = []
  const told: HostEvent['event'][] = []
  const newest = [4, 6, null, 2]
  const streams = [streamOf(block(eventOf(5)), block(eventOf(6))), null, streamOf(block(eventOf(1)))]
  const ended = new AbortController()
  const waits: number[] = []
  await listen({
    lastEvent: async () => newest.shift() ?? null,
    connect: async (after) => {
      asked.push(after)
      return streams.shift() ?? null
    },
    wait: async (ms) => {
      waits.push(ms)
      if (waits.length === 4) ended.abort()
    },
    tell: (event) => told.push(event),
  }, ended.signal)
  // From the newest at the start; from 6 after the cut; nothing while it is down; from 0 when it counts anew.
  expect(asked).toEqual([4, 6, 0])
  expect(told).toHaveLength(3)
  expect(waits).toEqual([500, 1000, 2000, 500])
})

test('the token leaves the address, is kept for this window, and the rest of the fragment stays', () => {
  const kept = new Map<string, string>()
  const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) }
  const urls: string[] = []
  const history = { replaceState: (_data: unknown, _unused: string, url: string) => void urls.push(url) }
  const at = (hash: string) => takeToken({ location: { hash, pathname: '/', search: '?x' }, history, storage })
  expect(at('#token=abc')).toBe('abc')
  expect(at('#/pledge')).toBe('abc')
  expect(at('#token=def&/pledge')).toBe('def')
  expect(urls).toEqual(['/?x', '/?x#/pledge'])
})

test('a reload keeps the window’s name; a duplicated window takes a new one', async () => {
  const held = new Set<string>()
  const hold = async (name: string) => !held.has(name) && held.add(name) !== undefined
  let n = 0
  const newId = () => `id-${(n += 1)}`
  const kept = new Map<string, string>()
  const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) }
  expect(await tabOf(storage, hold, newId)).toBe('id-1')
  held.clear()
  expect(await tabOf(storage, hold, newId)).toBe('id-1')
  expect(await tabOf(storage, hold, newId)).toBe('id-2')
})

