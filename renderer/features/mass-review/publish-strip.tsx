import { AutoComplete } from 'antd'
import { useState } from 'react'
import { massOpenFindings, publishMass, sayDefinition } from '#shared/duties/mass-review'
import type { Outcome } from '#shared/duties/transition'
import type { MassReview } from '#shared/model/mass-review'
import type { Finding } from '#shared/rules/findings'
import type { RulePack } from '#shared/rules/pack'
import { dutyContext } from '../../app/session'
import { ConfirmStrip } from '../../ui/confirm-strip'
import { Field } from '../../ui/field'
import { errorAt, FindingList } from '../../ui/finding-list'
import { PartialDateInput } from '../../ui/partial-date-input'

const ways = ['公开栏', '党员大会通报', '村民代表会议通报', '书面通报']

/** 公布: which day and how; what the figures would give away is said first. */
export function PublishStrip({ review, pack, onPublish, onDone }: { readonly review: MassReview; readonly pack: RulePack; readonly onPublish: (outcome: Outcome) => Promise<boolean>; readonly onDone: () => void }) {
  const [on, setOn] = useState<string | null>(dutyContext().today)
  const [way, setWay] = useState('公开栏')
  const [findings, setFindings] = useState<readonly Finding[]>([])
  const [dateProblem, setDateProblem] = useState('')
  const publish = async () => {
    const outcome = publishMass(review, { on, way: way.trim() }, pack)
    setFindings(outcome.ok ? [] : outcome.findings)
    if (!outcome.ok || dateProblem !== '') return
    if (await onPublish(outcome)) onDone()
  }
  return (
    <ConfirmStrip act="记为公布" onAct={() => void publish()} onBack={onDone}>
      <p>公布就不能撤销，要改先收回公布。{sayDefinition(review, review.satisfied)}，有效票 {review.counts.valid} 张。</p>
      <FindingList findings={[...massOpenFindings(review, pack), ...findings.filter((found) => found.severity === 'wall' && found.where.field !== 'on' && found.where.field !== 'way')]} label="公布以前看一看" />
      <div className="mass-line">
        <Field label="哪天公布" error={dateProblem === '' ? errorAt(findings, 'on') : dateProblem}>{(control) => <PartialDateInput {...control} value={on} onChange={(next, wrong) => { setOn(next); setDateProblem(wrong ?? ''); setFindings([]) }} />}</Field>
        <Field label="怎么公布" error={errorAt(findings, 'way')}>{(control) => <AutoComplete {...control} className="mass-way" value={way} options={ways.map((value) => ({ value }))} onChange={(next: string) => { setWay(next.slice(0, 500)); setFindings([]) }} />}</Field>
      </div>
    </ConfirmStrip>
  )
}
