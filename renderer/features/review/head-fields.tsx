import { AutoComplete, Input } from 'antd'
import type { Review } from '#shared/model/review'
import type { Finding } from '#shared/rules/findings'
import { Field } from '../../ui/field'
import { errorAt } from '../../ui/finding-list'
import { PartialDateInput } from '../../ui/partial-date-input'

/** 名称、时间、地点、主持人、记录人: asked for when a session is set up, and changed later. */
export type Head = Pick<Review, 'title' | 'heldOn' | 'place' | 'chair' | 'recorder'>

export type HeadFieldsProps = {
  readonly value: Head
  readonly set: (change: Partial<Head>) => void
  readonly names: readonly string[]
  readonly findings: readonly Finding[]
  readonly dateProblem: string | null
  readonly onDateProblem: (problem: string | null) => void
  readonly disabled: boolean
}

export function HeadFields({ value, set, names, findings, dateProblem, onDateProblem, disabled }: HeadFieldsProps) {
  const error = (field: string) => errorAt(findings, field)
  const people = names.map((name) => ({ value: name }))
  return (
    <div className="fields">
      <Field label="名称" required error={error('title')}>
        {(control) => <Input {...control} value={value.title} disabled={disabled} maxLength={200} onChange={(event) => set({ title: event.target.value })} />}
      </Field>
      <div className="fields-two">
        <Field label="评议日期" hint="名单照这一天的名册取；还没定就空着" error={dateProblem ?? error('heldOn')}>
          {(control) => <PartialDateInput {...control} disabled={disabled} value={value.heldOn} onChange={(heldOn, problem) => { set({ heldOn }); onDateProblem(problem) }} />}
        </Field>
        <Field label="地点" error={error('place')}>
          {(control) => <Input {...control} value={value.place} disabled={disabled} maxLength={200} onChange={(event) => set({ place: event.target.value })} />}
        </Field>
        <Field label="主持人" error={error('chair')}>
          {(control) => <AutoComplete {...control} value={value.chair} disabled={disabled} options={people} showSearch={{ filterOption: true }} onChange={(chair: string) => set({ chair })} />}
        </Field>
        <Field label="记录人" error={error('recorder')}>
          {(control) => <AutoComplete {...control} value={value.recorder} disabled={disabled} options={people} showSearch={{ filterOption: true }} onChange={(recorder: string) => set({ recorder })} />}
        </Field>
      </div>
    </div>
  )
}
