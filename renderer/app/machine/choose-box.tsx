import { Button, InputNumber, Radio } from 'antd'
import { useState } from 'react'
import { fewestTogether, mostElectors, type AdmissionWay } from '#shared/ballot-box'
import { whyNoForm, whyNotSoMany } from '#shared/duties/machine-box'
import { call } from '../../data/host-client'
import { attempt } from '../../ui/error-dialog'
import { Field } from '../../ui/field'
import { go } from '../route'
import { useBoxes, useMachineDesk, type BoxPlace } from './boxes'
import { useHandOut } from './hand-out'
import { MachineFrame } from './machine-frame'

/** Before there is a box: what it costs and what it cannot keep, then which way voters are let in. */
export function ChooseBox({ place }: { readonly place: BoxPlace }) {
  const { canWrite, choice, terms, paper, onMade } = useMachineDesk()
  const { places, missing, look } = useBoxes()
  const put = useHandOut((hand) => hand.put)
  const [way, setWay] = useState<AdmissionWay>('slips')
  const [typed, setTyped] = useState<number | null>(null)
  const [busy, setBusy] = useState(false)
  const { electorate, address } = place
  const { people, counted, form } = electorate
  const electors = people ?? typed
  // All classes vote on one kind of ballot: the first box made settles it.
  const settled = (places ?? []).some(({ status }) => status.state !== 'none')
  const never = [electorate.why, whyNoForm(form), people === null ? '' : whyNotSoMany(counted, people), missing, canWrite ? '' : '现在只能看，不能改'].find((one) => one !== '') ?? ''
  const wrong = people === null && typed !== null ? whyNotSoMany(counted, typed) : ''
  const make = async (electors: number) => {
    setBusy(true)
    const made = await attempt(() => call('ballot.make', { ...address, form, electors, way }), { title: '没有设票箱' })
    if (made !== undefined) {
      put({ session: address.session, slips: made.slips, codes: made.codes })
      await onMade(electorate, electors)
    }
    await look()
    setBusy(false)
  }
  return (
    <MachineFrame
      place={place} fact={`${people === null ? '' : `${people} 人投票，`}还没有设票箱`}
      acts={
        <>
          {never === '' && electors === null && <span className="quiet small">写上几个人投票</span>}
          <Button onClick={() => go(paper.place, paper.path)}>用纸票</Button>
          <Button type="primary" loading={busy} disabled={never !== '' || wrong !== '' || electors === null} onClick={() => { if (electors !== null) void make(electors) }}>设票箱</Button>
        </>
      }
    >
      {never !== '' && <p className="late" role="status">不能机投：{never}。{missing !== '' || (people ?? fewestTogether) < fewestTogether ? '请用纸票。' : ''}</p>}
      <section>
        <h2>先说清楚</h2>
        <ul className="machine-plain">
          <li>断电、死机：封存了的票一张不丢；没有封存的（最多 9 张）没有了，要请人重新投。叫谁来，凭监票人手里的纸名单，所以名单一定要记。</li>
          <li>电脑装了录屏、上网审计或远程控制，或者会休眠，就保不住密。有一样就请用纸票。</li>
          <li>五张以上合在一起才封存，不记哪张是谁投的。谁同时拿着两张开箱条、又一路拷走了旧的票箱文件，只看得出哪几张小条合出了哪几张票；这几张要是填得一样，就等于看到了。两张开箱条分开放，开过箱就销毁。</li>
          <li>票箱有两张开箱条，各 12 个字，两名监票人各抄一张，各装一个信封。两张凑齐才打得开；丢了一张，这一箱的票就全看不到了。</li>
          <li>一次测评只设一个票箱，有人投过就不能重设。意见写在纸上，交监票人。</li>
          {terms.map((term) => <li key={term}>{term}</li>)}
        </ul>
      </section>
      {people === null && (
        <section>
          <h2>几个人投票</h2>
          <Field label={counted} error={wrong} hint={`发几张票就写几人，至少 ${fewestTogether} 人`}>
            {(control) => <InputNumber {...control} className="machine-people" min={1} max={mostElectors * 10} precision={0} disabled={never !== ''} value={typed} onChange={setTyped} />}
          </Field>
        </section>
      )}
      <section>
        <h2>票上填什么</h2>
        {choice(never !== '' || settled)}
        {settled && <p className="quiet small">已经设过一个票箱，各类票填一样的。</p>}
      </section>
      <section>
        <h2>怎么放行</h2>
        <Radio.Group className="machine-ways" disabled={never !== ''} value={way} onChange={(event) => setWay(event.target.value as AdmissionWay)} options={[
          { value: 'slips', label: `抽小条：${electors === null ? '一人一张小条' : `${electors} 张小条`}，一张一个 8 位号，从袋里抽，凭号投一次` },
          { value: 'scrutineer', label: '监票人放行：在这里按一下放一位，号和姓名记在纸名单上' },
        ]} />
        <p className="quiet small">抽小条更保密：五张票合在一起封存，小条对不上姓名；放行的号在名单上对得上姓名。</p>
      </section>
    </MachineFrame>
  )
}
