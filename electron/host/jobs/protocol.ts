import type { HostError } from '#shared/errors'
import type { ExportDocument } from '#shared/host'
import type { Outcome, Step, Task } from './task'

/** Between the host and a job's worker thread. The PDF port stays in the main thread: its requests are numbered and answered. */
export type ToWorker =
  | { readonly type: 'start'; readonly task: Task }
  | { readonly type: 'documents'; readonly documents: readonly ExportDocument[] }
  | { readonly type: 'seal' }
  | { readonly type: 'cancel' }
  | { readonly type: 'pdfMissing'; readonly n: number; readonly why: string }
  | { readonly type: 'pdf'; readonly n: number; readonly bytes: Uint8Array }
  | { readonly type: 'pdfFailed'; readonly n: number; readonly error: HostError }

export type FromWorker =
  | { readonly type: 'step'; readonly step: Step }
  | { readonly type: 'askPdfMissing'; readonly n: number }
  | { readonly type: 'askPdf'; readonly n: number; readonly html: string }
  | { readonly type: 'done'; readonly outcome: Outcome }
  | { readonly type: 'failed'; readonly error: HostError }
