import { Input, Radio } from 'antd'
import { useId, type ReactNode } from 'react'
import type { Personal } from '#shared/duties/roster-member'
import { plainIdNumber, readIdNumber } from '#shared/text/id-number'
import { formatDate, type PartialDate } from '#shared/text/partial-date'
import { Field } from '../../ui/field'
import { PartialDateInput } from '../../ui/partial-date-input'

/** The fields of a member's own facts, the same where they are typed in and where they are changed. */
export type PersonalField = keyof Personal
export type Problems = Readonly<Partial<Record<string, string>>>
export type FieldsProps = {
  readonly value: Personal
  readonly fields: readonly PersonalField[]
  readonly set: <F extends PersonalField>(field: F, value: Personal[F]) => void
  readonly error: (field: string) => string
  /** What could not be read as a date stands at its field and keeps the form from saving. */
  readonly onProblem: (field: string, problem: string | null) => void
  readonly disabled: boolean
}

const words: Readonly<Record<PersonalField, { readonly label: string; readonly most: number; readonly hint?: string }>> = {
  name: { label: '姓名', most: 100 }, gender: { label: '性别', most: 1 }, ethnicity: { label: '民族', most: 50 }, idNumber: { label: '身份证号', most: 40 },
  birth: { label: '出生年月', most: 0 }, nativePlace: { label: '籍贯', most: 100 }, education: { label: '学历', most: 50 }, startedWork: { label: '参加工作', most: 0 },
  workplace: { label: '工作单位', most: 200 }, jobTitle: { label: '职务或岗位', most: 200 }, phone: { label: '手机', most: 50 }, landline: { label: '固定电话', most: 50 },
  address: { label: '家庭住址', most: 300 }, note: { label: '备注', most: 2000 },
}

export function PersonalFields(props: FieldsProps) {
  return props.fields.map((field) => <PersonalOne key={field} {...props} field={field} />)
}

function PersonalOne({ field, value, set, error, onProblem, disabled }: FieldsProps & { readonly field: PersonalField }) {
  const { label, most } = words[field]
  if (field === 'gender') {
    return <ChoiceField label={label} value={value.gender} disabled={disabled} options={[{ value: '男', label: '男' }, { value: '女', label: '女' }]} onChange={(gender) => set('gender', gender)} />
  }
  if (field === 'birth' || field === 'startedWork') {
    return <DateField label={label} value={value[field]} error={error(field)} disabled={disabled} onChange={(date, problem) => { set(field, date); onProblem(field, problem) }} />
  }
  const typed = value[field]
  const id = field === 'idNumber' ? sayId(typed) : null
  const wrong = error(field) || (id?.wrong ?? '')
  return (
    <Field label={label} required={field === 'name'} error={wrong} {...(id === null || wrong !== '' ? {} : { hint: id.hint })}>
      {(control) =>
        field === 'note' ? (
          <Input.TextArea {...control} value={typed} disabled={disabled} maxLength={most} rows={2} onChange={(event) => set(field, event.target.value)} />
        ) : (
          <Input {...control} data-field={field} value={typed} disabled={disabled} maxLength={most} autoComplete="off" spellCheck={false} onChange={(event) => set(field, event.target.value)} />
        )
      }
    </Field>
  )
}

/** Says at once what the number says, so that a mistyped one is seen. One that is whole and wrong is refused here; how long it is, on saving. */
function sayId(typed: string): { readonly hint: string; readonly wrong: string } {
  if (typed.trim() === '') return { hint: '可以不填；填了就不用填性别和出生', wrong: '' }
  const id = readIdNumber(typed)
  if (id.ok) return { hint: `${id.gender}，${formatDate(id.birth, 'paper')}生`, wrong: '' }
  return id.code === 'check' || id.code === 'noSuchDay' || id.code === 'letters' ? { hint: '', wrong: id.why } : { hint: `18 位，现在 ${plainIdNumber(typed).length} 位`, wrong: '' }
}

export function DateField({ label, value, error, hint, disabled, required = false, onChange }: {
  readonly label: string
  readonly value: PartialDate | null
  readonly error: string
  readonly hint?: ReactNode
  readonly disabled: boolean
  readonly required?: boolean
  readonly onChange: (value: PartialDate | null, problem: string | null) => void
}) {
  return (
    <Field label={label} error={error} required={required} {...(hint === undefined ? {} : { hint })}>
      {(control) => <PartialDateInput {...control} value={value} disabled={disabled} onChange={onChange} />}
    </Field>
  )
}

/** Two or three choices side by side: arrows choose, Enter saves the form. */
export function ChoiceField<T extends string>({ label, value, options, onChange, disabled, hint }: {
  readonly label: string
  readonly value: T | ''
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly onChange: (value: T) => void
  readonly disabled: boolean
  readonly hint?: ReactNode
}) {
  const id = useId()
  return (
    <div className="field">
      <div className="field-label">
        <span id={id}>{label}</span>
      </div>
      <Radio.Group aria-labelledby={id} className="roster-choice" value={value} disabled={disabled} options={options.map((option) => ({ ...option }))} onChange={(event) => onChange(event.target.value as T)} />
      {hint !== undefined && <p className="field-hint">{hint}</p>}
    </div>
  )
}
