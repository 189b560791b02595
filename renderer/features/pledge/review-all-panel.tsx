import { Checkbox, Input } from 'antd'
import { refused } from '#shared/duties/transition'
import { wall } from '#shared/rules/findings'
import { Field } from '../../ui/field'
import { SidePanel } from '../../ui/side-panel'
import { DayField } from './item-form'
import { passAll } from '#shared/duties/pledge-at-once'
import { PanelForm, useActorName } from './panel-form'
import { whoReviews } from './review-form'
import { dayFor } from './board'
import type { Books } from './use-books'

type Fields = {
  /** Those left out, so that one handed in meanwhile is in. */
  readonly left: readonly string[]
  readonly on: string | null
  readonly by: string
  readonly superior: string
  readonly opinion: string
  readonly signedBy: string
}

/** All that was handed in, passed as one meeting passes it: one commit. To return one, its own panel is the place. */
export function ReviewAllPanel({ books, onClose }: { readonly books: Books; readonly onClose: () => void }) {
  const { board, round } = books
  const actor = useActorName()
  const waiting = board.toReview
  const frame = { title: '审诺', fact: `提上来 ${waiting.length} 份`, onClose, keys: 'Ctrl+S 存下　　Esc 不审了' }
  if (waiting.length === 0) {
    return (
      <SidePanel {...frame} keys="Esc 关">
        <p>没有待审的承诺书。</p>
      </SidePanel>
    )
  }
  const members = waiting.filter((row) => row.party.memberId !== null)
  const branch = waiting.find((row) => row.party.memberId === null)
  const initial: Fields = { left: [], on: dayFor(books, '审诺'), by: members[0]?.party.reviewedBy ?? '', superior: branch?.party.reviewedBy ?? '', opinion: '事项具体，能做到，同意公示。', signedBy: actor }
  const chosen = (value: Fields) => waiting.filter((row) => !value.left.includes(row.party.key))
  return (
    <PanelForm<Fields>
      frame={frame}
      form={`pledgeRound:${round.id}:review`}
      draftTitle="审提上来的承诺"
      heading={<p className="quiet">要退回的不勾，到他自己那一行里退回、写明哪里要改。</p>}
      initial={initial}
      outcomeOf={(value) => {
        const rows = chosen(value)
        if (rows.length === 0) return refused(wall('nothingChosen', '没有勾承诺书，至少勾一份', { field: 'left' }))
        return passAll({
          pledges: rows.flatMap(({ pledge, party }) => (pledge === null ? [] : [{ pledge, who: party.name, by: party.memberId === null ? value.superior : value.by }])),
          on: value.on ?? '', opinion: value.opinion, signedBy: value.signedBy,
        })
      }}
      act={(value) => `审过 ${chosen(value).length} 份`}
      onDone={onClose}
    >
      {(fields) => (
        <>
          <fieldset className="pledge-choose">
            <legend>审过哪些</legend>
            {waiting.map(({ party, pledge }) => (
              <Checkbox
                key={party.key}
                disabled={!fields.canWrite}
                checked={!fields.value.left.includes(party.key)}
                onChange={(event) => fields.set({ left: event.target.checked ? fields.value.left.filter((key) => key !== party.key) : [...fields.value.left, party.key] })}
              >
                {party.name} <span className="quiet small">{pledge?.items.length ?? 0} 条</span>
              </Checkbox>
            ))}
          </fieldset>
          <DayField fields={fields} label="哪天审的" />
          {members.length > 0 && (
            <Field label="党员的由谁审" required hint={whoReviews(books)} error={fields.error('by')}>
              {(control) => <Input {...control} maxLength={200} disabled={!fields.canWrite} value={fields.value.by} onChange={(event) => fields.set({ by: event.target.value })} />}
            </Field>
          )}
          {branch !== undefined && (
            <Field label="支部的由谁审" required hint="支部的承诺由上级党组织审" error={fields.error('by')}>
              {(control) => <Input {...control} maxLength={200} disabled={!fields.canWrite} value={fields.value.superior} onChange={(event) => fields.set({ superior: event.target.value })} />}
            </Field>
          )}
          <Field label="意见" hint="印在每一份承诺书上">
            {(control) => <Input.TextArea {...control} rows={2} maxLength={2000} disabled={!fields.canWrite} value={fields.value.opinion} onChange={(event) => fields.set({ opinion: event.target.value })} />}
          </Field>
          <Field label="负责人签字" hint="谁签的字">
            {(control) => <Input {...control} maxLength={100} disabled={!fields.canWrite} value={fields.value.signedBy} onChange={(event) => fields.set({ signedBy: event.target.value })} />}
          </Field>
        </>
      )}
    </PanelForm>
  )
}
