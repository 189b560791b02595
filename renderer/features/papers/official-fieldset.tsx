import { Button, Checkbox, Input, InputNumber, Select } from 'antd'
import type { OfficialContent } from '#shared/duties/official-paper'
import type { OfficialPaper } from '#shared/model/official-paper'
import { Field } from '../../ui/field'
import { PartialDateInput } from '../../ui/partial-date-input'

export type Content = OfficialContent
export type DateProblems = { readonly date: string; readonly printedOn: string }

/** What of a record a person writes. */
export function contentOf(paper: OfficialPaper): Content {
  const { layout, title, docNo, recipients, body, attachments, issuers, date, sealed, redHead, head, signer, copyTo, printedBy, printedOn, copies, keywords, note, attendance } = paper
  return { layout, title, docNo, recipients, body, attachments, issuers, date, sealed, redHead, head, signer, copyTo, printedBy, printedOn, copies, keywords, note, attendance }
}

type Text = 'title' | 'docNo' | 'recipients' | 'head' | 'signer' | 'copyTo' | 'printedBy' | 'keywords' | 'note'
type Props = {
  readonly value: Content
  readonly prose: boolean
  readonly minutes: boolean
  readonly disabled: boolean
  readonly dateErrors: DateProblems
  readonly onWrite: (patch: Partial<Content>) => void
  readonly onDateProblem: (field: keyof DateProblems, problem: string) => void
}

/** The fields in the order of the paper. Their heights are fixed: antd measures a growing one with a style attribute, which the content policy refuses. */
export function OfficialFieldset({ value, prose, minutes, disabled, dateErrors, onWrite, onDateProblem }: Props) {
  const text = (name: Text, label: string, hint?: string) => (
    <Field label={label} hint={hint}>
      {(control) => <Input {...control} disabled={disabled} maxLength={500} value={value[name]} onChange={(event) => onWrite({ [name]: event.target.value })} />}
    </Field>
  )
  const attend = (name: keyof Content['attendance'], label: string) => (
    <Field label={label}>
      {(control) => <Input {...control} disabled={disabled} value={value.attendance[name]} onChange={(event) => onWrite({ attendance: { ...value.attendance, [name]: event.target.value } })} />}
    </Field>
  )
  const attach = (index: number, patch: Partial<Content['attachments'][number]>) => onWrite({ attachments: value.attachments.map((one, at) => (at === index ? { ...one, ...patch } : one)) })
  return (
    <>
      <Field label="标题" required>
        {(control) => <Input.TextArea {...control} rows={2} disabled={disabled} maxLength={500} value={value.title} onChange={(event) => onWrite({ title: event.target.value })} />}
      </Field>
      {!prose && (
        <>
          <Checkbox disabled={disabled} checked={value.redHead} onChange={(event) => onWrite({ redHead: event.target.checked })}>印红头</Checkbox>
          {value.redHead && text('head', '红头上的字')}
          {value.redHead && text('signer', '签发人', '报上级的才写')}
          {text('docNo', '发文字号', '例如 水支发〔2026〕3号，方括号、圆括号都会改成六角的')}
          {text('recipients', '主送')}
        </>
      )}
      <Field label="正文" hint="照 一、（一）1.（1）写，纸上自己分层次；没填的地方是【】">
        {(control) => <Input.TextArea {...control} rows={14} disabled={disabled} maxLength={20_000} value={value.body} onChange={(event) => onWrite({ body: event.target.value })} />}
      </Field>
      {value.attachments.map((attachment, index) => (
        <fieldset key={index} className="official-attachment">
          <legend>附件{index + 1}</legend>
          <Field label="名称">{(control) => <Input {...control} disabled={disabled} maxLength={500} value={attachment.name} onChange={(event) => attach(index, { name: event.target.value })} />}</Field>
          <Field label="内容" hint="另有表格的空着，只在附件说明里列名称">
            {(control) => <Input.TextArea {...control} rows={5} disabled={disabled} maxLength={20_000} value={attachment.text} onChange={(event) => attach(index, { text: event.target.value })} />}
          </Field>
          <Button size="small" disabled={disabled} onClick={() => onWrite({ attachments: value.attachments.filter((_, at) => at !== index) })}>去掉附件{index + 1}</Button>
        </fieldset>
      ))}
      <Button size="small" disabled={disabled} onClick={() => onWrite({ attachments: [...value.attachments, { name: '', text: '' }] })}>加一个附件</Button>
      {minutes && <>{attend('present', '出席')}{attend('leave', '请假')}{attend('observers', '列席')}</>}
      <Field label="署名" hint="几家联合发文的，一行一家">
        {(control) => <Input.TextArea {...control} rows={2} disabled={disabled} value={value.issuers.join('\n')} onChange={(event) => onWrite({ issuers: event.target.value === '' ? [] : event.target.value.split('\n') })} />}
      </Field>
      <Field label="成文日期" error={dateErrors.date}>
        {(control) => <PartialDateInput {...control} disabled={disabled} value={value.date} onChange={(date, problem) => { onWrite({ date }); onDateProblem('date', problem ?? '') }} />}
      </Field>
      {!prose && (
        <>
          <Checkbox disabled={disabled} checked={value.sealed} onChange={(event) => onWrite({ sealed: event.target.checked })}>要盖章，署名上留出位置</Checkbox>
          {text('note', '附注', '联系人、电话，纸上加括号')}
          {text('copyTo', '抄送')}
          {text('printedBy', '印发机关')}
          <Field label="印发日期" error={dateErrors.printedOn}>
            {(control) => <PartialDateInput {...control} disabled={disabled} value={value.printedOn} onChange={(printedOn, problem) => { onWrite({ printedOn }); onDateProblem('printedOn', problem ?? '') }} />}
          </Field>
          <Field label="印几份" hint="0 就不印">
            {(control) => <InputNumber id={control.id} disabled={disabled} min={0} max={100_000} precision={0} value={value.copies} onChange={(copies) => onWrite({ copies: copies ?? 0 })} />}
          </Field>
          <Field label="格式">
            {(control) => (
              <Select<Content['layout']> id={control.id} disabled={disabled} value={value.layout} onChange={(layout) => onWrite({ layout })} options={[{ value: 'gb2012', label: '现行（GB/T 9704—2012）' }, { value: 'gb1999', label: '2010—2012年（有主题词）' }]} />
            )}
          </Field>
          {value.layout === 'gb1999' && text('keywords', '主题词', '词之间空一格')}
        </>
      )}
    </>
  )
}
