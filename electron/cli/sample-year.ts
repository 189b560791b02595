import { createHash } from 'node:crypto'
import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { CommitDraft } from '#shared/commit/commit'
import { documentsOfYear, organisationOf } from '#shared/documents/of-year'
import { pledgeSummaries } from '#shared/duties/pledge-summary'
import { fromHostError, HouseError } from '#shared/errors'
import type { JobState } from '#shared/host'
import { ofKind } from '#shared/model/kinds'
import { reportFacts } from './report-facts'
import { openSample, sampleToday, sampleYearNumber } from '#shared/sample/year'
import { editionsFile } from '#host/jobs/editions'
import { openCommandHost, type CommandHost } from './command-host'

/**
 * `sample-year --out DIR`: the sample branch's whole year through the same host, duties, documents and export job as the app, without a screen.
 * Ids and the clock are fixed, so two runs give the same texts.
 */
export async function sampleYear(out: string): Promise<unknown> {
  const target = path.resolve(out)
  await mkdir(target, { recursive: true })
  if ((await readdir(target)).length > 0) throw new HouseError('badInput', { field: '--out 的文件夹要是空的' }, target)
  const room = await mkdtemp(path.join(tmpdir(), 'vanguard-sample-'))
  const ids = seededIds('sample-year')
  let clock = new Date(`${sampleToday}T10:00:00+08:00`)
  const command = await openCommandHost({ stateRoot: path.join(room, 'state'), home: path.join(room, 'home'), clock: () => clock })
  try {
    const book = openSample(ids)
    const organisation = organisationOf(book.records())
    const info = await command.call('vaults.create', { name: organisation.shortName, sample: true, place: null })
    const tab = ids()
    await command.call('vaults.open', { vault: info.id, tab, store: null })
    for (const [index, { day, step }] of book.steps.entries()) {
      clock = new Date(`${day}T10:00:00+08:00`)
      const commit: CommitDraft = { format: 1, id: ids(), actor: { name: '顾清源', post: '书记' }, title: step.title, final: step.final, answers: null, changes: step.records.map(({ before, after }) => ({ before, after })) }
      await command.call('journal.append', { vault: info.id, tab, expectedSeq: index + 1, commit })
    }
    clock = new Date(`${sampleToday}T10:00:00+08:00`)

    const documents = documentsOfYear(book.records(), sampleYearNumber, sampleToday)
    const { job } = await command.call('jobs.start', { job: { type: 'export', vault: info.id, year: `${sampleYearNumber}年度`, matter: '归档', total: documents.length, manifest: true } })
    for (const made of documents) {
      await command.call('jobs.feed', { job, documents: [{ kind: made.kind, title: made.title, name: made.name, folder: made.folder, formats: ['docx', 'pdf'], document: made.document, createdAt: clock.toISOString() }] })
    }
    await command.call('jobs.seal', { job })
    const state = await finished(command, job)
    const failure = state.failures[0]
    if (state.error !== null) throw fromHostError(state.error)
    if (failure !== undefined) throw new HouseError('bug', {}, `${failure.title}: ${failure.error.code} ${failure.error.technical}`)

    // The app's own note of editions belongs to the vault.
    await cp(state.folder, target, { recursive: true, filter: (from) => path.basename(from) !== editionsFile })
    const items = ofKind(book.records(), 'archiveItem').filter((item) => item.number !== null)
    const manifest = state.files.find((file) => file.kind === 'manifest')
    return {
      branch: organisation.name,
      members: ofKind(book.records(), 'member').length,
      documents: state.files.filter((file) => file.kind !== 'manifest').map(({ kind, title, file, sha256, pages }) => ({ kind, title, file, sha256, ...(pages === undefined ? {} : { pages }) })),
      reports: reportFacts(book.records(), sampleYearNumber),
      archive: { items: items.length, boxes: ofKind(book.records(), 'archiveBox').length },
      pledges: pledgeSummaries({ branch: organisation.shortName, members: ofKind(book.records(), 'member'), rounds: ofKind(book.records(), 'pledgeRound'), pledges: ofKind(book.records(), 'pledge'), today: sampleToday }),
      manifest: manifest?.file ?? '清单.sha256.txt',
    }
  } finally {
    await command.close()
    await rm(room, { recursive: true, force: true })
  }
}

/** Waits on the job's own events; there is no clock to poll by. */
function finished(command: CommandHost, id: string): Promise<JobState> {
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

/** Version 4 uuids that are the same in every run. */
export function seededIds(seed: string): () => string {
  let count = 0
  return () => {
    const hex = createHash('sha256').update(`${seed}:${count++}`).digest('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  }
}
