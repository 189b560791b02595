import { useId, useState, type FocusEvent, type KeyboardEvent } from 'react'
import { recordCounts } from '#shared/duties/review'
import type { Review } from '#shared/model/review'
import { countFindings, countSums, notSorted, quorumOf, type Counts, type CountSum } from '#shared/rules/review-check'
import { digitsTyped } from '#shared/text/digits'
import { FieldError } from '../../ui/field'
import { Tick } from '../../ui/state-mark'
import { numberOf } from './counting'
import { useEdits, useKeepOnLeaving } from './use-edits'
import { revOf, useReviewSession } from './use-review'

type CountName = keyof Counts
type Typed = Readonly<Partial<Record<CountName, string>>>
const one = 'counts'
const ballotNames: readonly CountName[] = ['issued', 'returned', 'valid', 'invalid']

/** Blank until the ballots were counted at all, and until they were sorted into valid and not: nought is a figure, blank is not yet. */
function textOf(counts: Counts, name: CountName): string {
  const open = name === 'valid' || name === 'invalid' ? notSorted(counts) : ballotNames.includes(name) && ballotNames.every((each) => counts[each] === 0)
  return open ? '' : String(counts[name])
}

/** The three sums written as sums, each with 合 or the pair that fails. Saved when the hand leaves them; closed figures are only shown. */
export function CountSums({ only }: { readonly only?: 'attendance' }) {
  const { review, pack, canWrite, save } = useReviewSession()
  const edits = useEdits<Typed>(review, '手里这几个人数、张数')
  const [refused, setRefused] = useState('')
  const typed = edits.shown(one) ?? {}
  const editable = canWrite && review.tallyClosedOn === null
  const counts = { ...review.counts, ...numbersOf(typed) }
  const text = (name: CountName) => typed[name] ?? textOf(review.counts, name)
  const findings = countFindings({ ...review, counts })
  const sums = countSums(counts).filter((sum) => only === undefined || sum.id === only)
  const untouched = ballotNames.every((name) => counts[name] === 0)
  const isOpen = (sum: CountSum) => (sum.id === 'ballots' ? untouched : sum.id === 'validity' && notSorted(counts))
  const quorum = quorumOf({ ...review, counts }, pack.review.pollQuorum.value)

  const keep = () => {
    const pending = edits.pending().get(one)
    if (pending === undefined) return
    void save((now) => recordCounts(now, changesOf(pending, now.counts))).then((outcome) => {
      const rev = revOf(outcome)
      if (rev !== null) edits.saved(one, pending, rev)
      setRefused(outcome?.ok === false ? outcome.findings.map((found) => found.text).join('；') : '')
    })
  }
  useKeepOnLeaving(keep)

  const left = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) keep()
  }
  return (
    <section className="review-sums" aria-label="人数和张数" onBlur={left}>
      <div className="review-sums-row">
        {sums.map((sum) => (
          <Sum
            key={sum.id}
            sum={sum}
            text={text}
            editable={editable}
            state={isOpen(sum) ? 'open' : failing(sum, findings) === undefined ? 'agrees' : 'fails'}
            word={sum.id === 'attendance' ? (quorum.reached ? '合，到会够数' : '合，到会不够数') : '合'}
            onType={(name, value) => edits.type(one, { ...typed, [name]: digitsTyped(value) })}
            onKeep={keep}
          />
        ))}
      </div>
      {sums.map((sum) => {
        const found = isOpen(sum) ? undefined : failing(sum, findings)
        return found === undefined ? null : <FieldError key={sum.id}>{found}</FieldError>
      })}
      {findings.filter((found) => found.severity !== 'wall').map((found) => (
        <p key={found.where.field} className="soon small">
          {found.text}
        </p>
      ))}
      {refused !== '' && <FieldError>{refused}</FieldError>}
    </section>
  )
}

function numbersOf(typed: Typed): Partial<Counts> {
  return Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, numberOf(value)]))
}

function changesOf(typed: Typed, counts: Review['counts']): Partial<Counts> {
  return Object.fromEntries(Object.entries(numbersOf(typed)).filter(([name, value]) => counts[name as CountName] !== value))
}

/** What is wrong with a sum, in words that name both numbers; undefined when it agrees. A pair is said at the sum its second number stands in. */
function failing(sum: CountSum, findings: ReturnType<typeof countFindings>): string | undefined {
  const codes: Readonly<Record<CountSum['id'], readonly string[]>> = {
    attendance: ['sum.attendance', 'presentOverDue'], ballots: ['sum.ballots', 'issuedOverPresent', 'returnedOverIssued'], validity: ['sum.validity'],
  }
  return findings.find((found) => found.severity === 'wall' && codes[sum.id].includes(found.code))?.text
}

type SumProps = {
  readonly sum: CountSum
  readonly text: (name: CountName) => string
  readonly editable: boolean
  readonly state: 'open' | 'agrees' | 'fails'
  readonly word: string
  readonly onType: (name: CountName, value: string) => void
  readonly onKeep: () => void
}

function Sum({ sum, text, editable, state, word, onType, onKeep }: SumProps) {
  const figure = (part: { readonly field: CountName | null; readonly label: string; readonly value: number }, twice: boolean) => (
    <Figure
      label={part.label}
      // 收回 stands in two sums and is typed in the first; 未交 is worked out.
      value={part.field === null ? (state === 'open' ? '' : String(part.value)) : text(part.field)}
      onType={part.field === null || twice || !editable ? null : (value) => onType(part.field ?? 'due', value)}
      wrong={state === 'fails'}
      onKeep={onKeep}
    />
  )
  return (
    <div className="review-sum" role="group" aria-label={{ attendance: '到会这笔账', ballots: '发票收票这笔账', validity: '选票这笔账' }[sum.id]}>
      <div className="review-sum-figures">
        {figure(sum.whole, sum.id === 'validity')}
        {sum.parts.map((part, index) => (
          <span className="review-sum-part" key={part.label}>
            <span className="review-sum-sign" aria-hidden="true">
              {index === 0 ? '=' : '+'}
            </span>
            {figure(part, false)}
          </span>
        ))}
      </div>
      <p className="review-sum-state" role="status">
        {state === 'agrees' ? (
          <span className="review-agrees">
            <Tick /> {word}
          </span>
        ) : state === 'fails' ? (
          <span className="late">不合</span>
        ) : (
          <span className="quiet">还没填</span>
        )}
      </p>
    </div>
  )
}

function Figure({ label, value, onType, wrong, onKeep }: { readonly label: string; readonly value: string; readonly onType: ((value: string) => void) | null; readonly wrong: boolean; readonly onKeep: () => void }) {
  const id = useId()
  const key = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    onKeep()
    const all = [...(event.currentTarget.closest('.review-sums')?.querySelectorAll('input') ?? [])]
    const next = all[all.indexOf(event.currentTarget) + 1] ?? document.querySelector<HTMLElement>('.review-count-table input')
    next?.focus()
  }
  if (onType === null)
    return (
      <span className="review-figure">
        <span>{label}</span>
        <b>{value === '' ? '　' : value}</b>
      </span>
    )
  return (
    <span className="review-figure">
      <label htmlFor={id}>{label}</label>
      <input id={id} inputMode="numeric" autoComplete="off" value={value} aria-invalid={wrong ? true : undefined} onFocus={(event) => event.target.select()} onChange={(event) => onType(event.target.value)} onKeyDown={key} />
    </span>
  )
}
