import { standingVolumes, volumeCode, yearsOf } from '#shared/archive/volumes'
import { ofKind } from '#shared/model/kinds'
import { yearOf } from '#shared/text/partial-date'
import { hrefOf } from '../../app/route'
import type { ArchiveFacts } from './facts'
import { Board, Cells } from './spine-board'

const captions = ['全宗号', '目录号', '案卷号', '起年', '止年', '保管期限'] as const

/** 案卷 as they stand on the shelf, by 目录号 and 案卷号, as wide as their backs. */
export function VolumeShelf({ facts: { records, organisation } }: { readonly facts: ArchiveFacts }) {
  const volumes = standingVolumes(ofKind(records, 'archiveVolume'))
  if (volumes.length === 0) return null
  const year = (date: string | null) => (date === null ? '' : String(yearOf(date)))
  return (
    <section aria-labelledby="volume-shelf">
      <div className="shelf-head">
        <h2 id="volume-shelf">案卷</h2>
        <p className="quiet small">按件归档以前的，按目录号、案卷号排</p>
      </div>
      <Board captions={captions} label="案卷">
        {volumes.map((volume, index) => (
          <li key={volume.id} className={index > 0 && volumes[index - 1]?.catalogueNo !== volume.catalogueNo ? 'spine-apart' : undefined}>
            <a className={`spine spine-volume-${volume.thickness}`} href={hrefOf('archive', ['volume', volume.id])} aria-label={`案卷 ${volumeCode(organisation.fondsCode, volume)}，${volume.title}`} title={`${volume.title}　${yearsOf(volume)}，${volume.thickness} 毫米`}>
              <Cells cells={[organisation.fondsCode, volume.catalogueNo, String(volume.number), year(volume.from), year(volume.to ?? volume.from), volume.retention]} />
            </a>
          </li>
        ))}
      </Board>
    </section>
  )
}
