import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { call } from '../../data/host-client'
import { ConfirmStrip } from '../../ui/confirm-strip'
import { attempt } from '../../ui/error-dialog'
import { useBoxes, useMachineDesk, type BoxPlace } from './boxes'

/** 作废这一箱: asked back once. A box nobody ever voted in is made anew instead. */
export function useGiveUp({ status, address }: BoxPlace): { readonly button: ReactNode; /** Goes below, while it asks; undefined while it does not. */ readonly strip: ReactNode | undefined } {
  const { canWrite } = useMachineDesk()
  const { look } = useBoxes()
  const [busy, setBusy] = useState(false)
  const [asking, setAsking] = useState(false)
  const act = status.unused ? '重设票箱' : '作废这一箱'
  const giveUp = async () => {
    setBusy(true)
    await attempt(() => call('ballot.clear', { ...address, giveUp: true }), { title: '票箱没有作废' })
    await look()
    setBusy(false)
    setAsking(false)
  }
  return {
    button: <Button disabled={!canWrite || asking} onClick={() => setAsking(true)}>{act}</Button>,
    strip: !asking ? undefined : (
      <ConfirmStrip act={act} busy={busy} onAct={() => void giveUp()} onBack={() => setAsking(false)}>
        <p>{status.unused ? '还没有人投过，可以作废了重设：开箱条和小条都要重新抄、重新印，旧的作废。' : `${status.cast > 0 ? `投过的 ${status.cast} 张` : '投过的票'}全部作废，看不到票数，也不能再设票箱，只能用纸票重新测评。${status.state === 'broken' ? '票箱文件再也放不回去，才走这一步。' : '开箱条丢了，才走这一步。'}`}</p>
      </ConfirmStrip>
    ),
  }
}
