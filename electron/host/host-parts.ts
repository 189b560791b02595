import type { HostEvent } from '#shared/host'
import type { PrintDocument } from '#shared/paper/print-document'
import type { Jobs } from './jobs/jobs'
import type { Vaults } from './vaults'
import type { FormTags } from './word/form-tags'

export type Sheet = { readonly sheets: readonly { readonly name: string; readonly rows: readonly (readonly string[])[] }[]; readonly encoding: string }

/** What the host core is put together from; each can be replaced in a test. */
export type HostParts = {
  readonly createJobs: (room: { readonly vaults: Vaults; readonly emit: (event: HostEvent['event']) => void }) => Omit<Jobs, 'finished'>
  readonly readSheet: (bytes: Uint8Array, name: string) => Promise<Sheet>
  readonly readForm: (bytes: Uint8Array, name: string) => FormTags
  readonly toHtml: (document: PrintDocument, blobUrl: (sha256: string) => string) => string
}
