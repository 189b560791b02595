import { Input } from 'antd'
import { ConfirmStrip } from '../../ui/confirm-strip'
import { Field } from '../../ui/field'
import { AbandonCount } from '../../ui/settle-counts'
import { useTwoNames } from '../../ui/two-names'
import { progressOf } from './counting'
import { useCountingDesk, type Count } from './counting-desk'
import { useReviewSession } from './use-review'

export function Abandon() {
  const put = useCountingDesk((desk) => desk.put)
  return <AbandonCount onDrop={() => put(null)} />
}

/** Words on the ballots, typed without order. */
export function OpinionsField({ count }: { readonly count: Count }) {
  const { pack } = useReviewSession()
  const put = useCountingDesk((desk) => desk.put)
  return (
    <Field label="票上写的意见" hint={`一行一条，存下时次序打乱；有效票不足 ${pack.review.fewestShown.value} 张的不录`}>
      {(control) => <Input.TextArea {...control} rows={3} maxLength={20_000} autoComplete="off" value={count.opinions} onChange={(event) => put({ ...count, opinions: event.target.value })} />}
    </Field>
  )
}

/** Who counts, before the first figure. */
export function BeginStrip({ how, onBack, onBegin }: { readonly how: Count['how']; readonly onBack: () => void; readonly onBegin: (by: readonly [string, string]) => void }) {
  const { review } = useReviewSession()
  const again = progressOf(review).open < progressOf(review).people
  const { by, why, fields } = useTwoNames(how === 'twice' ? ['第一人', '第二人'] : ['唱票人', '监票人'])
  return (
    <ConfirmStrip act={how === 'twice' ? '第一人开始录' : '开始一张一张录'} onAct={() => onBegin(by)} onBack={onBack} blocked={why === '' ? undefined : why}>
      <p>{how === 'twice' ? '两人各录一遍，都录完才看得到对方的数。录的只在内存里，两人都认了一次记进账里。' : '一人唱票，一人监票，每张票一格一键。票只在内存里，录完一次记进账里。'}</p>
      {again && <p>账上已经有票数，录完的换掉它们。录的时候照票录，不看账上的。</p>}
      {fields}
    </ConfirmStrip>
  )
}
