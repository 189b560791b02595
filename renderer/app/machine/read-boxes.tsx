import { Button } from 'antd'
import { useState } from 'react'
import type { Finding } from '#shared/rules/findings'
import { call } from '../../data/host-client'
import { FindingList } from '../../ui/finding-list'
import { useTwoNames } from '../../ui/two-names'
import { fromHere, go } from '../route'
import { useBoxes, useMachineDesk, type BoxPlace, type Opened } from './boxes'
import { useGiveUp } from './give-up'
import { MachineFrame } from './machine-frame'
import { useSlips } from './slip-pad'

/** 开箱: every closed box with its two slips; what comes out goes into the books in one commit, or on to the count of what came on paper. */
export function ReadBoxes({ asked }: { readonly asked: BoxPlace }) {
  const { canWrite, figures, opening } = useMachineDesk()
  const boxes = useBoxes()
  const places = boxes.places ?? []
  const { by, why: wanting, fields } = useTwoNames(['第一名监票人', '第二名监票人'], '写上两名监票人')
  const [read, setRead] = useState<readonly Opened[]>([])
  const [findings, setFindings] = useState<readonly Finding[]>([])
  const [busy, setBusy] = useState(false)
  const closed = places.filter((place) => place.status.state === 'closed')
  const open = closed.find((place) => !read.some((one) => one.id === place.electorate.id))
  const others = places.filter((place) => place.status.state === 'open' || place.status.state === 'locked' || place.status.state === 'broken')
  const place = open ?? asked
  const why = !canWrite ? '现在只能看，不能改' : wanting !== '' ? wanting : others.length > 0 ? `${others.map(({ electorate }) => electorate.name).join('、')}的票箱还没有封，封了或者作废了再开` : opening.why

  const again = async () => {
    setBusy(true)
    await finish(read)
    setBusy(false)
  }
  const finish = async (all: readonly Opened[]) => {
    const ids = all.map(({ id }) => id)
    if (all.every((box) => box.totals.ballots === 0)) {
      // Nothing was ever sealed: there is nothing to keep.
      await boxes.destroy(ids)
      return
    }
    if (opening.paper !== '') return
    const then = fromHere()
    const found = await opening.keep(all, by)
    setFindings(found ?? [])
    if (found === null || found.length > 0) return
    await boxes.destroy(ids)
    then(() => go(figures.place, figures.path))
  }
  const enter = async (both: [string, string]) => {
    setFindings([])
    const { lost, dropped, ...totals } = await call('ballot.read', { ...place.address, slips: both })
    const all = [...read, { id: place.electorate.id, totals, lost, dropped }]
    setRead(all)
    if (all.length === closed.length) await finish(all)
    await boxes.look()
  }
  const slips = useSlips({ act: closed.length - read.length > 1 ? '开这一箱' : opening.paper !== '' ? '开箱' : '开箱，记进账里', title: '票箱没有打开', reason: why, onBoth: enter })
  const toPaper = (take: (typeof opening.ways)[number]['take']) => {
    const found = take(read, by)
    setFindings(found)
    if (found.length === 0) go(figures.place, figures.path)
  }
  const all = open === undefined
  const giving = useGiveUp(place)
  return (
    <MachineFrame
      place={place} fact={`封了箱，投了 ${place.status.cast + place.status.dropped} 张${place.status.dropped > 0 ? `，其中 ${place.status.dropped} 张作废` : ''}`}
      acts={!all ? <>{giving.button}{giving.strip === undefined && slips.button}</> : opening.paper !== '' ? opening.ways.map(({ label, take }, at) => <Button key={label} type={at === opening.ways.length - 1 ? 'primary' : 'default'} onClick={() => toPaper(take)}>{label}</Button>) : <Button type="primary" loading={busy} onClick={() => void again()}>再记一次</Button>}
      below={giving.strip ?? (findings.length === 0 ? undefined : <FindingList findings={findings} label="还不能记" />)}
    >
      {all ? (
        <p role="status">{closed.length > 1 ? '票箱都开了' : '开了箱'}，票数只在内存里，关了程序就没有了，要重新开箱。{opening.paper === '' ? '' : `还有${opening.paper}，接着录，合起来一次记进账里。`}</p>
      ) : (
        <>
          {opening.asks}
          <section>
            <h2>监票人</h2>
            {fields}
          </section>
          <section>
            <h2>{closed.length > 1 ? `开箱：${place.electorate.name}（第 ${read.length + 1} 个，共 ${closed.length} 个）` : '开箱'}</h2>
            <p>先数纸名单上“投完”的勾，和投了 {place.status.cast + place.status.dropped} 张对上再开{place.status.lost.length > 0 && '（断过没回来补投的不算）'}；对不上，票箱可能被换成了旧的。票数只出来这一次，直接记进账里，记好以后票箱文件当场销毁。</p>
            {slips.pads}
          </section>
        </>
      )}
    </MachineFrame>
  )
}
