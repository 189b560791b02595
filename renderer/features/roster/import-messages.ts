import type { ImportDryRun, ImportRow } from '#shared/duties/roster-import'
import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'

/** What passes between the page and the worker that does the dry run. Large things go in slices: copying them is work of the page too. */
export type ToWorker =
  | { readonly type: 'file'; readonly bytes: ArrayBuffer }
  | { readonly type: 'members'; readonly members: readonly Member[]; readonly first: boolean }
  | { readonly type: 'run'; readonly sheet: number; readonly organisation: Organisation; readonly context: { readonly today: string; readonly rulePack: string; readonly seq: number } }

export type SheetInfo = { readonly name: string; readonly rows: number }
export type FromWorker =
  | { readonly type: 'sheets'; readonly sheets: readonly SheetInfo[]; readonly picked: number | null }
  | { readonly type: 'rows'; readonly rows: readonly ImportRow[]; readonly total: number }
  | { readonly type: 'result'; readonly result: Omit<ImportDryRun, 'rows'> }
  | { readonly type: 'failed'; readonly technical: string }
