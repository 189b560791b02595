import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { inFours } from '#shared/ballot-box'
import { codeSlips } from '#shared/documents/machine-papers'
import { printOnPage } from '../print-on-page'
import { ConfirmStrip } from '../../ui/confirm-strip'
import { attempt } from '../../ui/error-dialog'
import { useMachineDesk, type BoxPlace } from './boxes'
import { rest, useHandOut, type HandOut } from './hand-out'
import { ListButton } from './list-button'
import { MachineFrame } from './machine-frame'

/** One after the other, shown once: the first opening slip, the second, the slips of the bag. */
export function HandOutPage({ place, now }: { readonly place: BoxPlace; readonly now: HandOut }) {
  const at = now.slips.findIndex((slip) => slip !== null)
  const slip = now.slips[at]
  return at >= 0 && typeof slip === 'string' ? <OpeningSlip key={at} place={place} now={now} at={at} slip={slip} /> : <CutSlips place={place} now={now} />
}

/** To be copied by hand: a printer's queue keeps what it printed, and these two open everything. */
function OpeningSlip({ place, now, at, slip }: { readonly place: BoxPlace; readonly now: HandOut; readonly at: number; readonly slip: string }) {
  const put = useHandOut((hand) => hand.put)
  const [shown, setShown] = useState(false)
  const name = at === 0 ? '第一张开箱条' : '第二张开箱条'
  const who = at === 0 ? '第一名监票人' : '第二名监票人'
  const done = () => put(rest({ ...now, slips: at === 0 ? [null, now.slips[1]] : [now.slips[0], null] }))
  return (
    <MachineFrame
      place={place} fact={`票箱设好了，${name}交给${who}`}
      acts={shown ? <Button type="primary" onClick={done}>抄好了，收起来</Button> : <Button type="primary" onClick={() => setShown(true)}>看{name}</Button>}
    >
      <section>
        <h2>{name}</h2>
        <p>请{who}一个人看，别人转过身去。照着抄在一张纸上，装进信封，封口上签名。只显示这一次，收起来就再也看不到。</p>
        <p className="machine-secret" aria-live="polite">{shown ? inFours(slip) : '———— ———— ————'}</p>
        <ul className="machine-plain">
          <li>只能手抄，不打印：打印机的队列里会留底。不要拍照，不要记在手机里。</li>
          <li>没有 0、O、1、I、L 这五个字，不会认错；不分大小写，空格不用抄。</li>
        </ul>
      </section>
    </MachineFrame>
  )
}

function CutSlips({ place, now }: { readonly place: BoxPlace; readonly now: HandOut }) {
  const { slipHeading } = useMachineDesk()
  const put = useHandOut((hand) => hand.put)
  const [stage, setStage] = useState<'none' | 'hand' | 'sure'>('none')
  const [printed, setPrinted] = useState(false)
  const { codes } = now
  const print = () => {
    void attempt(() => printOnPage(codeSlips(codes, slipHeading), () => ''), { title: '小条没有印出来' }).then(() => setPrinted(true))
  }
  return (
    <MachineFrame
      place={place} fact={`小条 ${codes.length} 张，一张一个号`}
      acts={
        <>
          <ListButton place={place} way="slips" />
          <Button type={printed || stage !== 'none' ? 'default' : 'primary'} icon={<PrinterOutlined aria-hidden />} onClick={print}>印小条</Button>
          <Button type={(printed || stage === 'hand') && stage !== 'sure' ? 'primary' : 'default'} onClick={() => setStage('sure')}>小条齐了</Button>
        </>
      }
      below={stage === 'sure' ? (
        <ConfirmStrip act="收起来" back="再印一遍" onAct={() => put(rest({ ...now, codes: [] }))} onBack={() => setStage('none')}>
          <p>数一数，够 {codes.length} 张。收起来以后，这些号再也看不到，也印不出来。</p>
        </ConfirmStrip>
      ) : undefined}
    >
      <section>
        <h2>小条</h2>
        <p>印出来沿线裁开，对折放进袋里，每人抽一张。小条各人自己收好，封箱以后交回，一起销毁。</p>
        <ul className="machine-plain">
          <li>从这个窗口直接印，先锋档案盒不留文件。打印队列里的留底它管不到：守在打印机旁边，印完把打印任务清掉。</li>
          <li>有人偷看到号，只能抢在前面投一次，本人一投就会发现；看不到谁投了什么。</li>
        </ul>
        <button type="button" className="linkish" aria-expanded={stage === 'hand'} onClick={() => setStage(stage === 'hand' ? 'none' : 'hand')}>{stage === 'hand' ? '收起号码' : '没有打印机，照着抄'}</button>
        {stage === 'hand' && <ol className="machine-codes">{codes.map((code) => <li key={code}>{inFours(code)}</li>)}</ol>}
      </section>
    </MachineFrame>
  )
}
