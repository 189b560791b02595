import { Button } from 'antd'
import type { BallotStatus } from '#shared/ballot-box'
import { boxVerb } from '#shared/duties/machine-box'
import type { MassReview } from '#shared/model/mass-review'
import { go } from '../../app/route'
import { WhichReview } from './which-review'

type Act = { readonly act: () => void; readonly disabled: boolean; /** Why not, in words; empty where it may be. */ readonly why: string }
type FiguresActsProps = {
  readonly review: MassReview
  readonly others: readonly MassReview[]
  /** A ballot box that waits. */
  readonly box: BallotStatus | undefined
  /** Why no box is made now; empty where one may be. */
  readonly blocked: string
  /** A strip asks below: what it asks for is the red one. */
  readonly asking: boolean
  readonly onAgain: Pick<Act, 'act' | 'disabled'> | null
  readonly onRecall: () => void
  readonly publish: Act
  readonly twice: Act
  readonly keep: Pick<Act, 'act' | 'disabled'>
}

/** What is done with the figures of a 群众评议, at the head of their page. */
export function FiguresActs({ review, others, box, blocked, asking, onAgain, onRecall, publish, twice, keep }: FiguresActsProps) {
  const toBox = () => go('massReview', [review.id, 'machine'])
  const published = review.state === 'published'
  return (
    <>
      <WhichReview review={review} others={others} />
      {onAgain !== null && <Button disabled={onAgain.disabled} title="一年评几次的，再建一次" onClick={onAgain.act}>再建一次</Button>}
      <Button onClick={() => go('massReview', ['opinions'])}>群众意见</Button>
      <Button onClick={() => go('massReview', [review.id, 'results'])}>印结果</Button>
      {published ? (
        <Button onClick={onRecall}>收回公布</Button>
      ) : (
        <>
          <Button disabled={publish.disabled || publish.why !== ''} title={publish.why !== '' ? publish.why : '记下哪天、怎么公布的；公布就不能撤销，只能收回'} onClick={publish.act}>公布</Button>
          {box === undefined ? <Button disabled={blocked !== ''} title={blocked !== '' ? blocked : '到会的用一台电脑无记名投票，至少 5 人'} onClick={toBox}>用机投</Button> : <Button type={keep.disabled && !asking ? 'primary' : 'default'} onClick={toBox}>{boxVerb(box)}{box.state === 'closed' ? '' : '票箱'}</Button>}
          <Button disabled={twice.disabled || twice.why !== ''} title={twice.why !== '' ? twice.why : '两人各录一遍，录完才看得到对方的数'} onClick={twice.act}>两人录入</Button>
          <Button type={asking || (box !== undefined && keep.disabled) ? 'default' : 'primary'} disabled={keep.disabled} title="各对数都合了才能存，存下就不能撤销" onClick={keep.act}>存下票数</Button>
        </>
      )}
    </>
  )
}
