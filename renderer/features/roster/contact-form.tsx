import { Input } from 'antd'
import { recordContact } from '#shared/duties/roster-events'
import type { PartialDate } from '#shared/text/partial-date'
import { dutyContext } from '../../app/session'
import { useDraft } from '../../data/use-draft'
import { Field } from '../../ui/field'
import { DateField } from './member-fields'
import type { PanelFormProps } from './member-panel'
import { FormPanel, usePanelForm } from './panel-form'

type Draft = { readonly on: PartialDate | null; readonly how: string; readonly note: string }

/** One contact with somebody who is away. */
export function ContactForm({ member, onDone }: PanelFormProps) {
  const formName = `member:${member.id}:contact`
  const draft = useDraft<Draft>(formName, { on: dutyContext().today, how: '', note: '' }, { title: `和${member.name}的联系` })
  const { value } = draft
  const form = usePanelForm({ form: formName, draft, live: true, onDone, title: '这次联系没有记下', make: () => recordContact(member, value) })
  const set = (change: Partial<Draft>) => draft.set((now) => ({ ...now, ...change }))
  return (
    <FormPanel title="联系记录" fact={member.name} act="记下" form={form} draft={draft} onDone={onDone} fields={['on', 'how', 'note']}>
      <DateField label="哪天联系的" required value={value.on} error={form.error('on')} disabled={false} onChange={(on, problem) => { set({ on }); form.onProblem('on', problem) }} />
      <Field label="怎么联系的" hint="电话、微信、上门、来信">
        {(control) => <Input {...control} value={value.how} maxLength={200} onChange={(event) => set({ how: event.target.value })} />}
      </Field>
      <Field label="记一句">
        {(control) => <Input.TextArea {...control} value={value.note} rows={3} maxLength={2000} onChange={(event) => set({ note: event.target.value })} />}
      </Field>
    </FormPanel>
  )
}
