import { freezeItems } from '#shared/archive/freeze'
import { madeFiles } from '#shared/archive/made-files'
import { exportDocuments, formatsHere } from '../../app/export'
import { finishedJob } from '../../app/jobs'
import { carryOut } from '../../app/session'
import { allRecords } from '../../data/queries'
import { archiveFacts, toKeep, type ArchiveFacts } from './facts'

/**
 * 存定稿: Word and PDF of what was filed, kept by content. A paper already exported as it stands is recognised and not written again. Whoever goes to
 * another page leaves it running; what was whole when it is stopped is kept, the rest waits to be kept another time.
 */
export async function keepMade({ organisation, pack, year, today }: ArchiveFacts, only: ReadonlySet<string> | null, tell: (job: string) => void): Promise<void> {
  // Asked anew: right after 归档 what is on screen may still be the state before it.
  const { items, made } = toKeep(archiveFacts(await allRecords(), organisation, pack, year, today), only)
  if (made.length === 0) return
  const formats = await formatsHere()
  const id = await exportDocuments(made, { year, matter: '归档', formats, keep: true, title: `存定稿 ${year}年度` })
  tell(id)
  const kept = madeFiles(items, (await finishedJob(id)).files, formats)
  if (kept.length > 0) await carryOut(freezeItems(kept))
}
