import { Checkbox, Radio } from 'antd'
import { asOf } from '#shared/duties/roster'
import { moveToGroup, moveToUnit, setPosts, type Post } from '#shared/duties/roster-member'
import { refused } from '#shared/duties/transition'
import { posts as allPosts } from '#shared/model/member'
import { wall } from '#shared/rules/findings'
import type { PartialDate } from '#shared/text/partial-date'
import { hrefOf } from '../../app/route'
import { dutyContext } from '../../app/session'
import { useDraft } from '../../data/use-draft'
import { FieldError } from '../../ui/field'
import { actNames } from './member-acts'
import { DateField } from './member-fields'
import type { PanelFormProps } from './member-panel'
import { FormPanel, usePanelForm } from './panel-form'

type Draft = { readonly on: PartialDate | null; readonly place: string; readonly posts: readonly Post[] }
const words = { group: { legend: '编入', none: '不编入党小组', list: 'groups' }, unit: { legend: '归到', none: '不归单位', list: 'units' }, posts: { legend: '从那天起担任', none: '', list: 'posts' } } as const

/** 党小组, unit and posts change from a day on; what stood before stays true of its time. */
export function PlaceForm({ organisation, member, act, onDone }: PanelFormProps & { readonly act: 'group' | 'unit' | 'posts' }) {
  const { today } = dutyContext()
  const now = asOf(member, today)
  const formName = `member:${member.id}:${act}`
  const draft = useDraft<Draft>(formName, { on: today, place: (act === 'group' ? now.groupId : now.unitId) ?? '', posts: now.posts }, { title: `${member.name}${actNames[act]}` })
  const { value } = draft
  const { legend, none, list } = words[act]
  const make = () => {
    if (value.on === null) return refused(wall('dateMissing', '写上从哪天起', { field: 'on' }))
    const place = value.place === '' ? null : value.place
    return act === 'posts' ? setPosts(member, value.posts, value.on) : act === 'group' ? moveToGroup(member, organisation, place, value.on) : moveToUnit(member, organisation, place, value.on)
  }
  const form = usePanelForm({ form: formName, draft, live: true, onDone, title: '没有记下', make })
  const set = (change: Partial<Draft>) => draft.set((before) => ({ ...before, ...change }))
  const places = act === 'group' ? organisation.groups : organisation.units
  const wrong = form.error(list)
  return (
    <FormPanel title={actNames[act]} fact={member.name} act="记下" form={form} draft={draft} onDone={onDone} fields={['on', list]}>
      <DateField label="从哪天起" required value={value.on} error={form.error('on')} disabled={false} onChange={(on, problem) => { set({ on }); form.onProblem('on', problem) }} />
      <fieldset className="roster-places">
        <legend>{legend}</legend>
        {act === 'posts' ? (
          <Checkbox.Group value={[...value.posts]} options={allPosts.map((post) => ({ value: post, label: post }))} onChange={(chosen) => set({ posts: chosen })} />
        ) : (
          <Radio.Group value={value.place} options={[...places.map((place) => ({ value: place.id, label: place.name })), { value: '', label: none }]} onChange={(event) => set({ place: String(event.target.value) })} />
        )}
      </fieldset>
      {wrong !== '' && <FieldError>{wrong}</FieldError>}
      {act !== 'posts' && (
        <p className="small">
          <a href={hrefOf('roster', ['parts'])}>添、改党小组和单位</a>
        </p>
      )}
    </FormPanel>
  )
}
