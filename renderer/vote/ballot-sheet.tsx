import { useRef, type KeyboardEvent } from 'react'
import type { BallotForm, BallotMarks, BallotQuestion } from '#shared/ballot-box'

type RowProps = { readonly question: BallotQuestion; readonly at: number; readonly mine: readonly number[]; readonly mark: (choice: number) => void; readonly next: () => void }

/** One row: arrows move among the choices, space marks, a digit marks and goes on to the next row. */
function Row({ question, at, mine, mark, next }: RowProps) {
  const row = useRef<HTMLDivElement>(null)
  const stop = mine[0] ?? 0
  const focus = (choice: number) => row.current?.querySelectorAll<HTMLElement>('[data-choice]')[choice]?.focus()
  const onKey = (event: KeyboardEvent, choice: number) => {
    const count = question.choices.length
    const to = { ArrowRight: (choice + 1) % count, ArrowLeft: (choice + count - 1) % count }[event.key]
    const digit = Number(event.key)
    if (to !== undefined) focus(to)
    else if (event.key === 'ArrowDown') next()
    else if (event.key === ' ' || event.key === 'Enter') mark(choice)
    else if (digit >= 1 && digit <= count) {
      mark(digit - 1)
      if (!question.several) next()
    } else return
    event.preventDefault()
  }
  return (
    <div className="row" ref={row}>
      <span className="who" id={`q${at}`}>{at + 1}. {question.label}</span>
      <div className="choices" role={question.several ? 'group' : 'radiogroup'} aria-labelledby={`q${at}`}>
        {question.choices.map((name, choice) => (
          <div key={name} data-choice role={question.several ? 'checkbox' : 'radio'} aria-checked={mine.includes(choice)} tabIndex={question.several || choice === stop ? 0 : -1} className="choice" onClick={() => mark(choice)} onKeyDown={(event) => onKey(event, choice)}>
            <span className={question.several ? 'box' : 'dot'} aria-hidden="true" />{name}
          </div>
        ))}
      </div>
    </div>
  )
}

/** The marks with one more or one less. Marked again, a choice is taken back: a row may be left blank. */
export function marked(form: BallotForm, marks: BallotMarks, at: number, choice: number): BallotMarks {
  return marks.map((mine, row) => {
    if (row !== at) return mine
    if (mine.includes(choice)) return mine.filter((one) => one !== choice)
    return form.questions[at]?.several === true ? [...mine, choice].sort((a, b) => a - b) : [choice]
  })
}

export function BallotSheet({ form, marks, change }: { readonly form: BallotForm; readonly marks: BallotMarks; readonly change: (marks: BallotMarks) => void }) {
  const sheet = useRef<HTMLDivElement>(null)
  const next = (at: number) => {
    const rows = sheet.current?.querySelectorAll<HTMLElement>('.row')
    const row = rows?.[at + 1]
    const target = row?.querySelector<HTMLElement>('[data-choice][tabindex="0"]')
    target?.focus()
    target?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <div className="sheet" ref={sheet}>
      {form.questions.map((question, at) => <Row key={question.id} question={question} at={at} mine={marks[at] ?? []} mark={(choice) => change(marked(form, marks, at, choice))} next={() => next(at)} />)}
    </div>
  )
}

/** What will be cast, in words. */
export function BallotReview({ form, marks }: { readonly form: BallotForm; readonly marks: BallotMarks }) {
  return (
    <div className="sheet" role="list" aria-label="您填的票" tabIndex={0}>
      {form.questions.map((question, at) => {
        const mine = marks[at] ?? []
        return (
          <div key={question.id} className="row" role="listitem">
            <span className="who">{at + 1}. {question.label}</span>
            <strong className={mine.length === 0 ? 'blank' : ''}>{mine.length === 0 ? '没有填' : mine.map((choice) => question.choices[choice]).join('、')}</strong>
          </div>
        )
      })}
    </div>
  )
}
