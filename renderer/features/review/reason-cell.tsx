import { Input } from 'antd'
import { useEffect, useRef } from 'react'
import { decideReason } from './decide-reason'
import { useDraft } from '../../data/use-draft'
import { useReviewSession } from './use-review'

/**
 * A reason written in its place: kept as a draft while typed, saved when the hand leaves it. `about` is a member, or `cap` for more 优秀
 * than the rule allows.
 */
export type ReasonCellProps = { readonly about: string; readonly label: string; readonly value: string; readonly disabled: boolean; readonly hint?: string; readonly visibleLabel?: boolean }

export function ReasonCell(props: ReasonCellProps) {
  return <Cell key={props.value} {...props} />
}

function Cell({ about, label, value, disabled, hint = '', visibleLabel = false }: ReasonCellProps) {
  const { review, pack, save } = useReviewSession()
  const formName = `review:${review.id}:reason:${about}`
  const draft = useDraft(formName, value, { title: `${review.title}：${label}` })
  const { offer, accept } = draft
  // One line found again needs no question: it stands where it was being written.
  useEffect(() => {
    if (offer !== null) accept()
  }, [offer, accept])
  const keep = () => {
    const reason = draft.value.trim()
    if (reason !== value && draft.dirty) void save((now) => decideReason(now, about, reason, pack), { form: formName })
  }
  const leaving = useRef(keep)
  useEffect(() => {
    leaving.current = keep
  })
  useEffect(() => () => leaving.current(), [])
  const field = (
    <Input
      size="small" aria-label={label} disabled={disabled} value={draft.value} maxLength={500} placeholder={hint === '' ? '' : '写明理由'}
      status={draft.value.trim() === '' ? 'warning' : ''} title={hint}
      onChange={(event) => draft.set(event.target.value)} onBlur={keep} onPressEnter={keep} onClick={(event) => event.stopPropagation()}
    />
  )
  return visibleLabel ? (
    <div className="review-line">
      <span>{label}</span>
      {field}
    </div>
  ) : (
    field
  )
}
