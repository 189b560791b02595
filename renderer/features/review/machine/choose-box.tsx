import { Button, Radio } from 'antd'
import { useState } from 'react'
import { fewestTogether, type AdmissionWay } from '#shared/ballot-box'
import { recordCounts } from '#shared/duties/review'
import { setChannels } from '#shared/duties/review-count'
import { ballotForms, chooseForm, formOf, type BallotForm } from '#shared/duties/review-beside'
import { machineForm, whyNoForm, whyNoMachine } from '#shared/duties/review-machine'
import { roomChannel } from '#shared/rules/review-check'
import { go } from '../../../app/route'
import { call } from '../../../data/host-client'
import { attempt } from '../../../ui/error-dialog'
import { ballotFormNames } from '../papers'
import { useReviewSession } from '../use-review'
import { useHandOut } from './hand-out'
import { MachineFrame } from './machine-frame'
import type { BoxPlace } from './use-boxes'

const formWords: Readonly<Record<BallotForm, string>> = {
  plain: `${ballotFormNames.plain}：一人一行，选一个等次`,
  coded: `${ballotFormNames.coded}：等次下面可以点选存在的问题`,
  scored: `${ballotFormNames.scored}：等次下面再分几项各选一个，票长，投得慢`,
}

/** Before there is a box: what it costs and what it cannot keep, then which way voters are let in. */
export function ChooseBox({ place, places, missing, look }: { readonly place: BoxPlace; readonly places: readonly BoxPlace[]; readonly missing: string; readonly look: () => Promise<void> }) {
  const { review, pack, packMissing, canWrite, save } = useReviewSession()
  const put = useHandOut((hand) => hand.put)
  const [way, setWay] = useState<AdmissionWay>('slips')
  const [busy, setBusy] = useState(false)
  const { channel, address } = place
  const no = [whyNoMachine(review, channel), whyNoForm(machineForm(review, channel, pack))].find((one) => one !== '') ?? ''
  // Both classes vote on one kind of ballot: the first box made settles it.
  const settled = places.some(({ status }) => status.state !== 'none')
  const why = no !== '' ? no : missing !== '' ? missing : packMissing ? '这次评议依的规矩读不出来' : canWrite ? '' : '现在只能看，不能改'
  const make = async () => {
    setBusy(true)
    const made = await attempt(() => call('ballot.make', { ...address, form: machineForm(review, channel, pack), electors: channel.people, way }), { title: '没有设票箱' })
    if (made !== undefined) {
      put({ session: address.session, slips: made.slips, codes: made.codes })
      // As many go out as there are people: what comes back is checked against it.
      if (channel.issued !== channel.people) {
        await save((now) => channel.id === roomChannel.id
          ? recordCounts(now, { issued: now.counts.issued - channel.issued + channel.people })
          : setChannels(now, now.channels.map((one) => (one.id === channel.id ? { ...one, issued: one.people } : one))))
      }
    }
    await look()
    setBusy(false)
  }
  return (
    <MachineFrame
      place={place} fact={`${channel.people} 人投票，还没有设票箱`}
      acts={<><Button onClick={() => go('review', [review.id, 'paper', 'ballot'])}>用纸票</Button><Button type="primary" loading={busy} disabled={why !== ''} onClick={() => void make()}>设票箱</Button></>}
    >
      {why !== '' && <p className="late" role="status">不能机投：{why}。{no === '' || channel.people < fewestTogether ? '请用纸票。' : ''}</p>}
      <section>
        <h2>先说清楚</h2>
        <ul className="review-plain">
          <li>断电、死机：封存了的票一张不丢；没有封存的（最多 9 张）没有了，要请人重新投。叫谁来，凭监票人手里的纸名单，所以名单一定要记。</li>
          <li>电脑装了录屏、上网审计或远程控制，或者会休眠，就保不住密。有一样就请用纸票。</li>
          <li>票箱有两张开箱条，各 12 个字，两名监票人各抄一张，各装一个信封。两张凑齐才打得开；丢了一张，这一箱的票就全看不到了。</li>
          <li>一次测评只设一个票箱，有人投过就不能重设。意见写在纸上，交监票人。</li>
          {review.channels.length > 0 && <li>党员和群众代表各设各的票箱，一个封好再开另一个。意见箱、入户的票照旧用纸，封箱以后接着录，合起来一次记账。</li>}
        </ul>
      </section>
      <section>
        <h2>票上填什么</h2>
        <Radio.Group className="machine-ways" disabled={why !== '' || settled} value={formOf(review)} onChange={(event) => void save((now) => chooseForm(now, event.target.value as BallotForm, pack))} options={ballotForms.map((form) => ({ value: form, label: formWords[form] }))} />
        {settled && <p className="quiet small">已经设过一个票箱，各类票填一样的。</p>}
      </section>
      <section>
        <h2>怎么放行</h2>
        <Radio.Group className="machine-ways" disabled={why !== ''} value={way} onChange={(event) => setWay(event.target.value as AdmissionWay)} options={[
          { value: 'slips', label: `抽小条：${channel.people} 张小条，一张一个 8 位号，从袋里抽，凭号投一次` },
          { value: 'scrutineer', label: '监票人放行：在这里按一下放一位，号和姓名记在纸名单上' },
        ]} />
        <p className="quiet small">抽小条更保密：五张票合在一起封存，小条对不上姓名；放行的号在名单上对得上姓名。</p>
      </section>
    </MachineFrame>
  )
}
