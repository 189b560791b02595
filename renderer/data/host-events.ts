import { hostEventSchema, type HostEvent } from '#shared/host'

/** Server-sent events out of a fetched stream (EventSource could not send the token in a header). */
export async function* eventStream(body: ReadableStream<Uint8Array>): AsyncIterable<HostEvent> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      const blocks = (rest + decoder.decode(value, { stream: true })).replaceAll('\r\n', '\n').split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const event = parseBlock(block)
        if (event !== null) yield event
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined)
    reader.releaseLock()
  }
}

function parseBlock(block: string): HostEvent | null {
  const data = block.split('\n').filter((line) => line.startsWith('data:')).map((line) => line.slice(5).replace(/^ /, '')).join('\n')
  if (data === '') return null
  try {
    const parsed = hostEventSchema.safeParse(JSON.parse(data))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

export type EventLoop = {
  /** The host's newest number, or null when it does not answer. A host that was started anew counts from 1 again. */
  readonly lastEvent: () => Promise<number | null>
  readonly connect: (after: number, signal: AbortSignal) => Promise<ReadableStream<Uint8Array> | null>
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
  readonly tell: (event: HostEvent['event']) => void
}

const waits = [500, 1000, 2000, 4000, 8000] as const

/** Listens until `signal` ends it; reconnects with the last number heard. What happened before the first connection is not told: it is asked for. */
export async function listen({ lastEvent, connect, wait, tell }: EventLoop, signal: AbortSignal): Promise<void> {
  let heard: number | null = null
  let failures = 0
  while (!signal.aborted) {
    const newest = await lastEvent()
    if (newest !== null) {
      if (heard === null) heard = newest
      else if (newest < heard) heard = 0
      const body = await connect(heard, signal)
      if (body !== null) {
        failures = 0
        try {
          for await (const { n, event } of eventStream(body)) {
            heard = n
            tell(event)
          }
        } catch {
          // The line was cut: connect again below.
        }
      }
    }
    if (signal.aborted) return
    await wait(waits[Math.min(failures, waits.length - 1)] ?? 8000, signal)
    failures += 1
  }
}
