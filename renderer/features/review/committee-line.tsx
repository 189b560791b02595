import { Fragment, useState, type KeyboardEvent } from 'react'
import { recordCommittee } from '#shared/duties/review'
import { issuedToMembers, isMixed } from '#shared/rules/review-check'
import { digitsTyped } from '#shared/text/digits'
import { useStandingBox } from '../../app/machine/boxes'
import { FieldError } from '../../ui/field'
import { numberOf } from './counting'
import { useEdits, useKeepOnLeaving } from './use-edits'
import { revOf, useReviewSession } from './use-review'

/** Enter goes along the line, and from its end to the act all of it was typed for. */
function goOn(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== 'Enter' || event.ctrlKey || event.altKey) return
  event.preventDefault()
  const all = [...(event.currentTarget.closest('.review-committee')?.querySelectorAll('input') ?? [])]
  const next = all[all.indexOf(event.currentTarget) + 1] ?? event.currentTarget.closest('.page-fill')?.querySelector<HTMLElement>('.page-header-acts .ant-btn-primary:not(:disabled)')
  next?.focus()
}

/** 支部班子: one line on its own scale. `own`: how many ballots of members there were is typed too. `onType` null: only shown. */
export function CommitteeLine({ scale, cells, onType, state, own = false }: { readonly scale: readonly string[]; readonly cells: Readonly<Record<string, string>>; readonly onType: ((column: string, value: string) => void) | null; readonly state: string; readonly own?: boolean }) {
  const columns = [...(own ? [{ column: 'valid', name: '党员有效票' }] : []), ...scale.map((name, index) => ({ column: String(index), name })), { column: 'blank', name: '未填' }]
  return (
    <div className="review-line review-committee" role="group" aria-label="党员对支部班子的测评">
      <b>党支部班子</b>
      {columns.map(({ column, name }) => (
        <Fragment key={column}>
          {onType === null ? (
            <span>
              {name} {cells[column] ?? 0}
            </span>
          ) : (
            <label className="review-count-cell">
              {name} <input inputMode="numeric" autoComplete="off" aria-label={`支部班子，${name}`} value={cells[column] ?? ''} onFocus={(event) => event.target.select()} onChange={(event) => onType(column, digitsTyped(event.target.value))} onKeyDown={goOn} />
            </label>
          )}
        </Fragment>
      ))}
      <span className="quiet small">{state}</span>
    </div>
  )
}

const one = 'committee'

/** 支部班子, typed in its place while the totals are one hand's. */
export function CommitteeTotals() {
  const { review, pack, canWrite, save } = useReviewSession()
  const edits = useEdits<Readonly<Record<string, string>>>(review, '手里支部班子的票数')
  const typed = edits.shown(one)
  const [problem, setProblem] = useState('')
  const stands = review.committee
  const cells: Readonly<Record<string, string>> = typed ?? (stands === null ? {} : Object.fromEntries<string>([['valid', String(stands.valid)], ...stands.votes.map((count, index) => [String(index), String(count)] as const), ['blank', String(stands.blank)]]))
  const box = useStandingBox()
  const editable = canWrite && review.tallyClosedOn === null && box === undefined
  const votes = review.committeeScale.map((_, index) => numberOf(cells[String(index)] ?? ''))
  const sum = votes.reduce((all, count) => all + count, numberOf(cells['blank'] ?? ''))
  // The totals do not say how many of the valid ballots were members': then that is typed here.
  const own = isMixed(review)
  const valid = own ? numberOf(cells['valid'] ?? '') : review.counts.valid
  const keep = () => {
    const waiting = edits.pending().get(one)
    if (waiting === undefined) return
    void save((now) => recordCommittee(now, sum === 0 && (!own || valid === 0) ? null : { valid, votes, blank: numberOf(cells['blank'] ?? '') }, pack)).then((outcome) => {
      const rev = revOf(outcome)
      if (rev !== null) edits.saved(one, waiting, rev)
      setProblem(outcome?.ok === false ? outcome.findings.map((found) => found.text).join('；') : '')
    })
  }
  useKeepOnLeaving(keep)
  const said = sum === 0 ? `没有测评就空着${own ? `，发给党员 ${issuedToMembers(review)} 张` : ''}` : sum === valid ? `合计 ${sum}，合　底数：党员有效票 ${valid} 张` : `合计 ${sum}，党员有效票 ${valid} 张，${sum > valid ? '多' : '差'} ${Math.abs(sum - valid)}`
  if (!editable && stands === null) return null
  return (
    <div onBlur={(event) => { if (!event.currentTarget.contains(event.relatedTarget)) keep() }}>
      {problem !== '' && <FieldError>{problem}</FieldError>}
      <CommitteeLine scale={review.committeeScale} cells={cells} state={said} own={own} onType={editable ? (column, value) => edits.type(one, { ...cells, [column]: value }) : null} />
    </div>
  )
}
