import { useId, type ReactNode } from 'react'
import './ui.css'

/** What is wrong at a field and what is right, with a sign before the colour. */
export function FieldError({ id, children }: { readonly id?: string; readonly children: ReactNode }) {
  return (
    <p id={id} className="field-error" role="alert">
      <span aria-hidden="true">!</span>
      <span>{children}</span>
    </p>
  )
}

/** What the control inside must carry, so that label, hint and error belong to it for every reader. */
export type FieldControl = {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': boolean | undefined
  readonly 'aria-required': boolean | undefined
  readonly status: '' | 'error'
}

/** A label above its control. `error` is a sentence or empty. Compulsory fields say so in words: 必填. */
export type FieldProps = {
  readonly label: string
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly required?: boolean
  readonly children: (control: FieldControl) => ReactNode
}

export function Field({ label, hint, error, required = false, children }: FieldProps) {
  const id = useId()
  const wrong = error !== undefined && error !== ''
  const described = [hint !== undefined ? `${id}-hint` : '', wrong ? `${id}-error` : ''].filter((part) => part !== '').join(' ')
  return (
    <div className="field">
      <div className="field-label">
        <label htmlFor={id}>{label}</label>
        {required && <span className="field-hint">必填</span>}
      </div>
      {children({
        id,
        'aria-describedby': described === '' ? undefined : described,
        'aria-invalid': wrong ? true : undefined,
        'aria-required': required ? true : undefined,
        status: wrong ? 'error' : '',
      })}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      {wrong && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  )
}
