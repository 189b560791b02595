import { AutoComplete, Button, Input, Select } from 'antd'
import type { ReviewPerson } from '#shared/duties/review'
import type { RulePack } from '#shared/rules/pack'
import { Field } from '../../ui/field'
import type { Exempt } from './people'

/** 免评的人: who need not be assessed, and which of the cases it is. The pack names the usual cases; any words may be written. */
export type ExemptFieldsProps = {
  readonly value: readonly Exempt[]
  readonly onChange: (next: readonly Exempt[]) => void
  readonly people: readonly ReviewPerson[]
  readonly pack: RulePack
  readonly disabled: boolean
}

export function ExemptFields({ value, onChange, people, pack, disabled }: ExemptFieldsProps) {
  const { exemptions } = pack.review
  const replace = (index: number, change: Partial<Exempt>) => onChange(value.map((one, at) => (at === index ? { ...one, ...change } : one)))
  const choices = (own: string) => people.filter((person) => person.memberId === own || !value.some((one) => one.memberId === person.memberId)).map((person) => ({ value: person.memberId, label: person.name }))
  return (
    <div className="review-exempt">
      {value.map((one, index) => {
        const name = people.find((person) => person.memberId === one.memberId)?.name ?? ''
        return (
          <div className="review-exempt-row" key={index}>
            <Field label={`免评的人 ${index + 1}`}>
              {(control) => (
                <Select {...control} autoFocus={one.memberId === ''} showSearch={{ optionFilterProp: 'label' }} disabled={disabled} value={one.memberId === '' ? null : one.memberId} options={choices(one.memberId)} onChange={(memberId: string) => replace(index, { memberId })} notFoundContent="没有这个人" />
              )}
            </Field>
            <Field label="是哪种情形" error={one.memberId !== '' && one.reason.trim() === '' ? '写明是哪种情形' : ''}>
              {(control) => (
                <AutoComplete {...control} popupMatchSelectWidth={false} disabled={disabled} value={one.reason} options={exemptions.value.map((each) => ({ value: each.name }))} onChange={(reason: string) => replace(index, { reason: reason.slice(0, 500) })} />
              )}
            </Field>
            <Field label="谁同意的" hint="哪次党员大会、哪级批复">
              {(control) => <Input {...control} disabled={disabled} value={one.approval ?? ''} maxLength={500} onChange={(event) => replace(index, { approval: event.target.value })} />}
            </Field>
            <Button disabled={disabled} aria-label={name === '' ? `去掉第 ${index + 1} 个` : `去掉${name}`} onClick={() => onChange(value.filter((_, at) => at !== index))}>
              去掉
            </Button>
          </div>
        )
      })}
      <div className="review-line">
        <Button disabled={disabled || people.length === 0} onClick={() => onChange([...value, { memberId: '', reason: '' }])}>
          加一个免评的人
        </Button>
        <span className="quiet small">{value.length === 0 ? '没有就不加。' : ''}依据：{exemptions.source}</span>
      </div>
    </div>
  )
}
