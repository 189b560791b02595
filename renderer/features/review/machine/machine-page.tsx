import { Button } from 'antd'
import { channelName } from '#shared/duties/review-count'
import { Page, PageHeader } from '../../../app/page-header'
import { go } from '../../../app/route'
import { PageTabs } from '../../../ui/page-tabs'
import { useReviewSession } from '../use-review'
import { ChooseBox } from './choose-box'
import { useHandOut } from './hand-out'
import { HandOutPage } from './hand-out-page'
import { MachineFrame } from './machine-frame'
import { OpenBox } from './open-box'
import { ReadBoxes } from './read-boxes'
import { useBoxes, useDestroyBoxes, type BoxPlace } from './use-boxes'
import { VotingDesk } from './voting-desk'
import './machine.css'

/** 无记名机投 of this session: `#/review/<id>/machine/<channel>`. Which stage it is at, the host knows. */
export function MachinePage({ channelId }: { readonly channelId: string | null }) {
  const { review } = useReviewSession()
  const { places, missing, look } = useBoxes()
  if (places === null) return <Page header={<PageHeader title="无记名机投" />}>{null}</Page>
  const place = places.find(({ channel }) => channel.id === channelId) ?? places.find(({ status }) => status.state === 'open') ?? places[0]
  if (place === undefined) return null
  return (
    <>
      {places.length > 1 && <PageTabs label="谁投票" tabs={places.map(({ channel }) => ({ id: channel.id, name: channelName(channel) }))} chosen={place.channel.id} onChoose={(id) => go('review', [review.id, 'machine', id], { replace: true })} />}
      <Stage key={place.channel.id} place={place} places={places} missing={missing} look={look} />
    </>
  )
}

function Stage({ place, places, missing, look }: { readonly place: BoxPlace; readonly places: readonly BoxPlace[]; readonly missing: string; readonly look: () => Promise<void> }) {
  const { review } = useReviewSession()
  const hand = useHandOut((store) => store.now)
  switch (place.status.state) {
    case 'none':
      return <ChooseBox place={place} places={places} missing={missing} look={look} />
    case 'locked':
      return hand !== null && hand.session === place.address.session ? <HandOutPage place={place} now={hand} /> : <OpenBox place={place} look={look} />
    case 'open':
      return <VotingDesk place={place} look={look} />
    case 'closed':
      // Kept already, but the power went before the box was destroyed.
      return review.machine.some((box) => box.channelId === place.channel.id) ? <Kept place={place} look={look} /> : <ReadBoxes asked={place} places={places} look={look} />
    case 'cleared':
      return <Kept place={place} look={look} />
  }
}

function Kept({ place, look }: { readonly place: BoxPlace; readonly look: () => Promise<void> }) {
  const { review } = useReviewSession()
  const destroyBoxes = useDestroyBoxes()
  // What a hand typed over the count since does not bring the ballots back: the box was opened.
  const kept = place.status.cast > 0
  const left = place.status.state === 'closed'
  return (
    <MachineFrame
      place={place} fact={kept ? '票数记在账里' : '这一箱作废了'}
      acts={left ? <Button type="primary" onClick={() => void destroyBoxes([place.channel.id]).then(look)}>销毁票箱</Button> : <Button type="primary" onClick={() => go('review', kept ? [review.id, 'count'] : [review.id, 'paper', 'ballot'])}>{kept ? '去计票' : '用纸票'}</Button>}
    >
      <p>{left ? '票数已经记进账里，票箱文件还在，把它销毁。' : kept ? '票箱开过了，票箱文件已经销毁。账上的票数在“计票”里，定数以前看一看有没有全票一致的。' : '这一箱里没有可以记的票，已经销毁。一次测评只设一个票箱，请用纸票重新测评。'}</p>
    </MachineFrame>
  )
}
