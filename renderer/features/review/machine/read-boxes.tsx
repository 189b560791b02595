import { Button, Input } from 'antd'
import { useState } from 'react'
import { channelName } from '#shared/duties/review-count'
import { listFindings, onPaper, recordBoxes, type BoxCount } from '#shared/duties/review-machine'
import type { Finding } from '#shared/rules/findings'
import { go } from '../../../app/route'
import { call } from '../../../data/host-client'
import { Field } from '../../../ui/field'
import { FindingList } from '../../../ui/finding-list'
import { begin, useCountingDesk, type Count } from '../counting-desk'
import { useReviewSession } from '../use-review'
import { useGiveUp } from './give-up'
import { MachineFrame } from './machine-frame'
import { useSlips } from './slip-pad'
import { useDestroyBoxes, type BoxPlace } from './use-boxes'

/** 开箱: every closed box with its two slips; what comes out goes into the books in one commit, or on to the count of what came on paper. */
export function ReadBoxes({ asked, places, look }: { readonly asked: BoxPlace; readonly places: readonly BoxPlace[]; readonly look: () => Promise<void> }) {
  const { review, pack, canWrite, save } = useReviewSession()
  const put = useCountingDesk((desk) => desk.put)
  const destroyBoxes = useDestroyBoxes()
  const counting = useCountingDesk((desk) => desk.count !== null)
  const [names, setNames] = useState<readonly [string, string]>(['', ''])
  const [read, setRead] = useState<readonly BoxCount[]>([])
  const [findings, setFindings] = useState<readonly Finding[]>([])
  const [busy, setBusy] = useState(false)
  const closed = places.filter((place) => place.status.state === 'closed')
  const open = closed.find((place) => !read.some((one) => one.channelId === place.channel.id))
  const others = places.filter((place) => place.status.state === 'open' || place.status.state === 'locked' || place.status.state === 'broken')
  const place = open ?? asked
  const [one, two] = names.map((name) => name.trim())
  const paper = onPaper(review, closed.map(({ channel }) => ({ channelId: channel.id })))
  const why = !canWrite ? '现在只能看，不能改' : one === '' || two === '' ? '写上两名监票人' : one === two ? '要是两个人' : others.length > 0 ? `${others.map(({ channel }) => channelName(channel)).join('、')}的票箱还没有封，封了或者作废了再开` : counting ? '另一次评议的票还没录完' : ''
  const by = [one ?? '', two ?? ''] as const

  const again = async () => {
    setBusy(true)
    await finish(read)
    setBusy(false)
  }
  const finish = async (boxes: readonly BoxCount[]) => {
    if (boxes.every((box) => box.totals.ballots === 0)) {
      // Nothing was ever sealed: there is nothing to keep.
      await destroyBoxes(boxes.map((box) => box.channelId))
      return
    }
    if (paper.length > 0) return
    const outcome = await save((now) => recordBoxes(now, { boxes, by }, pack))
    if (outcome?.ok !== true) {
      setFindings(outcome?.findings ?? [])
      return
    }
    await destroyBoxes(boxes.map((box) => box.channelId))
    go('review', [review.id, 'count'])
  }
  const enter = async (both: [string, string]) => {
    setFindings([])
    const { lost, dropped, ...totals } = await call('ballot.read', { ...place.address, slips: both })
    const boxes = [...read, { channelId: place.channel.id, totals, lost, dropped }]
    setRead(boxes)
    if (boxes.length === closed.length) await finish(boxes)
    await look()
  }
  const slips = useSlips({ act: closed.length - read.length > 1 ? '开这一箱' : paper.length > 0 ? '开箱' : '开箱，记进账里', title: '票箱没有打开', reason: why, onBoth: enter })
  const toPaper = (how: Count['how']) => {
    const other = listFindings(review, read)
    setFindings(other)
    if (other.length > 0) return
    put(begin(review, how, by, read))
    go('review', [review.id, 'count'])
  }
  const all = open === undefined
  const giving = useGiveUp(place, look)
  return (
    <MachineFrame
      place={place} fact={`封了箱，投了 ${place.status.cast + place.status.dropped} 张${place.status.dropped > 0 ? `，其中 ${place.status.dropped} 张作废` : ''}`}
      acts={!all ? <>{giving.button}{giving.strip === undefined && slips.button}</> : paper.length > 0 ? <><Button onClick={() => toPaper('sheets')}>纸票一张一张录</Button><Button type="primary" onClick={() => toPaper('twice')}>纸票两人录入</Button></> : <Button type="primary" loading={busy} onClick={() => void again()}>再记一次</Button>}
      below={giving.strip ?? (findings.length === 0 ? undefined : <FindingList findings={findings} label="还不能记" />)}
    >
      {all ? (
        <p role="status">{closed.length > 1 ? '票箱都开了' : '开了箱'}，票数只在内存里，关了程序就没有了，要重新开箱。{paper.length > 0 ? `还有 ${paper.map((channel) => `${channelName(channel)} ${channel.issued} 张`).join('、')}是纸票，接着录，合起来一次记进账里。` : ''}</p>
      ) : (
        <>
          <section>
            <h2>监票人</h2>
            <div className="fields-two">
              <Field label="第一名监票人" required>{(control) => <Input {...control} autoComplete="off" value={names[0]} maxLength={50} onChange={(event) => setNames([event.target.value, names[1]])} />}</Field>
              <Field label="第二名监票人" required>{(control) => <Input {...control} autoComplete="off" value={names[1]} maxLength={50} onChange={(event) => setNames([names[0], event.target.value])} />}</Field>
            </div>
          </section>
          <section>
            <h2>{closed.length > 1 ? `开箱：${channelName(place.channel)}（第 ${read.length + 1} 个，共 ${closed.length} 个）` : '开箱'}</h2>
            <p>票数只出来这一次，直接记进账里：两名监票人的姓名、没有封存重新投的和作废的张数一起记。记好以后，票箱文件当场销毁。</p>
            {slips.pads}
          </section>
        </>
      )}
    </MachineFrame>
  )
}
