import { Button, Input } from 'antd'
import { exemptMember, exemptReasons } from '#shared/duties/pledge-exempt'
import { Field } from '../../ui/field'
import { dayFor, type Party } from './board'
import { DayField } from './item-form'
import { PanelForm, useActorName, type PanelFrame } from './panel-form'
import type { Books } from './use-books'

type Fields = { readonly on: string | null; readonly reason: string }

/** 免诺: this person promises of their own accord in this round, and why. */
export function ExemptForm({ books, party, frame, onDone }: { readonly books: Books; readonly party: Party; readonly frame: PanelFrame; readonly onDone: () => void }) {
  const by = useActorName()
  return (
    <PanelForm<Fields>
      frame={frame}
      form={`pledgeRound:${books.round.id}:exempt:${party.key}`}
      draftTitle={`${party.name}本轮免诺`}
      heading={<p>离退休、年老体弱和患病的党员自愿承诺，不算缺。</p>}
      initial={{ on: dayFor(books, null), reason: party.exempt }}
      outcomeOf={(value) => exemptMember(books.round, { memberId: party.memberId ?? '', who: party.name, reason: value.reason, on: value.on, by })}
      act={() => '记为免诺'}
      onDone={onDone}
    >
      {(fields) => (
        <>
          <Field label="为什么" required error={fields.error('reason')}>
            {(control) => <Input {...control} autoFocus maxLength={200} disabled={!fields.canWrite} value={fields.value.reason} onChange={(event) => fields.set({ reason: event.target.value })} />}
          </Field>
          <div className="pledge-item-acts">
            {exemptReasons.map((reason) => <Button key={reason} size="small" disabled={!fields.canWrite} onClick={() => fields.set({ reason })}>{reason}</Button>)}
          </div>
          <DayField fields={fields} label="哪天定的" />
        </>
      )}
    </PanelForm>
  )
}
