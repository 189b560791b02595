import { Checkbox, InputNumber, Select } from 'antd'
import type { Electors } from '#shared/documents/review-ballot'
import type { BallotForm } from '#shared/duties/review-beside'
import type { Review } from '#shared/model/review'
import { ballotFormNames } from './papers'
import { useReviewSession } from './use-review'

/** Which ballot is printed, for whom, how many, and whether names stand in several orders. */
export type BallotChoice = { readonly form: BallotForm; readonly electors: Electors; readonly mixed: boolean; readonly copies: number }

/** As many as go out to these voters, wherever they fill them in. */
export function copiesFor(review: Pick<Review, 'counts' | 'roster' | 'channels'>, electors: Electors): number {
  const elsewhere = review.channels.filter((channel) => (channel.voters === 'members') === (electors === '党员')).reduce((all, channel) => all + channel.people, 0)
  const room = electors === '群众代表' ? 0 : review.counts.present > 0 ? review.counts.present : review.roster.length
  return Math.max(1, room + elsewhere)
}

export function BallotChoices({ value, onChange, orders }: { readonly value: BallotChoice; readonly onChange: (next: BallotChoice) => void; readonly orders: number }) {
  const { review, pack } = useReviewSession()
  const { form, electors, mixed, copies } = value
  const fewest = pack.review.fewestShown.value
  const set = (patch: Partial<BallotChoice>) => onChange({ ...value, ...patch })
  const due = copiesFor(review, electors)
  return (
    <>
      <label htmlFor="review-electors">给谁用</label>
      <Select<Electors> id="review-electors" className="review-body" value={electors} options={(['党员', '群众代表'] as const).map((one) => ({ value: one, label: one }))} onChange={(next) => set({ electors: next, copies: copiesFor(review, next) })} />
      <label htmlFor="review-form">哪一种票</label>
      <Select<BallotForm> id="review-form" className="review-person" value={form} options={(Object.keys(ballotFormNames) as BallotForm[]).map((one) => ({ value: one, label: ballotFormNames[one] }))} onChange={(next) => set({ form: next })} />
      <label htmlFor="review-copies">印多少张</label>
      <InputNumber id="review-copies" min={1} max={999} precision={0} value={copies} onChange={(next) => set({ copies: next ?? 1 })} />
      <Checkbox checked={mixed} onChange={(event) => set({ mixed: event.target.checked })}>
        姓名打乱次序
      </Checkbox>
      <span className="quiet small">
        {mixed
          ? `${orders} 种次序，每种至少 ${Math.min(fewest, copies)} 张，看不出哪张是谁的；一张张录的时候先选票上写的是哪种。在打印窗口把份数填成 ${Math.ceil(copies / orders)}，逐份打印。`
          : `在打印窗口把份数填成 ${copies}。${electors}应发 ${due} 张，多备两三张。`}
      </span>
    </>
  )
}
