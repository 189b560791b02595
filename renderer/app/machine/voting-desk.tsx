import { Button, InputNumber } from 'antd'
import { useState } from 'react'
import { HouseError } from '#shared/errors'
import { call } from '../../data/host-client'
import { ConfirmStrip } from '../../ui/confirm-strip'
import { attempt } from '../../ui/error-dialog'
import { Field } from '../../ui/field'
import { useBoxes, type BoxPlace } from './boxes'
import { ListButton } from './list-button'
import { MachineFrame } from './machine-frame'

/** While they vote: how many have cast and nothing else, who is let in, and what to do when something went wrong. */
export function VotingDesk({ place }: { readonly place: BoxPlace }) {
  const { look } = useBoxes()
  const { status, address } = place
  const { session } = address
  const [shown, setShown] = useState(false)
  const [busy, setBusy] = useState(false)
  const [number, setNumber] = useState<number | null>(null)
  const [closing, setClosing] = useState(false)
  /** Closing was refused: so many wait, fewer than five. */
  const [few, setFew] = useState<number | null>(null)
  const run = async (work: () => Promise<unknown>, title: string) => {
    setBusy(true)
    const done = await attempt(async () => { await work(); return true }, { title })
    await look()
    setBusy(false)
    return done === true
  }
  const window = async () => {
    if (await run(() => call('ballot.window', {}), '投票窗口没有打开')) setShown(true)
  }
  const letIn = (asked: number | null) => void run(() => call('ballot.letIn', { session, number: asked }), '没有放行').then(() => setNumber(null))
  const close = (drop: boolean) => void run(async () => {
    try {
      await call('ballot.close', { ...address, drop })
    } catch (thrown) {
      if (!(thrown instanceof HouseError) || thrown.code !== 'boxRestFew') throw thrown
      setFew(Number(thrown.facts['count']))
    }
  }, '没有封箱')
  const scrutineer = status.way === 'scrutineer'
  const all = status.cast >= status.electors
  const inside = status.admitted
  const red = closing ? 'strip' : !shown ? 'window' : all ? 'close' : scrutineer ? 'next' : 'none'
  const last = status.lost.at(-1)
  return (
    <MachineFrame
      place={place} fact={status.paused ? '暂停了' : '票箱开着，正在投'}
      acts={
        <>
          {status.way !== null && <ListButton place={place} way={status.way} />}
          <Button type={red === 'window' ? 'primary' : 'default'} loading={busy && red === 'window'} onClick={() => void window()}>{shown ? '重新打开投票窗口' : '打开投票窗口'}</Button>
          <Button onClick={() => void run(() => call('ballot.pause', { session, on: !status.paused }), '没有办成')}>{status.paused ? '接着投票' : '暂停'}</Button>
          <Button type={red === 'close' ? 'primary' : 'default'} onClick={() => { setFew(null); setClosing(true) }}>封箱</Button>
        </>
      }
      below={!closing ? undefined : few === null ? (
        <ConfirmStrip act="封箱" busy={busy} onAct={() => close(false)} onBack={() => setClosing(false)}>
          <p>已投 {status.cast} 张{all ? '，都投了' : `，还有 ${status.electors - status.cast} 人没投`}。封了就不能再投。</p>
        </ConfirmStrip>
      ) : (
        <ConfirmStrip act={`这 ${few} 张作废，封箱`} back="接着投" busy={busy} onAct={() => close(true)} onBack={() => setClosing(false)}>
          <p>还有 {few} 张没有封存，不足 5 张，单独封存看得出是谁投的。请没投的人投完再封；没有人再投了，这 {few} 张只能作废，张数写进记录。</p>
        </ConfirmStrip>
      )}
    >
      <div className="machine-count" role="status">
        <span>已投 <b>{status.cast}</b></span>
        <span aria-hidden="true">/</span>
        <span>{place.electorate.counted} <b>{status.electors}</b></span>
      </div>
      {last !== undefined && (
        <section className="machine-lost" aria-label="断过">
          <h2>断过 {status.lost.length} 次，最近一次有 {last} 张没有封存</h2>
          <p>{last === 0 ? '一张也没有少，接着投。' : scrutineer ? '断以前投完的人，照名单上的号一个一个再放一次：已经封存的，放行时会说“不必再投”；没有封存的，请他再投一次，在“补投”里打勾。' : '断以前投完的人，都拿自己那张小条再来一次：已经封存的，电脑会说“不必再投”；没有封存的，再投一次，在“补投”里打勾。'}</p>
        </section>
      )}
      {scrutineer && (
        <section>
          <h2>放行</h2>
          <div className="machine-line">
            <Button type={red === 'next' ? 'primary' : 'default'} disabled={inside !== null || status.paused} onClick={() => letIn(null)}>放下一位</Button>
            <span className="quiet small">{inside !== null ? '里面的投完，才能放下一位' : '放行以后，投票窗口自己打开一张票'}</span>
          </div>
          <div className="machine-line machine-line-fields">
            <Field label="补投：名单上的号">{(control) => <InputNumber id={control.id} min={1} max={status.electors} precision={0} value={number} onChange={(value) => setNumber(value)} />}</Field>
            <Button className="machine-beside" disabled={number === null || inside !== null || status.paused} onClick={() => letIn(number)}>放这一号</Button>
          </div>
        </section>
      )}
      {inside !== null && (
        <p className="machine-line" role="status">
          <span>{inside.number === null ? '里面有人在投' : `${inside.number} 号在投`}</span>
          <Button onClick={() => void run(() => call('ballot.leave', { session }), '没有办成')}>人走了，没有投</Button>
        </p>
      )}
      <ul className="machine-plain">
        <li>投票窗口放在单独一台电脑前，或者转过屏幕，旁边不站人。三分钟没有动，屏幕自己清掉，那一位要重新{scrutineer ? '放行' : '输号'}。</li>
        <li>这里只看得到投了几张，封箱以前谁也看不到票数。</li>
        <li>中途不要退出、不要关机。真断了，重新打开先锋档案盒，回到这一页，输两张开箱条接着投。</li>
      </ul>
    </MachineFrame>
  )
}
