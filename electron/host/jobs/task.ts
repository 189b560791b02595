import type { HostError } from '#shared/errors'
import type { ExportDocument, ExportedFile, JobState } from '#shared/host'
import type { PrintDocument } from '#shared/paper/print-document'
import type { Files, PdfPort } from '../ports'

/**
 * What a job is once the host has looked up vaults and folders: plain data with absolute paths, so that it can cross into a
 * worker thread. Nothing here knows of vaults that are open.
 */
export type ExportTask = { readonly type: 'export'; readonly folder: string; /** The vault's folder, with its blobs for pictures. */ readonly root: string; readonly total: number; readonly manifest: boolean; /** Each file goes among the vault's blobs too. */ readonly keep: boolean }
export type BackupTask = {
  readonly type: 'backup'
  readonly vault: { readonly id: string; readonly name: string }
  readonly root: string
  /** A copy of vault.json, journal, snapshots and drafts made while nothing was appended. */
  readonly frozen: string
  readonly folder: string
  readonly app: string
}
export type RestoreTask = {
  readonly type: 'restore'
  readonly file: string
  readonly fileName: string
  /** The new vault's folder is made in here. */
  readonly place: string
  readonly name: string
  /** Ids already used on this machine; a restored copy of one of them gets `freshId`. */
  readonly takenIds: readonly string[]
  readonly freshId: string
}
export type RehearseTask = { readonly type: 'rehearse'; readonly vault: { readonly id: string; readonly name: string }; readonly frozen: string; readonly backups: readonly string[]; readonly temp: string }
/** `folder`: where the bag's own folder is made; `own`: it is the vault's. `plan`: a file with a `BagPlan`. `exports`: the year's exported papers. */
export type BagTask = { readonly type: 'bag'; readonly vault: string; readonly root: string; readonly folder: string; readonly own: boolean; readonly exports: string; readonly plan: string }
/** A bag from elsewhere (`bag`: its folder) into the vault's blobs. */
export type TakeBagTask = { readonly type: 'takeBag'; readonly vault: string; readonly root: string; readonly bag: string }
/** Every kept file against its name, every file a record names against what is kept. `frozen`: as for a backup. */
export type CheckTask = { readonly type: 'check'; readonly vault: string; readonly root: string; readonly frozen: string }
export type Task = ExportTask | BackupTask | RestoreTask | RehearseTask | BagTask | TakeBagTask | CheckTask

/** What makes files of documents; the real ones are wired in `renderers.ts`. */
export type Renderers = {
  readonly writeDocx: (document: PrintDocument, options: { readonly createdAt: Date; readonly pictures: (sha256: string) => Uint8Array | undefined }) => Promise<Uint8Array>
  readonly fillForm: (bytes: Uint8Array, name: string, data: Readonly<Record<string, unknown>>) => Uint8Array
  readonly toHtml: (document: PrintDocument, options: { readonly mode: 'paper'; readonly blobUrl: (sha256: string) => string }) => string
}

/** The few ports a task needs; in a worker the PDF port answers from the main thread. */
export type TaskPorts = { readonly files: Files; readonly clock: () => Date; readonly freeBytes: (path: string) => Promise<number>; readonly pdf: PdfPort }

/** One step of progress: counters as they now stand, one more file, one more failure. */
export type Step = {
  readonly done?: number
  readonly total?: number
  readonly current?: string
  readonly file?: ExportedFile
  readonly failure?: { readonly title: string; readonly error: HostError }
}

export type TaskRoom = {
  readonly ports: TaskPorts
  readonly renderers: Renderers
  readonly documents: AsyncIterable<ExportDocument>
  readonly step: (step: Step) => void
  readonly signal: AbortSignal
}

export type Summary = NonNullable<JobState['summary']>
export type Outcome = {
  readonly cancelled: boolean
  /** The folder where what was made lies. */
  readonly folder: string
  readonly summary: Summary | null
  /** restore: what the books said of themselves, for the last comparison with the vault as it opens. */
  readonly restored: { readonly stateDigest: string; readonly seq: number; readonly freshId: boolean } | null
}
