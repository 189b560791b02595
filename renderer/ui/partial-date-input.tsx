import { Input } from 'antd'
import { useState } from 'react'
import { formatDate, readPartialDate, type PartialDate } from '#shared/text/partial-date'
import './ui.css'

/**
 * One text field for a date as far as it is known: 2010, 2010.7, 201007, 2010年7月1日. Says below what it understood.
 * `onChange` gets the date, or null when the field is empty or not a date; then `problem` is the sentence to stand at the field.
 */
export type PartialDateInputProps = {
  readonly value: PartialDate | null
  readonly onChange: (value: PartialDate | null, problem: string | null) => void
  readonly id?: string
  readonly disabled?: boolean
  readonly status?: '' | 'error'
  readonly autoFocus?: boolean
  readonly size?: 'small' | 'middle'
  readonly 'aria-label'?: string
  readonly 'aria-describedby'?: string | undefined
  readonly 'aria-invalid'?: boolean | undefined
  readonly 'aria-required'?: boolean | undefined
}

type Reading = { readonly date: PartialDate | null; readonly problem: string | null }

function read(text: string): Reading {
  if (text.trim() === '') return { date: null, problem: null }
  const reading = readPartialDate(text)
  return reading.ok ? { date: reading.date, problem: null } : { date: null, problem: reading.why }
}

function spelled(value: PartialDate | null): string {
  return value === null ? '' : formatDate(value, 'paper')
}

export function PartialDateInput({ value, onChange, status = '', size = 'middle', ...rest }: PartialDateInputProps) {
  const [text, setText] = useState(spelled(value))
  const [known, setKnown] = useState(value)
  // Another record, an undo: the field follows, but never rewrites what is being typed.
  if (known !== value) {
    setKnown(value)
    if (read(text).date !== value) setText(spelled(value))
  }
  const { date } = read(text)
  const understood = date !== null && text.trim() !== spelled(date) ? spelled(date) : ''
  return (
    <span className="date-field">
      <Input
        {...rest}
        size={size}
        status={status}
        value={text}
        placeholder={rest.disabled === true ? undefined : '如 2010.7'}
        autoComplete="off"
        onChange={(event) => {
          const next = read(event.target.value)
          setText(event.target.value)
          setKnown(next.date)
          onChange(next.date, next.problem)
        }}
        onBlur={() => {
          if (date !== null) setText(spelled(date))
        }}
      />
      <span className="field-read" aria-live="polite">
        {understood}
      </span>
    </span>
  )
}
