import { editMember, personalFields, type Personal } from '#shared/duties/roster-member'
import type { Member } from '#shared/model/member'
import { useDraft } from '../../data/use-draft'
import { PersonalFields } from './member-fields'
import type { PanelFormProps } from './member-panel'
import { FormPanel, usePanelForm } from './panel-form'

function personalOf({ name, gender, ethnicity, idNumber, birth, nativePlace, education, startedWork, workplace, jobTitle, phone, landline, address, note }: Member): Personal {
  return { name, gender, ethnicity, idNumber, birth, nativePlace, education, startedWork, workplace, jobTitle, phone, landline, address, note }
}

/** 改资料: who somebody is. Dates of joining have a form of their own, and status goes by events. */
export function EditForm({ members, member, onDone }: PanelFormProps) {
  const formName = `member:${member.id}:edit`
  const stands = personalOf(member)
  // What stood when the typing began goes along: a draft found later must not put back what was changed since in a field it never touched.
  const draft = useDraft<{ readonly from: Personal; readonly to: Personal }>(formName, { from: stands, to: stands }, { title: `${member.name}的资料` })
  const { from, to } = draft.value
  const make = () => editMember(member, members, Object.fromEntries(personalFields.filter((field) => to[field] !== from[field]).map((field) => [field, to[field]])))
  const form = usePanelForm({ form: formName, draft, live: false, onDone, title: '资料没有存下', make })
  return (
    <FormPanel title="改资料" fact={member.name} act="存下" leave="不改了" form={form} draft={draft} onDone={onDone} fields={personalFields}>
      <PersonalFields value={to} fields={personalFields} set={(field, next) => draft.set((now) => ({ ...now, to: { ...now.to, [field]: next } }))} error={form.error} onProblem={form.onProblem} disabled={false} />
    </FormPanel>
  )
}
