import { z } from 'zod'
import { fromHostError, HouseError, toHostError } from '#shared/errors'
import { answerSchema, calls, type Call, type CallInput, type CallName, type CallOutput, type DesktopBridge, type HostEvent } from '#shared/host'
import { listen } from './host-events'
import { holdWhileOpen, tabOf, takeToken } from './page-keys'

// The content policy forbids code from strings; without this zod tries, and the refusal stands in the console as an error.
z.config({ jitless: true })

declare global {
  // A global augmentation needs an interface here: `Window` is one.
  var vanguard: DesktopBridge | undefined
}

export type HostClient = {
  readonly call: Call
  /** Puts content where the host finds it for one call; returns its SHA-256. `vault` null where there is none yet (a backup to restore). */
  readonly putStaged: (content: Uint8Array<ArrayBuffer> | Blob, vault: string | null) => Promise<string>
  readonly getStaged: (sha256: string, vault: string | null) => Promise<Uint8Array<ArrayBuffer>>
  /** Into the vault for good: photos, scans, what records refer to. */
  readonly putBlob: (content: Uint8Array<ArrayBuffer> | Blob, vault: string) => Promise<string>
  readonly getBlob: (sha256: string, vault: string) => Promise<Uint8Array<ArrayBuffer>>
  /** This window's name in the writer's lease. */
  readonly tab: () => Promise<string>
  readonly onEvent: (listener: (event: HostEvent['event']) => void) => () => void
  readonly onBeat: (listener: (alive: boolean) => void) => () => void
  /** Beats and listens until stopped. */
  readonly start: () => () => void
}

export type HostParts = {
  readonly fetch: typeof fetch
  readonly bridge: DesktopBridge | null
  readonly token: () => string
  readonly tab: () => Promise<string>
  readonly every: (ms: number, work: () => void) => () => void
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
  /** Called when the window is looked at again: timers may have slept. */
  readonly onShown: (listener: () => void) => () => void
  /** Called when the window closes or is loaded anew. */
  readonly onLeave: (listener: () => void) => () => void
}

export const beatMs = 30_000
/** A dropped window may still send this much (fetch with keepalive). */
const keepaliveBytes = 60_000

export function createHostClient(parts: HostParts): HostClient {
  const beatListeners = new Set<(alive: boolean) => void>()
  const eventListeners = new Set<(event: HostEvent['event']) => void>()
  const headers = (): Record<string, string> => (parts.token() === '' ? {} : { 'x-vanguard-token': parts.token() })

  async function reach(path: string, init: RequestInit): Promise<Response> {
    try {
      return await parts.fetch(path, { ...init, headers: { ...headers(), ...init.headers } })
    } catch (thrown) {
      throw new HouseError('hostGone', {}, toHostError(thrown).technical)
    }
  }

  async function send(name: CallName, input: unknown): Promise<unknown> {
    if (parts.bridge !== null) {
      try {
        return await parts.bridge.call(name, input)
      } catch (thrown) {
        throw new HouseError('hostGone', {}, toHostError(thrown).technical)
      }
    }
    const body = JSON.stringify(input)
    const keepalive = (name.startsWith('drafts.') || name === 'app.leave') && body.length * 3 < keepaliveBytes
    const response = await reach(`/call/${name}`, { method: 'POST', body, headers: { 'content-type': 'application/json' }, ...(keepalive ? { keepalive } : {}) })
    return jsonOf(response)
  }

  const call: Call = async <N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> => valueOf(name, await send(name, input))

  async function put(content: Uint8Array<ArrayBuffer> | Blob, query: URLSearchParams): Promise<string> {
    const bytes = content instanceof Blob ? await content.arrayBuffer() : content
    const sha256 = hex(await crypto.subtle.digest('SHA-256', bytes))
    const response = await reach(`/blob/${sha256}?${query.toString()}`, { method: 'PUT', body: content instanceof Blob ? content : new Blob([content]) })
    unwrap(await jsonOf(response))
    return sha256
  }

  async function get(sha256: string, query: URLSearchParams): Promise<Uint8Array<ArrayBuffer>> {
    const response = await reach(`/blob/${sha256}?${query.toString()}`, {})
    if (!response.ok) {
      unwrap(await jsonOf(response))
      throw new HouseError('blobMissing', {}, `${response.status} ${sha256}`)
    }
    try {
      return new Uint8Array(await response.arrayBuffer())
    } catch (thrown) {
      throw new HouseError('hostGone', {}, toHostError(thrown).technical)
    }
  }

  async function beat(): Promise<void> {
    let alive = true
    try {
      await call('app.heartbeat', { tab: await parts.tab() })
    } catch (thrown) {
      alive = !(thrown instanceof HouseError && thrown.code === 'hostGone')
    }
    for (const listener of [...beatListeners]) listener(alive)
  }

  const tell = (event: HostEvent['event']) => {
    for (const listener of [...eventListeners]) listener(event)
  }

  function start(): () => void {
    const ended = new AbortController()
    // Known beforehand: a closing window has no time to ask.
    let known: string | null = null
    void parts.tab().then((tab) => (known = tab))
    const leave = () => {
      if (known !== null) void call('app.leave', { tab: known }).catch(() => undefined)
    }
    const stops = [parts.every(beatMs, () => void beat()), parts.onShown(() => void beat()), parts.onLeave(leave)]
    void beat()
    if (parts.bridge !== null) stops.push(parts.bridge.onEvent(({ event }) => tell(event)))
    else {
      void listen({
        lastEvent: () => call('jobs.list', {}).then(({ lastEvent }) => lastEvent, () => null),
        connect: (after, signal) => reach(`/events?after=${after}`, { signal }).then((response) => (response.ok ? response.body : null), () => null),
        wait: parts.wait,
        tell,
      }, ended.signal)
    }
    return () => {
      ended.abort()
      for (const stop of stops) stop()
    }
  }

  return {
    call,
    putStaged: (content, vault) => put(content, blobQuery(vault, true)),
    getStaged: (sha256, vault) => get(sha256, blobQuery(vault, true)),
    putBlob: (content, vault) => put(content, blobQuery(vault, false)),
    getBlob: (sha256, vault) => get(sha256, blobQuery(vault, false)),
    tab: parts.tab,
    onEvent: (listener) => subscribe(eventListeners, listener),
    onBeat: (listener) => subscribe(beatListeners, listener),
    start,
  }
}

function subscribe<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

function blobQuery(vault: string | null, stage: boolean): URLSearchParams {
  return new URLSearchParams({ ...(vault === null ? {} : { vault }), ...(stage ? { stage: '1' } : {}) })
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch (thrown) {
    throw new HouseError('hostGone', {}, `${response.status}: ${toHostError(thrown).technical}`)
  }
}

function unwrap(raw: unknown): unknown {
  const answer = answerSchema.safeParse(raw)
  if (!answer.success) throw new HouseError('bug', {}, `not an answer: ${answer.error.message.slice(0, 300)}`)
  if (!answer.data.ok) throw fromHostError(answer.data.error)
  return answer.data.value
}

function valueOf<N extends CallName>(name: N, raw: unknown): CallOutput<N> {
  const value = unwrap(raw)
  const parsed = calls[name].output.safeParse(value)
  if (!parsed.success) throw new HouseError('bug', {}, `${name}: ${parsed.error.message.slice(0, 300)}`)
  // The schema of this very name has just said so; TypeScript cannot follow the lookup.
  return parsed.data as CallOutput<N>
}

function hex(digest: ArrayBuffer): string {
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function windowParts(): HostParts {
  const token = takeToken({ location, history, storage: sessionStorage })
  let tab: Promise<string> | null = null
  return {
    fetch: (input, init) => fetch(input, init),
    bridge: globalThis.vanguard ?? null,
    token: () => token,
    tab: () => (tab ??= tabOf(sessionStorage, holdWhileOpen, () => crypto.randomUUID())),
    every: (ms, work) => {
      const timer = setInterval(work, ms)
      return () => clearInterval(timer)
    },
    wait: (ms, signal) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, ms)
        signal.addEventListener('abort', () => {
          clearTimeout(timer)
          resolve()
        }, { once: true })
      }),
    onLeave: (listener) => {
      window.addEventListener('pagehide', listener)
      return () => window.removeEventListener('pagehide', listener)
    },
    onShown: (listener) => {
      const shown = () => {
        if (document.visibilityState === 'visible') listener()
      }
      document.addEventListener('visibilitychange', shown)
      return () => document.removeEventListener('visibilitychange', shown)
    },
  }
}

let client: HostClient | null = null

/** This window's line to the host; beating and listening from its first use. */
export function hostClient(): HostClient {
  if (client === null) {
    client = createHostClient(windowParts())
    client.start()
  }
  return client
}

export const call: Call = (name, input) => hostClient().call(name, input)
export const putStaged: HostClient['putStaged'] = (content, vault) => hostClient().putStaged(content, vault)
export const getStaged: HostClient['getStaged'] = (sha256, vault) => hostClient().getStaged(sha256, vault)
export const putBlob: HostClient['putBlob'] = (content, vault) => hostClient().putBlob(content, vault)
export const getBlob: HostClient['getBlob'] = (sha256, vault) => hostClient().getBlob(sha256, vault)
export const onHostEvent: HostClient['onEvent'] = (listener) => hostClient().onEvent(listener)

/** For `<img src>`: the cookie lets it through in the browser shell. */
export function blobUrl(sha256: string, vault: string | null): string {
  return `/blob/${sha256}?${blobQuery(vault, false).toString()}`
}

// At load, before the router reads the address: the token must not stand there.
if (typeof location !== 'undefined' && typeof sessionStorage !== 'undefined') takeToken({ location, history, storage: sessionStorage })
