import { Button, Input, Segmented, Select } from 'antd'
import { pledgeItemTypes } from '#shared/model/pledge'
import type { Finding } from '#shared/rules/findings'
import { Field } from '../../ui/field'
import { PartialDateInput } from '../../ui/partial-date-input'
import type { WrittenItem } from './writing'

/** antd grows a text area by a style attribute, which the content policy refuses; some thirty characters stand in a line here. */
function rowsFor(text: string, least: number, most: number): number {
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 32)), 0)
  return Math.min(most, Math.max(least, lines))
}

/** One promise as it is written: what, how, by when, who. */
export type ItemFieldsProps = {
  readonly item: WrittenItem
  readonly number: number
  readonly count: number
  /** The pack's themes for this party. */
  readonly themes: readonly string[]
  readonly disabled: boolean
  readonly error: (field: 'text' | 'due' | 'responsible') => string
  readonly advice: readonly Finding[]
  readonly autoFocus: boolean
  readonly onChange: (patch: Partial<WrittenItem>) => void
  readonly onDateProblem: (problem: string) => void
  readonly onMove: (by: -1 | 1) => void
  readonly onRemove: () => void
}

export function ItemFields({ item, number, count, themes, disabled, error, advice, autoFocus, onChange, onDateProblem, onMove, onRemove }: ItemFieldsProps) {
  return (
    <fieldset className="pledge-writing" aria-label={`第 ${number} 条承诺`}>
      <div className="pledge-writing-head">
        <h2>第 {number} 条</h2>
        <Segmented aria-label={`第 ${number} 条的类型`} disabled={disabled} value={item.type} options={[...pledgeItemTypes]} onChange={(type) => onChange({ type })} />
        <Select aria-label={`第 ${number} 条的方面`} className="pledge-theme" disabled={disabled} value={item.theme} options={[{ value: '', label: '哪方面' }, ...[...new Set([...themes, ...(item.theme === '' ? [] : [item.theme])])].map((theme) => ({ value: theme, label: theme }))]} onChange={(theme) => onChange({ theme })} />
        <span className="pledge-writing-acts">
          {count > 1 && (
            <>
              <Button size="small" disabled={disabled || number === 1} aria-label={`第 ${number} 条上移`} onClick={() => onMove(-1)}>上移</Button>
              <Button size="small" disabled={disabled || number === count} aria-label={`第 ${number} 条下移`} onClick={() => onMove(1)}>下移</Button>
              <Button size="small" disabled={disabled} aria-label={`去掉第 ${number} 条`} onClick={onRemove}>去掉</Button>
            </>
          )}
        </span>
      </div>
      <Field label="承诺什么" required error={error('text')}>
        {(control) => (
          <Input.TextArea {...control} autoFocus={autoFocus} rows={rowsFor(item.text, 2, 8)} maxLength={5000} disabled={disabled} value={item.text} onChange={(event) => onChange({ text: event.target.value })} />
        )}
      </Field>
      {advice.map((found) => (
        <p key={found.code} className="pledge-advice" role="status">
          {found.code === 'hardToCheck' ? (
            <>
              <b>难以核对</b>　写上次数、日期，或者为谁办，评诺时好对照。
            </>
          ) : (
            <>
              <b>要看</b>　{found.text}
            </>
          )}
        </p>
      ))}
      <Field label="具体措施">
        {(control) => <Input.TextArea {...control} rows={rowsFor(item.measures, 1, 6)} maxLength={5000} disabled={disabled} value={item.measures} onChange={(event) => onChange({ measures: event.target.value })} />}
      </Field>
      <div className="fields-two">
        <Field label="完成时限" error={error('due')}>
          {(control) => <PartialDateInput {...control} disabled={disabled} value={item.due} onChange={(due, problem) => { onChange({ due }); onDateProblem(problem ?? '') }} />}
        </Field>
        <Field label="责任人" error={error('responsible')}>
          {(control) => <Input {...control} maxLength={100} disabled={disabled} value={item.responsible} onChange={(event) => onChange({ responsible: event.target.value })} />}
        </Field>
      </div>
    </fieldset>
  )
}
