import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { BallotForm, BallotMarks, BallotQuestion } from '#shared/ballot-box'
import { Press } from './press'

type Numbered = { readonly question: BallotQuestion; readonly at: number }
/** A person with what is asked of them below their grade. */
type Block = { readonly number: number; readonly rows: readonly Numbered[] }

function blocksOf(form: BallotForm): readonly Block[] {
  const blocks: { number: number; rows: Numbered[] }[] = []
  form.questions.forEach((question, at) => {
    if (question.below === undefined) blocks.push({ number: blocks.length + 1, rows: [{ question, at }] })
    else blocks.at(-1)?.rows.push({ question, at })
  })
  return blocks
}

type RowProps = Numbered & {
  readonly number: number
  /** What stands above it, for whoever hears the page. */
  readonly lead: number
  readonly mine: readonly number[]
  readonly mark: (choice: number) => void
  /** To the row so many further; `grades`: past the problem codes, where a digit means something else. */
  readonly move: (by: 1 | -1, grades?: boolean) => void
}

const digitOf = (key: string): number | null => (/^\d$/u.test(key) ? (Number(key) + 9) % 10 : null)

/** The choices of one question: arrows move among them and between rows, space marks, a digit marks; where only one is marked it also goes on. */
function Choices({ question, at, lead, mine, mark, move }: Omit<RowProps, 'number'>) {
  const group = useRef<HTMLDivElement>(null)
  const stop = mine[0] ?? 0
  const count = question.choices.length
  const focus = (choice: number) => group.current?.querySelectorAll<HTMLElement>('[data-choice]')[choice]?.focus()
  const onKey = (event: KeyboardEvent, choice: number) => {
    const to = { ArrowRight: (choice + 1) % count, ArrowLeft: (choice + count - 1) % count }[event.key]
    const digit = digitOf(event.key)
    if (to !== undefined) focus(to)
    else if (event.key === 'ArrowDown') move(1)
    else if (event.key === 'ArrowUp') move(-1)
    else if (event.key === ' ' || event.key === 'Enter') mark(choice)
    else if (digit !== null && digit < count) {
      mark(digit)
      if (question.several) focus(digit)
      else move(1, true)
    } else return
    event.preventDefault()
  }
  return (
    <div ref={group} className={question.several ? 'choices choices-codes' : 'choices'} role={question.several ? 'group' : 'radiogroup'} aria-labelledby={lead === at ? `q${at}` : `q${lead} q${at}`}>
      {question.choices.map((name, choice) => (
        <div key={name} data-choice role={question.several ? 'checkbox' : 'radio'} aria-checked={mine.includes(choice)} tabIndex={question.several || choice === stop ? 0 : -1} className="choice" onClick={() => mark(choice)} onKeyDown={(event) => onKey(event, choice)}>
          <span className={question.several ? 'box' : 'dot'} aria-hidden="true" />{question.several ? `${choice + 1} ${name}` : name}
        </div>
      ))}
    </div>
  )
}

/** Problem codes below a person: folded, since most give none; what was given stands beside the name of the row. */
function Codes({ move, ...row }: RowProps) {
  const { question, at, lead, mine } = row
  const [open, setOpen] = useState(false)
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (open) line.current?.scrollIntoView({ block: 'nearest' })
  }, [open])
  const given = mine.length === 0 ? '没有选' : mine.map((choice) => `${choice + 1} ${question.choices[choice] ?? ''}`).join('；')
  const fold = () => {
    setOpen(false)
    line.current?.querySelector<HTMLElement>('[role=button]')?.focus()
  }
  const onKey = (event: KeyboardEvent) => {
    // Within the choices a key has done its work already.
    if (event.defaultPrevented) return
    const digit = digitOf(event.key)
    if (event.key === 'Escape' && open) fold()
    else if (event.key === 'ArrowDown') move(1)
    else if (event.key === 'ArrowUp') move(-1)
    else if (digit !== null && digit < question.choices.length) {
      row.mark(digit)
      setOpen(true)
    } else return
    event.preventDefault()
  }
  return (
    <div className="row row-below row-codes" ref={line} onKeyDown={onKey}>
      <span className="who" id={`q${at}`}>{question.label}</span>
      <span className="given" id={`given${at}`}>{given}</span>
      <Press kind="small" label={open ? '选好了' : '选问题'} describedBy={`q${lead} given${at}`} expanded={open} act={() => (open ? fold() : setOpen(true))}>{open ? '选好了' : '选问题'}</Press>
      {open && <Choices {...row} move={move} />}
    </div>
  )
}

function Row(row: RowProps) {
  const { question, at, number } = row
  if (question.below !== undefined && question.several) return <Codes {...row} />
  return (
    <div className={question.below === undefined ? 'row' : 'row row-below'}>
      <span className="who" id={`q${at}`}>{question.below === undefined ? `${number}. ${question.label}` : question.label}</span>
      <Choices {...row} />
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

/** Where the keyboard stands in a row: its marked or first choice, or what unfolds it. */
function stand(row: Element | undefined): void {
  const target = row?.querySelector<HTMLElement>('[data-choice][tabindex="0"], [role=button]')
  target?.focus()
  target?.scrollIntoView({ block: 'nearest' })
}

/** To the row of this question. */
export function goToRow(at: number): void {
  stand(document.getElementById(`q${at}`)?.closest('.row') ?? undefined)
}

const sheetClass = (form: BallotForm): string => (form.questions.some(({ label }) => label.length > 10) ? 'sheet sheet-long' : 'sheet')

export function BallotSheet({ form, marks, change }: { readonly form: BallotForm; readonly marks: BallotMarks; readonly change: (marks: BallotMarks) => void }) {
  const move = (at: number, by: 1 | -1, grades = false) => {
    for (let to = at + by; to >= 0 && to < form.questions.length; to += by) {
      const question = form.questions[to]
      if (grades && question?.several === true && question.below !== undefined) continue
      goToRow(to)
      return
    }
  }
  // The keyboard is where the first mark is made: whoever typed a number goes on with digits.
  useEffect(() => goToRow(0), [])
  return (
    <div className={sheetClass(form)}>
      {blocksOf(form).map(({ number, rows }) => (
        <div className="block" key={number}>
          {rows.map(({ question, at }) => (
            <Row key={question.id} question={question} at={at} number={number} lead={rows[0]?.at ?? at} mine={marks[at] ?? []} mark={(choice) => change(marked(form, marks, at, choice))} move={(by, grades) => move(at, by, grades)} />
          ))}
        </div>
      ))}
    </div>
  )
}

/** What will be cast, in words. */
export function BallotReview({ form, marks }: { readonly form: BallotForm; readonly marks: BallotMarks }) {
  const sheet = useRef<HTMLDivElement>(null)
  // Read over with the arrow keys; never at 投票 itself, where a key held too long would cast.
  useEffect(() => sheet.current?.focus(), [])
  const said = (question: BallotQuestion, mine: readonly number[]) => (mine.length === 0 ? (question.several ? '没有选' : '没有填') : mine.map((choice) => question.choices[choice]).join(question.several ? '；' : '、'))
  return (
    <div ref={sheet} className={sheetClass(form)} role="list" aria-label="您填的票" tabIndex={0}>
      {blocksOf(form).map(({ number, rows }) => (
        <div className="block" key={number}>
          {rows.map(({ question, at }) => {
            const mine = marks[at] ?? []
            return (
              <div key={question.id} className={question.below === undefined ? 'row' : 'row row-below'} role="listitem">
                <span className="who">{question.below === undefined ? `${number}. ${question.label}` : question.label}</span>
                <strong className={mine.length > 0 ? '' : question.several ? 'none' : 'blank'}>{said(question, mine)}</strong>
              </div>
            )
          })}
        </div>
      ))}
    </div>
  )
}
