import { toHtml } from '#shared/paper/html'
import { assembleHost, type Host } from './assemble-host'
import { createJobs } from './jobs/jobs'
import { workerRunner, type Runner } from './jobs/runner'
import type { Ports } from './ports'
import { readSheet } from './sheet/read-sheet'
import { tagsOf } from './word/form-tags'
import { openForm } from './word/open-form'

export type { BlobAddress, Host } from './assemble-host'

/** The bundle puts the worker beside the file this line ends up in; the name is kept apart so that no bundler rewrites it. */
const here = import.meta.url
const worker = 'worker.js'

/** Builds every handler once. Jobs run in threads of their own unless another runner is given. */
export function createHost(ports: Ports, options: { readonly runner?: Runner } = {}): Promise<Host> {
  return assembleHost(ports, {
    createJobs: ({ vaults, emit }) => createJobs({ ports, vaults, emit, runner: options.runner ?? workerRunner(new URL(worker, here)) }),
    readSheet,
    readForm: (bytes, name) => tagsOf(openForm(bytes, name)),
    toHtml: (document, blobUrl) => toHtml(document, { mode: 'paper', blobUrl }),
  })
}
