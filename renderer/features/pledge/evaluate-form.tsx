import { Input } from 'antd'
import { recordEvaluation } from '#shared/duties/pledge'
import type { Pledge } from '#shared/model/pledge'
import { dutyContext } from '../../app/session'
import { Field } from '../../ui/field'
import type { Party } from './board'
import { DayField } from './item-form'
import { PanelForm, type PanelFrame } from './panel-form'

type Fields = { readonly on: string | null; readonly by: string; readonly note: string }

/** 评诺: what was said of it, and by whom. */
export function EvaluateForm({ pledge, party, frame, onDone }: { readonly pledge: Pledge; readonly party: Party; readonly frame: PanelFrame; readonly onDone: () => void }) {
  const kept = pledge.items.filter((item) => item.closedOn !== null).length
  return (
    <PanelForm<Fields>
      frame={frame}
      form={`pledge:${pledge.id}:evaluate`}
      draftTitle={`${party.name}的评诺`}
      heading={<p>承诺 {pledge.items.length} 条，兑现 {kept} 条。</p>}
      initial={{ on: dutyContext().today, by: '党员大会', note: '' }}
      outcomeOf={(value) => recordEvaluation(pledge, { on: value.on ?? '', by: value.by, note: value.note, who: party.name })}
      act={() => '评诺'}
      onDone={onDone}
    >
      {(fields) => (
        <>
          <DayField fields={fields} label="哪天评的" />
          <Field label="谁评的" hint="自评、党员互评、党员大会、群众代表">
            {(control) => <Input {...control} maxLength={200} disabled={!fields.canWrite} value={fields.value.by} onChange={(event) => fields.set({ by: event.target.value })} />}
          </Field>
          <Field label="评得怎样" required hint="比如 两条都兑现，群众反映好" error={fields.error('note')}>
            {(control) => <Input.TextArea {...control} autoFocus rows={4} maxLength={2000} disabled={!fields.canWrite} value={fields.value.note} onChange={(event) => fields.set({ note: event.target.value })} />}
          </Field>
        </>
      )}
    </PanelForm>
  )
}
