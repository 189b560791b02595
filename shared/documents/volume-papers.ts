import { byVolume } from '#shared/archive/volumes'
import type { ArchiveVolume } from '#shared/model/archive-volume'
import type { Organisation } from '#shared/model/organisation'
import { volumeContents, volumeCover, volumeList, volumeNote } from './archive-volume'
import { makeDocument } from './document'
import type { MadeDocument } from './of-year'

/** The sheets of every 案卷 and the 案卷目录, as they go out with them; of no year. */
export function volumePapers(organisation: Organisation, volumes: readonly ArchiveVolume[]): readonly MadeDocument[] {
  const made = (kind: string, sourceId: string, document: MadeDocument['document']): MadeDocument => ({ kind, title: document.title, name: document.title, folder: '案卷', sourceId, part: '', document })
  const standing = [...volumes].sort(byVolume)
  return [
    made(volumeList.kind, organisation.id, makeDocument(volumeList, { organisation, volumes: standing })),
    ...standing.flatMap((volume) => [volumeCover, volumeContents, volumeNote].map((sheet) => made(sheet.kind, volume.id, makeDocument(sheet, { organisation, volume })))),
  ]
}
