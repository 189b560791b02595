import { AutoComplete, Button, Input } from 'antd'
import { useState } from 'react'
import { publishReview } from '#shared/duties/handling'
import type { Review } from '#shared/model/review'
import { openFindings } from '#shared/rules/review-check'
import { go } from '../../app/route'
import { dutyContext } from '../../app/session'
import { useDraft } from '../../data/use-draft'
import { DraftOffer } from '../../ui/draft-offer'
import { Field, FieldError } from '../../ui/field'
import { FindingList } from '../../ui/finding-list'
import { PartialDateInput } from '../../ui/partial-date-input'
import { sayDate } from '../../ui/say'
import { usualDay } from './people'
import { useReviewSession } from './use-review'

const ways = ['党员大会通报', '党务公开栏', '书面通报']

/** 公布: when, how and to whom; what the figures themselves would give away is said first. */
export function PublishSection() {
  const { review, pack, canWrite, save } = useReviewSession()
  const { published } = review
  const formName = `review:${review.id}:publish`
  const draft = useDraft<Review['published']>(formName, { ...published, on: published.on ?? usualDay(review, dutyContext().today) }, { title: `${review.title}的公布` })
  const { on, way, scope } = draft.value
  const set = (patch: Partial<Review['published']>) => draft.set((now) => ({ ...now, ...patch }))
  const [wrongDay, setWrongDay] = useState('')
  const [problem, setProblem] = useState('')
  const publish = async () => {
    if (wrongDay !== '') return
    const outcome = await save((now) => publishReview(now, { on, way: way.trim(), scope: scope.trim() }), { form: formName })
    setProblem(outcome?.ok === false ? outcome.findings.map((found) => found.text).join('；') : '')
    if (outcome?.ok === true) draft.reset({ on, way: way.trim(), scope: scope.trim() })
  }
  return (
    <section className="review-channels" aria-label="公布">
      <h2>公布</h2>
      {published.on !== null && <p>{sayDate(published.on, review.year)}，{published.way}{published.scope === '' ? '' : `，范围：${published.scope}`}</p>}
      <FindingList findings={openFindings(review, pack)} label="公布以前看一看" />
      <DraftOffer draft={draft} />
      <div className="review-line review-line-fields">
        <Field label="哪天公布" error={wrongDay}>{(control) => <PartialDateInput {...control} disabled={!canWrite} value={on} onChange={(value, wrong) => { set({ on: value }); setWrongDay(wrong ?? '') }} />}</Field>
        <Field label="怎么公布">{(control) => <AutoComplete {...control} className="review-person" disabled={!canWrite} value={way} options={ways.map((value) => ({ value }))} onChange={(value: string) => set({ way: value.slice(0, 500) })} />}</Field>
        <Field label="范围">{(control) => <Input {...control} disabled={!canWrite} value={scope} maxLength={500} onChange={(event) => set({ scope: event.target.value })} />}</Field>
      </div>
      <div className="review-line">
        <Button onClick={() => go('review', [review.id, 'paper', 'book'])} title="谁是什么等次、哪天定的，不写票数">印登记册</Button>
        <Button disabled={!canWrite} title="登记在册，以适当方式通报；记下就不能撤销，可以再记一次" onClick={() => void publish()}>
          {published.on === null ? '记为公布' : '再记一次公布'}
        </Button>
      </div>
      {problem !== '' && <FieldError>{problem}</FieldError>}
    </section>
  )
}
