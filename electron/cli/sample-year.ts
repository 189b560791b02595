import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { keyOfMade } from '#shared/archive/made-files'
import type { CommitDraft } from '#shared/commit/commit'
import { documentsOfYear, organisationOf } from '#shared/documents/of-year'
import { pledgeSummaries } from '#shared/duties/pledge-summary'
import { ofKind } from '#shared/model/kinds'
import { reportFacts } from './report-facts'
import { sampleBag } from './sample-bag'
import { openSample, sampleToday, sampleYearNumber } from '#shared/sample/year'
import { openCommandHost } from './command-host'
import { emptyFolder, exportAll } from './export-all'

/**
 * `sample-year --out DIR`: the sample branch's whole year through the same host, duties, documents and export job as the app, without a screen.
 * Ids and the clock are fixed, so two runs give the same texts.
 */
export async function sampleYear(out: string): Promise<unknown> {
  const target = await emptyFolder(out)
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

    const createdAt = clock.toISOString()
    const documents = documentsOfYear(book.records(), sampleYearNumber, sampleToday).map((made) => ({ kind: made.kind, title: made.title, name: made.name, folder: made.folder, key: keyOfMade(made), formats: ['docx' as const, 'pdf' as const], document: made.document, createdAt }))
    const state = await exportAll(command, { vault: info.id, year: `${sampleYearNumber}年度`, matter: '归档', manifest: true, keep: true, documents, target })
    const bag = await sampleBag(command, { vault: info.id, tab, book, state, ids, target })
    const items = ofKind(book.records(), 'archiveItem').filter((item) => item.number !== null)
    const manifest = state.files.find((file) => file.kind === 'manifest')
    return {
      branch: organisation.name,
      members: ofKind(book.records(), 'member').length,
      documents: state.files.filter((file) => file.kind !== 'manifest').map(({ kind, title, file, sha256, pages }) => ({ kind, title, file, sha256, ...(pages === undefined ? {} : { pages }) })),
      reports: reportFacts(book.records(), sampleYearNumber),
      archive: { items: items.length, boxes: ofKind(book.records(), 'archiveBox').length },
      pledges: pledgeSummaries({ branch: organisation.shortName, members: ofKind(book.records(), 'member'), rounds: ofKind(book.records(), 'pledgeRound'), pledges: ofKind(book.records(), 'pledge'), today: sampleToday }),
      bag,
      manifest: manifest?.file ?? '清单.sha256.txt',
    }
  } finally {
    await command.close()
    await rm(room, { recursive: true, force: true })
  }
}

/** Version 4 uuids that are the same in every run. */
export function seededIds(seed: string): () => string {
  let count = 0
  return () => {
    const hex = createHash('sha256').update(`${seed}:${count++}`).digest('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  }
}
