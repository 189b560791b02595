import { parentPort } from 'node:worker_threads'
import { renderers } from './renderers'
import { serveWorker } from './serve-worker'

/** Entry of the job worker, built to dist/host/worker.js. */
if (parentPort === null) throw new Error('worker.ts runs in a worker thread only')
serveWorker(parentPort, renderers)
