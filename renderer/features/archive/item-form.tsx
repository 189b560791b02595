import { Checkbox, Input, Select } from 'antd'
import { retentionNames } from '#shared/archive/archive-code'
import type { ArchiveItem, ArchivePart, Retention } from '#shared/model/archive'
import { Field } from '../../ui/field'
import { errorAt } from '../../ui/finding-list'
import { PartialDateInput } from '../../ui/partial-date-input'
import type { ArchiveFacts } from './facts'
import type { ItemFields } from './item-fields'
import { ItemFiles } from './item-files'
import type { ArchiveForm } from './use-archive-form'
import { retentionOptions } from './words'

export type ItemFormProps = {
  readonly facts: ArchiveFacts
  readonly form: ArchiveForm<ItemFields>
  /** What the schedule in use says, and where that comes from. */
  readonly schedule: { readonly value: Retention; readonly source: string }
  readonly filed: boolean
  readonly disabled: boolean
  /** The papers of a 件 that holds several. */
  readonly parts?: readonly ArchivePart[]
  readonly fileRole: ArchiveItem['files'][number]['role']
  readonly onSubmit: () => void
}

const sideOptions: { readonly value: ItemFields['sides']; readonly label: string }[] = [{ value: '', label: '没注明' }, { value: 'one', label: '单面' }, { value: 'two', label: '双面' }]

/** The facts of one 件, by the columns of the 归档文件目录. */
export function ItemForm({ facts, form: { draft, findings, wrongDates, setWrongDate }, schedule, filed, disabled, parts, fileRole, onSubmit }: ItemFormProps) {
  const fields = draft.value
  const onChange = (patch: Partial<ItemFields>) => draft.set((now) => ({ ...now, ...patch }))
  const error = (field: string) => errorAt(findings, field)
  const wrongDate = wrongDates['date'] ?? ''
  const typed = (field: 'title' | 'author' | 'docNo' | 'year' | 'topic' | 'pages' | 'secrecy' | 'note') => ({
    value: fields[field],
    disabled,
    onChange: (event: { readonly target: { readonly value: string } }) => onChange({ [field]: event.target.value }),
  })
  const boxes = [{ value: '', label: '先不放' }, ...facts.states.map(({ box }) => ({ value: box.no, label: `${box.no} ${box.name}` }))]
  // What was scanned is what there is on paper; a person confirms it by typing.
  const inside = parts?.reduce((all, { pages }) => all + pages, 0) ?? 0
  const counted = inside > 0 ? inside : fields.files.reduce((all, file) => all + (file.role === 'made' ? 0 : (file.pages ?? 0)), 0)
  const attached = <ItemFiles files={fields.files} {...(parts === undefined ? {} : { parts })} role={fileRole} disabled={disabled} onChange={(files) => onChange({ files })} />
  return (
    <form
      className="fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {/* What came back signed is the reason to open a paper made here; it does not wait below the fold. */}
      {fileRole === 'original' && attached}
      <Field label="题名" required error={error('title')}>
        {(control) => <Input.TextArea {...control} {...typed('title')} rows={2} maxLength={400} onPressEnter={(event) => event.preventDefault()} />}
      </Field>
      <Checkbox checked={fields.own} disabled={disabled} onChange={(event) => onChange({ own: event.target.checked })}>
        原件上没有，是我拟的（目录里加方括号）
      </Checkbox>
      <div className="fields-two">
        <Field label="责任者" hint="发文的单位，或者署名的人" error={error('author')}>
          {(control) => <Input {...control} {...typed('author')} maxLength={200} />}
        </Field>
        <Field label="文号" hint="没有就空着" error={error('docNo')}>
          {(control) => <Input {...control} {...typed('docNo')} maxLength={100} />}
        </Field>
        <Field label="日期" hint="落款的日期" error={wrongDate === '' ? error('date') : wrongDate}>
          {(control) => <PartialDateInput {...control} disabled={disabled} value={fields.date} onChange={(date, problem) => { setWrongDate('date', problem ?? ''); onChange({ date, ...(date === null || filed ? {} : { year: date.slice(0, 4) }) }) }} />}
        </Field>
        <Field label="归在哪一年" hint={filed ? '已归档，不能改' : '照落款的日期'} error={error('year')}>
          {(control) => <Input {...control} {...typed('year')} disabled={disabled || filed} maxLength={4} inputMode="numeric" />}
        </Field>
        <Field label="保管期限" hint={filed ? '已归档，不能改' : `${schedule.source}：${retentionNames[schedule.value]}`} error={error('retention')}>
          {(control) => <Select {...control} value={fields.retention} disabled={disabled || filed} options={[...retentionOptions]} onChange={(retention) => onChange({ retention })} />}
        </Field>
        {(fields.retention !== schedule.value || fields.retentionReason !== '') && (
          <Field label="为什么和表上不一样" hint="哪个通知、谁定的">
            {(control) => <Input {...control} value={fields.retentionReason} disabled={disabled} maxLength={400} onChange={(event) => onChange({ retentionReason: event.target.value })} />}
          </Field>
        )}
        <Field label="工作盒" error={error('workingBox')}>
          {(control) => <Select {...control} value={fields.workingBox} disabled={disabled} options={boxes} onChange={(workingBox) => onChange({ workingBox })} />}
        </Field>
        <Field label="页数" hint={counted > 0 && String(counted) !== fields.pages ? `${inside > 0 ? `里面各份合计` : '附的扫描件数出来'} ${counted} 页，核对过再填` : '有字有图的页'} error={error('pages')}>
          {(control) => <Input {...control} {...typed('pages')} maxLength={5} inputMode="numeric" />}
        </Field>
        <Field label="单面双面" hint="算一盒装几张纸用">
          {(control) => <Select {...control} value={fields.sides} disabled={disabled} options={sideOptions} onChange={(sides) => onChange({ sides })} />}
        </Field>
        <Field label="密级" hint="不涉密就空着；涉密的不得录入" error={error('secrecy')}>
          {(control) => <Input {...control} {...typed('secrecy')} maxLength={20} />}
        </Field>
        <Field label="机构(问题)代码" hint={filed ? '已归档，不能改' : '大写字母，最多 4 个；不用就空着'} error={error('topic')}>
          {(control) => <Input {...control} value={fields.topic} disabled={disabled || filed} maxLength={4} onChange={(event) => onChange({ topic: event.target.value.toUpperCase() })} />}
        </Field>
        <Field label="备注" error={error('note')}>
          {(control) => <Input {...control} {...typed('note')} maxLength={400} />}
        </Field>
      </div>
      {fileRole === 'copy' && attached}
      <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
    </form>
  )
}
