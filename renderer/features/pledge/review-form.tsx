import { Input, Segmented } from 'antd'
import { reviewPledge } from '#shared/duties/pledge'
import { verdictOf } from '#shared/duties/pledge-state'
import type { Pledge } from '#shared/model/pledge'
import { Field } from '../../ui/field'
import { dayFor, type BoardRow } from './board'
import { DayField } from './item-form'
import { PanelForm, useActorName, type PanelFrame } from './panel-form'
import type { Books } from './use-books'

type Fields = {
  /** The items that go back, by id, each with what is to be changed. */
  readonly returned: Readonly<Record<string, string>>
  readonly on: string | null
  readonly by: string
  readonly opinion: string
  readonly signedBy: string
}

/** 审诺: each item passes, or goes back with what is to be changed. */
export function ReviewForm({ books, row, pledge, frame, onDone }: { readonly books: Books; readonly row: BoardRow; readonly pledge: Pledge; readonly frame: PanelFrame; readonly onDone: () => void }) {
  const actor = useActorName()
  const { party } = row
  const own = party.memberId === null
  const opinion = own ? '' : '事项具体，能做到，同意公示。'
  const initial: Fields = { returned: {}, on: dayFor(books, '审诺'), by: party.reviewedBy, opinion, signedBy: own ? '' : actor }
  const backOf = (value: Fields) => pledge.items.flatMap((item) => { const reason = value.returned[item.id]; return reason === undefined ? [] : [{ itemId: item.id, reason }] })
  return (
    <PanelForm<Fields>
      frame={frame}
      form={`pledge:${pledge.id}:review`}
      draftTitle={`审${party.name}的承诺`}
      heading={null}
      initial={initial}
      outcomeOf={(value) => {
        const returned = backOf(value)
        const said = returned.length > 0 && value.opinion === opinion ? '' : value.opinion
        return reviewPledge(pledge, { result: returned.length === 0 ? 'passed' : 'returned', on: value.on ?? '', by: value.by, opinion: said, signedBy: value.signedBy, who: party.name, returned })
      }}
      act={(value) => (backOf(value).length === 0 ? '审诺通过' : `退回 ${backOf(value).length} 条`)}
      onDone={onDone}
    >
      {(fields) => (
        <>
          <ol className="pledge-judge" aria-label={`${party.name}的承诺`}>
            {pledge.items.map((item, index) => {
              const reason = fields.value.returned[item.id]
              const back = reason !== undefined
              const before = verdictOf(item) === 'passed' ? '上次已通过' : ''
              return (
                <li key={item.id}>
                  <p className="pledge-text">{index + 1}　{item.text}</p>
                  {before !== '' && <p className="small quiet">{before}</p>}
                  <Segmented
                    block
                    aria-label={`第 ${index + 1} 条`}
                    disabled={!fields.canWrite}
                    value={back ? 'returned' : 'passed'}
                    options={[{ value: 'passed', label: '通过' }, { value: 'returned', label: '退回' }]}
                    onChange={(result) => {
                      const { [item.id]: _dropped, ...rest } = fields.value.returned
                      fields.set({ returned: result === 'returned' ? { ...rest, [item.id]: '' } : rest })
                    }}
                  />
                  {back && (
                    <Field label={`第 ${index + 1} 条哪里要改`} required hint="写给本人看" error={fields.error(`items.${index}.reason`)}>
                      {(control) => <Input.TextArea {...control} autoFocus rows={2} maxLength={1000} disabled={!fields.canWrite} value={reason} onChange={(event) => fields.set({ returned: { ...fields.value.returned, [item.id]: event.target.value } })} />}
                    </Field>
                  )}
                </li>
              )
            })}
          </ol>
          {backOf(fields.value).length === 0 && (
            <Field label="意见" hint="印在承诺书上" error={fields.error('opinion')}>
              {(control) => <Input.TextArea {...control} rows={2} maxLength={2000} disabled={!fields.canWrite} value={fields.value.opinion} onChange={(event) => fields.set({ opinion: event.target.value })} />}
            </Field>
          )}
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
