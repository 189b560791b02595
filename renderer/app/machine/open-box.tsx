import { call } from '../../data/host-client'
import { useBoxes, type BoxPlace } from './boxes'
import { useGiveUp } from './give-up'
import { ListButton } from './list-button'
import { MachineFrame } from './machine-frame'
import { useSlips } from './slip-pad'

/** A locked box: just made, or left by a power cut. What stands on the two slips opens it. */
export function OpenBox({ place }: { readonly place: BoxPlace }) {
  const { look } = useBoxes()
  const { status, address } = place
  const open = async (both: [string, string]) => {
    await call('ballot.open', { ...address, slips: both })
    await look()
  }
  const slips = useSlips({ act: '打开票箱', title: '票箱没有打开', onBoth: open })
  const giving = useGiveUp(place)
  return (
    <MachineFrame
      place={place} fact={status.unused ? '票箱设好了，锁着' : `断以前投了 ${status.cast} 张，票箱锁着`}
      acts={<>{status.way !== null && <ListButton place={place} way={status.way} />}{giving.button}{giving.strip === undefined && slips.button}</>}
      below={giving.strip}
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
