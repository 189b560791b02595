import type { ExportDocument, HostEvent, JobRequest, JobState } from '#shared/host'
import type { PrintDocument } from '#shared/paper/print-document'
import type { Vaults } from './vaults'

export type Jobs = {
  readonly start: (request: JobRequest) => Promise<string>
  readonly feed: (id: string, documents: readonly ExportDocument[]) => Promise<void>
  readonly seal: (id: string) => Promise<void>
  readonly cancel: (id: string) => Promise<void>
  readonly list: () => readonly JobState[]
  readonly running: () => boolean
  readonly close: () => Promise<void>
}

export type Sheet = { readonly sheets: { readonly name: string; readonly rows: string[][] }[]; readonly encoding: string }

/** What the host core is put together from; each can be replaced in a test. */
export type HostParts = {
  readonly createJobs: (room: { readonly vaults: Vaults; readonly emit: (event: HostEvent['event']) => void }) => Jobs
  readonly readSheet: (bytes: Uint8Array, name: string) => Promise<Sheet>
  readonly toHtml: (document: PrintDocument, blobUrl: (sha256: string) => string) => string
}
