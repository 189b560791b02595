import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { isStandingBox, sayBox } from '#shared/duties/machine-box'
import { isAssessed } from '#shared/rules/review-check'
import { useBoxes } from '../../app/machine/boxes'
import { Page, PageHeader } from '../../app/page-header'
import { go, hrefOf } from '../../app/route'
import { useShortcut } from '../../app/shortcuts'
import { LocalRules } from '../../ui/local-rules'
import { sayDate } from '../../ui/say'
import { ChannelsSection } from './channels-section'
import { CountSums } from './count-sums'
import type { Entry } from './entries'
import { StepLine } from './step-line'
import { useReviewSession } from './use-review'

/** 发票、收票: the ballots printed, then how many went out and came back. */
export function BallotsPage({ entry }: { readonly entry: Entry }) {
  const { review, pack } = useReviewSession()
  const toPrint = () => go('review', [review.id, 'paper', 'ballot'])
  useShortcut('Ctrl+P', toPrint)
  const assessed = review.roster.filter((person) => isAssessed(person, pack)).length
  const { places } = useBoxes()
  const box = places?.find((place) => isStandingBox(place.status))
  // The slips of a bag were ballots given out: what comes next is at the box, not the paper.
  const started = review.counts.issued > 0 && box === undefined
  return (
    <Page
      header={
        <PageHeader
          title={entry.name}
          fact={`${review.heldOn === null ? '' : `${sayDate(review.heldOn, review.year)}　`}${box !== undefined || review.countedHow === 'machine' ? '机投' : '纸质票'}`}
          acts={
            <>
              {started && <Button type={review.tallyClosedOn === null ? 'primary' : 'default'} onClick={() => go('review', [review.id, 'count'])}>去计票</Button>}
              <Button type={box === undefined ? 'default' : 'primary'} title="用一台电脑无记名投票，至少 5 人" onClick={() => go('review', [review.id, 'machine', ...(box === undefined ? [] : [box.electorate.id])])}>
                {box === undefined ? '用机投' : '去机投'}
              </Button>
              <Button type={started || box !== undefined ? 'default' : 'primary'} icon={<PrinterOutlined aria-hidden />} title="每张票都一样，不写姓名，不编号" onClick={toPrint}>
                印测评表
              </Button>
            </>
          }
        />
      }
    >
      <div className="review-wide">
        {box !== undefined && <p role="status">这次用机投：{sayBox(box.status)}。</p>}
        <CountSums />
        <ChannelsSection />
        {review.tallyClosedOn !== null && (
          <p className="quiet">
            票已经定数，要改先到<a href={hrefOf('review', [review.id, 'count'])}>计票</a>里“重新计票”。
          </p>
        )}
        <StepLine entry={entry} />
        <LocalRules pack={pack} paths={['review.grades', 'review.committeeScale', 'review.invalidRow', 'review.fewestShown', 'review.problemCodes', 'review.subScores', 'review.probationaryGraded']} />
        <ul className="review-plain">
          <li>测评表上 {assessed} 人。{pack.review.probationaryGraded.value ? '' : '预备党员参加、发票，不上表；'}免评的不上表。</li>
          <li>{pack.review.invalidRow.value === 'rowOnly' ? '一行没有选，或选了两项以上，这一行计作未填，其余各行照样有效。' : '有一行没有选，或选了两项以上，整张作废，计作无效票。'}整张看不清、画了记号的，计作无效票。</li>
          <li>这里只录张数和合计，不录哪一张是谁的。</li>
        </ul>
      </div>
    </Page>
  )
}
