import { Button } from 'antd'
import { PageTabs } from '../../ui/page-tabs'
import { Page, PageHeader } from '../page-header'
import { go } from '../route'
import { useBoxes, useMachineDesk, type BoxPlace } from './boxes'
import { ChooseBox } from './choose-box'
import { useGiveUp } from './give-up'
import { useHandOut } from './hand-out'
import { HandOutPage } from './hand-out-page'
import { MachineFrame } from './machine-frame'
import { OpenBox } from './open-box'
import { ReadBoxes } from './read-boxes'
import { VotingDesk } from './voting-desk'
import './machine.css'

/** 无记名机投 of whatever room asks for it, under its `MachineDeskContext`. Which stage a box is at, the host knows. */
export function MachinePage({ electorateId }: { readonly electorateId: string | null }) {
  const { figures, boxPath } = useMachineDesk()
  const { places } = useBoxes()
  if (places === null) return <Page header={<PageHeader title="无记名机投" />}>{null}</Page>
  const place = places.find(({ electorate }) => electorate.id === electorateId) ?? places.find(({ status }) => status.state === 'open') ?? places[0]
  if (place === undefined) return null
  return (
    <>
      {places.length > 1 && <PageTabs label="谁投票" tabs={places.map(({ electorate: { id, name } }) => ({ id, name }))} chosen={place.electorate.id} onChoose={(id) => go(figures.place, boxPath(id), { replace: true })} />}
      <Stage key={place.electorate.id} place={place} />
    </>
  )
}

function Stage({ place }: { readonly place: BoxPlace }) {
  const hand = useHandOut((store) => store.now)
  switch (place.status.state) {
    case 'none':
      return <ChooseBox place={place} />
    case 'locked':
      return hand !== null && hand.session === place.address.session ? <HandOutPage place={place} now={hand} /> : <OpenBox place={place} />
    case 'open':
      return <VotingDesk place={place} />
    case 'closed':
      // Kept already, but the power went before the box was destroyed.
      return place.electorate.kept ? <Kept place={place} /> : <ReadBoxes asked={place} />
    case 'cleared':
      return <Kept place={place} />
    case 'broken':
      return <Broken place={place} />
  }
}

/** Deleted, or put aside by a virus scanner: said, with both ways on. */
function Broken({ place }: { readonly place: BoxPlace }) {
  const { status } = place
  const giving = useGiveUp(place)
  return (
    <MachineFrame place={place} fact={status.cast > 0 ? `投了 ${status.cast} 张，票箱打不开` : '票箱打不开'} acts={giving.button} below={giving.strip}>
      <section className="machine-lost" role="alert">
        <h2>{status.broken}</h2>
        <p>可能被删了，也可能被杀毒软件隔离了。先到杀毒软件的隔离区、回收站里找，照原样放回去，这一页自己就接着办，一张票不丢。找不回来，就作废这一箱，改用纸票重新测评。</p>
      </section>
    </MachineFrame>
  )
}

function Kept({ place }: { readonly place: BoxPlace }) {
  const { paper, figures, keptWords } = useMachineDesk()
  const { look, destroy } = useBoxes()
  // What a hand typed over the count since, or an old backup laid over the books, does not bring the ballots back: the box was opened.
  const kept = place.status.cast > 0
  const left = place.status.state === 'closed'
  const next = kept ? figures : { ...paper, label: '用纸票' }
  return (
    <MachineFrame
      place={place} fact={!kept ? '这一箱作废了' : place.electorate.kept ? '票数记在账里' : '票箱开过了'}
      acts={left ? <Button type="primary" onClick={() => void destroy([place.electorate.id]).then(look)}>销毁票箱</Button> : <Button type="primary" onClick={() => go(next.place, next.path)}>{next.label}</Button>}
    >
      <p>{left ? '票数已经记进账里，票箱文件还在，把它销毁。' : kept ? `票箱开过了，票箱文件已经销毁。${place.electorate.kept ? keptWords : '账上现在的票数不是从票箱来的：后来重录过，或者是从以前的备份恢复的。箱里的票再也没有了，以当时印出来的汇总表、结果表为准。'}` : '这一箱里没有可以记的票，已经销毁。一次测评只设一个票箱，请用纸票重新测评。'}</p>
    </MachineFrame>
  )
}
