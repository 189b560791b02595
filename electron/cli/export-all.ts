import { cp, mkdir, readdir } from 'node:fs/promises'
import path from 'node:path'
import { fromHostError, HouseError } from '#shared/errors'
import type { ExportDocument, JobState } from '#shared/host'
import { editionsFile } from '#host/jobs/editions'
import type { CommandHost } from './command-host'

/** The folder a command writes into: made when it is not there, and empty. */
export async function emptyFolder(out: string): Promise<string> {
  const target = path.resolve(out)
  await mkdir(target, { recursive: true })
  if ((await readdir(target)).length > 0) throw new HouseError('badInput', { field: '--out 的文件夹要是空的' }, target)
  return target
}

export type ExportAll = { readonly vault: string; readonly year: string; readonly matter: string; readonly manifest: boolean; readonly keep?: boolean; readonly documents: readonly ExportDocument[]; readonly target: string }

/** Documents through the app's own export job, then copied to where the person wants them. Any failure fails the command. */
export async function exportAll(command: CommandHost, { vault, year, matter, manifest, keep, documents, target }: ExportAll): Promise<JobState> {
  const { job } = await command.call('jobs.start', { job: { type: 'export', vault, year, matter, total: documents.length, manifest, keep: keep ?? false } })
  for (const document of documents) await command.call('jobs.feed', { job, documents: [document] })
  await command.call('jobs.seal', { job })
  const state = await finished(command, job)
  const failure = state.failures[0]
  if (state.error !== null) throw fromHostError(state.error)
  if (failure !== undefined) throw new HouseError('bug', {}, `${failure.title}: ${failure.error.code} ${failure.error.technical}`)
  // The app's own note of editions belongs to the vault.
  await cp(state.folder, target, { recursive: true, filter: (from) => path.basename(from) !== editionsFile })
  return state
}

/** Waits on the job's own events; there is no clock to poll by. */
export function finished(command: CommandHost, id: string): Promise<JobState> {
  return new Promise((resolve) => {
    const look = (job: JobState) => {
      if (job.id !== id || job.state === 'running') return
      off()
      resolve(job)
    }
    const off = command.host.events.subscribe(({ event }) => {
      if (event.type === 'job') look(event.job)
    })
    void command.call('jobs.list', {}).then(({ jobs }) => jobs.forEach(look))
  })
}
