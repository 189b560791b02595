import { keyOfMade } from '#shared/archive/made-files'
import type { MadeDocument } from '#shared/documents/of-year'
import { attachedTo, originalFiles, originalLabel } from '#shared/duties/paper-original'
import { HouseError } from '#shared/errors'
import type { CallInput } from '#shared/host'
import { paperSource } from '#shared/model/paper-original'
import { call, putStaged } from '../data/host-client'
import { listRecords } from '../data/queries'
import { sessionStore } from '../data/session-store'
import { chunksOf } from './export-chunks'
import { tellMissingNumbers } from './page-numbers'

export type ExportOptions = {
  readonly year: number
  /** The folder below the year: 归档, 公开承诺. */
  readonly matter: string
  readonly formats?: readonly ('docx' | 'pdf')[]
  /** With a list of all files and their SHA-256 sums. */
  readonly manifest?: boolean
  /** Each file is kept among the vault's blobs too, to be frozen as 定稿. */
  readonly keep?: boolean
  /** What it is done for, where that is not the export: 存定稿. */
  readonly title?: string
}

type Fed = Extract<CallInput<'jobs.feed'>, { readonly documents: unknown }>['documents'][number]
/** `form`: into a superior's own Word form instead of our layout. */
type Exportable = MadeDocument & { readonly form?: NonNullable<Fed['form']> }

/**
 * Writes documents into `<vault>/导出/<年度>/<事项>/`, each with its 正本 beside it. Resolves with the job as soon as the host has them all, while it still writes;
 * shown with `JobProgress`. Where no PDF can be made, PDF is left out rather than failing once a document: the caller says so.
 */
export async function exportDocuments(made: readonly Exportable[], options: ExportOptions): Promise<string> {
  const vault = sessionStore.getState().session?.id
  if (vault === undefined) throw new HouseError('noVault')
  if (made.length === 0) throw new HouseError('refused', { why: '没有可导出的文书' })
  const createdAt = new Date().toISOString()
  const formats = [...(options.formats ?? (await formatsHere()))]
  const [attached, items] = await Promise.all([listRecords('paperOriginal'), listRecords('archiveItem')])
  const documents = made.map((one): Fed => {
    const originals = originalFiles(attachedTo(one.source ?? paperSource(one.sourceId, one.kind, one.part), one.title, attached, items)).map(({ sha256, name }) => ({ sha256, name, label: originalLabel(name) }))
    return {
      kind: one.kind, title: one.title, name: one.name, folder: one.folder, key: keyOfMade(one), formats: [...formats], document: one.document, createdAt,
      ...(one.form === undefined ? {} : { form: one.form }), ...(originals.length === 0 ? {} : { originals }),
    }
  })
  if (formats.includes('pdf')) tellMissingNumbers(made.map(({ document }) => document))
  const { job } = await call('jobs.start', { job: { type: 'export', vault, year: `${options.year}年度`, matter: options.matter, total: made.length, manifest: options.manifest ?? false, keep: options.keep ?? false, ...(options.title === undefined ? {} : { title: options.title }) } })
  try {
    for await (const chunk of chunksOf(documents)) {
      if (chunk.type === 'inline') await call('jobs.feed', { job, documents: [...chunk.documents] })
      else await call('jobs.feed', { job, vault, staged: await putStaged(chunk.json, vault) })
    }
    await call('jobs.seal', { job })
  } catch (thrown) {
    // A job that waits for documents nobody sends would wait for ever.
    await call('jobs.cancel', { job }).catch(() => undefined)
    throw thrown
  }
  return job
}

/** What can be written on this machine. */
export async function formatsHere(): Promise<readonly ('docx' | 'pdf')[]> {
  return (await call('app.state', {})).pdfMissing === '' ? ['docx', 'pdf'] : ['docx']
}
