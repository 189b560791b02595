import { createHash } from 'node:crypto'
import { cp } from 'node:fs/promises'
import path from 'node:path'
import { freezeItems } from '#shared/archive/freeze'
import { madeFiles } from '#shared/archive/made-files'
import { planBag } from '#shared/archive/plan-bag'
import type { CommitDraft } from '#shared/commit/commit'
import { organisationOf } from '#shared/documents/of-year'
import { fromHostError } from '#shared/errors'
import type { JobState } from '#shared/host'
import type { Book } from '#shared/sample/book'
import { sampleToday, sampleYearNumber } from '#shared/sample/year'
import { verifyBag } from '#host/bag/verify-bag'
import { nodeFiles } from '#host/node-files'
import type { CommandHost } from './command-host'
import { finished } from './export-all'

export type SampleBag = { readonly vault: string; readonly tab: string; readonly book: Book; readonly state: JobState; readonly ids: () => string; readonly target: string }

/** The archived items' papers kept as they were, and the year's bag written by the app's own job; then copied, and the copy read from end to end. */
export async function sampleBag(command: CommandHost, { vault, tab, book, state, ids, target }: SampleBag): Promise<unknown> {
  book.on(sampleToday, () => freezeItems(madeFiles(book.all('archiveItem'), state.files, ['docx', 'pdf'])))
  const step = book.steps.at(-1)?.step
  if (step === undefined) throw new Error('the sample has steps')
  const commit: CommitDraft = { format: 1, id: ids(), actor: { name: '顾清源', post: '书记' }, title: step.title, final: step.final, answers: null, changes: step.records.map(({ before, after }) => ({ before, after })) }
  await command.call('journal.append', { vault, tab, expectedSeq: book.steps.length, commit })
  const plan = planBag({ organisation: organisationOf(book.records()), year: sampleYearNumber, items: book.all('archiveItem'), boxes: book.all('archiveBox'), exported: state.files, software: '先锋档案盒' })
  const json = Buffer.from(JSON.stringify(plan))
  const staged = createHash('sha256').update(json).digest('hex')
  await command.host.putBlob({ sha256: staged, vault: null, stage: true, body: (async function* () { yield json })() })
  const { job } = await command.call('jobs.start', { job: { type: 'bag', vault, year: sampleYearNumber, place: null, plan: staged } })
  const written = await finished(command, job)
  if (written.error !== null) throw fromHostError(written.error)
  const dir = path.join(target, 'bag')
  await cp(written.folder, dir, { recursive: true })
  const { ok, files, bad } = await verifyBag(nodeFiles(), dir)
  return { dir: 'bag', files, ok, bad }
}
