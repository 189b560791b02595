import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gallery } from '#shared/documents/gallery'
import { organisationOf } from '#shared/documents/of-year'
import { openSample, sampleToday, sampleYearNumber } from '#shared/sample/year'
import { openCommandHost } from './command-host'
import { emptyFolder, exportAll } from './export-all'
import { seededIds } from './sample-year'

/** `gallery --out DIR`: every paper of 文书样式, filled from the sample branch, as Word and PDF through the app's own export job. */
export async function galleryFiles(out: string): Promise<unknown> {
  const target = await emptyFolder(out)
  const room = await mkdtemp(path.join(tmpdir(), 'vanguard-gallery-'))
  const clock = new Date(`${sampleToday}T10:00:00+08:00`)
  const command = await openCommandHost({ stateRoot: path.join(room, 'state'), home: path.join(room, 'home'), clock: () => clock })
  try {
    const records = openSample(seededIds('sample-year')).records()
    const { id: vault } = await command.call('vaults.create', { name: organisationOf(records).shortName, sample: true, place: null })
    const documents = gallery({ records, year: sampleYearNumber, today: sampleToday }).map(({ kind, name, group, make }) => ({
      kind, title: name, name, folder: group, formats: ['docx' as const, 'pdf' as const], document: make(), createdAt: clock.toISOString(),
    }))
    const { files } = await exportAll(command, { vault, year: `${sampleYearNumber}年度`, matter: '文书样式', manifest: false, documents, target })
    return files.map(({ kind, title, file, sha256 }) => ({ kind, title, file, sha256 }))
  } finally {
    await command.close()
    await rm(room, { recursive: true, force: true })
  }
}
