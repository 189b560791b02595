import { Button } from 'antd'
import { useState } from 'react'
import { call } from '../../../data/host-client'
import { ConfirmStrip } from '../../../ui/confirm-strip'
import { attempt } from '../../../ui/error-dialog'
import { useReviewSession } from '../use-review'
import { ListButton } from './list-button'
import { MachineFrame } from './machine-frame'
import { useSlips } from './slip-pad'
import type { BoxPlace } from './use-boxes'

/** A locked box: just made, or left by a power cut. What stands on the two slips opens it. */
export function OpenBox({ place, look }: { readonly place: BoxPlace; readonly look: () => Promise<void> }) {
  const { canWrite } = useReviewSession()
  const { status, address } = place
  const [busy, setBusy] = useState(false)
  const [giving, setGiving] = useState(false)
  const open = async (both: [string, string]) => {
    await call('ballot.open', { ...address, slips: both })
    await look()
  }
  const giveUp = async () => {
    setBusy(true)
    await attempt(() => call('ballot.clear', { ...address, giveUp: true }), { title: '票箱没有作废' })
    await look()
    setBusy(false)
    setGiving(false)
  }
  const slips = useSlips({ act: '打开票箱', title: '票箱没有打开', onBoth: open })
  const again = status.unused ? '重设票箱' : '作废这一箱'
  return (
    <MachineFrame
      place={place} fact={status.unused ? '票箱设好了，锁着' : `断以前投了 ${status.cast} 张，票箱锁着`}
      acts={<>{status.way !== null && <ListButton place={place} way={status.way} />}<Button disabled={!canWrite} onClick={() => setGiving(true)}>{again}</Button>{!giving && slips.button}</>}
      below={giving ? (
        <ConfirmStrip act={again} busy={busy} onAct={() => void giveUp()} onBack={() => setGiving(false)}>
          <p>{status.unused ? '还没有人投过，可以作废了重设：开箱条和小条都要重新抄、重新印，旧的作废。' : `投过的 ${status.cast} 张全部作废，看不到票数，也不能再设票箱，只能用纸票重新测评。开箱条丢了才走这一步。`}</p>
        </ConfirmStrip>
      ) : undefined}
    >
      {!status.unused && <p className="late" role="status">上次没有封箱就断了。打开以后会告诉您几张没有封存，接着怎么办。</p>}
      <section>
        <h2>打开票箱</h2>
        <p>两名监票人拆开信封，各输各的一条，哪条先输都行。只敲字母和数字，不用切输入法。</p>
        {slips.pads}
      </section>
    </MachineFrame>
  )
}
