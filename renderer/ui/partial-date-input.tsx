import { Input } from 'antd'
import { useState } from 'react'
import { parsePartialDate, type PartialDate } from '#shared/text/partial-date'
import { sayDate } from './say'
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

function spelled(value: PartialDate | null): string {
  return value === null ? '' : sayDate(value)
}

export function PartialDateInput({ value, onChange, status = '', size = 'middle', ...rest }: PartialDateInputProps) {
  const [text, setText] = useState(spelled(value))
  const [known, setKnown] = useState(value)
  // Another record, an undo: the field follows, but never rewrites what is being typed.
  if (known !== value) {
    setKnown(value)
    const parsed = parsePartialDate(text)
    if ((parsed.ok ? parsed.value : null) !== value) setText(spelled(value))
  }
  const read = parsePartialDate(text)
  const understood = read.ok && read.value !== null && text.trim() !== sayDate(read.value) ? sayDate(read.value) : ''
  return (
    <span className="date-field">
      <Input
        {...rest}
        size={size}
        status={status}
        value={text}
        placeholder="如 2010.7"
        inputMode="numeric"
        autoComplete="off"
        onChange={(event) => {
          const next = event.target.value
          setText(next)
          const parsed = parsePartialDate(next)
          const date = parsed.ok ? parsed.value : null
          setKnown(date)
          onChange(date, parsed.ok ? null : parsed.problem)
        }}
        onBlur={() => {
          if (read.ok && read.value !== null) setText(sayDate(read.value))
        }}
      />
      <span className="field-read" aria-live="polite">
        {understood}
      </span>
    </span>
  )
}
