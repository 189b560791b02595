import type { Readable, Writable } from 'node:stream'
import { z } from 'zod'

/**
 * The DevTools protocol over two pipes (`--remote-debugging-pipe`): no port is opened that another program could talk to.
 * Messages are JSON, each closed by a zero byte.
 */
export type DevToolsEvent = { readonly method: string; readonly params: Readonly<Record<string, unknown>>; readonly sessionId: string | undefined }
export type DevTools = {
  /** Rejects when the browser answers with an error or goes away. */
  readonly send: (method: string, params?: Readonly<Record<string, unknown>>, sessionId?: string) => Promise<Readonly<Record<string, unknown>>>
  readonly subscribe: (listener: (event: DevToolsEvent) => void) => () => void
}

const object = z.record(z.string(), z.unknown())
const messageSchema = z.object({
  id: z.int().optional(),
  method: z.string().optional(),
  params: object.optional(),
  result: object.optional(),
  error: z.object({ message: z.string() }).optional(),
  sessionId: z.string().optional(),
})
type Message = z.infer<typeof messageSchema>
type Waiting = { readonly resolve: (value: Readonly<Record<string, unknown>>) => void; readonly reject: (error: Error) => void }

export function connectDevTools(write: Writable, read: Readable): DevTools {
  let nextId = 1
  let gone: Error | null = null
  const waiting = new Map<number, Waiting>()
  const listeners = new Set<(event: DevToolsEvent) => void>()

  const lose = (reason: string): void => {
    gone ??= new Error(`the browser went away: ${reason}`)
    for (const call of waiting.values()) call.reject(gone)
    waiting.clear()
  }
  const take = (message: Message): void => {
    if (message.id === undefined) {
      const event = { method: message.method ?? '', params: message.params ?? {}, sessionId: message.sessionId }
      for (const listener of [...listeners]) listener(event)
      return
    }
    const call = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.error === undefined) call?.resolve(message.result ?? {})
    else call?.reject(new Error(message.error.message))
  }

  // A message may come in many pieces (a PDF) and a piece may end inside a character: bytes are put together first.
  let pieces: Buffer[] = []
  read.on('data', (data: Buffer) => {
    let from = 0
    for (let end = data.indexOf(0); end !== -1; end = data.indexOf(0, from)) {
      const text = Buffer.concat([...pieces, data.subarray(from, end)]).toString('utf8')
      pieces = []
      from = end + 1
      const parsed = messageSchema.safeParse(readJson(text))
      if (parsed.success) take(parsed.data)
      else lose('it sent what is no message')
    }
    if (from < data.length) pieces.push(data.subarray(from))
  })
  read.on('close', () => lose('its pipe closed'))
  read.on('error', (error) => lose(error.message))
  write.on('error', (error) => lose(error.message))

  return {
    send: (method, params = {}, sessionId) =>
      new Promise((resolve, reject) => {
        if (gone !== null) return reject(gone)
        const id = nextId++
        waiting.set(id, { resolve, reject })
        write.write(`${JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`)
      }),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
