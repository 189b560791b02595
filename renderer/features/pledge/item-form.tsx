import { Input, InputNumber, Segmented } from 'antd'
import { closeItem, markUnkept, recordProgress, reopenItem } from '#shared/duties/pledge'
import type { Outcome } from '#shared/duties/transition'
import type { Pledge, PledgeItem } from '#shared/model/pledge'
import { assertNever } from '#shared/text/assert-never'
import { Field } from '../../ui/field'
import { dayFor } from './board'
import { FilesField, type Files } from './files-field'
import { PartialDateInput } from '../../ui/partial-date-input'
import { PanelForm, useActorName, type PanelFields, type PanelFrame } from './panel-form'
import type { Books } from './use-books'

/** 记一笔践诺, 销号, 没办成, and taking the last two back. */
export type ItemAct = 'progress' | 'close' | 'unkept' | 'reopen'
type Fields = { readonly on: string | null; readonly note: string; readonly percent: number; readonly by: string; readonly files: Files; readonly cause: PledgeItem['unkeptCause']; readonly told: string }

const acts: Readonly<Record<ItemAct, { readonly act: string; readonly noteLabel: string; readonly noteHint: string; readonly noteField: string }>> = {
  progress: { act: '记一笔践诺', noteLabel: '办了什么', noteHint: '比如 走访 14 户，代取 3 人的药', noteField: 'note' },
  close: { act: '销号', noteLabel: '', noteHint: '', noteField: '' },
  unkept: { act: '记为没办成', noteLabel: '为什么没办成', noteHint: '客观原因向群众说明；没有理由的要批评', noteField: 'unkeptReason' },
  reopen: { act: '重新打开', noteLabel: '为什么还要办', noteHint: '', noteField: 'why' },
}

function outcomeOf(act: ItemAct, pledge: Pledge, item: PledgeItem, { on, note, percent, by, files, cause, told }: Fields): Outcome {
  const day = on ?? ''
  switch (act) {
    case 'progress':
      return recordProgress(pledge, item.id, { on, note, percent, files: [...files] })
    case 'close':
      return closeItem(pledge, item.id, { on: day, by })
    case 'unkept':
      return markUnkept(pledge, item.id, { on: day, reason: note, cause, told })
    case 'reopen':
      return reopenItem(pledge, item.id, { on: day, why: note })
    default:
      return assertNever(act)
  }
}

export type ItemFormProps = { readonly books: Books; readonly act: ItemAct; readonly pledge: Pledge; readonly item: PledgeItem; readonly frame: PanelFrame; readonly onDone: () => void }

export function ItemForm({ books, act, pledge, item, frame, onDone }: ItemFormProps) {
  const actor = useActorName()
  const words = acts[act]
  const again = act === 'unkept' && item.unkeptReason !== ''
  const initial: Fields = {
    on: again ? item.unkeptOn : dayFor(books, null), note: again ? item.unkeptReason : '', percent: item.progress.at(-1)?.percent ?? 0, by: actor, files: [], cause: item.unkeptCause, told: item.unkeptTold,
  }
  return (
    <PanelForm<Fields>
      frame={frame}
      form={`pledge:${pledge.id}:${item.id}:${act}`}
      draftTitle={`${frame.title}的承诺，${words.act}`}
      heading={<p className="pledge-text">{item.text}</p>}
      initial={initial}
      outcomeOf={(value) => outcomeOf(act, pledge, item, value)}
      act={() => words.act}
      onDone={onDone}
    >
      {(fields) => (
        <>
          <DayField fields={fields} label={act === 'progress' ? '哪天办的' : '哪天'} />
          {words.noteLabel !== '' && (
            <Field label={words.noteLabel} required={act !== 'reopen'} {...(words.noteHint === '' ? {} : { hint: words.noteHint })} error={fields.error(words.noteField)}>
              {(control) => <Input.TextArea {...control} autoFocus rows={3} maxLength={2000} disabled={!fields.canWrite} value={fields.value.note} onChange={(event) => fields.set({ note: event.target.value })} />}
            </Field>
          )}
          {act === 'progress' && (
            <Field label="办到几成" hint="办完了写 100，再去销号">
              {(control) => <InputNumber {...control} min={0} max={100} precision={0} suffix="%" disabled={!fields.canWrite} value={fields.value.percent} onChange={(percent) => fields.set({ percent: percent ?? 0 })} />}
            </Field>
          )}
          {act === 'progress' && <FilesField label="佐证" hint="签到表、照片、验收单；没有就不放" use="evidence" files={fields.value.files} disabled={!fields.canWrite} onChange={(files) => fields.set({ files })} />}
          {act === 'unkept' && (
            <>
              <Field label="是哪一种" required error={fields.error('unkeptCause')}>
                {({ id: _id, status: _status, ...control }) => (
                  <Segmented<Fields['cause']>
                    {...control}
                    block
                    aria-label="没办成是哪一种"
                    disabled={!fields.canWrite}
                    value={fields.value.cause}
                    options={[{ value: 'objective', label: '客观原因' }, { value: 'own', label: '自己没办好' }]}
                    onChange={(cause) => fields.set({ cause })}
                  />
                )}
              </Field>
              <Field label="怎样向群众说明的" hint="哪天、在哪里、说了什么；还没说先空着" error={fields.error('unkeptTold')}>
                {(control) => <Input.TextArea {...control} rows={2} maxLength={2000} disabled={!fields.canWrite} value={fields.value.told} onChange={(event) => fields.set({ told: event.target.value })} />}
              </Field>
            </>
          )}
          {act === 'close' && (
            <Field label="核销人" hint="谁核实办完了" error={fields.error('closedBy')}>
              {(control) => <Input {...control} autoFocus maxLength={100} disabled={!fields.canWrite} value={fields.value.by} onChange={(event) => fields.set({ by: event.target.value })} />}
            </Field>
          )}
        </>
      )}
    </PanelForm>
  )
}

/** The day of an act; today is proposed, and it must be a day there is. */
export function DayField<T extends { readonly on: string | null }>({ fields, label }: { readonly fields: PanelFields<T>; readonly label: string }) {
  return (
    <Field label={label} required error={fields.error('on')}>
      {(control) => (
        <PartialDateInput
          {...control}
          disabled={!fields.canWrite}
          value={fields.value.on}
          onChange={(on, problem) => {
            fields.set({ on } as Partial<T>)
            fields.problem('on', problem ?? (on === null ? '写上哪一天' : null))
          }}
        />
      )}
    </Field>
  )
}
