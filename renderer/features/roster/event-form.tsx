import { Button, Input } from 'antd'
import { correctEvent, recordEvent, strikeEvent, type EventInput, type EventType } from '#shared/duties/roster-events'
import type { Member, MemberEvent } from '#shared/model/member'
import type { PartialDate } from '#shared/text/partial-date'
import { fromHere } from '../../app/route'
import { carryOut, dutyContext } from '../../app/session'
import { useDraft } from '../../data/use-draft'
import { attempt } from '../../ui/error-dialog'
import { Field } from '../../ui/field'
import { actHints, actNames } from './member-acts'
import { DateField } from './member-fields'
import type { PanelFormProps } from './member-panel'
import { FormPanel, usePanelForm } from './panel-form'

/** What an event asks for. A vote of the 党员大会 is its own day; others have a day, and some a vote beside it. */
type Asked = { readonly day: string; readonly field: 'on' | 'votedOn'; readonly vote?: true; readonly counterpart?: string; readonly until?: true; readonly place?: true }
const asked: Readonly<Record<EventType, Asked>> = {
  transferIn: { day: '转入日期', field: 'on', counterpart: '从哪个党组织转来' },
  transferOut: { day: '转出日期', field: 'on', counterpart: '转到哪个党组织' },
  admit: { day: '票决日期', field: 'votedOn' },
  becomeFull: { day: '票决日期', field: 'votedOn' },
  extendProbation: { day: '票决日期', field: 'votedOn', until: true },
  cancelProbation: { day: '票决日期', field: 'votedOn' },
  suspend: { day: '停止党籍的日期', field: 'on' },
  restore: { day: '恢复党籍的日期', field: 'on' },
  remove: { day: '除名的日期', field: 'on', vote: true },
  expel: { day: '开除党籍的日期', field: 'on', vote: true },
  die: { day: '去世的日期', field: 'on' },
  goAway: { day: '外出日期', field: 'on', place: true },
  comeBack: { day: '返回日期', field: 'on' },
  watch: { day: '给予留党察看的日期', field: 'on', vote: true },
  unwatch: { day: '恢复党员权利的日期', field: 'on', vote: true },
}

type Draft = { readonly on: PartialDate | null; readonly votedOn: PartialDate | null; readonly counterpart: string; readonly until: PartialDate | null; readonly place: string; readonly note: string }

function draftOf(member: Member, event: MemberEvent | null, { field }: Asked): Draft {
  if (event === null) return { on: null, votedOn: null, counterpart: '', until: null, place: '', note: '' }
  return {
    on: event.on, votedOn: field === 'on' ? event.votedOn : null, counterpart: event.counterpart, until: event.until ?? null, note: event.note,
    place: event.type === 'goAway' ? (member.absences.find((absence) => absence.from === event.on)?.place ?? '') : '',
  }
}

export function EventForm({ member, type, event, onDone }: PanelFormProps & { readonly type: EventType; readonly event: MemberEvent | null }) {
  const asks = asked[type]
  const formName = `member:${member.id}:${event === null ? type : event.id}`
  const draft = useDraft<Draft>(formName, draftOf(member, event, asks), { title: `${member.name}${actNames[type]}` })
  const { value } = draft
  const input: Omit<EventInput, 'type'> = {
    on: value.on, votedOn: asks.field === 'votedOn' ? value.on : value.votedOn, counterpart: value.counterpart, note: value.note,
    ...(asks.until === true ? { until: value.until } : {}), ...(asks.place === true ? { place: value.place } : {}),
  }
  const form = usePanelForm({
    form: formName, draft, live: true, onDone, title: '这一笔没有记下',
    make: () => (event === null ? recordEvent(dutyContext(), member, { ...input, type }) : correctEvent(dutyContext(), member, event.id, input)),
  })
  const set = (change: Partial<Draft>) => draft.set((now) => ({ ...now, ...change }))
  const strike = () =>
    void attempt(async () => {
      if (event === null) return
      const then = fromHere()
      await carryOut(strikeEvent(member, event.id), { form: formName })
      then(onDone)
    }, { title: '这一笔没有划去' })
  const dayError = asks.field === 'votedOn' ? form.error('votedOn') || form.error('on') : form.error('on')
  return (
    <FormPanel
      title={event === null ? actNames[type] : `更正${actNames[type]}`}
      fact={member.name}
      act={event === null ? '记下' : '更正'}
      form={form}
      draft={draft}
      onDone={onDone}
      fields={['on', 'votedOn', 'until', 'counterpart', 'place', 'note']}
      acts={event === null ? undefined : <Button onClick={strike} title="没有这回事，整笔划去；可以撤销">划去</Button>}
    >
      {actHints[type] !== '' && <p className="quiet">{actHints[type]}。</p>}
      <DateField label={asks.day} required value={value.on} error={dayError} disabled={false} onChange={(on, problem) => { set({ on }); form.onProblem(asks.field, problem) }} />
      {asks.until === true && <DateField label="预备期延长到" required value={value.until} error={form.error('until')} disabled={false} onChange={(until, problem) => { set({ until }); form.onProblem('until', problem) }} />}
      {asks.vote === true && <DateField label="票决日期" hint="党员大会表决的那天，没有就空着" value={value.votedOn} error={form.error('votedOn')} disabled={false} onChange={(votedOn, problem) => { set({ votedOn }); form.onProblem('votedOn', problem) }} />}
      {asks.counterpart !== undefined && (
        <Field label={asks.counterpart} error={form.error('counterpart')}>
          {(control) => <Input {...control} value={value.counterpart} maxLength={200} onChange={(typed) => set({ counterpart: typed.target.value })} />}
        </Field>
      )}
      {asks.place === true && (
        <Field label="外出地点" error={form.error('place')}>
          {(control) => <Input {...control} value={value.place} maxLength={200} onChange={(typed) => set({ place: typed.target.value })} />}
        </Field>
      )}
      <Field label="记一句" hint="比如上级批复的文号">
        {(control) => <Input.TextArea {...control} value={value.note} rows={3} maxLength={2000} onChange={(typed) => set({ note: typed.target.value })} />}
      </Field>
    </FormPanel>
  )
}
