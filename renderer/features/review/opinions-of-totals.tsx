import { Input } from 'antd'
import { useState } from 'react'
import { recordOpinions, shuffled } from '#shared/duties/review-count'
import { FieldError } from '../../ui/field'
import { drawUpTo, linesOf } from './counting-desk'
import { useEdits, useKeepOnLeaving } from './use-edits'
import { revOf, useReviewSession } from './use-review'

const one = 'opinions'

/** What ballots say in words, typed beside totals: one a line, shuffled each time the hand leaves it. Shut until it is wanted. */
export function OpinionsOfTotals() {
  const { review, pack, canWrite, save } = useReviewSession()
  const edits = useEdits<string>(review, '手里票上写的意见')
  const [problem, setProblem] = useState('')
  const keep = () => {
    const waiting = edits.pending().get(one)
    if (waiting === undefined) return
    void save((now) => recordOpinions(now, shuffled(linesOf(waiting), drawUpTo), pack)).then((outcome) => {
      const rev = revOf(outcome)
      if (rev !== null) edits.saved(one, waiting, rev)
      setProblem(outcome?.ok === false ? outcome.findings.map((found) => found.text).join('；') : '')
    })
  }
  useKeepOnLeaving(keep)
  const hint = `一行一条，存下时次序打乱；有效票不足 ${pack.review.fewestShown.value} 张的不录`
  return (
    <details className="review-told">
      <summary>票上写的意见 {review.opinions.length} 条</summary>
      <Input.TextArea aria-label="票上写的意见" rows={3} maxLength={20_000} autoComplete="off" disabled={!canWrite} value={edits.shown(one) ?? review.opinions.join('\n')} onChange={(event) => edits.type(one, event.target.value)} onBlur={keep} />
      <p className="quiet small">{hint}</p>
      {problem !== '' && <FieldError>{problem}</FieldError>}
    </details>
  )
}
