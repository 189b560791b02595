import { Input, Segmented } from 'antd'
import { reviewPledge } from '#shared/duties/pledge'
import type { Pledge } from '#shared/model/pledge'
import { dutyContext } from '../../app/session'
import { Field } from '../../ui/field'
import type { BoardRow } from './board'
import { DayField } from './item-form'
import { PanelForm, useActorName, type PanelFrame } from './panel-form'
import type { Books } from './use-books'

type Fields = { readonly result: 'passed' | 'returned'; readonly on: string | null; readonly by: string; readonly opinion: string; readonly signedBy: string }

/** 审诺: passed, or returned with what is to be changed. */
export function ReviewForm({ books, row, pledge, frame, onDone }: { readonly books: Books; readonly row: BoardRow; readonly pledge: Pledge; readonly frame: PanelFrame; readonly onDone: () => void }) {
  const actor = useActorName()
  const { party } = row
  const own = party.memberId === null
  const initial: Fields = { result: 'passed', on: dutyContext().today, by: party.reviewedBy, opinion: own ? '' : '事项具体，能做到，同意公示。', signedBy: own ? '' : actor }
  return (
    <PanelForm<Fields>
      frame={frame}
      form={`pledge:${pledge.id}:review`}
      draftTitle={`审${party.name}的承诺`}
      heading={
        <ol className="pledge-brief" aria-label={`${party.name}的承诺`}>
          {pledge.items.map((item) => (
            <li key={item.id}>{item.text}</li>
          ))}
        </ol>
      }
      initial={initial}
      outcomeOf={(value) => reviewPledge(pledge, { ...value, on: value.on ?? '', who: party.name })}
      act={(value) => (value.result === 'passed' ? '审诺通过' : '退回')}
      onDone={onDone}
    >
      {(fields) => (
        <>
          <Segmented<Fields['result']>
            block
            aria-label="审诺结果"
            disabled={!fields.canWrite}
            value={fields.value.result}
            options={[{ value: 'passed', label: '通过' }, { value: 'returned', label: '退回' }]}
            onChange={(result) => fields.set({ result, ...(result === 'returned' && fields.value.opinion === initial.opinion ? { opinion: '' } : {}) })}
          />
          <Field
            label={fields.value.result === 'passed' ? '意见' : '哪里要改'}
            required={fields.value.result === 'returned'}
            hint={fields.value.result === 'passed' ? '印在承诺书上' : '写给本人看'}
            error={fields.error('opinion')}
          >
            {(control) => <Input.TextArea {...control} rows={3} maxLength={2000} disabled={!fields.canWrite} value={fields.value.opinion} onChange={(event) => fields.set({ opinion: event.target.value })} />}
          </Field>
          <DayField fields={fields} label="哪天审的" />
          <Field label="谁审的" required hint={own ? '支部的承诺由上级党组织审' : whoReviews(books)} error={fields.error('by')}>
            {(control) => <Input {...control} maxLength={200} disabled={!fields.canWrite} value={fields.value.by} onChange={(event) => fields.set({ by: event.target.value })} />}
          </Field>
          <Field label="负责人签字" hint="谁签的字">
            {(control) => <Input {...control} maxLength={100} disabled={!fields.canWrite} value={fields.value.signedBy} onChange={(event) => fields.set({ signedBy: event.target.value })} />}
          </Field>
        </>
      )}
    </PanelForm>
  )
}

export function whoReviews({ pack }: Books): string {
  const from = pack.organisation.committeeFrom.value
  return `正式党员 ${from} 人以上由支委会审，不到 ${from} 人由党员大会审`
}
