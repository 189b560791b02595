import { Worker } from 'node:worker_threads'
import { fromHostError, HouseError, toHostError } from '#shared/errors'
import type { ExportDocument } from '#shared/host'
import { assertNever } from '#shared/text/assert-never'
import type { FromWorker, ToWorker } from './protocol'
import { openQueue } from './queue'
import { runTask } from './run-task'
import type { Outcome, Renderers, Step, Task, TaskPorts } from './task'

export type Running = {
  readonly feed: (documents: readonly ExportDocument[]) => void
  readonly seal: () => void
  readonly cancel: () => void
  /** Rejects with a `HouseError` when the task as a whole failed. */
  readonly finished: Promise<Outcome>
}

/** Where tasks run. `ports` is the main thread's; a worker takes its own disk and borrows only the PDF port. */
export type Runner = {
  readonly start: (task: Task, ports: TaskPorts, onStep: (step: Step) => void) => Running
  readonly close: () => Promise<void>
}

/** In the caller's own thread: for tests and the command line. */
export function inlineRunner(renderers: Renderers): Runner {
  const open = new Set<Running>()
  return {
    start: (task, ports, onStep) => {
      const stop = new AbortController()
      const queue = openQueue<ExportDocument>()
      const finished = runTask(task, { ports, renderers, documents: queue.items, step: onStep, signal: stop.signal }).finally(() => open.delete(running))
      const running: Running = {
        feed: queue.push,
        seal: queue.close,
        cancel: () => {
          stop.abort()
          queue.close()
        },
        finished,
      }
      open.add(running)
      return running
    },
    close: async () => {
      const last = [...open]
      for (const running of last) running.cancel()
      await Promise.allSettled(last.map((running) => running.finished))
    },
  }
}

/** How long a worker may take to stop by itself when the host closes. */
const closeMs = 5000

/** A thread of its own for each task, ended with it. `workerUrl` is the bundled `worker.ts`. */
export function workerRunner(workerUrl: URL): Runner {
  const open = new Map<Running, Worker>()
  return {
    start: (task, ports, onStep) => {
      const worker = new Worker(workerUrl)
      const send = (message: ToWorker): void => worker.postMessage(message)
      const stop = new AbortController()
      const finished = new Promise<Outcome>((resolve, reject) => {
        worker.on('message', (message: FromWorker) => {
          switch (message.type) {
            case 'step':
              return onStep(message.step)
            case 'askPdfMissing':
              return void answer(message.n, async () => send({ type: 'pdfMissing', n: message.n, why: await ports.pdf.missing() }))
            case 'askPdf':
              return void answer(message.n, async () => send({ type: 'pdf', n: message.n, bytes: await ports.pdf.render(message.html, stop.signal) }))
            case 'done':
              return resolve(message.outcome)
            case 'failed':
              return reject(fromHostError(message.error))
            default:
              return assertNever(message)
          }
        })
        worker.on('error', (thrown) => reject(new HouseError('bug', {}, thrown instanceof Error ? thrown.message : String(thrown))))
        worker.on('exit', (code) => reject(new HouseError('bug', {}, `the job's thread ended with ${code}`)))
      }).finally(() => {
        open.delete(running)
        stop.abort()
        void worker.terminate()
      })
      async function answer(n: number, work: () => Promise<void>): Promise<void> {
        try {
          await work()
        } catch (thrown) {
          send({ type: 'pdfFailed', n, error: toHostError(thrown) })
        }
      }
      const running: Running = {
        feed: (documents) => send({ type: 'documents', documents }),
        seal: () => send({ type: 'seal' }),
        cancel: () => {
          send({ type: 'cancel' })
          stop.abort()
        },
        finished,
      }
      open.set(running, worker)
      send({ type: 'start', task })
      return running
    },
    close: async () => {
      const last = [...open]
      for (const [running] of last) running.cancel()
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, closeMs)
      })
      await Promise.race([Promise.allSettled(last.map(([running]) => running.finished)), late])
      clearTimeout(timer)
      for (const worker of open.values()) await worker.terminate()
    },
  }
}
