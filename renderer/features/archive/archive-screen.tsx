import { EmptyState } from '../../ui/empty-state'
import { go, useRoute } from '../../app/route'
import { ofKind } from '#shared/model/kinds'
import { BagPage } from './bag-page'
import { BoxPage } from './box-page'
import { BoxesPage } from './boxes-page'
import { CheckPage } from './check-page'
import { DuePage } from './due-page'
import { ExportPage } from './export-page'
import { FilePage } from './file-page'
import { InspectPage } from './inspect-page'
import { ItemPage, RegisterPage } from './item-page'
import { KeepPage } from './keep-page'
import { ReceivePage } from './receive-page'
import { ReceivedPage } from './received-page'
import { ShelfPage } from './shelf-page'
import { TakeInPage } from './take-in-page'
import { useArchive } from './use-archive'
import { NewVolumePage, VolumePage } from './volume-page'
import { VolumesPage } from './volumes-page'
import './archive.css'

/** 档案盒. Its pages: the shelf (with a working box in the panel), 收件, 登记纸质件, one item, 归档, one final box, 导出. */
export function ArchiveScreen() {
  const { path, query } = useRoute()
  const facts = useArchive()
  if (facts === null) return <p className="archive-waiting" role="status">正在看盒里有什么</p>
  const [page, id, part] = path
  switch (page) {
    case 'take-in':
      return <TakeInPage facts={facts} />
    case 'register':
      return <RegisterPage key={`${query['box'] ?? ''} ${query['title'] ?? ''}`} facts={facts} box={query['box'] ?? ''} title={query['title'] ?? ''} />
    case 'file':
      return <FilePage facts={facts} />
    case 'export':
      // Another year in hand is another export.
      return <ExportPage key={facts.year} facts={facts} jobId={id === String(facts.year) ? (part ?? null) : null} />
    case 'item': {
      const item = facts.items.find((one) => one.id === id)
      return item === undefined ? <Gone /> : <ItemPage key={item.id} facts={facts} item={item} />
    }
    case 'box': {
      const box = facts.boxes.find((one) => one.id === id)
      return box === undefined ? <Gone /> : <BoxPage key={box.id} facts={facts} box={box} part={part ?? ''} />
    }
    case 'keep':
      return <KeepPage key={facts.year} facts={facts} jobId={id ?? null} />
    case 'bag':
      return <BagPage key={facts.year} facts={facts} />
    case 'receive':
      return <ReceivePage facts={facts} />
    case 'received': {
      const bag = ofKind(facts.records, 'receivedBag').find((one) => one.id === id)
      return bag === undefined ? <Gone /> : <ReceivedPage key={bag.id} bag={bag} />
    }
    case 'volumes':
      return <VolumesPage facts={facts} />
    case 'volume': {
      const volume = ofKind(facts.records, 'archiveVolume').find((one) => one.id === id)
      return id === 'new' ? <NewVolumePage facts={facts} /> : volume === undefined ? <Gone /> : <VolumePage key={volume.id} facts={facts} volume={volume} part={part ?? ''} />
    }
    case 'boxes':
      return <BoxesPage facts={facts} />
    case 'due':
      return <DuePage facts={facts} />
    case 'inspect':
      return <InspectPage facts={facts} />
    case 'check':
      return <CheckPage />
    default:
      return <ShelfPage facts={facts} chosen={page === 'working' ? (id ?? null) : null} />
  }
}

function Gone() {
  return (
    <EmptyState drawing="box" title="这里没有这一件" act={{ label: '回档案盒', onAct: () => go('archive') }}>
      可能已经撤销，或者去掉了。
    </EmptyState>
  )
}
