import { PrinterOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { recallVerdicts, sendVerdicts } from '#shared/duties/review-verdict'
import { isWall } from '#shared/rules/findings'
import { Page, PageHeader } from '../../app/page-header'
import { go, hrefOf } from '../../app/route'
import { dutyContext } from '../../app/session'
import { ConfirmStrip } from '../../ui/confirm-strip'
import { Field } from '../../ui/field'
import { FindingList } from '../../ui/finding-list'
import { PartialDateInput } from '../../ui/partial-date-input'
import { sayDate } from '../../ui/say'
import type { Entry } from './entries'
import { HandlingSection } from './handling-section'
import { PublishSection } from './publish-section'
import { StepLine } from './step-line'
import { usualDay } from './people'
import { useReviewSession } from './use-review'
import { sayVerdicts } from './verdict-rows'

/** 反馈本人 and sending up: final, answered only by 收回评定. */
export function SendPage({ entry }: { readonly entry: Entry }) {
  const { review, pack, packMissing, canWrite } = useReviewSession()
  const [asking, setAsking] = useState<'send' | 'recall' | null>(null)
  const [refused, setRefused] = useState(false)
  const sent = review.state === 'sent'
  const outcome = sendVerdicts(review, dutyContext().today, pack)
  const walls = sent || outcome.ok ? [] : outcome.findings.filter(isWall)
  const send = () => {
    setRefused(walls.length > 0)
    setAsking(walls.length > 0 ? null : 'send')
  }
  const missing = review.tally.filter((row) => (review.verdicts.find((verdict) => verdict.memberId === row.memberId)?.grade ?? null) === null).length
  return (
    <Page
      header={
        <PageHeader
          title={entry.name}
          fact={sent ? '评定已经送出' : '每个人都要知道自己的评定意见'}
          acts={
            <>
              <Button icon={<PrinterOutlined aria-hidden />} onClick={() => go('review', [review.id, 'paper', 'register'])}>
                印登记表
              </Button>
              <Button onClick={() => go('review', [review.id, 'paper', 'slip'])}>印反馈单</Button>
              <Button onClick={() => go('review', [review.id, 'paper', 'report'])}>印上报表</Button>
              {sent ? (
                <Button disabled={!canWrite} title="送出的留在账上，评定可以再改" onClick={() => setAsking('recall')}>
                  收回评定
                </Button>
              ) : (
                <Button type={asking === null ? 'primary' : 'default'} disabled={!canWrite || packMissing} title="反馈本人并上报，送出就不能撤销" onClick={send}>
                  送出评定
                </Button>
              )}
            </>
          }
        />
      }
      below={
        <div className="review-below">
          {asking === 'send' && <SendStrip onDone={() => setAsking(null)} />}
          {asking === 'recall' && <RecallStrip onDone={() => setAsking(null)} />}
          {refused && walls.length > 0 && (
            <section className="review-refused" role="alert" aria-label="还不能送出">
              <h2>还不能送出，有 {walls.length} 处要补</h2>
              <FindingList findings={walls} actOf={() => ({ label: '去改', onAct: () => go('review', [review.id, 'verdict']) })} />
            </section>
          )}
        </div>
      }
    >
      <div className="review-sheet">
        <dl className="review-facts">
          <dt>评定</dt>
          <dd>
            {review.decidedOn === null ? (
              <>
                还没有评定。<a href={hrefOf('review', [review.id, 'verdict'])}>去评定</a>
              </>
            ) : (
              `${sayDate(review.decidedOn, review.year)}，${review.decidedBy}`
            )}
          </dd>
          <dt>结果</dt>
          <dd>
            {sayVerdicts(review)}
            {missing > 0 && `，未定 ${missing} 人`}
          </dd>
          <dt>定数</dt>
          <dd>{review.tallyClosedOn === null ? '还没有定数' : `${sayDate(review.tallyClosedOn, review.year)}，有效票 ${review.counts.valid} 张`}</dd>
          {review.capReason !== '' && (
            <>
              <dt>优秀超比例的理由</dt>
              <dd>{review.capReason}</dd>
            </>
          )}
        </dl>
        <p>登记表一人一张，当面给本人看、签字，指出不足。送出以后评定和票数都不能再改，要改先收回评定，写明原因。</p>
        <StepLine entry={entry} />
        <PublishSection />
        {!review.steps.some((step) => step.id === 'rectify') && <HandlingSection />}
      </div>
    </Page>
  )
}

function SendStrip({ onDone }: { readonly onDone: () => void }) {
  const { review, pack, save } = useReviewSession()
  const [on, setOn] = useState<string | null>(usualDay(review, dutyContext().today))
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const warnings = (sendVerdicts(review, dutyContext().today, pack).findings ?? []).filter((found) => !isWall(found))
  const send = async () => {
    if (on === null) return
    setBusy(true)
    const outcome = await save((now) => sendVerdicts(now, on, pack))
    setBusy(false)
    if (outcome?.ok === false) setProblem(outcome.findings.filter(isWall).map((found) => found.text).join('；'))
    else if (outcome !== undefined) onDone()
  }
  return (
    <ConfirmStrip act="就这样送出" onAct={() => void send()} onBack={onDone} busy={busy} blocked={on === null ? (problem ?? '写上哪天送出的') : undefined}>
      <p>{sayVerdicts(review)}。送出就不能撤销，要改只能收回评定，写明原因。</p>
      <FindingList findings={warnings} />
      <Field label="送出日期" error={problem ?? ''}>
        {(control) => <PartialDateInput {...control} value={on} onChange={(value, wrong) => { setOn(value); setProblem(wrong) }} />}
      </Field>
    </ConfirmStrip>
  )
}

function RecallStrip({ onDone }: { readonly onDone: () => void }) {
  const { save } = useReviewSession()
  const [why, setWhy] = useState('')
  const [busy, setBusy] = useState(false)
  const recall = async () => {
    setBusy(true)
    const outcome = await save((now) => recallVerdicts(now, { on: dutyContext().today, why: why.trim() }))
    setBusy(false)
    if (outcome !== undefined) onDone()
  }
  return (
    <ConfirmStrip act="收回评定" onAct={() => void recall()} onBack={onDone} busy={busy} blocked={why.trim() === '' ? '写明为什么' : undefined}>
      <p>收回以后评定可以再改。送出过、哪天为什么收回，都留在账上。</p>
      <Field label="为什么收回" required>
        {(control) => <Input {...control} value={why} maxLength={300} onChange={(event) => setWhy(event.target.value)} />}
      </Field>
    </ConfirmStrip>
  )
}
