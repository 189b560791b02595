import type { MessagePort } from 'node:worker_threads'
import { fromHostError, toHostError } from '#shared/errors'
import type { ExportDocument } from '#shared/host'
import { assertNever } from '#shared/text/assert-never'
import { nodeFiles } from '../node-files'
import { freeBytes } from '../node-ports'
import type { PdfPort } from '../ports'
import type { FromWorker, ToWorker } from './protocol'
import { openQueue } from './queue'
import { runTask } from './run-task'
import type { Renderers, Task } from './task'

type Waiting = { readonly missing: (why: string) => void; readonly bytes: (bytes: Uint8Array) => void; readonly fail: (thrown: unknown) => void }

/** The worker's side of the protocol: one task, then done. */
export function serveWorker(port: MessagePort, renderers: Renderers): void {
  const send = (message: FromWorker): void => port.postMessage(message)
  const queue = openQueue<ExportDocument>()
  const stop = new AbortController()
  const waiting = new Map<number, Waiting>()
  let asked = 0
  const nothing = (): void => undefined

  const pdf: PdfPort = {
    missing: () =>
      new Promise((resolve, reject) => {
        asked += 1
        waiting.set(asked, { missing: resolve, bytes: nothing, fail: reject })
        send({ type: 'askPdfMissing', n: asked })
      }),
    render: (html) =>
      new Promise((resolve, reject) => {
        asked += 1
        waiting.set(asked, { missing: nothing, bytes: resolve, fail: reject })
        send({ type: 'askPdf', n: asked, html })
      }),
  }

  async function run(task: Task): Promise<void> {
    const ports = { files: nodeFiles(), clock: () => new Date(), freeBytes, pdf }
    try {
      send({ type: 'done', outcome: await runTask(task, { ports, renderers, documents: queue.items, step: (step) => send({ type: 'step', step }), signal: stop.signal }) })
    } catch (thrown) {
      send({ type: 'failed', error: toHostError(thrown) })
    }
  }

  function take(n: number): Waiting | undefined {
    const found = waiting.get(n)
    waiting.delete(n)
    return found
  }

  port.on('message', (message: ToWorker) => {
    switch (message.type) {
      case 'start':
        return void run(message.task)
      case 'documents':
        return queue.push(message.documents)
      case 'seal':
        return queue.close()
      case 'cancel':
        stop.abort()
        queue.close()
        for (const one of waiting.values()) one.fail(stop.signal.reason)
        return waiting.clear()
      case 'pdfMissing':
        return take(message.n)?.missing(message.why)
      case 'pdf':
        return take(message.n)?.bytes(message.bytes)
      case 'pdfFailed':
        return take(message.n)?.fail(fromHostError(message.error))
      default:
        return assertNever(message)
    }
  })
}
